"""A case that grows, shrinks and changes is joined as if all of it had been joined at once."""

import random
from datetime import date, timedelta

import pytest

from counterclaim.events.filing import rank_of
from counterclaim.events.grouping import join, revise, stirred
from counterclaim.events.profiles import Profile
from counterclaim.events.same_event import usual
from counterclaim.events.shelf import Shelf

FIRST = date(2019, 5, 1)
STEPS = 25


def at_war(chance, report):
    """What a report tells in a war where much happens: its own event, and others besides."""

    def telling(about):
        place, province = chance.choice([("Dourin", "Homs"), ("Maskar", "Homs"), ("Tel Aran", "Aleppo"),
                                         ("Homs", None), ("Aleppo", "Aleppo")])  # fmt: skip
        level = chance.choice(["town", "town", "town", "province"])
        day = FIRST + timedelta(days=chance.randrange(chance.choice([3, 14, 40]))) if chance.random() < 0.7 else None
        number = chance.choice([2, 3, 12, 14, 30])
        toll = ("toll" if number >= 10 else "small toll", f"killed {number}")
        own = about is None
        return Profile(
            report=report, about=about, place=place if level == "town" else "Homs province", level=level,
            province=province, country="SY", day=day,
            month="2019-05" if day is None and chance.random() < 0.3 else None,
            published=(day or FIRST) + timedelta(days=chance.randrange(12)) if chance.random() < 0.8 else None,
            named=frozenset(key for key in ("drn", "mskr", "tl rn") if chance.random() < 0.3),
            traits=frozenset([toll, ("means", chance.choice(["gas", "shells"])), ("quoted", chance.choice("AB"))]),
            tolls=frozenset([toll] if own else []),
            subject=frozenset(chance.sample(["bus", "school", "well", "bakery", "bridge"], 3) if own else []),
            lead=frozenset(range(chance.randrange(3) * 20, 50) if own else []),
        )  # fmt: skip

    names = [None] if chance.random() < 0.9 else []
    names += [about for about in ("war in Dourin", "earlier attack", "2013 attack") if chance.random() < 0.35]
    return [telling(about) for about in names]


def misdated(chance, report):
    """What a report tells of one of two quiet towns, where a day is soon misread."""
    day = FIRST + timedelta(days=chance.choice([0, 0, 1, 4, 4, 5, 9]))
    tolls = [("toll", f"killed {chance.choice([31, 31, 44])}"), ("toll", f"injured {chance.choice([50, 60])}")]
    return [
        Profile(
            report=report, place=chance.choice(["Dourin", "Maskar"]), level="town", province="Homs", country="SY",
            day=day if chance.random() < 0.85 else None, published=day + timedelta(days=chance.randrange(3)),
            named=frozenset(chance.sample(["drn", "mskr"], chance.randrange(2))), traits=frozenset(tolls),
            tolls=frozenset(chance.sample(tolls, chance.choice([1, 2]))),
            subject=frozenset(chance.sample(["bus", "school", "well", "bakery"], 2)),
        )
    ]  # fmt: skip


def joined(groups):
    return sorted(sorted((p.report, p.about or "") for p in group.profiles) for group in groups)


@pytest.mark.parametrize("tells", [at_war, misdated])
@pytest.mark.parametrize("seed", range(6))
def test_a_case_that_changes_step_by_step_is_joined_as_if_at_once(tells, seed):
    chance, shelf, told = random.Random(seed), Shelf(), {}
    common = usual([])
    for _ in range(STEPS):
        before = {rank_of(p): p for profiles in told.values() for p in profiles}
        for _ in range(chance.choice([1, 1, 3])):
            report = f"r{chance.randrange(30):02d}"
            if report not in told or chance.random() < 0.3:
                told[report] = tells(chance, report)
            elif chance.random() < 0.5:
                del told[report]
        now = {rank_of(p): p for profiles in told.values() for p in profiles}
        earlier, common = common, usual(now.values())
        changed = shelf.home.copy(), shelf.moved.copy()
        touched = revise(
            shelf, common, stirred=stirred(shelf, earlier, common),
            gone=[rank for rank in before if now.get(rank) != before[rank]],
            come=[p for rank, p in now.items() if before.get(rank) != p],
        )  # fmt: skip
        assert joined(shelf.groups()) == joined(join(now.values()))
        for were, are in zip(changed, (shelf.home, shelf.moved), strict=True):
            assert {a for r in were.keys() | are.keys() if were.get(r) != are.get(r)
                    for a in (were.get(r), are.get(r)) if a} <= touched  # fmt: skip

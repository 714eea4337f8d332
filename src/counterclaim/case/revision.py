"""How what a case adds up to changes with what is new in it: worked out here, written by ``standing``."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.case import gists, reviewed, state
from counterclaim.case.decisions import Decision
from counterclaim.case.naming import storable
from counterclaim.case.schema import COUNTED, STANDING, TOLD_ON
from counterclaim.case.state import Head
from counterclaim.case.stored_shelf import StoredShelf
from counterclaim.events.assess import MADE_BY
from counterclaim.events.filing import Rank
from counterclaim.events.gist import Gist
from counterclaim.events.grouping import fill, revise, stirred
from counterclaim.events.identity import Key
from counterclaim.events.incidents import incident_of
from counterclaim.events.people import side_of
from counterclaim.events.profiles import Profile, folded
from counterclaim.events.same_event import BUSY_DAYS, What, days_apart, told_of, usual_of
from counterclaim.events.voices import Voice, is_local

# With a larger share of its reports new or changed, all of a case is joined anew, which is then no slower.
MOST_REVISED = 0.05

Values = dict[str, Any]
# What is said of a speaker: its key as JSON, the kind of thing, and what it is.
Heard = tuple[str, str, str]
# A side on whose behalf somebody speaks who is only described is kept under this key.
NOBODY = "[]"
NO_KEY: Key = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case was when it was last looked through: all numbers of the trail up to ``head`` are counted in.

    Attributes:
        apart: on how many days the case tells of means, of anything, and of the places where much happens.
        revision: how often it was revised.
    """

    apart: Mapping[What, int]
    revision: int
    head: int


@dataclass(slots=True, kw_only=True)
class Revision:
    """What is to be written so that the case stands as it should.

    Attributes:
        anew: True where all that was written before is to be removed first.
        after: the standing that it was made from; None where there was none.
        head: the newest entry of the trail that is counted in.
    """

    anew: bool
    after: Standing | None
    head: int
    apart: dict[What, int]
    shelf: StoredShelf
    gone: list[int]
    counted: list[Values]
    tellings: list[Values] = field(default_factory=list)
    filed: list[Values] = field(default_factory=list)
    no_events: list[int] = field(default_factory=list)
    events: list[Values] = field(default_factory=list)
    heard: Counter[Heard] = field(default_factory=Counter)
    told_on: Counter[tuple[What, date]] = field(default_factory=Counter)
    gists: list[tuple[int, str]] = field(default_factory=list)


def last(connection: Connection) -> Standing | None:
    """Return how the case was when it was last looked through; None where this version of the program never did."""
    row = connection.execute(select(STANDING).where(STANDING.c.made_by == MADE_BY)).first()
    if row is None:
        return None
    apart: dict[What, int] = {(kind, name): days for kind, name, days in json.loads(row.common)}
    return Standing(apart, row.revision, row.head)


def revision(
    connection: Connection, head: int, decided: Iterable[Decision], *, only_little: bool = False
) -> Revision | None:
    """Work out what is to be written so that everything up to an entry of the trail is counted in.

    Args:
        connection: what is read through it is of one moment.
        head: the newest entry of the trail.
        decided: the decisions on statements that are in force.
        only_little: return None where all of the case would have to be joined anew.
    """
    heads = state.heads(connection)
    touched = reviewed.placed(heads, decided)
    marks = {capture: reviewed.mark(decisions) for capture, decisions in touched.items()}
    wanted = {one.capture: (one.reading, storable(one.report), marks.get(one.capture, "")) for one in heads}
    before = last(connection)
    columns = (COUNTED.c[name] for name in ("capture", "reading", "report", "decided"))
    had = {capture: tuple(rest) for capture, *rest in connection.execute(select(*columns))} if before else {}
    new = [one for one in heads if had.get(one.capture) != wanted[one.capture]]
    gone = [capture for capture, of in had.items() if wanted.get(capture) != of]
    anew = before is None or len(new) + len(gone) > max(1, MOST_REVISED * len(heads))
    if anew and only_little:
        return None
    if anew:
        new, gone = heads, []
    made = Revision(anew=anew, after=before, head=head, apart={}, shelf=StoredShelf(connection, empty=anew), gone=gone,
                    counted=[])  # fmt: skip
    found = _gists(connection, made, new, touched)
    made.counted = [_counted(one, wanted[one.capture][2], found[one.capture]) for one in new]
    come = [profile for one in new for profile in found[one.capture].profiles]
    _count_heard(made, (row["heard"] for row in made.counted), +1)
    _count_days(made, come, +1)
    if before is None or anew:
        _join_all(made, come)
    else:
        _join_new(connection, made, before, come)
    made.tellings, made.filed = made.shelf.new_rows({one.report: one.capture for one in new})
    return made


def _gists(
    connection: Connection, made: Revision, new: Iterable[Head], touched: Mapping[int, list[Decision]]
) -> dict[int, Gist]:
    """Return the gists of new reports: as they were written with the readings, or were made up for by decisions."""
    heads = {one.reading: one for one in new}
    found: dict[int, Gist] = {}
    as_read = (number for number, one in heads.items() if one.capture not in touched)
    for number, value in gists.load(connection, as_read):
        found[heads[number].capture] = gists.read(value, heads[number].report)
    missing = [one for one in heads.values() if one.capture not in found]
    for one, report in reviewed.reports(connection, missing, touched):
        found[one.capture] = gists.of(report)
        if one.capture not in touched:
            made.gists.append((one.reading, gists.to_text(found[one.capture])))
    return found


def _counted(one: Head, mark: str, said: Gist) -> Values:
    heard = [[list(key), what, value, number] for key, what, value, number in _heard(said)]
    return {"capture": one.capture, "reading": one.reading, "report": storable(one.report), "decided": mark,
            "heard": json.dumps(heard, separators=(",", ":")), "orphans": said.orphans, "unplaced": len(said.unplaced),
            "undated": len(said.undated), "dated": int(said.dated),
            "unread": said.unread and storable(said.unread)}  # fmt: skip


def _heard(said: Gist) -> Iterator[tuple[Key, str, str, int]]:
    """Yield what a report says of speakers, and how often; of those who are only described their sides alone."""
    for key, voice in sorted(said.voices.items()):
        if not is_local(key):
            for what, count in counts(voice).items():
                yield from ((key, what, value, number) for value, number in sorted(count.items()))
        elif side := side_of(key, voice):
            yield NO_KEY, "side", side, 1


def counts(voice: Voice) -> dict[str, Counter[Any]]:
    """Return all that is counted of a speaker, by what it is."""
    return {"name": voice.names, "kind": voice.kinds, "side": voice.sides, "spelt": voice.spelt}


def _count_heard(made: Revision, counted: Iterable[str], sign: int) -> None:
    for heard in counted:
        for key, what, value, number in json.loads(heard):
            made.heard[json.dumps(key), what, json.dumps(value)] += sign * number


def _count_days(made: Revision, profiles: Iterable[Profile], sign: int) -> None:
    for one in profiles:
        for what in told_of(one):
            made.told_on[what, one.day or date.max] += sign


def _join_all(made: Revision, come: list[Profile]) -> None:
    days: dict[What, set[date]] = defaultdict(set)
    for what, day in made.told_on:
        days[what].add(day)
    made.apart = {what: days_apart(on) for what, on in days.items()}
    fill(made.shelf, come, usual_of(made.apart))
    made.events = [_event(made.shelf, rank) for rank in made.shelf.events()]


def _join_new(connection: Connection, made: Revision, before: Standing, come: list[Profile]) -> None:
    shelf = made.shelf
    leaving = shelf.load_reports(made.gone)
    numbers = {rank: shelf.number[rank] for rank in leaving}
    heard = select(COUNTED.c.heard).where(COUNTED.c.capture.in_(made.gone))
    _count_heard(made, connection.execute(heard).scalars(), -1)
    shelf.need(leaving)
    _count_days(made, map(shelf.profile, leaving), -1)
    made.apart = _apart(connection, made, before)
    was, common = usual_of(before.apart), usual_of(made.apart)
    concerned = stirred(shelf, was, common) if was != common else set()
    touched = revise(shelf, common, gone=leaving, come=come, stirred=concerned)
    numbers.update((rank, shelf.number[rank]) for rank in touched if shelf.holds(rank))
    made.no_events = sorted({*numbers.values(), *shelf.gone})
    made.events = [_event(shelf, rank) for rank in sorted(touched) if shelf.is_event(rank)]


def _apart(connection: Connection, made: Revision, before: Standing) -> dict[What, int]:
    """Return on how many days the case tells of what it told of on many days before, or of what is new."""
    apart = dict(before.apart)
    for what in {what for (what, _), number in made.told_on.items() if number}:
        query = select(TOLD_ON.c.day, TOLD_ON.c.number).where(TOLD_ON.c.what == told_on_key(what))
        days = Counter({date.fromisoformat(row.day): row.number for row in connection.execute(query)})
        for (other, day), number in made.told_on.items():
            if other == what:
                days[day] += number
        apart[what] = days_apart(day for day, number in days.items() if number > 0)
    return kept_apart(apart)


def kept_apart(apart: Mapping[What, int]) -> dict[What, int]:
    """Leave out the places where not much happens: there are many, and they need not be known."""
    return {what: days for what, days in apart.items() if what[0] != "place" or days >= BUSY_DAYS}


def told_on_key(what: What) -> str:
    """Return as one word of what is told on a day."""
    return storable(" ".join(what))


def _event(shelf: StoredShelf, anchor: Rank) -> Values:
    """Return the row of an incident: what orders it among others, and what is said where it is only counted."""
    ranks = [*shelf.members[anchor], *shelf.visitors.get(anchor, ())]
    own = sum(not rank.background for rank in ranks)
    first = shelf.profile(anchor)
    row: Values = {
        "home": shelf.number[anchor], "background": int(not own), "own_reports": own,
        "day": (first.day or date.max).isoformat(), "place": folded(first.place), "report": storable(anchor.report),
        "about": storable(anchor.about), "reports": len({rank.report for rank in ranks}),
    }  # fmt: skip
    if own:
        incident = incident_of("", shelf.with_visitors(anchor))
        return {**row, "placed": int(bool(incident.place)), "dated": int(bool(incident.date)),
                "name": storable(incident.name)}  # fmt: skip
    return {**row, "placed": 1, "dated": 1, "name": storable(first.about or "")}

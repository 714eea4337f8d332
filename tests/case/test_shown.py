"""A large case is shown as a small one is: what is new is counted in, and nothing comes out otherwise."""

import io
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console, Group
from sqlalchemy import select

from counterclaim.case import audit, reading, record, revision, shown, standing
from counterclaim.case.case import Case
from counterclaim.case.naming import storable
from counterclaim.case.record import Act, Run
from counterclaim.case.schema import ASSESSMENT, EVENT, GIST
from counterclaim.errors import CaseError
from counterclaim.events.assess import MADE_BY
from counterclaim.ledger import Claim, MainEvent, Report, Span, Statement

ACT, RUN = Act("Ana", "2021-03-05T09:00:00Z"), Run("add", reading.DEFAULT)
TOWNS = {"Dourin": "Homs", "Maskar": "Homs", "Tel Aran": "Aleppo"}
SPEAKERS = [
    ("Dourin Council", "organisation", None), ("a doctor", "unnamed", "Dourin Council"), ("a witness", "unnamed", None),
    ("Hana Brandt", "person", None), ("Brandt", "person", None), ("Russia", "state", None), (None, "unresolved", None),
    ("Syrian government", "state", None), ("Russia; Syrian government", "group", None), ("narrator", "narrator", None),
]  # fmt: skip


def claims(chance: random.Random, span: Span, town: str, day: str) -> tuple[Claim, ...]:
    about = chance.choice([None, None, None, "the siege of 2012", "earlier attack"])
    toll = chance.choice([3, 12, 31])
    made = {
        "casualty": {"measure": chance.choice(["killed", "injured"]), "low": toll, "high": toll, "approx": False},
        "where": {"place": town, "country": chance.choice(["SY", None]), "province": TOWNS[town]},
        "when": {"date": chance.choice([day, None, "2012"])},
        "responsibility": {"party": chance.choice(["Russia", "rebels"]), "act": "did it"},
        "means": {"what": chance.choice(["airstrikes", "sarin"])},
    }
    return tuple(
        Claim(type=kind, span=span, polarity=chance.choice("++-"), about=about, values=tuple(made[kind].items()))
        for kind in chance.sample(sorted(made), 3)
    )


def report(chance: random.Random) -> Report:
    """A report on one of a few events, of invented words."""
    town, day = chance.choice(sorted(TOWNS)), f"2019-05-{chance.choice([1, 2, 9, 20]):02}"
    text, statements = "", []
    for number in range(1, 4):
        speaker, kind, side = chance.choice(SPEAKERS)
        words = " ".join(chance.choices(["bus", "well", "school", "smoke", "night", "bridge", "camp", "road"], k=9))
        span = Span(len(text), len(text) + len(words))
        text += f"{words}.\n"
        statements.append(Statement(id=f"report/s{number}", content=(span,), speaker=speaker, kind=kind, side=side,
                                    claims=claims(chance, span, town, day)))  # fmt: skip
    main = MainEvent(place=town, province=TOWNS[town], country="SY", date=chance.choice([day, day, None]))
    return Report(id=reading.ID, origin="", sha256="", text=text, language="en", main=chance.choice([main, main, None]),
                  published=chance.choice([day, day, None]), statements=tuple(statements))  # fmt: skip


def put(case: Case, one: Report, place: str) -> None:
    data = one.text.encode()
    original = reading.Original(origin=place, location=place, suffix=".txt", options='{"columns":[]}', data=data)
    case.store.originals.keep(data)
    read = replace(one, origin=place, sha256=original.sha256)
    case.store.write(lambda connection: record.add(
        connection, case.store.originals, ACT, record.begin(connection, ACT, RUN), original, read, RUN.method
    ))  # fmt: skip


def words(parts: list[object]) -> str:
    console = Console(width=100, file=io.StringIO())
    console.print(Group(*parts))  # type: ignore[arg-type]
    printed = console.file.getvalue()
    assert "report" in printed, "nothing is compared with nothing"
    return printed


def as_large(case: Case) -> str:
    return words(shown._large(case.store))


def as_small(case: Case) -> str:
    return words(shown._small(case.store))


@pytest.fixture
def always_revised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "MOST_REVISED", 100.0)


@pytest.mark.usefixtures("always_revised")
@pytest.mark.parametrize("seed", range(3))
def test_a_case_that_grows_is_shown_as_if_it_had_been_assessed_at_once(new_case: Callable[[], Case], seed: int):
    chance, case, places = random.Random(seed), new_case(), list[str]()
    for step in range(24):
        what = chance.choice(["new", "new", "new", "new version", "same name", "decide"]) if places else "new"
        if what == "decide":
            statement = chance.choice(sorted(s.id for _, s in case.ledger().statements()))
            case.set_speaker(statement, "Jo Okafor", why="she says so", kind="person")
        else:
            place = chance.choice(places) if places else ""
            places.append({"new version": place, "same name": place.replace("/reports/", f"/reports/d{step}/")}.get(
                what, f"/reports/r{step:02}.txt"
            ))  # fmt: skip
            put(case, report(chance), places[-1])
        assert as_large(case) == as_small(case)


def test_what_was_altered_in_what_is_kept_is_not_shown_after_a_check(new_case: Callable[[], Case]):
    chance, case = random.Random(1), new_case()
    for number in range(4):
        put(case, report(chance), f"/reports/r{number}.txt")
    shown_first = as_large(case)
    with case.store.engine.begin() as connection:
        connection.execute(EVENT.update().values(name="Events in Nowhere", background=1))
        connection.execute(ASSESSMENT.update().values(summary='[["text","Nothing happened",""]]'))
    assert case.verify().faults == ()
    assert as_large(case) == shown_first == as_small(case)


def test_gists_of_another_version_are_made_anew(new_case: Callable[[], Case]):
    chance, case = random.Random(2), new_case()
    for number in range(4):
        put(case, report(chance), f"/reports/r{number}.txt")
    with case.store.engine.begin() as connection:
        connection.execute(GIST.update().values(made_by="counterclaim 0.0.1", value="[]"))
    assert as_large(case) == as_small(case)
    with case.store.read() as connection:
        assert set(connection.execute(select(GIST.c.made_by)).scalars()) == {MADE_BY}


def test_a_gist_that_was_altered_is_found(new_case: Callable[[], Case]):
    case = new_case()
    put(case, report(random.Random(3)), "/reports/r.txt")
    with case.store.engine.begin() as connection:
        connection.execute(GIST.update().values(value="[]"))
    assert [fault.where for fault in case.verify().faults] == ["gist 1"]


def test_who_comes_second_looks_again(new_case: Callable[[], Case], monkeypatch: pytest.MonkeyPatch):
    chance, case = random.Random(4), new_case()
    for number in range(3):
        put(case, report(chance), f"/reports/r{number}.txt")
    work_out, meanwhile = standing.revision, [lambda: put(case, report(chance), "/reports/late.txt")]

    def interrupted(*arguments, **options):
        made = work_out(*arguments, **options)
        if meanwhile:
            meanwhile.pop()()
            standing.bring_up_to_date(case.store)
        return made

    monkeypatch.setattr(standing, "revision", interrupted)
    assert as_large(case) == as_small(case)


def test_a_little_that_is_new_is_counted_in_at_once(new_case: Callable[[], Case], monkeypatch: pytest.MonkeyPatch):
    chance, case = random.Random(5), new_case()
    monkeypatch.setattr(shown, "KEPT_FROM", 3)
    monkeypatch.setattr(revision, "MOST_REVISED", 0.4)

    def kept() -> bool:
        with case.store.read() as connection:
            return shown._kept(connection, shown._key(audit.head(connection))) is not None

    for number in range(3):
        put(case, report(chance), f"/reports/r{number}.txt")
    shown.keep_up(case.store)
    assert not kept(), "nobody has looked through the case yet"
    as_large(case)
    put(case, report(chance), "/reports/one.txt")
    assert not kept()
    shown.keep_up(case.store)
    assert kept()
    assert words(list(shown.summary(case.store).renderables)) == as_small(case)
    for number in range(5):
        put(case, report(chance), f"/reports/more{number}.txt")
    shown.keep_up(case.store)
    assert not kept(), "much is new"


def test_a_summary_that_cannot_be_kept_stops_nothing(new_case: Callable[[], Case], monkeypatch: pytest.MonkeyPatch):
    case = new_case()
    monkeypatch.setattr(shown, "KEPT_FROM", 1)
    put(case, report(random.Random(6)), "/reports/r.txt")

    def full(*_: object, **__: object) -> bool:
        raise CaseError("the disk is full")

    monkeypatch.setattr(standing, "bring_up_to_date", full)
    shown.keep_up(case.store)


@pytest.mark.parametrize("what", ["decide", "check", "add"])
def test_what_others_do_meanwhile_is_shown(new_case: Callable[[], Case], monkeypatch: pytest.MonkeyPatch, what: str):
    chance, case = random.Random(7), new_case()
    for number in range(4):
        put(case, report(chance), f"/reports/r{number}.txt")
    statement = sorted(s.id for _, s in case.ledger().statements())[0]
    real = standing.bring_up_to_date
    others = {
        "decide": lambda: case.reject(statement, why="no statement"),
        "check": case.verify,
        "add": lambda: put(case, report(chance), "/reports/late.txt"),
    }
    meanwhile = [others[what]]

    def interrupted(*arguments, **options):
        done = real(*arguments, **options)
        if meanwhile:
            meanwhile.pop()()
        return done

    monkeypatch.setattr(standing, "bring_up_to_date", interrupted)
    assert as_large(case) == as_small(case)
    assert as_large(case) == as_small(case)


def test_tables_that_were_made_anew_meanwhile_are_not_taken_for_the_old_ones(
    new_case: Callable[[], Case], monkeypatch: pytest.MonkeyPatch
):
    chance, case = random.Random(8), new_case()
    for number in range(3):
        put(case, report(chance), f"/reports/r{number}.txt")
    as_large(case)
    put(case, report(chance), "/reports/new.txt")
    work_out, meanwhile = standing.revision, [case.verify]

    def interrupted(*arguments, **options):
        made = work_out(*arguments, **options)
        if meanwhile:
            meanwhile.pop()()
            standing.bring_up_to_date(case.store)
        return made

    monkeypatch.setattr(standing, "revision", interrupted)
    assert as_large(case) == as_small(case)


def test_a_name_that_is_no_text_is_shown_and_kept(new_case: Callable[[], Case]):
    case = new_case()
    put(case, report(random.Random(9)), storable("/reports/dam\udcff.txt"))
    first = as_large(case)
    with case.store.read() as connection:
        kept = shown._kept(connection, shown._key(audit.head(connection)))
    assert kept is not None
    assert words(kept) == first

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import LedgerError
from counterclaim.ledger import (
    CLAIM_FIELDS,
    Account,
    Actor,
    Claim,
    Figure,
    FigureEntry,
    Hedge,
    Incident,
    Ledger,
    MainEvent,
    Point,
    Position,
    Report,
    Revision,
    Span,
    Statement,
    TimeCandidate,
    check,
)
from counterclaim.ledger_json import from_json, to_json

WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
NUMBER = st.none() | st.integers(0, 10**6)
IDS = st.lists(WORDS, max_size=3).map(tuple)
SPANS = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
VALUES = st.dictionaries(
    WORDS.filter(lambda k: k not in CLAIM_FIELDS), MAYBE | NUMBER | st.booleans() | st.floats(0, 90), max_size=4
)
st.register_type_strategy(float, st.floats(0, 1))  # a ledger holds shares and no NaN, which is unequal to itself
UNIT = st.none() | st.floats(0, 1)
SIGN = st.sampled_from("+-")


def many(item: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(item, max_size=2).map(tuple)


def record(cls: type, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build records of a class: fields that are not named get their type's own strategy."""
    return st.builds(cls, **known, **{f.name: st.from_type(f.type) for f in fields(cls) if f.name not in known})


CLAIMS = record(Claim, type=WORDS, span=SPANS, polarity=SIGN, incident=MAYBE, about=MAYBE, rule=WORDS,
                values=VALUES.map(lambda values: tuple(values.items())))  # fmt: skip
HEDGES = record(Hedge, span=SPANS, low=UNIT, high=UNIT, scale=MAYBE)
STATEMENTS = record(
    Statement, content=many(SPANS), cue=st.none() | SPANS, source=st.none() | SPANS, via=IDS,
    hedge=st.none() | HEDGES, claims=many(CLAIMS), confidence=st.floats(0, 1),
)  # fmt: skip
BOUNDS = st.tuples(NUMBER, NUMBER)
REVISIONS = record(Revision, before=BOUNDS, after=BOUNDS, measure=WORDS, speaker=MAYBE)
DEGREES = st.none() | st.floats(-180, 180)
REPORTS = record(
    Report,
    main=st.none() | record(MainEvent, latitude=DEGREES, longitude=DEGREES),
    notes=IDS,
    furniture=many(SPANS),
    times=many(record(TimeCandidate)),
    statements=many(STATEMENTS),
    revisions=many(REVISIONS),
)
POINTS = record(Point, positions=many(record(Position, statements=IDS, originators=IDS, relays=IDS)))
LEDGERS = record(
    Ledger,
    format=st.just("counterclaim-ledger/1"),
    reports=many(REPORTS),
    actors=many(record(Actor, names=IDS)),
    incidents=many(record(Incident, latitude=DEGREES, longitude=DEGREES, reports=IDS)),
    points=many(POINTS),
    figures=many(record(Figure, history=many(record(FigureEntry)))),
    accounts=many(record(Account, holders=IDS, opponents=IDS, points=IDS, statements=IDS)),
)


@given(LEDGERS)
def test_json_and_back_is_the_same_ledger_and_the_same_bytes(ledger: Ledger):
    text = to_json(ledger)
    assert from_json(text) == ledger
    assert to_json(from_json(text)) == text


def small() -> Ledger:
    claim = Claim(type="casualty", span=Span(0, 5), values=(("measure", "injured"), ("low", 4), ("approx", False)))
    statement = Statement(id="a/s1", content=(Span(0, 11),), speaker="narrator", claims=(claim,))
    report = Report(id="a", origin="a.txt", sha256="0", text="Four people hurt.", statements=(statement,),
                    revisions=(Revision(before=(4, 4), after=(6, None), measure="injured"),))  # fmt: skip
    return Ledger(reports=(report,))


def test_the_json_is_the_one_that_is_documented():
    value = json.loads(to_json(small()))
    report = value["reports"][0]
    claim = report["statements"][0]["claims"][0]
    assert value["format"] == "counterclaim-ledger/1"
    assert claim["span"] == [0, 5]
    assert (claim["measure"], claim["low"], claim["approx"], claim["incident"]) == ("injured", 4, False, None)
    assert report["revisions"] == [{"from": [4, 4], "to": [6, None], "measure": "injured", "speaker": None}]


def test_fields_of_a_later_program_are_passed_over():
    value = json.loads(to_json(small()))
    value["weather"] = "fair"
    value["reports"][0]["mood"] = "grim"
    assert from_json(json.dumps(value)) == small()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"format": "counterclaim-ledger/99"}',
        '{"format": "counterclaim-ledger/1", "reports": 4}',
        '{"format": "counterclaim-ledger/1", "reports": [{"id": "a"}]}',
        '{"format": "counterclaim-ledger/1", "reports": [4]}',
        '{"format": "counterclaim-ledger/1", "incidents": {"a": 1}}',
    ],
)
def test_what_is_no_ledger_is_refused_with_a_remedy(text: str):
    with pytest.raises(LedgerError) as refusal:
        from_json(text)
    assert refusal.value.remedy


@pytest.mark.parametrize("span", [[1], [], "ab", [None, 2], ["x", "y"], 7, None])
def test_a_damaged_span_is_refused(span: object):
    value = json.loads(to_json(small()))
    value["reports"][0]["statements"][0]["content"] = [span]
    with pytest.raises(LedgerError):
        from_json(json.dumps(value))
    value = json.loads(to_json(small()))
    value["reports"][0]["statements"][0]["claims"][0]["span"] = span
    with pytest.raises(LedgerError):
        from_json(json.dumps(value))


@pytest.mark.parametrize("span", [Span(0, 0), Span(-1, 4), Span(5, 4), Span(0, 18)])
def test_a_span_outside_the_text_or_empty_is_refused(span: Span):
    report = small().reports[0]
    statement = Statement(id="a/s2", content=(span,))
    with pytest.raises(LedgerError, match="a/s2"):
        check(Report(id="a", origin="a.txt", sha256="0", text=report.text, statements=(statement,)))


@given(st.integers(0, 9), st.integers(1, 9), st.integers(0, 9), st.integers(1, 9))
def test_spans_overlap_where_they_share_a_code_point(start: int, length: int, other: int, size: int):
    a, b = Span(start, start + length), Span(other, other + size)
    shared = set(range(*a)) & set(range(*b))
    assert a.overlaps(b) is bool(shared)
    assert a.within(b) is (set(range(*a)) <= set(range(*b)))


def test_spans_count_code_points():
    assert Span(2, 4).of("😀👍🏽ab"[0:1] + "xyz") == "yz"

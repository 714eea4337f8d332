"""A ledger made by hand: two reports on one quarrel, a third that was not read, and one event in the background."""

from pathlib import Path

import pytest

from counterclaim.ledger import (
    Account,
    Actor,
    Claim,
    Figure,
    FigureEntry,
    Hedge,
    Incident,
    Ledger,
    Point,
    Position,
    Report,
    Span,
    Statement,
)

FIRST = """Officials trade blame over dam fire
Share this page

The Valley Ministry said that Hill fighters burned the dam & at least 30 people were hurt.
"We were nowhere near it," said Ana Ruiz, a Hill spokeswoman.
It was probably a lightning strike, he told state radio. The count of 12 was later raised to 19, the clinic said.
In 2009 a flood killed 400 people.
"""
SECOND = """Dam fire: <script>alert(1)</script> ministry speaks\r
\r
The ministry said, according to Valley Wire, that Hill fighters burned the dam and that at least 30 people were hurt.\r
"""


def span(text: str, words: str, nth: int = 1) -> Span:
    """Find words in a text."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def claim(kind: str, words: Span, polarity: str = "+", incident: str | None = "i1", **values: object) -> Claim:
    return Claim(type=kind, span=words, polarity=polarity, incident=incident, values=tuple(values.items()))


def first_report() -> Report:
    def s(words: str, nth: int = 1) -> Span:
        return span(FIRST, words, nth)

    ministry = Statement(
        id="one/s1", content=(s("Hill fighters burned the dam & at least 30 people were hurt"),), cue=s("said"),
        source=s("The Valley Ministry"), speaker="Valley Ministry", actor="a1", kind="organisation",
        side="Valley", said="2031-05-04",
        claims=(claim("responsibility", s("Hill fighters burned the dam"), party="Hill fighters", act="burned it"),
                claim("casualty", s("at least 30 people"), measure="injured", low=30, high=None, approx=False,
                      of="people")),
    )  # fmt: skip
    inside = Statement(id="one/s2", content=(s("burned the dam & at least 30"),), speaker="Valley Ministry", actor="a1")
    crossing = Statement(id="one/s3", content=(s('were hurt.\n"We were'),), speaker="narrator", kind="narrator")
    denial = Statement(
        id="one/s4", content=(s("We were nowhere near it"),), cue=s("said", 2), source=s("Ana Ruiz"),
        speaker="Ana Ruiz", actor="a2", kind="person", side="Hill", mode="direct", stance="denies",
        claims=(claim("responsibility", s("nowhere near it"), "-", party="Hill fighters"),),
    )  # fmt: skip
    orphan = Statement(
        id="one/s5", content=(s("It was probably a lightning strike"),), cue=s("told"), source=s("he"),
        via=("state radio",),
        hedge=Hedge(span=s("probably"), low=0.55, high=0.75, scale="PHIA"),
        claims=(claim("means", s("lightning strike"), what="lightning"),),
    )  # fmt: skip
    clinic = Statement(
        id="one/s6", content=(s("The count of 12 was later raised to 19"),), cue=s("said", 3), source=s("the clinic"),
        speaker="the clinic", actor="a3", said="2031-05-05",
        claims=(claim("casualty", s("12"), measure="injured", low=12, high=12, approx=False, of=None),
                claim("casualty", s("19"), measure="injured", low=19, high=19, approx=False, of=None),
                claim("where", s("The count"), place=None, country=None)),
    )  # fmt: skip
    flood = Statement(
        id="one/s7", content=(s("In 2009 a flood killed 400 people"),), speaker="narrator", kind="narrator",
        mode="narrator",
        claims=(claim("casualty", s("400 people"), incident="i2", measure="killed", low=400, high=400, approx=False),
                claim("when", s("In 2009"), incident="i2", date="2009")),
    )  # fmt: skip
    return Report(
        id="one", origin="one.txt", sha256="ab" * 32, text=FIRST, title="Officials trade blame over dam fire",
        publisher="Valley Post", published="2031-05-06T09:30+02:00", language="en",
        furniture=(s("Share this page"),), notes=("decoded as Windows-1252",),
        statements=(ministry, inside, crossing, denial, orphan, clinic, flood),
    )  # fmt: skip


def second_report() -> Report:
    body = span(SECOND, "Hill fighters burned the dam and that at least 30 people were hurt")
    ministry = Statement(
        id="two words/s1", content=(body,), cue=span(SECOND, "said"), source=span(SECOND, "The ministry"),
        speaker="Valley Ministry", actor="a1", side="Valley", via=("Valley Wire",),
        claims=(claim("responsibility", span(SECOND, "Hill fighters"), party="Hill fighters", act="burned it"),
                claim("casualty", span(SECOND, "at least 30 people"), measure="injured", low=30, high=None,
                      approx=False, of="people"),
                claim("when", body, date="2031-05-03")),
    )  # fmt: skip
    return Report(id="two words", origin="two words.html", sha256="", text=SECOND, statements=(ministry,),
                  title="Dam fire: <script>alert(1)</script> ministry speaks")  # fmt: skip


def entry(low: int | None, high: int | None, statement: str, **more: object) -> FigureEntry:
    return FigureEntry(low=low, high=high, approx=False, said=None, report=statement.partition("/")[0],
                       statement=statement, **more)  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture
def ledger() -> Ledger:
    unread = Report(id="three", origin="three.txt", sha256="", text="Der Damm brannte.", title="Der Damm",
                    language="de", unread="it is in German, and only English is read")  # fmt: skip
    blame = Position(answer="Hill fighters", statements=("one/s1", "two words/s1"), originators=("a1",),
                     relays=("Valley Wire",))  # fmt: skip
    denied = Position(answer="Hill fighters", polarity="-", statements=("one/s4",), originators=("a2",))
    hurt = Position(answer="people were injured", statements=("one/s1", "one/s6"), originators=("a1", "a3"))
    cause = Position(answer="lightning", statements=("one/s5",))
    return Ledger(
        program="counterclaim test",
        reports=(first_report(), second_report(), unread),
        actors=(
            Actor(id="a1", name="Valley Ministry", side="Valley"),
            Actor(id="a2", name="Ana Ruiz", kind="person", side="Hill"),
            Actor(id="a3", name="the clinic"),
        ),
        incidents=(
            Incident(id="i1", name="Dam fire", date="2031-05-03", place="Lower Dam", reports=("one", "two words")),
            Incident(id="i2", name="the flood of 2009", date="2009", background=True, reports=("one",)),
        ),
        points=(
            Point(id="p1", incident="i1", question="casualty", status="common ground", reason="two sides agree",
                  positions=(hurt,)),
            Point(id="p2", incident="i1", question="responsibility", status="disputed", reason="held and denied",
                  positions=(blame, denied)),
            Point(id="p3", incident="i1", question="means", status="one-sided", reason="nobody named",
                  positions=(cause,)),
            Point(id="p4", incident="i1", question="motive", status="open"),
        ),
        figures=(
            Figure(incident="i1", measure="injured", originator="a1",
                   history=(entry(30, None, "one/s1", of="people"), entry(30, None, "two words/s1", of="people"))),
            Figure(incident="i1", measure="injured", originator="a3",
                   history=(entry(12, 12, "one/s6"), entry(19, 19, "one/s6", change="raised"))),
            Figure(incident="i2", measure="killed", originator=None, history=(entry(400, 400, "one/s7"),)),
        ),
        accounts=(
            Account(id="v1", incident="i1", title="Hill fighters burned the dam", holders=("a1",), opponents=("a2",),
                    points=("p2",), statements=("one/s1",)),
        ),
    )  # fmt: skip


@pytest.fixture
def example_folder() -> Path:
    return Path(__file__).parents[2] / "examples" / "aleppo-2018"

"""Reports made by hand: what a report says, without a text to read it from."""

from dataclasses import dataclass

import pytest

from counterclaim.events.assess import assess
from counterclaim.ledger import (
    Actor,
    Claim,
    Figure,
    Incident,
    Ledger,
    MainEvent,
    Point,
    Position,
    Report,
    Revision,
    Span,
    Statement,
)


def claim(kind, polarity="+", about=None, **values):
    return Claim(type=kind, span=Span(0, 1), polarity=polarity, about=about, values=tuple(values.items()))


def toll(low, high="same", measure="killed", polarity="+", about=None, **more):
    high = low if high == "same" else high
    return claim(
        "casualty", polarity, about, measure=measure, low=low, high=high, **{"approx": False, "of": None} | more
    )


def blame(party, polarity="+", about=None):
    return claim("responsibility", polarity, about, party=party, act="did it")


def means(what, polarity="+", about=None):
    return claim("means", polarity, about, what=what)


def where(place, about=None, **more):
    return claim("where", "+", about, **{"place": place, "country": "SY", "province": None} | more)


def when(date, about=None):
    return claim("when", "+", about, date=date)


def said(speaker, *claims, words="", mention="", **fields):
    """What somebody says; ``words`` only where they matter, ``mention`` is what the report calls the speaker."""
    return speaker, claims, words, mention, fields


def report(name, *statements, place="Dourin", date="2019-05-07", published="2019-05-08", province="Homs", main=True,
           revisions=(), title=None, publisher=None):  # fmt: skip
    """A report about an event in a town of an invented name; every statement has a stretch of text of its own."""
    text, made = "", []
    for number, (speaker, claims, words, mention, fields) in enumerate(statements, start=1):
        content = words or f"Statement number {number} of report {name}"
        start = len(text)
        text += f"{content}. "
        source = Span(len(text), len(text) + len(mention)) if mention else None
        text += f"{mention} said. "
        stretch = Span(start, start + len(content))
        made.append(
            Statement(id=f"{name}/s{number}", content=(stretch,), source=source, speaker=speaker,
                      claims=tuple(Claim(type=c.type, span=stretch, polarity=c.polarity, about=c.about, values=c.values)
                                   for c in claims),
                      **{"kind": "narrator" if speaker == "narrator" else "organisation"} | fields)
        )  # fmt: skip
    event = MainEvent(place=place, province=province, country="SY", date=date) if main else None
    return Report(id=name, origin=f"{name}.txt", sha256="", text=text, title=title, publisher=publisher,
                  published=published, language="en", main=event, statements=tuple(made),
                  revisions=tuple(revisions))  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A ledger with what tests ask of it."""

    ledger: Ledger

    def incident_of(self, name, about=None) -> Incident:
        found = {c.incident for r, s in self.ledger.statements() if r.id == name for c in s.claims if c.about == about}
        (identity,) = found
        return next(i for i in self.ledger.incidents if i.id == identity)

    def point(self, question, incident="i1") -> Point:
        return next(p for p in self.ledger.points if (p.question, p.incident) == (question, incident))

    def position(self, question, answer, polarity="+") -> Position:
        return next(p for p in self.point(question).positions if (p.answer, p.polarity) == (answer, polarity))

    def names(self, ids) -> list[str]:
        return [self.actor(i).name for i in ids]

    def actor(self, identity) -> Actor:
        return next(a for a in self.ledger.actors if a.id == identity)

    def named(self, name) -> Actor:
        (found,) = [a for a in self.ledger.actors if a.name == name]
        return found

    def speaker(self, statement) -> Actor | None:
        found = next(s.actor for _, s in self.ledger.statements() if s.id == statement)
        return None if found is None else self.actor(found)

    def figures(self, measure="killed", incident="i1") -> dict[str | None, Figure]:
        return {self.actor(f.originator).name if f.originator else None: f
                for f in self.ledger.figures if (f.measure, f.incident) == (measure, incident)}  # fmt: skip

    def values(self, giver, measure="killed"):
        return [(h.low, h.high, h.change) for h in self.figures(measure)[giver].history]


@dataclass(frozen=True)
class Maker:
    """The functions that make records, for tests."""

    claim = staticmethod(claim)
    toll = staticmethod(toll)
    blame = staticmethod(blame)
    means = staticmethod(means)
    where = staticmethod(where)
    when = staticmethod(when)
    said = staticmethod(said)
    report = staticmethod(report)

    @staticmethod
    def revision(before, after, measure="killed"):
        return Revision(before=(before, before), after=(after, after), measure=measure)

    @staticmethod
    def case(*reports) -> Case:
        return Case(assess(reports))


@pytest.fixture
def make() -> Maker:
    return Maker()

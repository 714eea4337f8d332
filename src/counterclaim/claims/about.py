"""What each claim is about: the report's main event, or a background event with a short name.

The main event is the one of the headline and the lead. A claim leaves it where the words next to it speak of an
earlier date, of a town elsewhere, of a whole war, of what goes on all the time, or of another attack.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from counterclaim.claims.agents import lexicon
from counterclaim.draft import DateMention, Draft, PlaceMention, Sentence
from counterclaim.language.parties import home_of, split
from counterclaim.language.party_table import states
from counterclaim.ledger import Claim, Span
from counterclaim.stages import Stage

# Sentences of the body that, with the headline, tell what the report is about.
LEAD = 2
# A toll of at least so many, and so many times the largest of the lead, is the toll of a war.
WAR_TOLL, WAR_RATIO = 20_000, 50
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SETTLED = {"city", "district"}


@dataclass(frozen=True, slots=True)
class Main:
    """The main event as the headline and the lead show it."""

    places: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    country: str | None = None
    day: date | None = None
    year: int | None = None
    toll: int = 0


@dataclass(slots=True)
class Names:
    """The background events of one report that have been named so far, by their place."""

    by_place: dict[str, str] = field(default_factory=dict)


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    source = files("counterclaim.claims").joinpath("data", "background.toml").read_text("utf-8")
    return {name: re.compile("|".join(rules), re.IGNORECASE) for name, rules in tomllib.loads(source).items()}


def main_event(draft: Draft) -> Main:
    """Read the main event from the headline and the lead."""
    body = [s for s in draft.sentences if not s.is_title][:LEAD]
    lead = [s.span for s in draft.sentences if s.is_title] + [s.span for s in body]
    places = [p for p in draft.places if p.level != "country" and any(p.span.within(s) for s in lead)]
    known = [d for d in draft.dates if any(d.span.within(s) for s in lead)]
    published = _day(draft.report.published)
    days = [day for d in known if d.precision == "day" and (day := _day(d.date))]
    if published:
        days = [day for day in days if day <= published]
    countries = [p.country for p in draft.places if p.country]
    figures = [
        f.low or f.high or 0 for f in draft.figures if f.quantity == "people" and any(f.span.within(s) for s in lead)
    ]
    day = max(days) if days else published
    return Main(
        places=frozenset(name for p in places for name in _words(p.name)),
        provinces=frozenset(p.province for p in places if p.province)
        | frozenset(p.name for p in places if p.level == "province"),
        towns=frozenset(p.name for p in places if p.level in SETTLED),
        country=max(countries, key=countries.count) if countries else None,
        day=day,
        year=day.year if day else _last_year(draft.text),
        toll=max(figures, default=0),
    )


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.lower()) if len(word) > 2]


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _last_year(text: str) -> int | None:
    years = [int(year) for year in YEAR.findall(text)]
    return max(years) if years else None


def segments(text: str, span: Span) -> list[Span]:
    """Return the parts of a sentence between words that turn to something else ("a day after strikes on ...")."""
    cuts = [span.start, *(m.start() for m in _rules()["turn"].finditer(text, span.start, span.end)), span.end]
    return [Span(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stretch is background: the kind of rule, with the place and the date that name the event."""

    kind: str
    place: str | None = None
    date: str | None = None


def reason_for(draft: Draft, main: Main, sentence: Span, part: Span) -> Reason | None:
    """Return why a part of a sentence is not about the main event, None where it is."""
    rules, text = _rules(), draft.text
    if rules["war"].search(text, sentence.start, sentence.end):
        return Reason("war")
    dated = _other_date(draft, main, part)
    placed = _other_place(draft, main, part)
    if dated or placed:
        return Reason("event", placed, dated)
    if rules["habit"].search(text, part.start, part.end):
        return Reason("habit")
    if rules["other"].search(text, part.start, part.end):
        return Reason("other")
    return None


def _within(
    mentions: tuple[PlaceMention, ...] | tuple[DateMention, ...], part: Span
) -> Iterator[PlaceMention | DateMention]:
    return (m for m in mentions if m.span.start >= part.start and m.span.end <= part.end)


def _other_date(draft: Draft, main: Main, part: Span) -> str | None:
    for mention in _within(draft.dates, part):
        assert isinstance(mention, DateMention)
        if not mention.date:
            continue
        if mention.precision == "day":
            day = _day(mention.date)
            if day and main.day and day < main.day - timedelta(days=1):
                return mention.span.of(draft.text)
        elif main.day and not main.day.isoformat().startswith(mention.date) and mention.date < main.day.isoformat():
            return mention.span.of(draft.text)
    year = YEAR.search(draft.text, part.start, part.end)
    return year.group() if year and main.year and int(year.group()) < main.year else None


def _other_place(draft: Draft, main: Main, part: Span) -> str | None:
    here = [p for p in _within(draft.places, part) if isinstance(p, PlaceMention) and p.level != "country"]
    if not here or not main.places or any(_is_main(main, place) for place in here):
        return None
    elsewhere = [p for p in here if p.country in (None, main.country) and p.province]
    return elsewhere[0].name if elsewhere else None


def _is_main(main: Main, place: PlaceMention) -> bool:
    if set(_words(place.name)) & main.places or place.name in main.provinces:
        return True
    if not place.province:
        return True
    return place.province in main.provinces and not main.towns


def name_of(draft: Draft, names: Names, reason: Reason, part: Span, home: str | None) -> str:
    """Return the short name of a background event; one place and kind keep one name in a report."""
    country = states()[home].name if home else None
    if reason.kind == "war":
        return f"conflict in {country}" if country else "the conflict"
    if reason.place and reason.place.lower() in names.by_place:
        return names.by_place[reason.place.lower()]
    noun = next((w.raw.lower() for w in split(part.of(draft.text)) if w.folded in lexicon("act") - {"use"}), "events")
    if reason.kind == "event":
        where = f" in {reason.place or country}" if reason.place or country else ""
        name = f"{noun}{where}" + (f", {' '.join(reason.date.split())}" if reason.date else "")
    else:
        name = f"earlier {noun}" if reason.kind == "habit" else f"other {noun}"
        name += f" in {country}" if country else ""
    if reason.place:
        names.by_place[reason.place.lower()] = name
    return name


def _is_war_toll(main: Main, claim: Claim) -> bool:
    low = claim.number("low") or 0
    return claim.type == "casualty" and low >= WAR_TOLL and low >= WAR_RATIO * main.toll


class Reader:
    """Reads the parts of one report in their order, so that an event can be carried on to the next sentence."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.main, self.names = draft, main_event(draft), Names()
        self.home = home_of(split(draft.text))
        self.parts: list[tuple[Span, str | None]] = []
        carried: str | None = None
        for number, sentence in enumerate(draft.sentences):
            carried = self._sentence(sentence, number, carried)

    def _sentence(self, sentence: Sentence, number: int, carried: str | None) -> str | None:
        name: str | None = None
        leading = sentence.is_title or number == 0
        for part in segments(self.draft.text, sentence.span):
            reason = None if leading else reason_for(self.draft, self.main, sentence.span, part)
            name = name_of(self.draft, self.names, reason, part, self.home) if reason else None
            if not name and carried and _rules()["same"].search(self.draft.text[part.start : part.end]):
                name = carried
            self.parts.append((part, name))
        return name

    def about(self, claim: Claim) -> str | None:
        """Return the background event of a claim, None for the main event."""
        if _is_war_toll(self.main, claim):
            return name_of(self.draft, self.names, Reason("war"), claim.span, self.home)
        middle = (claim.span.start + claim.span.end) // 2
        return next((name for part, name in self.parts if part.start <= middle < part.end), None)


def _run(draft: Draft) -> Draft:
    reader = Reader(draft)
    statements = tuple(
        replace(s, claims=tuple(replace(c, about=c.about or reader.about(c)) for c in s.claims))
        for s in draft.statements
    )
    return replace(draft, statements=statements)


STAGE: Stage[Draft] = Stage("about.v1", requires=("doc", "sentences", "claims"), assigns=("about",), run=_run)

"""What each claim is about: the report's main event, or a background event with a short name.

The main event is the one of the headline and the lead. A claim leaves it where the words next to it speak of an
earlier date, of a town elsewhere, of a whole war, of what goes on all the time, or of another attack.
"""

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise

from counterclaim.claims.agents import lexicon
from counterclaim.draft import Draft, PlaceMention
from counterclaim.language.parties import home_state, split
from counterclaim.language.party_table import states
from counterclaim.ledger import Claim, Span
from counterclaim.stages import Stage

# Sentences of the body that, with the headline, tell what the report is about.
LEAD = 2
# A toll of at least so many, and so many times the largest of the lead, is the toll of a war.
WAR_TOLL, WAR_RATIO = 1_000, 50
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SETTLED = {"city", "district"}
# An event that a report is about lies at most so long before its publication, unless its lead says otherwise.
RECENT = timedelta(days=14)
NEIGHBOURING = timedelta(days=2)
# Capitals of so many letters are initials ("US", "DPR"); a longer place in capitals is a dateline.
INITIALS = 4
# How far from a claim, in characters, words about another event still concern it; run-on sentences are longer.
WINDOW = 140
# "the town", in a report about a city, is another place, though nobody says which.
UNNAMED_TOWN = re.compile(r"\bthe (?:town|village)\b(?! of\b)")
UNNAMED = "attack on a town that is not named"
# Over how many sentences an event is carried on by "the strikes" or "it".
CARRY = 2


@dataclass(frozen=True, slots=True)
class Main:
    """The main event as the headline and the lead show it; ``named`` are all places where things can happen."""

    named: tuple[PlaceMention, ...] = ()
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
    places = _main_places(draft, lead[: len(lead) - len(body) + 1])
    heads = [segments(draft.text, s)[0] for s in lead]
    countries = [p.country for p in places if p.country] or [p.country for p in draft.places if p.country]
    people = [f for f in draft.figures if f.quantity == "people" and any(f.span.within(s) for s in lead)]
    day = _main_day(draft, heads)
    return Main(
        named=tuple(_places(draft)),
        places=frozenset(name for p in places for name in _words(p.name)),
        provinces=frozenset(p.province for p in places if p.province)
        | frozenset(p.name for p in places if p.level == "province"),
        towns=frozenset(p.name for p in places if p.level in SETTLED),
        country=max(countries, key=countries.count) if countries else None,
        day=day,
        year=day.year if day else _last_year(" ".join(s.of(draft.text) for s in lead)),
        toll=max((f.low or f.high or 0 for f in people), default=0),
    )


def _places(draft: Draft) -> list[PlaceMention]:
    """The places that can be where something happened: no countries, no datelines, no capital that is a government."""
    # "Hayat Tahrir al-Sham" is a party, and al-Sham in it no place.
    taken = {at for mention in draft.parties for at in range(*mention.span)}
    return [
        p for p in draft.places if p.level != "country" and p.span.start not in taken and not _is_dateline(draft, p)
    ]


def _is_dateline(draft: Draft, place: PlaceMention) -> bool:
    name = place.span.of(draft.text)
    return name.isupper() and len(name) > INITIALS


def _main_places(draft: Draft, lead: list[Span]) -> list[PlaceMention]:
    """The places of the lead, or else the first that the report names, and the town that it names most."""
    named = _places(draft)
    places = [p for p in named if any(p.span.within(s) for s in lead)] or named[:1]
    towns = [p.name for p in named if p.level in SETTLED]
    most = max(towns, key=lambda name: (towns.count(name), -towns.index(name)), default="")
    return places + ([p for p in named if p.name == most][:1] if towns.count(most) > 1 else [])


def _main_day(draft: Draft, heads: list[Span]) -> date | None:
    """The day of the main event: from the lead, else the day that the report names most; never a day of saying."""
    published = _day(draft.report.published)
    dated = [
        (day, mention.span)
        for mention in draft.dates
        if mention.precision == "day"
        and (day := _day(mention.date))
        and (published is None or published - RECENT <= day <= published)
        and not _is_saying(draft.text, mention.span)
        and not (day == published and YEAR.search(mention.span.of(draft.text)))  # a dateline
    ]
    leading = [day for day, span in dated if any(span.within(head) for head in heads)]
    if leading:
        return min(leading)
    days = [day for day, _ in dated]
    if days:
        return max(days, key=lambda day: (days.count(day), day))
    return published - RECENT if published else None


def _is_saying(text: str, span: Span) -> bool:
    """Tell whether a date is that of a saying: "said on Tuesday", "On Tuesday the minister told reporters"."""
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 80]
    return bool(_rules()["said_before"].search(before) or _rules()["said_after"].search(after))


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
    return [Span(a, b) for a, b in pairwise(cuts) if b > a]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stretch is background: the kind of rule, with the place and the date that name the event."""

    kind: str
    place: str | None = None
    date: str | None = None


def reason_for(draft: Draft, main: Main, sentence: Span, part: Span) -> Reason | None:
    """Return why a part of a sentence is not about the main event, None where it is."""
    rules, text = _rules(), draft.text
    record = rules["record"].search(text, sentence.start, sentence.end)
    if not record and rules["war"].search(text, *sentence):
        return Reason("war")
    dated = _other_date(draft, main, part)
    placed = _other_place(main, part)
    if dated or placed:
        return Reason("event", placed, dated)
    if not record and rules["habit"].search(text, *sentence):
        return Reason("habit")
    return Reason("other") if rules["other"].search(text, *part) else None


def _names_main(main: Main, part: Span) -> bool:
    return any(set(_words(p.name)) & main.places for p in main.named if p.span.within(part))


def _other_date(draft: Draft, main: Main, part: Span) -> str | None:
    for mention in draft.dates:
        if not mention.span.within(part) or not mention.date:
            continue
        if mention.precision == "day":
            day = _day(mention.date)
            if not day or not main.day or day >= main.day or _is_saying(draft.text, mention.span):
                continue
            # A follow-up tells of the day before its own: the same town a day or two earlier is the same event.
            if main.day - day > NEIGHBOURING or not _names_main(main, part):
                return mention.span.of(draft.text)
        elif main.day and mention.date < main.day.isoformat()[: len(mention.date)]:
            return mention.span.of(draft.text)
    year = YEAR.search(draft.text, *part)
    return year.group() if year and main.year and int(year.group()) < main.year else None


def _other_place(main: Main, part: Span) -> str | None:
    here = [p for p in main.named if p.span.within(part)]
    if not here or not main.places or any(_is_main(main, place) for place in here):
        return None
    elsewhere = [p for p in here if p.country in (None, main.country) and p.province]
    return elsewhere[0].name if elsewhere else None


def _is_main(main: Main, place: PlaceMention) -> bool:
    provinces = {word for province in main.provinces for word in _words(province)}
    if set(_words(place.name)) & (main.places | provinces) or not place.province:
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


def _is_in_city(text: str, main: Main) -> bool:
    """Tell whether the report calls the place of its main event a city, and never a town."""
    for name in main.towns:
        city = re.search(rf"\bcity of {re.escape(name)}\b|\b{re.escape(name)} city\b", text)
        town = re.search(rf"\b(?:town|village) of {re.escape(name)}\b|\b{re.escape(name)}, a (?:small )?town\b", text)
        if city and not town:
            return True
    return False


class Reader:
    """Reads one report sentence by sentence, so that an event can be carried on to the next sentence."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.main, self.names = draft, main_event(draft), Names()
        self.home = home_state(draft.text)
        self.starts = [sentence.span.start for sentence in draft.sentences]
        first = next((k for k, s in enumerate(draft.sentences) if not s.is_title), 0)
        self.leading = {k for k, s in enumerate(draft.sentences) if s.is_title} | {first}
        self.read: dict[int, tuple[str, str] | None] = {}
        self.in_city = _is_in_city(draft.text, self.main)

    def about(self, claim: Claim) -> str | None:
        """Return the background event of a claim, None for the main event."""
        if _is_war_toll(self.main, claim):
            return name_of(self.draft, self.names, Reason("war"), claim.span, self.home)
        number = max(bisect_right(self.starts, claim.span.start) - 1, 0)
        if not self.draft.sentences:
            return None
        sentence = self.draft.sentences[number].span
        parts = segments(self.draft.text, sentence)
        part = next((p for p in parts if p.start <= claim.span.start < p.end), parts[-1])
        near = Span(max(part.start, claim.span.start - WINDOW), min(part.end, claim.span.end + WINDOW))
        whole = Span(max(sentence.start, claim.span.start - WINDOW), min(sentence.end, claim.span.end + WINDOW))
        reason = reason_for(self.draft, self.main, whole, near)
        if number in self.leading and not (reason and reason.kind in {"event", "other"} and part != parts[0]):
            return None
        if reason:
            return name_of(self.draft, self.names, reason, near, self.home)
        if self.in_city and UNNAMED_TOWN.search(self.draft.text, *near) and not self._names_main(near):
            return UNNAMED
        return self._carried(number, near)

    def _carried(self, number: int, part: Span) -> str | None:
        """The event that the sentences before left off with, where this part goes on with it."""
        text = self.draft.text
        same, grown = _rules()["same"].search(text[part.start : part.end]), _rules()["grown"].search(text, *part)
        if self._names_main(part):
            return None
        for before in range(number - 1, max(number - 1 - CARRY, -1), -1):
            left = self._left(before)
            if left:
                kind, name = left
                return name if (same and kind in {"event", "other"}) or (grown and kind in {"war", "habit"}) else None
            if not same or self._names_main(self.draft.sentences[before].span):
                return None
        return None

    def _names_main(self, part: Span) -> bool:
        """Tell whether a stretch names a town or province of the main event."""
        return _names_main(self.main, part)

    def _left(self, number: int) -> tuple[str, str] | None:
        """The background event that a whole sentence is about, with its kind."""
        if number not in self.read:
            sentence = self.draft.sentences[number].span
            part = segments(self.draft.text, sentence)[-1]
            reason = None if number in self.leading else reason_for(self.draft, self.main, sentence, part)
            name = name_of(self.draft, self.names, reason, part, self.home) if reason else ""
            self.read[number] = (reason.kind, name) if reason else None
        return self.read[number]


def _run(draft: Draft) -> Draft:
    reader = Reader(draft)
    statements = tuple(
        replace(s, claims=_together(tuple(replace(c, about=c.about or reader.about(c)) for c in s.claims)))
        for s in draft.statements
    )
    return replace(draft, statements=statements)


def _together(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Keep with an accusation over another event what the same statement goes on to say of it."""
    blame = next((c for c in claims if c.rule in {"responsibility.accused", "responsibility.blamed"}), None)
    if blame is None or blame.about is None or any(c.span.start < blame.span.start for c in claims):
        return claims
    return tuple(c if c.about else replace(c, about=blame.about) for c in claims)


STAGE: Stage[Draft] = Stage(
    "about.v1",
    requires=("sentences", "parties", "places", "dates", "figures", "claims"),
    assigns=("about",),
    run=_run,
)

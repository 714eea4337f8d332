"""What a report is mainly about, as its headline and its lead show it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.claims.rules.where import EVENT, LOCATED, main_place, seats
from counterclaim.claims.wording import is_saying, segments
from counterclaim.draft import Draft, PlaceMention
from counterclaim.language.calendar import day_of
from counterclaim.ledger import Span

# Sentences of the body that, with the headline, tell what the report is about.
LEAD = 2
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
SETTLED = {"city", "district"}
# An event that a report is about lies at most so long before its publication, unless its lead says otherwise.
RECENT = timedelta(days=14)
# Capitals of so many letters are initials ("US", "DPR"); a longer place in capitals is a dateline.
INITIALS = 4
# What the main event of a report is told with, in the first part of its lead.
DEED = re.compile(
    r"\b(?:kill|dead|die[ds]?\b|strike|struck|hit|bomb|shell|attack|raid|explo|blast|shot|massacre)", re.IGNORECASE
)
HARMED = re.compile(r"\b(?:killed|dead|died|wounded|injured|hurt|drowned|burned|burnt)\b[^.;:]*$", re.IGNORECASE)


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
    weekdays: frozenset[str] = frozenset()
    toll: int = 0


def lead_event(draft: Draft) -> Main:
    """Read the main event from the headline and the lead."""
    body = [s for s in draft.sentences if not s.is_title][:LEAD]
    lead = [s.span for s in draft.sentences if s.is_title] + [s.span for s in body]
    heads = [_head(draft.text, s) for s in lead]
    named = _places(draft)
    places = _main_places(draft, named, heads[: len(lead) - len(body) + 1])
    countries = [p.country for p in places if p.country] or [p.country for p in draft.places if p.country]
    people = [f for f in draft.figures if f.quantity == "people" and any(f.span.within(s) for s in lead)]
    day = _main_day(draft, heads, places)
    weekdays = _weekdays(draft, heads)
    return Main(
        named=tuple(named),
        places=frozenset(name for p in places for name in name_words(p.name)),
        provinces=frozenset(p.province for p in places if p.province)
        | frozenset(p.name for p in places if p.level == "province"),
        towns=frozenset(p.name for p in places if p.level in SETTLED),
        country=max(countries, key=countries.count) if countries else None,
        day=day,
        year=day.year if day else _last_year(" ".join(s.of(draft.text) for s in lead)),
        weekdays=weekdays,
        toll=max((f.low or f.high or 0 for f in people), default=0),
    )


def _head(text: str, sentence: Span) -> Span:
    """Return the part of a sentence of the lead that tells the main event.

    What turns away from an event ("killed 19, hours after a strike on ...") leaves it, but not what only leads up to
    it ("suspended its aid after a strike on ..."), nor what brought it about ("were killed when jets bombed ...").
    """
    first, *further = segments(text, sentence)
    if further and HARMED.search(text, *first) and text.startswith("when", further[0].start):
        first = Span(first.start, further[0].end)
    return first if DEED.search(text, *first) else sentence


def _places(draft: Draft) -> list[PlaceMention]:
    """The places that can be where something happened: no countries, no datelines, no capital that is a government."""
    # "Hayat Tahrir al-Sham" is a party, and al-Sham in it no place.
    taken = {at for mention in draft.parties for at in range(*mention.span)}
    return [
        p
        for p in draft.places
        if p.level != "country"
        and p.span.start not in taken
        and not _is_dateline(draft, p)
        and not (p.name in seats() and _is_government(draft.text, p))
    ]


def _is_government(text: str, place: PlaceMention) -> bool:
    """Tell whether a capital stands for its government: nothing is said to be there."""
    before = text[max(0, place.span.start - 40) : place.span.start]
    return LOCATED.search(before) is None or before.rstrip().lower().endswith("according to")


def _is_dateline(draft: Draft, place: PlaceMention) -> bool:
    name = place.span.of(draft.text)
    return name.isupper() and len(name) > INITIALS


def _main_places(draft: Draft, named: list[PlaceMention], lead: list[Span]) -> list[PlaceMention]:
    """The places of the lead, or else the first that the report names, and the town that it names most."""
    places = [p for p in named if any(p.span.within(s) for s in lead)] or named[:1]
    towns = [p.name for p in named if p.level in SETTLED]
    most = max(towns, key=lambda name: (towns.count(name), -towns.index(name)), default="")
    found = main_place(draft) if towns.count(most) <= 1 else None
    central = found.name if found else most
    provinces = {p.province for p in places}
    return places + [p for p in named if p.name == central and p.province in provinces | {None}][:1]


def _main_day(draft: Draft, heads: list[Span], places: list[PlaceMention]) -> date | None:
    """The day of the main event: from the lead, else the day that the report names most; never a day of saying."""
    published = day_of(draft.report.published)
    dated = [
        (day, mention.span)
        for mention in draft.dates
        if mention.precision == "day"
        and (day := day_of(mention.date))
        and (published is None or published - RECENT <= day <= published)
        and not is_saying(draft.text, mention.span)
        and not (day == published and YEAR.search(mention.span.of(draft.text)))  # a dateline
    ]
    for head in heads:
        leading = [day for day, span in dated if span.within(head)]
        if leading:
            return min(leading)
    if dated:
        votes: dict[date, int] = {}
        for day, span in dated:
            votes[day] = votes.get(day, 0) + _dates_an_event(draft, places, span)
        return max(votes, key=lambda day: (votes[day], day))
    return published - RECENT if published else None


def _weekdays(draft: Draft, heads: list[Span]) -> frozenset[str]:
    """The weekdays of the first part of the lead that names some, where the report itself has no date."""
    for head in heads:
        undated = [d.span for d in draft.dates if not d.date and d.span.within(head)]
        words = " ".join(span.of(draft.text) for span in undated if not is_saying(draft.text, span))
        if found := WEEKDAY.findall(words):
            return frozenset(day.lower() for day in found)
    return frozenset()


def _dates_an_event(draft: Draft, places: list[PlaceMention], span: Span) -> int:
    """Count the signs that a date is that of the main event: a deed, and a place of the lead, in its sentence."""
    sentence = next((s.span for s in draft.sentences if span.within(s.span)), span)
    named = {place.name for place in places}
    here = any(p.name in named and p.span.within(sentence) for p in draft.places)
    return here + (EVENT.search(draft.text, *sentence) is not None)


def name_words(name: str) -> list[str]:
    """Return the words of a name that tell it from others, in small letters."""
    return [word for word in re.findall(r"\w+", name.lower()) if len(word) > 2]


def _last_year(text: str) -> int | None:
    years = [int(year) for year in YEAR.findall(text)]
    return max(years) if years else None


def is_in_city(text: str, main: Main) -> bool:
    """Tell whether the report calls the place of its main event a city, and never a town."""
    for name in main.towns:
        city = re.search(rf"\bcity of {re.escape(name)}\b|\b{re.escape(name)} city\b", text)
        town = re.search(rf"\b(?:town|village) of {re.escape(name)}\b|\b{re.escape(name)}, a (?:small )?town\b", text)
        if city and not town:
            return True
    return False

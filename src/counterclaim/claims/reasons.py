"""Why a part of a sentence is not about the main event: another day, another place, a war, a habit, another deed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.claims.lead import SETTLED, WEEKDAY, YEAR, Main, name_words
from counterclaim.claims.rules.where import chains
from counterclaim.claims.wording import is_saying, rules
from counterclaim.draft import Draft, PlaceMention
from counterclaim.language.calendar import day_of
from counterclaim.ledger import Claim, Span

NEIGHBOURING = timedelta(days=2)
PART_OF_MONTH = re.compile(r"\b(?:early|mid)\b", re.IGNORECASE)
LAST_OF_PART = {"early": 12, "mid": 22}
"""The last day of the month that can still be called so."""
# "The ceasefire in Idlib": there the truce holds, and what is told of it happened elsewhere.
TRUCE_IN = re.compile(
    r"\b(?:cease-?fire|truce|de-escalation|talks|negotiations|accord|peace(?:\s+(?:deal|process))?)"
    r"\s+(?:in|for|on|over)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
TRUCE_REACH = 40
# A toll of at least so many, and so many times the largest of the lead, is the toll of a war.
WAR_TOLL, WAR_RATIO = 1_000, 10
# A figure of at least so many killed is of another event where it is so many times the toll of the lead.
MANY, VAGUE_RATIO, TOLL_RATIO = 40, 2, 10


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stretch is background: the kind of rule, with the place and the date that name the event."""

    kind: str
    place: str | None = None
    date: str | None = None


def kinds_in(text: str, sentence: Span) -> frozenset[str]:
    """Return which kinds of rules find anything in a sentence; the others need not be tried in its parts."""
    return frozenset(kind for kind in ("record", "war", "habit", "led_up") if rules()[kind].search(text, *sentence))


def reason_for(
    draft: Draft, main: Main, sentence: Span, part: Span, kinds: frozenset[str] | None = None,
    asides: tuple[Span, ...] = (),
) -> Reason | None:  # fmt: skip
    """Return why a part of a sentence is not about the main event, None where it is.

    Args:
        draft: the report.
        main: its main event.
        sentence: what is near the part in its sentence.
        part: the part.
        kinds: ``kinds_in`` the whole sentence, where they are known.
        asides: what is only told of somebody there ("the army, which has fought since 2023, denied it").
    """
    rule, text = rules(), draft.text
    kinds = kinds_in(text, sentence) if kinds is None else kinds

    def finds(kind: str) -> bool:
        """Tell whether words of a kind stand there, and not only in an aside."""
        found = rule[kind].finditer(text, *sentence) if kind in kinds else ()
        return any(not any(Span(*match.span()).overlaps(aside) for aside in asides) for match in found)

    record = finds("record")
    if not record and finds("war"):
        return Reason("war")
    dated = _other_date(draft, main, part, asides)
    placed = _other_place(text, main, part)
    if dated or placed:
        return Reason("event", placed, dated)
    if not record and finds("habit"):
        return Reason("habit")
    led_up = "led_up" in kinds and rule["led_up"].search(text, sentence.start, part.end)
    return Reason("other") if led_up or (not record and rule["other"].search(part.of(text))) else None


def names_main(main: Main, part: Span) -> bool:
    """Tell whether a stretch names a town or province of the main event."""
    return any(set(name_words(p.name)) & main.places for p in main.named if p.span.within(part))


def _other_date(draft: Draft, main: Main, part: Span, asides: tuple[Span, ...]) -> str | None:
    text = draft.text
    for mention in draft.dates:
        if not mention.span.within(part) or any(mention.span.within(aside) for aside in asides):
            continue
        words = mention.span.of(text)
        if not mention.date:
            weekday = WEEKDAY.search(words)
            if (
                weekday
                and main.weekdays
                and weekday[0].lower() not in main.weekdays
                and not is_saying(text, mention.span)
            ):
                return words
        elif mention.precision == "day":
            day = day_of(mention.date)
            if not day or not main.day or day >= main.day:
                continue
            # A follow-up tells of the day before its own: the same town a day or two earlier is the same event.
            if main.day - day > NEIGHBOURING or not names_main(main, part):
                # What was said before the event cannot be said of it.
                return words
        elif main.day and (mention.date < main.day.isoformat()[: len(mention.date)] or _is_earlier(words, main.day)):
            return words
    years = (m for m in YEAR.finditer(text, *part) if not any(Span(*m.span()).within(aside) for aside in asides))
    year = next(years, None)
    if year and (int(year.group()) < main.year if main.year else not main.day):
        return year.group()
    return None


def _is_earlier(words: str, day: date) -> bool:
    """Tell whether "early April" lies before a day at the end of April."""
    part = PART_OF_MONTH.search(words)
    return part is not None and day.day > LAST_OF_PART[part[0].lower()]


def _other_place(text: str, main: Main, part: Span) -> str | None:
    named = (p for p in main.named if p.span.within(part))
    here = finest(
        text, [p for p in named if not TRUCE_IN.search(text, max(0, p.span.start - TRUCE_REACH), p.span.start)]
    )
    if not here or not main.places or any(_is_main(main, place) for place in here):
        return None
    elsewhere = [p for p in here if p.country in (None, main.country) and p.province]
    return elsewhere[0].name if elsewhere else None


def finest(text: str, places: list[PlaceMention]) -> list[PlaceMention]:
    """Leave out the province in which a town is said to lie: "Manbij in Aleppo province" is told of Manbij."""
    kept = []
    for group in chains(text, places):
        settled = [p for p in group if p.level in SETTLED]
        kept += settled or group
    return kept


def _is_main(main: Main, place: PlaceMention) -> bool:
    provinces = {word for province in main.provinces for word in name_words(province)}
    if set(name_words(place.name)) & (main.places | provinces) or not place.province:
        return True
    if place.level == "district" and place.province in main.provinces:
        return True
    return place.province in main.provinces and not main.towns


def is_war_toll(main: Main, claim: Claim) -> bool:
    """Tell whether a figure is as large as the toll of a war."""
    low = claim.number("low") or claim.number("high") or 0
    return claim.type == "casualty" and low >= WAR_TOLL and low >= WAR_RATIO * main.toll


def outgrows(killed: int, claim: Claim) -> bool:
    """Tell whether a toll is too large for an event of which the lead counts so many killed.

    Other sources count more than the lead, but not ten times as many; and "hundreds" is not said of eighteen.
    """
    low = claim.number("low") or claim.number("high") or 0
    if not killed or claim.text("measure") != "killed" or claim.get("part") or claim.polarity == "-":
        return False
    vague = claim.get("approx") and claim.number("high") != claim.number("low")
    return low >= MANY and low >= (VAGUE_RATIO if vague else TOLL_RATIO) * killed

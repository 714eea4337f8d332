"""What a report says of one event: its place, its date, and the traits by which it is known again."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from counterclaim.events.runs import head_runs
from counterclaim.events.subject import subject
from counterclaim.language.party_table import states
from counterclaim.ledger import NARRATOR, Claim, MainEvent, Report, Statement

# Claims in the title and the lead say what a report is about: the first so many characters of the text.
LEAD = 700
LEAD_WEIGHT = 3
# A town says more than the province or the country that it lies in, if the lead names it.
LEVEL_WEIGHT = {"town": 1.0, "province": 0.6, "country": 0.1}
# A town with this share of the weight of the heaviest place is what the coarser places were meant for.
TOWN_SHARE = 0.2
# The Arabic article is written as it is heard before the next word: "Deir al-Zor", "Deir ez-Zor", "ash-Shaar".
IDLE = frozenset(
    [
        "al",
        "el",
        "az",
        "ez",
        "as",
        "es",
        "ash",
        "esh",
        "ad",
        "ed",
        "ar",
        "er",
        "an",
        "en",
        "at",
        "et",
        "the",
        "of",
        "in",
        "near",
        "city",
        "town",
        "district",
        "region",
        "province",
        "governorate",
        "oblast",
    ]
)
VOWELS = re.compile(r"[aeiouyw]")
PROVINCIAL = re.compile(r"\b(?:province|governorate|oblast|region|countryside)\b", re.IGNORECASE)
DAY = len("2018-11-24")


@dataclass(frozen=True, slots=True)
class Profile:
    """One event as one report tells it; None or empty where the report does not say.

    Attributes:
        level: how fine the place is: "town", "province" or "country"; "" without a place.
        named: names, as ``keys`` gives them, of all towns where the report lets this event happen.
        traits: what tells it from other events of that place: its figures, means, and who is quoted on it.
        tolls: the totals of its title and lead, for a report's own event.
        subject: the words of its head that tell what it is about, for a report's own event.
        lead: the runs of words of its title and lead, as numbers, for a report's own event.
    """

    report: str
    about: str | None = None
    place: str | None = None
    level: str = ""
    province: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    day: date | None = None
    month: str | None = None
    published: date | None = None
    named: frozenset[str] = frozenset()
    traits: frozenset[tuple[str, str]] = frozenset()
    tolls: frozenset[tuple[str, str]] = frozenset()
    subject: frozenset[str] = frozenset()
    lead: frozenset[int] = frozenset()


@lru_cache(maxsize=20_000)
def folded(name: str | None) -> str:
    """Return a place name without marks, articles and type words, for comparison."""
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower().replace("'", "")
    return " ".join(w for w in re.sub(r"[^a-z0-9]+", " ", plain).split() if w not in IDLE)


@lru_cache(maxsize=20_000)
def key(name: str | None) -> str:
    """Return the consonants of a place name: "Khan Sheikhoun" and "Khan Shaykhun" are spellings of one."""
    # The vowel at the head of a later word is an article that grew on it: "Deir Ezzor".
    heads = (
        (w[:1] if not n else w[:1].strip("ae")) + VOWELS.sub("", w[1:]) for n, w in enumerate(folded(name).split())
    )
    return " ".join(re.sub(r"(.)\1+", r"\1", word) for word in heads if word)


@lru_cache(maxsize=20_000)
def keys(name: str | None) -> frozenset[str]:
    """Return the keys of a place and of those that its name says it lies in ("Khalidiya, Aleppo")."""
    return frozenset(key(part) for part in (name or "").split(",") if key(part))


def own(report: Report, claims: Iterable[tuple[Statement, Claim]]) -> Profile:
    """Sum up the event that a report is mainly about.

    Args:
        report: the report.
        claims: those about that event, with their statements.
    """
    told = list(claims)
    return replace(profile(report, None, told), tolls=_lead_tolls(told), subject=subject(report),
                   lead=head_runs(report, LEAD))  # fmt: skip


def profile(report: Report, about: str | None, claims: Iterable[tuple[Statement, Claim]]) -> Profile:
    """Sum up the claims of a report about one event."""
    told = list(claims)
    located = [claim for _, claim in told if claim.type == "where" and claim.polarity == "+" and _is_placed(claim)]
    common = {
        "report": report.id, "about": about, "published": day_of(report.published), "traits": _traits(told),
        "named": frozenset(k for c in located if level_of(c) == "town" for k in keys(c.text("place"))),
    }  # fmt: skip
    day, month = _date([claim for _, claim in told])
    best = _best_place(located)
    if about is None and report.main is not None:
        main = report.main if is_name(report.main.place) else replace(report.main, place=None)
        if _level(main.place, main.province, main.country) in {"", "country"} and best and level_of(best) == "town":
            main = _with_place(main, best)
        return _of_main(main, **common)  # type: ignore[arg-type]
    return Profile(
        **common,  # type: ignore[arg-type]
        place=best.text("place") if best else None, level=level_of(best) if best else "",
        province=best.text("province") if best else None, country=best.text("country") if best else None,
        latitude=_degrees(best, "latitude"), longitude=_degrees(best, "longitude"), day=day, month=month,
    )  # fmt: skip


def _is_placed(claim: Claim) -> bool:
    return bool(keys(claim.text("place"))) and is_name(claim.text("place"))


def _lead_tolls(told: Iterable[tuple[Statement, Claim]]) -> frozenset[tuple[str, str]]:
    """Return the totals that the title and the lead give; further down stand those of other places and days."""
    leading = ((s, c) for s, c in told if c.type == "casualty" and c.span.start < LEAD)
    return frozenset(trait for trait in _traits(leading) if trait[0] in {"toll", "small toll"})


def _traits(told: Iterable[tuple[Statement, Claim]]) -> frozenset[tuple[str, str]]:
    traits = set()
    for statement, claim in told:
        number = claim.number("low") if claim.number("low") is not None else claim.number("high")
        if claim.type == "casualty" and number and not claim.get("part") and claim.get("approx") is not True:
            traits.add(("toll" if number >= 10 else "small toll", f"{claim.text('measure')} {number}"))
        elif claim.type == "means" and claim.polarity == "+" and (what := claim.text("what")):
            traits.add(("means", what.lower()))
        elif claim.type == "responsibility" and (party := claim.text("party")):
            traits.add(("accused", party))
        if statement.speaker not in (None, NARRATOR) and statement.kind in {"person", "organisation", "media"}:
            traits.add(("quoted", str(statement.speaker)))
    return frozenset(traits)


def _date(claims: list[Claim]) -> tuple[date | None, str | None]:
    """Return the best supported day; the best supported month or year where there is no day."""
    days: dict[str, float] = defaultdict(float)
    months: dict[str, float] = defaultdict(float)
    for claim in claims:
        value = claim.text("date")
        if claim.type == "when" and claim.polarity == "+" and value:
            (days if day_of(value) else months)[value] += LEAD_WEIGHT if claim.span.start < LEAD else 1
    if days:
        return day_of(max(days, key=lambda d: (days[d], d))), None
    return None, max(months, key=lambda m: (months[m], m)) if months else None


def _best_place(located: list[Claim]) -> Claim | None:
    """Return the claim with the best supported place: a town, unless hardly anything speaks for it."""
    weight: dict[str, float] = defaultdict(float)
    best: dict[str, Claim] = {}
    for claim in located:
        name = key(claim.text("place"))
        if name not in best or level_of(claim) == "province":
            # "Idlib" is the town, until the same report says "Idlib province".
            best[name] = claim if name not in best or level_of(best[name]) != "province" else best[name]
        weight[name] += LEAD_WEIGHT if claim.span.start < LEAD else 1
    if not best:
        return None
    scores = {name: weight[name] * LEVEL_WEIGHT[level_of(claim)] for name, claim in best.items()}
    order = {name: n for n, name in enumerate(best)}
    towns = [n for n in best if level_of(best[n]) == "town" and scores[n] >= TOWN_SHARE * max(scores.values())]
    return best[max(towns or best, key=lambda name: (scores[name], -order[name]))]


def _with_place(main: MainEvent, claim: Claim) -> MainEvent:
    return MainEvent(place=claim.text("place"), province=claim.text("province"), country=claim.text("country"),
                     latitude=_degrees(claim, "latitude"), longitude=_degrees(claim, "longitude"),
                     date=main.date)  # fmt: skip


def _of_main(main: MainEvent, *, report: str, about: str | None, published: date | None,
             named: frozenset[str], traits: frozenset[tuple[str, str]]) -> Profile:  # fmt: skip
    """Return the profile of the event that a report is about, as it was read with all of its text in view."""
    day = day_of(main.date)
    if day and published and day > published:
        day = None  # a report does not tell of what has not happened
    month = main.date if main.date and len(main.date) < DAY else None
    return Profile(report=report, about=about, place=main.place,
                   level=_level(main.place, main.province, main.country), province=main.province,
                   country=main.country, latitude=main.latitude, longitude=main.longitude, day=day,
                   month=month, published=published, named=named, traits=traits)  # fmt: skip


def is_name(place: str | None) -> bool:
    """Tell whether words name a place: "Khan Sheikhoun", not "a facility"; where it was is not known by these."""
    return any(letter.isupper() for letter in place or "")


def level_of(claim: Claim) -> str:
    """Return how fine the place of a where claim is: "town", "province" or "country"."""
    return _level(claim.text("place"), claim.text("province"), claim.text("country"))


def _level(place: str | None, province: str | None, country: str | None) -> str:
    if not folded(place):
        return ""
    state = states().get(country or "")
    if state is not None and folded(place) == folded(state.name):
        return "country"
    return "province" if PROVINCIAL.search(place or "") and "," not in (place or "") else "town"


def _degrees(claim: Claim | None, name: str) -> float | None:
    value = claim.get(name) if claim else None
    return float(value) if isinstance(value, int | float | str) and value not in ("", None) else None


def day_of(value: str | None) -> date | None:
    """Return the day of an ISO date or time; None for a month, a year or nothing."""
    try:
        return date.fromisoformat((value or "")[:DAY]) if len(value or "") >= DAY else None
    except ValueError:
        return None

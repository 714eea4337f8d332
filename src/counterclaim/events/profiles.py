"""What the claims of a report say of one event: its place, its date, its means; the basis for telling events apart."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.ledger import Claim, MainEvent, Report, Statement

# Claims in the title and the lead say what a report is about: the first so many characters of the text.
LEAD = 700
LEAD_WEIGHT = 3
# A town says more than the province or the country that it lies in, if the lead names it.
LEVEL_WEIGHT = {"city": 1.0, "district": 0.9, "province": 0.6, "region": 0.6, "country": 0.1}
KILOMETRES_A_DEGREE = 111.0


@dataclass(frozen=True, slots=True)
class Profile:
    """One event as one report tells it; None where the report does not say."""

    report: str
    about: str | None
    place: str | None
    province: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    day: date | None
    month: str | None
    means: frozenset[str]
    published: date | None

    @property
    def is_local(self) -> bool:
        """True where the place is finer than a province or a country."""
        return self.place is not None and folded(self.place) not in {folded(self.province), folded(self.country)}


def folded(name: str | None) -> str:
    """Return a place name without marks, articles and type words, for comparison."""
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    idle = {"al", "el", "the", "province", "governorate", "city", "district", "region", "town", "of", "oblast"}
    return " ".join(w for w in words if w not in idle)


def profile(report: Report, about: str | None, claims: Iterable[tuple[Statement, Claim]]) -> Profile:
    """Sum up the claims of a report about one event."""
    places: dict[str, float] = defaultdict(float)
    first: dict[str, Claim] = {}
    days: dict[str, float] = defaultdict(float)
    months: dict[str, float] = defaultdict(float)
    means = set()
    for _, claim in claims:
        weight = LEAD_WEIGHT if claim.span.start < LEAD else 1
        if claim.type == "where" and (name := claim.text("place")):
            key = folded(name)
            first.setdefault(key, claim)
            places[key] += weight * LEVEL_WEIGHT[_level(claim)]
        elif claim.type == "when" and (value := claim.text("date")):
            (days if len(value) == 10 else months)[value] += weight
        elif claim.type == "means" and claim.polarity == "+" and (what := claim.text("what")):
            means.add(what)
    if about is None and report.main is not None:
        return _of_main(report, report.main, frozenset(means))
    best = first[max(places, key=lambda k: (places[k], -first[k].span.start))] if places else None
    day = max(days, key=lambda d: (days[d], d)) if days else None
    month = max(months, key=lambda m: (months[m], m)) if months and not day else None
    return Profile(
        report=report.id, about=about, place=best.text("place") if best else None,
        province=best.text("province") if best else None, country=best.text("country") if best else None,
        latitude=_degrees(best, "latitude"), longitude=_degrees(best, "longitude"), day=day_of(day), month=month,
        means=frozenset(means), published=day_of(report.published),
    )  # fmt: skip


def _of_main(report: Report, main: MainEvent, means: frozenset[str]) -> Profile:
    """Return the profile of the event that a report is about, as it was read with all of its text in view."""
    day = day_of(main.date) if main.date and len(main.date) >= len("2018-11-24") else None
    return Profile(report=report.id, about=None, place=main.place, province=main.province, country=main.country,
                   latitude=main.latitude, longitude=main.longitude, day=day, month=None if day else main.date,
                   means=means, published=day_of(report.published))  # fmt: skip


def _level(claim: Claim) -> str:
    place, province = folded(claim.text("place")), folded(claim.text("province"))
    if not claim.text("province"):
        return "country" if claim.text("country") else "city"
    return "province" if place == province and claim.get("latitude") is None else "city"


def _degrees(claim: Claim | None, name: str) -> float | None:
    value = claim.get(name) if claim else None
    return float(value) if isinstance(value, int | float | str) and value not in ("", None) else None


def day_of(value: str | None) -> date | None:
    """Return the day of an ISO date or time; None for a month, a year or nothing."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None

"""Where and when the event was that a report is mainly about."""

from collections import defaultdict
from dataclasses import replace

from counterclaim.claims.rules.where import main_place
from counterclaim.draft import Draft
from counterclaim.ledger import MainEvent
from counterclaim.stages import Stage

# A date in the title or the lead (the first so many characters) says more about the main event than one further down.
LEAD, LEAD_WEIGHT = 700, 3
DAY = len("2018-11-24")


def main_event(draft: Draft) -> MainEvent:
    """Return the place and the date that the report gives its main event."""
    place = main_place(draft)
    date = main_date(draft)
    if place is None:
        return MainEvent(date=date)
    name = f"{place.name} province" if place.level == "province" and "province" not in place.name else place.name
    return MainEvent(place=name, province=place.province, country=place.country, latitude=place.latitude,
                     longitude=place.longitude, date=date)  # fmt: skip


def main_date(draft: Draft) -> str | None:
    """Return the day that most claims about the main event give it, the lead counting more; else month or year."""
    votes: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    for statement in draft.statements:
        for claim in statement.claims:
            date = claim.text("date")
            if claim.type == "when" and claim.about is None and date:
                votes[date] += LEAD_WEIGHT if claim.span.start < LEAD else 1
                first.setdefault(date, claim.span.start)
    days = [d for d in votes if len(d) == DAY] or list(votes)
    return max(days, key=lambda d: (votes[d], -first[d]), default=None)


def _run(draft: Draft) -> Draft:
    return replace(draft, main=main_event(draft))


STAGE: Stage[Draft] = Stage(
    "main-event.v1", requires=("statements", "claims", "about", "places"), assigns=("main",), run=_run
)

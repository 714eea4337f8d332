"""When claims: the dates that a statement gives to what it tells."""

from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.draft import DateMention
from counterclaim.ledger import Claim


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each date of an event that can be computed, once a statement."""
    seen: set[str] = set()
    for argument in telling.of_role("time"):
        for date in (d for d in telling.draft.dates if d.span.overlaps(argument.span)):
            for value in values(date):
                if value not in seen:
                    seen.add(value)
                    yield Claim(
                        type="when", span=date.span, about=about(argument), rule=MENTION, values=(("date", value),)
                    )


def values(date: DateMention) -> tuple[str, ...]:
    """Return the ISO dates that a mention claims: both ends of a stated period, and nothing for "last week"."""
    if date.date is None:
        return ()
    if date.until is None:
        return (date.date,)
    return (date.date, date.until) if date.relative_to == "text" or date.precision != "day" else ()


def answer(claim: Claim) -> str | None:
    """Return the date."""
    return claim.text("date")


def compatible(one: str, other: str) -> bool:
    """Tell whether one date is only a coarser form of the other."""
    return one.startswith(other) or other.startswith(one)


TYPE = ClaimType("when", "When?", ("date",), read, None, answer, compatible)

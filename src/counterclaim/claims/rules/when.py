"""When claims: the date of the event that a statement dates, never the date of saying."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from counterclaim.draft import DateMention, Draft
from counterclaim.ledger import Claim, Span, Statement

SAYING = (
    r"(?:said|says|told|tweeted|wrote|announced|reported|reports|statement|stated|spoke|speaking|added|interview"
    r"|declared|warned|denied)"
)
# A date that stands behind words of saying dates the saying: "said late on Sunday", "in a statement issued Tuesday".
SAID_ON = re.compile(rf"\b{SAYING}\b(?:\W+(?:\w+\W+){{0,3}}?)(?:on\s+|in\s+)?(?:late\s+|early\s+|earlier\s+)?$", re.I)
SAID_AFTER = re.compile(rf"^\W*(?:that\s+)?(?:he|she|they|it)?\s*{SAYING}\b", re.I)
# "The third raid this year" counts up to now, and dates nothing.
SO_FAR = re.compile(r"(?:so far\s+|earlier\s+)?this\s+(?:year|month)", re.I)
CUE_GAP = re.compile(r"\W*(?:\w+\W+){0,3}?(?:on\s+)?", re.I)
REACH = 45
"""Characters before a date in which words of saying take it; "told the agency by phone late on Sunday" has 35."""


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Yield one claim for each date that the content gives to what it tells.

    Who denies an attack on Monday does not deny the day: the polarity is always "+".
    """
    seen: set[str] = set()
    for content in statement.content:
        first = bisect_left(draft.dates, content.start, key=lambda d: d.span.start)
        last = bisect_left(draft.dates, content.end, key=lambda d: d.span.start)
        for date in draft.dates[first:last]:
            if date.span.end > content.end or SO_FAR.fullmatch(draft.text, *date.span):
                continue
            if _dates_the_saying(draft.text, statement, content, date):
                continue
            for value in values(date):
                if value not in seen:
                    seen.add(value)
                    yield Claim(
                        type="when",
                        span=date.span,
                        rule=f"date counted from {date.relative_to}",
                        values=(("date", value),),
                    )


def values(date: DateMention) -> tuple[str, ...]:
    """Return the ISO dates that a mention claims: both ends of a stated period, and nothing for "last week"."""
    if date.date is None:
        return ()
    if date.until is None:
        return (date.date,)
    return (date.date, date.until) if date.relative_to == "text" or date.precision != "day" else ()


def _dates_the_saying(text: str, statement: Statement, content: Span, date: DateMention) -> bool:
    """Tell whether a date says when something was said."""
    cue = statement.cue
    if cue and cue.end <= date.span.start and CUE_GAP.fullmatch(text, cue.end, date.span.start):
        return content.start < cue.end or date.span.start - content.start < 3
    start = max(content.start, date.span.start - REACH)
    before, after = text[start : date.span.start], text[date.span.end : date.span.end + REACH]
    return bool(SAID_ON.search(before) or SAID_AFTER.match(after))

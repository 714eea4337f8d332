"""Dates: the words of a report that date something, resolved against its publication date.

A date is never more precise than its words, and a relative date stays open where the publication date is unknown.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from counterclaim.draft import DateMention, Draft, Precision
from counterclaim.language import calendar
from counterclaim.language.calendar import MONTHS, WEEKDAYS, cut, day_of
from counterclaim.language.date_words import FUTURE, TRIGGER, patterns
from counterclaim.language.numbers import value_of
from counterclaim.language.parse import PLAIN
from counterclaim.ledger import Span
from counterclaim.stages import Stage


@dataclass(frozen=True, slots=True)
class Clock:
    """What a date is counted from: the publication day, and the last day that the text named before."""

    published: date | None
    named: date | None
    before: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """The date that words stand for; ``date`` is None where it cannot be told."""

    date: str | None
    precision: Precision | None
    until: str | None = None
    relative_to: Literal["text", "published", "mention"] = "text"


Reader = Callable[[re.Match[str], Clock], Resolved | None]


def weekday_number(word: str) -> int:
    """Return the number of a weekday from its name or abbreviation, Monday 0."""
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(word[:3].lower()))


def month_number(word: str) -> int:
    """Return the number of a month from its name or abbreviation, January 1."""
    return next(i for i, name in enumerate(MONTHS, start=1) if name.startswith(word[:3].lower()))


def _full(match: re.Match[str], clock: Clock) -> Resolved | None:
    """Read a day with its month, and its year if given; "24-26 November" is a period."""
    group = match.groupdict()
    month = month_number(group["month"]) if not group["month"].isdigit() else int(group["month"])
    last = group.get("last")
    if group.get("year"):
        found = calendar.real_day(int(group["year"]), month, int(group["day"]))
        origin: Literal["text", "published"] = "text"
    else:
        if clock.published is None:
            return Resolved(None, "day", relative_to="published")
        found, origin = calendar.day_before(clock.published, month, int(group["day"])), "published"
        if found and FUTURE.search(clock.before) and (clock.published - found).days > 31:
            found = calendar.real_day(found.year + 1, month, int(group["day"]))
    if found is None:
        return None
    end = calendar.real_day(found.year, month, int(last)) if last else None
    return Resolved(found.isoformat(), "day", end.isoformat() if end and end > found else None, origin)


def _slashed(match: re.Match[str], clock: Clock) -> Resolved | None:
    """Read 7/4/2017 where only one reading is a date, or only one lies close before publication."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    found = [d for d in (calendar.real_day(year, a, b), calendar.real_day(year, b, a)) if d]
    if len(set(found)) > 1 and clock.published:
        found = [d for d in found if 0 <= (clock.published - d).days <= 31] or found
    return Resolved(found[0].isoformat(), "day") if len(set(found)) == 1 else None


def _month(match: re.Match[str], clock: Clock) -> Resolved:
    month = month_number(match["month"])
    if match["year"]:
        return Resolved(f"{match['year']}-{month:02d}", "month")
    if clock.published is None:
        return Resolved(None, "month", relative_to="published")
    return Resolved(calendar.month_before(clock.published, month), "month", relative_to="published")


def _year(match: re.Match[str], clock: Clock) -> Resolved:
    until = match.groupdict().get("until")
    if until and len(until) == 2:
        until = match["year"][:2] + until
    return Resolved(match["year"], "year", until if until and until > match["year"] else None)


def _weekday(match: re.Match[str], clock: Clock) -> Resolved:
    if clock.published is None:
        return Resolved(None, "day", relative_to="published")
    number, which = weekday_number(match["weekday"]), (match["which"] or "").lower()
    if which in {"next", "coming"} or (not which and FUTURE.search(clock.before)):
        found = calendar.weekday_after(clock.published, number)
    else:
        found = calendar.weekday_before(clock.published, number, strictly=which in {"last", "previous"})
    return Resolved(found.isoformat(), "day", relative_to="published")


def _near(match: re.Match[str], clock: Clock) -> Resolved:
    """Read today, yesterday, overnight and their like."""
    if clock.published is None:
        return Resolved(None, "day", relative_to="published")
    word = re.sub(r"\s+", " ", match["near"].lower())
    back = 2 if word == "the day before yesterday" else 1 if word in {"yesterday", "last night"} else 0
    forward = 1 if word == "tomorrow" else 0
    return Resolved((clock.published - timedelta(days=back - forward)).isoformat(), "day", relative_to="published")


def _ago(match: re.Match[str], clock: Clock) -> Resolved:
    count = value_of(match["count"]) or 1
    return _shifted(clock.published, -count, match["unit"].lower(), "published")


def _earlier(match: re.Match[str], clock: Clock) -> Resolved:
    """Read "two days earlier", "the day before", "the next day": counted from the day the text named last."""
    words = match[0].lower()
    forward = any(word in words for word in ("later", "next", "following"))
    count = (value_of(match["count"]) if match["count"] else 1) or 1
    return _shifted(clock.named, count if forward else -count, (match["unit"] or "day").lower(), "mention")


def _last(match: re.Match[str], clock: Clock) -> Resolved:
    """Read "last week", "this month", "last year"."""
    unit, back = match["unit"].lower(), {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1}
    count = back[match["which"].lower()]
    if clock.published is None:
        return Resolved(None, None, relative_to="published")
    if unit == "week":
        first, last = calendar.week_of(clock.published, count)
        return Resolved(first, "day", last, "published")
    return _shifted(clock.published, count, unit, "published")


def _span(match: re.Match[str], clock: Clock) -> Resolved:
    """Read "in the past 24 hours", "over the last five days": a period that ends with publication."""
    if clock.published is None:
        return Resolved(None, None, relative_to="published")
    count, unit = value_of(match["count"]) if match["count"] else 1, match["unit"].lower()
    if unit == "hour":
        count, unit = max(1, (count or 24) // 24), "day"
    if unit in {"day", "week"}:
        days = (count or 1) * calendar.DAYS[unit]
        begin = clock.published - timedelta(days=days)
        return Resolved(begin.isoformat(), "day", clock.published.isoformat(), "published")
    begun = _shifted(clock.published, -(count or 1), unit, "published")
    end = cut(clock.published, begun.precision) if begun.precision else None
    return replace(begun, until=end)


def _shifted(anchor: date | None, count: int, unit: str, origin: Literal["published", "mention"]) -> Resolved:
    found = calendar.shift(anchor, count, unit) if anchor else None
    return Resolved(found[0], found[1], relative_to=origin) if found else Resolved(None, None, relative_to=origin)


def _weekend(match: re.Match[str], clock: Clock) -> Resolved:
    if clock.published is None:
        return Resolved(None, None, relative_to="published")
    saturday = calendar.weekday_before(clock.published, 5)
    return Resolved(saturday.isoformat(), "day", (saturday + timedelta(days=1)).isoformat(), "published")


READERS: dict[str, Reader] = {
    "full": _full,
    "slashed": _slashed,
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "near": _near,
    "ago": _ago,
    "earlier": _earlier,
    "last": _last,
    "weekend": _weekend,
    "span": _span,
}


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether the words are no date: a month must begin with a capital ("may", "march", "sat", "sun")."""
    group = match.groupdict()
    words = [w for w in (group.get("month"), group.get("weekday")) if w and not w.isdigit()]
    return any(not word[0].isupper() for word in words)


def find_dates(text: str, spans: tuple[Span, ...], published: str | None) -> Iterator[DateMention]:
    """Yield the dates of a text in their order.

    Args:
        text: the report's text, in which spans count.
        spans: where to look: the sentences.
        published: ISO date or date-time that relative dates are counted from; None leaves them open.
    """
    plain, anchor, named = text.translate(PLAIN), day_of(published), None
    for span in spans:
        if not TRIGGER.search(plain, span.start, span.end):
            continue
        for match, reader in _matches(plain, span):
            before = plain[max(span.start, match.start() - 70) : match.start()]
            found = reader(match, Clock(anchor, named, before))
            if found is None:
                continue
            start, end = _trimmed(match)
            named = day_of(found.date) or named
            yield DateMention(
                span=Span(start, end),
                date=found.date,
                precision=found.precision,
                until=found.until,
                time=_time(match),
                relative_to=found.relative_to,
            )


def _matches(text: str, span: Span) -> list[tuple[re.Match[str], Reader]]:
    """Return the matches of the grammar in a sentence that do not overlap, the longest first where they would."""
    found = [
        (match, order, READERS[form])
        for order, (form, pattern) in enumerate(patterns())
        for match in pattern.finditer(text, span.start, span.end)
        if not _is_name(match)
    ]
    found.sort(key=lambda row: (row[0].start() - row[0].end(), row[1], row[0].start()))
    starts: list[int] = []
    taken: list[tuple[re.Match[str], Reader]] = []
    for match, _, reader in found:
        at = bisect_left(starts, match.start())
        if at and taken[at - 1][0].end() > match.start():
            continue
        if at < len(starts) and starts[at] < match.end():
            continue
        starts.insert(at, match.start())
        taken.insert(at, (match, reader))
    return taken


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Return the offsets of the words, without blanks and an opening bracket."""
    words = match[0]
    start = match.start() + len(words) - len(words.lstrip(" \t\n("))
    return start, match.end() - (len(words) - len(words.rstrip(" \t\n,.")))


def _time(match: re.Match[str]) -> str | None:
    """Return the words on the time of day."""
    group = match.groupdict()
    parts = [
        re.sub(r"\s+(?:on|of|the)\b|\bat\s+|\s+$", "", group[name] or "") for name in ("time", "hours") if name in group
    ]
    near = (group.get("near") or "").lower()
    parts += (
        [near.split()[-1]]
        if near.startswith(("this ", "last "))
        else [near]
        if near in {"overnight", "tonight"}
        else []
    )
    words = " ".join(re.sub(r"\s+", " ", part.strip().lower()) for part in parts if part and part.strip())
    return words or None


def _run(draft: Draft) -> Draft:
    spans = tuple(sentence.span for sentence in draft.sentences)
    return replace(draft, dates=tuple(find_dates(draft.text, spans, draft.report.published)))


STAGE: Stage[Draft] = Stage("dates.v1", requires=("doc", "sentences"), assigns=("dates",), run=_run)

"""Dates: the words of a report that date something, resolved against its publication date.

A date is never more precise than its words, and a relative date stays open where the publication date is unknown.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from counterclaim.draft import DateMention, Draft, Precision
from counterclaim.language import calendar
from counterclaim.language.calendar import MONTHS, WEEKDAYS, cut, day_of
from counterclaim.language.numbers import value_of
from counterclaim.language.parse import PLAIN
from counterclaim.ledger import Span
from counterclaim.stages import Stage

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
YEAR = r"(?:19|20)\d\d"
NUMBER = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
PART = r"early|late|earlier|mid|the\s+(?:start|beginning|end|middle)\s+of"
HOURS = r"morning|afternoon|evening|night|dawn|noon|midday|midnight|daybreak"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
TIMED = rf"(?P<time>(?:(?:very\s+)?(?:early|earlier|late|later)|(?:at\s+)?(?:{HOURS}))\s+(?:on\s+|of\s+)?(?:the\s+)?)?"
AFTER = rf"(?:'?s?\s+(?P<hours>(?:(?:early|late)\s+)?(?:{HOURS})))?"

# Words that make a weekday one to come: "will meet on Friday", "expected to vote Tuesday".
FUTURE = re.compile(
    r"\b(?:will|shall|due|scheduled|expected|plans?|planned|set|upcoming|slated|going)\b[^.;:]{0,60}$", re.I
)
TRIGGER = re.compile(
    rf"\b(?:{WEEKDAY}|{MONTH})s?\b|\b{YEAR}\b|\d[-./]\d|\b(?:to-?day|yesterday|overnight|tonight|day|days|weeks?|months?|years?"
    r"|decades?|hours|weekend|night|morning|afternoon|evening|dawn)\b",
    re.I,
)


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
    if unit == "weekend":
        monday, sunday = calendar.week_of(clock.published, -1 if clock.published.weekday() < 5 else 0)
        return Resolved((date.fromisoformat(sunday) - timedelta(days=1)).isoformat(), "day", sunday, "published")
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


@cache
def _grammar() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Return the patterns with their readers; where two overlap, the longer wins, then the earlier in this list."""
    lead = rf"{TIMED}(?:on\s+)?(?:(?:{WEEKDAY})\b[\s,.(]*(?:the\s+)?)?(?:(?:{HOURS})[\s,]+)?"
    month = rf"(?P<month>{MONTH})\b\.?"
    year = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})\b)"
    rows: list[tuple[str, Reader]] = [
        (rf"{lead}{month}\s*(?P<day>{DAY})(?:st|nd|rd|th)?(?:\s*(?:-|to|and)\s*(?P<last>{DAY})(?:st|nd|rd|th)?)?(?![\d:.,]\d|\d|\s*%){year}?", _full),
        (rf"{lead}(?:(?P<day>{DAY})(?:st|nd|rd|th)?(?:\s*(?:-|to|and)\s*(?P<last>{DAY})(?:st|nd|rd|th)?)?\s*(?:of\s+)?{month}(?:\s*-\s*(?=\d))?){year}?", _full),
        (rf"(?P<year>{YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)", _full),
        (rf"(?P<day>{DAY})\.(?P<month>0[1-9]|1[0-2])\.(?P<year>{YEAR})(?!\d)", _full),
        (rf"(?P<day>{DAY})-(?P<month>{MONTH})-(?P<year>{YEAR})(?!\d)", _full),
        (rf"(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<year>{YEAR})(?!\d)", _slashed),
        (rf"(?:(?:{PART})[\s-]+)?(?P<month>{MONTH})\.?{year}(?!-\d)", _month),
        (rf"(?:in|since|until|till|by|during|last|this|of|from|to|through|between|and|before|after|{PART})[\s-]+(?:(?:{PART})[\s-]+)?(?P<month>{MONTH})\b\.?(?P<year>(?!))?", _month),
        (rf"(?:between\s+|from\s+|in\s+|during\s+|\()?(?P<year>{YEAR})\s*(?:-|to|until|and|through)\s*(?P<until>{YEAR}|\d\d(?!\d))(?![\d,.]\d|\d)", _year),
        (rf"(?:(?:(?:in|during|of|since)\s+)?(?:the\s+)?(?:(?:{PART})\s+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+|in\s+)?)(?P<year>{YEAR})\b", _year),
        (rf"(?:in|since|until|till|by|during|from|before|after|of|the|through|throughout|year|mid|early|late|{PART})[\s-]+(?:(?:{PART}|the\s+year)[\s-]+)?(?P<year>{YEAR})(?![\d,]\d|\d|-\d|\s*%)(?!\s+(?:people|civilians|fighters|soldiers|militants|troops|refugees|dead|deaths|men|women|children|others|buildings|homes|families|members))", _year),
        (rf"{TIMED}(?:on\s+)?(?:(?P<which>last|next|this|past|previous|coming)\s+)?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:s(?!\w))?{AFTER}", _weekday),
        (rf"{TIMED}(?P<near>the\s+day\s+before\s+yesterday|to-?day|yesterday|tomorrow|overnight|tonight|last\s+night|this\s+(?:{HOURS})|earlier\s+in\s+the\s+day){AFTER}", _near),
        (rf"(?:(?:about|around|almost|nearly|some|over|just|more\s+than)\s+)?(?P<count>{NUMBER})[\s-](?P<unit>day|night|week|fortnight|month|year|decade)s?\s+ago", _ago),
        (rf"(?:(?:about|around|almost|nearly|some|just)\s+)?(?P<count>{NUMBER})\s+(?P<unit>day|night|week|month|year)s?\s+(?:earlier|later|before(?=[\s]*[.,;:)]|\s+(?:by|when|in|at|and|the)\b|$))", _earlier),
        (r"(?:the|on\s+the)\s+(?:(?:previous|preceding|following|next)\s+(?P<unit>day|night)|day\s+(?:before|earlier)(?!\s+(?:yesterday|the|a|an|he|she|they|it)\b))(?P<count>(?!))?", _earlier),
        (r"(?:earlier\s+|late\s+|early\s+)?(?P<which>last|this|next|previous)\s+(?P<unit>week|weekend|month|year)\b(?!-)", _last),
        (r"over\s+(?P<which>the)\s+(?P<unit>weekend)\b", _weekend),
        (rf"(?:in|over|during|within|for|since)\s+(?:the\s+)?(?:past|last|previous)\s+(?:(?P<count>{NUMBER})[\s-])?(?P<unit>hour|day|week|month|year)s?\b", _span),
    ]  # fmt: skip
    return tuple((re.compile(rf"(?<![\w-]){pattern}(?!\w)", re.I), reader) for pattern, reader in rows)


def _weekend(match: re.Match[str], clock: Clock) -> Resolved:
    if clock.published is None:
        return Resolved(None, None, relative_to="published")
    saturday = calendar.weekday_before(clock.published, 5)
    return Resolved(saturday.isoformat(), "day", (saturday + timedelta(days=1)).isoformat(), "published")


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether the words are no date: a month must begin with a capital ("may", "march", "sat", "sun")."""
    group = match.groupdict()
    words = [w for w in (group.get("month"), group.get("weekday")) if w and not w.isdigit()]
    return any(not word[0].isupper() for word in words)


def find_dates(text: str, spans: tuple[Span, ...], published: str | None) -> Iterator[DateMention]:
    """Yield the dates in the given stretches of a text (its sentences), in their order.

    Args:
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
        (match, order, reader)
        for order, (pattern, reader) in enumerate(_grammar())
        for match in pattern.finditer(text, span.start, span.end)
        if not _is_name(match)
    ]
    found.sort(key=lambda row: (row[0].start() - row[0].end(), row[1], row[0].start()))
    taken: list[tuple[re.Match[str], Reader]] = []
    for match, _, reader in found:
        if all(match.end() <= other.start() or other.end() <= match.start() for other, _ in taken):
            taken.append((match, reader))
    return sorted(taken, key=lambda row: row[0].start())


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

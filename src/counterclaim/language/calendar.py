"""Reckoning with dates as news words them: weekdays, bare months, so many days ago; ISO texts in and out."""

from datetime import date, timedelta

from counterclaim.draft import Precision

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
LENGTH: dict[Precision, int] = {"day": 10, "month": 7, "year": 4}
"""Characters of an ISO date of each precision."""
DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


def day_of(iso: str | None) -> date | None:
    """Return the day of an ISO date or date-time; None for a month, a year or anything else."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def real_day(year: int, month: int, day: int) -> date | None:
    """Return the day if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def cut(when: date, precision: Precision) -> str:
    """Return the ISO text of a date, no more precise than asked."""
    return when.isoformat()[: LENGTH[precision]]


def weekday_before(anchor: date, weekday: int, *, strictly: bool = False) -> date:
    """Return the latest such weekday not after the anchor; with ``strictly``, before it."""
    back = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=back or (7 if strictly else 0))


def weekday_after(anchor: date, weekday: int) -> date:
    """Return the first such weekday after the anchor."""
    return anchor + timedelta(days=(weekday - anchor.weekday()) % 7 or 7)


def month_before(anchor: date, month: int) -> str:
    """Return the latest such month that did not begin after the anchor, as ISO year and month."""
    year = anchor.year if month <= anchor.month else anchor.year - 1
    return f"{year:04d}-{month:02d}"


def day_before(anchor: date, month: int, day: int) -> date | None:
    """Return the latest such day of the year not after the anchor; None if no year has it."""
    for year in range(anchor.year, max(0, anchor.year - 8), -1):
        found = real_day(year, month, day)
        if found and found <= anchor:
            return found
    return None


def shift(anchor: date, count: int, unit: str) -> tuple[str, Precision] | None:
    """Return the date ``count`` units from the anchor, as precise as the unit: a day, a month or a year.

    Weeks reach a month only: "two weeks ago" names no day.
    """
    try:
        if unit == "year":
            return f"{anchor.year + count:04d}", "year"
        if unit == "decade":
            return f"{anchor.year + 10 * count:04d}", "year"
        if unit == "month":
            months = anchor.year * 12 + anchor.month - 1 + count
            return f"{months // 12:04d}-{months % 12 + 1:02d}", "month"
        moved = anchor + timedelta(days=count * DAYS[unit])
    except OverflowError:
        return None
    precision: Precision = "day" if unit in {"day", "night"} else "month"
    return cut(moved, precision), precision


def week_of(anchor: date, weeks: int) -> tuple[str, str]:
    """Return the first and the last day of the week that many weeks from the anchor's, Monday first."""
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=weeks)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()

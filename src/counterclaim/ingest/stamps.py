"""Time stamps at the head of a report, as publishers write them: "Posted at 3:26 PM, Dec 07, 2018"."""

import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal

from counterclaim.ledger import Span

Role = Literal["published", "updated"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Zones that mean one offset in the whole world; IST, CST and BST, which mean several, are left out.
ZONES = {
    "z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00",
    "eest": "+03:00", "msk": "+03:00", "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00",
}  # fmt: skip

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_YEAR = r"(?:19|20)\d\d"

_DATE = "|".join(
    [
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<m1>{_MONTH})\b\.?,?[ -](?P<y1>{_YEAR})",
        # "Apr 042017" is "Apr 04,2017" that lost its comma.
        rf"(?P<m2>{_MONTH})\b\.? ?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? ?(?P<y2>{_YEAR})",
        rf"(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>\d\d)(?P=s3)(?P<d3>\d\d)",
        rf"(?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR})",
    ]
)
_YEARLESS = (
    rf"(?P<m5>{_MONTH})\b\.? (?P<d5>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d6>\d{{1,2}})(?:st|nd|rd|th)? (?P<m6>{_MONTH})\b\.?"
)


def _clock(n: int) -> str:
    zone = rf"(?P<z{n}>(?:UTC|GMT|Z|[CE]ES?T|MSK|[EP][SD]T)\b)?(?P<o{n}>[+-]\d{{1,2}}(?::?\d\d)?(?!\d))?"
    return (
        rf"(?:(?P<at{n}>at\s)\s*)?(?:(?P<pz{n}>[A-Z]{{2,4}})\s)?(?P<h{n}>2[0-3]|[01]?\d)"
        rf"(?:(?P<c{n}>[:.h]?)(?P<i{n}>[0-5]\d)(?:(?P=c{n})(?P<x{n}>[0-5]\d))?)?(?!\d)"
        rf"(?:\s?(?P<p{n}>[ap]\.?m\b\.?))?(?:\s?\(?{zone}\)?)?"
    )


_GAP = r"(?:\s*[,|•·–-]?\s*|T)"
_FULL_DATE = rf"(?:(?P<w>{_WEEKDAY})\b\.?,?\s)?(?:{_DATE})(?![\d])"
STAMP = re.compile(rf"(?:(?:{_clock(1)})(?:\s+on)?[,\s]\s*)?{_FULL_DATE}(?:{_GAP}(?:{_clock(2)}))?", re.I)
_DATE_ONLY = re.compile(_FULL_DATE, re.I)
_SECOND_CLOCK = re.compile(r"\s*[-–/|]\s*(?:GMT|UTC)\s+(?P<h>\d{1,2}):(?P<i>\d\d)\b")
YEARLESS = re.compile(_YEARLESS, re.I)

LABEL = re.compile(
    r"[(\[]?\s*(?:and\s+|was\s+)?(?:"
    r"(?P<updated>(?:last|first|latest)?\s?(?:updated?|modified|edited|revised)(?:\s+(?:on|at))?)"
    r"|(?P<published>(?:first\s|originally\s)?(?:posted|published|issued|released|created)(?:\s+(?:on|at))?"
    r"|(?:date\s+of\s+publication|publication\s+date|publish\s+date|release\s+date|date\s+posted|date))"
    r")\s*[:|–-]?\s*",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date that stands as a stamp, with its clock time and zone if it has them.

    Attributes:
        role: what its label says; "published" where there is none.
        labelled: True where words such as "Posted at" stand before it.
        month, day: None while "03/04/2017" waits for something that decides the order.
        numbers: the two numbers of such a date.
        separator: what stands between the numbers of a date in figures.
    """

    span: Span
    role: Role
    year: int | None
    month: int | None
    day: int | None
    labelled: bool = False
    weekday: int | None = None
    numbers: tuple[int, int] | None = None
    separator: str = ""
    clock: str = ""
    zone: str = ""

    @property
    def date(self) -> datetime.date | None:
        """The day, if the stamp says it fully."""
        return calendar_day(self.year, self.month, self.day)

    @property
    def iso(self) -> str | None:
        """The time in ISO form, no more precise than the words."""
        if self.date is None:
            return None
        return self.date.isoformat() + (f"T{self.clock}{self.zone}" if self.clock else "")


def stamp_at(text: str, at: int) -> Stamp | None:
    """Read the stamp that begins at an offset, with its label."""
    label = LABEL.match(text, at)
    start = label.end() if label else at
    match = STAMP.match(text, start)
    stamp = _stamp(text, match, at, label) if match else None
    if stamp is None and match:
        match = _DATE_ONLY.match(text, start)  # the clock was none
        stamp = _stamp(text, match, at, label) if match else None
    return stamp


def _stamp(text: str, match: re.Match[str], at: int, label: re.Match[str] | None) -> Stamp | None:
    got = match.groupdict()
    clock, zone, end = "", "", match.end()
    for n in (1, 2):
        if got.get(f"h{n}"):
            clock, zone = _time(got, n, label is not None)
            if not clock and n == 1:
                return None
            if not clock:
                bare = _DATE_ONLY.match(text, match.start())
                end = bare.end() if bare else end
    second = _SECOND_CLOCK.match(text, end) if clock else None
    if second:
        clock, zone, end = f"{int(second['h']):02}:{second['i']}", "+00:00", second.end()
    year, month, day, numbers, separator = _parts(got)
    if numbers is None and calendar_day(year, month, day) is None:
        return None
    if label and text[at : label.end()].lstrip()[:1] in ("(", "[") and text[end : end + 1] in (")", "]"):
        end += 1
    end = at + len(text[at:end].rstrip())
    return Stamp(
        span=Span(at, end),
        role="updated" if label and label["updated"] else "published",
        labelled=label is not None,
        year=year,
        month=month,
        day=day,
        numbers=numbers,
        separator=separator,
        weekday=DAYS.index(got["w"][:3].lower()) if got.get("w") else None,
        clock=clock,
        zone=zone,
    )


def _parts(got: dict[str, str]) -> tuple[int, int | None, int | None, tuple[int, int] | None, str]:
    """Return year, month, day, or the two numbers of a date in figures whose order must be decided."""
    for n in "123":
        if got.get(f"y{n}"):
            month = got[f"m{n}"]
            number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
            return int(got[f"y{n}"]), number, int(got[f"d{n}"]), None, got.get(f"s{n}") or ""
    first, second, year = int(got["a4"]), int(got["b4"]), int(got["y4"])
    if first > 12 or first == second:
        return year, second, first, None, got["s4"]
    if second > 12:
        return year, first, second, None, got["s4"]
    return year, None, None, (first, second), got["s4"]


def _time(got: dict[str, str], n: int, labelled: bool) -> tuple[str, str]:
    """Return clock and zone, or nothing where the figures behind the date are no clock."""
    hour, minute, second = got[f"h{n}"], got[f"i{n}"], got[f"x{n}"]
    half, zone = got[f"p{n}"], got[f"z{n}"] or got[f"o{n}"]
    # "0914" and "190703" lost their colons: a clock only where something else says so.
    sure = bool(got[f"c{n}"] or half or zone or got[f"at{n}"] or second or (labelled and n == 1))
    if not sure or not (minute or half) or (len(hour) == 1 and not (got[f"c{n}"] or half)):
        return "", ""
    number = int(hour)
    if half:
        number = number % 12 + (12 if half[0] in "pP" else 0)
    clock = f"{number:02}:{minute or '00'}" + (f":{second}" if second else "")
    return clock, _offset(got[f"z{n}"], got[f"o{n}"])


def _offset(name: str | None, offset: str | None) -> str:
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{offset[0]}{int(hours):02}:{minutes}"
    return ZONES.get((name or "").lower(), "")


def calendar_day(year: int | None, month: int | None, day: int | None) -> datetime.date | None:
    """Return the day, None where the calendar has none such."""
    if not (year and month and day):
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def decide(stamps: list[Stamp], text: str) -> tuple[list[Stamp], list[str]]:
    """Settle the order of day and month where it is open, and say what was settled by custom or stays open.

    A weekday decides, then another date of the same report. Points and hyphens stand in day-first dates; with
    strokes both orders are in use, and such a date stays open.
    """
    known = [stamp.date for stamp in stamps if stamp.date]
    settled, notes = [], []
    for stamp in stamps:
        if stamp.numbers is None:
            settled.append(stamp)
            notes += _weekday_note(stamp, text)
            continue
        words = stamp.span.of(text).strip()
        first, second = stamp.numbers
        orders = [replace(stamp, day=first, month=second), replace(stamp, day=second, month=first)]
        fitting = [one for one in orders if one.date and one.weekday in (None, one.date.weekday())]
        if len(fitting) > 1 and known:
            fitting = [
                one for one in fitting if any(abs((one.date - day).days) <= 7 for day in known if one.date)
            ] or fitting
        if len(fitting) == 1:
            settled.append(fitting[0])
        elif stamp.separator in ".-":
            settled.append(orders[0])
            notes += [f"the date {words!r} was read as day, month, year"] if stamp.separator == "-" else []
        else:
            settled.append(stamp)
            notes.append(f"the date {words!r} may be day or month first and was left open")
    return settled, notes


def _weekday_note(stamp: Stamp, text: str) -> list[str]:
    if stamp.weekday is None or stamp.date is None or stamp.date.weekday() == stamp.weekday:
        return []
    return [f"the weekday of {stamp.span.of(text).strip()!r} does not fit its date"]

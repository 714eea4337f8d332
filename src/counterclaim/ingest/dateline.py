"""Datelines and agency credits: where, when and through which agency a text was filed."""

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from counterclaim.ingest.stamps import MONTHS, YEARLESS
from counterclaim.ledger import Report, Span

# Datelines stand at the head; farther down "(Reuters)" is a credit of a picture or a remark.
HEAD = 3000

# Words in capitals that often begin a sentence or a headline and are no place of filing.
NO_PLACES = ("UNICEF", "UNHCR", "NATO", "OPCW", "OSCE", "UPDATE", "BREAKING", "EXCLUSIVE", "WATCH", "LIVE", "ANALYSIS",
             "OPINION", "FACTBOX", "EXPLAINER", "TIMELINE", "INTERVIEW", "CORRECTED", "VIDEO", "PHOTOS")  # fmt: skip

# What a sentence begins with.
_BEGINS = r"(?=\s+[A-Z\d\"“‘'(])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and through which agency a text was filed.

    Attributes:
        place: the place of filing as written ("BEIRUT", "DEIR EZ-ZOR"); None for a mere credit.
        agency: canonical name of the news agency ("AFP"); None if none is named.
        span: the whole stretch.
        day: month and day, where the dateline gives them.
        year: the year, where the dateline gives it.
    """

    place: str | None
    agency: str | None
    span: Span
    day: tuple[int, int] | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Patterns:
    agencies: dict[str, str]
    head: tuple[re.Pattern[str], ...]
    bare: re.Pattern[str]
    before: re.Pattern[str]
    tail: re.Pattern[str]


def dateline(report: Report) -> Dateline | None:
    """Return the dateline of a report, or the agency credit at its head or end; None if it has neither.

    Only page furniture is looked at, so that "AFP" in a sentence is never taken for one.
    """
    found: Dateline | None = None
    for span in report.furniture:
        if span.start < HEAD and (line := _within(report.text, span)):
            if line.place:
                return line
            found = found or line
    if (
        found is None
        and report.furniture
        and (match := _patterns().tail.fullmatch(report.furniture[-1].of(report.text)))
    ):
        found = Dateline(place=None, agency=_patterns().agencies[match["agency"].lower()], span=report.furniture[-1])
    return found


def _within(text: str, span: Span) -> Dateline | None:
    start = span.start + len(span.of(text)) - len(span.of(text).lstrip())
    if name := _patterns().agencies.get(text[start : span.end].rstrip().lower()):
        return Dateline(place=None, agency=name, span=Span(start, span.end))
    line = dateline_at(text, start) or agency_at(text, start)
    if line is None or len(text[: line.span.end].rstrip()) > span.end:
        return None
    return replace(line, span=Span(line.span.start, min(line.span.end, span.end)))


def dateline_at(text: str, at: int) -> Dateline | None:
    """Read the dateline that begins at an offset, with its dash or colon."""
    patterns = _patterns()
    for pattern in patterns.head:
        match = pattern.match(text, at)
        if match:
            return _made(match, patterns)
    return None


def agency_at(text: str, at: int) -> Dateline | None:
    """Read an agency's name that stands alone at an offset ("Monitor AFP Thursday 2 Jul")."""
    match = _patterns().bare.match(text, at)
    return _made(match, _patterns()) if match else None


def agency_before(text: str, end: int) -> Span | None:
    """Find the agency's name that stands right before an offset."""
    match = _patterns().before.search(text, max(0, end - 40), end)
    return Span(*match.span("agency")) if match else None


def credit_at_end(text: str, end: int) -> Span | None:
    """Find the agency credit in which the text ends ("state TV.-REUTERS"), given the end of its words."""
    match = _patterns().tail.search(text, max(0, end - 60), end)
    return Span(match.start(), end) if match else None


def _made(match: re.Match[str], patterns: _Patterns) -> Dateline:
    got = match.groupdict()
    agency = got.get("agency")
    name = patterns.agencies.get(agency.lower(), agency) if agency else None
    place = " ".join(got["place"].split()).strip(" ,") if got.get("place") else None
    day, year = _day(got.get("date")), got.get("year")
    return Dateline(place=place, agency=name, span=Span(*match.span()), day=day, year=int(year) if year else None)


def _day(words: str | None) -> tuple[int, int] | None:
    match = YEARLESS.search(words) if words else None
    if not match:
        return None
    month, day = match["m5"] or match["m6"], match["d5"] or match["d6"]
    return MONTHS.index(month[:3].lower()) + 1, int(day)


def _lines(name: str) -> list[str]:
    text = (files("counterclaim.ingest") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def _patterns() -> _Patterns:
    agencies: dict[str, str] = {}
    bare: list[str] = []
    for row in _lines("agencies.tsv")[1:]:
        name, forms, alone = [*row.split("\t"), ""][:3]
        agencies |= {form.lower(): name for form in forms.split("|")}
        bare += forms.split("|") if alone.strip() else []
    known = _any([form for row in _lines("agencies.tsv")[1:] for form in row.split("\t")[1].split("|")])
    cities = _any([form for city in _lines("dateline_cities.txt") for form in (city, city.upper())])
    capitals = _any([city.upper() for city in _lines("dateline_cities.txt")])
    head = _head_patterns(known, bare, cities, capitals)
    return _Patterns(
        agencies=agencies,
        head=tuple(re.compile(pattern) for pattern in head),
        bare=re.compile(rf"(?P<agency>{_any(bare)})(?:\s*$|\s*\n|{_BEGINS})(?! (?:TV|News|Photo|Television))", re.M),
        before=re.compile(rf"(?:^|\s)(?P<agency>{known})\s+$"),
        tail=re.compile(rf"\s*(?:[-–—]+\s?|(?P<open>\())(?P<agency>{known})(?(open)\))\s*$"),
    )


def _head_patterns(known: str, bare: list[str], cities: str, capitals: str) -> tuple[str, ...]:
    """Return the forms of a dateline, the surest first; an example stands above each."""
    upper = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.]+(?:-[A-ZÀ-Þ]+)*"
    # A word can be read in one way only, and a name in few: else a long line of capitals would take minutes.
    caps = rf"{upper}(?:[ /]{upper}){{0,3}}"
    title = r"[A-ZÀ-Þ][\w'’.-]+(?:[ /][A-ZÀ-Þ][\w'’.-]+){0,3}"
    region = r"(?:(?:,? \(?|,\(?|\()[A-Z][\w.'’]+(?:(?: of| and| the)? [A-Z][\w.'’]+){0,4}?\)?)?"
    # Month names in any case; places must keep theirs.
    date = rf"(?P<date>,? ?(?i:{YEARLESS.pattern.replace('?P<', '?P<_')})(?:,? (?P<year>(?:19|20)\d\d))?)"
    dated = date.removesuffix("?)") + ")"  # with its year
    dash = r"\s*(?:[–—]+|--?(?=\s|[A-Z\"“]))\s*"
    spaced = r"\s+[-–—]{1,2}\s+|\s?[–—]\s?"
    return (
        # BEIRUT, Nov 25 (Reuters) - / MOSCOW (Sputnik) A total / KYIV, Ukraine (AP) —
        rf"(?P<place>{caps}{region}){date}?,? ?\((?P<agency>{known})\)(?:{dash}|[.:]?{_BEGINS})",
        rf"(?P<place>{title}{region}){date}?,? ?\((?P<agency>{known})\){dash}",
        rf"(?P<place>{caps}{region}){date}?,? ?\((?P<agency>[A-Z][\w-]+(?: [A-Z][\w-]+){{0,2}})\)(?:{spaced})",
        # (Reuters) -
        rf"\((?P<agency>{known})\)(?:{dash}|{_BEGINS})",
        # Aleppo SANA-Terrorist organizations / Damascus, SANA – / SANA-One civilian
        rf"(?:(?P<place>{title}),? )??(?P<agency>{known}){dash}(?=\S)",
        # BEIRUT, Nov 25: / LIMA, 10 January 2023. At least
        rf"(?P<place>{caps}{region}){date}(?:{spaced}|:\s|\.{_BEGINS})",
        # Sanaa, October 13, 2016 – The
        rf"(?P<place>{title}{region}){dated}(?:{spaced}|:\s)(?=[A-Z\d\"“‘'])",
        # Peshawar: A suicide bomber
        rf"(?P<place>{cities}):\s+(?=(?:A|An|The|At least|More than|Dozens|Some|Several|Two|Three)\s)",
        # MOSCOW - The Organisation
        rf"(?!{_any(list(NO_PLACES))}\b)(?P<place>{caps}|{cities})(?:,? [A-Z][\w.]+)?(?:{spaced})(?=[A-Z\d\"“‘'])",
        # Beirut London- Warplanes
        rf"(?P<place>(?:{cities})(?:[ /,]+(?:{cities}))?){dash}(?=[A-Z\"“])",
        # BEIRUT Reuters A suspected / Moscow AFP Saturday
        rf"(?P<place>(?=[^a-z\s]{{4}}){caps}) (?P<agency>{_any(bare)}){_BEGINS}",
        rf"(?P<place>{cities}),? (?P<agency>{known})(?:{_BEGINS}|\s*$)",
        # KHAN SHEIKHUN Syria A suspected: the dash was lost
        r"(?P<place>[A-Z]{4,}(?:[ -][A-Z]{4,}){1,2}(?: [A-Z][a-z]+)?)"
        r"(?=\s+(?:A|An|The|At least|More than|Dozens|Hundreds|Some|Several|Nearly|Over|\d+)\s)",
        # BEIRUT At least ten
        rf"(?P<place>{capitals}){_BEGINS}",
    )


def _any(forms: list[str]) -> str:
    return "|".join(sorted(map(re.escape, set(forms)), key=lambda form: (-len(form), form)))

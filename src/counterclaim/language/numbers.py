"""The grammar of numbers as news writes them: digits and words, bounds, ranges, sizes ("dozens"), and nobody."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from counterclaim.ledger import Span

OPEN = -1
"""How the table of vague numbers writes an open end."""

MOVED_UP = re.compile(r"\b(?:gone|went|goes|going|go|shot|moved)\s+$", re.IGNORECASE)
"""After these "up to 50" tells where a figure went, and bounds nothing."""
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
)  # fmt: skip
COMPARED = re.compile(r"\b(?:as|how|too|not)\s+$", re.IGNORECASE)
"""Before "many" these compare or ask: "as many people as possible"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its bounds, read from the text at ``span``; ``digits`` are its bare digits where it has no words.

    Attributes:
        bounded: True where words of the text bound it ("at least", "some", "dozens").
    """

    span: Span
    low: int | None
    high: int | None
    approx: bool = False
    addition: bool = False
    bounded: bool = False
    digits: str = ""


@cache
def table() -> dict[str, Any]:
    """Return the words of numbers."""
    return tomllib.loads(files("counterclaim.language.data").joinpath("numbers.toml").read_text("utf-8"))


def _any(words: Iterable[str]) -> str:
    """Return an expression for any of the words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _grammar() -> re.Pattern[str]:
    """Return the expression for a number with its bounds."""
    words: dict[str, int] = table()["words"]
    tens = _any(w for w, n in words.items() if n >= 20)
    units = _any(w for w, n in words.items() if 0 < n < 10)
    small = rf"(?:(?:{tens})(?:[-\s](?:{units}))?|{_any(words)})"
    hundreds = rf"(?:(?:{small}|an?)\s)?hundred(?:(?:\sand)?\s{small})?"
    group = rf"(?:{hundreds}|{small})"
    dozen = rf"(?:(?:{small}|an?|half\sa)\s)?dozen"
    spelt = rf"(?:{dozen}|(?:(?:{group}|a)\s)(?:thousand|million|billion)(?:(?:\sand)?\s{group})?|{group})"
    # A plain blank parts thousands too ("1 300"), but not behind a month ("July 7 200 people fled"), nor where a
    # list has lost its comma ("killed 12 300 wounded").
    no_month = "".join(rf"(?<!{month}\s)" for month in MONTHS)
    blank = (
        rf"{no_month}[1-9]\d{{0,2}}(?:\x20\d{{3}})+(?![\d,.:]?\d)(?!\s(?:wounded|injured|hurt|dead|killed|others)\b)"
    )
    digits = rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:[\u00a0\u202f]\d{{3}})+|{blank}|\d+(?:\.\d+)?"
    short = rf"(?:{_any(table()['short_scales'])})(?=\s+(?:{_any(table()['short_scale_before']['words'])}))"
    value = rf"(?:(?:{digits})(?:[-\s]+(?:{_any(table()['scales'])})|\s?{short})?|{spelt})(?!\w|[:/]\d)"
    before = _any(chain(*table()["before"].values()))
    bounds = table()["after"]
    after = _any(chain(*(words for kind, words in bounds.items() if not kind.endswith("_at_end"))))
    ending = _any(chain(*(words for kind, words in bounds.items() if kind.endswith("_at_end"))))
    grammar = rf"""
        (?<![\w$€£#/]) (?<!\d[.,:]) (?<!\w-)
        (?P<before>(?:(?:{before})\s+)*) (?P<between>between\s+)?
        (?: (?P<another>(?:an?\s+)?(?:another|additional|further|extra)\s+)
            (?P<before2>(?:(?:{before})\s+)*) )?
        (?: (?P<none>{_any(table()["none"]["words"])})(?!\w)
          | (?P<vague>{_any(table()["vague"])})(?!\w)
          | (?P<first>{value})
            (?(between)\s+and\s+(?P<upper>{value})|(?:(?:\s*-\s*|\s+(?:to|or)\s+)(?P<second>{value}))?)
        )
        (?P<after>\s?\+(?!\w)|\s?-odd\b|\s(?:{after})\b|\s(?:{ending})(?=\s*(?:[.,;:)"]|$)))?
    """
    return re.compile(grammar, re.IGNORECASE | re.VERBOSE)


def value_of(words: str) -> int | None:
    """Return the whole number that digits or number words stand for; None for a fraction or anything else."""
    plain = re.sub(r"(?<=\d)[,\x20\u00a0\u202f](?=\d{3}(?!\d))", "", words.lower())
    plain = re.sub(r"(?<=\d)(?=[a-z])", " ", plain)
    total, group, seen = 0.0, 0.0, False
    for part in re.split(r"[-\s]+", plain):
        if part in {"and", "a", "an", ""}:
            continue
        seen = True
        if part == "dozen":
            group = 12 * (group or 1)
        elif part == "half":
            group = 0.5
        elif part == "hundred":
            group = 100 * (group or 1)
        elif part in table()["short_scales"]:
            total, group = total + table()["short_scales"][part] * (group or 1), 0
        elif part in table()["scales"]:
            total, group = total + table()["scales"][part] * (group or 1), 0
        elif part in table()["words"]:
            group += table()["words"][part]
        else:
            try:
                group += float(part)
            except ValueError:
                return None
    number = total + group
    return round(number) if seen and abs(number - round(number)) < 1e-6 else None


def numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Yield every number in ``text[start:end]``, left to right, without judging what it counts."""
    at = start
    while match := _grammar().search(text, at, end):
        found = _read(text, match)
        at = max(match.end(), at + 1)
        if found is None:
            continue
        at = found.span.end
        yield found


def _read(text: str, match: re.Match[str]) -> Number | None:
    span = Span(match.start(), match.end() - len(match[0]) + len(match[0].rstrip()))
    addition = bool(match["another"])
    if match["none"]:
        return Number(span, 0, 0, bounded=True)
    if match["vague"]:
        if COMPARED.search(text, max(0, match.start() - 8), match.start()):
            return None
        low, high = table()["vague"][re.sub(r"\s+", " ", match["vague"].lower())]
        plain = Number(span, None if low == OPEN else low, None if high == OPEN else high, True, addition, True)
        return _bound(plain, match)
    first = value_of(match["first"])
    if first is None:
        return None
    plain = Number(span, first, first, "dozen" in match["first"].lower(), addition)
    last = match["upper"] or match["second"]
    second = value_of(last) if last else None
    if second is not None:
        return _range(text, match, plain, second)
    if match["first"].isdigit() and not match["after"]:
        plain = replace(plain, digits=match["first"])
    return _bound(plain, match)


def _range(text: str, match: re.Match[str], plain: Number, second: int) -> Number:
    """Read "40-50", "two or three", "between 40 and 50"; of other pairs only the first number is read here."""
    first = plain.low or 0
    last = "upper" if match["upper"] else "second"
    link = text[match.end("first") : match.start(last)].strip().lower()
    # "rose from 41 to 50" tells two figures, not a range.
    moved = link == "to" and re.search(
        r"\b(?:from|rose|risen|raised)\s+$", text[max(0, match.start() - 12) : match.start()]
    )
    near = link != "or" or second - first <= max(5, first)
    if not moved and near and first < second:
        # "two or three thousand"
        if (scale := table()["scales"].get(match[last].lower().split()[-1])) and first < 1000 <= second:
            first *= scale
        return replace(plain, low=first, high=second, bounded=True)
    short = replace(plain, span=Span(plain.span.start, match.end("first")))
    if match["first"].isdigit():
        short = replace(short, digits=match["first"])
    return _bound(short, match, after=False)


def _bound(number: Number, match: re.Match[str], *, after: bool = True) -> Number:
    """Apply the words before and after a number to its bounds."""
    words = f"{match['before']} {match['before2'] or ''}"
    if MOVED_UP.search(match.string, max(0, match.start() - 10), match.start()):
        words = re.sub(r"(?i)^\s*up\s+to\b", "", words)
        moved = re.match(r"(?i)up\s+to\s+", match[0])
        number = replace(number, span=Span(match.start() + (moved.end() if moved else 0), number.span.end))
    kinds = set(_kinds(words, "before"))
    if after:
        kinds |= {kind.removesuffix("_at_end") for kind in _kinds(match["after"] or "", "after")}
    low, high, approx = number.low, number.high, number.approx
    if "low" in kinds:
        high = None
    elif kinds & {"high", "below"}:
        low = None
    approx = approx or bool(kinds & {"below", "about"})
    return replace(number, low=low, high=high, approx=approx, bounded=number.bounded or bool(kinds))


def _kinds(words: str, place: str) -> Iterator[str]:
    """Yield the kinds of bound that the words beside a number set, the longest phrase first."""
    if not words.strip():
        return
    pattern, kind_of = _bounds(place)
    for phrase in pattern.findall(words.lower()):
        yield kind_of[re.sub(r"\s+", " ", phrase)]


@cache
def _bounds(place: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kind_of = {phrase: kind for kind, phrases in table()[place].items() for phrase in phrases}
    return re.compile(_any(kind_of)), kind_of

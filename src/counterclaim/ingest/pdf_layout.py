"""From the lines of a PDF to running text: whole sentences, paragraphs, running heads apart, page numbers kept."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise

from counterclaim.ledger import Span

# Running heads stand in this share of the page's height at its top and at its bottom.
MARGIN = 0.12

# Lines at either edge of a page that may be running heads.
MOST_HEADS = 4

# Share of the pages on which a line must stand at its place to be a running head; left and right pages may differ.
REPEATED = 0.4

# A step to the next line that is this much larger than usual parts paragraphs.
GAP = 1.35

# Type that differs by more in size is a heading, a caption or a note.
SIZES_APART = 0.15

# A last line ends this share of the column's width before its edge, or more.
SHORT = 0.12

# An indent, in sizes of the type.
INDENT = 0.8

LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
                           "\ufb05": "st", "\ufb06": "st", "\u00ad": None, "\u00a0": " "})  # fmt: skip

_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|(\[]?\s*\d{1,4}(?:\s*(?:/|of|\|)\s*\d{1,4})?\s*[-–—|)\]]?", re.I)
_ADDRESS = re.compile(r"https?://\S+(?:\s+\d{1,4}/\d{1,4})?|\d{1,4}/\d{1,4}\s+https?://\S+")
_BULLET = re.compile(r"[•▪●◦‣*–—-]\s|\(?\d{1,2}[.)]\s")
_ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _hyphenated() -> frozenset[str]:
    """Return the first parts of words that keep their hyphen at the end of a line."""
    text = (files("counterclaim.ingest") / "data" / "hyphens.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; places in points from the lower left corner of its page.

    Attributes:
        hyphen: True where it ends in a hyphen, which ``text`` does not hold.
    """

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page; its number counts from 1."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Layout:
    """Running text, with the offsets at which pages begin and the spans of running heads."""

    text: str = ""
    pages: tuple[int, ...] = ()
    furniture: tuple[Span, ...] = ()


def layout(pages: list[Page]) -> Layout:
    """Put the lines of all pages together.

    A sentence that goes on over the end of a page stays whole: running heads between its halves are put before or
    behind its paragraph, on the side of their own page.
    """
    heads = {id(line) for line in running_heads(pages)}
    lines = [line for page in pages for line in page.lines if id(line) not in heads]
    paragraphs = list(_paragraphs(lines, pages))
    feet = [line for page in pages for line in page.lines if id(line) in heads and line.base < page.height / 2]
    tops = [line for page in pages for line in page.lines if id(line) in heads and line.base >= page.height / 2]
    return _written(paragraphs, tops, feet, len(pages), _known_words(lines))


def running_heads(pages: list[Page]) -> Iterator[Line]:
    """Yield the lines in the margins that stand on many pages at the same place, and page numbers."""
    at_edges = [(_key(line, page), line) for page in pages for line in _edges(page)]
    count = Counter(key for key, _ in {(key, line.page): (key, line) for key, line in at_edges}.values())
    for key, line in at_edges:
        words = line.text.strip()
        if count[key] >= max(2, REPEATED * len(pages)) or _PAGE_NUMBER.fullmatch(words) or _ADDRESS.fullmatch(words):
            yield line


def _edges(page: Page) -> list[Line]:
    by_height = sorted(page.lines, key=lambda line: -line.base)
    top = [line for line in by_height[:MOST_HEADS] if line.base > (1 - MARGIN) * page.height]
    bottom = [line for line in by_height[-MOST_HEADS:] if line.base < MARGIN * page.height]
    return [*top, *(line for line in bottom if line not in top)]


def _key(line: Line, page: Page) -> tuple[str, int]:
    """Return what the same running head has in common on all pages: its words without figures, and its half."""
    return re.sub(r"\d+", "#", " ".join(line.text.split()).lower()), int(line.base > page.height / 2)


def _paragraphs(lines: list[Line], pages: list[Page]) -> Iterator[list[Line]]:
    steps = _usual_steps(lines)
    edges = {page.number: _right_edges(page) for page in pages}
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph[-1], line, steps, edges):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _usual_steps(lines: list[Line]) -> dict[int, float]:
    """Return the usual distance of lines for each size of type."""
    steps: dict[int, list[float]] = {}
    for one, other in pairwise(lines):
        step = one.base - other.base
        if one.page == other.page and 0.8 * one.size < step < 3 * one.size and not _sizes_apart(one, other):
            steps.setdefault(round(one.size), []).append(step)
    # The lower quartile: in a short document there may be more gaps than lines that follow each other.
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


def _right_edges(page: Page) -> list[tuple[float, float]]:
    """Return for each column of a page, as left edge and right edge, how far its lines reach."""
    columns: list[list[float]] = []
    for line in sorted(page.lines, key=lambda one: one.left):
        fitting = next((column for column in columns if abs(line.left - column[0]) < 3 * line.size), None)
        if fitting is None:
            columns.append([line.left, line.right])
        else:
            fitting[1] = max(fitting[1], line.right)
    return [(column[0], column[1]) for column in columns]


def _goes_on(one: Line, other: Line, steps: dict[int, float], edges: dict[int, list[tuple[float, float]]]) -> bool:
    """Tell whether a line continues the paragraph of the line before it."""
    if one.hyphen:
        return True
    if _sizes_apart(one, other) or _BULLET.match(other.text.lstrip()):
        return False
    ends = bool(_ENDS_SENTENCE.search(one.text.rstrip()))
    short = _is_short(one, edges[one.page])
    step = one.base - other.base
    if one.page != other.page or step < -0.5 * one.size:  # the next page or column
        return not ends and (not short or other.text.lstrip()[:1].islower())
    if abs(step) <= 0.5 * one.size:  # parts of one line
        return True
    if step > GAP * steps.get(round(one.size), 1.2 * one.size):
        return False
    return not (ends and (short or other.left - one.left > INDENT * one.size))


def _sizes_apart(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) > SIZES_APART * max(one.size, other.size)


def _is_short(line: Line, columns: list[tuple[float, float]]) -> bool:
    edge = next((right for left, right in columns if abs(line.left - left) < 3 * line.size), line.right)
    return edge - line.right > SHORT * (edge - line.left)


def _known_words(lines: list[Line]) -> frozenset[str]:
    """Return the words of the document, those with hyphens as one, as far as they stand inside lines."""
    return frozenset(word.lower() for line in lines for word in _WORDS.findall(line.text))


@dataclass(slots=True)
class _Writer:
    """The text that is written so far."""

    known: frozenset[str]
    count: int
    parts: list[str] = field(default_factory=list)
    size: int = 0
    furniture: list[Span] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)

    def paragraph(self, lines: list[Line], *, is_furniture: bool = False) -> None:
        if self.size:
            self._add("\n\n")
        start = self.size
        before: Line | None = None
        for line in lines:
            words = " ".join(line.text.translate(LIGATURES).split())
            if before is not None:
                self._add(self._joint(before, words))
            self.starts.setdefault(line.page, self.size)
            self._add(words)
            before = line
        if lines and lines[-1].hyphen:
            self._add("-")
        if is_furniture:
            self.furniture.append(Span(start, self.size))

    def _joint(self, before: Line, words: str) -> str:
        if not before.hyphen:
            return " "
        first = re.search(r"[\w-]*$", before.text.translate(LIGATURES).rstrip())
        return joint(first[0] if first else "", words, self.known)

    def _add(self, words: str) -> None:
        self.parts.append(words)
        self.size += len(words)

    def done(self) -> Layout:
        self._add("\n")
        pages, after = [], self.size
        for number in range(self.count, 0, -1):
            after = min(self.starts.get(number, after), after)
            pages.append(after if number > 1 else 0)
        return Layout("".join(self.parts), tuple(reversed(pages)), tuple(self.furniture))


def joint(first: str, rest: str, known: frozenset[str]) -> str:
    """Return what stands between the halves of a word that a line's end parts: a hyphen, or nothing.

    Args:
        first: the first half.
        rest: the next line.
        known: words that stand whole elsewhere in the document; they decide.
    """
    match = _WORDS.match(rest)
    if not match or not first or not first[-1].isalpha():
        return "-"
    second = match[0].partition("-")[0]
    if f"{first}{second}".lower() in known:
        return ""
    if f"{first}-{second}".lower() in known or not second[0].islower() or first.isupper():
        return "-"
    return "-" if first.lower() in _hyphenated() or "-" in first else ""


def _written(
    paragraphs: list[list[Line]], tops: list[Line], feet: list[Line], count: int, known: frozenset[str]
) -> Layout:
    writer = _Writer(known, count)
    for paragraph in paragraphs:
        # The feet of pages that end before this paragraph ends, then the heads of pages that begin before it.
        while (feet and feet[0].page < paragraph[-1].page) or (tops and tops[0].page <= paragraph[0].page):
            is_foot = feet and feet[0].page < paragraph[-1].page and not (tops and tops[0].page <= feet[0].page)
            writer.paragraph([(feet if is_foot else tops).pop(0)], is_furniture=True)
        writer.paragraph(paragraph)
    for line in sorted([*tops, *feet], key=lambda one: (one.page, -one.base)):
        writer.paragraph([line], is_furniture=True)
    return writer.done()

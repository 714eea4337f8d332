"""How a decision holds on to the words that it is about, whatever later versions of the program read in them.

The words are found again exactly, or not at all: where the report's text has changed around them, they must stand in
it exactly once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.ledger import Report, Span, Statement

# A statement that shares this share of the decided words, counted by characters, is what became of the statement that
# was decided on; below it they are two, of which the one is no longer found.
SAME = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A report with what its id does not tell: its original and its place."""

    report: Report
    sha256: str
    location: str
    member: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words of a report.

    Attributes:
        content: their spans in the text at the time of the decision.
        words: the same stretches, verbatim.
    """

    sha256: str
    location: str
    member: str
    content: tuple[Span, ...]
    words: tuple[str, ...]

    def to_value(self) -> dict[str, object]:
        """Return the anchor as plain JSON values."""
        return {"sha256": self.sha256, "location": self.location, "member": self.member,
                "content": [list(span) for span in self.content], "words": list(self.words)}  # fmt: skip


def from_value(value: Mapping[str, object]) -> Anchor:
    """Read what ``to_value`` gave."""
    content, words = value["content"], value["words"]
    if not isinstance(content, list) or not isinstance(words, list):
        raise TypeError("an anchor has lists of spans and words")
    return Anchor(sha256=str(value["sha256"]), location=str(value["location"]), member=str(value["member"]),
                  content=tuple(Span(a, b) for a, b in content), words=tuple(map(str, words)))  # fmt: skip


def anchor(held: Held, statement: Statement) -> Anchor:
    """Return what holds on to a statement's content."""
    words = tuple(span.of(held.report.text) for span in statement.content)
    return Anchor(sha256=held.sha256, location=held.location, member=held.member, content=statement.content,
                  words=words)  # fmt: skip


def place(anchored: Anchor, among: Iterable[Held]) -> Held | None:
    """Return the report that an anchor is about: the one at its place, or else the one with its original."""
    found = list(among)
    there = [h for h in found if (h.location, h.member) == (anchored.location, anchored.member)]
    same = [h for h in found if (h.sha256, h.member) == (anchored.sha256, anchored.member)]
    return next(iter([h for h in there if h in same] or there or same), None)


def spans(anchored: Anchor, text: str) -> tuple[Span, ...] | None:
    """Return where the words stand in a text; None where they do not, or where it cannot be told."""
    if all(span.of(text) == words for span, words in zip(anchored.content, anchored.words, strict=True)):
        return anchored.content
    if any(text.count(words) != 1 for words in anchored.words):
        return None
    return tuple(Span(at := text.index(words), at + len(words)) for words in anchored.words)


def statement_at(content: tuple[Span, ...], statements: Iterable[Statement]) -> Statement | None:
    """Return the statement with this content, or else the one that shares most of it; None if none shares enough."""
    found = list(statements)
    if exact := next((s for s in found if s.content == content), None):
        return exact
    size = sum(span.end - span.start for span in content)
    best = max(found, key=lambda s: _shared(content, s.content), default=None)
    return best if best and _shared(content, best.content) >= SAME * size else None


def _shared(content: tuple[Span, ...], other: tuple[Span, ...]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in content for b in other)

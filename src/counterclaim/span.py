"""A stretch of a report's text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a report's text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the exact words of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Tell whether this span lies wholly inside the other."""
        return other.start <= self.start and self.end <= other.end

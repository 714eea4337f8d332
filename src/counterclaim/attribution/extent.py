"""The words that a cue attributes, as token ranges without the marks around them."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

# Double quotation marks as the parser sees them.
MARKS = frozenset(['"', "''", "``"])
# Left behind at the end where the words that follow are another cue's.
JOINING = frozenset(["and", "but", "while", "as"])


@dataclass(frozen=True, slots=True)
class Content:
    """The token ranges that a cue attributes, and the tokens between cue and content ("told Reuters on Monday")."""

    ranges: tuple[tuple[int, int], ...]
    between: tuple[int, int] | None = None


def trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return the range without marks and blanks at its ends, None if nothing is left.

    A quotation mark at an end stays where its partner stands inside the range.
    """
    marks = sum(token.text in MARKS for token in doc[start:end])
    while start < end:
        first, last = doc[start], doc[end - 1]
        if first.text in MARKS and last.text in MARKS and marks == 2:
            start, end, marks = start + 1, end - 1, 0
        elif _is_edge(first, marks) or (first.lower_ == "that" and first.dep_ == "mark"):
            start, marks = start + 1, marks - (first.text in MARKS)
        elif _is_edge(last, marks) or (last.lower_ in JOINING and last.pos_ in {"CCONJ", "SCONJ"}):
            end, marks = end - 1, marks - (last.text in MARKS)
        else:
            break
    return (start, end) if start < end else None


def without(doc: Doc, content: Content, words: tuple[int, int]) -> Content:
    """Return the content without a stretch of other words in it ("citing a military source")."""
    ranges: list[tuple[int, int]] = []
    for start, end in content.ranges:
        cut = [(start, min(end, words[0])), (max(start, words[1]), end)]
        ranges += [trimmed for a, b in cut if a < b and (trimmed := trim(doc, a, b))]
    return Content(tuple(ranges) or content.ranges, content.between)


def _is_edge(token: Token, marks: int) -> bool:
    if token.text in MARKS:
        return marks % 2 == 1
    return token.is_space or token.text in {",", ";", ":", "-", "--", ".", "—", "!", "?", "'"}


def of_ranges(doc: Doc, *ranges: tuple[int, int]) -> Content | None:
    """Return the ranges as content, each trimmed, those that are nothing but marks left out."""
    kept = tuple(trimmed for r in ranges if (trimmed := trim(doc, *r)))
    return Content(kept) if kept else None

"""The words that a cue attributes, as token ranges without the marks around them."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.draft import Draft
from counterclaim.ledger import Span

# Double quotation marks as the parser sees them.
MARKS = frozenset(['"', "''", "``"])
# What may stand between the words of a quotation and its end: its marks and the marks of the sentence.
END_MARKS = re.compile(r"[\s\"'`“”„‘’«»‹›.,;:!?…-]*")
FULL_STOP = re.compile(r"[.!?…]*")
THAT = re.compile(r"\b(that)\s{1,2}\Z", re.IGNORECASE)
THAT_GAP = 2  # blanks behind "that"
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


def in_full(draft: Draft, span: Span) -> Span:
    """Return content as the text delimits it: with the quotation marks that open and close it, and with its "that"."""
    text, start, end = draft.text, span.start, span.end
    for quotation in draft.quotations:
        around = quotation.span
        if around.start < start and END_MARKS.fullmatch(text, around.start, start):
            start = around.start
        if around.start < end < around.end:
            marks = END_MARKS.fullmatch(text, end, around.end) or FULL_STOP.match(text, end, around.end)
            end = marks.end() if marks else end
    conjunction = THAT.search(text, max(0, start - len("that") - THAT_GAP), start)
    if conjunction:
        token = draft.parsed.char_span(*conjunction.span(1))
        if token is not None and token[0].dep_ == "mark":
            start = conjunction.start(1)
    return Span(start, end)


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


def span_of(doc: Doc, first: int, last: int) -> Span:
    """Return the characters of a half-open range of tokens."""
    return Span(doc[first:last].start_char, doc[first:last].end_char)

"""Find the stretches inside quotation marks; one bad mark never loses the rest.

Marks are read with their direction where the character has one (“ ” « »), else from what stands around them.
A quotation that is never closed ends where the next one opens, or with its paragraph, where the quotation goes on
in the next one; elsewhere its end is not known, and it is taken to be one sentence long.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.draft import Draft, Quotation
from counterclaim.language.parse import paragraphs
from counterclaim.ledger import Report, Span
from counterclaim.stages import Stage

# Double marks, and single ones that cannot be apostrophes: an opening one before a word after a blank, and a closing
# one that no letter follows.
# Two single marks stand for a double one on many wires.
MARK = re.compile(r"[“”„«»\"]|''|``|(?<![\w’'])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
OPENING = set("“„«‘")
CLOSING = set("”»")
SINGLE = set("‘’'")
OPENS_AGAIN = ('"', "“", "„", "«", "‘")
# Blanks between two paragraphs, at most.
LOOK_AHEAD = 200
SENTENCE_END = re.compile(r"[.!?…](?=\s)")

# Marks around this many words or fewer, with no end of sentence inside, set off a term ("White Helmets").
# Set on the example reports: quoted assertions of up to three words ("not dead") are told apart by their verb.
SCARE_WORDS = 3
# Names and titles in quotation marks ("Lions of the North") are longer, at most this many words.
NAME_WORDS = 6
# Words that names and titles may write small.
SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
# A single mark opens a quotation only if it closes within this many characters; else it is an apostrophe.
SINGLE_REACH = 600


def quotations(report: Report) -> tuple[Quotation, ...]:
    """Return the quotations of a report in the order of the text; they do not overlap."""
    return tuple(found for paragraph in paragraphs(report) for found in _in_paragraph(report.text, paragraph))


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    opened: int | None = None
    width = 1
    for mark in MARK.finditer(text, paragraph.start, paragraph.end):
        at, sign = mark.start(), mark.group()
        if opened is None:
            if not _closes(text, at, paragraph, len(sign)) and _worth_opening(text, at, paragraph):
                opened, width = at, len(sign)
        elif (sign in SINGLE) != (text[opened] in SINGLE and width == 1):
            continue  # a mark of the other kind stands inside this quotation
        elif _opens(text, at, paragraph, len(sign)):
            yield _quotation(text, opened, _unclosed_end(text, opened, paragraph, at), width, closed=False)
            opened, width = at, len(sign)
        else:
            yield _quotation(text, opened, at + len(sign), width, closed=True)
            opened = None
    if opened is not None:
        yield _quotation(text, opened, _unclosed_end(text, opened, paragraph, paragraph.end), width, closed=False)


def _unclosed_end(text: str, opened: int, paragraph: Span, limit: int) -> int:
    """Return where a quotation ends that is never closed: with a whole paragraph of it, else with its sentence."""
    begins = not text[paragraph.start : opened].strip()
    goes_on = limit == paragraph.end and text[limit : limit + LOOK_AHEAD].lstrip()[:1] in OPENS_AGAIN
    ends = SENTENCE_END.search(text, opened, limit)
    return limit if ends is None or (begins and goes_on) else ends.end()


def _worth_opening(text: str, at: int, paragraph: Span) -> bool:
    if text[at] not in SINGLE or text[at + 1 : at + 2] == text[at] == "'":
        return True
    end = min(paragraph.end, at + SINGLE_REACH)
    return any(m.group() in SINGLE and not _opens(text, m.start(), paragraph) for m in MARK.finditer(text, at + 1, end))


def _opens(text: str, at: int, paragraph: Span, width: int = 1) -> bool:
    if text[at] in OPENING or text[at] == "`":
        return True
    if text[at] in CLOSING or text[at] == "’":
        return False
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + width] if at + width < paragraph.end else " "
    return (before.isspace() or before in "([—-") and not after.isspace()


def _closes(text: str, at: int, paragraph: Span, width: int) -> bool:
    """Tell whether a mark that stands outside any quotation can only be a closing one."""
    if text[at] in OPENING or text[at] == "`":
        return False
    if text[at] in CLOSING or text[at] == "’":
        return True
    after = text[at + width] if at + width < paragraph.end else " "
    return after.isspace() or after in ".,;:!?)"


def _quotation(text: str, start: int, end: int, width: int, *, closed: bool) -> Quotation:
    inner_start, inner_end = start + width, end - width if closed else end
    while inner_end > inner_start and (text[inner_end - 1].isspace() or text[inner_end - 1] == ","):
        inner_end -= 1
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    inner = Span(inner_start, max(inner_start, inner_end))
    words = inner.of(text).split()
    ended = inner.of(text).rstrip().endswith((".", "!", "?"))
    scare = closed and not ended and (len(words) <= SCARE_WORDS or _is_name(words))
    return Quotation(span=Span(start, max(end, start + 1)), inner=inner, closed=closed, scare=scare)


def _is_name(words: list[str]) -> bool:
    """Tell whether the words are a name or a title: capitals throughout, but for small words inside."""
    capital = [word[:1].isupper() for word in words if word.lower() not in SMALL]
    return len(words) <= NAME_WORDS and len(capital) > 1 and all(capital)


def _run(draft: Draft) -> Draft:
    return replace(draft, quotations=quotations(draft.report))


STAGE: Stage[Draft] = Stage("quotations.v1", requires=("report",), assigns=("quotations",), run=_run)

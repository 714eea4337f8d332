"""The text of a report with its statements marked in place, without a character added to it or taken away.

Marks may nest and overlap as statements do: an element that would cross another is closed and opened again, so
that the page stays a tree.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from counterclaim.dossier.index import anchor
from counterclaim.ledger import NARRATOR, Report, Span, Statement

# Elements that start and end together nest in this order.
LAYERS = ("furniture", "statement", "source", "cue", "hedge")


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch to mark; the first piece of a statement carries its anchor and its number."""

    span: Span
    layer: str
    classes: str = ""
    anchor: str = ""
    number: str = ""

    @property
    def _order(self) -> tuple[int, int, int]:
        return (self.span.start, -self.span.end, LAYERS.index(self.layer))

    def open(self, *, again: bool) -> str:
        """Return the tag that opens it; ``again`` where it was closed only to let another end."""
        if self.layer != "statement":
            return f'<span class="{self.layer}">'
        head = f' id="{escape(self.anchor)}"' if self.anchor and not again else ""
        link = ""
        if head:
            # The number is drawn by the style sheet, so that the text of the page stays the text of the report.
            link = (f'<a class="n" href="#note:{escape(self.anchor)}" data-n="{escape(self.number)}" '
                    f'aria-label="Statement {escape(self.number)}"></a>')  # fmt: skip
        return f'<mark{head} class="{self.classes}">{link}'

    def close(self) -> str:
        """Return the tag that closes it."""
        return "</mark>" if self.layer == "statement" else "</span>"


def marks(report: Report) -> list[Mark]:
    """Return everything to mark in a report, in the order in which it opens."""
    found: dict[tuple[Span, str], Mark] = {}
    for span in report.furniture:
        found[span, "furniture"] = Mark(span, "furniture")
    result: list[Mark] = []
    for statement in report.statements:
        result += _pieces(statement)
        words = {"cue": statement.cue, "source": statement.source}
        words |= {"hedge": statement.hedge.span if statement.hedge else None}
        for layer, word in words.items():
            if word:
                found[word, layer] = Mark(word, layer)
    return sorted([*result, *found.values()], key=lambda mark: mark._order)


def number(statement: Statement) -> str:
    """Return the short number of a statement within its report ("7" of "seed-01/s7")."""
    tail = statement.id.rpartition("/")[2]
    return tail[1:] if tail[1:].isdecimal() else tail


def _pieces(statement: Statement) -> Iterator[Mark]:
    classes = "orphan" if statement.is_orphan else "own" if statement.speaker == NARRATOR else "said"
    for position, span in enumerate(sorted(statement.content)):
        yield Mark(span, "statement", classes, "" if position else anchor(statement.id), number(statement))


def paragraphs(text: str) -> list[Span]:
    """Cut a text after each line break; the parts together are the whole text."""
    spans: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        # An empty line belongs to the paragraph before it.
        if spans and not line.strip():
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        start = end
    return spans


def deal(marks: Iterable[Mark], spans: Sequence[Span]) -> list[list[Mark]]:
    """Deal the marks out to the adjoining spans that they touch."""
    starts = [span.start for span in spans]
    dealt: list[list[Mark]] = [[] for _ in spans]
    for mark in marks:
        for at in range(bisect_right(starts, mark.span.start) - 1, bisect_left(starts, mark.span.end)):
            dealt[at].append(mark)
    return dealt


def render_marked(text: str, span: Span, marks: Iterable[Mark], opened: set[int]) -> Markup:
    """Return the HTML of one stretch of a text.

    Args:
        text: the whole text.
        span: the stretch to render.
        marks: those that may touch it, in the order of ``marks``.
        opened: identities of the marks that have been opened in an earlier stretch; added to.
    """
    here = [mark for mark in marks if mark.span.overlaps(span)]
    edges = {span.start, span.end} | {edge for m in here for edge in m.span if span.start < edge < span.end}
    out: list[str] = []
    stack: list[Mark] = []
    waiting = iter(here)
    upcoming = next(waiting, None)
    cuts = sorted(edges)
    for at, until in pairwise(cuts):
        _close(stack, at, out, opened)
        while upcoming is not None and upcoming.span.start <= at:
            out.append(upcoming.open(again=id(upcoming) in opened))
            opened.add(id(upcoming))
            stack.append(upcoming)
            upcoming = next(waiting, None)
        # A bare carriage return would become a line feed when the page is read.
        out.append(str(escape(text[at:until])).replace("\r", "&#13;"))
    out.extend(mark.close() for mark in reversed(stack))
    return Markup("".join(out))


def _close(stack: list[Mark], at: int, out: list[str], opened: set[int]) -> None:
    """Close the marks that end at ``at``; those that stand above them are closed and opened again."""
    ended = [depth for depth, mark in enumerate(stack) if mark.span.end <= at]
    if not ended:
        return
    above = stack[ended[0] :]
    del stack[ended[0] :]
    out.extend(mark.close() for mark in reversed(above))
    for mark in above:
        if mark.span.end > at:
            out.append(mark.open(again=True))
            stack.append(mark)

"""The report's own voice: what is left of each sentence outside what others say."""

from collections.abc import Iterator

from spacy.tokens import Doc

from counterclaim.attribution import extent, stance
from counterclaim.attribution.found import Found
from counterclaim.draft import Draft, Sentence
from counterclaim.ledger import NARRATOR, Span, Statement

# The report's own voice is read in stretches of at least this many words; shorter scraps claim nothing.
NARRATED_WORDS = 3


def narrated(draft: Draft, doc: Doc, found: list[Found]) -> Iterator[Statement]:
    """Yield the report's own voice: what is left of each sentence outside what others say, cues and sources."""
    taken: set[int] = set()
    for f in found:
        source = ((f.cue.source.first, f.cue.source.last),) if f.cue and f.cue.source else ()
        cue = ((f.cue.first, f.cue.last),) if f.cue else ()
        between = (f.between,) if f.between else ()
        for start, end in (*f.ranges, *f.beside, *between, *cue, *source):
            taken.update(range(start, end))
    for sentence in draft.sentences:
        whole = taken.isdisjoint(range(sentence.first, sentence.last))
        for start, end in _gaps(sentence, taken):
            kept = extent.trim(doc, start, end)
            if kept is None or not _tells(doc, *kept, whole=whole):
                continue
            span = Span(doc[kept[0] : kept[1]].start_char, doc[kept[0] : kept[1]].end_char)
            yield Statement(id="", content=(span,), speaker=NARRATOR, kind="narrator", mode="narrator",
                            hedge=stance.hedge_of(doc, (kept,), None), why="the report's own voice")  # fmt: skip


def _tells(doc: Doc, start: int, end: int, *, whole: bool) -> bool:
    """Tell whether a stretch can claim something: a sentence, or beside what others say at least a clause."""
    words = [t for t in doc[start:end] if t.is_alpha or t.like_num]
    return len(words) >= NARRATED_WORDS and (whole or any(t.pos_ == "VERB" for t in words))


def _gaps(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    start = None
    for i in range(sentence.first, sentence.last + 1):
        free = i < sentence.last and i not in taken
        if free and start is None:
            start = i
        elif not free and start is not None:
            yield start, i
            start = None

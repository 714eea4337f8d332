"""What the tagger finds in a report, in the report's own tokens and sentences."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from counterclaim.attribution import extent
from counterclaim.attribution.index import Index
from counterclaim.attribution.tagger import decode
from counterclaim.draft import Draft
from counterclaim.encoder import weights
from counterclaim.ledger import Span

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribution as the tagger has it; token ranges are half-open.

    Attributes:
        sentence: number of the sentence that the cue stands in.
        source: None where the text names none.
        content: the ranges by the number of their sentence, in the order of the text.
        score: probability of the cue, 0 to 1.
    """

    sentence: int
    cue: Range
    source: Range | None
    content: tuple[tuple[int, tuple[Range, ...]], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that the tagger finds in a report.

    Attributes:
        of_sentence: the attributions by the sentence of their cue.
        starts: where the words begin that the tagger has read, in the order of the text.
        cue: for each of them the probability that it stands in a cue.
    """

    of_sentence: Mapping[int, tuple[Proposal, ...]]
    starts: Sequence[int]
    cue: Sequence[float]

    def cue_probability(self, span: Span) -> float:
        """Return the highest probability of a cue at any word that begins in this span; 0 where none does."""
        return max(self.cue[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)], default=0.0)


NOTHING = Proposals({}, (), ())


def propose(draft: Draft) -> Proposals:
    """Return what the encoder finds in the article; page furniture is never read.

    Raises:
        WeightsError: the weights are missing or altered.
    """
    index = Index(draft)
    found: dict[int, tuple[Proposal, ...]] = {}
    starts: list[int] = []
    cue: list[float] = []
    linker = weights.load().linker
    for stretch in draft.encoded:
        tagged = decode.decode(stretch.encoded, linker)
        starts += [stretch.start + word[0] for word in tagged.words]
        cue += tagged.cue
        for one in tagged.attributions:
            proposal = _placed(draft.parsed, index, one, stretch.start)
            if proposal is not None:
                found[proposal.sentence] = (*found.get(proposal.sentence, ()), proposal)
    return Proposals(found, starts, cue)


def _placed(doc: Doc, index: Index, one: decode.Attribution, offset: int) -> Proposal | None:
    """Return the attribution in tokens, None where it has no content inside a sentence."""
    cue = _tokens(doc, one.cue, offset)
    if cue is None:
        return None
    sources = [r for s in one.source if (r := _tokens(doc, s, offset))]
    sentence_of_cue = index.sentence_of(cue[0])
    is_title = index.draft.sentences[sentence_of_cue].is_title
    content: dict[int, tuple[Range, ...]] = {}
    for span in one.content:
        tokens = _tokens(doc, span, offset)
        if tokens is None:
            continue
        for number in range(index.sentence_of(tokens[0]), index.sentence_of(tokens[1] - 1) + 1):
            sentence = index.draft.sentences[number]
            if sentence.is_title != is_title:
                continue  # a headline ends without a full stop, and the tagger reads on
            part = (max(tokens[0], sentence.first), min(tokens[1], sentence.last))
            kept = extent.trim(doc, *part) if part[0] < part[1] else None
            if kept and any(t.is_alpha for t in doc[kept[0] : kept[1]]):
                content[number] = (*content.get(number, ()), kept)
    if not content:
        return None
    return Proposal(sentence_of_cue, cue, sources[0] if sources else None, tuple(sorted(content.items())), one.score)


def _tokens(doc: Doc, span: tuple[int, int], offset: int) -> Range | None:
    tokens = doc.char_span(span[0] + offset, span[1] + offset, alignment_mode="expand")
    if tokens is None:
        return None
    first, last = tokens.start, tokens.end
    while first < last and doc[first].is_space:
        first += 1
    while first < last and doc[last - 1].is_space:
        last -= 1
    return (first, last) if first < last else None

"""Put cues, contents and speakers together into statements."""

from dataclasses import replace
from functools import partial

from spacy.tokens import Doc

from counterclaim.attribution import extent, headlines, stance
from counterclaim.attribution.cues import Cue
from counterclaim.attribution.found import Found
from counterclaim.attribution.index import Index
from counterclaim.attribution.narration import narrated
from counterclaim.attribution.reader import Method, Reader
from counterclaim.draft import Draft, Quotation
from counterclaim.ledger import Mode, Span, Statement
from counterclaim.stages import Stage

DEFAULT: Method = "both"
# Content of which at least this share of the letters is inside quotation marks is direct speech; under the lower share
# it is indirect, between them mixed.
DIRECT_SHARE, INDIRECT_SHARE = 0.9, 0.05


def mode_of(spans: tuple[Span, ...], quotations: tuple[Quotation, ...]) -> Mode:
    """Return direct, indirect or mixed, by the share of the content that stands in quotation marks."""
    total = sum(s.end - s.start for s in spans)
    inside = sum(
        max(0, min(s.end, q.inner.end) - max(s.start, q.inner.start))
        for s in spans
        for q in quotations
        if q.span.overlaps(s)
    )
    share = inside / total if total else 0.0
    return "direct" if share >= DIRECT_SHARE else "indirect" if share <= INDIRECT_SHARE else "mixed"


def said_on(index: Index, doc: Doc, cue: Cue, content: tuple[Span, ...]) -> str | None:
    """Return the date of saying: a date of the cue's sentence that belongs to cue or source, not to what is said."""
    sentence = index.draft.sentences[index.sentence_of(cue.head)]
    outside = [
        date
        for date in index.dates_in(sentence.span)
        if date.date
        and not any(date.span.overlaps(c) for c in content)
        and not _in_aside(doc, cue, date.span)
        and not index.quotations_in(date.span)
    ]
    return outside[0].date if len({date.date for date in outside}) == 1 else None


def _in_aside(doc: Doc, cue: Cue, date: Span) -> bool:
    """Tell whether a date stands in an aside on the source ("the mayor, who fled in March, said")."""
    if cue.source is None or not cue.source.last <= cue.first:
        return False
    tokens = doc.char_span(date.start, date.end, alignment_mode="expand")
    if tokens is None or not cue.source.first <= tokens.start < cue.first:
        return False
    return any(t.pos_ == "VERB" or t.text == "," for t in doc[cue.source.last : tokens.start])


def _statement(reader: Reader, found: Found) -> Statement:
    draft, doc, index = reader.draft, reader.doc, reader.index
    spans = tuple(Span(doc[a:b].start_char, doc[a:b].end_char) for a, b in found.ranges)
    near = tuple(dict.fromkeys(q for span in spans for q in index.quotations_in(span)))
    hedge = stance.hedge_of(doc, found.ranges, found.speaker.side)
    cue_stance = found.cue.stance if found.cue else "asserts"
    if cue_stance == "asserts":
        cue_stance = stance.own_stance(doc, found.ranges, frozenset(reader.own_tokens(found)))
        if found.cue and stance.calls_false(doc, found.cue.lemma, found.ranges):
            cue_stance = "denies"
    return Statement(
        id="", content=tuple(extent.in_full(draft, span) for span in spans),
        cue=_cue_span(doc, found), source=_source_span(doc, found),
        speaker=found.speaker.name, kind=found.speaker.kind, side=found.speaker.side,
        mode="direct" if found.recorded else mode_of(spans, near), via=found.via,
        stance=stance.stance_of(cue_stance, hedge.span.of(draft.text) if hedge else None),
        said=said_on(index, doc, found.cue, spans) if found.cue else None, hedge=hedge,
        confidence=found.speaker.confidence,
        why="; ".join(filter(None, (found.cue.rule if found.cue else "quotation", found.speaker.why))),
    )  # fmt: skip


def _cue_span(doc: Doc, found: Found) -> Span | None:
    if found.cue_words is not None:
        return extent.span_of(doc, *found.cue_words)
    return headlines.cue_span(doc, found.cue) if found.cue else None


def _source_span(doc: Doc, found: Found) -> Span | None:
    if found.source_words is not None:
        return extent.span_of(doc, *found.source_words)
    source = found.cue.source if found.cue else None
    return extent.span_of(doc, source.first, source.last) if source else None


def attribute(draft: Draft, method: Method = DEFAULT) -> Draft:
    """Return the draft with its statements, attributed ones and the report's own voice, in the order of the text.

    Args:
        draft: with the mentions of the language stages.
        method: the rules alone, the learned tagger alone, or both joined.

    Raises:
        WeightsError: the tagger is wanted and its weights are missing or altered.
    """
    doc = draft.parsed
    reader = Reader(draft, method)
    found = reader.read()
    statements = [*(_statement(reader, f) for f in found), *narrated(draft, doc, found)]
    ordered = sorted(statements, key=lambda s: (s.content[0].start, s.content[-1].end, s.mode == "narrator"))
    numbered = tuple(replace(s, id=f"{draft.report.id}/s{n}") for n, s in enumerate(ordered, start=1))
    return replace(draft, statements=numbered)


def stage(method: Method = DEFAULT) -> Stage[Draft]:
    """Return the stage that attributes by this method."""
    return Stage(
        f"attribution.{method}.v4",
        requires=("doc", "sentences", "quotations", "places", "dates", "parties", "encoded"),
        assigns=("statements",),
        run=partial(attribute, method=method),
    )


STAGE = stage()

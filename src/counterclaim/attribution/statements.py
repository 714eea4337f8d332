"""Put cues, contents and speakers together into statements."""

from dataclasses import replace

from spacy.tokens import Doc

from counterclaim.attribution import headlines, lexicon, stance
from counterclaim.attribution.narration import narrated
from counterclaim.attribution.reader import Found, Reader
from counterclaim.draft import Draft, Quotation, Sentence
from counterclaim.ledger import Mode, Span, Stance, Statement
from counterclaim.stages import Stage

# Content of which at least this share of the letters is inside quotation marks is direct speech; under the lower share
# it is indirect, between them mixed.
DIRECT_SHARE, INDIRECT_SHARE = 0.9, 0.05
# "We at the Front (a rebel group) deny": the speaker's own verb of denial has its subject this near the beginning.
SELF_REACH = 12


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


def said_on(draft: Draft, sentence: Sentence, content: tuple[Span, ...]) -> str | None:
    """Return the date of saying: a date of the cue's sentence that stands outside what is said."""
    outside = [d for d in draft.dates if d.span.within(sentence.span) and not any(d.span.overlaps(c) for c in content)]
    resolved = [d.date for d in outside if d.date]
    return resolved[0] if len(set(resolved)) == 1 else None


def _statement(draft: Draft, doc: Doc, found: Found) -> Statement:
    spans = tuple(Span(doc[a:b].start_char, doc[a:b].end_char) for a, b in found.ranges)
    hedge = stance.hedge_of(doc, found.ranges, found.speaker.side)
    cue_stance = _own_stance(doc, found) or (found.cue.stance if found.cue else "asserts")
    source = found.cue.source if found.cue else None
    cue_sentence = next(
        (s for s in draft.sentences if found.cue and s.first <= found.cue.head < s.last),
        draft.sentences[found.sentence],
    )
    return Statement(
        id="", content=spans, cue=headlines.cue_span(doc, found.cue) if found.cue else None,
        source=Span(doc[source.first : source.last].start_char, doc[source.first : source.last].end_char) if source else None,
        speaker=found.speaker.name, kind=found.speaker.kind, side=found.speaker.side,
        mode=mode_of(spans, draft.quotations), via=found.via,
        stance=stance.stance_of(cue_stance, hedge.span.of(draft.text) if hedge else None),
        said=said_on(draft, cue_sentence, spans), hedge=hedge, confidence=found.speaker.confidence,
        why="; ".join(filter(None, (found.cue.rule if found.cue else "quotation", found.speaker.why))),
    )  # fmt: skip


def _own_stance(doc: Doc, found: Found) -> Stance | None:
    """Return the stance of a speaker who takes it in his own quoted words ("We deny ...")."""
    for start, end in found.ranges:
        for token in doc[start : min(end, start + SELF_REACH)]:
            if (
                token.lower_ in {"we", "i"}
                and token.dep_ == "nsubj"
                and (word := lexicon.verbs().get(token.head.lemma_))
            ):
                return word.stance if word.stance == "denies" else None
    return None


def attribute(draft: Draft) -> Draft:
    """Return the draft with its statements, attributed ones and the report's own voice, in the order of the text."""
    doc = draft.parsed
    found = Reader(draft).read()
    statements = [*(_statement(draft, doc, f) for f in found), *narrated(draft, doc, found)]
    ordered = sorted(statements, key=lambda s: (s.content[0].start, s.content[-1].end, s.mode == "narrator"))
    numbered = tuple(replace(s, id=f"{draft.report.id}/s{n}") for n, s in enumerate(ordered, start=1))
    return replace(draft, statements=numbered)


STAGE: Stage[Draft] = Stage(
    "attribution.v1",
    requires=("doc", "sentences", "quotations", "places", "dates", "parties"),
    assigns=("statements",),
    run=attribute,
)

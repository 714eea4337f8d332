"""Stance and hedge of a statement, from its cue and from the words of its content."""

from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from counterclaim.attribution import lexicon
from counterclaim.ledger import Hedge, Span, Stance

# States whose governments publish the yardstick that their assessments use.
YARDSTICKS = {"United Kingdom": "PHIA", "United States": "ICD 203"}
# "It is highly unlikely that X" denies X (bench guidelines, "Settled cases").
DENYING_HEDGES = {"remote chance", "almost no chance", "highly unlikely", "very unlikely", "unlikely", "not believed"}


@cache
def _matcher(vocab: Vocab) -> PhraseMatcher:
    matcher = PhraseMatcher(vocab, attr="LOWER")
    for number, phrase in enumerate(lexicon.hedges()):
        matcher.add(str(number), [Doc(vocab, words=list(phrase.words))])
    return matcher


def hedge_of(doc: Doc, ranges: tuple[tuple[int, int], ...], side: str | None) -> Hedge | None:
    """Return the first hedge in the token ranges, the longest where several begin together.

    Args:
        side: on whose behalf the speaker speaks; decides which yardstick applies, if any.
    """
    for start, end in ranges:
        found = sorted(_matcher(doc.vocab)(doc[start:end], as_spans=True), key=lambda m: (m.start, -m.end))
        if found:
            span = found[0]
            phrase = lexicon.hedges()[int(span.label_)]
            scale = YARDSTICKS.get(side or "")
            low, high = next(((low, high) for name, low, high in phrase.bounds if name == scale), (None, None))
            return Hedge(span=Span(span.start_char, span.end_char), low=low, high=high,
                         scale=scale if low is not None else None)  # fmt: skip
    return None


def stance_of(cue_stance: Stance, hedge_words: str | None) -> Stance:
    """Return the stance of a statement: an unlikelihood that is asserted denies."""
    if cue_stance == "asserts" and hedge_words is not None and hedge_words.lower() in DENYING_HEDGES:
        return "denies"
    return cue_stance

"""Names that stand beside words without a verb: "Spokesman X: ...", "... - X, a teacher"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.attribution import lexicon
from counterclaim.attribution.cues import Cue
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.draft import Quotation

# A name before a colon or behind a dash is at most this long, titles and offices counted in.
CREDIT_TOKENS = 10
# The lemma of a cue that is a dash and a name: nothing goes on behind it.
CLOSING = "-"
DASHES = frozenset(["-", "--", "–", "—", "―"])


def of_quotation(registry: Registry, quotation: Quotation) -> Cue | None:
    """Return the cue of a quotation that a name and a colon lead in, or that a dash and a name close."""
    doc = registry.doc
    span = doc.char_span(quotation.span.start, quotation.span.end, alignment_mode="expand")
    if span is None:
        return None
    return _before(registry, span.start) or _behind(registry, span.end)


def _before(registry: Registry, at: int) -> Cue | None:
    doc = registry.doc
    colon = at - 1
    while colon > 0 and doc[colon].is_space:
        colon -= 1
    if colon < 1 or doc[colon].text != ":":
        return None
    words = list(_back(doc, colon - 1))
    return _cue(registry, words, colon)


def _behind(registry: Registry, at: int) -> Cue | None:
    doc = registry.doc
    if at >= len(doc) or doc[at].text not in DASHES:
        return None
    words: list[Token] = []
    for token in doc[at + 1 : at + 1 + CREDIT_TOKENS]:
        if "\n" in token.text or token.text in {",", ".", "(", '"'}:
            break
        words.append(token)
    cue = _cue(registry, words, at)
    return replace(cue, lemma=CLOSING) if cue is not None else None


def _back(doc: Doc, at: int) -> Iterator[Token]:
    """Yield the tokens before ``at`` in the order of the text, back to the last mark or the start of the line."""
    start = at + 1
    while start > 0 and at - start < CREDIT_TOKENS:
        token = doc[start - 1]
        if "\n" in token.text or token.text in {".", "!", "?", '"', ";", ")"}:
            break
        start -= 1
    yield from doc[start : at + 1]


def _cue(registry: Registry, words: list[Token], mark: int) -> Cue | None:
    """Return the cue if the words are nothing but a name or what somebody is."""
    words = [t for t in words if not t.is_space]
    if not 0 < len(words) < CREDIT_TOKENS or any(t.pos_ in {"VERB", "AUX"} for t in words):
        return None
    last = words[-1]
    person = any(t.ent_type_ == "PERSON" for t in words)
    named = last.i in registry.parties or person or lexicon.head_sorts().get(last.lemma_.lower()) is not None
    capitals = last.pos_ == "PROPN" and all(t.pos_ in {"PROPN", "NOUN", "ADJ", "DET"} for t in words)
    if not named and not capitals:
        return None
    source = Source(words[0].i, last.i + 1, last.i)
    return Cue(mark, mark + 1, mark, "", "headline", "asserts", "cq", source, "name beside the quotation")

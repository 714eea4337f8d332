"""Join what the rules and what the tagger find in a sentence.

A cue that both find keeps what the rules know of it (its form, its relays) and takes the tagger's extents; what
only one of them finds stands by itself.
"""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc

from counterclaim.attribution import lexicon, sources
from counterclaim.attribution.cues import Cue, Form
from counterclaim.attribution.found import Found
from counterclaim.attribution.speaker import Speaker
from counterclaim.attribution.tagger.proposals import Proposal, Range

Resolve = Callable[[Cue, tuple[Range, ...]], Speaker]
# Of what the tagger finds, so much may be the rules' already before it is taken for the same attribution.
SHARED = 0.5
UNCERTAIN_WHEN_NEGATED = frozenset(["confirm", "verify", "say", "know", "determine", "establish"])


def join(doc: Doc, here: list[Found], proposals: tuple[Proposal, ...], resolve: Resolve) -> list[Found]:
    """Return the attributions of a sentence, those of the rules (``here``) joined with the tagger's."""
    out = list(here)
    for proposal in proposals:
        same_cue = [f for f in here if any(_overlap(words, proposal.cue) for words in _cues(f))]
        if same_cue:
            if same_cue[0] in out and _overlap(_cues(same_cue[0])[0], proposal.cue):
                out[out.index(same_cue[0])] = _refined(same_cue[0], proposal)
        elif not any(_shares(proposal, f) for f in here):
            out += _new(doc, proposal, resolve)
    return out


def _cues(found: Found) -> tuple[Range, ...]:
    """Return where an attribution's cue stands, and the cues that were folded into it."""
    return ((found.cue.first, found.cue.last), *found.beside) if found.cue else found.beside


def _shares(proposal: Proposal, found: Found) -> bool:
    """Tell whether the rules have most of a proposal's content already, under another cue."""
    inside = dict(proposal.content).get(found.sentence, ())
    size = sum(b - a for a, b in inside)
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in inside for c, d in found.ranges)
    return size > 0 and shared >= SHARED * size


def _refined(own: Found, proposal: Proposal) -> Found:
    inside = dict(proposal.content).get(own.sentence)
    if own.beside or not inside:
        inside = own.ranges
    return replace(own, ranges=inside, cue_words=proposal.cue, source_words=proposal.source)


def _new(doc: Doc, proposal: Proposal, resolve: Resolve) -> list[Found]:
    cue = cue_of(doc, proposal)
    every = tuple(r for _, ranges in proposal.content for r in ranges)
    speaker = resolve(cue, every)
    return [
        Found(number, cue, ranges, speaker, cue_words=proposal.cue, source_words=proposal.source)
        for number, ranges in proposal.content
    ]


def cue_of(doc: Doc, proposal: Proposal) -> Cue:
    """Return the tagger's cue with the stance that the table of cues gives it."""
    first, last = proposal.cue
    head = _head(doc, first, last)
    token = doc[head]
    lemma = token.lemma_.lower()
    word = lexicon.verbs().get(lemma) or lexicon.nouns().get(lemma)
    negated = any(child.dep_ == "neg" for child in token.children)
    stance = word.stance if word else "asserts"
    if negated and lemma in UNCERTAIN_WHEN_NEGATED:
        stance = "doubts"
    form: Form = "according" if doc[first].lower_ == "according" else "noun" if token.pos_ == "NOUN" else "verb"
    source = None
    if proposal.source is not None:
        low, high = proposal.source
        source = sources.noun_phrase(doc, doc[low:high].root, low, high)
    return Cue(
        first,
        last,
        head,
        lemma,
        form,
        stance,
        word.takes if word else "cqo",
        source,
        f"tagger “{words_of(doc, first, last)}”",
    )


def words_of(doc: Doc, first: int, last: int) -> str:
    """Return the words of a range as they stand."""
    return doc[first:last].text


def _head(doc: Doc, first: int, last: int) -> int:
    """Return the token that carries a cue: a cue word of the tables, else its last verb, else its root."""
    tokens = doc[first:last]
    known = [t.i for t in tokens if t.lemma_.lower() in lexicon.verbs() or t.lemma_.lower() in lexicon.nouns()]
    verbs = [t.i for t in tokens if t.pos_ == "VERB"]
    return known[0] if known else verbs[-1] if verbs else tokens.root.i


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]

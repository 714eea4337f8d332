"""Stance and hedge of a statement, from its cue and from the words of its content."""

import re
from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from counterclaim.attribution import lexicon
from counterclaim.ledger import Hedge, Span, Stance

# States whose governments publish the yardstick that their assessments use.
YARDSTICKS = {"United Kingdom": "PHIA", "United States": "ICD 203"}
# "It is highly unlikely that X" denies X (bench guidelines, "Settled cases").
DENYING_HEDGES = {"remote chance", "almost no chance", "highly unlikely", "very unlikely", "unlikely", "not believed"}

# Words by which a speaker says that he does not know; he doubts what he names then.
NOT_KNOWN = re.compile(
    r"\b(?:not (?:immediately |yet |entirely )?(?:clear|known)|unclear"
    r"|(?:could|can)(?: not|n['’]?t) (?:yet |immediately )?(?:determine|confirm|verify|establish|say|tell)"
    r"|(?:did|do|does)(?: not|n['’]?t) know (?:if|who|what|whether|how)"
    r"|no way to (?:tell|know)|no way of (?:telling|knowing)|too early to (?:tell|say))\b",
    re.IGNORECASE,
)
# A speaker's own stance shows near the beginning of what he says, in at most this many tokens.
OWN_REACH = 16
SELF = frozenset(["we", "i"])
# To negate these is no denial of a deed: "we have not seen", "we do not know", "it will not rest".
NO_DEEDS = frozenset(["know", "have", "see", "find", "believe", "think", "want", "expect", "hear", "receive", "confirm",
                      "understand", "rule", "be", "need", "accept", "forget", "get", "feel", "say"])  # fmt: skip


# "Described the reports as baseless", "called it a lie": what is called so is denied.
CALLING = frozenset(["describe", "call", "term", "label", "brand", "characterize", "characterise", "denounce"])
CALLED_FALSE = re.compile(
    r"(?:(?:it|this|that|them|these|those|\b(?:the|these|such|all|any)?\s*(?:\w+\s+){0,2}?(?:reports?|claims?"
    r"|allegations?|accusations?|charges?|suggestions?|stor(?:y|ies)|rumou?rs?|account|version|statements?))\b"
    r"[^.;:!?]{0,60}?)?(?:as\s+)?[\"“‘']?(?:an?\s+|\w+ly\s+|outright\s+|pure\s+|complete\s+|total\s+|blatant\s+|\w+\s+)?"
    r"(?:baseless|groundless|unfounded|false|untrue|fabricat\w+|lies?|nonsense|fake|fiction|absurd|ridiculous|propaganda"
    r"|disinformation|slander\w*|inventions?|fables?|rubbish)\b",
    re.IGNORECASE,
)


def calls_false(doc: Doc, lemma: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a speaker calls what others say false ("described the reports as baseless")."""
    start, end = ranges[0]
    return lemma in CALLING and CALLED_FALSE.match(doc[start:end].text) is not None


def own_stance(doc: Doc, ranges: tuple[tuple[int, int], ...], own: frozenset[int]) -> Stance:
    """Return the stance that a speaker takes in his own words: "we deny", "our forces did not fire", "not clear who".

    Args:
        own: tokens that name the speaker or his side.
    """
    start, end = ranges[0]
    end = min(end, start + OWN_REACH)
    if NOT_KNOWN.search(doc[start:end].text):
        return "doubts"
    for token in doc[start:end]:
        if token.dep_ != "nsubj":
            continue
        named = any(t.i in own for t in token.subtree)
        if token.lower_ not in SELF and not named:
            continue
        verb = token.head
        word = lexicon.verbs().get(verb.lemma_.lower())
        if word is not None and word.stance in {"denies", "asks"} and not _negation(verb):
            return word.stance
        deed = verb.pos_ == "VERB" and verb.lemma_.lower() not in NO_DEEDS and (word is None or named)
        future = any(child.tag_ == "MD" for child in verb.children)
        return "denies" if deed and not future and _negation(verb) else "asserts"
    return "asserts"


def _negation(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


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

"""Passives that leave out who says it ("was believed to", "has been described as"): statements without a speaker."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from counterclaim.attribution import extent, sources
from counterclaim.attribution.cues import Cue
from counterclaim.attribution.extent import Content
from counterclaim.draft import Sentence

# What is said of somebody or something without saying who says it. Others ("is expected to", "is known for") say
# nothing on anybody's word.
SAID_OF = frozenset(
    ["allege", "believe", "claim", "describe", "fear", "presume", "report", "rumour", "rumor", "say", "suspect",
     "think", "understand"]
)  # fmt: skip
# "He was said to", "were reported missing": what follows tells what is said.
BEHIND = frozenset(["to", "as", "that", "missing", "dead", "killed", "wounded", "injured", "captured"])


def find(doc: Doc, sentence: Sentence) -> Iterator[Cue]:
    """Yield the cues of a sentence that are passives without an agent."""
    for token in doc[sentence.first : sentence.last]:
        if sentence.is_title and sources.is_accused(doc, token, sentence.last) and _subject(token) is not None:
            lemma = token.lemma_.lower()
            yield Cue(token.i, token.i + 1, token.i, lemma, "passive", "asserts", "c", None, f"passive “{lemma}”")
        if token.tag_ != "VBN" or token.lemma_.lower() not in SAID_OF or sources.agent(token) is not None:
            continue
        aux = [child for child in token.children if child.dep_ in {"aux", "auxpass"} and child.i < token.i]
        if not any(child.dep_ == "auxpass" for child in aux) or not _told(doc, token, sentence):
            continue
        if any(child.dep_ == "neg" for child in token.children):
            continue
        first = max(sentence.first, min(child.i for child in aux))
        subject = _subject(token)
        # "... after what was suspected to be an attack": the report hedges a word of its own, and nobody says a thing.
        if subject is not None and subject.lower_ != "what":
            last = token.i + 1 + (doc[token.i + 1].lower_ == "as" if token.i + 1 < sentence.last else 0)
            lemma = token.lemma_.lower()
            yield Cue(first, last, token.i, lemma, "passive", "asserts", "c", None, f"passive “{lemma}”")


def _told(doc: Doc, token: Token, sentence: Sentence) -> bool:
    """Tell whether words follow that can be what is said, right behind the passive."""
    return token.i + 1 < sentence.last and doc[token.i + 1].lower_ in BEHIND


def _subject(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ in {"nsubjpass", "nsubj"} and child.i < token.i), None)


def content(doc: Doc, sentence: Sentence, cue: Cue, end: int) -> Content | None:
    """Return what is said: the subject, and what follows the passive; of "it was said that" only what follows."""
    subject = _subject(doc[cue.head])
    behind = (cue.last, min(end, max(doc[cue.head].right_edge.i + 1, cue.last)))
    if behind[0] >= behind[1]:
        return None
    if subject is None or subject.lower_ in {"it", "that", "which", "who"}:
        return extent.of_ranges(doc, behind)
    phrase = sources.noun_phrase(doc, subject, sentence.first, cue.first)
    return extent.of_ranges(doc, (phrase.first, phrase.last), behind)

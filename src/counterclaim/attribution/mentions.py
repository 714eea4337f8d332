"""Who a sentence is about without having said anything in it: people, one person, one body."""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.attribution import lexicon, sources, spans
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.draft import Sentence

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
PLURAL = frozenset(["NNS", "NNPS"])
BODIES = frozenset(["organisation", "media", "group"])
# "Damascus": a state is a body only where the sentence is about it; elsewhere it is a place.
STATES = frozenset(["state"])


def is_subject(token: Token) -> bool:
    """Tell whether a noun is the subject of its sentence."""
    return token.dep_ in SUBJECTS and token.head.dep_ == "ROOT"


def people(registry: Registry, number: int, *, before: int) -> list[Source]:
    """Return the groups of people that a sentence names before a token ("many US officials"), in the text's order."""
    sentence = registry.draft.sentences[number]
    return [
        _phrase(registry, token, sentence)
        for token in registry.doc[sentence.first : min(sentence.last, before)]
        if _is_people(token)
    ]


def body_before(registry: Registry, pronoun: Token) -> Source | None:
    """Return the body that a pronoun's own sentence is about ("The Helmets shared what it said was")."""
    root = next((a for a in pronoun.ancestors if a.dep_ == "ROOT"), None)
    subject = next((c for c in root.children if c.dep_ == "nsubj" and c.i < pronoun.i), None) if root else None
    if subject is None or not _is_body(registry, subject) or any(c.dep_ == "conj" for c in subject.children):
        return None
    sentence = _sentence_of(registry, subject)
    return _phrase(registry, subject, sentence) if sentence else None


def person_before(registry: Registry, pronoun: Token) -> Source | None:
    """Return the person whom the pronoun's own sentence is about before it ("When Ana Ruiz came back, she said")."""
    sentence = _sentence_of(registry, pronoun)
    if sentence is None or _closes(pronoun):
        return None
    inside = spans.in_quotation(registry, pronoun)
    found = [
        t
        for t in registry.doc[sentence.first : pronoun.i]
        if t.dep_ in SUBJECTS and t.pos_ in {"NOUN", "PROPN"} and spans.in_quotation(registry, t) == inside
    ]
    if len(found) != 1 or found[0].tag_ in PLURAL or any(c.dep_ == "conj" for c in found[0].children):
        return None
    person = found[0].i in registry.person_tokens or lexicon.head_sorts().get(found[0].lemma_.lower()) == "person"
    return _phrase(registry, found[0], sentence) if person else None


def _closes(pronoun: Token) -> bool:
    """Tell whether a pronoun's clause stands behind what it says ("The mayor fled, he said"): he is somebody else."""
    verb = pronoun.head
    return any(c.dep_ == "ccomp" and c.i < pronoun.i for c in verb.children) or verb.dep_ in {"parataxis", "ccomp"}


def agent_before(registry: Registry, pronoun: Token) -> Source | None:
    """Return the body by which something was done in a pronoun's own sentence ("Pictures by X show it, it said")."""
    sentence = _sentence_of(registry, pronoun)
    if sentence is None:
        return None
    found = [t for t in _bodies(registry, sentence) if t.i < pronoun.i and t.dep_ == "pobj" and t.head.dep_ == "agent"]
    return _phrase(registry, found[0], sentence) if len(found) == 1 else None


def only_body(registry: Registry, number: int) -> Source | None:
    """Return the body that a sentence is about, if it names no other that could be meant."""
    sentence = registry.draft.sentences[number]
    found = list(_bodies(registry, sentence))
    if len(found) != 1 or not is_subject(found[0]) or found[0].tag_ in PLURAL:
        return None
    return _phrase(registry, found[0], sentence)


def only_person(registry: Registry, number: int) -> Source | None:
    """Return the one person, described and not named, whom a sentence is about ("The mayor of Port Amer fled")."""
    sentence = registry.draft.sentences[number]
    tokens = registry.doc[sentence.first : sentence.last]
    if registry.persons_between(sentence.first, sentence.last):
        return None
    found = [t for t in tokens if t.tag_ == "NN" and lexicon.head_sorts().get(t.lemma_.lower()) == "person"]
    if len(found) != 1 or not is_subject(found[0]):
        return None
    return _phrase(registry, found[0], sentence)


def _is_people(token: Token) -> bool:
    return token.tag_ in PLURAL and token.dep_ != "compound" and (
        lexicon.head_sorts().get(token.lemma_.lower()) in {"person", "group", "organisation"})  # fmt: skip


def _is_body(registry: Registry, token: Token) -> bool:
    party = registry.parties.get(token.i)
    if party is not None:
        return party.kind in BODIES | STATES
    return lexicon.head_sorts().get(token.lemma_.lower()) in {"organisation", "media"}


def _bodies(registry: Registry, sentence: Sentence) -> Iterator[Token]:
    """Yield the heads of the bodies that a sentence names; states only as its subject."""
    for token in registry.doc[sentence.first : sentence.last]:
        if token.dep_ in {"compound", "amod", "poss", "nmod"} or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        party = registry.parties.get(token.i)
        state = party is not None and party.kind in STATES
        named = token.ent_type_ == "ORG" and token.dep_ != "appos"
        if (_is_body(registry, token) or named) and not (state and not is_subject(token)):
            yield token


def sentence_of(registry: Registry, at: int) -> int | None:
    """Return the number of the sentence in which a token stands; None where it stands in none."""
    sentences = registry.draft.sentences
    number = bisect_right(sentences, at, key=lambda sentence: sentence.first) - 1
    return number if number >= 0 and at < sentences[number].last else None


def _sentence_of(registry: Registry, token: Token) -> Sentence | None:
    number = sentence_of(registry, token.i)
    return None if number is None else registry.draft.sentences[number]


def _phrase(registry: Registry, token: Token, sentence: Sentence) -> Source:
    return sources.noun_phrase(registry.doc, token, sentence.first, sentence.last)

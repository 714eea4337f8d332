"""Whom a pronoun means: the one who spoke before, or the one person named before, or nobody for sure."""

from spacy.tokens import Token

from counterclaim.attribution import lexicon, sources
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.speaker import NOBODY, History, Speaker

HE, IT, THEY = {"he", "she"}, {"it"}, {"they"}
# A pronoun reaches back over at most this many sentences: beyond, a reader would have to guess.
REACH = 2


def resolve(registry: Registry, head: Token, sentence: int, history: History) -> Speaker:
    """Return whom a pronoun means, in the light of who spoke before; nobody where several are possible."""
    word = head.lower_
    recent = [(n, s) for n, s in history.latest(sentence, REACH)]
    if word in HE:
        return _he(registry, word, sentence, recent)
    if word in IT:
        fits = [
            s
            for _, s in recent
            if not s.plural and (s.kind in {"organisation", "media", "state", "group"} or s.head == "source")
        ]
        subject = _subject_before(registry, head)
        if subject is not None and not any(number == sentence for number, _ in recent):
            return subject
        return _again(fits[0], 0.75) if fits and fits[0].name else NOBODY
    if word in THEY:
        fits = [s for _, s in recent if s.plural or s.kind in {"group", "organisation", "state"}]
        return _again(fits[0], 0.7) if fits and fits[0].name else NOBODY
    return NOBODY


def _subject_before(registry: Registry, pronoun: Token) -> Speaker | None:
    """Return the organisation that the pronoun's own sentence is about ("The Helmets shared what it said was")."""
    root = next((a for a in pronoun.ancestors if a.dep_ == "ROOT"), None)
    subject = next((c for c in root.children if c.dep_ == "nsubj" and c.i < pronoun.i), None) if root else None
    party = registry.parties.get(subject.i) if subject is not None else None
    if subject is None or party is None or any(c.dep_ == "conj" for c in subject.children):
        return None
    if party.kind not in {"organisation", "media", "group", "state"}:
        return None
    return Speaker(party.name, party.kind, party.side, confidence=0.7, why="pronoun for what its sentence is about")


def _again(speaker: Speaker, confidence: float) -> Speaker:
    return Speaker(speaker.name, speaker.kind, speaker.side, speaker.plural, speaker.gender, speaker.head,
                   min(confidence, speaker.confidence), "pronoun for the one who spoke before")  # fmt: skip


def _he(registry: Registry, word: str, sentence: int, recent: list[tuple[int, Speaker]]) -> Speaker:
    gender = "f" if word == "she" else "m"
    sentences = registry.draft.sentences
    for back in range(REACH + 1):
        number = sentence - back
        if number < 0:
            break
        spoke = [s for n, s in recent if n == number and s.gender in {"", gender}]
        if spoke:
            # Whoever spoke there last is meant, an orphan as well: then this is one too. Several persons are too many.
            last = spoke[0]
            fits = last.kind in {"person", "unnamed"} and not last.plural and last.name
            return (
                _again(last, 0.8)
                if fits
                else _person_in(registry, number, sentences)
                if last.name and not last.plural
                else NOBODY
            )
        if back and (person := _person_in(registry, number, sentences)).name:
            return person
        if back and _has_other_subject(registry, number):
            return NOBODY
    return NOBODY


def _has_other_subject(registry: Registry, number: int) -> bool:
    """Tell whether a sentence is about somebody whom it does not name as a person: he may be meant."""
    sentence = registry.draft.sentences[number]
    for token in registry.doc[sentence.first : sentence.last]:
        human = token.pos_ == "PROPN" or lexicon.head_sorts().get(token.lemma_.lower()) == "person"
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ == "ROOT" and human and token.tag_ != "NNS":
            return True
    return False


def _person_in(registry: Registry, number: int, sentences: tuple[object, ...]) -> Speaker:
    sentence = registry.draft.sentences[number]
    names = registry.persons_between(sentence.first, sentence.last)
    if len(names) == 1 and not _joined_persons(registry, sentence.first, sentence.last):
        return Speaker(names[0], "person", registry.side(sentence.first, sentence.last), confidence=0.7,
                       why="pronoun for the one person named before")  # fmt: skip
    return NOBODY


def _joined_persons(registry: Registry, first: int, last: int) -> bool:
    """Tell whether a person stands beside another ("the mayor and the bishop Paul Adams"): either may be "he"."""
    for token in registry.doc[first:last]:
        if token.dep_ == "conj" and token.head.dep_ in {*sources.SUBJECTS, "appos"} and token.pos_ in {"PROPN", "NOUN"}:
            humans = [t for t in (token, token.head) if t.i in registry.person_tokens
                      or lexicon.head_sorts().get(t.lemma_.lower()) == "person" or t.ent_type_ == "PERSON"]  # fmt: skip
            if humans:
                return True
    return False

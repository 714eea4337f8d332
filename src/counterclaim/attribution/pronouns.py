"""Whom a pronoun means: the one who spoke before, or the one person named before, or nobody for sure."""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from counterclaim.attribution import lexicon, mentions, sources, spans
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import NOBODY, Candidate, History, Speaker
from counterclaim.draft import Sentence

HE = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
IT = frozenset(["it", "its", "itself"])
THEY = frozenset(["they", "them", "their", "themselves"])
FEMALE = frozenset(["she", "her", "hers", "herself"])
# A pronoun reaches back over at most this many sentences that are not quoted: beyond, a reader would have to guess.
REACH = 2
# Of whom a report tells on and on, "he" or "she" reaches further: nobody else came between.
LONG_REACH = 4
BODIES = frozenset(["organisation", "media", "state", "group"])
# How sure it is that a pronoun means somebody whom the sentence before is about, and who has not spoken.
SUBJECT_CONFIDENCE = 0.65

Describe = Callable[[Source], Speaker]


def resolve(registry: Registry, head: Token, sentence: int, history: History, describe: Describe) -> Speaker:
    """Return whom a pronoun means, in the light of who spoke before; nobody where several are possible.

    Args:
        describe: says who a source is that is no pronoun.
    """
    word = head.lower_
    back = spans.narrated_before(registry, head, sentence, LONG_REACH if word in HE else REACH)
    recent = [(n, s) for n, s in history.latest(sentence, sentence - back[-1]) if n in back]
    if word in HE:
        meant = _he(registry, head, back, recent, describe)
    elif word in IT:
        meant = _it(registry, head, back, recent, describe)
    elif word in THEY:
        meant = _they(registry, head, back, recent, describe)
    else:
        return NOBODY
    return replace(meant, considered=_considered(registry, word, sentence, recent, meant))


def objection(word: str, speaker: Speaker) -> str:
    """Return why a pronoun cannot mean this speaker, in words; empty if it can."""
    if word in HE:
        sort = lexicon.head_sorts().get(speaker.head, "person")
        if speaker.plural or speaker.kind not in {"person", "unnamed", "unresolved"} or sort != "person":
            return f"“{word}” is one person, and this is not"
        if speaker.gender not in {"", _gender(word)}:
            return f"“{word}” does not fit a {'woman' if speaker.gender == 'f' else 'man'}"
    elif word in IT:
        if speaker.plural:
            return "“it” is one body, and these are several people"
        if speaker.kind not in BODIES and speaker.head != "source":
            return "“it” is no person"
    elif not speaker.plural and speaker.kind not in BODIES - {"media"}:
        return "“they” are several, and this is one person"
    return ""


def _gender(word: str) -> str:
    return "f" if word in FEMALE else "m"


def _considered(
    registry: Registry, word: str, sentence: int, recent: list[tuple[int, Speaker]], meant: Speaker
) -> tuple[Candidate, ...]:
    """Return who might have been meant, nearest first, each with what speaks against him."""
    named = [(n, Speaker(name, "person")) for n in range(sentence, max(-1, sentence - REACH - 1), -1)
             for name in _persons(registry, n)]  # fmt: skip
    seen: dict[str, Candidate] = {}
    for number, speaker in sorted([*recent, *named], key=lambda found: -found[0]):
        against = objection(word, speaker)
        if not against and speaker.name != meant.name:
            against = f"{meant.name} stands nearer" if meant.name else "nothing says that it is this one and no other"
        seen.setdefault(speaker.name or "", Candidate(speaker.name or "", number, against))
    return tuple(seen.values())


def _persons(registry: Registry, number: int) -> list[str]:
    sentence = registry.draft.sentences[number]
    return registry.persons_between(sentence.first, sentence.last)


def _it(
    registry: Registry, head: Token, back: list[int], recent: list[tuple[int, Speaker]], describe: Describe
) -> Speaker:
    sentence = back[0]
    spoke_here = any(number == sentence for number, _ in recent)
    if not spoke_here and (subject := mentions.body_before(registry, head) or mentions.agent_before(registry, head)):
        meant = describe(subject)
        if meant.name and not objection("it", meant):
            return _about(meant, "pronoun for what its sentence is about")
    fits = [(n, s) for n, s in recent if not objection("it", s)]
    nearest = fits[0][0] if fits else -1
    before = back[1] if len(back) > 1 else -1
    if before >= 0 and nearest < before and (subject := mentions.only_body(registry, before)):
        meant = describe(subject)
        if meant.name and not objection("it", meant):
            return _about(meant, "pronoun for what the sentence before is about")
    meant = _main(registry, [s for n, s in fits if n == nearest]) if fits else NOBODY
    return _again(meant, 0.75) if meant.name else NOBODY


def _main(registry: Registry, spoke: list[Speaker]) -> Speaker:
    """Return whoever of the speakers of a sentence it is about, latest first: not one whose words another reports."""
    depths = [spans.depth(registry.doc, s.at) for s in spoke]
    return spoke[depths.index(min(depths))]


def _they(
    registry: Registry, head: Token, back: list[int], recent: list[tuple[int, Speaker]], describe: Describe
) -> Speaker:
    for number in back:
        people = mentions.people(registry, number, before=head.i)
        subject = next((source for source in people if mentions.is_subject(registry.doc[source.head])), None)
        if subject is not None and (number < back[0] or subject.head < head.i):
            return _about(describe(subject), "pronoun for what the sentence before is about")
        fits = [s for n, s in recent if n == number and not objection("they", s)]
        if fits:
            return _again(fits[0], 0.7) if fits[0].name else NOBODY
        if len(people) == 1:
            return _about(describe(people[0]), "pronoun for the only people named before")
    return NOBODY


def _about(speaker: Speaker, why: str) -> Speaker:
    return replace(speaker, confidence=min(SUBJECT_CONFIDENCE, speaker.confidence), considered=(), why=why)


def _again(speaker: Speaker, confidence: float) -> Speaker:
    return replace(speaker, confidence=min(confidence, speaker.confidence), considered=(),
                   why="pronoun for the one who spoke before")  # fmt: skip


def _he(
    registry: Registry, head: Token, back: list[int], recent: list[tuple[int, Speaker]], describe: Describe
) -> Speaker:
    word = head.lower_
    for number in back:
        earlier = number < back[0]
        if not earlier and (subject := mentions.person_before(registry, head)):
            meant = describe(subject)
            if meant.name and not objection(word, meant):
                return _about(meant, "pronoun for what its sentence is about")
        # Whoever spoke there is meant, an orphan as well: then this is one too. Several persons are too many.
        spoke = [s for n, s in recent if n == number and not objection(word, s)]
        if spoke:
            last = _main(registry, spoke)
            return _again(last, 0.8) if last.name else NOBODY
        if earlier and (found := _about_whom(registry, word, number, describe)):
            return found if found.name else _only_speaker(recent, sentence=back[0])
    return _only_speaker(recent, sentence=back[0])


def _only_speaker(recent: list[tuple[int, Speaker]], *, sentence: int) -> Speaker:
    """Return the one who spoke in this sentence or the one before, where only one did and it is no state or medium."""
    spoke = {s.name: s for n, s in recent if n >= sentence - 1 and not s.plural and s.kind not in {"state", "media"}}
    return _again(next(iter(spoke.values())), 0.6) if len(spoke) == 1 and None not in spoke else NOBODY


def _about_whom(registry: Registry, word: str, number: int, describe: Describe) -> Speaker | None:
    """Return the person whom an earlier sentence is about; nobody where it leaves several; None if it names none."""
    if (person := _person_in(registry, number)).name and not objection(word, person):
        return person
    if subject := mentions.only_person(registry, number):
        meant = describe(subject)
        return NOBODY if objection(word, meant) else _about(meant, "pronoun for what the sentence before is about")
    return NOBODY if _has_other_subject(registry, number) or len(_persons(registry, number)) > 1 else None


def _has_other_subject(registry: Registry, number: int) -> bool:
    """Tell whether a sentence is about somebody whom it does not name as a person: he may be meant."""
    sentence = registry.draft.sentences[number]
    for token in registry.doc[sentence.first : sentence.last]:
        human = token.pos_ == "PROPN" or lexicon.head_sorts().get(token.lemma_.lower()) == "person"
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ == "ROOT" and human and token.tag_ != "NNS":
            return True
    return False


def _person_in(registry: Registry, number: int) -> Speaker:
    sentence = registry.draft.sentences[number]
    names = _persons(registry, number)
    if len(names) == 1 and not _joined_persons(registry, sentence):
        return Speaker(names[0], "person", registry.side(sentence.first, sentence.last), confidence=0.7,
                       why="pronoun for the one person named before")  # fmt: skip
    return NOBODY


def _joined_persons(registry: Registry, sentence: Sentence) -> bool:
    """Tell whether a person stands beside another ("the mayor and the bishop Paul Adams"): either may be "he"."""
    for token in registry.doc[sentence.first : sentence.last]:
        if token.dep_ == "conj" and token.head.dep_ in {*sources.SUBJECTS, "appos"} and token.pos_ in {"PROPN", "NOUN"}:
            humans = [t for t in (token, token.head) if t.i in registry.person_tokens
                      or lexicon.head_sorts().get(t.lemma_.lower()) == "person" or t.ent_type_ == "PERSON"]  # fmt: skip
            if humans:
                return True
    return False

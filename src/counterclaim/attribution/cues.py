"""Find the cues of a sentence: the words that attribute, with their source and what they may attribute."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from counterclaim.attribution import lexicon, sources
from counterclaim.attribution.extent import MARKS
from counterclaim.attribution.lexicon import CueWord
from counterclaim.attribution.sources import Source
from counterclaim.draft import Sentence
from counterclaim.ledger import Stance

Form = Literal["verb", "participle", "according", "citing", "noun", "headline", "passive"]

FINITE = {"VBD", "VBZ", "VBP", "MD"}
# A negated cue of these says that its speaker does not know ("could not confirm").
UNCERTAIN_WHEN_NEGATED = {"confirm", "verify", "say", "know", "determine", "establish"}
# What stands behind these is who was told or what was told of, never who speaks.
NEVER_INVERTED = {"tell", "inform", "warn", "ask", "report", "deny", "confirm"}
# A pronoun stands nearer to its verb than this, adverbs counted in.
PRONOUN_DISTANCE = 6
# Marks around so few tokens set off a name ("White Helmets" units), and close no speech.
NAME_TOKENS = 6
VERIFY = CueWord("asserts", "cqo")
# "Asking not to be named" is how something was said; "stopped short of blaming the army" blames nobody.
UNNAMED = re.compile(
    r"(?:\w+ ){0,2}?(?:not to be (?:named|identified|quoted)|to remain (?:anonymous|unnamed)"
    r"|to be (?:named|identified))\b"
)
SHORT_OF = frozenset(["stopped short", "stops short", "stop short", "stopping short", "fell short", "falls short"])
# "Ten workers found shot dead" were found, and found nothing out.
FOUND = re.compile(r"(?:dead|shot|alive|buried|hanged|hidden|unconscious|burned|burnt|dumped|safe|near|inside|under)\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a sentence.

    Attributes:
        first, last: its tokens, half-open.
        head: the token that carries it.
        takes: what its content may be (letters of ``cues.tsv``).
        source: the words that name the source, None where there are none.
        cited: the cue "citing" or "quoting" by which the source of this one names the source behind it.
    """

    first: int
    last: int
    head: int
    lemma: str
    form: Form
    stance: Stance
    takes: str
    source: Source | None
    rule: str
    cited: "Cue | None" = None


def find(doc: Doc, sentence: Sentence, parties: frozenset[int]) -> tuple[Cue, ...]:
    """Return the cues of one sentence in the order of the text; ``parties`` are the tokens that name a party."""
    found = [*_according(doc, sentence), *_verbs(doc, sentence, parties), *_nouns(doc, sentence)]
    return tuple(sorted(found, key=lambda cue: (cue.first, cue.last)))


def _verbs(doc: Doc, sentence: Sentence, parties: frozenset[int]) -> Iterator[Cue]:
    for token in doc[sentence.first : sentence.last]:
        lemma = _lemma(token, sentence)
        if lemma is None:
            continue
        last, word = token.i + 1, lexicon.verbs().get(lemma)
        for rest, phrase_word in lexicon.phrases().get(lemma, ()):
            end = _follows(doc, token.i + 1, sentence.last, rest)
            if end:
                last, word = end, phrase_word
                break
        if lemma in {"cite", "quote"}:
            yield from _citing(doc, sentence, token)
            continue
        negated = any(child.dep_ == "neg" for child in token.children)
        if lemma == "verify" and negated:
            word = VERIFY
        if word is None or not _can_attribute(doc, token, lemma, sentence):
            continue
        stance: Stance = "doubts" if negated and lemma in UNCERTAIN_WHEN_NEGATED else word.stance
        source = source_of(doc, sentence, token, last, word.takes, parties)
        own = _has_subject(token) or sources.absolute(token) is not None
        form: Form = "participle" if token.tag_ == "VBG" and not own else "verb"
        yield Cue(token.i, last, token.i, lemma, form, stance, word.takes, source, f"cue verb “{lemma}”")


def _can_attribute(doc: Doc, token: Token, lemma: str, sentence: Sentence) -> bool:
    """Tell whether this form of the verb can attribute: "suspected attack", "to hold" and "was reported" cannot."""
    if token.tag_ == "VB":
        purpose = token.i > sentence.first and doc[token.i - 1].lower_ == "to"
        return sentence.is_title or not purpose
    following = doc[token.i + 1 : token.i + 3].text.lower()
    if lemma == "report" and following.startswith("from "):
        return False  # "John Smith reports from Lisbon"
    if UNNAMED.match(doc[token.i + 1 : token.i + 7].text.lower()):
        return False
    if token.i and doc[token.i - 1].lower_ == "of" and doc[max(0, token.i - 3) : token.i - 1].text.lower() in SHORT_OF:
        return False
    if sentence.is_title and sources.is_accused(doc, token, sentence.last):
        return False
    if lemma == "find" and FOUND.match(following):
        return False
    if (lemma == "claim" and ("lives" in following or "life" in following)) or "anonymity" in following:
        return False
    if token.tag_ != "VBN" or sentence.is_title:
        return token.dep_ != "amod"
    if any(child.dep_ == "auxpass" for child in token.children):
        return sources.agent(token) is not None or lemma in BLAMED_IN_PASSIVE
    main = token.dep_ == "ROOT" or any(child.dep_ in {"aux", "nsubj", "ccomp"} for child in token.children)
    return token.dep_ not in {"amod", "acl"} and main


# "X was accused of ..." tells of an accusation whose source is left out; other passives only hedge.
BLAMED_IN_PASSIVE = {"accuse", "blame"}


def _lemma(token: Token, sentence: Sentence) -> str | None:
    """Return the verb's lemma, also where the tagger took a verb of a headline for a noun."""
    if token.pos_ in {"VERB", "AUX"}:
        return token.lemma_.lower()
    lemma = token.lemma_.lower()
    if (
        token.tag_ == "NNS"
        and token.i + 1 < sentence.last
        and token.nbor(1).lower_ == "that"
        and lemma in lexicon.verbs()
    ):
        # "The UK posits that": the tagger takes rare verbs for plural nouns. A noun has its owner ("the claims that").
        return lemma if token.i > sentence.first and token.nbor(-1).pos_ == "PROPN" else None
    if sentence.is_title and token.i > sentence.first:
        if token.i + 1 < sentence.last and token.nbor(1).pos_ == "ADP":
            return None  # "Envoys trade blame over the crash"
        return HEADLINE_FORMS.get(token.lower_)
    return None


HEADLINE_STEMS = ("say", "claim", "report", "blame", "accuse", "urge", "demand", "condemn", "reject", "slam", "warn",
                  "insist", "call")  # fmt: skip
HEADLINE_FORMS = {
    **{f"{stem}s": stem for stem in HEADLINE_STEMS},
    "denies": "deny", "dismisses": "dismiss", "deny": "deny", "accuse": "accuse", "blame": "blame", "say": "say",
}  # fmt: skip


def _follows(doc: Doc, at: int, end: int, rest: tuple[str, ...]) -> int | None:
    """Return where the phrase ends if the words of ``rest`` follow, with at most six words between for objects."""
    if rest == ("responsible",):
        window = next((i for i in range(at, min(end, at + 6)) if doc[i].lower_ in {"responsible", "accountable"}), None)
        return at if window else None
    for word in rest:
        if at >= end or (doc[at].lower_ != word and doc[at].lemma_.lower() != word):
            return None
        at += 1
    return at


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in sources.SUBJECTS for child in token.children)


def source_of(
    doc: Doc, sentence: Sentence, verb: Token, last: int, takes: str, parties: frozenset[int]
) -> Source | None:
    """Return the words that name the source of a verb, by the parse, else by what stands beside the verb.

    A noun that can speak and stands right before the verb that closes its sentence outweighs the parse: in a text
    without commas ("... were being treated the Observatory said") the parse takes the wrong subject.
    """
    head = sources.subject(verb)
    if head is not None and (not sentence.first <= head.i < sentence.last or head.lower_ in sources.NEVER_SPEAK):
        head = None
    if (spoken := _closed_before(doc, sentence, verb)) is not None and "q" in takes:
        # Whoever is named inside a quotation is not the one behind its closing mark who says it.
        near = sources.neighbour(doc, verb, spoken, sentence.last, inverts=True)
        if near is not None and (head is None or head.i < spoken):
            bounds = (spoken, verb.i) if near.i < verb.i else (last, sentence.last)
            return sources.noun_phrase(doc, near, *bounds)
    if head is not None and head.lower_ == "each":
        # "A and B traded charges, each accusing the other"
        head = next((t for t in doc[sentence.first : head.i] if _is_joint_subject(t)), head)
        return sources.noun_phrase(doc, head, sentence.first, verb.i)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    if not passive or (head is None and verb.tag_ != "VBN"):
        beside = sources.neighbour(doc, verb, sentence.first, sentence.last, inverts="q" in takes)
        closes = not any(t.is_alpha for t in doc[last : sentence.last])
        before = beside is not None and beside.i < verb.i and sources.can_speak(beside, parties)
        # "state media and a monitor said"; but in a headline "100 hurt as Moscow accuses" joins what cannot speak.
        joined = head is not None and beside is not None and beside in head.subtree
        joined = joined and not (sentence.is_title and head is not None and not sources.can_speak(head, parties))
        # A pronoun has no long aside behind it: "They have grown up amid war - ... the Union of Doctors reported".
        far = head is not None and head.pos_ == "PRON" and verb.i - head.i > PRONOUN_DISTANCE
        if head is None or (before and not joined and (closes or far or not sources.can_speak(head, parties))):
            head = beside
    loose = verb.lemma_.lower() in NEVER_INVERTED or "q" not in takes
    if head is not None and head.i < verb.i and not loose and not sources.can_speak(head, parties):
        # "... wounded more than 60 people said the Observatory": the commas were lost.
        inverted = sources.behind(doc, verb, sentence.last)
        if inverted is not None and sources.can_speak(inverted, parties):
            head = inverted
    if head is None:
        return None
    bounds = (sentence.first, verb.i) if head.i < verb.i else (last, sentence.last)
    if head.i < verb.i and (role := sources.spokesman(doc, head.i, sentence.first)).i != head.i:
        return Source(sources.noun_phrase(doc, role, *bounds).first, head.i + 1, role.i)
    found = sources.noun_phrase(doc, head, *bounds)
    return _listed(doc, found, sentence, parties) if sentence.is_title else found


def _listed(doc: Doc, source: Source, sentence: Sentence, parties: frozenset[int]) -> Source:
    """Return both of whom a headline lists with a comma alone ("India, Pakistan trade fire")."""
    comma = source.first - 1
    if comma <= sentence.first or doc[comma].text != "," or source.first not in parties:
        return source
    if not all(i in parties for i in range(sentence.first, comma)):
        return source
    return Source(sentence.first, source.last, source.head)


def _closed_before(doc: Doc, sentence: Sentence, verb: Token) -> int | None:
    """Return the token behind the quotation that closes before a verb outside of it; None where none does."""
    marks = [t for t in doc[sentence.first : verb.i] if t.text in MARKS]
    if not marks:
        return None
    last = marks[-1]
    if len(marks) > 1 and last.i - marks[-2].i - 1 <= NAME_TOKENS:
        return None
    attached = last.i > sentence.first and not doc[last.i - 1].whitespace_
    opens = last.i + 1 < verb.i and not last.whitespace_
    return last.i + 1 if attached and not opens else None


def _is_joint_subject(token: Token) -> bool:
    return token.dep_ in sources.SUBJECTS and any(child.dep_ == "conj" for child in token.children)


def _according(doc: Doc, sentence: Sentence) -> Iterator[Cue]:
    for token in doc[sentence.first : max(sentence.first, sentence.last - 2)]:
        if token.lower_ == "according" and doc[token.i + 1].lower_ == "to":
            head = next((t for t in doc[token.i + 1].children if t.dep_ == "pobj"), None)
            if head is None or head.i <= token.i:
                head = _first_noun(doc, token.i + 2, sentence.last)
            if head is not None:
                source = sources.noun_phrase(doc, head, token.i + 2, sentence.last)
                yield Cue(
                    token.i, token.i + 2, token.i, "according", "according", "asserts", "cq", source, "“according to”"
                )


def _first_noun(doc: Doc, start: int, end: int) -> Token | None:
    for i in range(start, end):
        ends = i + 1 >= end or doc[i + 1].pos_ not in sources.NOMINAL or doc[i + 1].tag_ in sources.INTERROGATIVE
        if doc[i].pos_ in sources.NOMINAL and ends:
            return doc[i]
    return None


def _citing(doc: Doc, sentence: Sentence, token: Token) -> Iterator[Cue]:
    """Yield the cue of "citing X", "quoted X as saying", "X was quoted as saying"."""
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children)
    role = {"nsubjpass"} if passive else {"dobj", "obj", "nsubj"} if token.tag_ == "VBG" else {"dobj", "obj"}
    head = next((child for child in token.children if child.dep_ in role and (passive or child.i > token.i)), None)
    if head is None or not sentence.first <= head.i < sentence.last:
        return
    saying = next((t for t in doc[token.i + 1 : sentence.last] if t.lower_ == "saying"), None)
    if token.tag_ != "VBG" and saying is None:
        return
    bounds = (sentence.first, token.i) if head.i < token.i else (token.i + 1, saying.i - 1 if saying else sentence.last)
    source = sources.noun_phrase(doc, head, bounds[0], max(bounds[1], head.i + 1))
    if saying is not None:
        yield Cue(token.i, saying.i + 1, saying.i, "say", "verb", "asserts", "cq", source, "“quoted as saying”")
    else:
        yield Cue(token.i, token.i + 1, token.i, token.lemma_, "citing", "asserts", "cq", source, "“citing”")


def _nouns(doc: Doc, sentence: Sentence) -> Iterator[Cue]:
    for token in doc[sentence.first : sentence.last]:
        word = lexicon.nouns().get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if word is None:
            continue
        owner = next((c for c in token.children if c.dep_ == "poss" and c.tag_ != "PRP$"), None)
        end = token.i + 1
        if owner is None and end < sentence.last and doc[end].lower_ in {"by", "from", "of"}:
            owner = _first_noun(doc, end + 1, min(sentence.last, end + 8))
            end = sources.noun_phrase(doc, owner, end + 1, sentence.last).last if owner is not None else end
        if end >= sentence.last or doc[end].lower_ != "that":
            continue
        if owner is not None:
            source = sources.noun_phrase(doc, owner, sentence.first, sentence.last)
            yield Cue(
                token.i,
                token.i + 1,
                token.i,
                token.lemma_,
                "noun",
                word.stance,
                "c",
                source,
                f"cue noun “{token.lemma_}”",
            )

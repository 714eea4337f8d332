"""Whom words name: a party by its name, a person by title, role or apposition, an organisation that no table has."""

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from counterclaim.attribution import lexicon
from counterclaim.attribution.registry import HONORIFICS, Registry, person_name, person_words, whole_name
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import Speaker
from counterclaim.draft import PartyMention
from counterclaim.language.party_table import states

# What a state is to another, before its name: "its ally Russia" is Russia.
RELATIONS = frozenset(["ally", "allies", "neighbour", "neighbor", "rival", "backer", "foe", "partner"])
OWN_WORD = re.compile(r"\b(?!The\b)[A-Z]\w+(?:['’]s)? [Aa]rmed [Ff]orces|\b(?P<military>[Mm]ilitary)$")
FEMALE = {"woman", "mother", "girl", "sister", "wife", "spokeswoman", "ms", "ms.", "mrs", "mrs.", "daughter"}
MALE = {"man", "father", "boy", "brother", "husband", "spokesman", "mr", "mr.", "son", "chairman"}


def named(registry: Registry, source: Source, head: Token) -> Speaker | None:
    """Return the speaker whom the words name; None where they only describe one."""
    party = registry.parties.get(source.head)
    if party is None and head.pos_ == "NOUN" and (found := _named_behind(registry, source, head)):
        return found
    if party is None and (person := _person(registry, source, head)):
        return person
    if party is not None and party.known and _is_whole(registry, source, head, party):
        side = party.side or registry.side(source.first, source.last)
        name = _own_word(registry, source, party) or party.name
        return Speaker(name, party.kind, side, plural=head.tag_ == "NNS", head=head_word(head), why="named party")
    return _by_name(registry, source, head) if head.pos_ == "PROPN" else None


def _own_word(registry: Registry, source: Source, party: PartyMention) -> str | None:
    """Return the name of an army with the text's own word for it ("Syrian armed forces"); it is the same party.

    The military of a state at war in its own country goes by the name of its army, as reports on it mostly have it.
    """
    called = OWN_WORD.search(registry.doc[source.first : source.last].text)
    state = states().get(party.state or "")
    if called is None or state is None or (called["military"] and state.at_war):
        return None
    return re.sub(r" army$", f" {called['military'] or 'armed forces'}".lower(), party.name)


def _named_behind(registry: Registry, source: Source, head: Token) -> Speaker | None:
    """Return who is named behind what somebody is ("the mayor, Ana Ruiz", "that group, the Border Observatory")."""
    side = registry.side(source.first, source.last)
    if not _core_person(registry, source, head) and (name := apposed(registry, source, head)):
        gender = gender_of(registry.doc, source)
        return Speaker(registry.full_name(name), "person", side, gender=gender, why="named in apposition")
    if behind := _party_apposed(registry, source, head):
        side = behind.side or side
        return Speaker(behind.name, behind.kind, side, head=head_word(head), why="named in apposition")
    return None


def _core_person(registry: Registry, source: Source, head: Token) -> Tokens | None:
    return next((e for e in registry.persons_in(source.first, source.last) if _is_core(e, head)), None)


def _person(registry: Registry, source: Source, head: Token) -> Speaker | None:
    """Return the person whom the parser found in the words, if the words are about the person."""
    entity = _core_person(registry, source, head)
    if entity is None or lexicon.head_sorts().get(head_word(head), "person") != "person":
        return None
    name = registry.full_name(person_name(whole_name(registry.doc, entity)))
    if not name:
        return None
    side = registry.side(source.first, source.last) or registry.sides.get(name)
    if side:
        registry.sides[name] = side
    return Speaker(name, "person", side, gender=gender_of(registry.doc, source), why="named")


def _is_whole(registry: Registry, source: Source, head: Token, party: PartyMention) -> bool:
    """Tell whether the words name the party itself, and not somebody of it or an office that has its own name."""
    doc = registry.doc
    covers = [i for i in range(source.first, source.last) if registry.parties.get(i) is party]
    before = [t for t in doc[source.first : head.i] if t.pos_ in {"NOUN", "PROPN"} and t.i not in covers]
    if any(t.lower_ not in RELATIONS for t in before):
        return False
    office = head.ent_type_ == "ORG" or len(covers) > 1  # "the Pentagon", "the White House": kept by their names
    return not (party.kind == "state" and office and head.pos_ == "PROPN" and not _is_state(party, doc, covers))


def _by_name(registry: Registry, source: Source, head: Token) -> Speaker | None:
    """Return the speaker of a name that no table has: a person by title or role, else an organisation."""
    doc, side = registry.doc, registry.side(source.first, source.last)
    # "the Observatory, a British-based group": what it is comes behind its name, with or without a comma.
    behind = doc[head.i + 1 : source.last]
    end = next(
        (t.i for t in behind if t.text == "," or (t.pos_ == "DET" and doc[t.i - 1].pos_ == "PROPN")), source.last
    )
    named = Source(source.first, end, head.i)
    if role := _role_before(doc, named, head):
        named = Source(role + 1, named.last, named.head)
    elif not _is_person(registry, named, head):
        if named.last - named.first == 1 or doc[named.first].lower_ == "the":
            called = party_called(registry, head_word(head), source, anywhere=True)
            if called is not None:
                return called
        return Speaker(plain(doc, named), "organisation", side, head=head_word(head), why="named")
    name = registry.full_name(person_words(doc[named.first : named.last]))
    if not name:  # a title alone: "the Sheikh said"
        return None
    registry.introduce(name)
    return Speaker(name, "person", side, head=head_word(head), why="named")


def _role_before(doc: Doc, named: Source, head: Token) -> int | None:
    """Return where the role stands that a person's name follows ("governor Talal Barazi"); None if there is none."""
    roles = [t.i for t in doc[named.first : head.i] if lexicon.head_sorts().get(head_word(t)) == "person"]
    if not roles or any(t.pos_ != "PROPN" and t.text != "-" for t in doc[roles[-1] + 1 : named.last]):
        return None
    return roles[-1]


def apposed(registry: Registry, source: Source, head: Token) -> str:
    """Return the name that stands behind a comma after what somebody is ("the mayor, Ana Ruiz"), or nothing."""
    comma = next((t.i for t in registry.doc[head.i : source.last] if t.text == ","), None)
    if comma is None or lexicon.head_sorts().get(head_word(head)) != "person":
        return ""
    name = [t for t in registry.doc[comma + 1 : source.last] if t.text != ","]
    # "Residents in Hodeidah, Yemen, said": a place behind a place names nobody.
    if any(t.ent_type_ in {"GPE", "LOC"} or t.i in registry.parties for t in name):
        return ""
    named = registry.doc[comma + 1 : name[-1].i + 1] if name else None
    is_name = all(t.pos_ == "PROPN" or t.text == "-" for t in name)
    return person_words(named) if named is not None and is_name else ""


def _party_apposed(registry: Registry, source: Source, head: Token) -> PartyMention | None:
    """Return the party named right behind a description and a comma ("that group, the Border Observatory")."""
    if head.i + 1 >= source.last or registry.doc[head.i + 1].text != ",":
        return None
    behind = [registry.parties[i] for i in range(head.i + 2, min(source.last, head.i + 4)) if i in registry.parties]
    return behind[0] if behind and behind[0].known else None


def _is_person(registry: Registry, source: Source, head: Token) -> bool:
    """Tell whether a name is a person's: known as one, with a title before it, or followed by "who"."""
    sort = lexicon.head_sorts().get(head_word(head), "person")
    if sort != "person":
        return False
    if source.last - source.first == 1 and registry.is_person(head.text):
        return True
    if any(c.dep_ == "appos" and lexicon.head_sorts().get(head_word(c)) == "person" for c in head.children):
        return True
    if head.ent_type_ in {"ORG", "GPE", "NORP"} and head.i not in registry.person_tokens:
        return False
    titled = any(t.lower_ in HONORIFICS for t in registry.doc[source.first : source.last])
    who = any(t.lower_ == "who" for c in head.children if c.dep_ == "relcl" for t in c.subtree)
    return titled or who or head.lower_ in registry.persons


def _is_state(party: PartyMention, doc: Doc, covers: list[int]) -> bool:
    """Tell whether the words name the state or government itself, not an office of it."""
    words = {doc[i].lower_ for i in covers}
    return bool(words & {w.lower() for w in party.name.split()} or words & {"government", "regime", "federation"})


def _is_core(entity: Tokens, head: Token) -> bool:
    """Tell whether the person is the source itself, or its apposition ("the spokesman, Hugh Hill")."""
    return entity.start <= head.i < entity.end or (entity.root.dep_ == "appos" and entity.root.head.i == head.i)


def head_word(head: Token) -> str:
    """Return the lemma of the noun that heads a source, in small letters."""
    return head.lemma_.lower()


def gender_of(doc: Doc, source: Source) -> str:
    """Return "f" or "m" where the words tell it, else nothing."""
    words = {t.lower_ for t in doc[source.first : source.last]}
    return "f" if words & FEMALE else "m" if words & MALE else ""


def plain(doc: Doc, source: Source) -> str:
    """Return the words of a source without the article before them."""
    tokens = list(doc[source.first : source.last])
    if len(tokens) > 1 and tokens[0].lower_ == "one" and tokens[1].lower_ != "of":
        tokens.pop(0)
    while tokens and tokens[0].lower_ in {"the", "a", "an", "this", "that"}:
        tokens.pop(0)
    return "".join(t.text_with_ws for t in tokens).strip(" ,")


def party_called(registry: Registry, lemma: str, source: Source, *, anywhere: bool = False) -> Speaker | None:
    """Return the one party whose name has the word ("the Observatory": the Border Observatory).

    Args:
        anywhere: whether the full name may also stand further down, as it may for a name ("Observatory") that a
            description ("the group") would not make clear.
    """
    reach = len(registry.draft.text) if anywhere else registry.doc[source.first].idx
    fits = {party.name: party for party in registry.parties_before(reach, lemma) if " " in party.name}
    if len(fits) != 1:
        return None
    found = next(iter(fits.values()))
    return Speaker(found.name, found.kind, found.side, head=lemma, confidence=0.7, why="named in full elsewhere")

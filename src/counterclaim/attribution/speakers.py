"""Who a source is: the fullest name that the report gives, a description, or nobody.

A pronoun or "the ministry" is resolved only where a careful reader could; where two candidates remain, the
speaker stays open. That is a finding and no failure: an orphan is never guessed.
"""

from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from counterclaim.attribution import lexicon, pronouns
from counterclaim.attribution.registry import HONORIFICS, Registry, person_name, person_words, whole_name
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import NOBODY, Candidate, History, Speaker
from counterclaim.draft import PartyMention
from counterclaim.ledger import Kind

# "the ministry", "the group": a description reaches further than a pronoun, it says more.
# What a state is to another, before its name: "its ally Russia" is Russia.
RELATIONS = frozenset(["ally", "allies", "neighbour", "neighbor", "rival", "backer", "foe", "partner"])
AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "ant", "ent", "ee", "ary", "ive", "person", "people")
DESCRIPTION_REACH = 8
DEFINITE = frozenset(["the", "this", "that"])
# Words that may stand for any organisation that spoke before.
GENERIC = {"group", "organisation", "organization", "body", "party", "movement", "agency", "alliance", "network"}
SAME_HEAD = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "organization": "organisation",
    "center": "centre",
}
FEMALE = {"woman", "mother", "girl", "sister", "wife", "spokeswoman", "ms", "ms.", "mrs", "mrs.", "daughter"}
MALE = {"man", "father", "boy", "brother", "husband", "spokesman", "mr", "mr.", "son", "chairman"}


def resolve(registry: Registry, source: Source | None, sentence: int, history: History) -> Speaker:
    """Return who the source is, in the light of who spoke before."""
    if source is None:
        return NOBODY
    doc, head = registry.doc, registry.doc[source.head]
    if head.pos_ == "PRON" or head.lower_ in pronouns.HE | pronouns.IT | pronouns.THEY:
        return pronouns.resolve(registry, head, sentence, history,
                                lambda described: resolve(registry, described, sentence, history))  # fmt: skip
    parts = joint(doc, source)
    if len(parts) > 1:
        members = [resolve(registry, part, sentence, history) for part in parts]
        names = [m.name for m in members if m.name]
        sides = [m.side for m in members if m.side]
        if len(sides) < len(members):
            sides = []  # one side for all, or one for each: never one member's for another
        elif len(set(sides)) == 1:
            sides = sides[:1]
        kind = members[0].kind if len({m.kind for m in members}) == 1 else "group"
        return Speaker("; ".join(names) or None, kind, "; ".join(sides) or None, plural=True, why="joint speakers")
    if named := _named(registry, source, head):
        return named
    described = _described(registry, source, head, sentence, history)
    if doc[source.first].lower_ not in DEFINITE:
        return described
    return replace(described, considered=_considered(head, sentence, history, described))


def _considered(head: Token, sentence: int, history: History, meant: Speaker) -> tuple[Candidate, ...]:
    """Return who spoke before and might be "the ministry", latest first, each with what speaks against him."""
    seen: dict[str, Candidate] = {}
    for number, speaker in history.latest(sentence, DESCRIPTION_REACH):
        against = "" if speaker.name == meant.name else f"not called “{head.lower_}”, or not the only one"
        seen.setdefault(speaker.name or "", Candidate(speaker.name or "", number, against))
    return tuple(seen.values())


def joint(doc: Doc, source: Source) -> list[Source]:
    """Split "A and B" into its members; a name with "and" inside, and what hangs on a preposition, stay whole."""
    members, start = [], source.first
    for token in doc[source.first : source.last]:
        if (token.lower_ not in {"and", "or"} and token.text != ",") or not start < token.i < source.last - 1:
            continue
        left, right = doc[token.i - 1], doc[token.i + 1 : source.last]
        in_name = token.ent_iob_ == "I" and token.ent_type_ in {"ORG", "GPE", "FAC"}
        linked = any(t.pos_ == "ADP" for t in doc[start : token.i]) and not any(
            t.dep_ == "conj" and t.head.i == source.head for t in right
        )
        apposed = token.text == "," and not any(t.dep_ == "conj" for t in right)
        if (
            in_name
            or linked
            or apposed
            or left.pos_ not in {"NOUN", "PROPN"}
            or not any(t.pos_ in {"NOUN", "PROPN"} for t in right)
        ):
            continue
        members.append(_member(doc, start, token.i))
        start = token.i + 1
    if not members:
        return [source]
    # "..., both nurses" says what they all are.
    end = next((t.i for t in doc[start : source.last] if t.text == "," and t.i > start), source.last)
    return [*members, _member(doc, start, end)]


def _member(doc: Doc, first: int, last: int) -> Source:
    """Return one member of a joint source, with the noun that heads it."""
    nominal = [t.i for t in doc[first:last] if t.pos_ in {"NOUN", "PROPN"}]
    preposition = next((t.i for t in doc[first:last] if t.pos_ == "ADP"), last)
    before = [i for i in nominal if i < preposition]
    return Source(first, last, (before or nominal or [last - 1])[-1])


def _named(registry: Registry, source: Source, head: Token) -> Speaker | None:
    """Return the speaker whom the words name; None where they only describe one."""
    party = registry.parties.get(source.head)
    if party is None and head.pos_ == "NOUN" and (apposed := _named_behind(registry, source, head)):
        return apposed
    if party is None and (person := _person(registry, source, head)):
        return person
    if party is not None and party.known and _is_whole(registry, source, head, party):
        side = party.side or registry.side(source.first, source.last)
        return Speaker(
            party.name, party.kind, side, plural=head.tag_ == "NNS", head=_head_word(head), why="named party"
        )
    return _by_name(registry, source, head) if head.pos_ == "PROPN" else None


def _named_behind(registry: Registry, source: Source, head: Token) -> Speaker | None:
    """Return who is named behind what somebody is ("the mayor, Ana Ruiz", "that group, the Border Observatory")."""
    side = registry.side(source.first, source.last)
    if not _core_person(registry, source, head) and (name := _apposed(registry, source, head)):
        gender = _gender(registry.doc, source)
        return Speaker(registry.full_name(name), "person", side, gender=gender, why="named in apposition")
    if apposed := _party_apposed(registry, source, head):
        side = apposed.side or side
        return Speaker(apposed.name, apposed.kind, side, head=_head_word(head), why="named in apposition")
    return None


def _core_person(registry: Registry, source: Source, head: Token) -> Tokens | None:
    return next((e for e in registry.persons_in(source.first, source.last) if _is_core(e, head)), None)


def _person(registry: Registry, source: Source, head: Token) -> Speaker | None:
    """Return the person whom the parser found in the words, if the words are about the person."""
    entity = _core_person(registry, source, head)
    if entity is None or lexicon.head_sorts().get(_head_word(head), "person") != "person":
        return None
    name = registry.full_name(person_name(whole_name(registry.doc, entity)))
    if not name:
        return None
    side = registry.side(source.first, source.last) or registry.sides.get(name)
    if side:
        registry.sides[name] = side
    return Speaker(name, "person", side, gender=_gender(registry.doc, source), why="named")


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
            called = _party_called(registry, _head_word(head), source, anywhere=True)
            if called is not None:
                return called
        return Speaker(_plain(doc, named), "organisation", side, head=_head_word(head), why="named")
    name = registry.full_name(person_words(doc[named.first : named.last]))
    if not name:  # a title alone: "the Sheikh said"
        return None
    registry.introduce(name)
    return Speaker(name, "person", side, head=_head_word(head), why="named")


def _role_before(doc: Doc, named: Source, head: Token) -> int | None:
    """Return where the role stands that a person's name follows ("governor Talal Barazi"); None if there is none."""
    roles = [t.i for t in doc[named.first : head.i] if lexicon.head_sorts().get(_head_word(t)) == "person"]
    if not roles or any(t.pos_ != "PROPN" and t.text != "-" for t in doc[roles[-1] + 1 : named.last]):
        return None
    return roles[-1]


def _apposed(registry: Registry, source: Source, head: Token) -> str:
    """Return the name that stands behind a comma after what somebody is ("the mayor, Ana Ruiz"), or nothing."""
    comma = next((t.i for t in registry.doc[head.i : source.last] if t.text == ","), None)
    if comma is None or lexicon.head_sorts().get(_head_word(head)) != "person":
        return ""
    name = registry.doc[comma + 1 : source.last]
    return person_words(name) if len(name) and all(t.pos_ == "PROPN" for t in name) else ""


def _party_apposed(registry: Registry, source: Source, head: Token) -> PartyMention | None:
    """Return the party named right behind a description and a comma ("that group, the Border Observatory")."""
    if head.i + 1 >= source.last or registry.doc[head.i + 1].text != ",":
        return None
    behind = [registry.parties[i] for i in range(head.i + 2, min(source.last, head.i + 4)) if i in registry.parties]
    return behind[0] if behind and behind[0].known else None


def _is_person(registry: Registry, source: Source, head: Token) -> bool:
    """Tell whether a name is a person's: known as one, with a title before it, or followed by "who"."""
    sort = lexicon.head_sorts().get(_head_word(head), "person")
    if sort != "person":
        return False
    if source.last - source.first == 1 and registry.is_person(head.text):
        return True
    if any(c.dep_ == "appos" and lexicon.head_sorts().get(_head_word(c)) == "person" for c in head.children):
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


def _head_word(head: Token) -> str:
    return head.lemma_.lower()


def _gender(doc: Doc, source: Source) -> str:
    words = {t.lower_ for t in doc[source.first : source.last]}
    return "f" if words & FEMALE else "m" if words & MALE else ""


def _plain(doc: Doc, source: Source) -> str:
    tokens = list(doc[source.first : source.last])
    if len(tokens) > 1 and tokens[0].lower_ == "one" and tokens[1].lower_ != "of":
        tokens.pop(0)
    while tokens and tokens[0].lower_ in {"the", "a", "an", "this", "that"}:
        tokens.pop(0)
    return "".join(t.text_with_ws for t in tokens).strip(" ,")


def _described(registry: Registry, source: Source, head: Token, sentence: int, history: History) -> Speaker:
    doc = registry.doc
    text, side = _plain(doc, source), registry.side(source.first, source.last)
    if owner := _author(registry, head, source, sentence, history):
        return owner
    lemma, sort = _head_word(head), lexicon.head_sorts().get(_head_word(head), "")
    plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"police", "media"}
    definite = doc[source.first].lower_ in DEFINITE
    modifiers = [t for t in doc[source.first : source.last] if t.i != head.i and t.pos_ in {"NOUN", "PROPN", "ADJ"}]
    if (
        definite
        and not plural
        and sort != ""
        and (earlier := _antecedent(registry, lemma, sort, modifiers, source, sentence, history))
    ):
        return earlier
    if lemma == "report" and head.tag_ == "NNS" and all(t.pos_ == "ADJ" for t in modifiers):
        return NOBODY  # "Initial reports said": nobody is named
    if definite and sort == "document" and not modifiers:
        return next((s for _, s in history.latest(sentence, pronouns.REACH)), NOBODY)
    if not sort and not any(_may_be_somebody(registry, t) for t in doc[source.first : source.last]):
        return NOBODY  # "the munitions said": a parse gone wrong, and no speaker
    kind: Kind = "organisation" if sort == "organisation" else "media" if sort == "media" else "unnamed"
    if plural and sort != "organisation" and kind != "media":
        kind = "group" if sort == "group" else "unnamed"
    if kind == "unnamed" and not plural and sort == "person":
        owned = any(t.tag_ == "POS" for t in doc[source.first : source.head])
        text = f"{text}, unnamed" if owned else f"an {text}" if "unnamed" in text.lower() else f"an unnamed {text}"
    return Speaker(
        text, kind, side, plural=plural, gender=_gender(doc, source), head=lemma, confidence=0.8, why="described"
    )


def _may_be_somebody(registry: Registry, token: Token) -> bool:
    """Tell whether a word can name people: a name, a noun for people, or one with an ending that makes such nouns."""
    if token.pos_ == "PROPN" or token.i in registry.parties or token.lower_ in {"media", "tv"}:
        return True
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and (lemma in lexicon.head_sorts() or lemma.endswith(AGENT_ENDINGS))


def _author(registry: Registry, head: Token, source: Source, sentence: int, history: History) -> Speaker | None:
    """Return whose document it is ("Palladino's statement")."""
    if lexicon.head_sorts().get(_head_word(head)) != "document":
        return None
    owner = next((c for c in head.children if c.dep_ == "poss" and c.tag_ != "PRP$" and c.i >= source.first), None)
    if owner is None:
        return None
    return resolve(registry, Source(source.first, owner.i + 1, owner.i), sentence, history)


def _antecedent(registry: Registry, lemma: str, sort: str, modifiers: list[Token], source: Source, sentence: int,
                history: History) -> Speaker | None:  # fmt: skip
    """Return the earlier speaker whom "the ministry", "the official" names again, if there is just one."""
    wanted = {t.lemma_.lower() for t in modifiers} - {"unnamed"}
    for _, speaker in history.latest(sentence, DESCRIPTION_REACH):
        if speaker.name is None:
            continue
        words = {w.lower().strip(",.'") for w in speaker.name.split()} | {speaker.head}
        bare = speaker.kind == "unnamed" and SAME_HEAD.get(speaker.head, speaker.head) != SAME_HEAD.get(lemma, lemma)
        if (
            not bare
            and SAME_HEAD.get(lemma, lemma) in {SAME_HEAD.get(w, w) for w in words}
            and wanted <= words | {"unnamed"}
        ):
            return speaker
    if wanted:
        return _fuller(registry, source)
    if named := registry.organisation_before(source.first, lemma):
        name = _plain(registry.doc, Source(named.start, named.end, named.end - 1))
        side = registry.side(named.start, named.end)
        return Speaker(name, "organisation", side, head=lemma, confidence=0.7, why="named before")
    if party := _party_called(registry, lemma, source):
        return party
    if sort == "organisation" and lemma not in GENERIC:
        return None
    matching = {"organisation": {"organisation", "group", "state"}, "media": {"media"}, "person": {"person"}}.get(
        sort, set()
    )
    recent = [s for _, s in history.latest(sentence, pronouns.REACH) if s.name and s.kind in matching and not s.plural]
    if recent and len({s.name for s in recent}) == 1:
        return recent[0]
    return None


def _party_called(registry: Registry, lemma: str, source: Source, *, anywhere: bool = False) -> Speaker | None:
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


def _fuller(registry: Registry, source: Source) -> Speaker | None:
    """Return the party that a fuller form of the words named before ("the foreign office": the UK foreign office)."""
    words = [t.lower_ for t in registry.doc[source.first : source.last] if t.pos_ in {"NOUN", "PROPN", "ADJ"}]
    for party in registry.parties_before(registry.doc[source.first].idx, words[-1] if words else ""):
        named = party.span.of(registry.draft.text).lower().split()
        if len(named) > len(words) and named[-len(words) :] == words:
            return Speaker(party.name, party.kind, party.side, confidence=0.7, why="named in full before")
    return None

"""Who a source is: the fullest name that the report gives, a description, or nobody.

A pronoun or "the ministry" is resolved only where a careful reader could; where two candidates remain, the
speaker stays open. That is a finding and no failure: an orphan is never guessed.
"""

from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.attribution import lexicon, mentions, naming, owners, pronouns, sides, sources
from counterclaim.attribution.owners import Describe
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import NOBODY, Candidate, History, Speaker
from counterclaim.ledger import Kind

# Endings of nouns for people who do something, where no table has the noun.
AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "ant", "ent", "ee", "ary", "ive", "person", "people")
# "the ministry", "the group": a description reaches further than a pronoun, it says more.
DESCRIPTION_REACH = 8
# Of these there are many: without one who was introduced before, "the activist" leaves open who speaks. "The mayor",
# "the minister" are known by their office.
ANYBODY = frozenset(
    ["activist", "witness", "eyewitness", "source", "resident", "doctor", "medic", "nurse", "official", "man", "woman",
     "boy", "girl", "soldier", "fighter", "survivor", "patient", "victim", "rescuer", "volunteer", "worker", "analyst",
     "journalist", "reporter", "photographer", "correspondent", "expert", "diplomat", "farmer", "teacher", "lawyer",
     "neighbour", "relative", "spokesman", "spokeswoman", "spokesperson"]
)  # fmt: skip
DEFINITE = frozenset(["the", "this", "that"])
# Words that may stand for any organisation that spoke before.
GENERIC = {"group", "organisation", "organization", "body", "party", "movement", "agency", "alliance", "network"}
SAME_HEAD = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "organization": "organisation",
    "center": "centre",
}


def resolve(
    registry: Registry, source: Source | None, sentence: int, history: History, leans: tuple[int, ...] = ()
) -> Speaker:
    """Return who the source is, in the light of who spoke before.

    Args:
        registry: the actors of the report.
        source: the words that stand for the speaker; None where there are none.
        sentence: the number of the sentence to look back from.
        history: who spoke before.
        leans: heads of the sources that lean on this one; one that leans on itself is nobody.
    """
    source = source and sources.core(registry.doc, source)
    if source is None or source.head in leans:
        return NOBODY
    return replace(_resolved(registry, source, sentence, history, (*leans, source.head)), at=source.head)


def _resolved(registry: Registry, source: Source, sentence: int, history: History, leans: tuple[int, ...]) -> Speaker:
    doc, head = registry.doc, registry.doc[source.head]

    def describe(described: Source) -> Speaker:
        place = mentions.sentence_of(registry, described.head)
        return resolve(registry, described, sentence if place is None else min(place, sentence), history, leans)

    if leaning := _leaning(registry, source, head, describe):
        return leaning
    if head.pos_ == "PRON" or head.lower_ in pronouns.HE | pronouns.IT | pronouns.THEY:
        return pronouns.resolve(registry, head, sentence, history, describe)
    parts = joint(doc, source)
    if len(parts) > 1:
        members = [resolve(registry, part, sentence, history, leans[:-1]) for part in parts]
        names = [m.name for m in members if m.name]
        behind = [m.side for m in members if m.side]
        if len(behind) < len(members):
            behind = []  # one side for all, or one for each: never one member's for another
        elif len(set(behind)) == 1:
            behind = behind[:1]
        kind = members[0].kind if len({m.kind for m in members}) == 1 else "group"
        return Speaker("; ".join(names) or None, kind, "; ".join(behind) or None, plural=True, why="joint speakers")
    if named := naming.named(registry, source, head):
        named = sides.with_side(registry, named, source, sentence, history, describe)
        return replace(named, words=frozenset(t.lemma_.lower() for t in doc[source.first : source.last]))
    described = _described(registry, source, head, sentence, history)
    if doc[source.first].lower_ not in DEFINITE:
        return described
    return replace(described, considered=_considered(head, sentence, history, described))


def _leaning(registry: Registry, source: Source, head: Token, describe: Describe) -> Speaker | None:
    """Return the speaker of a source that leans on another ("who", "none of them", "one, a teacher", "its report")."""
    if meant := owners.antecedent(registry, head, source.first):
        return describe(meant)
    if head.text in {"I", "We", "we", "me", "us"}:
        return owners.quoted_speaker(registry, head, describe)
    return (
        owners.of_group(registry, source, describe)
        or owners.one_who_is(registry, source, describe)
        or owners.owned(registry, source, head, describe)
    )


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
        apposed = apposed and not _are_listed(left, right[0])
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


def _are_listed(one: Token, other: Token) -> bool:
    """Tell whether a headline lists a state and another party by a comma alone ("India, Pakistan trade blame")."""
    return one.is_sent_start is True and one.ent_type_ == "GPE" and other.ent_type_ in {"GPE", "ORG", "NORP"}


def _member(doc: Doc, first: int, last: int) -> Source:
    """Return one member of a joint source, with the noun that heads it."""
    nominal = [t.i for t in doc[first:last] if t.pos_ in {"NOUN", "PROPN"}]
    preposition = next((t.i for t in doc[first:last] if t.pos_ == "ADP"), last)
    before = [i for i in nominal if i < preposition]
    return Source(first, last, (before or nominal or [last - 1])[-1])


def _described(registry: Registry, source: Source, head: Token, sentence: int, history: History) -> Speaker:
    doc = registry.doc
    text, side = naming.plain(doc, source), registry.side(source.first, source.last)
    if owner := _author(registry, head, source, sentence, history):
        return owner
    lemma, sort = naming.head_word(head), lexicon.head_sorts().get(naming.head_word(head), "")
    plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"police", "media"}
    definite = doc[source.first].lower_ in DEFINITE
    modifiers = [
        t for t in doc[source.first : source.last]
        if t.i != head.i and t.pos_ in {"NOUN", "PROPN", "ADJ"} and t.lower_ != "same"
    ]  # fmt: skip
    if definite and sort != "":
        wanted = frozenset(t.lemma_.lower() for t in modifiers)
        if earlier := _same_again(lemma, wanted, sentence, history, plural=plural):
            return earlier
        if not plural and (earlier := _antecedent(registry, lemma, sort, modifiers, source, sentence, history)):
            return earlier
        if not plural and sort == "person" and not modifiers and source.last == head.i + 1 and lemma in ANYBODY:
            if introduced := _introduced(registry, source, head, sentence):
                return introduced
            if _persons_before(sentence, history) > 1:
                return NOBODY
    if lemma == "report" and head.tag_ == "NNS" and all(t.pos_ == "ADJ" for t in modifiers):
        return NOBODY  # "Initial reports said": nobody is named
    if definite and sort == "document" and not modifiers:
        if earlier := next((s for _, s in history.latest(sentence, pronouns.REACH)), None):
            return earlier
        text = head.text
    if not sort and not any(_may_be_somebody(registry, t) for t in doc[source.first : source.last]):
        speaks = head.pos_ in {"NOUN", "PROPN", "NUM", "DET", "ADJ"} and head.lower_ not in sources.NEVER_SPEAK
        if not speaks:
            return NOBODY
    kind: Kind = "organisation" if sort == "organisation" else "media" if sort == "media" else "unnamed"
    if plural and sort != "organisation" and kind != "media":
        kind = "group" if sort == "group" else "unnamed"
    if kind == "unnamed" and not plural and sort == "person":
        owned = any(t.tag_ == "POS" for t in doc[source.first : source.head])
        text = f"{text}, unnamed" if owned else f"an {text}" if "unnamed" in text.lower() else f"an unnamed {text}"
    return Speaker(
        text,
        kind,
        side,
        plural=plural,
        gender=naming.gender_of(doc, source),
        head=lemma,
        confidence=0.8,
        why="described",
    )


def _persons_before(sentence: int, history: History) -> int:
    """Return how many single persons spoke before whom "the officer" might mean."""
    spoke = (s for _, s in history.latest(sentence, pronouns.REACH) if s.name and not s.plural)
    return len({s.name for s in spoke if s.kind in {"person", "unnamed"}})


def _may_be_somebody(registry: Registry, token: Token) -> bool:
    """Tell whether a word can name people: a name, a noun for people, or one with an ending that makes such nouns."""
    if token.pos_ == "PROPN" or token.i in registry.parties or token.lower_ in {"media", "tv"}:
        return True
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and (lemma in lexicon.head_sorts() or lemma.endswith(AGENT_ENDINGS))


def _author(registry: Registry, head: Token, source: Source, sentence: int, history: History) -> Speaker | None:
    """Return whose document it is ("Palladino's statement")."""
    if lexicon.head_sorts().get(naming.head_word(head)) != "document":
        return None
    owner = next((c for c in head.children if c.dep_ == "poss" and c.tag_ != "PRP$" and c.i >= source.first), None)
    if owner is None:
        return None
    return resolve(registry, Source(source.first, owner.i + 1, owner.i), sentence, history)


def _same_again(lemma: str, wanted: frozenset[str], sentence: int, history: History, *, plural: bool) -> Speaker | None:
    """Return the earlier speaker who was called so ("the official", "the state media"), latest first."""
    for _, speaker in history.latest(sentence, DESCRIPTION_REACH):
        if speaker.name is None or (plural and not speaker.plural and speaker.kind != "media"):
            continue
        words = {w.lower().strip(",.'") for w in speaker.name.split()} | {speaker.head} | speaker.words
        bare = speaker.kind == "unnamed" and SAME_HEAD.get(speaker.head, speaker.head) != SAME_HEAD.get(lemma, lemma)
        if not bare and SAME_HEAD.get(lemma, lemma) in {SAME_HEAD.get(w, w) for w in words} and wanted <= words:
            return speaker
    return None


def _introduced(registry: Registry, source: Source, head: Token, sentence: int) -> Speaker | None:
    """Return who was introduced before without speaking ("Police held a man. The man said"), by that description."""
    doc, sentences = registry.doc, registry.draft.sentences
    for number in range(sentence, max(-1, sentence - DESCRIPTION_REACH - 1), -1):
        first, last = sentences[number].first, min(sentences[number].last, source.first)
        for token in reversed(doc[first:last] if first < last else []):
            if token.lemma_ == head.lemma_ and token.tag_ == "NN" and token.dep_ != "compound":
                if token.dep_ == "appos" and token.head.i in registry.person_tokens:  # "Hugh Hill, a doctor, arrived"
                    named = sources.noun_phrase(doc, token.head, first, token.i)
                    return naming.named(registry, named, token.head)
                phrase = sources.noun_phrase(doc, token, first, last)
                text, side = naming.plain(doc, phrase), registry.side(phrase.first, phrase.last)
                gender, lemma = naming.gender_of(doc, phrase), naming.head_word(head)
                return Speaker(f"an unnamed {text}", "unnamed", side, gender=gender, head=lemma, confidence=0.7,
                               why="described before")  # fmt: skip
    return None


def _antecedent(registry: Registry, lemma: str, sort: str, modifiers: list[Token], source: Source, sentence: int,
                history: History) -> Speaker | None:  # fmt: skip
    """Return the earlier speaker whom "the ministry", "the official" names again, if there is just one."""
    if modifiers:
        return _fuller(registry, source)
    if named := registry.organisation_before(source.first, lemma):
        name = naming.plain(registry.doc, Source(named.start, named.end, named.end - 1))
        side = registry.side(named.start, named.end)
        return Speaker(name, "organisation", side, head=lemma, confidence=0.7, why="named before")
    if party := naming.party_called(registry, lemma, source):
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


def _fuller(registry: Registry, source: Source) -> Speaker | None:
    """Return the party that a fuller form of the words named before ("the foreign office": the UK foreign office)."""
    words = [t.lower_ for t in registry.doc[source.first : source.last] if t.pos_ in {"NOUN", "PROPN", "ADJ"}]
    for party in registry.parties_before(registry.doc[source.first].idx, words[-1] if words else ""):
        named = party.span.of(registry.draft.text).lower().split()
        if len(named) > len(words) and named[-len(words) :] == words:
            return Speaker(party.name, party.kind, party.side, confidence=0.7, why="named in full before")
    return None

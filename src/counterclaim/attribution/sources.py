"""Which words of a sentence name the source of a cue."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.attribution import lexicon

SUBJECTS = {"nsubj", "csubj"}
MODIFIERS = {
    "det",
    "amod",
    "compound",
    "poss",
    "nummod",
    "nmod",
    "case",
    "quantmod",
    "predet",
    "advmod",
    "npadvmod",
    "cc",
    "conj",
}
RELATIVE = {"who", "which", "that"}
NOMINAL = {"NOUN", "PROPN", "PRON"}
INTERROGATIVE = {"WP", "WDT", "WRB"}
# A headline's "as" begins a clause of its own: "100 hurt as Damascus and Moscow accuse rebels".
SUBORDINATORS = frozenset(["as", "after", "while", "when", "amid", "before", "since"])
# Words that a subject search may meet and that never speak.
NEVER_SPEAK = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "morning",
        "evening",
        "night",
        "day",
        "week",
        "month",
        "year",
        "what",
        "there",
        "this",
        "these",
        "those",
        "something",
        "nothing",
        "aim",
        "goal",
        "purpose",
        "objective",
        "intention",
        "intent",
        "attack",
        "attacks",
        "strike",
        "strikes",
        "airstrike",
        "airstrikes",
        "figure",
        "figures",
        "number",
        "numbers",
        "toll",
        "incident",
    ]
)
GOES_ON = frozenset(["accuse", "blame", "deny", "reject", "dismiss", "denounce", "condemn"])
# Nobody's name begins or ends with one of these parts of speech.
EDGES = frozenset(["CCONJ", "ADP", "SCONJ"])
ENDS = frozenset(["POS", "CC", "IN", "TO", "DT"])
ARTICLES = frozenset(["the", "a", "an"])
# What stands in brackets behind a name is at most so long.
BRACKET_TOKENS = 6
# Whoever does this to a document is not its author.
PASSED_OVER = frozenset(
    ["veto", "reject", "oppose", "block", "see", "receive", "obtain", "dismiss", "quote", "denounce"]
)


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens ``[first, last)`` that name a source; ``head`` is the noun or pronoun itself."""

    first: int
    last: int
    head: int


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the token that says, accuses, denies ...; None where the sentence names nobody."""
    if depth > 4:
        return None
    if by := agent(verb):
        return by
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.pos_ in {"VERB", "AUX"}:
                return _before_aside(child)
            if child.lower_ in RELATIVE and verb.dep_ == "relcl":
                return verb.head if verb.head.pos_ in NOMINAL else None
            return child if child.lower_ not in RELATIVE else None
    if passive:
        return None
    head = verb.head
    if verb.dep_ in {"conj", "xcomp"} and head.pos_ in {"VERB", "AUX"}:
        if above := _said_before(verb, head):
            return subject(above, depth + 1)
        return subject(head, depth + 1) or _passive_subject(head)
    if by := absolute(verb):
        return by
    if verb.dep_ in {"advcl", "ccomp", "acl", "parataxis", "dep", "prep", "pcomp"} and verb.tag_ == "VBG":
        if head.pos_ in {"VERB", "AUX"}:
            return subject(head, depth + 1) or _passive_subject(head)
        if head.pos_ in NOMINAL and (_speaks_by_its_word(head) or _of_others(head)):
            return head
        return next((subject(a, depth + 1) for a in head.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    return None


def _said_before(verb: Token, joined: Token) -> Token | None:
    """Return the verb of saying that another goes on from ("said the crowd was unarmed and accused the police").

    The parser joins the second verb to what is said; without a "that" of its own it is what the speaker does next. Of
    other verbs than those that accuse or deny it cannot be told.
    """
    if verb.lemma_.lower() not in GOES_ON:
        return None
    above = joined.head
    says = joined.dep_ == "ccomp" and above.pos_ == "VERB" and above.lemma_.lower() in lexicon.verbs()
    return above if says and verb.tag_ == above.tag_ and verb.dep_ == "conj" else None


def _speaks_by_its_word(noun: Token) -> bool:
    """Tell whether a participle behind a noun can be its own ("residents saying"): documents have another's word."""
    sort = lexicon.head_sorts().get(noun.lemma_.lower())
    return (sort is not None and sort != "document") or noun.pos_ == "PROPN"


def absolute(verb: Token) -> Token | None:
    """Return the noun between "with" and a participle ("with the president warning against haste"), if there is one."""
    if verb.tag_ != "VBG" or verb.i == 0:
        return None
    noun = verb.nbor(-1)
    return noun if noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.pos_ in NOMINAL else None


def _of_others(noun: Token) -> bool:
    """Tell whether a document is not the work of the verb's subject ("vetoed a resolution demanding")."""
    verb = noun.head
    document = lexicon.head_sorts().get(noun.lemma_.lower()) == "document"
    return document and noun.dep_ == "dobj" and verb.pos_ == "VERB" and verb.lemma_ in PASSED_OVER


def _before_aside(verb: Token) -> Token | None:
    """Return the noun before what the parser took for a subject ("Moore speaking beside the chancellor insisted")."""
    own = next((child for child in verb.children if child.dep_ in SUBJECTS and child.pos_ in NOMINAL), None)
    if own is not None:
        return own
    first = verb.left_edge.i
    before = verb.doc[first - 1] if first else None
    return before if before is not None and before.pos_ in NOMINAL and _speaks_by_its_word(before) else None


def agent(verb: Token) -> Token | None:
    """Return the noun behind "by" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def is_accused(doc: Doc, token: Token, end: int) -> bool:
    """Tell whether a headline's verb is a passive that has lost its auxiliary ("Army accused of shelling market")."""
    following = doc[token.i + 1].lower_ if token.i + 1 < end else ""
    return token.lower_ in {"accused", "blamed", "suspected"} and following in {"of", "for", "over", "in"}


def _passive_subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def neighbour(doc: Doc, verb: Token, first: int, last: int, *, inverts: bool) -> Token | None:
    """Return the noun that stands right before the verb; for weak parses.

    Args:
        inverts: whether the source may stand right behind this verb ("said Palladino").
    """
    i = verb.i - 1
    while i >= first and (doc[i].pos_ in {"ADV", "AUX", "PART"} or doc[i].tag_ == "MD"):
        i -= 1
    i = _before_bracket(doc, i, first)
    if i >= first and _may_speak(doc[i]):
        return doc[i]
    if not inverts:
        return None
    return behind(doc, verb, last)


def _before_bracket(doc: Doc, i: int, first: int) -> int:
    """Return the token before what stands in brackets there ("the Observatory (SOHR) said"), else the token itself."""
    if i < first or doc[i].text != ")":
        return i
    opened = next((k for k in range(i - 1, max(first, i - BRACKET_TOKENS) - 1, -1) if doc[k].text == "("), None)
    return i if opened is None else opened - 1


def spokesman(doc: Doc, i: int, first: int) -> Token:
    """Return who speaks for the noun at ``i`` ("Ana Ruiz a spokeswoman for the port said": Ruiz), else the noun."""
    at = i
    while at > first and doc[at - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}:
        at -= 1
    role_before = at - 2 >= first and lexicon.head_sorts().get(doc[at - 2].lemma_.lower()) == "person"
    if not role_before or doc[at - 1].lower_ not in {"for", "of", "with", "from", "at"} or doc[i].pos_ != "PROPN":
        return doc[i]
    role = at - 2
    start = role
    while start > first and doc[start - 1].pos_ in {"NOUN", "ADJ"}:
        start -= 1
    named = start - 2 >= first and doc[start - 1].lower_ in {"a", "an", "the"} and doc[start - 2].pos_ == "PROPN"
    return doc[start - 2] if named else doc[role]


def behind(doc: Doc, verb: Token, last: int) -> Token | None:
    """Return the noun that stands right behind the verb ("said the Observatory")."""
    i = verb.i + 1
    while i < last and doc[i].dep_ in {"det", "amod", "compound", "poss", "nummod", "case"}:
        i += 1
    if i < last and doc[i].pos_ != "PRON" and _may_speak(doc[i]):
        following = doc[i + 1] if i + 1 < last else None
        if following is None or following.pos_ not in {"VERB", "AUX"} or following.tag_ == "VBG":
            return doc[i]
    return None


def can_speak(token: Token, parties: frozenset[int]) -> bool:
    """Tell whether a noun names somebody who can speak: a party, a person, an organisation, or a word for one."""
    if token.i in parties or token.pos_ == "PRON" or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    lemma = token.lemma_.lower()
    # Names keep their plural ("the Union of Medical Organisations").
    return lemma in lexicon.head_sorts() or (token.tag_ == "NNPS" and lemma.removesuffix("s") in lexicon.head_sorts())


def _may_speak(token: Token) -> bool:
    return token.pos_ in NOMINAL and token.tag_ not in INTERROGATIVE and token.lower_ not in NEVER_SPEAK


def noun_phrase(doc: Doc, head: Token, first: int, last: int) -> Source:
    """Return the tokens of the noun phrase around its head inside ``[first, last)``, without relative clauses.

    Only what joins on without a gap is taken, so that a wrong attachment far away does no harm.
    """
    if head.pos_ == "PRON":
        return Source(head.i, head.i + 1, head.i)
    start = head.i
    while start > first and _belongs_left(doc[start - 1], head, doc):
        start -= 1
    excluded = {
        token.i
        for child in head.subtree
        if child.dep_ in {"relcl", "acl", "advcl"} and child.i > head.i
        for token in child.subtree
    }
    inside = {token.i for token in head.subtree if token.i > head.i} - excluded
    end = head.i + 1
    while end < last and head.ent_type_ == "PERSON" and doc[end].ent_iob_ == "I":
        end += 1
    while end < last and end in inside and (doc[end].pos_ != "VERB" or doc[end].dep_ == "amod"):
        end += 1
    while end > head.i + 1 and (
        doc[end - 1].is_punct or doc[end - 1].pos_ in {"CCONJ", "ADP", "SCONJ", "DET", "SPACE"}
    ):
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space or doc[start].pos_ in {"CCONJ", "ADP"}):
        start += 1
    end = _apposition_end(doc, head, end, last)
    return Source(_joined_left(doc, start, first), end, head.i)


def core(doc: Doc, source: Source) -> Source | None:
    """Return the words of a source that can name somebody: "Berlin's" of a pledge is Berlin, "and others" are others.

    Returns:
        None where nothing is left but an article or a date.
    """
    first, last = source.first, _before_open_bracket(doc, source)
    while first < last and (doc[first].is_punct or doc[first].is_space or doc[first].pos_ in EDGES):
        first += 1
    while first < last and (doc[last - 1].is_punct or doc[last - 1].is_space or doc[last - 1].tag_ in ENDS):
        last -= 1
    if all(token.lower_ in ARTICLES or token.ent_type_ == "DATE" for token in doc[first:last]):
        return None
    head = source.head
    if not first <= head < last:
        head = next((t.i for t in reversed(doc[first:last]) if t.pos_ in NOMINAL), last - 1)
    return Source(first, last, head)


def _before_open_bracket(doc: Doc, source: Source) -> int:
    """Return where a source ends, before a bracket that it opens and does not close ("Ana Ruiz (Left")."""
    depth, opened = 0, source.last
    for token in doc[source.first : source.last]:
        if token.text == "(":
            opened, depth = (token.i, 1) if depth == 0 else (opened, depth + 1)
        elif token.text == ")" and depth:
            depth -= 1
    return opened if depth and opened > source.first else source.last


def _apposition_end(doc: Doc, head: Token, end: int, last: int) -> int:
    """Return where a source ends that a name behind a comma makes known ("the mayor, Ana Ruiz")."""
    if end + 1 >= last or doc[end].text != "," or lexicon.head_sorts().get(head.lemma_.lower()) != "person":
        return end
    stop = end + 1
    while stop < last and doc[stop].pos_ == "PROPN":
        stop += 1
    closed = stop >= last or doc[stop].is_punct or doc[stop].pos_ in {"VERB", "AUX"}
    return stop if stop - end > 1 and closed else end


def _joined_left(doc: Doc, start: int, first: int) -> int:
    """Return where a joint source begins ("state media and a monitor"), if another noun is joined on the left."""
    while start - 2 >= first and doc[start - 1].lower_ == "and" and doc[start - 2].pos_ in {"NOUN", "PROPN"}:
        member = doc[start - 2]
        if member.lower_ in NEVER_SPEAK or (
            member.pos_ == "NOUN" and member.lemma_.lower() not in lexicon.head_sorts()
        ):
            break
        before = start - 2
        while before > first and doc[before - 1].pos_ in {"ADJ", "PROPN", "DET", "NOUN"}:
            before -= 1
        # After a verb or a preposition the noun belongs to what is said, not to who says it.
        if before > first and doc[before - 1].pos_ in {"ADP", "VERB"} and doc[before - 1].lower_ not in SUBORDINATORS:
            break
        start = before
    return start


def _belongs_left(token: Token, head: Token, doc: Doc) -> bool:
    if token.lower_ in SUBORDINATORS or token.is_space or token.text in {'"', ",", ";", ":"}:
        return False
    if token.dep_ in MODIFIERS or token.lower_ in {"'s", "’s"} or token.tag_ == "POS" or token.text == "-":
        ancestor = token
        for _ in range(6):
            if ancestor.i == head.i:
                return True
            ancestor = ancestor.head
        return token.ent_type_ in {"ORG", "PERSON"} and token.ent_iob_ in "BI" and doc[token.i + 1].ent_iob_ == "I"
    return token.ent_iob_ in "BI" and doc[token.i + 1].ent_iob_ == "I"

"""Sources that lean on another: "some of them", "one, a teacher", "who", "its press service", "his counterpart"."""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from counterclaim.attribution import lexicon, naming, sources
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import NOBODY, Speaker
from counterclaim.ledger import Kind

# Words that count out of a group: of "all of them", "none of them" the group itself speaks.
ALL = frozenset(["all", "none", "both", "neither", "each"])
SOME = frozenset(["some", "many", "most", "several", "few", "one", "two", "three", "four", "others", "another"])
OWNERS = frozenset(["his", "her", "its", "their"])
RELATIVES = frozenset(["who", "which", "that", "whom"])
QUOTED_CUE = 3

Describe = Callable[[Source], Speaker]


def antecedent(registry: Registry, head: Token, first: int) -> Source | None:
    """Return what a relative pronoun stands for ("the mayor, who said"), if the parse tells."""
    if head.lower_ not in RELATIVES or head.tag_ not in {"WP", "WDT"}:
        return None
    clause = next((t for t in head.ancestors if t.dep_ == "relcl"), None)
    if clause is None or clause.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    noun = clause.head
    return sources.noun_phrase(registry.doc, noun, noun.sent.start, min(head.i, noun.sent.end))


def of_group(registry: Registry, source: Source, describe: Describe) -> Speaker | None:
    """Return who "none of them", "a few of them" are, by the group that "them" means."""
    doc = registry.doc
    words = [t.lower_ for t in doc[source.first : source.last]]
    if len(words) < 3 or words[-2] != "of" or words[-1] not in {"them", "those"}:
        return None
    count = words[-3]
    if count not in ALL | SOME or doc[source.head].i < source.last - 3:
        return None  # "many residents, one of them a nurse" are the residents
    group = describe(Source(source.last - 1, source.last, source.last - 1))
    if group.name is None or count in ALL:
        return group
    kind: Kind = "unnamed"
    return replace(group, name=f"{' '.join(words[:-1]).removeprefix('a ')} {group.name}", kind=kind,
                   plural=count != "one", why="pronoun for the one who spoke before")  # fmt: skip


def one_who_is(registry: Registry, source: Source, describe: Describe) -> Speaker | None:
    """Return who "one, a teacher" is: the noun behind tells it."""
    head = registry.doc[source.head]
    if head.lower_ not in {"one", "another"}:
        return None
    apposed = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i > head.i), None)
    if apposed is None or lexicon.head_sorts().get(apposed.lemma_.lower()) != "person":
        return None
    return describe(sources.noun_phrase(registry.doc, apposed, head.i + 1, head.sent.end))


def owned(registry: Registry, source: Source, head: Token, describe: Describe) -> Speaker | None:
    """Return who "its press service", "his lawyer", "its report" is, named by whom it belongs to."""
    doc = registry.doc
    owner = doc[source.first]
    if owner.lower_ not in OWNERS or owner.tag_ != "PRP$" or source.last - source.first < 2:
        return None
    sort = lexicon.head_sorts().get(naming.head_word(head), "")
    if naming.head_word(head) == "counterpart":
        return _counterpart(registry, source, head)
    if any(i in registry.person_tokens for i in range(source.first, source.last)):
        return None  # "its spokesman Ben Ali" has a name of his own
    if naming.apposed(registry, source, head):
        return None  # and so has "its spokesman, Ben Ali"
    whose = describe(Source(owner.i, owner.i + 1, owner.i))
    if sort == "document":
        return whose
    if whose.name is None or sort not in {"person", "organisation", "group"}:
        return None
    rest = naming.plain(doc, Source(source.first + 1, source.last, source.head))
    kind: Kind = "organisation" if sort == "organisation" else "unnamed"
    bare = whose.name.removeprefix("an unnamed ")
    many = head.tag_ in {"NNS", "NNPS"}
    article = "an unnamed " if sort == "person" and not many else ""
    return Speaker(f"{article}{rest} of {bare}", kind, whose.side, plural=many, head=naming.head_word(head),
                   gender=naming.gender_of(doc, source), confidence=0.7, why="described")  # fmt: skip


def _counterpart(registry: Registry, source: Source, head: Token) -> Speaker | None:
    """Return the counterpart by his office: it is that of the one whose counterpart he is."""
    doc = registry.doc
    for token in reversed(doc[head.sent.start : source.first]):
        if token.pos_ not in {"NOUN", "PROPN"} or lexicon.head_sorts().get(naming.head_word(token)) != "person":
            continue
        first = token.i
        while first and doc[first - 1].dep_ in {"compound", "amod"} and first - 1 not in registry.parties:
            first -= 1
        country = naming.plain(doc, Source(source.first + 1, head.i, head.i - 1))
        name = f"an unnamed {country} {doc[first : token.i + 1].text}".replace("  ", " ")
        side = registry.side(source.first, source.last)
        return Speaker(name, "unnamed", side, head=naming.head_word(token), confidence=0.7, why="described")
    return None


def quoted_speaker(registry: Registry, pronoun: Token, describe: Describe) -> Speaker:
    """Return who "I" or "we" is inside a quotation: whom the words right behind it name ("..., said Hugh Hill")."""
    quotation = next((q for q in registry.draft.quotations if q.span.start <= pronoun.idx < q.span.end), None)
    if quotation is None:
        return NOBODY
    doc = registry.doc
    behind = [t for t in doc[pronoun.i :] if quotation.span.end <= t.idx][: QUOTED_CUE + 1]
    for token in behind:
        verb = token if token.pos_ == "VERB" else token.head if token.dep_ == "nsubj" else None
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.idx >= quotation.span.end), None) if (
            verb is not None) else None  # fmt: skip
        if subject is not None:
            return describe(sources.noun_phrase(doc, subject, subject.sent.start, subject.sent.end))
    return NOBODY

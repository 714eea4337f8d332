"""Deeds whose doer stands further off: "soldiers went from house to house and shot men", told by the parse.

The words next to a party decide first (``agents``). Only where they tie no act to it, the parse is asked of which verbs
the party is the subject; a parse of a text without commas errs most where subject and verb are far apart, so that the
verb has to be one that always harms, in the same sentence, and near.
"""

from __future__ import annotations  # spaCy is slow to load, and whoever only names its types does without it

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.claims.rules import agents
from counterclaim.claims.rules.acts import Form, forms
from counterclaim.claims.rules.agents import Act
from counterclaim.claims.rules.regions import Group, Region
from counterclaim.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Words between a subject and its verb; further off the parse is wrong more often than right.
REACH = 25
# "Officials attacked their predecessors": far from its subject, such a verb is often meant otherwise.
FIGURATIVE = frozenset(
    {"attack", "target", "hit", "strike", "hammer", "punish", "obstruct", "violate", "down", "level", "hang"}
)
PASSIVE = frozenset({"auxpass", "nsubjpass"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
OBJECTS = frozenset({"dobj", "prep", "dative", "prt"})


def further_off(draft: Draft, region: Region, group: Group) -> Act | None:
    """Return the first harmful act of which the parse makes a group the subject."""
    if draft.doc is None or any(not agents.can_act(mention) for mention in group.parties):
        return None
    subject = _head(draft.doc, region, group)
    if subject is None or subject.dep_ != "nsubj":
        return None
    starts = {word.span.start: k for k, word in enumerate(region.words)}
    for verb in _verbs(subject):
        at, form = starts.get(verb.idx), forms().get(verb.lower_)
        if at is None or form is None or not _harms(verb, form):
            continue
        if at <= group.last or any(group.last <= k < at for k in region.breaks):
            continue
        end = agents.act_end(region, at)
        return Act(group, region.span(at, end), agents.phrase(region, at, end), "clause")
    return None


def _head(doc: Doc, region: Region, group: Group) -> Token | None:
    span = region.span(group.first, max(agents.after_forces(region, group), group.last))
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def _verbs(subject: Token) -> Iterator[Token]:
    """Yield the verb of a subject and those joined to it that have no subject of their own, in their order."""
    first = subject.head
    joined = (v for v in first.conjuncts if not any(child.dep_ in SUBJECTS for child in v.children))
    for verb in sorted({first, *joined}, key=lambda token: token.i):
        if subject.i < verb.i <= subject.i + REACH and verb.pos_ == "VERB":
            yield verb


def _harms(verb: Token, form: Form) -> bool:
    """Tell whether a verb surely harms, has somebody or something that it is done to, and is not in the passive."""
    if not form.strong or form.kind == "ing" or form.lemma in FIGURATIVE:
        return False
    below = {child.dep_ for child in verb.children}
    return not below & PASSIVE and bool(below & OBJECTS)

"""Who is meant by "the planes" and "they": the party that was named with them before."""

import re
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.claims.rules import agents
from counterclaim.claims.rules.agents import Act
from counterclaim.claims.rules.regions import Group, Region, region_of
from counterclaim.draft import Draft
from counterclaim.ledger import NARRATOR, Span, Statement

# Names of one thing: "the jets" are the warplanes of the sentence before.
KINDS = (
    frozenset({"planes", "jets", "warplanes", "aircraft", "bombers", "plane", "jet", "warplane", "fighter"}),
    frozenset({"helicopters", "helicopter", "gunships", "gunship", "choppers"}),
    frozenset({"drones", "drone"}),
    frozenset({"troops", "soldiers", "forces"}),
    frozenset({"fighters", "militants", "gunmen", "rebels", "insurgents", "jihadists"}),
)
REFERRING = frozenset({"they"}).union(*KINDS)
DETERMINERS = frozenset({"the", "these", "those"})
# How far back, in characters, the party is looked for: two or three sentences.
REACH = 500
# "They said", "he said they": the speaker is meant by "they" only where it is no single person.
PERSON = re.compile(r"^(?:he|she|his|her|mr|mrs|ms)\b", re.IGNORECASE)


def referred(draft: Draft, statement: Statement, region: Region) -> Iterator[Act]:
    """Yield the acts of those who are only referred to, with the parties that were named before."""
    words = [word.folded for word in region.words]
    if REFERRING.isdisjoint(words):
        return
    for at in range(len(words)):
        word, before = region.word(at), region.word(at - 1)
        kind = next((kind for kind in KINDS if word in kind), None)
        if kind and before in DETERMINERS and not _is_named(region, at):
            parties = _named_with(draft, region.words[at - 1].span.start, kind)
            first = at - 1
        elif word == "they" and _tells_of_others(statement):
            parties, first = _last_group(draft, region.words[at].span.start), at
        else:
            continue
        if parties is None:
            continue
        group = replace(parties, first=first, last=at + 1)
        act = agents.active(region, group)
        if act:
            yield replace(act, rule="referred")


def _is_named(region: Region, at: int) -> bool:
    return any(group.first <= at < group.last for group in region.groups)


def _tells_of_others(statement: Statement) -> bool:
    """Tell whether "they" is somebody else than the speaker: a person speaks, or the report itself."""
    return statement.speaker == NARRATOR or statement.kind == "person"


def _before(draft: Draft, at: int) -> Region:
    return region_of(draft, Span(max(0, at - REACH), at))


def _named_with(draft: Draft, at: int, kind: frozenset[str]) -> Group | None:
    """The parties last named together with such a thing: "Saudi and Emirati jets"."""
    region = _before(draft, at)
    for group in reversed(region.groups):
        last = agents.after_forces(region, group)
        own = {region.word(k) for k in range(group.first, last)}
        if own & kind and all(agents.can_act(mention) for mention in group.parties):
            return group
    return None


def _last_group(draft: Draft, at: int) -> Group | None:
    """The armed group or army last named; None where two were, and "they" may be either."""
    region = _before(draft, at)
    armed = [
        group
        for group in region.groups
        if all(m.kind == "group" for m in group.parties) and not (group.first and region.word(group.first - 1) == "by")
    ]
    names = {mention.name for group in armed for mention in group.parties}
    return armed[-1] if len(names) == 1 else None

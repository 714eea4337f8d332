"""On whose word a claim rests: those who stand behind it, each folded into the side on whose behalf it speaks.

A spokesman, his office and his government are one originator; so are a state and its news agency. A report's own
voice is no originator: its reader cannot ask it for its source. Outlets and media in between are relays.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.identity import description, is_named
from counterclaim.language import alliances
from counterclaim.ledger import NARRATOR, Report, Statement
from counterclaim.stages import Stage

# Descriptions that cannot be told apart across reports: "a monitor" here and "a rights group" there may be one.
ALIKE = (
    ("monitor", re.compile(r"monitor|observatory|(?:human )?rights group|watchdog", re.IGNORECASE)),
    (
        "state media",
        re.compile(
            r"state(?:-run)? (?:media|tv|television|news agency|radio)|official news agency|sana", re.IGNORECASE
        ),
    ),
)


def originators(draft: CaseDraft, statement: Statement, incident: str) -> tuple[str, ...]:
    """Return the ids of the actors on whose word a statement rests; none for an orphan and for the narrator."""
    if statement.actor is None:
        return ()
    members = draft.members[statement.actor]
    if len(members) > 1 and all(_is_anybody(draft, member) for member in members):
        return (statement.actor,)  # "leaders and officials of other countries" are no two sources
    folded = (draft.represented[member] for member in members)
    return tuple(dict.fromkeys(draft.alike.get((incident, actor), actor) for actor in folded))


def class_of(name: str) -> str | None:
    """Return the class of descriptions that a name belongs to ("monitor", "state media"), if it does."""
    return next((label for label, words in ALIKE if words.search(name)), None)


def _stage(draft: CaseDraft) -> CaseDraft:
    alike = {(incident, actor): other for incident, told in draft.told.items()
             for actor, other in _alike(draft, incident, told).items()}  # fmt: skip
    draft = replace(draft, alike=alike)
    accusers = {incident: frozenset(_accusations(draft, incident, told)) for incident, told in draft.told.items()}
    return replace(draft, accusers=accusers)


def _alike(draft: CaseDraft, incident: str, told: tuple[Told, ...]) -> dict[str, str]:
    """Return the descriptions that may mean an actor who speaks of the same incident as well, with that actor."""
    said: dict[str, list[str]] = defaultdict(list)
    for _, statement, _ in told:
        for member in draft.members.get(statement.actor or "", ()):
            said[member].append(statement.id)
    vague = sorted(a for a in said if _is_vague(draft, a))
    found: dict[str, str] = {}
    for same in _groups(draft, incident, said, vague):
        known = sorted({draft.represented[a] for a in same if a not in vague})
        unknown = [a for a in same if a in vague and a not in found]
        if len(known) == 1:
            found.update(dict.fromkeys(unknown, known[0]))
        elif not known and unknown:
            fullest = max(unknown, key=lambda a: (len(draft.actor(a).name), a))
            found.update({a: fullest for a in unknown if a != fullest})
    return {a: _last(found, a) for a in found}


def _is_vague(draft: CaseDraft, actor: str) -> bool:
    """Tell whether an actor is only described, and on nobody's side: it may be anyone so described."""
    if draft.represented[actor] != actor:
        return False
    return draft.actor(actor).kind == "unnamed" or not is_named(draft.actor(actor).name)


def _is_anybody(draft: CaseDraft, actor: str) -> bool:
    """Tell whether an actor is only described, on nobody's side, and of no kind that there are few of."""
    return _is_vague(draft, actor) and class_of(draft.actor(actor).name) is None


def _groups(draft: CaseDraft, incident: str, said: dict[str, list[str]], vague: list[str]) -> Iterator[list[str]]:
    """Yield the actors that may be one: by the class of their description, by its words, by passages copied."""
    for label, _ in ALIKE:
        yield [a for a in sorted(said) if class_of(draft.actor(a).name) == label]
    worded: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for actor in vague:
        worded[description(draft.actor(actor).name)].append(actor)
    yield from worded.values()
    passages: dict[str, set[str]] = defaultdict(set)
    for actor in sorted(said):
        for statement in said[actor]:
            if first := draft.copies.get((incident, statement)):
                passages[first].add(actor)
    yield from (sorted(actors) for actors in passages.values() if len(actors) > 1)


def _last(found: dict[str, str], actor: str) -> str:
    seen = set()
    while actor in found and actor not in seen:
        seen.add(actor)
        actor = found[actor]
    return actor


def relays(report: Report, statement: Statement) -> tuple[str, ...]:
    """Return who passed a statement on: the media that were told, then the report's publisher, or the report itself."""
    outlet = report.publisher or report.id
    own = (f"{outlet} (own voice)",) if statement.speaker == NARRATOR else (outlet,)
    return (*statement.via, *own)


def _accusations(draft: CaseDraft, incident: str, told: Iterable[Told]) -> Iterator[tuple[str, str]]:
    """Yield the pairs (accuser, accused) of folded actors in one incident: they are on opposing sides in it."""
    for _, statement, claim in told:
        party = claim.text("party")
        if claim.type == "responsibility" and party and claim.polarity == "+" and statement.stance == "asserts":
            accused = {draft.represented[draft.parties[name]] for name in party.split("; ") if name}
            yield from ((a, b) for a in originators(draft, statement, incident) for b in accused if a != b)


def are_opposed(draft: CaseDraft, a: str, b: str, accused: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two originators stand against each other: in this incident, or by the table of sides."""
    if a == b:
        return False
    if (a, b) in accused or (b, a) in accused:
        return True
    return _opposed_by_table(draft.actor(a).name, draft.actor(b).name)


def are_allied(draft: CaseDraft, a: str, b: str) -> bool:
    """Tell whether two originators fight on one side of a war, by the table of sides."""
    return a != b and alliances.opposed(draft.actor(a).name, draft.actor(b).name) is False


@lru_cache(maxsize=20_000)
def _opposed_by_table(one: str, other: str) -> bool:
    return alliances.opposed(one, other) is True


def are_independent(draft: CaseDraft, a: str, b: str, accused: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two originators are known not to speak for one another: opposed, or one of them on no side."""
    if a == b:
        return False
    if are_opposed(draft, a, b, accused):
        return True
    sides = [draft.actor(x).side for x in (a, b)]
    return any(side is None for side in sides) and draft.represented[a] != draft.represented[b]


STAGE: Stage[CaseDraft] = Stage(
    "originators.v1", requires=("actors", "incidents", "told", "copies"), assigns=("alike", "accusers"), run=_stage
)

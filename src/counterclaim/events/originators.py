"""On whose word a claim rests: those who stand behind it, each folded into the side on whose behalf it speaks.

A spokesman, his office and his government are one originator; so are a state and its news agency. A report's own
voice is no originator: its reader cannot ask it for its source. Outlets and media in between are relays.
"""

import re
from collections import defaultdict
from dataclasses import replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.language.alliances import opposed
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
    folded = (draft.represented[member] for member in draft.members[statement.actor])
    return tuple(dict.fromkeys(draft.alike.get((incident, actor), actor) for actor in folded))


def class_of(name: str) -> str | None:
    """Return the class of descriptions that a name belongs to ("monitor", "state media"), if it does."""
    return next((label for label, words in ALIKE if words.search(name)), None)


def _stage(draft: CaseDraft) -> CaseDraft:
    """Find, for each incident, the descriptions that may mean an actor who speaks about it as well."""
    speakers: dict[str, set[str]] = defaultdict(set)
    for report in draft.reports:
        for statement in report.statements:
            if statement.actor is not None:
                for incident in {c.incident for c in statement.claims if c.incident}:
                    speakers[incident].update(draft.members[statement.actor])
    alike = {}
    for incident, present in speakers.items():
        for label, _ in ALIKE:
            named = sorted(a for a in present if class_of(draft.actor(a).name) == label)
            vague = [
                a for a in named if draft.represented[a] == a and draft.actor(a).name == draft.actor(a).name.lower()
            ]
            known = sorted({draft.represented[a] for a in named if a not in vague}) or _fullest(draft, vague)
            if len(known) == 1:
                alike.update({(incident, a): known[0] for a in vague if a != known[0]})
    return replace(draft, alike=alike)


def _fullest(draft: CaseDraft, vague: list[str]) -> list[str]:
    return [max(vague, key=lambda a: (len(draft.actor(a).name), a))] if vague else []


def relays(report: Report, statement: Statement) -> tuple[str, ...]:
    """Return who passed a statement on: the media that were told, then the report's publisher, or the report itself."""
    outlet = report.publisher or report.id
    own = (f"{outlet} (own voice)",) if statement.speaker == NARRATOR else (outlet,)
    return (*statement.via, *own)


def accusations(draft: CaseDraft, incident: str) -> frozenset[tuple[str, str]]:
    """Return the pairs (accuser, accused) of folded actors in one incident: they are on opposing sides in it."""
    pairs: set[tuple[str, str]] = set()
    for report in draft.reports:
        for statement in report.statements:
            for claim in statement.claims:
                party = claim.text("party")
                if claim.type == "responsibility" and claim.incident == incident and party and claim.polarity == "+":
                    for name in party.split("; "):
                        accused = draft.represented[draft.parties[name]]
                        pairs.update((a, accused) for a in originators(draft, statement, incident) if a != accused)
    return frozenset(pairs)


def are_opposed(draft: CaseDraft, a: str, b: str, accused: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two originators stand against each other: in this incident, or by the table of sides."""
    if a == b:
        return False
    if (a, b) in accused or (b, a) in accused:
        return True
    return opposed(draft.actor(a).name, draft.actor(b).name) is True


def are_independent(draft: CaseDraft, a: str, b: str, accused: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two originators are known not to speak for one another: opposed, or one of them on no side."""
    if a == b:
        return False
    if are_opposed(draft, a, b, accused):
        return True
    sides = [draft.actor(x).side for x in (a, b)]
    return any(side is None for side in sides) and draft.represented[a] != draft.represented[b]


STAGE: Stage[CaseDraft] = Stage("originators.v1", requires=("actors", "incidents"), assigns=("alike",), run=_stage)

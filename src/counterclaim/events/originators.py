"""On whose word a claim rests: those who stand behind it, each folded into the side on whose behalf it speaks.

A spokesman, his office and his government are one originator; so are a state and its news agency. A report's own
voice is no originator: its reader cannot ask it for its source. Outlets and media in between are relays.
"""

from counterclaim.events.case_draft import CaseDraft
from counterclaim.language.alliances import opposed
from counterclaim.ledger import NARRATOR, Report, Statement


def originators(draft: CaseDraft, statement: Statement) -> tuple[str, ...]:
    """Return the ids of the actors on whose word a statement rests; none for an orphan and for the narrator."""
    if statement.actor is None:
        return ()
    folded = (draft.represented[member] for member in draft.members[statement.actor])
    return tuple(dict.fromkeys(folded))


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
                        pairs.update((a, accused) for a in originators(draft, statement) if a != accused)
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

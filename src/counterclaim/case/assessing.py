"""From what a case holds to its ledger: readings, decisions on statements, events, decisions on actors and incidents.

Without decisions this is what a build over the same files gives, byte for byte.
"""

from collections.abc import Iterable, Sequence

from counterclaim.case import regroup, review
from counterclaim.case.anchors import Held
from counterclaim.case.decisions import Decision, Outcome, in_force
from counterclaim.events import assess as events
from counterclaim.events.case_draft import CaseDraft
from counterclaim.ingest.versions import linked
from counterclaim.ledger import Ledger
from counterclaim.program import PROGRAM
from counterclaim.stages import Stage


def assess(held: Sequence[Held], decisions: Iterable[Decision]) -> tuple[Ledger, list[Outcome]]:
    """Return the ledger of a case, and what became of each decision that bears on it.

    Args:
        held: the reports as the program reads them.
        decisions: all of them, in their order.
    """
    valid = in_force(decisions)
    reports, outcomes = review.apply(held, valid)
    reports = list(linked(reports))
    groups = [d for d in valid if d.action in regroup.ON_GROUPS]

    def revise(stage: Stage[CaseDraft], draft: CaseDraft) -> CaseDraft:
        for decision in groups:
            if decision.action in regroup.ON_ACTORS and "actors" in stage.assigns:
                draft, outcome = regroup.regroup_actors(draft, held, decision)
            elif decision.action in regroup.ON_INCIDENTS and "incidents" in stage.assigns:
                draft, outcome = regroup.regroup_incidents(draft, held, decision)
            else:
                continue
            outcomes.append(outcome)
        return draft

    ledger = events.assess(reports, program=PROGRAM, revise=revise if groups else None)
    return ledger, sorted(outcomes, key=lambda outcome: outcome.decision.id)

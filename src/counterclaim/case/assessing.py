"""From what a case holds to its ledger: readings, decisions on statements, events, decisions on actors and incidents.

Without decisions this is what a build over the same files gives, byte for byte.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.case import regroup, review
from counterclaim.case.anchors import Held
from counterclaim.case.decisions import Decision, Outcome, in_force
from counterclaim.events import assess as events
from counterclaim.events.case_draft import CaseDraft
from counterclaim.ingest.versions import linked
from counterclaim.ledger import Ledger
from counterclaim.pipeline import PROGRAM


def assess(held: Sequence[Held], decisions: Iterable[Decision]) -> tuple[Ledger, list[Outcome]]:
    """Return the ledger of a case, and what became of each decision that bears on it.

    Args:
        held: the reports as the program reads them.
        decisions: all of them, in their order.
    """
    valid = in_force(decisions)
    reports, outcomes = review.apply(held, valid)
    reports = list(linked(reports))
    groups = [d for d in valid if d.action in regroup.ON_ACTORS | regroup.ON_INCIDENTS]
    if not groups:
        return events.assess(reports, program=PROGRAM), outcomes
    draft = CaseDraft(program=PROGRAM, reports=tuple(sorted(reports, key=lambda report: report.id)))
    for stage in events.STAGES:
        draft = stage.run(draft)
        for decision in groups:
            if decision.action in regroup.ON_ACTORS and "actors" in stage.assigns:
                draft, outcome = regroup.regroup_actors(draft, held, decision)
            elif decision.action in regroup.ON_INCIDENTS and "incidents" in stage.assigns:
                draft, outcome = regroup.regroup_incidents(draft, held, decision)
            else:
                continue
            outcomes.append(outcome)
    ledger = replace(
        Ledger(program=PROGRAM), reports=draft.reports, actors=draft.actors, incidents=draft.incidents,
        points=draft.points, figures=draft.figures, accounts=draft.accounts,
    )  # fmt: skip
    return ledger, sorted(outcomes, key=lambda outcome: outcome.decision.id)

"""From the reports that were read to the ledger of the case."""

from collections.abc import Callable, Iterable

from counterclaim import stages
from counterclaim.events import (
    accounts,
    actors,
    copies,
    estimates,
    figures,
    incidents,
    originators,
    passages,
    points,
    replies,
)
from counterclaim.events.case_draft import CaseDraft
from counterclaim.ledger import Ledger, Report
from counterclaim.stages import Stage

STAGES: tuple[Stage[CaseDraft], ...] = stages.assemble(
    [actors.STAGE, passages.STAGE, incidents.STAGE, copies.STAGE, originators.STAGE, figures.STAGE, points.STAGE,
     accounts.STAGE, estimates.STAGE, replies.STAGE],
    given=("reports",),
)  # fmt: skip


Revise = Callable[[Stage[CaseDraft], CaseDraft], CaseDraft]


def assess(reports: Iterable[Report], *, program: str = "", revise: Revise | None = None) -> Ledger:
    """Return the ledger of these reports; it does not depend on their order.

    Args:
        reports: with their statements and claims; actors and incidents are found here.
        program: name and version of the program, as the ledger should carry it.
        revise: is given each stage and what it made, and returns what the next one goes on with; so decisions of
            analysts on actors and incidents come in.
    """
    ordered = tuple(sorted(reports, key=lambda report: report.id))
    draft = CaseDraft(program=program, reports=ordered)
    for stage in STAGES:
        draft = stage.run(draft) if revise is None else revise(stage, stage.run(draft))
    return Ledger(program=program, reports=draft.reports, actors=draft.actors, incidents=draft.incidents,
                  points=draft.points, figures=draft.figures, accounts=draft.accounts, estimates=draft.estimates,
                  replies=draft.replies, copies=draft.passages)  # fmt: skip

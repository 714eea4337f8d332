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
from counterclaim.events.gist import NAME as GIST
from counterclaim.ledger import Incident, Ledger, Report
from counterclaim.program import PROGRAM
from counterclaim.stages import Stage

# What the case as a whole must be known for, and what is found for each incident by itself.
OF_THE_CASE = (actors.STAGE, passages.STAGE, incidents.STAGE)
OF_EACH_INCIDENT = (copies.STAGE, originators.STAGE, figures.STAGE, points.STAGE, accounts.STAGE, estimates.STAGE,
                    replies.STAGE)  # fmt: skip
STAGES: tuple[Stage[CaseDraft], ...] = stages.assemble([*OF_THE_CASE, *OF_EACH_INCIDENT], given=("reports",))


# What the findings of a case were made by; those of another version are made anew.
MADE_BY = " ".join([PROGRAM, GIST, *(stage.name for stage in STAGES)])

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
    return _ledger(draft)


def assess_incident(
    reports: Iterable[Report], incident: Incident, told: Iterable[incidents.ReportAbout], elsewhere: actors.Elsewhere
) -> Ledger:
    """Return what the ledger of a case says of one of its incidents, under other ids and without passages.

    Args:
        reports: those that tell of the incident, with their statements and claims.
        incident: as the whole case shows it to be.
        told: which of the events of these reports it is: their own (None), or another one by its name.
        elsewhere: what all reports of the case say of its actors.
    """
    draft = actors.cast(CaseDraft(reports=tuple(sorted(reports, key=lambda report: report.id))), elsewhere)
    draft = incidents.place_claims(draft, [incident], dict.fromkeys(told, incident.id))
    return _ledger(stages.run(OF_EACH_INCIDENT, draft))


def _ledger(draft: CaseDraft) -> Ledger:
    return Ledger(program=draft.program, reports=draft.reports, actors=draft.actors, incidents=draft.incidents,
                  points=draft.points, figures=draft.figures, accounts=draft.accounts, estimates=draft.estimates,
                  replies=draft.replies, copies=draft.passages)  # fmt: skip

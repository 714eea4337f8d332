"""The table of claim types, and the stage that finds the claims of all of them."""

from dataclasses import replace

from counterclaim.claims import casualty, evidence, means, motive, occurrence, responsibility, when, where
from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.perpetrators import graded
from counterclaim.claims.reconcile import reconcile
from counterclaim.draft import Draft
from counterclaim.language.parse import repeated_title
from counterclaim.ledger import NARRATOR, Claim, Statement
from counterclaim.stages import Stage

TABLE: tuple[ClaimType, ...] = (
    casualty.TYPE,
    means.TYPE,
    occurrence.TYPE,
    responsibility.TYPE,
    motive.TYPE,
    evidence.TYPE,
    when.TYPE,
    where.TYPE,
)


def claim_type(name: str) -> ClaimType:
    """Return the row of the table with this name.

    Raises:
        KeyError: if there is no such claim type.
    """
    return {row.name: row for row in TABLE}[name]


def find_claims(draft: Draft, statement: Statement) -> tuple[Claim, ...]:
    """Return the claims of all types in one statement, in the order of the text."""
    found = [claim for row in TABLE for claim in row.find(draft, statement)]
    order = {row.name: number for number, row in enumerate(TABLE)}
    return tuple(sorted(found, key=lambda claim: (claim.span, order[claim.type])))


def is_repeated(draft: Draft, statement: Statement) -> bool:
    """Tell whether a statement only repeats the headline at the head of the body: it is claimed once."""
    again = repeated_title(draft.report)[1:]
    return bool(again) and all(any(content.within(span) for span in again) for content in statement.content)


def _run(draft: Draft) -> Draft:
    statements = [
        s if is_repeated(draft, s) else replace(s, claims=reconcile(draft, find_claims(draft, s)))
        for s in draft.statements
    ]
    # The report's own voice is kept only where it claims something; what others say is kept always.
    kept = [s for s in statements if s.claims or s.speaker != NARRATOR]
    return replace(draft, statements=graded(draft, kept))


STAGE: Stage[Draft] = Stage(
    "claims.v1",
    requires=("doc", "sentences", "places", "dates", "figures", "parties", "statements"),
    assigns=("claims",),
    run=_run,
)

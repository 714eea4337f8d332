"""The table of claim types, and the stage that finds the claims of all of them."""

from collections.abc import Iterable
from dataclasses import replace

from counterclaim.claims import casualty, evidence, means, motive, occurrence, responsibility, when, where
from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.fusion import joined
from counterclaim.claims.perpetrators import graded
from counterclaim.claims.telling import tellings
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


def by_rules(draft: Draft, statement: Statement) -> tuple[Claim, ...]:
    """Return what the hand-written rules find in a statement, of the claim types that keep any."""
    return tuple(claim for row in TABLE if row.by_rules for claim in row.by_rules(draft, statement))


def is_repeated(draft: Draft, statement: Statement) -> bool:
    """Tell whether a statement only repeats the headline at the head of the body: it is claimed once."""
    again = repeated_title(draft.report)[1:]
    return bool(again) and all(any(content.within(span) for span in again) for content in statement.content)


def _run(draft: Draft) -> Draft:
    statements = [s for s in draft.statements if not is_repeated(draft, s)]
    read = [tuple(claim for row in TABLE for claim in row.read(telling)) for telling in tellings(draft, statements)]
    everywhere = [claim for claims in read for claim in claims]
    found = {
        statement.id: in_order(joined(own, by_rules(draft, statement), everywhere))
        for statement, own in zip(statements, read, strict=True)
    }
    told = [replace(s, claims=found.get(s.id, ())) for s in draft.statements]
    # The report's own voice is kept only where it claims something; what others say is kept always.
    kept = [s for s in told if s.claims or s.speaker != NARRATOR]
    return replace(draft, statements=graded(draft, kept))


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims in the order of the text, and of the table."""
    order = {row.name: number for number, row in enumerate(TABLE)}
    return tuple(sorted(claims, key=lambda claim: (claim.span, order[claim.type])))


STAGE: Stage[Draft] = Stage(
    "claims.v2",
    requires=("doc", "sentences", "places", "dates", "figures", "parties", "events", "statements"),
    assigns=("claims",),
    run=_run,
)

"""What each holder of an account claims to have, to lack or to want as evidence."""

from collections.abc import Collection

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.leaning import HELD
from counterclaim.events.originators import originators
from counterclaim.findings import Proof

# So many are listed for an account.
MOST_LISTED = 20


def proofs(draft: CaseDraft, incident: str, holders: Collection[str]) -> tuple[Proof, ...]:
    """Return what the holders of an account say of evidence, each thing once, in reading order."""
    found: dict[tuple[str, str, str], Proof] = {}
    for report, statement, claim in draft.told.get(incident, ()):
        if claim.type != "evidence" or statement.stance not in HELD:
            continue
        aspect = f"not {claim.text('aspect')}" if claim.polarity == "-" else claim.text("aspect") or ""
        what = claim.text("what") or claim.span.of(report.text)
        for holder in originators(draft, statement, incident):
            if holder in holders:
                proof = Proof(holder=holder, aspect=aspect, what=what, statement=statement.id)
                found.setdefault((holder, aspect, what.lower()), proof)
    return tuple(found.values())[:MOST_LISTED]

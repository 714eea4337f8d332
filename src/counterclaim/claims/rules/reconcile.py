"""What the claims of one statement say of one another: a denial of responsibility does not deny the means."""

import re

from counterclaim.claims.rules.occurrence import is_contested
from counterclaim.draft import Draft
from counterclaim.ledger import Claim

# "with any missiles", "no chlorine", "not any containing chlorine gas": the means itself is denied.
DIRECT = re.compile(r"\b(?:any|no|never|without|nor)\b[^.;]{0,25}$", re.IGNORECASE)
REACH = 40
# Claims that presuppose the event.
TELLING = frozenset({"casualty", "responsibility", "means"})


def reconcile(draft: Draft, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims of one statement without those that its other claims make idle.

    "Dismissed claims that the rebels launched a gas attack" says who did not do it, and nothing of gas. Who says what
    hit the school, who did it or how many died does not speak of whether it was hit, unless somebody doubts that.
    """
    if any(c.type in TELLING and c.polarity == "+" for c in claims) and not is_contested(draft.text):
        claims = tuple(c for c in claims if c.rule != "happened")
    if not any(c.type == "responsibility" and c.polarity == "-" for c in claims):
        return claims
    return tuple(c for c in claims if c.type != "means" or c.polarity == "+" or _is_direct(draft, c))


def _is_direct(draft: Draft, claim: Claim) -> bool:
    return DIRECT.search(draft.text[max(0, claim.span.start - REACH) : claim.span.start]) is not None

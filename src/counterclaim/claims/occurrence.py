"""Occurrence claims: whether the event happened, or was staged or made up."""

import re
from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.ledger import Claim

HAPPENED = "the event happened"
# "Staged a raid" carried one out.
STAGED = re.compile(r"\b(?:staged\b(?!\s+an?\s)|staging\b|mise-en-sc[eè]ne|re-?enact)", re.IGNORECASE)
MADE_UP = re.compile(
    r"\b(?:fabricat\w*|invent(?:ed|ing|ion)|hoax\w*|faked?|made[ -]up|concoct\w*|fictions?)\b", re.IGNORECASE
)


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each bare happening."""
    for mention in telling.of_frame("happening"):
        yield Claim(
            type="occurrence",
            span=mention.span,
            polarity="-" if mention.negated else "+",
            about=about(mention),
            rule=MENTION,
            values=(("what", what_of(telling.words(mention.span))),),
        )


def what_of(words: str) -> str:
    """Return the version of what happened that some words tell."""
    if STAGED.search(words):
        return "staged"
    return "fabricated" if MADE_UP.search(words) else HAPPENED


def compatible(first: str, second: str) -> bool:
    """Tell whether two answers can both be true: what was staged or made up did not happen."""
    return first == second or HAPPENED not in {first, second}


TYPE = ClaimType(
    name="occurrence",
    question="Did it happen?",
    fields=("what",),
    read=read,
    by_rules=None,
    answer=lambda claim: claim.text("what"),
    compatible=compatible,
)

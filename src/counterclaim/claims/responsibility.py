"""Responsibility claims: who is held to have done it, or not to have done it."""

from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.rules import responsibility as rules
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.ledger import Claim


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each doer of each deed; a deed whose doer the statement does not name blames nobody."""
    for mention in telling.of_frame("deed"):
        for agent in dict.fromkeys(a for a in mention.arguments if a.role == "agent"):
            yield Claim(
                type="responsibility",
                span=mention.span,
                polarity="-" if mention.negated else "+",
                about=about(mention),
                rule=MENTION,
                values=(
                    ("party", telling.doers.name(agent.span, telling.statement)),
                    ("act", telling.words(mention.span)),
                ),
            )


def answer(claim: Claim) -> str | None:
    """The party held responsible."""
    return claim.text("party")


def compatible(one: str, other: str) -> bool:
    """Two answers can both be true if one names the other among its alternatives or allies."""
    return one in other.split(" or ") or other in one.split(" or ")


TYPE = ClaimType(
    name="responsibility",
    question="Who did it?",
    fields=("party", "act", "confidence"),
    read=read,
    by_rules=rules.find,
    answer=answer,
    compatible=compatible,
)

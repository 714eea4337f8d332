"""Motive claims: why it was done, and by whom for that reason."""

from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.ledger import Claim


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each reason that is given for a deed."""
    for mention in telling.of_frame("reason"):
        agent = mention.argument("agent")
        yield Claim(
            type="motive",
            span=mention.span,
            polarity="-" if mention.negated else "+",
            about=about(mention),
            rule=MENTION,
            values=(
                ("party", telling.doers.name(agent.span, telling.statement) if agent else None),
                ("what", telling.words(mention.span)),
            ),
        )


def answer(claim: Claim) -> str | None:
    """What was wanted."""
    return claim.text("what")


def compatible(one: str, other: str) -> bool:
    """One may do a thing for two reasons: motives never exclude each other by their words alone."""
    return True


TYPE = ClaimType("motive", "Why?", ("party", "what"), read, None, answer, compatible)

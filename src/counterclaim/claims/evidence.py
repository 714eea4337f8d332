"""Evidence claims: who has proof, who lacks it, who tampered with it, who could look, who looked from outside."""

from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.rules import evidence as rules
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.ledger import Claim


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each mention of proof."""
    for mention in telling.of_frame("proof"):
        yield Claim(
            type="evidence",
            span=mention.span,
            polarity="-" if mention.negated and mention.aspect != "lacks" else "+",  # "no proof" is lacking it
            about=about(mention),
            rule=MENTION,
            values=(("what", telling.words(mention.span)), ("aspect", mention.aspect)),
        )


def answer(claim: Claim) -> str | None:
    """The aspect of the proof: that there is some, that there is none, who could look."""
    return claim.text("aspect")


def compatible(one: str, other: str) -> bool:
    """That there is proof and that there is none cannot both be true; all other aspects can."""
    return {one, other} != {"has", "lacks"}


TYPE = ClaimType("evidence", "What proof?", ("what", "aspect"), read, rules.find, answer, compatible)

"""What a claim type is: how its claims are read, what they answer, and when two answers contradict each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counterclaim.claims.telling import Telling
from counterclaim.draft import Draft
from counterclaim.ledger import Claim, Statement


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One row of the table of claim types.

    Attributes:
        name: the type as the ledger names it ("casualty").
        question: the question of the point that its claims answer ("Who did it?").
        fields: names of the values that its claims carry.
        read: reads the claims of this type off the event mentions of one statement; ``incident`` stays None.
        by_rules: hand-written reader whose claims are taken where the event mentions have none of this type near; None
            where there is none that pays.
        answer: the position that a claim takes, as a short text for readers; equal answers are one position.
            None where the claim answers nothing (a figure with no bounds).
        compatible: tells whether two different answers can both be true ("toxic gas" and "chlorine").
    """

    name: str
    question: str
    fields: tuple[str, ...]
    read: Callable[[Telling], Iterable[Claim]]
    by_rules: Callable[[Draft, Statement], Iterable[Claim]] | None
    answer: Callable[[Claim], str | None]
    compatible: Callable[[str, str], bool]

"""What a claim type is: how its claims are found, what they answer, and when two answers contradict each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counterclaim.draft import Draft
from counterclaim.ledger import Claim, Statement


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One row of the table of claim types.

    Attributes:
        name: the type as the ledger names it ("casualty").
        question: the question of the point that its claims answer ("Who did it?").
        fields: names of the values that its claims carry.
        find: finds the claims of this type in one statement of a draft; ``incident`` and ``about`` stay None.
        answer: the position that a claim takes, as a short text for readers; equal answers are one position.
            None where the claim answers nothing (a figure with no bounds).
        compatible: tells whether two different answers can both be true ("toxic gas" and "chlorine").
    """

    name: str
    question: str
    fields: tuple[str, ...]
    find: Callable[[Draft, Statement], Iterable[Claim]]
    answer: Callable[[Claim], str | None]
    compatible: Callable[[str, str], bool]

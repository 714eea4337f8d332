"""Join what is read off event mentions with what hand-written rules find beside them."""

from collections.abc import Sequence

from counterclaim.ledger import Claim

# Characters between a rule's claim and one of the same type that is read off an event mention, within which the rule's
# is taken for the same. Of 0 to 120 the development sets lose least at 60.
BESIDE = 60


def joined(read: Sequence[Claim], ruled: Sequence[Claim], everywhere: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims of a statement: those that were read, and those of the rules that have none of theirs near.

    Args:
        read: off the event mentions of the statement.
        ruled: found by the rules in the statement.
        everywhere: off the event mentions of the whole report; what another statement has is not found again.
    """
    return (*read, *(one for one in ruled if not any(_same(one, other) for other in everywhere)))


def _same(one: Claim, other: Claim) -> bool:
    near = one.span.start - BESIDE <= other.span.end and other.span.start - BESIDE <= one.span.end
    return one.type == other.type and near

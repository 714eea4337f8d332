"""The status of a point, by rules that a reader can recompute from what is shown.

Disputed: one answer is held and denied, or two answers exclude each other and are held by originators who stand against
each other (for tolls: who do not speak for one another). Common ground: one answer is held by two originators on
opposing sides, or (for what happened to people) by two that do not speak for one another, and nobody denies it.
One-sided: held, but only by one side. Open: nobody is named who holds a position; it is only asked, doubted, or told in
the report's own voice.
"""

from collections.abc import Sequence
from itertools import combinations

from counterclaim.events.conflicts import Question
from counterclaim.events.grading import NOT_SHARED
from counterclaim.findings import Conflict
from counterclaim.ledger import Position, Status


def judge(question: Question, found: Sequence[Conflict]) -> tuple[Status, str]:
    """Return the status of a point and the reason for it, in words that a reader can check.

    Args:
        question: with the positions that are taken on it.
        found: the conflicts between them.
    """
    held = [p for p in question.positions if p.originators]
    if not held:
        return "open", "nobody is named who holds a position"
    if reason := next((conflict.reason for conflict in found if conflict.decides), None):
        return "disputed", reason
    for opposed in (True, False):
        if reason := next((r for p in held if (r := _agreed(question, p, opposed=opposed))), None):
            return "common ground", reason
    holders = list(dict.fromkeys(o for p in held for o in p.originators))
    one = question.name(holders[0])
    return "one-sided", f"held only by {one if len(holders) == 1 else _several(holders)}"


def _agreed(question: Question, p: Position, *, opposed: bool) -> str | None:
    """Say by which two an answer is held who stand against each other, or at least do not speak for one another."""
    if question.row.name in NOT_SHARED:
        return None
    for a, b in combinations(question.stands(p), 2):
        named = f"“{p.answer}” is {_verb(p)} by {question.name(a)} and by {question.name(b)}"
        if opposed and question.opposed(a, b):
            return f"{named}, who stand against each other"
        if not opposed and question.row.name == "casualty" and p.polarity == "+" and question.independent(a, b):
            return f"{named}, and denied by nobody"
    return None


def _verb(position: Position) -> str:
    return "held" if position.polarity == "+" else "denied"


def _several(holders: list[str]) -> str:
    return f"{len(holders)} originators, none of them opposed to another"

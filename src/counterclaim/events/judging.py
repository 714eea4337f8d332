"""The status of a point, by rules that a reader can recompute from what is shown.

Disputed: one answer is held and denied, or two answers exclude each other and are held by originators who stand against
each other (for tolls: who do not speak for one another). Common ground: one answer is held by two originators on
opposing sides, or (for what happened to people) by two that do not speak for one another, and nobody denies it.
One-sided: held, but only by one side. Open: nobody is named who holds a position; it is only asked, doubted, or told in
the report's own voice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

from counterclaim.claims.claim_type import ClaimType
from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.originators import are_independent, are_opposed
from counterclaim.events.standing import Standing, contradictions
from counterclaim.ledger import Position, Status

# Questions on which answers that differ by their words alone do not exclude each other.
NEVER_EXCLUDE = {"motive", "evidence", "where"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one incident, with all that its status depends on.

    Attributes:
        accused: pairs (accuser, accused) of originators in this incident.
        held: for tolls, what each originator stands by.
    """

    draft: CaseDraft
    row: ClaimType
    positions: tuple[Position, ...]
    accused: frozenset[tuple[str, str]] = frozenset()
    held: Standing = field(default_factory=dict)

    def opposed(self, a: str, b: str) -> bool:
        """Tell whether two originators stand against each other."""
        return are_opposed(self.draft, a, b, self.accused)

    def independent(self, a: str, b: str) -> bool:
        """Tell whether two originators are known not to speak for one another."""
        return are_independent(self.draft, a, b, self.accused)

    def name(self, actor: str) -> str:
        """Return the name of an actor."""
        return self.draft.actor(actor).name


def judge(question: Question) -> tuple[Status, str]:
    """Return the status of a point and the reason for it, in words that a reader can check."""
    held = [p for p in question.positions if p.originators]
    if not held:
        return "open", "nobody is named who holds a position"
    if reason := next(_conflicts(question, held), None):
        return "disputed", reason
    for p in held:
        for a, b in combinations(p.originators, 2):
            named = f"“{p.answer}” is {_verb(p)} by {question.name(a)} and by {question.name(b)}"
            if question.opposed(a, b):
                return "common ground", f"{named}, who stand against each other"
            if question.row.name == "casualty" and p.polarity == "+" and question.independent(a, b):
                return "common ground", f"{named}, and denied by nobody"
    holders = list(dict.fromkeys(o for p in held for o in p.originators))
    one = question.name(holders[0])
    return "one-sided", f"held only by {one if len(holders) == 1 else _several(holders)}"


def _verb(position: Position) -> str:
    return "held" if position.polarity == "+" else "denied"


def _several(holders: list[str]) -> str:
    return f"{len(holders)} originators, none of them opposed to another"


def _conflicts(question: Question, held: list[Position]) -> Iterator[str]:
    """Yield why positions cannot all be true: what is held and denied first, then answers that exclude each other."""
    pairs = list(combinations(held, 2))
    for p, q in pairs:
        if p.polarity != q.polarity and _is_about_same(question, p, q):
            said, denied = (p, q) if p.polarity == "+" else (q, p)
            two = next(((a, b) for a, b in product(said.originators, denied.originators) if a != b), None)
            if two:
                yield (f"“{said.answer}” is held by {question.name(two[0])} and denied by {question.name(two[1])}"
                       + (f" (“{denied.answer}”)" if said.answer != denied.answer else ""))  # fmt: skip
    if question.row.name == "casualty":
        yield from _tolls_apart(question)
        return
    for p, q in pairs:
        if p.polarity == q.polarity == "+" and (two := _exclude(question, p, q)):
            yield f"{question.name(two[0])} says “{p.answer}”, {question.name(two[1])} says “{q.answer}”"


def _is_about_same(question: Question, p: Position, q: Position) -> bool:
    """Tell whether two answers are one: in other words, or one party by two names ("the army", "the government")."""
    if p.answer == q.answer:
        return True
    return question.row.name == "responsibility" and bool(parties(question.draft, p) & parties(question.draft, q))


def parties(draft: CaseDraft, position: Position) -> frozenset[str]:
    """Return those on whose behalf the parties of an answer to who did it act."""
    named = (name for name in position.answer.split("; ") if name in draft.parties)
    return frozenset(draft.represented[draft.parties[name]] for name in named)


def _exclude(question: Question, p: Position, q: Position) -> tuple[str, str] | None:
    """Return who stands against whom with two answers of which only one can be true."""
    row = question.row
    if p.answer == q.answer or row.name in NEVER_EXCLUDE or row.compatible(p.answer, q.answer):
        return None
    if set(p.originators) & set(q.originators):
        return None  # one speaker's several answers are alternatives, or parts of one
    if row.name == "responsibility":
        ours, theirs = parties(question.draft, p), parties(question.draft, q)
        if ours & theirs or not any(question.opposed(a, b) for a, b in product(ours, theirs)):
            return None
        return p.originators[0], q.originators[0]
    return next(((a, b) for a, b in product(p.originators, q.originators) if question.opposed(a, b)), None)


def _tolls_apart(question: Question) -> Iterator[str]:
    """Yield the tolls of originators who do not speak for one another that cannot both be true."""
    for one, ones, other, others in contradictions(question.held, question.row.compatible):
        two = next(((a, b) for a, b in product(ones, others) if question.independent(a, b)), None)
        if two:
            yield f"{question.name(two[0])} says “{one}”, {question.name(two[1])} says “{other}”"

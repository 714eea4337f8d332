"""Answers to one question of which only one can be true, with those who stand by each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product

from counterclaim.claims.claim_type import ClaimType
from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.leaning import Leaning, Topic, topic
from counterclaim.events.originators import are_independent, are_opposed
from counterclaim.events.standing import Contradiction, Standing, Toll, contradictions
from counterclaim.findings import Conflict
from counterclaim.ledger import Position

# Questions on which answers that differ by their words alone do not exclude each other.
NEVER_EXCLUDE = {"motive", "evidence", "where"}
# So many conflicts of one point are listed; a point is disputed by its first one.
MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one incident, with all that its status depends on.

    Attributes:
        accused: pairs (accuser, accused) of originators in this incident.
        lean: where those stand who are said to hold a thing and to deny it as well.
        held: for tolls, what each originator stands by.
        nobody: for tolls, those that nobody is named for.
        doubted: for answers that somebody doubts, the originators who do and their statements.
    """

    draft: CaseDraft
    row: ClaimType
    positions: tuple[Position, ...]
    accused: frozenset[tuple[str, str]] = frozenset()
    lean: Leaning = field(default_factory=lambda: Leaning({}))
    held: Standing = field(default_factory=dict)
    nobody: frozenset[Toll] = frozenset()
    doubted: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    def opposed(self, a: str, b: str) -> bool:
        """Tell whether two originators stand against each other."""
        return are_opposed(self.draft, a, b, self.accused)

    def independent(self, a: str, b: str) -> bool:
        """Tell whether two originators are known not to speak for one another."""
        return are_independent(self.draft, a, b, self.accused)

    def stands(self, position: Position) -> tuple[str, ...]:
        """Return the originators of a position without those who say the contrary more often."""
        about = topic(self.draft, self.row.name, position.answer)
        return tuple(o for o in position.originators if self.lean.stands(o, about, position.polarity))

    def name(self, actor: str) -> str:
        """Return the name of an actor."""
        return self.draft.actor(actor).name


def conflicts(question: Question) -> tuple[Conflict, ...]:
    """Return why positions cannot all be true: what is held and denied first, then answers that exclude each other."""
    found = _figures(question) if question.row.name == "casualty" else _excluded(question)
    both = [*_denied(question), *_doubted(question), *islice(found, MOST_LISTED)]
    return tuple(sorted(both, key=lambda conflict: not conflict.decides)[:MOST_LISTED])


def _denied(question: Question) -> Iterator[Conflict]:
    held = [p for p in question.positions if p.originators]
    for p, q in combinations(held, 2):
        if p.polarity == q.polarity or not is_about_same(question, p, q):
            continue
        said, denied = (p, q) if p.polarity == "+" else (q, p)
        first, second = question.stands(said), question.stands(denied)
        if first and second:
            reason = f"“{said.answer}” is held by {question.name(first[0])} and denied by {question.name(second[0])}"
            if said.answer != denied.answer:
                reason += f" (“{denied.answer}”)"
            yield Conflict(kind="denied", first=said.answer, second=f"not {denied.answer}", first_by=first,
                           second_by=second, first_in=said.statements, second_in=denied.statements,
                           reason=reason)  # fmt: skip


def _doubted(question: Question) -> Iterator[Conflict]:
    """Yield what some hold and others doubt; a doubt takes no position, and decides nothing."""
    for p in question.positions:
        doubters, statements = question.doubted.get(p.answer, ((), ()))
        others = tuple(o for o in doubters if o not in p.originators)
        if p.polarity == "+" and p.originators and others:
            reason = (
                f"“{p.answer}” is held by {question.name(p.originators[0])} and doubted by {question.name(others[0])}"
            )
            held = tuple(s for s in p.statements if s not in statements)
            yield Conflict(kind="doubted", first=p.answer, second=f"doubt about {p.answer}", first_by=p.originators,
                           second_by=others, first_in=held, second_in=statements, decides=False,
                           reason=reason)  # fmt: skip


def _excluded(question: Question) -> Iterator[Conflict]:
    """Yield answers that exclude each other; only what opponents hold against each other decides the point."""
    held = [p for p in question.positions if p.originators and p.polarity == "+"]
    for p, q in combinations(held, 2):
        two = _exclude(question, p, q)
        one = two or _differ(question, p, q)
        if one:
            reason = f"{question.name(one[0])} says “{p.answer}”, {question.name(one[1])} says “{q.answer}”"
            yield Conflict(kind="excluded", first=p.answer, second=q.answer, first_by=question.stands(p),
                           second_by=question.stands(q), first_in=p.statements, second_in=q.statements,
                           decides=two is not None, reason=reason)  # fmt: skip


def _differ(question: Question, p: Position, q: Position) -> tuple[str, str] | None:
    """Return who, without being opponents, name means of which only one can be meant."""
    if question.row.name != "means" or question.row.compatible(p.answer, q.answer):
        return None
    first = [o for o in question.stands(p) if o not in q.originators]
    second = [o for o in question.stands(q) if o not in p.originators]
    return next(((a, b) for a, b in product(first, second) if question.independent(a, b)), None)


def is_about_same(question: Question, p: Position, q: Position) -> bool:
    """Tell whether two answers are one: in other words, or one party by two names ("the army", "the government")."""
    return bool(_topic(question, p) & _topic(question, q))


def _topic(question: Question, position: Position) -> Topic:
    return topic(question.draft, question.row.name, position.answer)


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
    first, second = question.stands(p), question.stands(q)
    if row.name == "responsibility":
        ours, theirs = parties(question.draft, p), parties(question.draft, q)
        if ours & theirs or not any(question.opposed(a, b) for a, b in product(ours, theirs)):
            return None
        return (first[0], second[0]) if first and second else None
    return next(((a, b) for a, b in product(first, second) if question.opposed(a, b)), None)


def _figures(question: Question) -> Iterator[Conflict]:
    """Yield the tolls that cannot both be true; those of originators who may speak for one another decide nothing."""
    given: dict[str, list[Position]] = {}
    for p in question.positions:
        if p.polarity == "+":
            given.setdefault(p.answer, []).append(p)
    for found in contradictions(question.held, question.row.compatible, question.nobody):
        two = next(((a, b) for a, b in product(found.first_by, found.second_by) if question.independent(a, b)), None)
        yield _of_tolls(question, found, given, decides=found.decides and two is not None, two=two)


def _of_tolls(question: Question, found: Contradiction, given: dict[str, list[Position]], *, decides: bool,
              two: tuple[str, str] | None) -> Conflict:  # fmt: skip
    one, other = two or (next(iter(found.first_by), ""), next(iter(found.second_by), ""))
    words = [_who(question, one), found.first.words, _who(question, other), found.second.words]
    reason = "{} says “{}”, {} says “{}”".format(*words)
    days = {found.first.day, found.second.day}
    if len(days) == 1 and "" not in days:
        reason += f", both on {found.first.day}"
    return Conflict(kind="figures", first=found.first.words, second=found.second.words, first_by=found.first_by,
                    second_by=found.second_by, first_in=_in(given.get(found.first.words, ())),
                    second_in=_in(given.get(found.second.words, ())), decides=decides, reason=reason)  # fmt: skip


def _who(question: Question, actor: str) -> str:
    return question.name(actor) if actor else "somebody not named"


def _in(positions: Sequence[Position]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for p in positions for s in p.statements))

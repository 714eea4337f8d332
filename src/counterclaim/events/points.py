"""The questions about an incident, the positions taken on each, and whether they agree.

A status can be recomputed by a reader from what is shown:
    disputed        two positions cannot both be true, and each is held by somebody
    common ground   one position is held by two originators on opposing sides, or (for what happened to people) by two
                    that do not speak for one another, and nobody denies it
    one-sided       held, but only by one side
    open            nobody is named who holds a position; it is only asked, doubted, or told in the report's own voice
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.table import TABLE
from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.originators import are_independent, are_opposed, originators, relays
from counterclaim.ledger import Point, Polarity, Position, Status
from counterclaim.stages import Stage

HURT = "people were hurt"
# Questions on which answers that differ by their words alone do not exclude each other.
NEVER_EXCLUDE = {"motive", "evidence", "where"}
HELD = {"asserts", "denies"}


@dataclass(slots=True)
class _Gathered:
    """A position while it is being gathered."""

    statements: list[str] = field(default_factory=list)
    originators: list[str] = field(default_factory=list)
    relays: list[str] = field(default_factory=list)
    order: int = 0


def _stage(draft: CaseDraft) -> CaseDraft:
    points: list[Point] = []
    for incident in draft.incidents:
        accused = draft.accusers[incident.id]
        for question, row, positions in _questions(draft, draft.told[incident.id]):
            status, reason = judge(draft, row, positions, accused)
            points.append(Point(id=f"p{len(points) + 1}", incident=incident.id, question=question, status=status,
                                reason=reason, positions=positions))  # fmt: skip
    return replace(draft, points=tuple(points))


def _questions(draft: CaseDraft, told: Sequence[Told]) -> Iterator[tuple[str, ClaimType, tuple[Position, ...]]]:
    """Yield each question that the claims answer, with its row of the table and its positions."""
    for row in TABLE:
        mine = [t for t in told if t[2].type == row.name]
        if not mine:
            continue
        if row.name != "casualty":
            yield row.name, row, _positions(draft, mine, row)
            continue
        harmed = [t for t in mine if (t[2].number("low") or t[2].number("high") or 0) > 0]
        if harmed:
            yield row.name, row, _positions(draft, harmed, replace(row, answer=lambda _: HURT))
        measures = sorted({t[2].text("measure") or "affected" for t in mine})
        for measure in measures:
            counted = [t for t in mine if (t[2].text("measure") or "affected") == measure and not t[2].get("part")]
            if positions := _positions(draft, counted, row):
                yield f"{row.name}: {measure}", row, positions


def _positions(draft: CaseDraft, told: Sequence[Told], row: ClaimType) -> tuple[Position, ...]:
    gathered: dict[tuple[str, Polarity], _Gathered] = {}
    for report, statement, claim in told:
        answer = row.answer(claim)
        if answer is None:
            continue
        position = gathered.setdefault((answer, claim.polarity), _Gathered(order=len(gathered)))
        if statement.id not in position.statements:
            position.statements.append(statement.id)
        if statement.stance in HELD:
            position.originators += [
                o for o in originators(draft, statement, claim.incident or "") if o not in position.originators
            ]
        position.relays += [r for r in relays(report, statement) if r not in position.relays]
    return tuple(
        Position(answer=answer, polarity=polarity, statements=tuple(p.statements), originators=tuple(p.originators),
                 relays=tuple(p.relays))
        for (answer, polarity), p in sorted(gathered.items(), key=lambda kv: (-len(kv[1].originators), kv[1].order))
    )  # fmt: skip


def judge(draft: CaseDraft, row: ClaimType, positions: tuple[Position, ...],
          accused: frozenset[tuple[str, str]]) -> tuple[Status, str]:  # fmt: skip
    """Return the status of a point and the reason for it, in words that a reader can check."""
    held = [p for p in positions if p.originators]
    if not held:
        return "open", "nobody is named who holds a position"
    names = {actor: draft.actor(actor).name for p in positions for actor in p.originators}
    for p, q in combinations(held, 2):
        if reason := _conflict(draft, row, p, q, accused, names):
            return "disputed", reason
    for p in held:
        for a, b in combinations(p.originators, 2):
            if are_opposed(draft, a, b, accused):
                return (
                    "common ground",
                    f"“{p.answer}” is held by {names[a]} and by {names[b]}, who stand against each other",
                )
            if row.name == "casualty" and are_independent(draft, a, b, accused):
                return "common ground", f"“{p.answer}” is held by {names[a]} and by {names[b]}, and denied by nobody"
    holders = list(dict.fromkeys(o for p in held for o in p.originators))
    who = names[holders[0]] if len(holders) == 1 else f"{len(holders)} originators, none of them opposed to another"
    return "one-sided", f"held only by {who}"


def _conflict(draft: CaseDraft, row: ClaimType, p: Position, q: Position, accused: frozenset[tuple[str, str]],
              names: dict[str, str]) -> str | None:  # fmt: skip
    """Return why two held positions cannot both be true, None where they can."""
    one, other = names[p.originators[0]], names[q.originators[0]]
    if p.answer == q.answer and p.polarity != q.polarity:
        said, denied = (one, other) if p.polarity == "+" else (other, one)
        return f"“{p.answer}” is held by {said} and denied by {denied}"
    if {p.polarity, q.polarity} != {"+"} or row.name in NEVER_EXCLUDE or row.compatible(p.answer, q.answer):
        return None
    if set(p.originators) & set(q.originators):
        return None  # one speaker's several answers are alternatives, or parts of one
    if row.name == "responsibility":
        a, b = (draft.represented[draft.parties[x.split("; ")[0]]] for x in (p.answer, q.answer))
        if not are_opposed(draft, a, b, accused):
            return None
    if row.name == "casualty" and not any(
        are_independent(draft, a, b, accused) for a in p.originators for b in q.originators
    ):
        return None
    return f"{one} says “{p.answer}”, {other} says “{q.answer}”"


STAGE: Stage[CaseDraft] = Stage(
    "points.v1", requires=("actors", "incidents", "told", "alike", "accusers"), assigns=("points",), run=_stage
)

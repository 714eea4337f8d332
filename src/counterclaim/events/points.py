"""The questions about an incident and the positions taken on each; how their status is set, see ``judging``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.table import TABLE
from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.judging import Question, judge
from counterclaim.events.originators import originators, relays
from counterclaim.events.standing import standing
from counterclaim.ledger import Point, Polarity, Position
from counterclaim.stages import Stage

HURT = "people were hurt"
HELD = {"asserts", "denies"}


@dataclass(slots=True)
class _Gathered:
    """A position while it is being gathered; the keys keep their order."""

    statements: dict[str, None] = field(default_factory=dict)
    originators: dict[str, None] = field(default_factory=dict)
    relays: dict[str, None] = field(default_factory=dict)
    order: int = 0


def _stage(draft: CaseDraft) -> CaseDraft:
    points: list[Point] = []
    for incident in draft.incidents:
        for name, question in _questions(draft, incident.id):
            status, reason = judge(question)
            points.append(Point(id=f"p{len(points) + 1}", incident=incident.id, question=name, status=status,
                                reason=reason, positions=question.positions))  # fmt: skip
    return replace(draft, points=tuple(points))


def _questions(draft: CaseDraft, incident: str) -> Iterator[tuple[str, Question]]:
    """Yield each question that the claims about an incident answer, with its name and its positions."""
    told, accused = draft.told.get(incident, ()), draft.accusers.get(incident, frozenset())
    for row in TABLE:
        mine = [t for t in told if t[2].type == row.name]
        if mine and row.name != "casualty":
            yield row.name, Question(draft, row, _positions(draft, mine, row), accused)
        elif mine:
            yield from _tolls(draft, row, mine, accused)


def _tolls(draft: CaseDraft, row: ClaimType, told: Sequence[Told],
           accused: frozenset[tuple[str, str]]) -> Iterator[tuple[str, Question]]:  # fmt: skip
    """Yield whether people were hurt at all, then each measure; parts of a toll answer neither for the whole."""
    # Who denies a number does not deny that people were hurt.
    harmed = [t for t in told if t[2].polarity == "+" and (t[2].number("low") or t[2].number("high") or 0) > 0]
    if harmed:
        hurt = replace(row, answer=lambda _: HURT)
        yield row.name, Question(draft, hurt, _positions(draft, harmed, hurt), accused)
    for measure in sorted({t[2].text("measure") or "affected" for t in told}):
        counted = [t for t in told if (t[2].text("measure") or "affected") == measure and not t[2].get("part")]
        if positions := _positions(draft, counted, row):
            held = standing(draft, counted, row.answer)
            yield f"{row.name}: {measure}", Question(draft, row, positions, accused, held)


def _positions(draft: CaseDraft, told: Sequence[Told], row: ClaimType) -> tuple[Position, ...]:
    gathered: dict[tuple[str, Polarity], _Gathered] = {}
    for report, statement, claim in told:
        answer = row.answer(claim)
        if answer is None:
            continue
        position = gathered.setdefault((answer, claim.polarity), _Gathered(order=len(gathered)))
        position.statements[statement.id] = None
        if statement.stance in HELD:
            position.originators.update(dict.fromkeys(originators(draft, statement, claim.incident or "")))
        position.relays.update(dict.fromkeys(relays(report, statement)))
    return tuple(
        Position(answer=answer, polarity=polarity, statements=tuple(p.statements), originators=tuple(p.originators),
                 relays=tuple(p.relays))
        for (answer, polarity), p in sorted(gathered.items(), key=lambda kv: (-len(kv[1].originators), kv[1].order))
    )  # fmt: skip


STAGE: Stage[CaseDraft] = Stage(
    "points.v1", requires=("actors", "incidents", "told", "alike", "accusers"), assigns=("points",), run=_stage
)

"""The questions about an incident and the positions taken on each; how their status is set, see ``judging``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.table import TABLE
from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.conflicts import Question, conflicts
from counterclaim.events.grading import grade, graded
from counterclaim.events.judging import judge
from counterclaim.events.leaning import HELD, leaning
from counterclaim.events.originators import originators, relays
from counterclaim.events.profiles import is_name, key
from counterclaim.events.standing import Standing, standing, unnamed
from counterclaim.ledger import Claim, Point, Polarity, Position, Statement
from counterclaim.stages import Stage

HURT = "people were hurt"


@dataclass(slots=True)
class _Gathered:
    """A position while it is being gathered; the keys keep their order."""

    statements: dict[str, None] = field(default_factory=dict)
    originators: dict[str, None] = field(default_factory=dict)
    relays: dict[str, None] = field(default_factory=dict)
    order: int = 0


def _stage(draft: CaseDraft) -> CaseDraft:
    points: list[Point] = []
    incidents = []
    for incident in draft.incidents:
        first = len(points)
        for name, question in _questions(draft, incident.id):
            found = conflicts(question)
            status, reason = judge(question, found)
            points.append(Point(id=f"p{len(points) + 1}", incident=incident.id, question=name, status=status,
                                reason=reason, positions=graded(question, found), conflicts=found))  # fmt: skip
        incidents.append(replace(incident, grade=grade(draft, incident, points[first:])))
    return replace(draft, points=tuple(points), incidents=tuple(incidents))


def _questions(draft: CaseDraft, incident: str) -> Iterator[tuple[str, Question]]:
    """Yield each question that the claims about an incident answer, with its name and its positions."""
    told, accused = draft.told.get(incident, ()), draft.accusers.get(incident, frozenset())
    for row in TABLE:
        mine = [t for t in told if t[2].type == row.name]
        if mine and row.name != "casualty":
            lean = leaning(draft, [(t, answer) for t in mine if (answer := _answer(*t[1:], row))])
            doubted = _doubted(draft, mine, row)
            yield row.name, Question(draft, row, _positions(draft, mine, row), accused, lean, doubted=doubted)
        elif mine:
            yield from _tolls(draft, row, mine, accused)


def _doubted(
    draft: CaseDraft, told: Sequence[Told], row: ClaimType
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each answer who doubts it, and in which statements."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for _, statement, claim in told:
        answer = _answer(statement, claim, row)
        if answer and statement.stance == "doubts":
            who, where = found.setdefault(answer, ({}, {}))
            who.update(dict.fromkeys(originators(draft, statement, claim.incident or "")))
            where[statement.id] = None
    return {answer: (tuple(who), tuple(where)) for answer, (who, where) in found.items()}


def _tolls(draft: CaseDraft, row: ClaimType, told: Sequence[Told],
           accused: frozenset[tuple[str, str]]) -> Iterator[tuple[str, Question]]:  # fmt: skip
    """Yield whether people were hurt at all, then each measure; parts of a toll answer neither for the whole."""
    # Who denies a number does not deny that people were hurt.
    harmed = [t for t in told if t[2].polarity == "+" and (t[2].number("low") or t[2].number("high") or 0) > 0]
    measures = sorted({t[2].text("measure") or "affected" for t in told})
    totals = {m: [t for t in told if (t[2].text("measure") or "affected") == m and not t[2].get("part")]
              for m in measures}  # fmt: skip
    held = {measure: standing(draft, totals[measure], row.answer) for measure in measures}
    if harmed:
        hurt = replace(row, answer=lambda _: HURT)
        gone = _withdrawn(held.values())
        positions = tuple(replace(p, originators=tuple(o for o in p.originators if o not in gone))
                          for p in _positions(draft, harmed, hurt))  # fmt: skip
        yield row.name, Question(draft, hurt, positions, accused, leaning(draft, [(t, HURT) for t in harmed]))
    for measure in measures:
        if positions := _positions(draft, totals[measure], row):
            nobody = unnamed(draft, totals[measure], row.answer)
            lean = leaning(draft, [(t, answer) for t in totals[measure] if (answer := row.answer(t[2]))])
            yield f"{row.name}: {measure}", Question(draft, row, positions, accused, lean, held[measure], nobody)


def _withdrawn(held: Iterable[Standing]) -> set[str]:
    """Return the originators whose last toll, of every measure that they gave, is none."""
    last: dict[str, list[int]] = {}
    for standing_ in held:
        for (originator, _), tolls in standing_.items():
            last.setdefault(originator, []).extend(toll.high if toll.high is not None else 1 for toll in tolls)
    return {originator for originator, tolls in last.items() if not any(tolls)}


def _positions(draft: CaseDraft, told: Sequence[Told], row: ClaimType) -> tuple[Position, ...]:
    gathered: dict[tuple[str, Polarity], _Gathered] = {}
    spelt = _spellings(told, row)
    for report, statement, claim in told:
        answer = _answer(statement, claim, row)
        if answer is None:
            continue
        position = gathered.setdefault((spelt.get(answer, answer), claim.polarity), _Gathered(order=len(gathered)))
        position.statements[statement.id] = None
        if statement.stance in HELD:
            position.originators.update(dict.fromkeys(originators(draft, statement, claim.incident or "")))
        position.relays.update(dict.fromkeys(relays(report, statement)))
    return tuple(
        Position(answer=answer, polarity=polarity, statements=tuple(p.statements), originators=tuple(p.originators),
                 relays=tuple(p.relays))
        for (answer, polarity), p in sorted(gathered.items(), key=lambda kv: (-len(kv[1].originators), kv[1].order))
    )  # fmt: skip


def _answer(statement: Statement, claim: Claim, row: ClaimType) -> str | None:
    """Return the answer of a claim. That the army used no chlorine does not deny that chlorine was used by others."""
    answer = row.answer(claim)
    if answer is not None and row.name == "where" and not is_name(answer):
        return None  # "the city" answers nobody who asks where it was
    if answer is None or row.name != "means" or claim.polarity == "+":
        return answer
    cleared = (c.text("party") for c in statement.claims if c.type == "responsibility" and c.polarity == "-")
    party = next((name for name in cleared if name), None)
    return f"{answer} by {party}" if party else answer


def _spellings(told: Sequence[Told], row: ClaimType) -> dict[str, str]:
    """Return for each spelling of a place the one that most claims have; nothing for other questions."""
    if row.name != "where":
        return {}
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for _, _, claim in told:
        if answer := row.answer(claim):
            counted[key(answer)][answer] += 1
    best = {k: max(names, key=lambda n: (names[n], n)) for k, names in counted.items()}
    return {name: best[k] for k, names in counted.items() for name in names}


STAGE: Stage[CaseDraft] = Stage(
    "points.v1", requires=("actors", "incidents", "told", "alike", "accusers"), assigns=("points",), run=_stage
)

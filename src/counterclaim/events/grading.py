"""What counts say of a position and of an incident, on published scales: agreement, concessions, credibility, grade.

Admiralty credibility (NATO AJP-2.1) and the Airwars grades of civilian harm are worded for a human judge. Here each
follows from counts alone, by the rules below, so that anybody can count again; where they say "confirmed", it is the
word of the scale, and no finding.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.conflicts import Question, parties
from counterclaim.events.originators import are_allied, are_independent, are_opposed
from counterclaim.findings import Conflict, Grade
from counterclaim.ledger import Incident, Point, Position

# So many pairs of opponents who agree are listed at most; the first one already shows it.
MOST_PAIRS = 6
# Among so many originators of a position pairs are looked for.
MOST_PAIRED = 40
UNREAL = {"staged", "fabricated"}
# Questions on which the same words need not mean the same: one side's proof is not the other's.
NOT_SHARED = {"evidence", "motive"}

ADMIRALTY = {
    "1": "confirmed by other sources: held by originators who stand against each other, and nobody is against it",
    "2": "probably true: held by originators that do not speak for one another, and nobody is against it",
    "3": "possibly true: held by one side alone, and nobody is against it",
    "4": "doubtful: somebody is against it, and no fewer hold it",
    "5": "improbable: more are against it than hold it",
    "6": "cannot be judged: nobody is named who holds it",
}
AIRWARS = {
    "confirmed": "a party that others blame says itself that it was its own side, and does not deny it",
    "contested": "parties that stand against each other are blamed by different originators",
    "fair": "at least two originators that do not speak for one another tell of harm, and one side is blamed",
    "weak": "harm is told of by one side alone, or nobody is blamed",
    "discounted": "every originator that gave a toll has withdrawn it, or all who speak say that it was not real",
}


def graded(question: Question, found: Sequence[Conflict]) -> tuple[Position, ...]:
    """Return the positions on a question with their agreement, their concessions and their credibility."""
    return tuple(_graded(question, p, found) for p in question.positions)


def _graded(question: Question, p: Position, found: Sequence[Conflict]) -> Position:
    against = _against(p, found)
    stands = question.stands(p)
    holders = tuple(o for o in stands if o not in against)
    shared = question.row.name not in NOT_SHARED
    agreeing = tuple(_opponents(question, holders)) if shared else ()
    independent = shared and any(question.independent(a, b) for a, b in _pairs(holders))
    if not stands:
        value = "6"
    elif against:
        value = "4" if len(holders) >= len(against) else "5"
    else:
        value = "1" if agreeing else "2" if independent else "3"
    counts = (("hold it", len(holders)), ("are against it", len(against)), ("opponents agreeing", len(agreeing)))
    credibility = Grade(scale="Admiralty", value=value, counts=counts, reason=ADMIRALTY[value])
    conceding = tuple(o for o in _conceding(question, p) if o in holders)
    return replace(p, originators=stands, agreeing=agreeing, conceding=conceding, credibility=credibility)


def _pairs(originators: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    return combinations(originators[:MOST_PAIRED], 2)


def _opponents(question: Question, originators: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(a, b) for a, b in _pairs(originators) if question.opposed(a, b)][:MOST_PAIRS]


def _against(p: Position, found: Sequence[Conflict]) -> set[str]:
    """Return those who hold what cannot be true together with a position."""
    own = p.answer if p.polarity == "+" else f"not {p.answer}"
    against: set[str] = set()
    for conflict in found:
        if conflict.decides and own == conflict.first:
            against.update(conflict.second_by)
        elif conflict.decides and own == conflict.second:
            against.update(conflict.first_by)
    return against


def _conceding(question: Question, p: Position) -> tuple[str, ...]:
    """Return those who say of their own side or of an ally that it did it, or clear an opponent."""
    if question.row.name != "responsibility" or " or " in p.answer:
        return ()
    named = parties(question.draft, p)
    if p.polarity == "+":
        return tuple(o for o in p.originators if any(o == x or are_allied(question.draft, o, x) for x in named))
    return tuple(o for o in p.originators if named and all(question.opposed(o, x) for x in named))


def grade(draft: CaseDraft, incident: Incident, points: Sequence[Point]) -> Grade | None:
    """Return how well the harm of an incident is sourced, on the scale of Airwars; None where nobody tells of harm."""
    by_question = {point.question: point for point in points}
    hurt, who = by_question.get("casualty"), by_question.get("responsibility")
    tolls = [point for point in points if point.question.startswith("casualty: ")]
    if hurt is None and not tolls:
        return None
    sources = list(dict.fromkeys(o for p in (hurt.positions if hurt else ()) for o in p.originators))
    blamers = _blamers(draft, who)
    accepted = [party for party, by in blamers.items() if _accepts(draft, party, by, who)]
    accused = draft.accusers.get(incident.id, frozenset())
    rival = any(are_opposed(draft, a, b, accused) and blamers[a] != blamers[b] for a, b in combinations(blamers, 2))
    independent = any(are_independent(draft, a, b, accused) for a, b in _pairs(tuple(sources)))
    if _is_withdrawn(tolls, sources) or _is_unreal(by_question.get("occurrence"), sources):
        value = "discounted"
    elif accepted:
        value = "confirmed"
    elif rival:
        value = "contested"
    else:
        value = "fair" if independent and blamers else "weak"
    counts = (("tell of harm", len(sources)), ("parties blamed", len(blamers)), ("accept it", len(accepted)))
    return Grade(scale="Airwars", value=value, counts=counts, reason=AIRWARS[value])


def _blamers(draft: CaseDraft, who: Point | None) -> dict[str, frozenset[str]]:
    """Return for each party that somebody named blames those who do; who blames itself is left to ``_accepts``."""
    found: dict[str, set[str]] = {}
    for p in who.positions if who else ():
        if p.polarity == "+" and " or " not in p.answer:
            for party in parties(draft, p):
                found.setdefault(party, set()).update(o for o in p.originators if o != party)
    return {party: frozenset(by) for party, by in sorted(found.items()) if by}


def _accepts(draft: CaseDraft, party: str, by: frozenset[str], who: Point | None) -> bool:
    """Tell whether a party that others blame says so itself, denies nothing of the kind, and blames nobody else."""
    own = {"+": False, "-": False}
    others = False
    for p in who.positions if who else ():
        if party in p.originators:
            named = parties(draft, p)
            own[p.polarity] |= party in named
            others |= p.polarity == "+" and bool(named - {party})
    return bool(by) and own["+"] and not own["-"] and not others


def _is_withdrawn(tolls: Sequence[Point], sources: Sequence[str]) -> bool:
    """Tell whether some toll was given as none, and nobody named tells of harm any more."""
    none = any(p.originators and p.polarity == "+" and p.answer.endswith(": 0") for t in tolls for p in t.positions)
    return none and not sources


def _is_unreal(occurrence: Point | None, sources: Sequence[str]) -> bool:
    held = [p for p in (occurrence.positions if occurrence else ()) if p.originators]
    unreal = any((p.answer in UNREAL) is (p.polarity == "+") for p in held)
    return unreal and not sources

"""Versions of the event: who is held to have done it and with what, who holds that, and who speaks against it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.judging import parties
from counterclaim.ledger import Account, Incident, Point, Position
from counterclaim.stages import Stage

# An account's title names at most so many means, those with most originators first.
MEANS_NAMED = 2
NOT_REAL = {"staged", "fabricated"}


@dataclass(frozen=True, slots=True)
class _Points:
    """The points of one incident that accounts are made of."""

    who: Point | None
    means: Point | None
    occurrence: Point | None


def _stage(draft: CaseDraft) -> CaseDraft:
    by_incident: dict[str, dict[str, Point]] = {}
    for point in draft.points:
        by_incident.setdefault(point.incident, {})[point.question] = point
    accounts: list[Account] = []
    for incident in draft.incidents:
        if incident.background:
            continue
        found = by_incident.get(incident.id, {})
        points = _Points(found.get("responsibility"), found.get("means"), found.get("occurrence"))
        for account in (*_blaming(draft, incident, points), *_staged(draft, incident, points)):
            accounts.append(replace(account, id=f"v{len(accounts) + 1}"))
    return replace(draft, accounts=tuple(accounts))


def _blaming(draft: CaseDraft, incident: Incident, points: _Points) -> Iterator[Account]:
    """Yield one account for each party that somebody named holds responsible, under all names of the party."""
    who = points.who
    if who is None:
        return
    versions: dict[frozenset[str], list[Position]] = {}
    for position in who.positions:
        if position.polarity == "+" and position.originators:
            versions.setdefault(parties(draft, position), []).append(position)
    for blamed, positions in versions.items():
        holders = _unique(o for p in positions for o in p.originators)
        denying = (o for p in who.positions if p.polarity == "-" and parties(draft, p) & blamed for o in p.originators)
        speaking = {o for p in who.positions for o in p.originators}
        opponents = _unique([*denying, *sorted(blamed & speaking)])
        statements = _unique(s for p in positions for s in p.statements)
        means, used = _means(holders, statements, points.means)
        title = f"{_title(draft, blamed, positions)} did it" + (f", with {' and '.join(means)}" if means else "")
        yield Account(id="", incident=incident.id, title=title, holders=holders,
                      opponents=tuple(o for o in opponents if o not in holders), points=(who.id, *used),
                      statements=statements)  # fmt: skip


def _title(draft: CaseDraft, blamed: frozenset[str], positions: list[Position]) -> str:
    """Return the name that all who blame a party use, or else that of the side that it belongs to."""
    if len(positions) == 1 or not blamed:
        return " and ".join(positions[0].answer.split("; "))
    return " and ".join(sorted(draft.actor(actor).name for actor in blamed))


def _unique(items: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _means(holders: tuple[str, ...], statements: tuple[str, ...], point: Point | None) -> tuple[list[str], list[str]]:
    """Return the means that those who blame a party name in the same breath, and the point where they do."""
    if point is None:
        return [], []
    named = [p for p in point.positions if p.polarity == "+" and set(p.originators) & set(holders)
             and set(p.statements) & set(statements)]  # fmt: skip
    return [p.answer for p in named[:MEANS_NAMED]], [point.id] if named else []


def _staged(draft: CaseDraft, incident: Incident, points: _Points) -> Iterator[Account]:
    """Yield the accounts that the event was staged, or did not happen, for those that somebody named holds."""
    point, who = points.occurrence, points.who
    if point is None:
        return
    blaming = [o for p in (who.positions if who else ()) if p.polarity == "+" for o in p.originators]
    for position in point.positions:
        unreal = position.answer in NOT_REAL
        if not position.originators or unreal is (position.polarity == "-"):
            continue  # that it was real, or was not staged, is everybody else's account
        title = f"it was {position.answer}" if unreal else "it did not happen as told"
        contrary = [o for p in point.positions if p.answer == position.answer and p.polarity != position.polarity
                    for o in p.originators]  # fmt: skip
        opponents = (o for o in _unique([*contrary, *blaming]) if o not in position.originators)
        yield Account(id="", incident=incident.id, title=title, holders=position.originators,
                      opponents=tuple(opponents), points=(point.id,), statements=position.statements)  # fmt: skip


STAGE: Stage[CaseDraft] = Stage(
    "accounts.v1", requires=("points", "actors", "incidents"), assigns=("accounts",), run=_stage
)

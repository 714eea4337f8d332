"""Versions of the event: who is held to have done it, with what and why, by whom, and who speaks against it."""

from dataclasses import replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.points import HURT
from counterclaim.ledger import Account, Incident, Point, Position
from counterclaim.stages import Stage

# An account's title names at most so many means, those with most originators first.
MEANS_NAMED = 2


def _stage(draft: CaseDraft) -> CaseDraft:
    accounts: list[Account] = []
    for incident in draft.incidents:
        if incident.background:
            continue
        points = {p.question: p for p in draft.points if p.incident == incident.id}
        for account in (*_blaming(draft, incident, points), *_staged(draft, incident, points)):
            accounts.append(replace(account, id=f"v{len(accounts) + 1}"))
    return replace(draft, accounts=tuple(accounts))


def _blaming(draft: CaseDraft, incident: Incident, points: dict[str, Point]) -> list[Account]:
    """Return one account for each party that somebody named holds responsible."""
    who = points.get("responsibility")
    if who is None:
        return []
    accounts = []
    for position in who.positions:
        if position.polarity == "-" or not position.originators:
            continue
        denying = [p for p in who.positions if p.answer == position.answer and p.polarity == "-"]
        accused = draft.represented[draft.parties[position.answer.split("; ")[0]]]
        opponents = [o for p in denying for o in p.originators if o not in position.originators]
        if accused not in position.originators and _speaks(draft, accused, who):
            opponents.append(accused)
        means, used = _means(position, points.get("means"))
        title = f"{position.answer} did it" + (f", with {' and '.join(means)}" if means else "")
        accounts.append(
            Account(id="", incident=incident.id, title=title, holders=position.originators,
                    opponents=tuple(dict.fromkeys(opponents)), points=(who.id, *used), statements=position.statements)
        )  # fmt: skip
    return accounts


def _speaks(draft: CaseDraft, actor: str, point: Point) -> bool:
    """Tell whether an actor takes a position of its own on the point, and so speaks against being held responsible."""
    return any(actor in p.originators for p in point.positions)


def _means(position: Position, point: Point | None) -> tuple[list[str], list[str]]:
    """Return the means that the holders of a position name, and the point where they do."""
    if point is None:
        return [], []
    named = [p for p in point.positions if p.polarity == "+" and set(p.originators) & set(position.originators)
             and set(p.statements) & set(position.statements)]  # fmt: skip
    return [p.answer for p in named[:MEANS_NAMED]], [point.id] if named else []


def _staged(draft: CaseDraft, incident: Incident, points: dict[str, Point]) -> list[Account]:
    """Return the account that the event was staged or did not happen, if somebody named holds it."""
    point = points.get("occurrence")
    if point is None:
        return []
    hurt = points.get("casualty")
    accounts = []
    for position in point.positions:
        if position.originators and (position.polarity == "-" or position.answer in {"staged", "fabricated"}):
            title = "it did not happen as told" if position.polarity == "-" else f"it was {position.answer}"
            against = [o for p in (hurt.positions if hurt else ()) if p.answer == HURT for o in p.originators]
            opponents = tuple(o for o in dict.fromkeys(against) if o not in position.originators)
            accounts.append(
                Account(id="", incident=incident.id, title=title, holders=position.originators, opponents=opponents,
                        points=(point.id,), statements=position.statements)
            )  # fmt: skip
    return accounts


STAGE: Stage[CaseDraft] = Stage(
    "accounts.v1", requires=("points", "actors", "incidents"), assigns=("accounts",), run=_stage
)

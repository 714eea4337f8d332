"""What analysts decided: records that are only ever added to, each with who, when and why."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, select

from counterclaim.case.audit import canonical
from counterclaim.case.schema import DECISION
from counterclaim.ledger import Ledger, Report, Statement
from counterclaim.ledger_json import from_json, to_json

Action = Literal[
    "set speaker", "clear speaker", "correct claim", "remove claim", "reject", "merge actors", "split actor",
    "merge incidents", "split incident", "grade", "note", "undo",
]  # fmt: skip
ACTIONS: tuple[str, ...] = get_args(Action)
# Reliability of a source by the Admiralty code.
GRADES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    Attributes:
        id: its number in the case.
        body: what it is about and what was decided, as plain JSON values; which ones follows from the action.
        undoes: the number of the decision that this one undoes.
        undone: the number of the decision that undid this one; None while it is in force.
    """

    id: int
    at: str
    who: str
    why: str
    action: str
    body: Mapping[str, Any]
    undoes: int | None = None
    undone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a decision in the case as it is read now.

    Attributes:
        state: ``applied``: the program reads what it read when the decision was made, and the decision overrules it;
            ``agrees``: the program now reads what was decided; ``disagrees``: it reads something else again, which
            the decision overrules all the same; ``unplaced``: what was decided on is no longer there.
        detail: what the program reads, in words.
    """

    decision: Decision
    state: Literal["applied", "agrees", "disagrees", "unplaced"]
    detail: str = ""


def load(connection: Connection, upto: int | None = None) -> list[Decision]:
    """Return all decisions in their order, also those that were undone.

    Args:
        upto: the number of an entry of the trail: the decisions as they were then; None for now.
    """
    query = select(DECISION).order_by(DECISION.c.id)
    rows = connection.execute(query if upto is None else query.where(DECISION.c.seq <= upto)).mappings().all()
    undone = {row["undoes"]: row["id"] for row in rows if row["undoes"]}
    return [
        Decision(id=row["id"], at=row["at"], who=row["who"], why=row["why"], action=row["action"],
                 body=json.loads(row["body"]), undoes=row["undoes"], undone=undone.get(row["id"]))
        for row in rows
    ]  # fmt: skip


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that nobody has undone."""
    return [d for d in decisions if d.undone is None and d.action != "undo"]


def to_text(body: Mapping[str, Any]) -> str:
    """Write the body of a decision as it is stored."""
    return canonical(body).encode("utf-8", "backslashreplace").decode("utf-8")


def statement_value(statement: Statement) -> dict[str, Any]:
    """Return a statement as plain JSON values, as a ledger holds it."""
    report = Report(id="", origin="", sha256="", text="", statements=(statement,))
    value: dict[str, Any] = json.loads(to_json(Ledger(reports=(report,))))["reports"][0]["statements"][0]
    return value


def statement_of(value: Mapping[str, Any]) -> Statement:
    """Read what ``statement_value`` gave."""
    report = {"id": "", "origin": "", "sha256": "", "text": "", "statements": [value]}
    return from_json(json.dumps({"format": Ledger().format, "reports": [report]})).reports[0].statements[0]

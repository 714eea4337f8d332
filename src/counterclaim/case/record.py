"""Writing to a case: every row together with its entry in the audit trail, in the transaction of the caller.

The payload of an entry holds its rows as they were written (long texts as their SHA-256), by which ``verify`` finds a
row that was changed, removed or put in later.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, insert, select

from counterclaim.case import audit, gists, ledger_text, naming, reading, search
from counterclaim.case.originals import Originals, digest_of
from counterclaim.case.reading import Original
from counterclaim.case.schema import CAPTURE, DECISION, METADATA, ORIGINAL, READING, RUN
from counterclaim.ledger import Report
from counterclaim.program import PROGRAM

# Columns whose texts are long; the trail holds their digests.
LONG = {("reading", "ledger")}

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class IdOf:
    """Stands for the id of the row that the same entry puts into another table."""

    table: str


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, and when (an ISO date-time in UTC)."""

    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Run:
    """One call of add or rerun; its row is written with the first thing that it writes."""

    action: str
    method: str


def enter(connection: Connection, act: Act, action: str, subject: str, rows: Mapping[Table, Values]) -> dict[str, int]:
    """Insert rows, at most one for each table, and their entry in the trail; return the new ids by table."""
    last = audit.last(connection)
    seq = (last[0] if last else 0) + 1
    ids: dict[str, int] = {}
    payload: dict[str, object] = {}
    for table, values in rows.items():
        filled = {k: ids[v.table] if isinstance(v, IdOf) else v for k, v in values.items()} | {"seq": seq}
        key = connection.execute(insert(table).values(filled)).inserted_primary_key
        ids[table.name] = key[0] if key else 0
        payload[table.name] = witnessed(table.name, filled | {"id": ids[table.name]})
    audit.append(connection, at=act.at, who=act.who, action=action, subject=subject, payload=payload)
    return ids


def witnessed(table: str, row: Mapping[str, object]) -> Values:
    """Return a row as the trail holds it."""
    return {
        name: digest_of(str(value).encode()) if (table, name) in LONG else value
        for name, value in row.items()
        if name != "seq"
    }


def rows_of(entry: audit.Entry) -> dict[str, Values]:
    """Return the rows that an entry of the trail witnesses, by table.

    Raises:
        ValueError: the payload is not JSON.
    """
    payload = json.loads(entry.payload)
    return {name: dict(row) for name, row in payload.items() if name in METADATA.tables and isinstance(row, dict)}


def begin(connection: Connection, act: Act, run: Run) -> int:
    """Write the row of a run, and return its id."""
    values: Values = {"at": act.at, "who": act.who, "action": run.action, "program": PROGRAM, "method": run.method}
    return enter(connection, act, "run", run.action, {RUN: values})["run"]


def newest(connection: Connection, location: str, member: str) -> tuple[int, str] | None:
    """Return id and digest of the newest capture at a place, None where nothing was captured there."""
    query = (
        select(CAPTURE.c.id, CAPTURE.c.sha256)
        .where(CAPTURE.c.location == location, CAPTURE.c.member == member)
        .order_by(CAPTURE.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (row.id, row.sha256) if row else None


def add(
    connection: Connection, originals: Originals, act: Act, run: int, original: Original, report: Report, method: str
) -> int:
    """Write a new capture with its reading, make it searchable in place of an earlier one, and return its id."""
    member = reading.member_of(report)
    before = newest(connection, original.location, member)
    sha256 = original.sha256
    if connection.execute(select(ORIGINAL.c.sha256).where(ORIGINAL.c.sha256 == sha256)).first() is None:
        connection.execute(insert(ORIGINAL).values(sha256=sha256, size=len(original.data)))
    originals.enter(connection, sha256, original.data)
    capture: Values = {
        "run": run, "at": act.at, "who": act.who, "tool": PROGRAM, "origin": original.origin,
        "location": original.location, "member": member, "suffix": original.suffix, "options": original.options,
        "sha256": sha256,
    }  # fmt: skip
    read = _reading(run, IdOf("capture"), report, method)
    ids = enter(connection, act, "add", sha256, {CAPTURE: capture, READING: read})
    if before:
        search.forget(connection, before[0])
    _derive(connection, ids["capture"], ids["reading"], report)
    return ids["capture"]


def _derive(connection: Connection, capture: int, number: int, report: Report) -> None:
    """Write what is looked up instead of a reading: its words, and its gist."""
    search.enter(connection, capture, report)
    gists.enter(connection, number, report)


def _reading(run: int, capture: int | IdOf, report: Report, method: str) -> Values:
    shown = {name: getattr(report, name) for name in ("title", "publisher", "published", "unread")}
    return {"run": run, "capture": capture, "program": PROGRAM, "method": method, "ledger": ledger_text.to_text(report),
            **{name: value and naming.storable(value) for name, value in shown.items()}}  # fmt: skip


def reread(connection: Connection, act: Act, run: int, capture: int, report: Report, method: str) -> None:
    """Write another reading of a capture."""
    read = _reading(run, capture, report, method)
    subject = connection.execute(select(CAPTURE.c.sha256).where(CAPTURE.c.id == capture)).scalar_one()
    number = enter(connection, act, "reread", subject, {READING: read})["reading"]
    search.forget(connection, capture)
    _derive(connection, capture, number, report)


def decide(connection: Connection, act: Act, action: str, why: str, body: str, undoes: int | None) -> int:
    """Write a decision, and return its number."""
    values: Values = {"at": act.at, "who": act.who, "why": why, "action": action, "body": body, "undoes": undoes}
    subject = str(undoes) if undoes else digest_of(body.encode())
    return enter(connection, act, f"decide: {action}", subject, {DECISION: values})["decision"]

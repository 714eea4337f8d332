"""Finding any byte of a case that is not as it was written: originals, rows, the trail, what is derived from them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select, text

from counterclaim.case import audit, gists, record, search, standing, state
from counterclaim.case.schema import CAPTURE, DECISION, ORIGINAL, PASSAGE, READING, RUN
from counterclaim.case.store import Store
from counterclaim.errors import CaseError, CounterclaimError

# Tables whose rows the trail witnesses.
WITNESSED = (RUN, CAPTURE, READING, DECISION)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written: the file or row, and what is wrong with it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a case found.

    Attributes:
        faults: none for a case that is whole.
        leftovers: files that a crash left behind; harmless, and nothing of the case.
        originals, entries: how many were checked.
        head: hash of the last entry of the trail. Who notes it elsewhere can tell later that nothing was cut off.
    """

    faults: tuple[Fault, ...]
    leftovers: tuple[str, ...]
    originals: int
    entries: int
    head: str


def verify(store: Store, *, head: str | None = None) -> Verdict:
    """Check everything that a case holds.

    What is kept of earlier looks at the case proves nothing; it is thrown away, so that ``show`` is made anew from what
    was checked.

    Args:
        head: the hash that the last entry of the trail had at some time; it must still be in the trail.
    """
    with store.read() as connection:
        faults = [*_database(connection, store.where)]
        trail = audit.read(connection)
        faults += [Fault(f"audit {broken.seq}", broken.what) for broken in audit.check(trail)]
        if head is not None and head not in {audit.FIRST, *(entry.hash for entry in trail)}:
            faults.append(
                Fault("audit", f"no entry has the hash {head}: the end of the trail was cut off or rewritten")
            )
        faults += _rows(connection, trail)
        digests = list(connection.execute(select(ORIGINAL).order_by(ORIGINAL.c.sha256)).mappings())
        known = frozenset(row["sha256"] for row in digests)
        for row in digests:
            faults += _original(connection, store, row["sha256"], row["size"])
        strays = list(store.originals.strays(connection, known))
        leftovers = [name for name, harmless in strays if harmless]
        faults += [Fault(name, "this is no original of the case") for name, harmless in strays if not harmless]
        faults += _derived(connection)
    faults += _index(store)
    if not store.read_only:
        store.write(standing.forget)
    last = trail[-1].hash if trail else audit.FIRST
    return Verdict(tuple(faults), tuple(leftovers), len(digests), len(trail), last)


def _database(connection: Connection, where: str) -> Iterator[Fault]:
    """Let SQLite check its own pages and references; PostgreSQL keeps watch over its own."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield Fault(where, f"the database is damaged: {line}")
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Fault(f"{row[0]} {row[1]}", f"it refers to a row of {row[2]} that is not there")


def _rows(connection: Connection, trail: list[audit.Entry]) -> Iterator[Fault]:
    """Yield rows that differ from what the trail says was written, are missing, or were put in beside it."""
    said: dict[tuple[str, int], record.Values] = {}
    for entry in trail:
        try:
            rows = record.rows_of(entry)
        except (ValueError, TypeError):
            continue  # the check of the trail itself has named it
        for name, values in rows.items():
            said[name, int(str(values["id"]))] = values | {"seq": entry.seq}
    for table in WITNESSED:
        for row in connection.execute(select(table).order_by(table.c.id)).mappings():
            expected = said.pop((table.name, row["id"]), None)
            yield from _row(table, dict(row), expected)
    yield from (Fault(f"{name} {number}", "the row was removed") for name, number in sorted(said))


def _row(table: Table, row: record.Values, expected: record.Values | None) -> Iterator[Fault]:
    where = f"{table.name} {row['id']}"
    if expected is None:
        yield Fault(where, "no entry of the audit trail tells of this row")
        return
    found = record.witnessed(table.name, row) | {"seq": row["seq"]}
    for name in found:
        if found[name] != expected.get(name):
            yield Fault(where, f"its {name} has been altered")


def _original(connection: Connection, store: Store, sha256: str, size: int) -> Iterator[Fault]:
    try:
        data = store.originals.read(connection, sha256)
    except CounterclaimError as error:
        yield Fault(error.where, error.what)
        return
    if len(data) != size:
        yield Fault(f"original {sha256}", f"its size was noted as {size}, and is {len(data)}")


def _derived(connection: Connection) -> Iterator[Fault]:
    """Yield captures that are found by other words than those that were read in them."""
    captures = state.captures(connection)
    newest = dict(
        connection.execute(select(READING.c.capture, func.max(READING.c.id)).group_by(READING.c.capture)).all()
    )
    stored: dict[int, list[tuple[str, int, str]]] = {}
    for row in connection.execute(select(PASSAGE).order_by(PASSAGE.c.id)).mappings():
        stored.setdefault(row["capture"], []).append((row["kind"], row["number"], row["folded"]))
    for capture in captures:
        try:
            (report,) = state.readings(connection, [capture]).values()
        except (CounterclaimError, ValueError):
            yield Fault(f"capture {capture.id}", "its reading is missing or damaged")
            stored.pop(capture.id, None)
            continue
        wanted = [(kind, number, search.fold(words)) for kind, number, words in search.passages(report)]
        if stored.pop(capture.id, []) != [one for one in wanted if one[2]]:
            yield Fault(f"capture {capture.id}", "it is searched by other words than those of its reading")
        # One that is missing, or was made by another version of the program, is made when it is needed.
        for number, value in gists.load(connection, [newest[capture.id]]):
            if value != json.loads(gists.to_text(gists.of(report))):
                yield Fault(f"gist {number}", "it is not the gist of its reading")
    yield from (Fault(f"capture {number}", "it is searched, and is no report of the case") for number in stored)


def _index(store: Store) -> Iterator[Fault]:
    if store.read_only:
        return
    try:
        store.write(search.check_index)
    except CaseError:
        yield Fault("passage_words", "the index of words is not that of the passages")

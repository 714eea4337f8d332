"""The audit trail: who did what to a case and when, each entry chained to the one before it by its hash.

The hash of an entry is the SHA-256 of its canonical JSON (keys sorted, no spaces, UTF-8) without the hash itself,
but with the hash of the entry before it. So no entry can be changed, removed from the middle, put in or moved
without a break in the chain; an end that was cut off shows only against a hash that was noted elsewhere.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, column, func, insert, select, table, text

FIRST = "0" * 64

TRAIL = table(
    "audit",
    *map(column, ("seq", "at", "who", "action", "subject", "payload", "previous_hash", "hash")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the audit trail.

    Attributes:
        seq: its place in the trail, from 1, without gaps.
        at: when, as an ISO date-time in UTC.
        action: what was done, such as "add" or "decide".
        subject: to what: the SHA-256 of an original, the number of a decision.
        payload: what there is to know about it, as canonical JSON text.
        previous_hash: hash of the entry before; 64 zeros for the first.
    """

    seq: int
    at: str
    who: str
    action: str
    subject: str
    payload: str
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the trail is not as it was written: the entry's number, and what is wrong there."""

    seq: int
    what: str


def canonical(value: object) -> str:
    """Write a value as JSON in the one form that is hashed: keys sorted, no spaces, no escapes beyond need."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def head(connection: Connection) -> int:
    """Return the number of the newest entry, 0 for a case in which nothing was done."""
    return connection.execute(select(func.max(TRAIL.c.seq))).scalar() or 0


def hash_of(entry: Entry) -> str:
    """Return the hash that this entry must have.

    Raises:
        ValueError: the payload is not JSON.
    """
    value: dict[str, Any] = asdict(entry)
    del value["hash"]
    value["payload"] = json.loads(entry.payload)
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def append(
    connection: Connection, *, at: str, who: str, action: str, subject: str, payload: Mapping[str, object]
) -> Entry:
    """Add an entry at the end of the trail, within the transaction that the caller holds and commits.

    The caller's transaction must be one that writes (``BEGIN IMMEDIATE`` on SQLite), so that two entries never
    follow the same one; on PostgreSQL the trail is locked here until the transaction ends.
    """
    entry = chained(
        last(connection),
        at=at, who=who, action=action, subject=subject, payload=payload,
    )  # fmt: skip
    connection.execute(insert(TRAIL).values(asdict(entry)))
    return entry


def last(connection: Connection) -> tuple[int, str] | None:
    """Return number and hash of the last entry, which stays the last one for this transaction; None without entries."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
    found = connection.execute(select(TRAIL.c.seq, TRAIL.c.hash).order_by(TRAIL.c.seq.desc()).limit(1)).first()
    return (found.seq, found.hash) if found else None


def chained(
    after: tuple[int, str] | None, *, at: str, who: str, action: str, subject: str, payload: Mapping[str, object]
) -> Entry:
    """Return the entry that follows the one with this number and hash (None: the first entry of a trail)."""
    seq, previous = after or (0, FIRST)
    bare = Entry(
        seq=seq + 1, at=at, who=who, action=action, subject=subject, payload=canonical(payload),
        previous_hash=previous, hash="",
    )  # fmt: skip
    return Entry(**asdict(bare) | {"hash": hash_of(bare)})


def read(connection: Connection) -> list[Entry]:
    """Return the whole trail, oldest entry first."""
    return [Entry(**row) for row in connection.execute(select(TRAIL).order_by(TRAIL.c.seq)).mappings()]


def check(entries: Iterable[Entry]) -> list[Break]:
    """Return every place where the trail is broken, none for a whole one; ``entries`` are in their order."""
    return list(_breaks(entries))


def _breaks(entries: Iterable[Entry]) -> Iterator[Break]:
    seq, previous = 0, FIRST
    for entry in entries:
        if entry.seq != seq + 1:
            yield Break(entry.seq, f"entry {entry.seq} follows entry {seq}: entries are missing or out of order")
        if entry.previous_hash != previous:
            yield Break(entry.seq, "the hash of the entry before is not the one noted here")
        if fault := _fault(entry):
            yield Break(entry.seq, fault)
        seq, previous = entry.seq, entry.hash


def _fault(entry: Entry) -> str | None:
    try:
        if canonical(json.loads(entry.payload)) != entry.payload:
            return "the payload is not written as it was"
        return None if hash_of(entry) == entry.hash else "the entry does not match its hash"
    except (ValueError, TypeError, RecursionError):
        return "the payload is not JSON"

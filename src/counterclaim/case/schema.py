"""The tables of a case, the same on SQLite and on PostgreSQL; ``migrations`` brings a database to them.

Every row that records something carries the number of its entry in the audit trail (``seq``). So the state of the case
at any moment is what the rows up to that number say, and nothing is ever overwritten.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

# The newest migration; a database with another one is migrated, or refused if it is newer.
REVISION = "0001"

METADATA = MetaData()


def _table(name: str, *columns: Column[Any] | Index) -> Table:
    return Table(name, METADATA, *columns, sqlite_strict=True)


def _key(name: str = "id") -> Column[object]:
    return Column(name, Integer, primary_key=True)


def _number(name: str, reference: str | None = None) -> Column[object]:
    return Column(name, Integer, *([ForeignKey(reference)] if reference else []), nullable=False)


def _text(name: str) -> Column[object]:
    return Column(name, Text, nullable=False)


def _digest() -> Column[object]:
    return Column("sha256", Text, ForeignKey("original.sha256"), nullable=False, index=True)


AUDIT = _table(
    "audit",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *map(_text, ("at", "who", "action", "subject", "payload", "previous_hash", "hash")),
)

# One call of add or rerun.
RUN = _table("run", _key(), _number("seq"), *map(_text, ("at", "who", "action", "program", "method")))

# The bytes of an original: in the folder ``originals`` beside a SQLite file, in the table on PostgreSQL.
ORIGINAL = _table("original", Column("sha256", Text, primary_key=True), _number("size"))
CONTENT = _table(
    "content",
    Column("sha256", Text, ForeignKey("original.sha256"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

# That a report was found at a place, in a file with these bytes; of several at one place the newest is the report.
CAPTURE = _table(
    "capture",
    _key(),
    _number("seq"),
    _number("run", "run.id"),
    *map(_text, ("at", "who", "tool", "origin", "location", "member", "suffix", "options")),
    _digest(),
    Index("capture_place", "location", "member"),
)

# What the program read in it, as a ledger of one report; of several for one capture the newest counts. What a list of
# reports shows stands in columns of its own.
READING = _table(
    "reading",
    _key(),
    _number("seq"),
    _number("run", "run.id"),
    Column("capture", Integer, ForeignKey("capture.id"), nullable=False, index=True),
    *map(_text, ("program", "method", "ledger")),
    *(Column(name, Text) for name in ("title", "publisher", "published", "unread")),
)

DECISION = _table(
    "decision",
    _key(),
    _number("seq"),
    *map(_text, ("at", "who", "why", "action", "body")),
    Column("undoes", Integer, ForeignKey("decision.id"), unique=True),
)

# What is searched: words of the newest readings, folded, and indexed by the database's own means.
PASSAGE = _table(
    "passage",
    _key(),
    Column("capture", Integer, ForeignKey("capture.id"), nullable=False, index=True),
    _text("kind"),
    _number("number"),
    _text("folded"),
)

# The summary of the newest assessment: derived, and only kept because assessing thousands of reports takes time.
ASSESSMENT = _table("assessment", _key(), *map(_text, ("state", "summary")))

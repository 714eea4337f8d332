"""The tables of a case, the same on SQLite and on PostgreSQL; ``migrations`` brings a database to them.

Every row that records something carries the number of its entry in the audit trail (``seq``). So the state of the case
at any moment is what the rows up to that number say, and nothing is ever overwritten.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

# The newest migration; a database with another one is migrated, or refused if it is newer.
REVISION = "0002"

METADATA = MetaData()
# Texts that are ordered as the program orders them, letter by letter, in whatever language the database runs.
ORDERED = Text().with_variant(Text(collation="C"), "postgresql")


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

# All tables below are derived, and only kept because assessing thousands of reports takes time. Nothing refers to them,
# and they refer to nothing: whoever empties them loses time alone.

# The summary of the newest assessment, and those of the incidents in it.
ASSESSMENT = _table("assessment", _key(), *map(_text, ("state", "summary")))

# What each reading adds to the case, by which version of the program.
GIST = _table(
    "gist", Column("reading", Integer, primary_key=True, autoincrement=False), *map(_text, ("made_by", "value"))
)

# What the tables below were made by, what is common in the case, how often they were revised, and up to which entry of
# the trail.
STANDING = _table("standing", _key(), _text("made_by"), _text("common"), _number("revision"), _number("head"))

# The reports that are counted in, with the decisions on them; ``heard`` are the keys of those who speak in them.
COUNTED = _table(
    "counted",
    Column("capture", Integer, primary_key=True, autoincrement=False),
    _number("reading"),
    Column("report", ORDERED, nullable=False),
    *map(_text, ("decided", "heard")),
    *map(_number, ("orphans", "unplaced", "undated", "dated")),
    Column("unread", Text),
)

# The events that reports tell of; each was joined to its ``home``, and may be a visitor to another event.
TELLING = _table(
    "telling",
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("capture", Integer, nullable=False, index=True),
    *map(_text, ("report", "about")),
    _number("own"),
    Column("day", Text),
    _number("town"),
    Column("home", Integer, nullable=False, index=True),
    Column("visits", Integer, index=True),
    _text("value"),
)
# The words that a telling stands under. There are many, so they go without row numbers.
FILED = Table(
    "filed",
    METADATA,
    Column("word", Text, primary_key=True),
    Column("telling", Integer, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Incidents, by the telling that the others joined; the columns after ``home`` order them.
EVENT = _table(
    "event",
    Column("home", Integer, primary_key=True, autoincrement=False),
    *map(_number, ("background", "own_reports")),
    *(Column(name, ORDERED, nullable=False) for name in ("day", "place", "report", "about")),
    *map(_number, ("reports", "placed", "dated")),
    _text("name"),
)

# How often the reports say what of whom, and on which days they let events happen at places and with means.
VOICE = _table(
    "voice",
    *(Column(name, Text, primary_key=True) for name in ("speaker", "what", "value")),
    _number("number"),
)
TOLD_ON = _table("told_on", *(Column(name, Text, primary_key=True) for name in ("what", "day")), _number("number"))

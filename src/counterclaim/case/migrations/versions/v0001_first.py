"""The tables of the first version, with full-text search."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Words come folded and parted from the program, so that both databases find the same.
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(folded, content='passage', content_rowid='id')",
    "CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN "
    "INSERT INTO passage_words(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN "
    "INSERT INTO passage_words(passage_words, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER passage_changed AFTER UPDATE ON passage BEGIN "
    "INSERT INTO passage_words(passage_words, rowid, folded) VALUES ('delete', old.id, old.folded); "
    "INSERT INTO passage_words(rowid, folded) VALUES (new.id, new.folded); END",
)
POSTGRESQL_SEARCH = (
    # PostgreSQL indexes at most so many letters; a book is searched by its beginning.
    "ALTER TABLE passage ADD COLUMN found tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple', left(folded, 250000))) STORED",
    "CREATE INDEX passage_found ON passage USING gin (found)",
)


def _texts(*names: str) -> Iterator["sa.Column[str]"]:
    return (sa.Column(name, sa.Text, nullable=False) for name in names)


def _numbers(*names: str) -> Iterator["sa.Column[int]"]:
    return (sa.Column(name, sa.Integer, nullable=False) for name in names)


def _refers(name: str, to: str, *, of: "type[sa.Integer] | type[sa.Text]" = sa.Integer) -> "sa.Column[object]":
    return sa.Column(name, of, sa.ForeignKey(to), nullable=False)


def _key() -> "sa.Column[int]":
    return sa.Column("id", sa.Integer, primary_key=True)


def upgrade() -> None:
    """Make the tables."""
    _tables_of_the_record()
    op.create_table(
        "passage", _key(), _refers("capture", "capture.id"), *_texts("kind"), *_numbers("number"), *_texts("folded"),
        sqlite_strict=True,
    )  # fmt: skip
    op.create_index("ix_passage_capture", "passage", ["capture"])
    op.create_table("assessment", _key(), *_texts("state", "summary"), sqlite_strict=True)
    for line in SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_SEARCH:
        op.execute(line)


def _tables_of_the_record() -> None:
    op.create_table(
        "audit", sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("at", "who", "action", "subject", "payload", "previous_hash", "hash"), sqlite_strict=True,
    )  # fmt: skip
    op.create_table(
        "run", _key(), *_numbers("seq"), *_texts("at", "who", "action", "program", "method"), sqlite_strict=True
    )
    op.create_table(
        "original", sa.Column("sha256", sa.Text, primary_key=True), *_numbers("size"), sqlite_strict=True
    )  # fmt: skip
    op.create_table(
        "content", sa.Column("sha256", sa.Text, sa.ForeignKey("original.sha256"), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False), sqlite_strict=True,
    )  # fmt: skip
    op.create_table(
        "capture", _key(), *_numbers("seq"), _refers("run", "run.id"),
        *_texts("at", "who", "tool", "origin", "location", "member", "suffix", "options"),
        _refers("sha256", "original.sha256", of=sa.Text), sqlite_strict=True,
    )  # fmt: skip
    op.create_index("capture_place", "capture", ["location", "member"])
    op.create_index("ix_capture_sha256", "capture", ["sha256"])
    op.create_table(
        "reading", _key(), *_numbers("seq"), _refers("run", "run.id"), _refers("capture", "capture.id"),
        *_texts("program", "method", "ledger"),
        *(sa.Column(name, sa.Text) for name in ("title", "publisher", "published", "unread")), sqlite_strict=True,
    )  # fmt: skip
    op.create_index("ix_reading_capture", "reading", ["capture"])
    op.create_table(
        "decision", _key(), *_numbers("seq"), *_texts("at", "who", "why", "action", "body"),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("decision.id"), unique=True), sqlite_strict=True,
    )  # fmt: skip

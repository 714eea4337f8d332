"""Tables that keep what a case adds up to, so that it is revised where something is new."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(*names: str, kind: "sa.types.TypeEngine[str] | None" = None) -> "list[sa.Column[str]]":
    return [sa.Column(name, kind or sa.Text(), nullable=False) for name in names]


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _numbers(*names: str) -> "list[sa.Column[int]]":
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def upgrade() -> None:
    """Make the tables; they are filled when the case is shown."""
    op.create_table(
        "gist", _number("reading"),
        *_text("made_by", "value"), sqlite_strict=True,
    )  # fmt: skip
    op.create_table(
        "standing", sa.Column("id", sa.Integer, primary_key=True), *_text("made_by", "common"),
        *_numbers("revision", "head"), sqlite_strict=True,
    )  # fmt: skip
    op.create_table(
        "counted", _number("capture"),
        *_numbers("reading"), *_text("report", kind=ORDERED), *_text("decided", "heard"),
        *_numbers("orphans", "unplaced", "undated", "dated"), sa.Column("unread", sa.Text), sqlite_strict=True,
    )  # fmt: skip
    _tables_of_events()
    op.create_table(
        "voice", *(sa.Column(name, sa.Text, primary_key=True) for name in ("speaker", "what", "value")),
        *_numbers("number"), sqlite_strict=True,
    )  # fmt: skip
    op.create_table(
        "told_on", *(sa.Column(name, sa.Text, primary_key=True) for name in ("what", "day")), *_numbers("number"),
        sqlite_strict=True,
    )  # fmt: skip


def _tables_of_events() -> None:
    op.create_table(
        "telling", _number("id"), *_numbers("capture"), *_text("report", "about"), *_numbers("own"),
        sa.Column("day", sa.Text), *_numbers("town", "home"), sa.Column("visits", sa.Integer),
        *_text("value"), sqlite_strict=True,
    )  # fmt: skip
    for column in ("capture", "home", "visits"):
        op.create_index(f"ix_telling_{column}", "telling", [column])
    op.create_table(
        "filed", sa.Column("word", sa.Text, primary_key=True), sa.Column("telling", sa.Integer, primary_key=True),
        sqlite_strict=True, sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "event", _number("home"),
        *_numbers("background", "own_reports"), *_text("day", "place", "report", "about", kind=ORDERED),
        *_numbers("reports", "placed", "dated"), *_text("name"), sqlite_strict=True,
    )  # fmt: skip

"""Bringing the database of a case to the tables of this version of the program."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from counterclaim.case.schema import REVISION
from counterclaim.errors import CaseError

SCRIPTS = Path(__file__).parent / "migrations"
# Any number that no other program is likely to lock by; PostgreSQL only.
MIGRATING = 0x636C61696D


def revision_of(connection: Connection) -> str | None:
    """Return the newest step that was run on a database; None for one that holds no case."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection) -> None:
    """Run the steps that are missing, within the transaction of the caller, which must be one that writes."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def refuse_newer(revision: str | None, where: str) -> None:
    """Refuse a database that a newer version of the program has made.

    Raises:
        CaseError: its revision is not one that this version knows.
    """
    if revision is not None and revision > REVISION:
        raise CaseError(
            f"the case was written by a newer version of the program (its tables are of version {revision})",
            where=where,
            remedy="Install the newest version of counterclaim",
        )

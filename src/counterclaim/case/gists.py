"""The gists of readings: written with them, so that a case is looked through without reading all of it again."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from counterclaim.case.schema import GIST
from counterclaim.events.assess import MADE_BY
from counterclaim.events.gist import Gist, from_value, gist, to_value
from counterclaim.ledger import Report

# So many gists are fetched at once.
BATCH = 500


def to_text(one: Gist) -> str:
    """Write a gist, without the id of its report."""
    return json.dumps(to_value(one), separators=(",", ":"))


def enter(connection: Connection, reading: int, report: Report) -> None:
    """Write the gist of a new reading."""
    connection.execute(insert(GIST).values(reading=reading, made_by=MADE_BY, value=to_text(gist(report))))


def refresh(connection: Connection, made: Iterable[tuple[int, str]]) -> None:
    """Write gists in place of missing ones, and of those that another version of the program made."""
    for reading, value in made:
        connection.execute(delete(GIST).where(GIST.c.reading == reading))
        connection.execute(insert(GIST).values(reading=reading, made_by=MADE_BY, value=value))


def load(connection: Connection, readings: Iterable[int]) -> Iterator[tuple[int, list[Any]]]:
    """Yield the values of the gists of some readings, of those that this version of the program made."""
    wanted = sorted(readings)
    for start in range(0, len(wanted), BATCH):
        query = select(GIST.c.reading, GIST.c.value).where(
            GIST.c.reading.in_(wanted[start : start + BATCH]), GIST.c.made_by == MADE_BY
        )
        for row in connection.execute(query):
            yield row.reading, json.loads(row.value)


def of(report: Report) -> Gist:
    """Return the gist of a report."""
    return gist(report)


def read(value: list[Any], identity: str) -> Gist:
    """Return a gist under the id of its report."""
    return from_value(value, identity)

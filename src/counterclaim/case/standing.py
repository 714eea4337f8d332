"""Where a large case stands: tables that hold what it adds up to, brought up to date by what is new in it.

They are derived from the readings and the decisions, and come out as if they had been made at once: whoever removes
them loses time and nothing else.
"""

import json

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, text, update

from counterclaim.case import audit, decisions, gists
from counterclaim.case.revision import Revision, kept_apart, last, revision, told_on_key
from counterclaim.case.schema import ASSESSMENT, COUNTED, EVENT, FILED, STANDING, TELLING, TOLD_ON, VOICE
from counterclaim.case.store import Store
from counterclaim.errors import CaseError
from counterclaim.events.assess import MADE_BY

# Whoever comes second looks again, so many times.
MOST_TRIES = 10
# Stands for the version of the program where the tables were thrown away.
FORGOTTEN = ""
# So many rows are removed at once.
BATCH = 400

_TABLES = (EVENT, FILED, COUNTED, TELLING, VOICE, TOLD_ON, STANDING)


def bring_up_to_date(store: Store, *, only_little: bool = False) -> bool:
    """Count in everything that is new in a case, with the decisions in force.

    Args:
        only_little: leave it where much is new, or the case was never looked through, since that takes minutes.

    Returns:
        whether it is up to date.

    Raises:
        CaseError: it cannot be written, or other programs kept coming between.
    """
    for _ in range(MOST_TRIES):
        with store.read() as connection:
            head = audit.head(connection)
            before = last(connection)
            if before is not None and before.head == head:
                return True
            decided = decisions.in_force(decisions.load(connection))
            made = revision(connection, head, decided, only_little=only_little)
        if made is None:
            return False
        if store.write(lambda connection, made=made: _write(connection, made)):  # type: ignore[misc]
            return True
    raise CaseError("other programs keep changing the case", where=store.where, remedy="Try again when they are done")


def forget(connection: Connection) -> None:
    """Remove what is kept of earlier looks at a case; it is made anew from the readings and the decisions.

    The number of the revision stays, so that nobody who began before takes the new tables for the old ones.
    """
    for table in (*_TABLES, ASSESSMENT):
        if table is not STANDING:
            connection.execute(delete(table))
    connection.execute(update(STANDING).values(made_by=FORGOTTEN))


def _write(connection: Connection, made: Revision) -> bool:
    """Write a revision, unless another was written since it was begun; tell whether it was."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE standing IN EXCLUSIVE MODE"))
    now = last(connection)
    if (now and (now.revision, now.head)) != (made.after and (made.after.revision, made.after.head)):
        return False
    number = connection.execute(select(func.max(STANDING.c.revision))).scalar() or 0
    if made.anew:
        for table in _TABLES:
            connection.execute(delete(table))
    else:
        _remove(connection, made)
    for table, rows in ((COUNTED, made.counted), (TELLING, made.tellings), (FILED, made.filed)):
        if rows:
            connection.execute(insert(table), rows)
    _move(connection, made)
    if made.events:
        connection.execute(insert(EVENT), made.events)
    _add_up(connection, VOICE, [dict(zip(("speaker", "what", "value"), k, strict=True)) | {"number": n}
                                for k, n in sorted(made.heard.items()) if n], anew=made.anew)  # fmt: skip
    days = sorted((told_on_key(what), day.isoformat(), n) for (what, day), n in made.told_on.items() if n)
    _add_up(connection, TOLD_ON, [{"what": w, "day": d, "number": n} for w, d, n in days], anew=made.anew)
    gists.refresh(connection, made.gists)
    connection.execute(delete(STANDING))
    common = json.dumps(sorted([*what, days] for what, days in kept_apart(made.apart).items()))
    values = {"made_by": MADE_BY, "common": common, "revision": number + 1, "head": made.head}
    connection.execute(insert(STANDING).values(values))
    return True


def _remove(connection: Connection, made: Revision) -> None:
    """Remove what is gone; events first, since they refer to tellings."""
    _delete(connection, EVENT, "home", made.no_events)
    words = [{"a_word": word, "a_telling": n} for n, under in sorted(made.shelf.gone.items()) for word in set(under)]
    if words:
        query = delete(FILED).where(FILED.c.word == bindparam("a_word"), FILED.c.telling == bindparam("a_telling"))
        connection.execute(query, words)
    _delete(connection, TELLING, "id", sorted(made.shelf.gone))
    _delete(connection, COUNTED, "capture", made.gone)


def _delete(connection: Connection, table: Table, column: str, numbers: list[int]) -> None:
    for start in range(0, len(numbers), BATCH):
        connection.execute(delete(table).where(table.c[column].in_(numbers[start : start + BATCH])))


def _move(connection: Connection, made: Revision) -> None:
    if moved := made.shelf.moved_rows():
        query = update(TELLING).where(TELLING.c.id == bindparam("number"))
        connection.execute(query.values(home=bindparam("home"), visits=bindparam("visits")), moved)


def _add_up(connection: Connection, table: Table, rows: list[dict[str, object]], *, anew: bool) -> None:
    """Add numbers to those that stand there; what comes to nothing is removed."""
    if anew:
        if rows:
            connection.execute(insert(table), rows)
        return
    keys = [column.name for column in table.primary_key]
    for row in rows:
        there = [table.c[key] == row[key] for key in keys]
        number = connection.execute(select(table.c.number).where(*there)).scalar()
        total = (number or 0) + int(str(row["number"]))
        if number is None:
            connection.execute(insert(table).values(row))
        elif total > 0:
            connection.execute(update(table).where(*there).values(number=total))
        else:
            connection.execute(delete(table).where(*there))

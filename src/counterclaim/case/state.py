"""What a case holds at one moment: the newest capture of every place, with its newest reading."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, Select, func, select

from counterclaim.case import ledger_text, naming
from counterclaim.case.anchors import Held
from counterclaim.case.audit import TRAIL
from counterclaim.case.schema import CAPTURE, ORIGINAL, READING, RUN
from counterclaim.errors import CaseError, UsageError
from counterclaim.ledger import Report

# What to do about a reading that was lost.
REREAD = "counterclaim rerun CASE reads it again"
DAY = len("2018-11-24")
# So many readings are fetched at once.
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """That a report was found: when and by whom, where, with which bytes, by which version of the program.

    Attributes:
        origin, location: the path of the file as it was given, and the whole path.
        member: which of several reports of the file; empty where it holds one.
        options: what the user said about the file, as JSON.
        report: the report's id in the case as it is now.
        versions: how often what was found at this place was another text than before, this one included.
    """

    id: int
    seq: int
    run: int
    at: str
    who: str
    tool: str
    origin: str
    location: str
    member: str
    suffix: str
    options: str
    sha256: str
    report: str = ""
    versions: int = 1


def captures(connection: Connection, upto: int | None = None, only: Collection[int] | None = None) -> list[Capture]:
    """Return the newest capture of every place, ordered by the ids of their reports.

    Args:
        upto: the number of an entry of the trail: the case as it was then; None for now.
        only: the ids of the captures that are wanted; None for all.
    """
    place = (CAPTURE.c.location, CAPTURE.c.member)
    newest = select(func.max(CAPTURE.c.id).label("id"), func.count().label("versions")).group_by(*place)
    if upto is not None:
        newest = newest.where(CAPTURE.c.seq <= upto)
    last = newest.subquery()
    query = select(CAPTURE, last.c.versions).join(last, CAPTURE.c.id == last.c.id)
    if only is not None:
        query = query.where(CAPTURE.c.id.in_(only))
    rows = connection.execute(query).mappings().all()
    ids = naming.names(connection.execute(select(CAPTURE.c.location).distinct()).scalars())
    found = [Capture(**row, report=naming.storable(ids[row["location"]]) + row["member"]) for row in rows]
    return sorted(found, key=lambda one: one.report)


class Head(NamedTuple):
    """The newest capture of a place with its newest reading, by their numbers; ``report`` is its id as it is now."""

    capture: int
    reading: int
    report: str
    location: str
    member: str
    sha256: str


def heads(connection: Connection) -> list[Head]:
    """Return the newest capture of every place with its newest reading, ordered by the ids of their reports.

    Raises:
        CaseError: one has lost its reading.
    """
    last = select(func.max(CAPTURE.c.id)).group_by(CAPTURE.c.location, CAPTURE.c.member)
    columns = (CAPTURE.c[name] for name in ("id", "location", "member", "sha256", "origin"))
    rows = connection.execute(select(*columns).where(CAPTURE.c.id.in_(last))).all()
    # Readings are long: only what the index over them holds is asked for.
    read = dict(connection.execute(select(READING.c.capture, func.max(READING.c.id)).group_by(READING.c.capture)).all())
    if missing := next((row.origin for row in rows if row.id not in read), None):
        raise CaseError("a report has lost its reading", where=missing, remedy=REREAD)
    ids = naming.names({row.location for row in rows})
    found = (
        Head(number, read[number], ids[location] + naming.as_stored(member), location, member, sha256)
        for number, location, member, sha256, _ in rows
    )
    return sorted(found, key=attrgetter("report"))


def heads_of(connection: Connection, counted: Mapping[int, tuple[int, str]]) -> Iterator[Head]:
    """Yield some captures.

    Args:
        counted: by the number of the capture, the number of its reading and the id of its report.
    """
    wanted = sorted(counted)
    for start in range(0, len(wanted), BATCH):
        columns = (CAPTURE.c[name] for name in ("id", "location", "member", "sha256"))
        for row in connection.execute(select(*columns).where(CAPTURE.c.id.in_(wanted[start : start + BATCH]))):
            number, report = counted[row.id]
            yield Head(capture=row.id, reading=number, report=report, location=row.location, member=row.member,
                       sha256=row.sha256)  # fmt: skip


def read(connection: Connection, heads: Mapping[int, Head]) -> Iterator[tuple[int, Report]]:
    """Yield the reports of some captures, each with the number of its capture.

    Args:
        heads: by the numbers of their readings.
    """
    wanted = sorted(heads)
    for start in range(0, len(wanted), BATCH):
        query = select(READING.c.id, READING.c.ledger).where(READING.c.id.in_(wanted[start : start + BATCH]))
        for row in connection.execute(query):
            one = heads[row.id]
            yield one.capture, naming.named(ledger_text.from_text(row.ledger), one.report)


def _newest_readings(upto: int | None) -> Select[tuple[int]]:
    newest = select(func.max(READING.c.id)).group_by(READING.c.capture)
    return newest if upto is None else newest.where(READING.c.seq <= upto)


def readings(connection: Connection, found: Iterable[Capture], upto: int | None = None) -> dict[int, Report]:
    """Return the newest reading of these captures, by the ids of the captures, under the ids of their reports."""
    wanted = list(found)
    reports: dict[int, Report] = {}
    for start in range(0, len(wanted), BATCH):
        batch = {one.id: one.report for one in wanted[start : start + BATCH]}
        newest = _newest_readings(upto).where(READING.c.capture.in_(batch))
        rows = connection.execute(select(READING.c.capture, READING.c.ledger).where(READING.c.id.in_(newest)))
        for row in rows:
            report = ledger_text.from_text(row.ledger)
            reports[row.capture] = naming.named(report, naming.as_stored(batch[row.capture]))
    return reports


def reports(connection: Connection, upto: int | None = None) -> list[Report]:
    """Return the reports of the case, by id."""
    found = captures(connection, upto)
    read = readings(connection, found, upto)
    return [read[one.id] for one in found]


def held(connection: Connection, upto: int | None = None) -> list[Held]:
    """Return the reports of the case as the program reads them, each with its place.

    Raises:
        CaseError: one has lost its reading.
    """
    found = captures(connection, upto)
    read = readings(connection, found, upto)
    if missing := [one.origin for one in found if one.id not in read]:
        raise CaseError("a report has lost its reading", where=missing[0], remedy=REREAD)
    return [Held(report=read[c.id], sha256=c.sha256, location=c.location, member=c.member) for c in found]


def moment(connection: Connection, since: str) -> int:
    """Return the number of the last entry of the trail before a moment.

    Args:
        since: an ISO day or date-time (UTC), or the number of a run, after which it is.

    Raises:
        UsageError: it is neither.
    """
    if since.isdigit() and len(since) < DAY:
        return _after_run(connection, int(since))
    try:
        date.fromisoformat(since[:DAY])
    except ValueError as error:
        remedy = "Give a day as 2024-05-01, or the number of a run; counterclaim list CASE --runs names them"
        raise UsageError("this is neither a date nor a run", where=since, remedy=remedy) from error
    return connection.execute(select(func.max(TRAIL.c.seq)).where(TRAIL.c.at < since)).scalar() or 0


def _after_run(connection: Connection, run: int) -> int:
    if connection.execute(select(RUN.c.id).where(RUN.c.id == run)).first() is None:
        remedy = "counterclaim list CASE --runs names the runs"
        raise UsageError("there is no such run", where=str(run), remedy=remedy)
    own = [
        connection.execute(select(func.max(t.c.seq)).where(t.c.run == run)).scalar() or 0 for t in (CAPTURE, READING)
    ]
    start: int = connection.execute(select(RUN.c.seq).where(RUN.c.id == run)).scalar_one()
    return max(start, *own)


def runs(connection: Connection) -> list[dict[str, object]]:
    """Return all runs, oldest first."""
    return [dict(row) for row in connection.execute(select(RUN).order_by(RUN.c.id)).mappings()]


def originals(connection: Connection) -> list[str]:
    """Return the digests of all originals, also those of earlier versions of a page."""
    return list(connection.execute(select(ORIGINAL.c.sha256).order_by(ORIGINAL.c.sha256)).scalars())


def history(connection: Connection, newest: Iterable[Capture]) -> Iterator[Capture]:
    """Yield all captures, oldest first, each with the id of the report that it is, or is an earlier version of."""
    ids = {(one.location, one.member): one.report for one in newest}
    for row in connection.execute(select(CAPTURE).order_by(CAPTURE.c.id)).mappings():
        yield Capture(**row, report=ids[row["location"], row["member"]])


def shown(connection: Connection) -> dict[int, dict[str, str | None]]:
    """Return what a list shows of the newest reading of each capture: title, publisher, published, unread."""
    names = ("title", "publisher", "published", "unread")
    columns = (READING.c.capture, *(READING.c[name] for name in names))
    rows = connection.execute(select(*columns).where(READING.c.id.in_(_newest_readings(None)))).mappings()
    return {row["capture"]: {name: row[name] for name in names} for row in rows}

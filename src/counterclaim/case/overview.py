"""The overview of a large case, from the tables that hold where it stands; only what it names is assessed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import RenderableType
from sqlalchemy import ColumnElement, Connection, Row, Table, func, select

from counterclaim.case import gists, reviewed, state
from counterclaim.case.audit import canonical
from counterclaim.case.decisions import Decision
from counterclaim.case.naming import as_stored, storable
from counterclaim.case.revision import NOBODY, counts
from counterclaim.case.schema import COUNTED, EVENT, VOICE
from counterclaim.case.stored_shelf import StoredShelf
from counterclaim.dossier.index import index
from counterclaim.dossier.loose_ends import Orphan, orphans
from counterclaim.dossier.summary import (
    MOST_INCIDENTS,
    MOST_LINES,
    MOST_NAMES,
    Overview,
    Some,
    incident_parts,
    quoted,
)
from counterclaim.events.actors import Elsewhere
from counterclaim.events.assess import MADE_BY, assess_incident
from counterclaim.events.gist import undated, unplaced
from counterclaim.events.identity import Key, key_of
from counterclaim.events.incidents import incident_of
from counterclaim.events.people import People, people
from counterclaim.events.voices import Voice
from counterclaim.ledger import Ledger, Report

Parts = Sequence[RenderableType]
# Gives what was kept under a word, or makes it.
Kept = Callable[[str, Callable[[], Parts]], Parts]

_NAMED = EVENT.c.background == 0
_ORDER = (EVENT.c.own_reports.desc(), EVENT.c.day, EVENT.c.place, EVENT.c.report, EVENT.c.about)


@dataclass(frozen=True, slots=True)
class _Case:
    """A case while its overview is made."""

    connection: Connection
    decided: Mapping[int, Decision]
    elsewhere: Elsewhere
    who: People


def overview(connection: Connection, decided: Iterable[Decision], kept: Kept) -> Overview:
    """Return the overview of a case.

    Args:
        connection: what is read through it is of one moment, at which the case was brought up to date.
        decided: all decisions that were in force then.
        kept: gives what was kept of an incident under a word, or makes it.
    """
    elsewhere = _elsewhere(connection)
    case = _Case(connection, {one.id: one for one in decided}, elsewhere, _people(elsewhere))
    largest = select(EVENT.c.home).where(_NAMED).order_by(EVENT.c.reports.desc(), *_ORDER).limit(MOST_INCIDENTS)
    unread = select(COUNTED.c.report, COUNTED.c.unread).where(COUNTED.c.unread.is_not(None)).order_by(COUNTED.c.report)
    return Overview(
        incidents=[_incident(case, home, kept) for home in connection.execute(largest).scalars().all()],
        number=_count(connection, EVENT, _NAMED), reports=_count(connection, COUNTED),
        background=_background(connection), orphans=_orphans(case), all_orphans=_sum(connection, "orphans"),
        unplaced=_open(case, "placed", "unplaced", unplaced), undated=_open(case, "dated", "undated", undated),
        undated_reports=_undated_reports(connection), untied=0,
        unread=[(as_stored(row.report), as_stored(row.unread)) for row in connection.execute(unread)],
    )  # fmt: skip


def who(connection: Connection) -> People:
    """Return who is who in a case that was brought up to date, without those who are only described."""
    return _people(_elsewhere(connection))


def _people(elsewhere: Elsewhere) -> People:
    return people(elsewhere.voices, elsewhere.sides)


def _elsewhere(connection: Connection) -> Elsewhere:
    """Return what all reports say of those who speak or are blamed."""
    voices: dict[str, Voice] = {}
    sides = set()
    for speaker, what, value, number in connection.execute(select(VOICE)):
        if speaker == NOBODY:
            sides.add(str(json.loads(value)))
            continue
        voice = voices.setdefault(speaker, Voice())
        counts(voice)[what][json.loads(value)] = number
    return Elsewhere({tuple(json.loads(speaker)): voice for speaker, voice in voices.items()}, frozenset(sides))


def _incident(case: _Case, home: int, kept: Kept) -> Parts:
    """Return what is printed of one incident: as it was kept if nothing that it rests on has changed."""
    shelf = StoredShelf(case.connection)
    (anchor,) = shelf.load_events([home])
    told = [(rank.report, rank.about or None) for rank in (*shelf.members[anchor], *shelf.visitors.get(anchor, ()))]
    rows = _counted(case, {report for report, _ in told})

    def make() -> Parts:
        incident = incident_of("i1", shelf.with_visitors(anchor))
        found = index(assess_incident(_reports(case, rows), incident, told, case.elsewhere))
        return incident_parts(found, found.ledger.incidents[0])

    heard: set[Key] = {tuple(key) if key else key_of(value, "", "organisation")
                       for row in rows for key, _, value, _ in json.loads(row.heard)}  # fmt: skip
    rests_on = [MADE_BY, sorted((report, about or "") for report, about in told),
                [(row.report, row.reading, row.decided) for row in rows],
                [asdict(person) for person in case.who.around(heard)]]  # fmt: skip
    return kept(hashlib.sha256(canonical(rests_on).encode("utf-8", "backslashreplace")).hexdigest(), make)


def _counted(case: _Case, reports: Iterable[str]) -> list[Row[Any]]:
    """Return the rows of some reports, by their ids."""
    wanted = sorted(map(storable, reports))
    found: list[Row[Any]] = []
    for start in range(0, len(wanted), gists.BATCH):
        query = select(COUNTED).where(COUNTED.c.report.in_(wanted[start : start + gists.BATCH]))
        found += case.connection.execute(query.order_by(COUNTED.c.report))
    return found


def _reports(case: _Case, rows: Iterable[Row[Any]]) -> list[Report]:
    """Return some reports as they stand with the decisions on them, by their ids."""
    every = list(rows)
    heads = state.heads_of(case.connection, {row.capture: (row.reading, as_stored(row.report)) for row in every})
    touched = {row.capture: [case.decided[n] for n in json.loads(row.decided)] for row in every if row.decided}
    found = (report for _, report in reviewed.reports(case.connection, heads, touched))
    return sorted(found, key=lambda report: report.id)


def _count(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def _sum(connection: Connection, column: str) -> int:
    return int(connection.execute(select(func.sum(COUNTED.c[column]))).scalar() or 0)


def _background(connection: Connection) -> Some:
    """Name the background events: the first ones, each name once."""
    condition = EVENT.c.background == 1
    number = connection.execute(select(func.count(EVENT.c.name.distinct())).where(condition)).scalar_one()
    first: dict[str, None] = {}
    for name in connection.execute(select(EVENT.c.name).where(condition).order_by(*_ORDER)).scalars():
        first.setdefault(as_stored(name))
        if len(first) == MOST_LINES:
            break
    return Some(tuple(first), number)


def _first(case: _Case, column: str) -> list[Report]:
    """Return the first reports that have something left open."""
    query = select(COUNTED).where(COUNTED.c[column] > 0).order_by(COUNTED.c.report).limit(MOST_LINES)
    return _reports(case, case.connection.execute(query))


def _orphans(case: _Case) -> list[Orphan]:
    """Return the first statements whose speaker is not identified."""
    ledger = Ledger(program="", reports=tuple(_first(case, "orphans")))
    return orphans(index(ledger), {})[:MOST_LINES]


def _open(case: _Case, column: str, lost: str, words_of: Callable[[Report], Iterable[str]]) -> Some:
    """Name incidents that lack a place or a date, then the words of claims that do."""
    condition = (_NAMED, EVENT.c[column] == 0)
    names = case.connection.execute(select(EVENT.c.name).where(*condition).order_by(*_ORDER).limit(MOST_NAMES))
    first = [as_stored(name) for name in names.scalars()]
    if len(first) < MOST_NAMES:
        first += [quoted(words) for report in _first(case, lost) for words in words_of(report)]
    number = _count(case.connection, EVENT, *condition) + _sum(case.connection, lost)
    return Some(tuple(first[:MOST_NAMES]), number)


def _undated_reports(connection: Connection) -> Some:
    condition = (COUNTED.c.dated == 0, COUNTED.c.unread.is_(None))
    names = connection.execute(select(COUNTED.c.report).where(*condition).order_by(COUNTED.c.report).limit(MOST_NAMES))
    return Some(tuple(as_stored(name) for name in names.scalars()), _count(connection, COUNTED, *condition))

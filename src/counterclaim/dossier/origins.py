"""Where it comes from: on whose word the reports rest, through whom they have it, and which reports print it.

Many outlets that rest on one originator are one source; that is why the originator stands first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.dossier.index import Index, anchor
from counterclaim.ledger import NARRATOR, Report, Statement


@dataclass(frozen=True, slots=True)
class Print:
    """One report with the statements in it that come this way, as ``(href, short number)``."""

    report: Report
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way from the originator to reports; ``relays`` is empty where the reports have it directly."""

    relays: str
    prints: tuple[Print, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One originator with all the ways from it."""

    name: str
    side: str
    ways: tuple[Way, ...]
    reports: int
    statements: int


def origins(index: Index) -> list[Origin]:
    """Return the originators, those on whom most reports rest first; the reports' own voice and orphans left out."""
    ways: dict[str, dict[str, list[tuple[Report, Statement]]]] = {}
    sides: dict[str, str] = {}
    for report, statement in index.ledger.statements():
        if statement.is_orphan or (statement.speaker == NARRATOR and not _folded(index, statement)):
            continue
        for name, relays in _chains(index, report, statement):
            ways.setdefault(name, {}).setdefault(relays, []).append((report, statement))
            sides.setdefault(name, index.side(statement) or "")
    found = [_origin(name, sides[name], by_relay) for name, by_relay in ways.items()]
    return sorted(found, key=lambda origin: (-origin.reports, -origin.statements, origin.name))


def _folded(index: Index, statement: Statement) -> str | None:
    """Return the originator that a statement of somebody else was folded into, as a copy or a relay."""
    found = index.sources.get(statement.id, ())
    return found[0] if len(found) == 1 and found[0] != statement.actor else None


def _chains(index: Index, report: Report, statement: Statement) -> Iterable[tuple[str, str]]:
    via = [*statement.via]
    folded = _folded(index, statement)
    if folded in index.actors:
        if statement.speaker != NARRATOR and index.name(folded) not in via:
            via.append(index.speaker(report, statement))
        via = [name for name in via if name != index.name(folded)]
        return [(index.name(folded), " ← ".join(via))]
    return [(index.speaker(report, statement), " ← ".join(via))]


def _origin(name: str, side: str, by_relay: dict[str, list[tuple[Report, Statement]]]) -> Origin:
    ways, reports = [], set()
    for relays, found in sorted(by_relay.items()):
        prints: dict[str, tuple[Report, dict[tuple[str, str], None]]] = {}
        for report, statement in found:
            link = ("#" + anchor(statement.id), statement.id.rpartition("/")[2])
            prints.setdefault(report.id, (report, {}))[1][link] = None
            reports.add(report.id)
        ways.append(Way(relays, tuple(Print(report, tuple(links)) for report, links in prints.values())))
    return Origin(name, side, tuple(ways), len(reports), sum(len(found) for found in by_relay.values()))

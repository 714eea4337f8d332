"""What the ledger could not tie up, and says so: orphans, what has no place or date, reports that were not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.dossier.index import NO_INCIDENT, Index, Quote, Said
from counterclaim.ledger import Incident, Report

Suggestions = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Orphan:
    """A statement whose speaker the report does not identify, with what could be looked into."""

    report: Report
    quote: Quote
    source: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """Everything that was left open."""

    orphans: tuple[Orphan, ...]
    unplaced: tuple[tuple[str, Quote], ...]
    unplaced_incidents: tuple[Incident, ...]
    undated: tuple[tuple[str, Quote], ...]
    undated_incidents: tuple[Incident, ...]
    undated_reports: tuple[Report, ...]
    unread: tuple[Report, ...]
    noted: tuple[Report, ...]
    untied: tuple[Said, ...]

    @property
    def any(self) -> bool:
        """Tell whether there is anything to show."""
        return any(getattr(self, name) for name in self.__slots__)


def loose_ends(index: Index, suggestions: Suggestions | None = None) -> LooseEnds:
    """Collect what was left open; ``suggestions`` are lines for the orphans, by the id of the statement."""
    ledger = index.ledger
    claims = [Said(report, s, claim) for report, s in ledger.statements() for claim in s.claims]
    read = [report for report in ledger.reports if not report.unread]
    untied = index.claims.get(NO_INCIDENT, ()) if ledger.incidents else ()
    return LooseEnds(
        orphans=tuple(orphans(index, suggestions or {})),
        unplaced=_lost(index, claims, "where", "country"),
        unplaced_incidents=tuple(i for i in index.incidents if not i.place),
        undated=_lost(index, claims, "when", "date"),
        undated_incidents=tuple(i for i in index.incidents if not i.date),
        undated_reports=tuple(report for report in read if not report.published),
        unread=tuple(report for report in ledger.reports if report.unread),
        noted=tuple(report for report in read if report.notes),
        untied=tuple(untied),
    )


def orphans(index: Index, suggestions: Suggestions) -> list[Orphan]:
    """Return the statements whose speaker is not identified."""
    return [
        Orphan(report, index.quote(report, s), s.source.of(report.text) if s.source else "",
               tuple(suggestions.get(s.id, ())))
        for report, s in index.ledger.statements()
        if s.is_orphan
    ]  # fmt: skip


def _lost(index: Index, claims: Sequence[Said], kind: str, field: str) -> tuple[tuple[str, Quote], ...]:
    """Return the verbatim words of claims of one type that lack one field, with their statements."""
    lost = [said for said in claims if said.claim.type == kind and not said.claim.text(field)]
    return tuple((said.words, index.quote(said.report, said.statement)) for said in lost)


def report_line(report: Report) -> str:
    """Name a report: its title, or its id, with publisher and date where they are known."""
    parts = [report.title or report.id, report.publisher or "", wording.date(report.published)]
    return ", ".join(part for part in parts if part)

"""One incident at a glance: who is blamed by whom, between what the figures lie, how its points stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.dossier.index import Index, Said
from counterclaim.ledger import NARRATOR, STATUSES, Figure, FigureEntry


@dataclass(frozen=True, slots=True)
class Blame:
    """Who holds one party responsible, and who says that it is not."""

    party: str
    by: tuple[str, ...]
    denied: tuple[str, ...]
    doubted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Between what the latest figures of one measure lie, and on how many originators they rest."""

    measure: str
    bounds: str
    originators: tuple[str, ...]
    unnamed: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What a reader needs before reading on."""

    blames: tuple[Blame, ...]
    ranges: tuple[Range, ...]
    statuses: tuple[tuple[str, int], ...]
    statements: int
    speakers: int
    reports: tuple[str, ...]
    originators: tuple[str, ...]


def glance(index: Index, incident: str, claims: Sequence[Said]) -> Glance:
    """Sum up one incident."""
    points = [point for point in index.ledger.points if point.incident == incident]
    positions = [position for point in points for position in point.positions]
    figures = [figure for figure in index.ledger.figures if figure.incident == incident and figure.history]
    named = [f.originator for f in figures if f.originator]
    originators = dict.fromkeys([*(o for p in positions for o in p.originators), *named])
    attributed = {index.key(s.report, s.statement) for s in claims if s.statement.speaker not in {NARRATOR, None}}
    return Glance(
        blames=tuple(blames(index, claims)),
        ranges=tuple(ranges(index, figures)),
        statuses=tuple((status, sum(point.status == status for point in points)) for status in STATUSES),
        statements=len({said.statement.id for said in claims}),
        speakers=len(attributed),
        reports=tuple(dict.fromkeys(said.report.id for said in claims)),
        originators=tuple(index.names(originators)),
    )


def blames(index: Index, claims: Iterable[Said]) -> list[Blame]:
    """Tell who blames whom, the most often blamed party first."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for said in claims:
        party = said.claim.text("party")
        if said.claim.type == "responsibility" and party:
            group = {"says": "by", "doubts": "doubted", "asks": "doubted"}.get(said.verb, "denied")
            speakers = found.setdefault(party, {"by": {}, "denied": {}, "doubted": {}})[group]
            speakers[index.speaker(said.report, said.statement)] = None
    rows = [Blame(party, tuple(g["by"]), tuple(g["denied"]), tuple(g["doubted"])) for party, g in found.items()]
    return sorted(rows, key=lambda blame: -len(blame.by))


def latest(figure: Figure) -> FigureEntry | None:
    """Return the last value of a figure that is not a part of another."""
    return next((entry for entry in reversed(figure.history) if not entry.part), None)


def ranges(index: Index, figures: Iterable[Figure]) -> list[Range]:
    """Tell for each measure between what the latest figures lie."""
    measures: dict[str, list[tuple[str | None, FigureEntry]]] = {}
    for figure in figures:
        entry = latest(figure)
        if entry and (entry.low is not None or entry.high is not None):
            measures.setdefault(figure.measure, []).append((figure.originator, entry))
    return [
        Range(measure, _between([entry for _, entry in found]),
              tuple(dict.fromkeys(index.name(o) for o, _ in found if o)), sum(o is None for o, _ in found))
        for measure, found in measures.items()
    ]  # fmt: skip


def _between(entries: Sequence[FigureEntry]) -> str:
    different = dict.fromkeys((e.low, e.high, e.approx) for e in entries)
    if len(different) == 1:
        return wording.bounds(*next(iter(different)))
    ordered = sorted(different, key=lambda b: (b[0] or b[1] or 0, b[1] is None, b[1] or 0))
    return f"{wording.bounds(*ordered[0])} … {wording.bounds(*ordered[-1])}"

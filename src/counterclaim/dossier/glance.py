"""One incident at a glance: who is blamed by whom, between what the figures lie, how its points stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.dossier.index import Index, Said
from counterclaim.findings import Estimate, Grade
from counterclaim.ledger import NARRATOR, STATUSES, Figure, FigureEntry

# So many different figures are listed in the headline; of more, the least and the greatest.
LISTED = 3


@dataclass(frozen=True, slots=True)
class Blame:
    """Who holds one party responsible, and who says that it is not."""

    party: str
    by: tuple[str, ...]
    denied: tuple[str, ...]
    doubted: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """Between what the latest figures of one measure lie, on how many originators they rest, and who gives which."""

    measure: str
    bounds: str
    originators: int
    given: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Estimated:
    """Low, best and high of one measure, with those who give the best and the counts it rests on."""

    measure: str
    low: str
    best: str
    high: str
    by: tuple[str, ...]
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class Glance:
    """What a reader needs before reading on."""

    blames: tuple[Blame, ...]
    ranges: tuple[Range, ...]
    estimates: tuple[Estimated, ...]
    grade: Grade | None
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
        estimates=tuple(_estimated(index, e) for e in index.ledger.estimates if e.incident == incident),
        grade=next((i.grade for i in index.ledger.incidents if i.id == incident), None),
        statuses=tuple((status, sum(point.status == status for point in points)) for status in STATUSES),
        statements=len({said.statement.id for said in claims}),
        speakers=len(attributed),
        reports=tuple(dict.fromkeys(said.report.id for said in claims)),
        originators=tuple(index.names(originators)),
    )


def _estimated(index: Index, found: Estimate) -> Estimated:
    basis = wording.count(found.originators, "originator") if found.originators else "nobody named"
    if found.originators and found.unnamed:
        basis += f"; {wording.count(found.unnamed, 'figure')} of nobody named left out"
    high = f"{wording.number(found.high)} or more" if found.open_high else wording.number(found.high)
    return Estimated(found.measure, wording.number(found.low), wording.number(found.best), high,
                     tuple(index.names(found.best_by)), basis, found.reason)  # fmt: skip


def blames(index: Index, claims: Iterable[Said]) -> list[Blame]:
    """Tell who blames whom, the most often blamed party first; a side is one party under all its names."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for said in claims:
        party = said.claim.text("party")
        if said.claim.type == "responsibility" and party:
            group = {"says": "by", "doubts": "doubted", "asks": "doubted"}.get(said.verb, "denied")
            groups = found.setdefault(index.side_of(party), {"by": {}, "denied": {}, "doubted": {}, "names": {}})
            groups[group][index.speaker(said.report, said.statement)] = None
            groups["names"][wording.joint(party)] = None
    rows = [
        Blame(side, tuple(g["by"]), tuple(g["denied"]), tuple(g["doubted"]), tuple(n for n in g["names"] if n != side))
        for side, g in found.items()
    ]
    return sorted(rows, key=lambda blame: (-len(blame.by), -len(blame.denied)))


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
    return [_range(index, measure, found) for measure, found in measures.items()]


def _range(index: Index, measure: str, found: Sequence[tuple[str | None, FigureEntry]]) -> Range:
    ordered = sorted(found, key=lambda pair: _size(pair[1]))
    values: dict[str, dict[str, None]] = {}
    for originator, entry in ordered:
        words = wording.bounds(entry.low, entry.high, entry.approx)
        values.setdefault(words, {})[index.name(originator)] = None
    listed = list(values)
    between = ", ".join(listed) if len(listed) <= LISTED else f"{listed[0]} … {listed[-1]}"
    return Range(
        measure=measure,
        bounds=between,
        originators=len({originator for originator, _ in found if originator}),
        given=tuple((words, tuple(names)) for words, names in values.items()),
    )


def _size(entry: FigureEntry) -> tuple[int, bool, int]:
    return (entry.low if entry.low is not None else entry.high or 0, entry.high is None, entry.high or 0)

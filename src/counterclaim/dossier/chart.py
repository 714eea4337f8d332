"""The geometry of the chart of figures: where bars, open ends and revisions stand, in per cent of its width."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.dossier.index import Index, Quote
from counterclaim.ledger import Figure, FigureEntry, Report, Statement

# Beyond this ratio between the largest and the smallest figure, a linear scale squeezes the small ones into a dot.
LINEAR_RATIO = 250
# Room at the right of the largest figure for an arrow and its label, in per cent.
WIDTH, OPEN_END = 88.0, 6.0
ROW_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: from ``x1`` to ``x2`` per cent, at ``y`` pixels."""

    x1: float
    x2: float
    y: int
    text_x: float
    text_end: bool
    open_low: bool
    open_high: bool
    approx: bool
    part: bool
    revises: bool
    middle: float
    before: float
    label: str
    verbatim: str
    said: str
    of: str
    change: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Lane:
    """The values of one measure by one originator, from top to bottom as they were given."""

    originator: str
    relays: str
    height: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """All figures of one measure on one scale."""

    measure: str
    scale: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]

    @property
    def changes(self) -> bool:
        """Tell whether any value is said to change an earlier one."""
        return any(bar.change for lane in self.lanes for bar in lane.bars)


def panels(index: Index, incident: str) -> list[Panel]:
    """Draw the figures of one incident, one panel for each measure, in the order of the ledger."""
    measures: dict[str, list[Figure]] = {}
    for figure in index.ledger.figures:
        if figure.incident == incident and figure.history:
            measures.setdefault(figure.measure, []).append(figure)
    return [_panel(index, measure, figures) for measure, figures in measures.items()]


class Scale:
    """A scale from nought to the largest of some values: linear, or logarithmic where they lie far apart."""

    def __init__(self, values: Iterable[int]) -> None:
        positive = [value for value in values if value > 0] or [1]
        self.top = max(positive)
        self.logarithmic = self.top / min(positive) > LINEAR_RATIO

    def at(self, value: int) -> float:
        """Return where a value stands, in per cent of the width."""
        share = math.log1p(value) / math.log1p(self.top) if self.logarithmic else value / self.top
        return round(1 + WIDTH * share, 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the lines of the scale at round numbers."""
        if self.logarithmic:
            values = [0, *(10**power for power in range(len(str(self.top))))]
        else:
            step = _step(self.top)
            values = list(range(0, self.top + 1, step))
        return tuple(Tick(self.at(value), wording.number(value)) for value in values)


def _step(top: int) -> int:
    """Return a round step that cuts nought to ``top`` into four to nine parts."""
    unit: int = 10 ** int(math.log10(max(1, top / 4)))
    return next(unit * times for times in (1, 2, 5, 10) if top / (unit * times) <= 6 or times == 10)


def _panel(index: Index, measure: str, figures: Sequence[Figure]) -> Panel:
    values = [v for f in figures for e in f.history for v in (e.low, e.high) if v is not None]
    scale = Scale(values)
    dated = sorted(figures, key=_first)
    lanes = tuple(_lane(index, figure, scale) for figure in dated)
    return Panel(measure, "logarithmic scale" if scale.logarithmic else "", scale.ticks(), lanes)


def _first(figure: Figure) -> tuple[bool, str]:
    """Order by the first dated value; what nobody is named for comes last."""
    return figure.originator is None, min((e.said or "9" for e in figure.history), default="9")


def _lane(index: Index, figure: Figure, scale: Scale) -> Lane:
    bars: list[Bar] = []
    for number, entry in enumerate(figure.history):
        bars.append(_bar(index, entry, figure.measure, scale, number, bars[-1].middle if bars else 0.0))
    statements = [index.statements[e.statement] for e in figure.history if e.statement in index.statements]
    relays = dict.fromkeys(name for statement in statements for name in statement.via)
    return Lane(index.name(figure.originator), wording.listing(relays), ROW_HEIGHT * len(bars), tuple(bars))


def _bar(index: Index, entry: FigureEntry, measure: str, scale: Scale, number: int, before: float) -> Bar:
    low = scale.at(entry.low) if entry.low is not None else None
    high = scale.at(entry.high) if entry.high is not None else None
    x1 = low if low is not None else max(0.0, (high or 1.0) - OPEN_END)
    x2 = high if high is not None else min(100.0, (low or 1.0) + OPEN_END)
    middle = low if high is None and low is not None else x2 if low is None else (x1 + x2) / 2
    report, statement = index.reports.get(entry.statement), index.statements.get(entry.statement)
    known = report is not None and statement is not None
    return Bar(
        x1=round(x1, 2), x2=round(x2, 2), y=ROW_HEIGHT * number + 24, text_x=round(x1 if x1 < 55 else x2, 2),
        text_end=x1 >= 55, open_low=entry.low is None, open_high=entry.high is None, approx=entry.approx,
        part=entry.part, revises=number > 0 and entry.change is not None, middle=round(middle, 2),
        before=round(before, 2), label=wording.bounds(entry.low, entry.high, entry.approx),
        verbatim=_verbatim(report, statement, entry, measure) if report and statement else "",
        said=wording.date(entry.said), of=entry.of or "", change=entry.change or "",
        quote=index.quote(report, statement) if known and report and statement else None,
    )  # fmt: skip


def _verbatim(report: Report, statement: Statement, entry: FigureEntry, measure: str) -> str:
    """Return the words of the claim that a value comes from; empty where it cannot be told."""
    for claim in statement.claims:
        same = (claim.number("low"), claim.number("high")) == (entry.low, entry.high)
        if claim.type == "casualty" and same and claim.text("measure") == measure:
            return claim.span.of(report.text)
    return ""

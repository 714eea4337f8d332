"""The summary on the terminal; it reads as well without colour, in 80 columns and in a pipe."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterclaim.dossier import wording
from counterclaim.dossier.glance import glance
from counterclaim.dossier.index import NOBODY, Index, index
from counterclaim.dossier.loose_ends import LooseEnds, loose_ends
from counterclaim.dossier.points import Held, held
from counterclaim.ledger import Figure, Incident, Ledger, Point

# So much is printed before the reader is sent to the dossier: what fits on a few screens.
MOST_INCIDENTS, MOST_LINES, MOST_NAMES = 3, 8, 4
HEADINGS = {"common ground": "Common ground", "disputed": "In dispute", "one-sided": "One side only"}
INDENT = 2


def summarise(ledger: Ledger) -> RenderableType:
    """Return the summary of a ledger, to be printed by a ``rich`` console of any width."""
    found = index(ledger)
    parts: list[RenderableType] = []
    incidents = sorted(found.incidents, key=lambda incident: -len(incident.reports))
    for incident in incidents[:MOST_INCIDENTS]:
        parts += _incident(found, incident)
    if len(incidents) > MOST_INCIDENTS:
        rest = len(incidents) - MOST_INCIDENTS
        parts += [_line(f"{wording.count(rest, 'more incident')}: see the dossier."), Text()]
    if not incidents:
        parts += [_head("No incident was found"), _line(wording.count(len(ledger.reports), "report") + "."), Text()]
    parts += _background(found)
    parts += _loose(loose_ends(found))
    return Group(*parts)


def _head(words: str) -> Text:
    return Text(wording.printable(words).upper(), style="bold")


def _line(words: str, style: str = "") -> Padding:
    return Padding(Text(wording.printable(words), style=style), (0, 0, 0, INDENT))


def _items(lines: Iterable[tuple[str, str]]) -> RenderableType:
    """Return lines with a hanging indentation; the second part of each is set below the first."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for first, second in lines:
        body = Text(wording.printable(first))
        if second:
            for line in second.splitlines():
                body.append("\n" + wording.printable(line), style="dim")
        grid.add_row("-", body)
    return Padding(grid, (0, 0, 0, INDENT))


def _section(title: str, lines: Sequence[tuple[str, str]]) -> list[RenderableType]:
    if not lines:
        return []
    shown = list(lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        shown.append((f"and {len(lines) - MOST_LINES} more: see the dossier", ""))
    return [Text(title, style="bold"), _items(shown), Text()]


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return wording.listing(names[:MOST_NAMES]) + more


def _incident(found: Index, incident: Incident) -> list[RenderableType]:
    seen = glance(found, incident.id, found.claims.get(incident.id, ()))
    when = wording.date(incident.date) or "date not established"
    where = ", ".join(part for part in (incident.place, incident.country) if part) or "place not established"
    basis = [wording.count(len(seen.reports), "report"), wording.count(len(seen.originators), "originator"),
             wording.count(seen.statements, "statement")]  # fmt: skip
    parts: list[RenderableType] = [_head(incident.name), _line(f"{when}; {where}"), _line(", ".join(basis)), Text()]
    points = [point for point in found.ledger.points if point.incident == incident.id]
    for status, title in HEADINGS.items():
        parts += _section(title, [_point(found, point) for point in points if point.status == status])
    figures = [f for f in found.ledger.figures if f.incident == incident.id and f.history]
    return parts + _section("Figures and how they moved", [_figure(found, figure) for figure in figures])


def _point(found: Index, point: Point) -> tuple[str, str]:
    positions = [held(found, position) for position in point.positions]
    if len(positions) == 1:
        only = positions[0]
        return f"{wording.question(point.question)} {_answer(only)}", f"{_rests(only)}"
    below = "\n".join(f"{_answer(p)}: {_rests(p)}" for p in positions[:MOST_LINES])
    return wording.question(point.question), below


def _answer(position: Held) -> str:
    return ("not " if position.outcome == "denied" else "") + position.answer


def _rests(position: Held) -> str:
    if not position.originators:
        return f"nobody named, in {wording.count(len(position.reports), 'report')}"
    relays = f"; relayed by {_some(position.relays)}" if position.relays else ""
    return f"{position.rests_on} ({_some(position.originators)}){relays}"


def _figure(found: Index, figure: Figure) -> tuple[str, str]:
    steps: list[str] = []
    for entry in figure.history:
        words = wording.bounds(entry.low, entry.high, entry.approx)
        words += f" (part: {entry.of or 'not said of whom'})" if entry.part else ""
        words += f" on {wording.date(entry.said)}" if entry.said else ""
        if not steps or steps[-1] != words:
            steps.append(words)
    who = found.name(figure.originator) if figure.originator else NOBODY
    return f"{figure.measure}: {', then '.join(steps)}", who


def _background(found: Index) -> list[RenderableType]:
    names = [i.name for i in found.ledger.incidents if i.background] + list(found.background)
    return _section("Other events mentioned, kept apart", [(name, "") for name in names])


def _loose(loose: LooseEnds) -> list[RenderableType]:
    lines = [(f"speaker not identified: “{o.quote.words}”", _orphan(o.source, o.quote.via, o.quote.id))
             for o in loose.orphans]  # fmt: skip
    unplaced = [i.name for i in loose.unplaced_incidents] + [f"“{words}”" for words, _ in loose.unplaced]
    undated = [i.name for i in loose.undated_incidents] + [f"“{words}”" for words, _ in loose.undated]
    ends = [(f"not placed: {_some(unplaced)}", "")] if unplaced else []
    ends += [(f"not dated: {_some(undated)}", "")] if undated else []
    if loose.undated_reports:
        ends.append((f"no date of publication: {_some([r.id for r in loose.undated_reports])}", ""))
    if loose.untied:
        ends.append((f"{wording.count(len(loose.untied), 'claim')} tied to no incident", ""))
    ends += [(f"not read: {report.id}", str(report.unread)) for report in loose.unread]
    shown = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        shown.append((f"and {len(lines) - MOST_LINES} more speakers not identified", ""))
    return [Text("Loose ends", style="bold"), _items([*ends, *shown]), Text()] if ends or shown else []


def _orphan(source: str, via: str, identity: str) -> str:
    return ", ".join(part for part in (source and f"“{source}”", via and f"through {via}", identity) if part)

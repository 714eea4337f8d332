"""The summary on the terminal; it reads as well without colour, in 80 columns and in a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from counterclaim.dossier import wording
from counterclaim.dossier.glance import Estimated, glance
from counterclaim.dossier.index import Index, index
from counterclaim.dossier.loose_ends import Orphan, Suggestions, loose_ends
from counterclaim.dossier.points import Held, held
from counterclaim.ledger import Figure, Incident, Ledger, Point

# So much is printed before the reader is sent to the dossier: what fits on a few screens.
MOST_INCIDENTS, MOST_LINES, MOST_ANSWERS, MOST_NAMES = 3, 8, 4, 4
HEADINGS = {"common ground": "Common ground", "disputed": "In dispute", "one-sided": "One side only"}
INDENT = 2
# Below so many columns for the words themselves, wrapping only makes it worse.
MOST_NARROW = 20


@dataclass(frozen=True, slots=True)
class Some:
    """The first of several things, and how many there are."""

    first: tuple[str, ...]
    number: int

    def __str__(self) -> str:
        """Name the first ones, and say how many more there are."""
        return wording.listing(self.first) + (f" and {more} more" if (more := self.number - len(self.first)) else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the summary says of a ledger.

    Attributes:
        incidents: the largest ones, each as it is to be printed.
        number: how many incidents there are that some report is mainly about.
        reports: how many reports.
        background: names of the other events that reports mention, up to ``MOST_LINES``.
        orphans: the first ones, up to ``MOST_LINES``; ``all_orphans`` is how many there are.
        unplaced, undated: names of incidents, then words of claims, up to ``MOST_NAMES``.
        undated_reports: their ids, up to ``MOST_NAMES``.
        untied: how many claims belong to no incident.
        unread: ids of reports that were not read, with the reasons.
    """

    incidents: Sequence[Sequence[RenderableType]]
    number: int
    reports: int
    background: Some
    orphans: Sequence[Orphan]
    all_orphans: int
    unplaced: Some
    undated: Some
    undated_reports: Some
    untied: int
    unread: Sequence[tuple[str, str]]


def summarise(ledger: Ledger, suggestions: Suggestions | None = None) -> RenderableType:
    """Return the summary of a ledger, to be printed by a ``rich`` console of any width.

    Args:
        ledger: a whole ledger.
        suggestions: for orphans, lines on who might have spoken, by the id of the statement.
    """
    found = index(ledger)
    loose = loose_ends(found, suggestions)
    incidents = sorted(found.incidents, key=lambda incident: -len(incident.reports))[:MOST_INCIDENTS]
    background = dict.fromkeys([*(i.name for i in ledger.incidents if i.background), *found.background])
    return printed(
        Overview(
            incidents=[incident_parts(found, incident) for incident in incidents],
            number=len(found.incidents), reports=len(ledger.reports), background=some(list(background), MOST_LINES),
            orphans=loose.orphans[:MOST_LINES], all_orphans=len(loose.orphans),
            unplaced=some([*(i.name for i in loose.unplaced_incidents), *(quoted(w) for w, _ in loose.unplaced)]),
            undated=some([*(i.name for i in loose.undated_incidents), *(quoted(w) for w, _ in loose.undated)]),
            undated_reports=some([report.id for report in loose.undated_reports]), untied=len(loose.untied),
            unread=[(report.id, str(report.unread)) for report in loose.unread],
        )
    )  # fmt: skip


def some(names: Sequence[str], most: int = MOST_NAMES) -> Some:
    """Return the first of some names."""
    return Some(tuple(names[:most]), len(names))


def quoted(words: str) -> str:
    """Return words of a report as the loose ends name them."""
    return f"“{words}”"


def printed(seen: Overview) -> Group:
    """Return an overview as it is to be printed by a ``rich`` console of any width."""
    parts: list[RenderableType] = [part for incident in seen.incidents for part in incident]
    if rest := seen.number - len(seen.incidents):
        parts += [_line(f"{wording.count(rest, 'more incident')}: see the dossier."), Text()]
    if not seen.number:
        parts += [_head("No incident was found"), _line(wording.count(seen.reports, "report") + "."), Text()]
    names = [(name, "") for name in seen.background.first]
    parts += _section("Other events mentioned, kept apart", names, seen.background.number)
    return Group(*parts, *_loose(seen))


def _head(words: str) -> Text:
    return Text(wording.printable(words).upper(), style="bold")


@dataclass(frozen=True, slots=True)
class Hanging:
    """A line of text after a bullet or an indentation, whose further lines stand under its first."""

    words: str
    before: str = " " * INDENT
    deeper: int = 0
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wrap to the console's width, without spaces at the ends of lines."""
        room = max(MOST_NARROW, options.max_width - len(self.before) - self.deeper)
        for number, line in enumerate(Text(wording.printable(self.words)).wrap(console, room)):
            line.rstrip()
            indent = " " * (len(self.before) + self.deeper) if number else self.before
            yield Text(indent) + Text(line.plain, self.style)


def _line(words: str) -> Hanging:
    return Hanging(words)


def _items(lines: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    """Return a bullet for each line; the further part of each is set below it."""
    for first, second in lines:
        yield Hanging(first, before=" " * INDENT + "- ")
        for line in second.splitlines():
            yield Hanging(line, before=" " * (INDENT + 2), deeper=2, style="dim")


def _section(title: str, lines: Sequence[tuple[str, str]], number: int | None = None) -> list[RenderableType]:
    """Return the first lines under a title, and say how many more there are of so many."""
    if not lines:
        return []
    shown = list(lines[:MOST_LINES])
    if more := (number or len(lines)) - len(shown):
        shown.append((f"and {more} more: see the dossier", ""))
    return [Text(title, style="bold"), *_items(shown), Text()]


def _some(names: Sequence[str]) -> str:
    return str(some(names))


def incident_parts(found: Index, incident: Incident) -> list[RenderableType]:
    """Return what the summary says of one incident of a ledger."""
    seen = glance(found, incident.id, found.claims.get(incident.id, ()))
    when = wording.date(incident.date) or "date not established"
    where = ", ".join(part for part in (incident.place, incident.country) if part) or "place not established"
    basis = [wording.count(len(seen.reports), "report"), wording.count(len(seen.originators), "originator"),
             wording.count(seen.statements, "statement")]  # fmt: skip
    parts: list[RenderableType] = [_head(incident.name), _line(f"{when}; {where}"), _line(", ".join(basis))]
    parts += [_line(wording.grade(seen.grade))] if seen.grade else []
    parts.append(Text())
    points = [point for point in found.ledger.points if point.incident == incident.id]
    for status, title in HEADINGS.items():
        parts += _section(title, [_point(found, point) for point in points if point.status == status])
    parts += _section("What cannot both be true", list(_conflicts(found, points)))
    parts += _section("Low, best, high", [_estimated(e) for e in seen.estimates])
    figures = [f for f in found.ledger.figures if f.incident == incident.id and f.history]
    return parts + _section("Figures and how they moved", [_figure(found, figure) for figure in figures])


def _conflicts(found: Index, points: Iterable[Point]) -> Iterator[tuple[str, str]]:
    """Yield one line for each point in dispute: its first contradiction, with those on each side."""
    for point in points:
        for conflict in [c for c in point.conflicts if c.decides][:1]:
            first, second = (wording.answer_to(point.question, a) for a in (conflict.first, conflict.second))
            one, other = (_some(found.names(by)) for by in (conflict.first_by, conflict.second_by))
            yield f"{wording.question(point.question)} {first}: {one}", f"against {second}: {other}"


def _estimated(found: Estimated) -> tuple[str, str]:
    by = f"; best by {_some(found.by)}" if found.by else ""
    return f"{found.measure}: {found.low}, {found.best}, {found.high}", f"{found.basis}{by}"


def _point(found: Index, point: Point) -> tuple[str, str]:
    positions = [held(found, position, point.question) for position in point.positions]
    if len(positions) == 1:
        only = positions[0]
        return f"{wording.question(point.question)} {_answer(only)}", f"{_rests(only)}"
    ordered = sorted(positions, key=lambda position: -len(position.originators))
    below = [f"{_answer(position)}: {_rests(position)}" for position in ordered[:MOST_ANSWERS]]
    if len(ordered) > MOST_ANSWERS:
        below.append(f"and {wording.count(len(ordered) - MOST_ANSWERS, 'more answer')}")
    return wording.question(point.question), "\n".join(below)


def _answer(position: Held) -> str:
    marks = [
        word for word, there in (("opponents agree", position.agreeing), ("conceded", position.conceding)) if there
    ]
    return (
        ("not " if position.outcome == "denied" else "") + position.answer + (f" ({', '.join(marks)})" if marks else "")
    )


def _rests(position: Held) -> str:
    if not position.originators:
        return f"nobody named, in {wording.count(len(position.reports), 'report')}"
    relays = f"; relayed by {_some(position.relays)}" if position.relays else ""
    return f"{position.rests_on} ({_some(position.originators)}){relays}"


def _figure(found: Index, figure: Figure) -> tuple[str, str]:
    said: dict[str, str] = {}
    for entry in figure.history:
        words = wording.bounds(entry.low, entry.high, entry.approx)
        words += f" ({entry.of or 'a part'})" if entry.part else ""
        words += f" on {wording.date(entry.said)}" if entry.said else ""
        # Only one and the same originator can revise a figure; a part does not replace the whole.
        moved = figure.originator and not entry.part
        revised = entry.change is not None and entry.change.startswith("corrected")
        joined = ", then revised to " if revised else ", then " if moved else "; also "
        said.setdefault(words, joined if said else "")
    return f"{figure.measure}: {''.join(link + words for words, link in said.items())}", found.name(figure.originator)


def _loose(seen: Overview) -> list[RenderableType]:
    lines = [(f"speaker not identified: {quoted(o.quote.words)}", _orphan(o)) for o in seen.orphans]
    ends = [(f"not placed: {seen.unplaced}", "")] if seen.unplaced.number else []
    ends += [(f"not dated: {seen.undated}", "")] if seen.undated.number else []
    ends += [(f"no date of publication: {seen.undated_reports}", "")] if seen.undated_reports.number else []
    ends += [(f"{wording.count(seen.untied, 'claim')} tied to no incident", "")] if seen.untied else []
    ends += [(f"not read: {report}", why) for report, why in seen.unread]
    if more := seen.all_orphans - len(lines):
        lines.append((f"and {more} more speakers not identified", ""))
    return [Text("Loose ends", style="bold"), *_items([*ends, *lines]), Text()] if ends or lines else []


def _orphan(orphan: Orphan) -> str:
    via = orphan.quote.via
    told = (orphan.source and f"“{orphan.source}”", via and f"through {via}", orphan.quote.id)
    maybe = f"\nto look into: {orphan.suggestions[0]}" if orphan.suggestions else ""
    return ", ".join(part for part in told if part) + maybe

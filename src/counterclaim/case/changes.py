"""What has changed in a case between two moments: reports, speakers, positions, figures, the status of points."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.ledger import NARRATOR, Actor, Figure, FigureEntry, Ledger, Point

NO_INCIDENT = "no incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that has changed.

    Attributes:
        kind: "report", "speaker", "incident", "position", "figure" or "status".
        incident: name of the incident as it is now; empty for reports and speakers.
        what: what has changed, in words.
        before, after: for a status or a figure, what it was and what it is; None where there was or is nothing.
    """

    kind: str
    what: str
    incident: str = ""
    before: str | None = None
    after: str | None = None


def changes(old: Ledger, new: Ledger) -> list[Change]:
    """Return what is new or different in the newer ledger, and what is gone from it.

    Incidents are taken for the same where most of their tellings are; actors, where they share a name.
    """
    incidents = _same_incidents(old, new)
    return [
        *_reports(old, new),
        *_speakers(old, new),
        *_incidents(new, incidents),
        *_points(old, new, incidents),
        *_figures(old, new, incidents),
    ]


def _reports(old: Ledger, new: Ledger) -> Iterator[Change]:
    was, now = {r.id: r for r in old.reports}, {r.id: r for r in new.reports}
    for identity, report in now.items():
        words = f"{identity}: {report.title}" if report.title else identity
        if identity not in was:
            yield Change(kind="report", what=words, after="added")
        elif was[identity].sha256 != report.sha256:
            yield Change(kind="report", what=words, before="an earlier version", after="a new version")
        elif was[identity].statements != report.statements and _read(was[identity]) != _read(report):
            yield Change(kind="report", what=words, before="read otherwise", after="read anew, or decided on")
    yield from (Change(kind="report", what=gone, before="in the case") for gone in was if gone not in now)


def _read(report: object) -> list[object]:
    """Return what was read in a report without the ids of actors and incidents, which shift with every report."""
    return [
        (s.content, s.speaker, s.kind, s.side, s.stance, [(c.type, c.span, c.polarity, c.values) for c in s.claims])
        for s in report.statements  # type: ignore[attr-defined]
    ]


def _speaking(ledger: Ledger) -> list[Actor]:
    speaking = {s.actor for _, s in ledger.statements() if s.actor and s.speaker != NARRATOR}
    return [actor for actor in ledger.actors if actor.id in speaking]


def _speakers(old: Ledger, new: Ledger) -> Iterator[Change]:
    for one, other, field in ((new, old, "after"), (old, new, "before")):
        known = {name for actor in _speaking(other) for name in (actor.name, *actor.names)}
        for actor in _speaking(one):
            if known.isdisjoint({actor.name, *actor.names}):
                side = f", speaking for {actor.side}" if actor.side else ""
                yield Change(kind="speaker", what=actor.name + side, **{field: "speaks"})


def _same_incidents(old: Ledger, new: Ledger) -> dict[str, str | None]:
    """Return for each incident of the newer ledger the one of the older that it was."""
    where = {(r.id, c.about): c.incident for r, s in old.statements() for c in s.claims}
    votes: dict[str, Counter[str]] = {incident.id: Counter() for incident in new.incidents}
    for told in {(r.id, c.about, c.incident) for r, s in new.statements() for c in s.claims}:
        before = where.get(told[:2])
        if before and told[2] in votes:
            votes[told[2]][before] += 1
    return {i: max(v, key=lambda o: (v[o], o)) if v else None for i, v in votes.items()}


def _incidents(new: Ledger, same: dict[str, str | None]) -> Iterator[Change]:
    for incident in new.incidents:
        if same[incident.id] is None:
            yield Change(kind="incident", what=incident.name, after="told of")


def _key(point: Point, place: int) -> tuple[str, int]:
    return point.question, place


def _numbered(points: Iterable[Point], incident: str | None) -> dict[tuple[str, int], Point]:
    """Return the points of an incident by their question, and their place among those with the same one."""
    seen: Counter[str] = Counter()
    found = {}
    for point in points:
        if point.incident == incident:
            found[_key(point, seen[point.question])] = point
            seen[point.question] += 1
    return found


def _points(old: Ledger, new: Ledger, same: dict[str, str | None]) -> Iterator[Change]:
    then, now = _Names(old), _Names(new)
    for incident in new.incidents:
        was = _numbered(old.points, same[incident.id])
        for key, point in _numbered(new.points, incident.id).items():
            before = was.get(key)
            question = wording.question(point.question)
            if before and before.status != point.status:
                yield Change(kind="status", incident=incident.name, what=question, before=before.status,
                             after=point.status)  # fmt: skip
            held = {(p.answer, p.polarity): then.all(p.originators) for p in (before.positions if before else ())}
            for position in point.positions:
                who = now.all(position.originators)
                earlier = held.get((position.answer, position.polarity))
                words = ("not " if position.polarity == "-" else "") + position.answer
                if earlier is None:
                    yield Change(kind="position", incident=incident.name, what=f"{question} {words}",
                                 after=wording.listing(sorted(who)) or "nobody named")  # fmt: skip
                elif joined := who - earlier:
                    yield Change(kind="position", incident=incident.name, what=f"{question} {words}",
                                 before=wording.listing(sorted(earlier)) or "nobody named",
                                 after=f"also {wording.listing(sorted(joined))}")  # fmt: skip


class _Names:
    """Names of the actors of a ledger by their ids."""

    def __init__(self, ledger: Ledger) -> None:
        self._of = {actor.id: actor.name for actor in ledger.actors}

    def one(self, identity: str | None) -> str:
        return self._of.get(identity or "", identity or "nobody named")

    def all(self, ids: Iterable[str]) -> set[str]:
        return {self.one(identity) for identity in ids}


def _figures(old: Ledger, new: Ledger, same: dict[str, str | None]) -> Iterator[Change]:
    names = {incident.id: incident.name for incident in new.incidents}
    then, now = _Names(old), _Names(new)
    was: dict[tuple[str, str, str], Figure] = {(f.incident, f.measure, then.one(f.originator)): f for f in old.figures}
    for figure in new.figures:
        who = now.one(figure.originator)
        before = was.get((same.get(figure.incident) or "", figure.measure, who))
        if not figure.history or (before and _last(before) == _last(figure)):
            continue
        incident = names.get(figure.incident, NO_INCIDENT)
        yield Change(kind="figure", incident=incident, what=f"{figure.measure}, by {who}",
                     before=_in_words(before.history[-1]) if before and before.history else None,
                     after=_in_words(figure.history[-1]))  # fmt: skip


def _last(figure: Figure) -> tuple[object, ...]:
    if not figure.history:
        return ()
    entry = figure.history[-1]
    return entry.low, entry.high, entry.approx, entry.of


def _in_words(entry: FigureEntry) -> str:
    said = f" on {wording.date(entry.said)}" if entry.said else ""
    return f"{wording.bounds(entry.low, entry.high, entry.approx)}{said}"

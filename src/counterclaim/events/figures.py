"""Figures and how they moved: for each incident, measure and originator the chain of values that were given.

A chain belongs to one giver. An orphan is a giver of its own, since nothing shows that two are the same, unless their
words are copies or the report says that one figure replaced the other. A report that repeats in its own voice a figure
which it has from somebody gives no second figure.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.originators import class_of, relays
from counterclaim.ledger import NARRATOR, Claim, Figure, FigureEntry, Report, Revision, Statement
from counterclaim.stages import Stage

Giver = tuple[str, ...]
Bounds = tuple[int | None, int | None]
UNDATED = "9999"
# Words that tell nobody apart; what a report adds behind them does ("people, many of them children" are people).
GENERAL = frozenset(
    ["people", "persons", "person", "civilian", "civilians", "resident", "residents", "victim", "victims", "casualties",
     "others", "individuals", "the", "a", "of", "more", "other", "local", "dead", "bodies"]
)  # fmt: skip
ADDED = re.compile(r"[,(;]|\b(?:including|mostly|among|many|some|most|in|at)\b")


@dataclass(frozen=True, slots=True)
class _Given:
    """One value as one statement gives it, with what orders the values of a chain."""

    giver: Giver
    actor: str | None
    members: tuple[str, ...]
    order: tuple[str, str, str, int]
    entry: FigureEntry


def _stage(draft: CaseDraft) -> CaseDraft:
    revisions = {report.id: report.revisions for report in draft.reports if report.revisions}
    figures: list[Figure] = []
    for incident in draft.incidents:
        by_measure: dict[str, list[_Given]] = defaultdict(list)
        for told in draft.told.get(incident.id, ()):
            if is_figure(told):
                measure = told[2].text("measure") or "affected"
                by_measure[measure].append(_given(draft, incident.id, *told))
        for measure in sorted(by_measure):
            figures += _figures(draft, incident.id, measure, by_measure[measure], revisions)
    return replace(draft, figures=tuple(figures))


def is_figure(told: Told) -> bool:
    """Tell whether a claim gives people hurt or not hurt a number, and its speaker stands behind it."""
    _, statement, claim = told
    bounded = claim.number("low") is not None or claim.number("high") is not None
    return claim.type == "casualty" and claim.polarity == "+" and statement.stance in {"asserts", "denies"} and bounded


def population(of: str | None) -> str:
    """Return the words that tell whom a toll counts from people in general; "" for people in general."""
    head = ADDED.split(of or "", maxsplit=1)[0]
    return " ".join(w.lower() for w in head.split() if w.lower() not in GENERAL and not w[:1].isupper())


def _given(draft: CaseDraft, incident: str, report: Report, statement: Statement, claim: Claim) -> _Given:
    published = report.published or UNDATED
    entry = FigureEntry(low=claim.number("low"), high=claim.number("high"), approx=claim.get("approx") is True,
                        said=statement.said, report=report.id, statement=statement.id, of=claim.text("of"),
                        part=claim.get("part") is True, published=report.published,
                        relays=relays(report, statement))  # fmt: skip
    order = (statement.said or published, published, report.id, claim.span.start)
    giver = _giver(draft, incident, report, statement)
    return _Given(giver, statement.actor, draft.members.get(statement.actor or "", ()), order, entry)


def _giver(draft: CaseDraft, incident: str, report: Report, statement: Statement) -> Giver:
    """Return what makes two givers of a figure one: the actor, or for joint sources its members as far as known."""
    if statement.speaker == NARRATOR:
        return (NARRATOR, report.id)
    if statement.actor is None:
        return ("orphan", draft.copies.get((incident, statement.id), statement.id))
    members = draft.members[statement.actor]
    if len(members) == 1:
        return ("actor", _named_in(draft, incident, report, members[0]))
    return ("joint", *sorted(class_of(draft.actor(m).name) or m for m in members))


def _named_in(draft: CaseDraft, incident: str, report: Report, actor: str) -> str:
    """Return who a described giver ("a monitoring group") is, if the same report quotes him by his name as well."""
    other = draft.alike.get((incident, actor))
    quoted = {member for s in report.statements for member in draft.members.get(s.actor or "", ())}
    return other if other is not None and other in quoted else actor


def _figures(draft: CaseDraft, incident: str, measure: str, given: list[_Given],
             revisions: Mapping[str, tuple[Revision, ...]]) -> Iterator[Figure]:  # fmt: skip
    """Yield one figure for each giver, the named ones first."""
    told = {
        (report, revision.before, revision.after)
        for report in {g.entry.report for g in given}
        for revision in revisions.get(report, ())
        if revision.measure == measure
    }
    chains: dict[Giver, list[_Given]] = defaultdict(list)
    for one in _distinct(given):
        chains[one.giver].append(one)
    _follow_revisions(chains, told)
    for giver in sorted(chains, key=lambda giver: (giver[0] in {NARRATOR, "orphan"}, giver)):
        chain = sorted(chains[giver], key=lambda one: one.order)
        actors = [one.actor for one in chain if one.actor is not None]
        holder = max(actors, key=lambda a: (len(draft.actor(a).name), a), default=None)
        history = _with_changes(told, tuple(one.entry for one in chain))
        yield Figure(incident=incident, measure=measure, originator=holder, history=history)


def value(entry: FigureEntry) -> int | None:
    """Return the number that a figure is known by: its lower bound, or the upper one where there is none."""
    return entry.low if entry.low is not None else entry.high


def _distinct(given: list[_Given]) -> list[_Given]:
    """Leave out what a report only repeats: a giver's own number, or one that it has from somebody it names."""
    ordered = sorted(given, key=lambda one: one.order)
    named: dict[tuple[object, ...], set[str]] = defaultdict(set)
    joint: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for one in ordered:
        (joint if len(one.members) > 1 else named)[_same(one.entry)].update(one.members)
    kept: dict[tuple[object, ...], _Given] = {}
    for one in ordered:
        same, is_vague = (
            _same(one.entry),
            one.entry.low is not None and one.entry.low != (one.entry.high or one.entry.low),
        )
        if one.giver[0] == NARRATOR and not is_vague and (named[same] or joint[same]):
            continue  # "dozens" in the report's own voice need not be anybody's dozens
        if len(one.members) == 1 and one.members[0] in joint[same]:
            continue  # told once alone and once with others: those others say it, too
        kept.setdefault((one.giver, *same), one)
    return list(kept.values())


def _is_range(entry: FigureEntry) -> bool:
    """Tell whether a figure has two bounds: "dozens" in the report's own voice need not be anybody's dozens."""
    return entry.low is not None and entry.high is not None and entry.low != entry.high


def _same(entry: FigureEntry) -> tuple[object, ...]:
    return (entry.report, value(entry), entry.part, entry.of if entry.part else None)


def _follow_revisions(chains: dict[Giver, list[_Given]], told: set[tuple[str, Bounds, Bounds]]) -> None:
    """Put a figure of nobody in the chain of the figure that it replaced, where the report says that it did."""
    where = {(one.entry.report, one.entry.low, one.entry.high): giver
             for giver, chain in sorted(chains.items()) for one in chain if not one.entry.part}  # fmt: skip
    for report, before, after in sorted(told, key=str):
        first, second = where.get((report, *before)), where.get((report, *after))
        if first and second and first != second and second[0] == "orphan":
            chains[first] += chains.pop(second)
            where = {key: first if giver == second else giver for key, giver in where.items()}


def _with_changes(told: set[tuple[str, Bounds, Bounds]], history: tuple[FigureEntry, ...]) -> tuple[FigureEntry, ...]:
    """Say of each total how it differs from the last one of the same people; parts stand beside the chain."""
    out: list[FigureEntry] = []
    last: dict[str, FigureEntry] = {}
    for entry in history:
        people = population(entry.of)
        if entry.part:
            out.append(replace(entry, change="part of the total"))
        elif _is_of_some(told, entry, history):
            out.append(replace(entry, change="other scope"))
        elif people not in last:
            # "60 fighters" after "80 people" counts others than those before, and changes nothing.
            out.append(replace(entry, change="other scope" if last else None))
            last[people] = entry
        else:
            out.append(replace(entry, change=_change(told, last[people], entry)))
            last[people] = entry
    return tuple(out)


def _is_of_some(told: set[tuple[str, Bounds, Bounds]], entry: FigureEntry, history: tuple[FigureEntry, ...]) -> bool:
    """Tell whether a total counts only some: its giver has a larger one beside it, in the same report and of one day.

    Unless the report says that one replaced the other, or takes the figure back altogether.
    """
    most = entry.high if entry.high is not None else entry.low
    if not most:
        return False
    beside = [other for other in history if (other.report, other.said) == (entry.report, entry.said) and not other.part]
    larger = [other for other in beside if other.low is not None and other.low > most]
    replaced = {bounds for report, *both in told if report == entry.report for bounds in both}
    return bool(larger) and (entry.low, entry.high) not in replaced


def _change(told: set[tuple[str, Bounds, Bounds]], before: FigureEntry, after: FigureEntry) -> str:
    """Name the change: told by the report itself, repeated, retracted, or just higher or lower."""
    old, new = value(before) or 0, value(after) or 0
    if (after.report, (before.low, before.high), (after.low, after.high)) in told:
        return "retracted to zero" if new == 0 else "corrected, as the report itself says"
    if old == new:
        return "repeated"
    if new == 0:
        return "retracted to zero"
    if before.low is not None and before.high is not None and before.low <= new <= before.high:
        return "more exact"
    if after.low is not None and after.high is not None and after.low <= old <= after.high:
        return "less exact"
    return "higher count" if new > old else "lower count"


STAGE: Stage[CaseDraft] = Stage(
    "figures.v1", requires=("actors", "incidents", "told", "copies", "alike"), assigns=("figures",), run=_stage
)

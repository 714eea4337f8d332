"""Figures and how they moved: for each incident, measure and originator the chain of values that were given."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.originators import class_of
from counterclaim.ledger import NARRATOR, Claim, Figure, FigureEntry, Report, Statement
from counterclaim.stages import Stage

Key = tuple[str, str, tuple[str, ...]]


def _stage(draft: CaseDraft) -> CaseDraft:
    chains: dict[Key, list[tuple[tuple[object, ...], FigureEntry]]] = defaultdict(list)
    holders: dict[Key, str | None] = {}
    for report, statement, claim in _figures(draft):
        if claim.incident is None:
            continue
        key = (claim.incident, claim.text("measure") or "affected", _who(draft, report, statement))
        entry = _entry(report, statement, claim)
        order = (statement.said or report.published or "9999", report.published or "9999", report.id, claim.span.start)
        if not any(_same_value(entry, e) and e.report == entry.report for _, e in chains[key]):
            chains[key].append((order, entry))
        holders[key] = _fuller(draft, holders.get(key), statement.actor)
    figures = []
    for key in sorted(chains):
        history = tuple(entry for _, entry in sorted(chains[key], key=lambda pair: pair[0]))
        figures.append(
            Figure(incident=key[0], measure=key[1], originator=holders[key], history=_changes(draft, history))
        )
    return replace(draft, figures=tuple(figures))


def _figures(draft: CaseDraft) -> Iterator[tuple[Report, Statement, Claim]]:
    """Yield the casualty claims that are held and have a bound."""
    for report in draft.reports:
        for statement in report.statements:
            for claim in statement.claims:
                bounded = claim.number("low") is not None or claim.number("high") is not None
                if claim.type == "casualty" and claim.polarity == "+" and statement.stance != "asks" and bounded:
                    yield report, statement, claim


def _who(draft: CaseDraft, report: Report, statement: Statement) -> tuple[str, ...]:
    """Return what makes two givers of a figure one: the actor, or for joint sources its members as far as known.

    An orphan is nobody else: nothing shows that two are the same. The report's own voice is one in each report.
    """
    if statement.speaker == NARRATOR:
        return ("narrator", report.id)
    if statement.actor is None:
        return ("orphan", statement.id)
    members = draft.members[statement.actor]
    if len(members) == 1:
        return ("actor", members[0])
    return ("joint", *sorted(class_of(draft.actor(m).name) or m for m in members))


def _fuller(draft: CaseDraft, one: str | None, other: str | None) -> str | None:
    """Return the actor with the longer name, the one that says more."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda a: (len(draft.actor(a).name), a))


def _entry(report: Report, statement: Statement, claim: Claim) -> FigureEntry:
    return FigureEntry(low=claim.number("low"), high=claim.number("high"), approx=claim.get("approx") is True,
                       said=statement.said, report=report.id, statement=statement.id, of=claim.text("of"),
                       part=claim.get("part") is True)  # fmt: skip


def _same_value(a: FigureEntry, b: FigureEntry) -> bool:
    return (a.low, a.high, a.part, a.of if a.part else None) == (b.low, b.high, b.part, b.of if b.part else None)


def _changes(draft: CaseDraft, history: tuple[FigureEntry, ...]) -> tuple[FigureEntry, ...]:
    """Say of each total how it differs from the total before it; parts of a total stand beside the chain."""
    told = {(r.id, rev.before, rev.after) for r in draft.reports for rev in r.revisions}
    out: list[FigureEntry] = []
    before: FigureEntry | None = None
    for entry in history:
        if entry.part:
            out.append(replace(entry, change="part of the total"))
            continue
        out.append(replace(entry, change=None if before is None else _change(told, before, entry)))
        before = entry
    return tuple(out)


def _change(
    told: set[tuple[str, tuple[int | None, int | None], tuple[int | None, int | None]]], a: FigureEntry, b: FigureEntry
) -> str:
    if (b.report, (a.low, a.high), (b.low, b.high)) in told:
        return "retracted to none" if b.high == 0 else "revised, as the report itself says"
    if (a.low, a.high) == (b.low, b.high):
        return "repeated"
    old, new = (x.low if x.low is not None else x.high for x in (a, b))
    if new == 0:
        return "retracted to none"
    return "higher count" if (new or 0) > (old or 0) else "lower count"


STAGE: Stage[CaseDraft] = Stage(
    "figures.v1", requires=("reports", "actors", "incidents"), assigns=("figures",), run=_stage
)

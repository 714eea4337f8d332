"""Statements on one event that one report has from another, or both from a third: nobody more who says it.

Statements are compared by their runs of five words, through an index of those runs, so that the work grows with the
text and not with the number of pairs. The runs are compared exactly: there is no chance in it, and nothing to tune.
"""

from collections.abc import Iterable
from dataclasses import replace

from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.runs import WORD, Run, runs_of
from counterclaim.ledger import Report, Statement
from counterclaim.stages import Stage

# Shorter statements are alike by chance ("the army denied any role").
FEWEST_WORDS = 8
# Share of the shorter statement's runs that the longer one has, from which it is a copy: a copy that was cut or had a
# word changed keeps most runs, two accounts of one event share hardly any.
COPIED = 0.6
# A run that so many statements have is a formula, and finds nothing.
FORMULA = 40


def find_copies(told: Iterable[Told]) -> dict[str, str]:
    """Return for the ids of statements that are copies of one in another report the id of the first of their kind.

    Args:
        told: the claims about one event.
    """
    runs: list[tuple[str, str, int]] = []
    index: dict[Run, list[int]] = {}
    first: dict[str, str] = {}
    for report, statement in {statement.id: (report, statement) for report, statement, _ in told}.values():
        mine = _runs(report, statement)
        shared: dict[int, int] = {}
        for run in mine:
            before = index.setdefault(run, [])
            if len(before) < FORMULA:
                for n in before:
                    shared[n] = shared.get(n, 0) + 1
                before.append(len(runs))
        for n in sorted(shared):
            other_report, other, size = runs[n]
            if other_report != report.id and shared[n] >= COPIED * min(len(mine), size):
                first[statement.id] = first.setdefault(other, other)
                break
        runs.append((report.id, statement.id, len(mine)))
    return first


def _runs(report: Report, statement: Statement) -> frozenset[Run]:
    """Return the runs of five words of a statement's content; none for a short one."""
    words = [word for span in statement.content for word in WORD.findall(span.of(report.text).lower())]
    return runs_of(words) if len(words) >= FEWEST_WORDS else frozenset()


def _stage(draft: CaseDraft) -> CaseDraft:
    copies = {
        (incident, statement): first
        for incident, told in draft.told.items()
        for statement, first in find_copies(told).items()
    }
    return replace(draft, copies=copies)


STAGE: Stage[CaseDraft] = Stage("copies.v2", requires=("reports", "told"), assigns=("copies",), run=_stage)

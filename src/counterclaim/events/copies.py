"""Passages that one report has from another, or both from a third: more outlets, and nobody more who says it.

Statements are compared by their runs of five words, through an index of those runs, so that the work grows with the
text and not with the number of pairs. The runs are compared exactly: there is no chance in it, and nothing to tune.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.ledger import Report, Statement
from counterclaim.stages import Stage

RUN = 5
# Shorter statements are alike by chance ("the army denied any role").
FEWEST_WORDS = 8
# Share of the shorter statement's runs that the longer one has, from which it is a copy: a copy that was cut or had a
# word changed keeps most runs, two accounts of one event share hardly any.
COPIED = 0.6
# A run that so many statements have is a formula, and finds nothing.
FORMULA = 40

Runs = frozenset[tuple[str, ...]]


def runs_of(report: Report, statement: Statement) -> Runs:
    """Return the runs of five words of a statement's content; none for a short one."""
    words = [w for span in statement.content for w in re.findall(r"\w+", span.of(report.text).lower())]
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def find_copies(reports: Iterable[Report]) -> dict[str, str]:
    """Return for the ids of statements that are copies of one in another report the id of the first of their kind."""
    runs: list[tuple[str, str, int]] = []
    index: dict[tuple[str, ...], list[int]] = {}
    first: dict[str, str] = {}
    for report in reports:
        for statement in report.statements:
            mine = runs_of(report, statement)
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


def _stage(draft: CaseDraft) -> CaseDraft:
    return replace(draft, copies=find_copies(draft.reports))


STAGE: Stage[CaseDraft] = Stage("copies.v1", requires=("reports",), assigns=("copies",), run=_stage)

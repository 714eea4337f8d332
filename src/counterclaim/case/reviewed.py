"""The few reports of a large case that decisions on statements are about, as they stand with these decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from counterclaim.case import anchors, review, state
from counterclaim.case.anchors import Held
from counterclaim.case.audit import canonical
from counterclaim.case.decisions import Decision, Outcome
from counterclaim.case.state import Head
from counterclaim.ledger import Report

# By the number of the capture.
Placed = Mapping[int, list[Decision]]


def placed(heads: Iterable[Head], decided: Iterable[Decision]) -> dict[int, list[Decision]]:
    """Return the decisions on statements that bear on each capture, in their order."""
    on_statements = [decision for decision in decided if decision.action in review.ON_STATEMENTS]
    by_place: dict[tuple[str, str], list[Head]] = defaultdict(list)
    for one in heads if on_statements else ():
        by_place[one.location, one.member].append(one)
        by_place[one.sha256, one.member].append(one)
    found: dict[int, list[Decision]] = defaultdict(list)
    for decision in on_statements:
        anchored = anchors.from_value(decision.body["statement"])
        there, same = (by_place[where, anchored.member] for where in (anchored.location, anchored.sha256))
        best = next(iter([one for one in there if one in same] or there or same), None)
        if best is not None:
            found[best.capture].append(decision)
    return dict(found)


def mark(decided: Iterable[Decision] | None) -> str:
    """Return a word by which it is known again which decisions a report was counted with."""
    return canonical([decision.id for decision in decided]) if decided else ""


def reports(connection: Connection, wanted: Iterable[Head], touched: Placed) -> Iterator[tuple[Head, Report]]:
    """Yield some reports, with the decisions that bear on them."""
    heads = {one.capture: one for one in wanted}
    for capture, report in state.read(connection, {one.reading: one for one in heads.values()}):
        one = heads[capture]
        held = Held(report=report, sha256=one.sha256, location=one.location, member=one.member)
        (reviewed,), _ = review.apply([held], touched.get(capture, ()))
        yield one, reviewed


def outcomes(connection: Connection, heads: Iterable[Head], decided: list[Decision]) -> list[Outcome]:
    """Return what became of the decisions on statements."""
    touched = placed(heads, decided)
    among = [one for one in heads if one.capture in touched]
    read = dict(state.read(connection, {one.reading: one for one in among}))
    held = [
        Held(report=read[one.capture], sha256=one.sha256, location=one.location, member=one.member) for one in among
    ]
    return review.apply(held, decided)[1]

"""How the time of the events stages grows: 2,000 variants of the examples against 200, and the share of a whole build.

python benchmarks/scale.py

Variants are the read reports of examples/ with other days and tolls. "Spread" gives every round of them days of its
own, so that there are ten times as many incidents; "heaped" leaves the days as they are, so that all of them tell of
the same few incidents, and only tolls differ. Both are to grow no faster than ASKED for ten times as many reports.
"""

import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from counterclaim import pipeline
from counterclaim.events.assess import assess
from counterclaim.ingest.collect import collect
from counterclaim.ingest.read import read_report
from counterclaim.ledger import Claim, Report, Statement

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FEW, MANY = 200, 2_000
# Ten times as many reports may take so many times as long.
ASKED = 12.0
# The events stages are to take no more than this share of a whole build.
SHARE = 0.10
APART = 40
WAYS = ("spread", "heaped")


def variants(read: list[Report], number: int, way: str) -> list[Report]:
    """Return so many variants of some reports, each with an id of its own."""
    return [_variant(read[n % len(read)], n // len(read), way) for n in range(number)]


def _variant(report: Report, turn: int, way: str) -> Report:
    days = APART * turn if way == "spread" else 0
    identity = f"{report.id}-{turn}"
    main = replace(report.main, date=_later(report.main.date, days)) if report.main else None
    statements = tuple(_of(statement, identity, turn, days) for statement in report.statements)
    return replace(report, id=identity, published=_later(report.published, days), main=main, statements=statements)


def _of(statement: Statement, identity: str, turn: int, days: int) -> Statement:
    name = f"{identity}/{statement.id.rpartition('/')[2]}"
    claims = tuple(_claimed(claim, turn % 7, days) for claim in statement.claims)
    return replace(statement, id=name, said=_later(statement.said, days), claims=claims)


def _claimed(claim: Claim, more: int, days: int) -> Claim:
    def value(key: str, was: object) -> object:
        if key in {"low", "high"} and isinstance(was, int):
            return was + more
        return _later(was, days) if key == "date" and isinstance(was, str) else was

    return replace(claim, values=tuple((key, value(key, was)) for key, was in claim.values))  # type: ignore[misc]


def _later(iso: str | None, days: int) -> str | None:
    try:
        return (date.fromisoformat(iso or "") + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return iso


def timed(reports: list[Report]) -> float:
    """Return the processor time of the events stages, in seconds; the better of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        assess(reports)
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Print the times; the exit status tells whether they are as asked."""
    start = time.process_time()
    sources, _ = collect([EXAMPLES])
    read = [pipeline.read_draft(read_report(s.path, report_id=s.report_id)) for s in sources]
    reading = time.process_time() - start
    events = timed(read)
    share = events / (events + reading)
    print(f"{len(read)} examples: events {events:.2f} s of {events + reading:.2f} s, {share:.1%} (asked: {SHARE:.0%})")
    good = share <= SHARE
    for way in WAYS:
        few, many = (timed(variants(read, number, way)) for number in (FEW, MANY))
        print(f"{way}: {FEW} reports {few:.2f} s, {MANY} reports {many:.2f} s, {many / few:.1f} times (asked: {ASKED})")
        good &= many / few <= ASKED
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

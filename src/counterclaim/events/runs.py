"""Runs of five words, by which copied words are found: two texts that were written apart share hardly any."""

import re
from collections.abc import Sequence
from zlib import crc32

from counterclaim.ledger import Report

RUN = 5
WORD = re.compile(r"\w+")

Run = tuple[str, ...]


def runs_of(words: Sequence[str]) -> frozenset[Run]:
    """Return all runs of five words that follow each other."""
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def head_runs(report: Report, length: int) -> frozenset[int]:
    """Return the runs of five words at the head of a report, each as a number, the same on every machine.

    Args:
        report: the report; its page furniture is left out.
        length: how many characters of its text are its head.
    """
    words = [
        match[0].lower()
        for match in WORD.finditer(report.text, 0, length)
        if not any(f.start <= match.start() < f.end for f in report.furniture)
    ]
    # Two of some four thousand million numbers are the same by chance so seldom that it does not matter.
    return frozenset(crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs_of(words))

"""What the hand-written rules of each claim type are worth: the development sets with them, and without them.

python benchmarks/rules.py GOLD_DIR...

Each set is built once with all rules that the table of claim types keeps, and once more for each of them with its rules
switched off. A rule that does not pay on sets that nobody tuned on goes.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import scoring

from counterclaim import pipeline
from counterclaim.claims import table
from counterclaim.ledger import Ledger

SHOWN = ("attributed core claims", "core claims")


@contextmanager
def without(name: str) -> Iterator[None]:
    """Switch the rules of a claim type off for a while; "" switches off none, "all" every one."""
    before = table.TABLE
    table.TABLE = tuple(replace(row, by_rules=None) if name in {row.name, "all"} else row for row in before)
    try:
        yield
    finally:
        table.TABLE = before


def measured(folder: Path, name: str) -> dict[str, float]:
    """Return the figures of a set with the rules of one claim type switched off."""
    with without(name):
        ledger: Ledger = pipeline.build(sorted(folder.glob("*.txt"))).ledger
    return scoring.score(scoring.read(folder), ledger)


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    kept = [row.name for row in table.TABLE if row.by_rules]
    for folder in parser.parse_args().folders:
        whole = measured(folder, "")
        print(f"\n{folder.name}: with all rules {SHOWN[0]} {whole[SHOWN[0]]:.3f}, {SHOWN[1]} {whole[SHOWN[1]]:.3f}")
        for name in (*kept, "all"):
            off = measured(folder, name)
            own = f"{name} claims"
            change = f", {own} {whole[own] - off[own]:+.3f}" if own in whole and own in off else ""
            print(f"  {name:15} are worth {SHOWN[0]} {whole[SHOWN[0]] - off[SHOWN[0]]:+.3f}{change}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

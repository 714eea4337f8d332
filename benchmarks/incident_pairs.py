"""How well reports of one incident are joined, and those of two are kept apart, by pairs of reports.

python benchmarks/incident_pairs.py LEDGER.json [--errors]

The answers in data/incidents_fakes.json are ids of reports of shared/bench/fakes/open, which the ledger is built from.
Each report counts for the one incident that it is mainly about: that of its claims which belong to no other event.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from scoring import f1

from counterclaim.ledger import Ledger
from counterclaim.ledger_json import from_json

ANSWERS = Path(__file__).with_name("data") / "incidents_fakes.json"

Pair = tuple[str, str]


def pairs_of(groups: list[list[str]]) -> set[Pair]:
    """Return all pairs within groups."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def joined(ledger: Ledger) -> list[list[str]]:
    """Return the reports that the ledger puts into one incident."""
    groups: dict[str, list[str]] = defaultdict(list)
    for report in ledger.reports:
        homes = Counter(c.incident for s in report.statements for c in s.claims if c.about is None and c.incident)
        if homes:
            groups[homes.most_common(1)[0][0]].append(report.id)
    return list(groups.values())


def score(ledger: Ledger, answers: Path = ANSWERS) -> tuple[set[Pair], set[Pair], set[Pair]]:
    """Return the pairs that were joined rightly, joined wrongly, and missed."""
    known = json.loads(answers.read_text("utf-8"))
    wanted = pairs_of(known["incidents"])
    found = pairs_of(joined(ledger)) - (pairs_of(known["undecided"]) - wanted)
    return found & wanted, found - wanted, wanted - found


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    right, wrong, missed = score(from_json(arguments.ledger.read_text("utf-8")))
    precision, recall = len(right) / (len(right) + len(wrong) or 1), len(right) / (len(right) + len(missed) or 1)
    both = f1(len(right), len(right) + len(wrong), len(right) + len(missed))
    print(f"pairs of reports  P {precision:.3f} R {recall:.3f} F1 {both:.3f}  ({len(right)} right, {len(wrong)} wrong, "
          f"{len(missed)} missed)")  # fmt: skip
    if arguments.errors:
        for what, found in (("wrong", wrong), ("missed", missed)):
            print("\n".join(f"  {what} {a} {b}" for a, b in sorted(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measure the heads that tell of happening on annotated reports that took no part in training, for several costs.

A run is found where it shares a word with an annotated run of its head, one to one. Printed are precision, recall and
F1 of each head at each cost (`event_mentions/decode.py`, COSTS), and how often the classes of found runs are right.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotated import Annotated, Taught, read_folder

from counterclaim.encoder import weights
from counterclaim.encoder.heads import ARGUMENTS, PREDICATES, VALUES
from counterclaim.encoder.reading import Encoded, read
from counterclaim.event_mentions.decode import Told, told

PROBABILITIES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
STEPS = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)


def matched(found: list[Told], wanted: list[Taught]) -> list[tuple[Told, Taught]]:
    """Match runs one to one, those that share most first."""
    pairs = sorted(
        (
            (min(f.span[1], w.span[1]) - max(f.span[0], w.span[0]), i, j)
            for i, f in enumerate(found)
            for j, w in enumerate(wanted)
        ),
        reverse=True,
    )
    left, right, out = set[int](), set[int](), []
    for shared, i, j in pairs:
        if shared > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((found[i], wanted[j]))
    return out


def tally(
    head: str, cost: float, reports: list[tuple[Annotated, Encoded]], classes: Counter[str]
) -> tuple[int, int, int]:
    """Count the runs of a head that are found, wanted, and both."""
    hits = found = wanted = 0
    for report, encoded in reports:
        here = [t for t in told(encoded, dict.fromkeys((*PREDICATES, *ARGUMENTS), cost)) if t.head == head]
        gold = [t for t in report.taught if t.head == head]
        both = matched(here, gold)
        hits, found, wanted = hits + len(both), found + len(here), wanted + len(gold)
        for ours, theirs in both:
            for name, value in theirs.classes:
                right = ours.most_likely(name) == value
                classes[f"{name} {value}"] += 1
                classes[f"{name} {value} right"] += right
    return hits, found, wanted


def held(reports: list[tuple[Annotated, Encoded]]) -> Iterator[tuple[str, str]]:
    """Yield for each head of two classes how often it is right, and the F1 of "yes", at several probabilities."""
    pairs: dict[str, list[tuple[float, bool]]] = {}
    for report, encoded in reports:
        found = told(encoded)
        for head in (*PREDICATES, *ARGUMENTS):
            here, gold = [t for t in found if t.head == head], [t for t in report.taught if t.head == head]
            for ours, theirs in matched(here, gold):
                for name, value in theirs.classes:
                    if len(VALUES[name]) == 2:
                        pairs.setdefault(name, []).append((ours.values[name][1], value == "yes"))
    for name, seen in pairs.items():
        yes = sum(gold for _, gold in seen)
        line = f"{yes} of {len(seen)} yes;"
        for at in PROBABILITIES:
            hit = sum(p >= at and gold for p, gold in seen)
            said = sum(p >= at for p, _ in seen)
            right = sum((p >= at) == gold for p, gold in seen) / len(seen)
            line += f" {at}: {right:.3f} F1 {2 * hit / ((said + yes) or 1):.2f};"
        yield name, line


def main() -> None:
    """Print the table."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="folder with annotated reports, their texts beside them")
    ap.add_argument("--model", type=Path, help="folder of the exported model; without it the one that is shipped")
    args = ap.parse_args()
    model = weights.load(args.model)
    reports = [(r, e) for r in read_folder(args.data, {}) if (e := read(r.text, model)) is not None]
    classes = Counter[str]()
    for head in (*PREDICATES, *ARGUMENTS):
        rows = []
        for cost in STEPS:
            hits, found, wanted = tally(head, cost, reports, classes if cost == 0 else Counter())
            rows.append((2 * hits / ((found + wanted) or 1), cost, hits / (found or 1), hits / (wanted or 1)))
        best = max(rows)
        print(f"{head:11} best {best[1]:+.1f}: F1 {best[0]:.3f} P {best[2]:.3f} R {best[3]:.3f}   " +
              " ".join(f"{cost:+.1f}:{f1:.3f}" for f1, cost, _, _ in rows))  # fmt: skip
    for name, line in held(reports):
        print(f"{name:20} {line}")
    for name in sorted(n for n in classes if not n.endswith(" right")):
        print(f"  {name:28} {classes[name]:5} right {classes[f'{name} right'] / classes[name]:.2f}")


if __name__ == "__main__":
    main()

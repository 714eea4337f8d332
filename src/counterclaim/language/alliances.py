"""Which sides stand against each other, from a small table that anyone can correct."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _blocs() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return for each side the wars that it fights in, with its bloc in each."""
    source = files("counterclaim.language").joinpath("data", "alliances.tsv").read_text("utf-8")
    rows = csv.DictReader((line for line in source.splitlines() if not line.startswith("#")), delimiter="\t")
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows:
        for side in row["sides"].split("|"):
            table[side] = (*table.get(side, ()), (row["war"], row["bloc"]))
    return table


def opposed(side_a: str, side_b: str) -> bool | None:
    """Tell whether two sides stand against each other in a war; None where the table does not say.

    Sides that are allied in one war and enemies in another are not judged either.
    """
    if side_a == side_b:
        return False
    blocs = dict(_blocs().get(side_b, ()))
    verdicts = {bloc != blocs[war] for war, bloc in _blocs().get(side_a, ()) if war in blocs}
    return verdicts.pop() if len(verdicts) == 1 else None

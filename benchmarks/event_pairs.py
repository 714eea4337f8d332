"""Compare a ledger with what an analyst wrote of one event: blame, denials, accounts, contradictions.

python benchmarks/event_pairs.py EVENT.json LEDGER.json [--errors]

EVENT.json lies beside the annotated reports of its event (``STEM.json`` for each ``file`` that it lists). All names are
compared as ``scoring.same_name`` does, after both sides were folded: a spokesman into the side on whose behalf the
ledger says that he speaks, "Sean Spicer (United States)" into the United States. The narrator is no originator and is
left out on both sides, and so is what the ledger holds of other events.

blame            pairs (blamed party, who blames it)
denials          pairs (cleared party, who clears it), of the denials that the analyst refers to
accounts         holders, of the accounts that were matched one to one by the holders that they share
contradictions   those of the analyst of which the ledger names two sides on one question, or on one figure
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

from scoring import f1, pairs, same_name

from counterclaim.ledger import NARRATOR, Incident, Ledger
from counterclaim.ledger_json import from_json

# A pair of parties, each by all names that count as it.
Names = frozenset[str]
Pair = tuple[Names, Names]


@dataclass(frozen=True, slots=True)
class Folded:
    """A ledger of one event, with its actors folded into the sides on whose behalf they speak."""

    ledger: Ledger
    main: Incident
    root: Mapping[str, str]
    names: Mapping[str, Names]

    def fold(self, name: str) -> str:
        """Return the side that a name speaks for in the end; the name itself where the ledger does not say."""
        return self.root.get(name, name)

    def aliases(self, name: str) -> Names:
        """Return all names of a folded actor and of those who speak for it."""
        return self.names.get(self.fold(name), frozenset({name}))


def folded(event: Mapping[str, Any], ledger: Ledger) -> Folded:
    """Find the incident that most of the event's reports are about, and fold the actors of the ledger."""
    files = {r["file"] for r in event["reports"]}
    main = max(ledger.incidents, key=lambda i: len(files & set(i.reports)))
    sides = {name: actor.side for actor in ledger.actors for name in (actor.name, *actor.names) if actor.side}

    def root(name: str) -> str:
        seen = {name}
        while (side := sides.get(name)) and side not in seen:
            name = side
            seen.add(name)
        return name

    roots = {name: root(actor.name) for actor in ledger.actors for name in (actor.name, *actor.names)}
    members: dict[str, set[str]] = defaultdict(set)
    for name, end in roots.items():
        members[end] |= {name, end}
    return Folded(ledger, main, roots, {end: frozenset(names) for end, names in members.items()})


def analyst_names(cell: str) -> Names:
    """Return the names in one cell of the analyst's: "A (B); C" are A, B and C, without comments in quotes."""
    bare = re.sub(r"\([^)]*['’‘:][^)]*\)", "", cell)
    return frozenset(part.strip() for part in re.split(r"[;()/]", bare) if part.strip())


def is_narrator(names: Names) -> bool:
    """Tell whether a report in its own voice is meant."""
    return any(name.lower().startswith("narrator") for name in names)


def likeness(one: Pair, other: Pair) -> float:
    """Return how surely two pairs are of the same parties: 0 if they are not, 2 where names are spelt alike."""
    both = list(zip(one, other, strict=True))
    if not all(any(same_name(a, b) for a, b in product(x, y)) for x, y in both):
        return 0.0
    return 2.0 if all(x & y for x, y in both) else 1.0


def distinct(found: Iterable[Pair], case: Folded) -> list[Pair]:
    """Fold pairs that the ledger knows to be of the same sides, and those that share their names, into one each."""
    kept: list[Pair] = []
    for pair in found:
        wide = tuple(frozenset().union(*(case.aliases(n) for n in names), names) for names in pair)
        double = next((k for k, other in enumerate(kept) if all(a & b for a, b in zip(wide, other, strict=True))), None)
        if double is None:
            kept.append((wide[0], wide[1]))
        else:
            kept[double] = (kept[double][0] | wide[0], kept[double][1] | wide[1])
    return kept


def system_pairs(case: Folded, polarity: str) -> list[Pair]:
    """Return the pairs (party, originator) of the ledger: of who blames, or of who denies."""
    names = {actor.id: frozenset(actor.name.split("; ")) for actor in case.ledger.actors}
    return distinct(
        (
            (frozenset({position.answer}), names[originator])
            for point in case.ledger.points
            if point.incident == case.main.id and point.question == "responsibility"
            for position in point.positions
            if position.polarity == polarity
            for originator in position.originators
        ),
        case,
    )


def blame_pairs(event: Mapping[str, Any], case: Folded) -> list[Pair]:
    """Return the analyst's pairs of who is blamed by whom."""
    raw = [(analyst_names(b["party"]), analyst_names(b["by"])) for b in event["blame"]]
    return distinct([pair for pair in raw if not is_narrator(pair[1])], case)


def denial_pairs(event: Mapping[str, Any], gold: Mapping[str, Any], case: Folded) -> list[Pair]:
    """Return the analyst's pairs of who clears whom: the parties stand in the annotated statements he refers to."""
    found = []
    for denial in event["denials"]:
        for ref in denial["refs"]:
            for claim in gold.get(ref, {}).get("claims", ()):
                if claim["type"] == "responsibility" and claim.get("polarity") == "-" and claim.get("party"):
                    found.append((analyst_names(claim["party"]), analyst_names(denial["by"])))
    return distinct(found, case)


def compare(ours: list[Pair], theirs: list[Pair], errors: list[str], what: str) -> tuple[int, int, int]:
    """Return hits, found and wanted, and note what was missed and what was too much."""
    matched = pairs(ours, theirs, likeness)
    hit_ours, hit_theirs = {id(a) for a, _ in matched}, {id(b) for _, b in matched}
    errors += [f"{what} missed: {_show(p)}" for p in ours if id(p) not in hit_ours]
    errors += [f"{what} too much: {_show(p)}" for p in theirs if id(p) not in hit_theirs]
    return len(matched), len(theirs), len(ours)


def _show(pair: Pair) -> str:
    return " <- ".join(", ".join(sorted(names, key=len)[:4]) for names in pair)


def accounts(event: Mapping[str, Any], case: Folded, errors: list[str]) -> tuple[int, int, int]:
    """Return hits, found and wanted of the holders of matched accounts; unmatched ones count in full."""
    names = {actor.id: case.aliases(actor.name) | {n for name in actor.names for n in name.split("; ")}
             for actor in case.ledger.actors}  # fmt: skip
    theirs = [[names[h] for h in a.holders] for a in case.ledger.accounts if a.incident == case.main.id]
    ours = [[analyst_names(h) for h in a["holders"]] for a in event["competing_accounts"]]

    def shared(a: list[Names], b: list[Names]) -> int:
        return len(pairs(a, b, lambda x, y: float(any(same_name(m, n) for m, n in product(x, y)))))

    matched = pairs(ours, theirs, lambda a, b: f1(shared(a, b), len(b), len(a)))
    found = {id(a) for a, _ in matched}
    errors += [f"account missed: {a['account']}" for a, h in zip(event["competing_accounts"], ours, strict=True)
               if id(h) not in found]  # fmt: skip
    return sum(shared(a, b) for a, b in matched), sum(map(len, theirs)), sum(map(len, ours))


def contradictions(event: Mapping[str, Any], gold: Mapping[str, Any], case: Folded) -> list[tuple[str, bool]]:
    """Return each of the analyst's contradictions, with whether the ledger names two of its sides on its question."""
    shown = list(_conflicts(case))
    shown += [(question, second, first) for question, first, second in shown]
    found = []
    for open_one in event["open_contradictions"]:
        sides = [Side(_types(side, gold), _holders(side, gold), {r.partition(":")[0] for r in side["refs"]})
                 for side in open_one["sides"]]  # fmt: skip
        named = any(
            question in a.types and first.fits(a) and second.fits(b)
            for a, b in combinations(sides, 2)
            for question, first, second in shown
        )
        found.append((f"{open_one['id']} {open_one['on']}", named))
    return found


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: the types of its claims, who holds it, and in which reports it stands."""

    types: set[str]
    holders: Names
    reports: set[str]

    def fits(self, other: "Side") -> bool:
        """Tell whether this side has a holder and a report of the other."""
        held = any(same_name(a, b) for a, b in product(self.holders, other.holders))
        return held and bool(self.reports & other.reports)


def _conflicts(case: Folded) -> Iterator[tuple[str, Side, Side]]:
    actors = {actor.id: case.aliases(actor.name) | set(actor.names) for actor in case.ledger.actors}

    def side(by: tuple[str, ...], statements: tuple[str, ...]) -> Side:
        holders = frozenset().union(*(actors[a] for a in by)) if by else frozenset({"nobody"})
        return Side(set(), holders, {s.rpartition("/")[0] for s in statements})

    for point in case.ledger.points:
        if point.incident == case.main.id:
            for c in point.conflicts:
                yield (point.question.partition(":")[0], side(c.first_by, c.first_in), side(c.second_by, c.second_in))


def _types(side: Mapping[str, Any], gold: Mapping[str, Any]) -> set[str]:
    types = set()
    for ref in side["refs"]:
        statement, _, number = ref.partition(":")[2].partition(".")
        known = gold.get(f"{ref.partition(':')[0]}:{statement}", {}).get("claims", [])
        types |= {known[int(number)]["type"]} if number else {claim["type"] for claim in known}
    return types


def _holders(side: Mapping[str, Any], gold: Mapping[str, Any]) -> Names:
    if side.get("holder"):
        return analyst_names(side["holder"])
    speakers = {gold.get(ref.partition(".")[0], {}).get("speaker") for ref in side["refs"]}
    return frozenset(str(s) for s in speakers if s not in {None, NARRATOR}) or frozenset({"nobody"})


def annotated(event_path: Path, event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the annotated statements of the event's reports, by "file:id"."""
    found = {}
    for report in event["reports"]:
        path = event_path.parent / f"{report['file']}.json"
        for statement in json.loads(path.read_text("utf-8"))["statements"]:
            found[f"{report['file']}:{statement['id']}"] = statement
    return found


def score(event_path: Path, ledger: Ledger, errors: list[str]) -> dict[str, tuple[int, int, int]]:
    """Return hits, found and wanted of each figure; for contradictions, only what was wanted counts."""
    event = json.loads(event_path.read_text("utf-8"))
    gold, case = annotated(event_path, event), folded(event, ledger)
    opened = contradictions(event, gold, case)
    errors += [f"contradiction missed: {name}" for name, named in opened if not named]
    named = sum(named for _, named in opened)
    return {
        "blame": compare(blame_pairs(event, case), system_pairs(case, "+"), errors, "blame"),
        "denials": compare(denial_pairs(event, gold, case), system_pairs(case, "-"), errors, "denial"),
        "account holders": accounts(event, case, errors),
        "contradictions": (named, named, len(opened)),
    }


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("event", type=Path)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    errors: list[str] = []
    for name, (hit, found, wanted) in score(
        arguments.event, from_json(arguments.ledger.read_text("utf-8")), errors
    ).items():
        precision, recall = hit / found if found else 0.0, hit / wanted if wanted else 0.0
        figures = f"P {precision:.3f} R {recall:.3f} F1 {f1(hit, found, wanted):.3f}"
        print(f"{name:16} {figures}  ({hit} of {wanted}, found {found})")
    if arguments.errors:
        print("\n".join(f"  {line}" for line in errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())

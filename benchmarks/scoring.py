"""Compare a ledger with hand-annotated reports: what share was found, and what share of the found is right.

Statements are the attributed ones (what the report says in its own voice is left out); they match one to one when
their contents share words enough (token F1 of at least .5). Claims match one to one within a report when they are
of one type, have the same polarity, say the same (``AGREE``), and stand within 80 code points of each other. They
are *attributed* when the speaker is right as well. All figures are F1.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import gold

from counterclaim.ledger import NARRATOR, Claim, Ledger, Report, Span, Statement

MATCHING = 0.5
NEAR = 80
CORE = ("casualty", "responsibility", "means", "occurrence")
HARMED = ("injured", "hospitalised", "affected")

# Words that tell no two names apart, and words that stand for one another in news on states and their opponents.
EMPTY = frozenset(
    re.findall(
        r"\w+", "a an the of and in on at by for from to his her its their mr mrs ms dr some unnamed official officials"
    )
)
SAME = {
    word: common
    for common, others in {
        "opposition": "rebel rebels insurgent insurgents revolutionaries",
        "government": "regime assad damascus",
        "russia": "russian moscow",
        "syria": "syrian",
        "israel": "israeli",
        "ukraine": "ukrainian kyiv",
        "us": "american washington",
    }.items()
    for word in others.split()
}

G = TypeVar("G")
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated report; ``also`` holds further names that count as the speaker of a statement, by its id."""

    report: Report
    also: dict[str, tuple[str, ...]]


def read(*folders: Path) -> list[Annotated]:
    """Read all annotated reports under some folders."""
    found = []
    for path in sorted(path for folder in folders for path in folder.rglob("*.json")):
        annotation = json.loads(path.read_text("utf-8"))
        also = {f"{annotation['id']}/{s['id']}": tuple(s.get("also", ())) for s in annotation["statements"]}
        found.append(Annotated(gold.read_report(path), also))
    return found


def score(annotated: Sequence[Annotated], ledger: Ledger) -> dict[str, float]:
    """Return every figure by its name."""
    reports = {report.id: report for report in ledger.reports}
    tally: Counter[tuple[str, str]] = Counter()
    for wanted in annotated:
        found = reports.get(wanted.report.id)
        tally["reports", "wanted"] += 1
        tally["reports", "found"] += 1
        tally["reports", "hit"] += found is not None
        tally += _statements(wanted, found.statements if found else ())
        tally += _claims(wanted, found.statements if found else ())
    names = ["reports", "statements", "statements with the right speaker", "core claims", "attributed core claims"]
    names += sorted({name for name, _ in tally} - set(names))
    return {name: f1(tally[name, "hit"], tally[name, "found"], tally[name, "wanted"]) for name in names}


def f1(hit: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing was wanted and nothing found."""
    return 2 * hit / (found + wanted) if found + wanted else 0.0


def _statements(wanted: Annotated, found: Sequence[Statement]) -> Counter[tuple[str, str]]:
    ours = [s for s in wanted.report.statements if s.mode != "narrator"]
    theirs = [s for s in found if s.mode != "narrator"]
    tokens = [Span(*match.span()) for match in re.finditer(r"\w+|[^\w\s]", wanted.report.text)]
    covered = {id(s): _covered(tokens, s.content) for s in (*ours, *theirs)}
    matched = pairs(ours, theirs, lambda a, b: _shared(covered[id(a)], covered[id(b)]))
    right = sum(same_speaker(wanted, a, b) for a, b in matched)
    tally: Counter[tuple[str, str]] = Counter()
    for name, hits in (("statements", len(matched)), ("statements with the right speaker", right)):
        tally[name, "hit"], tally[name, "found"], tally[name, "wanted"] = hits, len(theirs), len(ours)
    return tally


def _claims(wanted: Annotated, found: Sequence[Statement]) -> Counter[tuple[str, str]]:
    text, tally = wanted.report.text, Counter[tuple[str, str]]()
    ours = [(claim, s) for s in wanted.report.statements for claim in s.claims]
    theirs = [(claim, s) for s in found for claim in s.claims]
    matched = pairs(ours, theirs, lambda a, b: closeness(text, a[0], b[0]))
    for side, all_of in (("wanted", ours), ("found", theirs), ("hit", [a for a, _ in matched])):
        for claim, _ in all_of:
            tally[f"{claim.type} claims", side] += 1
            tally["core claims", side] += claim.type in CORE
    attributed = sum(a[0].type in CORE and same_speaker(wanted, a[1], b[1]) for a, b in matched)
    tally["attributed core claims", "hit"] = attributed
    for side in ("found", "wanted"):
        tally["attributed core claims", side] = tally["core claims", side]
    return tally


def pairs(ours: Sequence[G], theirs: Sequence[F], weight: Callable[[G, F], float]) -> list[tuple[G, F]]:
    """Match one to one, the heaviest first; what weighs nothing is not matched."""
    ranked = sorted(
        (-weighs, i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if (weighs := weight(a, b)) > 0
    )
    taken_ours: set[int] = set()
    taken_theirs: set[int] = set()
    matched = []
    for _, i, j in ranked:
        if i not in taken_ours and j not in taken_theirs:
            taken_ours.add(i)
            taken_theirs.add(j)
            matched.append((ours[i], theirs[j]))
    return matched


def _covered(tokens: Sequence[Span], spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(number for number, token in enumerate(tokens) if any(token.overlaps(span) for span in spans))


def _shared(a: frozenset[int], b: frozenset[int]) -> float:
    share = f1(len(a & b), len(a), len(b))
    return share if share >= MATCHING else 0.0


def words(name: str | None) -> frozenset[str]:
    """Return the words of a name that tell it from others."""
    bare = re.sub(r"['’]s\b", "", (name or "").lower())
    return frozenset(SAME.get(word, word) for word in re.findall(r"\w+", bare) if word not in EMPTY)


def same_name(a: str | None, b: str | None) -> bool:
    """Tell whether all words of one name are among those of the other; nobody is only the same as nobody."""
    if a is None or b is None:
        return a is b
    one, other = words(a), words(b)
    return bool(one and other) and (one <= other or other <= one)


def same_speaker(wanted: Annotated, ours: Statement, theirs: Statement) -> bool:
    """Tell whether a found statement has the speaker of the annotated one."""
    if NARRATOR in (ours.speaker, theirs.speaker):
        return ours.speaker == theirs.speaker
    names = (ours.speaker, *(wanted.also.get(ours.id, ()) if ours.speaker is not None else ()))
    return any(same_name(theirs.speaker, name) for name in names)


def closeness(text: str, ours: Claim, theirs: Claim) -> float:
    """Return how well a found claim fits an annotated one: 0 if it does not, up to 1 where they start together."""
    if ours.type != theirs.type or ours.polarity != theirs.polarity:
        return 0.0
    if ours.span.start - NEAR > theirs.span.end or theirs.span.start - NEAR > ours.span.end:
        return 0.0
    if not AGREE[ours.type](text, ours, theirs):
        return 0.0
    return 1 / (1 + abs(ours.span.start - theirs.span.start) / 100)


def _casualty(text: str, ours: Claim, theirs: Claim) -> bool:
    measures = {ours.text("measure"), theirs.text("measure")}
    bounds = all(ours.number(name) == theirs.number(name) for name in ("low", "high"))
    return bounds and (len(measures) == 1 or measures <= set(HARMED))


def _party(text: str, ours: Claim, theirs: Claim) -> bool:
    if not ours.text("party"):
        return True
    named = words(theirs.text("party"))
    return same_name(theirs.text("party"), ours.text("party")) or (bool(named) and named <= words(ours.span.of(text)))


def _overlap(field: str) -> Callable[[str, Claim, Claim], bool]:
    return lambda text, ours, theirs: bool(words(ours.text(field)) & words(theirs.text(field)))


def _date(text: str, ours: Claim, theirs: Claim) -> bool:
    return (theirs.text("date") or "").startswith(ours.text("date") or "")


AGREE: dict[str, Callable[[str, Claim, Claim], bool]] = {
    "casualty": _casualty,
    "responsibility": _party,
    "motive": _party,
    "means": _overlap("what"),
    "where": _overlap("place"),
    "when": _date,
    "evidence": lambda text, ours, theirs: ours.text("aspect") == theirs.text("aspect"),
    "occurrence": lambda text, ours, theirs: True,
}

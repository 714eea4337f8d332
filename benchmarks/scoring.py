"""Compare a ledger with hand-annotated reports: what share was found, and what share of the found is right.

Statements are the attributed ones (what the report says in its own voice is left out); they match one to one when
their contents share words enough (token F1 of at least .5). Claims match one to one within a report when they are
of one type, have the same polarity, say the same (``AGREE``), and stand within 80 code points of each other. They
are *attributed* when the speaker is right as well. All figures are F1, but that of background events, which is the
share of the matched claims on which both say, or neither says, that they are about another event.

Whatever reports call a state ("Sudanese", "Khartoum"; data/states.tsv) is that state, and so are its government, its
army and its forces; never its opponents.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import gold

from counterclaim.ledger import NARRATOR, Claim, Ledger, Report, Span, Statement

STATES = Path(__file__).with_name("data") / "states.tsv"
MATCHING = 0.5
NEAR = 80
BACKGROUND = "main or background event"
CORE = ("casualty", "responsibility", "means", "occurrence")
HARMED = ("injured", "hospitalised", "affected")

# Words that tell no two names apart, and words that stand for one another in news on states and their opponents.
EMPTY = frozenset(
    re.findall(
        r"\w+", "a an the of and in on at by for to his her its their mr ms mrs dr s some unnamed official officials"
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
# What belongs to a state, and who stands against it.
ORGANS = frozenset(
    re.findall(
        r"\w+",
        "government regime army military forces force troops air armed navy defence defense ministry state authorities",
    )
)
OPPONENTS = frozenset({"opposition", "separatists", "militants", "terrorists", "exiles", "exile"})

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
    for path in gold.annotations(*folders):
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
    for (claim, said), (_, read) in matched:
        if claim.type in CORE and same_speaker(wanted, said, read):
            tally[f"{claim.type} attributed", "hit"] += 1
            tally["attributed core claims", "hit"] += 1
    for side in ("found", "wanted"):
        tally["attributed core claims", side] = tally["core claims", side]
        for name in CORE:
            tally[f"{name} attributed", side] = tally[f"{name} claims", side]
    # A share, not an F1: hits among twice as many as were matched.
    alike = sum(bool(a.about) == bool(b.about) for (a, _), (b, _) in matched)
    tally[BACKGROUND, "hit"] = alike
    for side in ("found", "wanted"):
        tally[BACKGROUND, side] = len(matched)
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
    bare = (name or "").lower().replace("'s", "").replace("’s", "")
    return frozenset(re.findall(r"\w+", bare)) - EMPTY


@cache
def states() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for all that reports call a state, longest first, and the code of each."""
    lines = STATES.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    codes = {name.lower(): code for code, names in rows for name in names.split("|")}
    longest = sorted(map(re.escape, codes), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(longest)})\b"), codes


@cache
def folded(name: str) -> frozenset[str]:
    """Return the words of a name with one word for all that are taken as the same; a state is its code in capitals."""
    pattern, codes = states()
    coded = pattern.sub(lambda match: f"={codes[match[1]]}", name.lower().replace("’", "'"))
    plain = words(re.sub(r"=[A-Z]{2}", " ", coded))
    return frozenset(re.findall(r"=([A-Z]{2})", coded)) | {SAME.get(word, word) for word in plain}


def same_name(a: str | None, b: str | None) -> bool:
    """Tell whether all words of one name are among those of the other; nobody is only the same as nobody."""
    if a is None or b is None:
        return a is b
    one, other = folded(a), folded(b)
    state = any(word.isupper() for word in one & other)
    if state and one & OPPONENTS != other & OPPONENTS:
        return False  # "Syria" and "the Syrian opposition"
    if state:
        one, other = one - ORGANS, other - ORGANS
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
    party = theirs.text("party")
    return same_name(party, ours.text("party")) or (bool(party) and words(party) <= words(ours.span.of(text)))


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

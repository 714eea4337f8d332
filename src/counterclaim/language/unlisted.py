"""Places that no list has: names that the words of the whole report make places ("near X", "at X", "X, 40 km east of").

One word of type beside a name is enough ("the village of X"); weaker signs are added up over all its mentions, and what
makes it a person's or an organisation's name counts against it.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from counterclaim.language.gazetteer import Level
from counterclaim.language.toponyms import JOINING, SHORT, Word, demonyms, ends_run, naming, types, words
from counterclaim.ledger import Span

ENOUGH = 2.0
"""What the signs of all mentions of a name must add up to; set by hand, so that one "in X" alone is too little."""
SIGNS_AFTER = 40
"""Characters behind a name in which a sign stands."""
SIGNS_BEFORE = 48
LABELS = {"GPE": 1.0, "LOC": 1.0, "FAC": 1.0, "PERSON": -1.0, "ORG": -1.0, "NORP": -1.0, "PRODUCT": -1.0}
"""What the parser's guess counts: it knows the words around a name, and seldom the name."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals that may be one name; words of type at its end are left out.

    Attributes:
        first, last: half-open range of the words of the sentence.
        type: level of the word of type behind it, None without one.
    """

    first: int
    last: int
    name: str
    span: Span
    type: Level | None = None


@dataclass(slots=True)
class Tally:
    """What speaks for a name being a place: the sum of the signs, whether any word located it, and its level."""

    total: float = 0.0
    is_located: bool = False
    level: Level = "city"


@cache
def _signs(side: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    table = tomllib.loads(files("counterclaim.language.data").joinpath("place_signs.toml").read_text("utf-8"))
    end, begin = ("$", "") if side == "before" else ("", "^")
    return tuple(
        (re.compile(f"{begin}(?:{sign['pattern']}){end}", re.X | (re.I if sign.get("any_case", True) else 0)),
         float(sign["weight"]))
        for sign in table[side]
    )  # fmt: skip


def runs(text: str, read: Sequence[Word]) -> Iterator[Run]:
    """Yield the longest runs of capitalised words of a sentence that may be names of places."""
    at = 0
    while at < len(read):
        if not _may_begin(read, at):
            at += 1
            continue
        end = last = at + 1
        while end < len(read) and JOINING.fullmatch(text, read[end - 1].end, read[end].start):
            if _ends(read[end]) or ends_run(read[end - 1], read[end]):
                break
            if read[end].is_capital:
                last = end + 1
            elif read[end].low not in words("particles"):
                break
            end += 1
        found = _run(text, read, at, last)
        if found:
            yield found
        at = last


def _may_begin(read: Sequence[Word], at: int) -> bool:
    return read[at].is_capital and not _ends(read[at]) and read[at].low not in words("directions")


def _ends(word: Word) -> bool:
    return word.low in demonyms() or (word.is_capital and word.low in words("never"))


def _run(text: str, read: Sequence[Word], first: int, last: int) -> Run | None:
    """Return the name of a run without its words of type; None where it is an organisation's or an abbreviation."""
    level, end = None, last
    while end - first > 1 and read[end - 1].low in naming("after"):
        end -= 1
        level = types()[read[end].low]
    if end == last and last < len(read) and read[last].low in naming("after") and _is_near(text, read, last):
        level, last = types()[read[last].low], last + 1
    listed = read[first:end]
    if any(word.low in words("organisations") for word in read[first : min(last + 1, len(read))] if word.is_capital):
        return None
    if len(listed) == 1 and (listed[0].low in types() or (len(listed[0].text) <= SHORT and listed[0].text.isupper())):
        return None
    if listed[0].low in words("titles") or listed[0].low in words("groups"):
        return None
    name = text[read[first].start : read[end - 1].end]
    return Run(first, end, name, Span(read[first].start, read[last - 1].end), level)


def _is_near(text: str, read: Sequence[Word], at: int) -> bool:
    return text[read[at - 1].end : read[at].start] in {" ", "'s ", "’s ", "-"}


def weigh(text: str, start: int, read: Sequence[Word], run: Run) -> tuple[float, bool]:
    """Return what the words around a name count for its being a place, and whether one of them locates something.

    Args:
        text: of the report.
        start: offset at which the sentence begins.
        read: the words of the sentence.
        run: the name.
    """
    if run.type is not None:
        return ENOUGH + 1.0, True
    name_end = run.span.start + len(run.name)
    before = text[max(start, run.span.start - SIGNS_BEFORE) : run.span.start]
    after = text[name_end : name_end + SIGNS_AFTER]
    if run.first and read[run.first - 1].low in words("titles") and read[run.first - 1].is_capital:
        return -ENOUGH, False
    found = [next((w for p, w in _signs("before") if p.search(before)), 0.0)]
    found += [next((w for p, w in _signs("after") if p.search(after)), 0.0)]
    return sum(found), any(weight > 0 for weight in found)


def labels(doc: Doc) -> dict[int, str]:
    """Return the parser's labels of the names of a report, by the offset of every word in them."""
    return {token.idx: ent.label_ for ent in doc.ents for token in ent}


def tally(
    text: str, lines: Sequence[tuple[int, Sequence[Word]]], guessed: dict[int, str], apart: frozenset[int]
) -> dict[str, Tally]:
    """Return the names of a report that are places by what the report says at all their mentions.

    Args:
        text: of the report.
        lines: offset and words of each sentence in running text; headlines say nothing by their capitals.
        guessed: the parser's labels by offset.
        apart: offsets of words that belong to organisations.
    """
    found: dict[str, Tally] = {}
    for start, read in lines:
        for run in runs(text, read):
            row = found.setdefault(run.name, Tally())
            if run.span.start in apart:
                row.total -= ENOUGH
                continue
            label = guessed.get(run.span.start, "")
            if run.type is not None and label == "PERSON" and read[run.last].is_capital:
                row.total -= ENOUGH  # "Hugh Hill", "Anna Lake": words of type are surnames too
                continue
            weight, is_located = weigh(text, start, read, run)
            row.total += weight + LABELS.get(label, 0.0)
            row.is_located = row.is_located or is_located
            row.level = run.type or row.level
    return {name: row for name, row in found.items() if row.is_located and row.total >= ENOUGH}

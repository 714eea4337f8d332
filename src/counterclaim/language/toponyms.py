"""Names in a text that may be places: runs of capitalised words, with the words of type and direction beside them."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.language.gazetteer import Candidate, Level, alike_candidates, candidates
from counterclaim.language.party_table import states
from counterclaim.ledger import Span

WORD = re.compile(r"[^\W\d_]+(?:['’ʿʼ`][^\W\d_]+)*")
JOINING = re.compile(r"[ \u00a0-]|\. (?=[A-Z])")
LONGEST = 5
"""Words that a name may have; longer ones of the gazetteer are official styles."""
SHORT = 4
"""Letters up to which capitals are an abbreviation, and a final s is no lost genitive."""
LARGE = 100_000
"""People of a place whose name begins another name rather than goes on with the one before."""
SEPARATE = frozenset({"on", "of", "and", "the"})
POSSESSIVE = re.compile(r"['’ʼ`]s$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text with its offsets, a possessive ending left out."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name that may be a place.

    Attributes:
        first, last: half-open range of the words of its sentence that are the name.
        type: level that a word of type beside it gives, None without one.
        naming: True where the word of type makes it a place even if the gazetteer lacks it.
        direction: True for "northern X", "rural X".
        cut: True where it may be the beginning of a longer name that the gazetteer lacks.
        known: what the gazetteer has under exactly this name.
        alike: what it has under other transliterations of it, where it has nothing under this one.
        span: with a direction before and a word of type behind.
    """

    first: int
    last: int
    name: str
    span: Span
    known: tuple[Candidate, ...] = ()
    alike: tuple[Candidate, ...] = ()
    type: Level | None = None
    naming: bool = False
    direction: bool = False
    cut: bool = False


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("counterclaim.language.data").joinpath("place_words.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return one of the plain lists of ``place_words.toml``."""
    return frozenset(_table()["words"][name])


@cache
def naming(side: str) -> frozenset[str]:
    """Return the words of type that make a name a place of themselves, "before" or "after" it."""
    return frozenset(_table()["naming"][side])


@cache
def types() -> dict[str, Level]:
    """Return the words of type with the levels they give."""
    return {word: level for level, listed in _table()["types"].items() for word in listed}


@cache
def demonyms() -> dict[str, str]:
    """Return the adjectives of states, in small letters, with the codes of the states."""
    return {word.lower(): state.code for state in states().values() for word in state.adjectives if " " not in word}


def split(text: str, span: Span) -> list[Word]:
    """Return the words of a sentence."""
    found = []
    for match in WORD.finditer(text, span.start, span.end):
        word = POSSESSIVE.sub("", match[0])
        found.append(Word(word, word.lower(), match.start(), match.start() + len(word)))
    return found


def find(text: str, read: Sequence[Word]) -> Iterator[Toponym]:
    """Yield the names of a sentence that the gazetteer has, or that a word of type makes places; longest first."""
    at = 0
    while at < len(read):
        found = _at(text, read, at) if _begins(text, read, at) else None
        if found is None:
            at += 1
        else:
            yield found
            at = found.last


def _begins(text: str, read: Sequence[Word], at: int) -> bool:
    """Tell whether a name can begin at this word: a capital, or an article that is joined to one by a hyphen."""
    word = read[at]
    if word.is_capital:
        return True
    return (
        word.low in words("inner")
        and at + 1 < len(read)
        and read[at + 1].is_capital
        and text[word.end : read[at + 1].start] == "-"
    )


def _run(text: str, read: Sequence[Word], at: int) -> int:
    """Return the end of the longest run of words from here that may be one name."""
    end = last = at + 1
    while end < len(read) and end - at < LONGEST and JOINING.fullmatch(text, read[end - 1].end, read[end].start):
        if ends_run(read[end - 1], read[end]):
            break
        if read[end].is_capital and read[end - 1].low in SEPARATE and read[end].low in words("never"):
            break  # "Cassel on Saturday"
        if read[end].is_capital:
            last = end + 1
        elif read[end].low not in words("inner"):
            break
        end += 1
    return max(last, at + 1)


def ends_run(before: Word, word: Word) -> bool:
    """Tell whether a name ends between two words: at an adjective of a state, or behind a genitive ("Syrias Idlib")."""
    if word.low in demonyms() or before.low in demonyms():
        return True
    return (
        before.low.endswith("s")
        and len(before.low) > SHORT
        and not candidates(before.text)
        and any(c.level in {"country", "province"} for c in candidates(before.text[:-1]))
    )


def _at(text: str, read: Sequence[Word], at: int) -> Toponym | None:
    """Return the longest name that begins at a word, None where there is none."""
    limit = _run(text, read, at)
    near = bool(at) and (read[at - 1].low in words("locative") or read[at - 1].low in words("directions"))
    for last in range(limit, at, -1):
        if not read[last - 1].is_capital:
            continue
        name = text[read[at].start : read[last - 1].end]
        if last == at + 1 and _never_alone(read, at):
            continue
        known = candidates(name)
        alike: tuple[Candidate, ...] = ()
        if not known and last == limit and name.endswith("s"):
            # Texts that lost their apostrophes: "Idlibs hospitals".
            known = tuple(c for c in candidates(name[:-1]) if c.level in {"country", "province"} or c.population)
            name = name[:-1] if known else name
        if not known and (near or last > at + 1):
            alike = alike_candidates(name)
        if known or alike:
            found = _beside(text, read, at, last, name, known=known, alike=alike)
            return replace(found, cut=_is_cut(text, read, at, last))
    return _unknown(text, read, at, limit)


def _never_alone(read: Sequence[Word], at: int) -> bool:
    """Tell whether a word is no place of itself, or only an abbreviation."""
    word = read[at]
    if word.low in words("never") or word.low in demonyms():
        return True
    return len(word.text) <= SHORT and word.text.isupper()


def _is_cut(text: str, read: Sequence[Word], at: int, last: int) -> bool:
    """Tell whether the name may be only the beginning of a longer one that the gazetteer lacks ("Khan" of "Khan X")."""
    if last >= len(read) or not JOINING.fullmatch(text, read[last - 1].end, read[last].start):
        return False
    follows = read[last]
    if not follows.is_capital and follows.low in words("inner") and last + 1 < len(read):
        follows = read[last + 1]
        if text[read[last].end : follows.start] not in {"-", " "}:
            return False
    if follows.low in words("surnames") or follows.low.removesuffix("s") in words("surnames"):
        return True
    if not follows.is_capital or follows.low in words("never") or follows.low in demonyms() or follows.low in types():
        return False
    return not any(c.level in {"country", "province"} or c.population >= LARGE for c in candidates(follows.text))


def _unknown(text: str, read: Sequence[Word], at: int, limit: int) -> Toponym | None:
    """Return a name that the gazetteer lacks and that the words beside it make a place."""
    if any(w.low in words("never") or w.low in words("organisations") or w.low in demonyms() for w in read[at:limit]):
        return None
    if any(candidates(text[read[k].start : read[limit - 1].end]) for k in range(at + 1, limit)):
        return None
    found = _beside(text, read, at, limit, text[read[at].start : read[limit - 1].end])
    return replace(found, alike=alike_candidates(found.name)) if found.naming else None


def _beside(
    text: str, read: Sequence[Word], at: int, last: int, name: str, *, known: tuple[Candidate, ...] = (),
    alike: tuple[Candidate, ...] = (),
) -> Toponym:  # fmt: skip
    """Return the name with what the words beside it say."""
    start, end, first = read[at].start, read[at].start + len(name), at
    level, is_naming, direction = None, False, False
    if last < len(read) and read[last].low in types() and _is_near(text, end, read[last].start):
        level, is_naming = types()[read[last].low], read[last].low in naming("after")
        end = read[last].end
    if at and read[at - 1].low in words("directions") and text[read[at - 1].end : start] == " ":
        start, direction = read[at - 1].start, True
        at -= 1
    before = at - 1
    while before >= 0 and read[before].low in {"the", "al"} and not read[before].is_capital:
        before -= 1
    if before >= 1 and read[before].low == "of" and read[before - 1].low in naming("before"):
        level, is_naming = level or types().get(read[before - 1].low, "city"), True
    return Toponym(first=first, last=last, name=name, span=Span(start, end), known=known, alike=alike, type=level,
                   naming=is_naming, direction=direction)  # fmt: skip


def _is_near(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but a blank, or a possessive, stands between."""
    return text[end:start] in {" ", "'s ", "’s ", "s ", "-", " - "}

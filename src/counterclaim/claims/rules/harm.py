"""Words that say what happened to people ("killed", "in hospital", "death toll"), found in a stretch of text."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from counterclaim.ledger import MEASURES, Span

Role = Literal["does", "done", "undergone", "state", "noun", "toll"]
"""How a word stands to those it counts: before them as its object, after them, or as what is counted."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A word or phrase that says what happened to people.

    Attributes:
        roles: how it may stand to the people counted; "killed" may precede ("does") or follow ("done") them.
        people_only: True where it is harm only to people: "destroyed 60 fighters", but "destroyed 60 tanks".
    """

    span: Span
    measure: str
    roles: frozenset[Role]
    people_only: bool = False


def forms(verb: str) -> Iterator[tuple[str, frozenset[Role]]]:
    """Yield the forms of a regular verb, with how each can stand to the people."""
    base, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    stem = base[:-1] if base.endswith("e") else base
    if base.endswith("s"):
        stem, third = f"{base}s", f"{base}ses"
    elif base.endswith(("p", "l")) and base[-2] in "aeiou" and base != "kill" and base in {"trap", "expel", "kidnap"}:
        stem, third = base + base[-1], f"{base}s"
    else:
        third = f"{base}s"
    yield base + tail, frozenset[Role]({"does"})
    yield third + tail, frozenset[Role]({"does"})
    yield f"{stem}ing{tail}", frozenset[Role]({"does"})
    yield f"{stem}ed{tail}", frozenset[Role]({"does", "done"})


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("counterclaim.claims.data").joinpath("casualty.toml").read_text("utf-8"))


@cache
def _words() -> dict[str, tuple[str, frozenset[Role]]]:
    """Return measure and roles by the exact word, lower case."""
    words: dict[str, tuple[str, frozenset[Role]]] = {}

    def add(word: str, measure: str, roles: frozenset[Role]) -> None:
        known = words.get(word, (measure, frozenset()))
        words[word] = (measure, roles | known[1])

    for measure in MEASURES:
        entry = _table()[measure]
        for verb in entry["verbs"]:
            for form, roles in forms(verb):
                add(form, measure, roles)
        for form in entry["forms"]:
            add(form, measure, frozenset[Role]({"does", "done"}))
        for form in entry.get("people", []):
            add(form, measure, frozenset[Role]({"does"}))
        for word in entry["dies"]:
            add(word, measure, frozenset[Role]({"undergone"}))
        for word in entry["states"]:
            add(word, measure, frozenset[Role]({"state"}))
        for word in entry["nouns"]:
            add(word, measure, frozenset[Role]({"noun"}))
    return words


@cache
def _only_people() -> frozenset[str]:
    return frozenset(word for measure in MEASURES for word in _table()[measure].get("people", []))


@cache
def _patterns() -> tuple[re.Pattern[str], list[tuple[str, Role]]]:
    """Return one expression for all words and phrases, and what its numbered groups mean."""
    meanings: list[tuple[str, Role]] = []
    parts = []
    for measure, phrases in _table()["tolls"].items():
        for phrase in phrases:
            parts.append(f"(?P<p{len(meanings)}>{phrase})")
            meanings.append((measure, "toll"))
    for measure in MEASURES:
        for role in ("done", "does"):
            for phrase in _table()[measure]["phrases"][role]:
                parts.append(f"(?P<p{len(meanings)}>{phrase})")
                meanings.append((measure, role))
    plain = "|".join(re.escape(w) for w in sorted(_words(), key=lambda w: (-len(w), w)))
    # The phrases come first: "death toll" before "death".
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)}|(?P<word>{plain}))(?![\w-])", re.I), meanings


@lru_cache(maxsize=256)
def harms_in(text: str) -> tuple[Harm, ...]:
    """Return ``harms`` of a whole text; kept for the last few, because each statement of a sentence asks for them."""
    return tuple(harms(text, 0, len(text)))


def harms(text: str, start: int, end: int) -> Iterator[Harm]:
    """Yield the words of harm in ``text[start:end]`` in the order of the text."""
    pattern, meanings = _patterns()
    for match in pattern.finditer(text, start, end):
        span = Span(*match.span())
        if match["word"]:
            measure, roles = _words()[match["word"].lower()]
            yield Harm(span, measure, roles, match["word"].lower() in _only_people())
            continue
        measure, role = meanings[int(str(match.lastgroup)[1:])]
        roles = frozenset[Role]({role})
        if role == "toll" and match[0].lower() == "dead":
            roles = frozenset[Role]({"toll", "state"})
        yield Harm(span, measure, roles)

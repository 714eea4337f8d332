"""The ontology of means: weapons, substances and causes, how texts call them, and which can be true together."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from counterclaim.ledger import Span

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Means:
    """One entry of the ontology.

    Attributes:
        kind: "delivery", "substance" or "cause".
        broader: names of all broader means, near and far.
        goes_with: names of means that it can go together with.
        generic: True where it says little and contradicts nothing.
        weak: True where it is a means only beside people harmed.
        single: its name for one of it ("rocket"), where the name counts things.
    """

    name: str
    kind: str
    broader: frozenset[str] = frozenset()
    goes_with: frozenset[str] = frozenset()
    generic: bool = False
    weak: bool = False
    single: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A means named in a text; ``deed`` is True where a verb names it ("shelled")."""

    span: Span
    means: Means
    deed: bool = False


@cache
def _entries() -> list[dict[str, Any]]:
    table = tomllib.loads(files("counterclaim.claims.data").joinpath("means.toml").read_text("utf-8"))
    return list(table["means"])


@cache
def ontology() -> dict[str, Means]:
    """Return every means by its name."""
    parents = {entry["name"]: entry.get("is_a", []) for entry in _entries()}

    def broader(name: str) -> frozenset[str]:
        return frozenset(parents[name]).union(*(broader(parent) for parent in parents[name]))

    return {
        entry["name"]: Means(
            entry["name"],
            entry["kind"],
            broader(entry["name"]),
            frozenset(entry.get("with", [])),
            entry.get("generic", False),
            entry.get("weak", False),
            entry.get("single"),
        )
        for entry in _entries()
    }


def stem(word: str) -> str:
    """Return a word without its plural; enough to match the words of the ontology against each other."""
    word = word.lower()
    if word.endswith(("shes", "ches", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Means]]]:
    """Return the phrases by their first word, the longest first; "air strike" is known as one word too."""
    index: dict[str, dict[tuple[str, ...], Means]] = {}
    for entry in _entries():
        means = ontology()[entry["name"]]
        for phrase in entry.get("words", []):
            words = tuple(stem(w) for w in WORD.findall(phrase))
            variants = {words}
            if len(words) > 1 and words[0] in {"air", "land", "tear", "war", "gun", "machine", "fire"}:
                variants.add((words[0] + words[1], *words[2:]))
            for variant in variants:
                index.setdefault(variant[0], {}).setdefault(variant, means)
    return {first: sorted(table.items(), key=lambda item: (-len(item[0]), item[0])) for first, table in index.items()}


@cache
def deeds() -> dict[str, Means]:
    """Return the forms of verbs that are a means ("shelled")."""
    return {form: ontology()[e["name"]] for e in _entries() for verb in e.get("verbs", []) for form in verb.split()}


def named(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the means named in ``text[start:end]``, longest first at each place, without judging the context."""
    words = [(m.start(), m.end(), stem(m[0])) for m in WORD.finditer(text, start, end)]
    phrases, verbs, at = _phrases(), deeds(), 0
    while at < len(words):
        first, last, word = words[at]
        found: Found | None = None
        size = 1
        for phrase, means in phrases.get(word, ()):
            if tuple(w for _, _, w in words[at : at + len(phrase)]) == phrase and _joined(
                text, words[at : at + len(phrase)]
            ):
                size = len(phrase)
                found = Found(Span(first, words[at + size - 1][1]), means)
                break
        form = text[first:last].lower()
        if found is None and form in verbs:
            found = Found(Span(first, last), verbs[form], deed=True)
        if found is not None:
            yield found
        at += size


def _joined(text: str, words: list[tuple[int, int, str]]) -> bool:
    """Tell whether only spaces, hyphens and quotation marks stand between the words of a phrase."""
    gaps = (text[a[1] : b[0]] for a, b in pairwise(words))
    return all(not gap.strip(" -\u00a0\n\"'’‑–") for gap in gaps)


def canonical(what: str) -> str:
    """Return the name of a means, from its name, its name for one of it, or its name with a text's own word."""
    name = what if what in ontology() else what.rpartition(" (")[0] or what
    return _singles().get(name, name)


@cache
def gerund(form: str) -> str:
    """Return the deed that a form of a verb of the ontology names ("bombed": "bombing"); others as they are."""
    for entry in _entries():
        for verb in entry.get("verbs", []):
            forms: list[str] = verb.split()
            if form in forms:
                doing = [other for other in forms if other.endswith("ing")]
                return doing[0] if doing else forms[0].removesuffix("e") + "ing"
    return form


@cache
def _singles() -> dict[str, str]:
    return {means.single: name for name, means in ontology().items() if means.single}


def can_both_be(first: str, second: str) -> bool:
    """Tell whether two means, by name, can both be true of one event."""
    a, b = ontology().get(canonical(first)), ontology().get(canonical(second))
    if a is None or b is None or a == b or a.generic or b.generic:
        return True
    if a.name in b.broader or b.name in a.broader or a.name in b.goes_with or b.name in a.goes_with:
        return True
    if any(wide in b.goes_with for wide in a.broader) or any(wide in a.goes_with for wide in b.broader):
        return True
    if any(a.name in narrower.broader and b.name in narrower.broader for narrower in ontology().values()):
        return True  # poison gas is both a gas and a chemical agent
    return {a.kind, b.kind} == {"delivery", "substance"}

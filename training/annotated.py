"""Read annotated reports as training articles: their attributions, and what they tell of happening.

A report is annotated by statements and typed claims; the heads of the encoder learn runs of words. This module says
which run of which head each claim teaches, and of which class it is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int]]

HEAD_OF = {
    "casualty": "harm",
    "responsibility": "deed",
    "occurrence": "happening",
    "evidence": "proof",
    "motive": "reason",
    "means": "instrument",
    "when": "time",
    "where": "place",
}
UNKNOWN_AGENT = "agent, unknown where"  # in this run nothing is taught of agents
NEGATED = {"harm", "deed", "happening", "proof", "reason", "instrument"}
NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|hundreds?|thousands?"
    r"|scores|several|a few|couple|pair)\b",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(the|a|an|its|his|her|their)\s+", re.IGNORECASE)
MARKS = "\"'“”‘’«»"


@dataclass(frozen=True, slots=True)
class Taught:
    """A run of words that a head learns, with the classes that the value heads learn of it."""

    head: str
    span: tuple[int, int]
    classes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution by character spans."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with what it teaches."""

    name: str
    event: str
    text: str
    attributed: tuple[Attributed, ...]
    taught: tuple[Taught, ...]


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """List where some words stand in a text."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def located(text: str, span: Any, near: Spans | None = None) -> tuple[int, int]:  # noqa: ANN401
    """Return the offsets of an annotated span: offsets, words, or {"text", "nth"}.

    Raises:
        ValueError: the words do not stand in the text.
    """
    if isinstance(span, list):
        return span[0], span[1]
    want, nth = (span, 1) if isinstance(span, str) else (span["text"], span["nth"])
    hits = places_of(text, want)
    if len(hits) < nth:
        raise ValueError(f"not in the text: {want!r}")
    if isinstance(span, str) and near:
        return min(hits, key=lambda h: min(max(a - h[0], h[1] - b, 0) for a, b in near))
    return hits[nth - 1]


def agent_of(text: str, claim: dict[str, Any], span: tuple[int, int], content: Spans) -> tuple[int, int] | None:
    """Return the words that stand for the doer of a deed, nearest to it and inside its statement; None if none do."""
    if isinstance(claim.get("agent"), list):
        return claim["agent"][0], claim["agent"][1]
    low, high = min(a for a, _ in content), max(b for _, b in content)
    names = [claim["agent"]] if claim.get("agent") else []
    party = claim.get("party") or ""
    bare = ARTICLE.sub("", party)
    names += [n for n in (party, bare) if n]
    for name in names:
        pattern = re.compile(r"(?<!\w)" + re.escape(name) + r"(?!\w)", re.IGNORECASE)
        hits = [m.span() for m in pattern.finditer(text, min(low, span[0]), max(high, span[1]))]
        if hits:
            best = min(hits, key=lambda h: max(h[0] - span[1], span[0] - h[1], 0))
            before = re.search(r"\b(?:the|a|an)\s+$", text[: best[0]], re.IGNORECASE)
            return (before.start() if before and name == bare else best[0]), best[1]
    return None


def taught_by(text: str, claim: dict[str, Any], content: Spans) -> Iterator[Taught]:
    """Yield the runs that one claim teaches."""
    head = HEAD_OF[claim["type"]]
    span = located(text, claim["span"], content)
    classes = [("background", "yes" if claim.get("about") else "no")]
    negative = claim.get("polarity") == "-"
    if head in NEGATED:
        classes.append((f"{head} negated", "yes" if negative else "no"))
    if head == "harm":
        classes.append(("measure", claim["measure"]))
        bounds = (claim.get("low"), claim.get("high"))
        counted = NUMBER.search(text[slice(*span)])
        count = {(0, 0): "none", (None, None): "unknown"}.get(bounds)
        classes.append(("count", count or ("one" if bounds == (1, 1) and not counted else "figure")))
    if head == "proof":
        classes.append(("aspect", claim["aspect"]))
    yield Taught(head, span, tuple(classes))
    if head in ("deed", "reason"):
        agent = agent_of(text, claim, span, content)
        yield Taught("agent", agent, ()) if agent else Taught(UNKNOWN_AGENT, span, ())


def quoted(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Take the quotation marks beside a content into it, as PolNeAR does."""
    start, end = span
    if start and text[start - 1] in MARKS:
        start -= 1
    while end < len(text) and text[end] in MARKS + ".,?!" and end - span[1] < 2:
        if text[end] in MARKS:
            return start, end + 1
        end += 1
    return start, span[1]


def attributions(text: str, statements: list[dict[str, Any]]) -> tuple[Attributed, ...]:
    """Return the attributions of the statements that have a cue; those that share it are one."""
    by_cue: dict[tuple[int, int], Attributed] = {}
    for s in statements:
        if not s.get("cue") or s.get("mode") == "narrator":
            continue
        cue = located(text, s["cue"])
        content = [quoted(text, located(text, c)) for c in s["content"]]
        source = [located(text, s["source"])] if s.get("source") else []
        if cue in by_cue:
            by_cue[cue].content.extend(c for c in content if c not in by_cue[cue].content)
        else:
            by_cue[cue] = Attributed(source, [cue], content)
    return tuple(by_cue.values())


def read_annotated(path: Path, text: str) -> Annotated:
    """Read one annotation file over its text."""
    gold = json.loads(path.read_text("utf-8"))
    taught: dict[tuple[str, tuple[int, int]], Taught] = {}
    for s in gold["statements"]:
        content = [located(text, c) for c in s["content"]]
        for claim in s.get("claims", []):
            for one in taught_by(text, claim, content):
                taught.setdefault((one.head, one.span), one)
    return Annotated(
        path.stem, gold.get("event") or path.stem, text, attributions(text, gold["statements"]), tuple(taught.values())
    )


def read_folder(folder: Path, texts: Mapping[str, str]) -> list[Annotated]:
    """Read every annotated report under a folder whose text lies beside it, or is given by its name."""
    found = []
    for path in sorted(folder.rglob("*.json")):
        beside = path.with_suffix(".txt")
        if "statements" not in json.loads(path.read_text("utf-8")):
            continue  # a summary of an event
        text = beside.read_text("utf-8") if beside.exists() else texts.get(path.stem)
        if text is not None:
            found.append(read_annotated(path, text))
    return found

"""Recorded speech in transcripts of monitored broadcasts: "[Begin recording] [Duarte] We ... [end recording]".

A name in brackets says who speaks from there on, until another name, or the end of the recording, in brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.attribution.registry import Registry
from counterclaim.attribution.speaker import Speaker
from counterclaim.draft import Draft
from counterclaim.ledger import Span

BRACKET = re.compile(r"\[([^\[\]]{2,160})\]")
BEGINS = re.compile(r"begins?\b(?P<who>.*?)\brecording", re.IGNORECASE)
ENDS = re.compile(r"\bend\b.*\brecording", re.IGNORECASE)
# Remarks of those who transcribed.
REMARK = re.compile(
    r"\b(?:text|excerpts?|passage|words?|omitted|indistinct|video|shows?|sic|summary|announcer-read|studio|monitored"
    r"|interview|report by|report|continues)\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"^(?:(?:unidentified|first|second|third)\s+)*(?:reporters?|question(?:er)?|correspondents?)\b", re.I)
NAME = re.compile(r"(?:[A-Z][\w'’.-]*)(?:\s+(?:de|del|la|von|van|al|bin|[A-Z][\w'’.-]*)){0,4}")
CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stretch of the text in which one person is heard."""

    span: Span
    speaker: Speaker


def recordings(draft: Draft, registry: Registry) -> tuple[Recorded, ...]:
    """Return the stretches of recorded speech, in the order of the text."""
    return tuple(_stretches(draft.text, registry))


def _stretches(text: str, registry: Registry) -> Iterator[Recorded]:
    if not BEGINS.search(text):
        return
    speaker: Speaker | None = None
    recording, start, expected = False, 0, False
    for mark in BRACKET.finditer(text):
        words = mark[1].strip()
        named = _named(words, registry)
        begins, ends = BEGINS.search(words), ENDS.search(words)
        if not (begins or ends or (named and (recording or _opens(text, mark.start())))):
            continue
        if recording and speaker is not None and text[start : mark.start()].strip():
            yield Recorded(Span(start, mark.start()), speaker)
        if begins:
            recording = True
            owner = _named(begins["who"].strip(), registry) if begins["who"].strip() else None
            speaker = owner or (speaker if expected else None)
        elif ends:
            recording, speaker = False, None
        else:
            speaker = named
        expected = named is not None and not recording  # "[Ochoa] [Begin recording]"
        start = mark.end()
    if recording and speaker is not None and text[start:].strip():
        yield Recorded(Span(start, len(text)), speaker)


def _opens(text: str, at: int) -> bool:
    """Tell whether a bracket begins a paragraph or stands behind another bracket."""
    before = text[:at].rstrip(" ")
    return not before or before[-1] in "\n]-"


def _named(words: str, registry: Registry) -> Speaker | None:
    if ASKS.match(words):
        return Speaker("an unnamed reporter", "unnamed", confidence=CONFIDENCE, why="named in brackets")
    if REMARK.search(words):
        return None
    name = NAME.match(words)
    if name is None or (name.end() < len(words) and words[name.end()] != ","):
        return None
    return Speaker(registry.full_name(name[0]), "person", confidence=CONFIDENCE, why="named in brackets")

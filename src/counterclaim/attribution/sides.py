"""On whose behalf a person speaks: by what stands before the name, an office of the state, or who spoke just before."""

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.attribution import lexicon
from counterclaim.attribution.owners import OWNERS, Describe
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import History, Speaker
from counterclaim.language.parties import home_state
from counterclaim.language.party_table import states

SPOKESMEN = frozenset(["spokesman", "spokeswoman", "spokesperson"])
# Who holds one of these offices, and of no other state, speaks for the government of the report's own.
OFFICE = re.compile(
    r"\b(?:(?:vice[ -])?president|prime minister|premier|(?:defen[cs]e|foreign|interior|home|information|health|justice"
    r"|security|communications?) (?:minister|secretary)|government spokes\w+|attorney general)$"
)
# Before "president" these leave an office of something else, or none any longer.
NOT_OF_STATE = frozenset(["former", "ex", "late", "association", "union", "club", "company", "party", "council"])
# So many words before a name say what its bearer is.
REACH = 7
# A spokesman who is nobody's speaks for whoever spoke so many sentences before at most.
NEAR = 1


def with_side(
    registry: Registry, speaker: Speaker, source: Source, sentence: int, history: History, describe: Describe
) -> Speaker:
    """Return a person with the side that the report gives him; others as they are."""
    if speaker.kind != "person" or speaker.side or not speaker.name or ";" in speaker.name:
        return speaker
    if speaker.name not in registry.looked_up:
        registry.looked_up.add(speaker.name)
        if before := _before(registry, speaker.name):
            registry.sides.setdefault(speaker.name, before)
    side = registry.sides.get(speaker.name)
    side = side or _spokesman(registry, source, sentence, history, describe)
    if side is None:
        return speaker
    registry.sides[speaker.name] = side
    return replace(speaker, side=side)


def _before(registry: Registry, name: str) -> str | None:
    """Return the side that the words before any mention of a name tell."""
    for start, called in registry.introduced:
        if registry.full_name(called) != name:
            continue
        first = _described_from(registry.doc, start)
        words = registry.doc[first:start]
        if not any(lexicon.head_sorts().get(t.lemma_.lower()) == "person" for t in words):
            continue
        if side := registry.side(first, start):
            return side
        office = OFFICE.search(" ".join(t.lower_ for t in words if t.text != ",").replace(" - ", "-"))
        abroad = any(t.ent_type_ in {"GPE", "NORP"} for t in words)
        home = states().get(home_state(registry.draft.text) or "")
        if office and home and not abroad and not NOT_OF_STATE & {t.lower_ for t in words}:
            return home.government
    return None


def _described_from(doc: Doc, start: int) -> int:
    """Return where the words begin that say before a name what its bearer is ("The interior minister, Ana Ruiz")."""
    first = start
    if first and doc[first - 1].text == ",":
        first -= 1
    while first and start - first < REACH and _describes(doc[first - 1]):
        first -= 1
    return first


def _describes(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ == "POS" or token.text == "-"


def _spokesman(registry: Registry, source: Source, sentence: int, history: History, describe: Describe) -> str | None:
    """Return for whom a spokesman speaks whose owner is a pronoun, or spoke just before."""
    words = registry.doc[source.first : source.last]
    role = next((t for t in words if t.lower_ in SPOKESMEN), None)
    if role is not None and words[0].lower_ in OWNERS:
        return _own(describe(Source(source.first, source.first + 1, source.first)))
    if role is None or (role.i > source.first and registry.doc[role.i - 1].pos_ in {"NOUN", "PROPN"}):
        return None  # "a health ministry spokesman" has an owner
    return next((side for _, one in history.latest(sentence, NEAR) if (side := _own(one))), None)


def _own(speaker: Speaker) -> str | None:
    """Return the side of a speaker, who may be a side himself."""
    return speaker.side or (speaker.name if speaker.kind in {"state", "group"} else None)

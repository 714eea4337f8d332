"""Armed groups that no table has: names that the words of the report make groups ("fighters of X", "the X Front").

A group's noun inside a name is enough; an abbreviation or a name of one word needs fighters beside it.
"""

import re
from functools import lru_cache

from counterclaim.language.party_table import Party, fold, index

NOUN = (
    r"(?:(?:Liberation|Resistance|Revolutionary|Patriotic|Salvation|People['’]s|Popular|Defen[cs]e|Islamic|National)\s+"
    r"(?:Front|Army|Forces?|Movement|Council)|Brigades?|Militia|Battalions?|Guerrillas?|Mujahideen|Cartel|Insurgency)"
)
WORDS = r"[A-Z][\w'’-]*(?:\s+(?:(?:of|for|the|and|al|de|del)\s+)?[A-Z][\w'’-]*){0,5}?"
LONG = re.compile(
    rf"(?<![\w.])(?P<name>{WORDS}\s+{NOUN}(?:\s+(?:of|for)\s+(?:the\s+)?[A-Z]\w+)?)(?:\s+\((?P<short>[A-Z][A-Z-]+)\))?"
)
FIGHTERS = (
    r"(?i:rebels?|fighters?|militants?|guerrillas?|insurgents?|militia(?:men)?|gunmen|separatists|insurgency|combatants|terrorists|bandits"
    r"|commanders?|artillery|units)"
)
BESIDE = re.compile(
    rf"\b(?P<name>[A-Z][A-Z0-9-]+[A-Z0-9])\s+{FIGHTERS}\b"
    rf"|\b{FIGHTERS}\s+(?:of|from|belonging\s+to)\s+(?:the\s+)?(?P<of>[A-Z][A-Z0-9-]+[A-Z0-9])\b"
)
REBELLIOUS = frozenset(["front", "movement", "council", "cartel", "militia", "guerrillas", "resistance"])
POSSESSIVE = re.compile(r"\w+['’]s?\s")
ARTICLE = re.compile(r"^(?:The|A|An|Its|Their|This|That)\s+")
SENTENCE = re.compile(r"[^.!?\n]+")
LONGEST_SHORT = 8
"""Letters of an abbreviation; longer words in capitals are headlines."""
MOST = 12
"""Groups that one report may add; more are a list of names and no report of a deed."""
IN_CAPITALS = 0.6
"""Share of a line's words with capitals from which it is a headline, whose capitals name nothing."""
# Abbreviations beside fighters that are states, bodies and media: they back, watch or train them.
NO_GROUPS = frozenset(["US", "UN", "UK", "EU", "AU", "NATO", "NGO", "TV", "UAE", "PM", "CIA", "USSR", "AFP", "AP",
                       "BBC", "CNN", "FBI", "GPS", "SUV", "PMC", "ISIS", "IS", "ISIL"])  # fmt: skip


@lru_cache(maxsize=16)
def groups(text: str) -> dict[tuple[str, ...], Party]:
    """Return the groups that a report makes such and no table has, by the words of each of their names, folded."""
    found: dict[tuple[str, ...], Party] = {}
    for line in SENTENCE.finditer(text):
        if text[line.end() : line.end() + 1] != "." and _is_headline(line[0]):
            continue
        for match in LONG.finditer(line[0]):
            _add(found, ARTICLE.sub("", match["name"]), match["short"])
        for match in BESIDE.finditer(line[0]):
            short = match["name"] or match["of"]
            if short not in NO_GROUPS and len(short) <= LONGEST_SHORT:
                _add(found, short, None)
    return found


def _add(found: dict[tuple[str, ...], Party], name: str, short: str | None) -> None:
    words = _words(name)
    if len(found) >= MOST or words in found or (words[0] in index() and any(
        entry.words == words for entry in index()[words[0]])):  # fmt: skip
        return
    of_state = any(entry.state for entry in index().get(words[0], ()))
    if of_state and (len(words) == 2 or words[-1] not in REBELLIOUS or POSSESSIVE.match(name)):
        return  # "Syrian Brigades", "Russia's Aerospace Defence Forces" are the state's
    party = Party(name=name, kind="group", side=name)
    found[words] = party
    if short and short not in NO_GROUPS:
        found.setdefault(_words(short), party)


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in name.split())


def _is_headline(line: str) -> bool:
    words = [word for word in line.split() if word[:1].isalpha() and len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) > IN_CAPITALS * len(words)

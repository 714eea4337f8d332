"""Places that a text tells of without naming them: "strikes hit a market in the town"."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from counterclaim.ledger import Span

DETERMINER = r"(?:the|an?|one\s+of\s+(?:its|the|their)|two|three|four|five|several|this|their|its)"
# What is done to a place, before it and behind it.
VERBS = "bomb|shell|pound|bombard|attack|target|raid|storm|torch|level"
NOUNS = (
    r"air\s?strikes?|strikes?|attacks?|raids?|shelling|bombing|bombardment|explosions?|blasts?|shooting|missiles?|rockets?"
    r"|shells|bombs|projectiles|incident|massacre"
)
DONE_TO = rf"""(?:hit|hits|hitting|struck|strik(?:es?|ing)|(?:{VERBS})(?:s|ed|led|ing|ling)
    |(?:ripped|tore|tears|ripping|tearing)\s+through|(?:slamm(?:ed|ing)|crash(?:ed|ing)|plough(?:ed|ing))\s+into
    |(?:landed|fell|falls|exploded|detonated|came\s+down|blew\s+up)(?=\s+(?:on|in|at|near|inside|outside))
    |(?:{NOUNS})(?:\s+(?!of\b)[\w-]+){{0,2}}(?=\s+(?:on|in|at|near|against|inside|outside|to)\b))
    (?:\s+(?:on|in|at|near|against|inside|outside|into|to))?"""
SUFFERED = r"""\s+(?:itself\s+)?(?:was|were|has\s+been|had\s+been|have\s+been|came|being)\s+(?:\w+ly\s+|also\s+)?
    (?:hit|struck|bombed|shelled|targeted|attacked|bombarded|raided|stormed|under\s+(?:attack|fire))\b"""
NOT_INSIDE = r"(?!(?:that|which|who|of|in|and)\b)"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(files("counterclaim.claims").joinpath("data", "sites.toml").read_text("utf-8"))
    words = sorted(table["sites"], key=lambda word: (-len(word), word))
    plural = (word[:-1] + "(?:y|ies)" if word.endswith("y") else word + "(?:s|es)?" for word in words)
    site = "|".join(word.replace(" ", r"\s+") for word in plural)
    part = rf"(?:(?:{'|'.join(table['parts'])})\s+of\s+(?:the|an?)\s+)?"
    modified = rf"(?:{NOT_INSIDE}[\w-]+\s+){{0,3}}?(?:{site})(?:\s+(?:{site}))?"
    phrase = rf"(?P<place>{DETERMINER}\s+{part}{modified}\b(?!['’]))"
    return (
        re.compile(rf"\b{DONE_TO}\s+{phrase}", re.X | re.I),
        re.compile(rf"\b{phrase}(?:\s+(?:in|of)\s+(?:the|an?)\s+[\w-]+)?{SUFFERED}", re.X | re.I),
    )


def unnamed(text: str, content: Span) -> Iterator[Span]:
    """Yield the unnamed places that a stretch of text says were struck, with their articles."""
    found = {Span(*match.span("place")) for pattern in _patterns() for match in pattern.finditer(text, *content)}
    yield from sorted(found)

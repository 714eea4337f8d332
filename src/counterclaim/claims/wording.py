"""Wording by which a report leaves its main event: the rules of ``background.toml``, and parts of sentences."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

from counterclaim.ledger import Span

SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|[\"“”\n]")
"""Over these, and over quotation marks, a date is not that of a saying."""


ASIDE = re.compile(r",\s(?:which|who|whose|whom)\b[^,;:.\n]{3,140},")


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Return the rules by their kind."""
    source = files("counterclaim.claims").joinpath("data", "background.toml").read_text("utf-8")
    return {name: re.compile("|".join(rules), re.IGNORECASE) for name, rules in tomllib.loads(source).items()}


def segments(text: str, span: Span) -> list[Span]:
    """Return the parts of a sentence between words that turn to something else ("a day after strikes on ...")."""
    cuts = [span.start, *(m.start() for m in rules()["turn"].finditer(text, span.start, span.end)), span.end]
    return [Span(a, b) for a, b in pairwise(cuts) if b > a]


def asides_in(text: str, span: Span) -> list[Span]:
    """Return what a sentence only tells of somebody, between commas ("the army, which has fought since 2023, ...")."""
    return [Span(*match.span()) for match in ASIDE.finditer(text, *span)]


def is_saying(text: str, span: Span) -> bool:
    """Tell whether a date is that of a saying: "said on Tuesday", "On Tuesday the minister told reporters"."""
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 80]
    before, after = SENTENCE_END.split(before)[-1], SENTENCE_END.split(after)[0]
    return bool(rules()["said_before"].search(before) or rules()["said_after"].search(after))

"""The words of page furniture: navigation, buttons and notices that stand around an article."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.ingest.stamps import Stamp
from counterclaim.ledger import Span


@cache
def words() -> dict[str, frozenset[str]]:
    """Load the words of page furniture."""
    text = (files("counterclaim.ingest") / "data" / "furniture.toml").read_text(encoding="utf-8")
    return {name: frozenset(values) for name, values in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of furniture; ``stamp`` is what it says about the time."""

    span: Span
    stamp: Stamp | None = None


def is_furniture_line(line: str) -> bool:
    """Tell whether a whole line is navigation, buttons, a pointer to another text or a notice."""
    plain = " ".join(line.lower().strip(" \t\ufeff\u200b:>»›-–—|•·*").split())
    lists = words()
    if not plain:
        return False
    if plain in lists["navigation"] or plain in lists["share"]:
        return True
    parts = [part.strip() for part in re.split(r"\s*[|/>•·»›]\s*", plain) if part.strip()]
    if len(parts) > 1 and all(part in lists["navigation"] | lists["share"] for part in parts):
        return True
    if len(plain.split()) > 1 and all(word in lists["share"] for word in plain.split()):
        return True
    if (colon := plain.find(":")) > 0 and plain[:colon] in lists["pointers"]:
        return True
    return bool(_NOTICE.fullmatch(plain))


_NOTICE = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,120}|.{0,60}all rights reserved\.?|\d+ (?:min(?:ute)?s? read|comments?|shares?|views?)"
    r"|(?:share|print|views?|comments?)\s*\(?\d[\d,.]*\)?|\[?advertisement\]?|(?:est\. )?reading time:? .{1,20}"
)

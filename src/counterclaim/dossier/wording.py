"""The words in which the dossier and the summary say what the ledger holds: dates, bounds, stances, questions.

Nothing here speaks for a source: each phrase is meant to stand beside the name of the one who said it.
"""

import re
from collections.abc import Iterable

from counterclaim.findings import Grade
from counterclaim.ledger import Claim, Hedge

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip

QUESTIONS: dict[str, str] = {
    "responsibility": "Who did it?",
    "means": "With what?",
    "casualty": "How many?",
    "motive": "Why?",
    "occurrence": "Did it happen?",
    "evidence": "What proof?",
    "when": "When?",
    "where": "Where?",
}
STATUS_TITLES: dict[str, str] = {
    "common ground": "Common ground",
    "disputed": "In dispute",
    "one-sided": "One side only",
    "open": "Open",
}
STATUS_MEANINGS: dict[str, str] = {
    "common ground": "Held on more than one side, and contradicted by nobody in these reports.",
    "disputed": "At least two answers cannot both be true.",
    "one-sided": "Only one side, or only one originator, speaks to it; nobody outside has confirmed it.",
    "open": "Raised, but answered by nobody.",
}
ASPECTS: dict[str, str] = {
    "has": "claims proof",
    "lacks": "lacks proof",
    "integrity": "proof tampered with, or the site controlled",
    "access": "access",
    "independent": "independent inquiry",
}

CONFLICTS: dict[str, str] = {
    "denied": "one denies the other",
    "doubted": "one doubts the other",
    "excluded": "the one excludes the other",
    "figures": "the figures cannot both be right",
}
REPLIES: dict[str, str] = {"denies": "denies", "doubts": "doubts", "counter-accuses": "accuses in return"}

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$")
# C0, C1 and the characters that reorder or hide text: harmless in a file, not on a terminal.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def date(value: str | None) -> str:
    """Write an ISO date as a reader writes it ("24 November 2018"); anything else is returned as it stands."""
    found = _DATE.match(value or "")
    if not found:
        return value or ""
    year, month, day, time, zone = found.groups()
    if month and not 1 <= int(month) <= 12:
        return value or ""
    words = " ".join(part for part in (day and str(int(day)), month and MONTHS[int(month) - 1], year) if part)
    zone = "UTC" if zone in {"Z", "+00:00", "+0000"} else f"UTC{zone}" if zone else ""
    return " ".join(part for part in (f"{words}," if time else words, time, zone) if part)


def number(value: int) -> str:
    """Write a whole number with thousands apart."""
    return f"{value:,}"


def bounds(low: int | None, high: int | None, approx: bool = False) -> str:
    """Write the bounds of a figure: "about 100", "at least 107", "up to 500", "24 to 99"."""
    about = "about " if approx else ""
    if low is None and high is None:
        return "a number not given"
    if high is None:
        return f"at least {about}{number(low or 0)}"
    if low is None:
        return f"nearly {number(high)}" if approx else f"up to {number(high)}"
    return about + (number(low) if low == high else f"{number(low)} to {number(high)}")


def count(size: int, noun: str, plural: str | None = None) -> str:
    """Write "1 report", "2 reports"."""
    return f"{number(size)} {noun if size == 1 else plural or noun + 's'}"


def listing(names: Iterable[str]) -> str:
    """Join names for a reader, with semicolons, because names may hold commas."""
    return "; ".join(names)


def percent(hedge: Hedge) -> str | None:
    """Say what a published yardstick takes the hedge to mean; None where none has the phrase."""
    if hedge.low is None and hedge.high is None:
        return None
    low, high = round(100 * (hedge.low or 0)), round(100 * (1 if hedge.high is None else hedge.high))
    return f"{low}–{high} %" + (f" on the {hedge.scale} scale" if hedge.scale else "")


def verb(stance: str, polarity: str) -> str:
    """Say in a word how a speaker stands to one claim: its polarity decides, where it is an assertion or denial."""
    if stance in {"doubts", "asks"}:
        return stance
    if polarity == "-":
        return "denies" if stance == "denies" else "says not"
    return "says"


def question(name: str) -> str:
    """Return the question that points of this name answer; a name that is not in the table is shown as it is."""
    head, _, rest = name.partition(":")
    known = QUESTIONS.get(head.strip())
    if known is None:
        return name[:1].upper() + name[1:]
    if head.strip() == "casualty":
        return f"How many {rest.strip()}?" if rest.strip() else "Was anybody hurt?"
    return f"{known} {rest.strip()}".strip()


def answer_to(name: str, words: str) -> str:
    """Return an answer without what its question says already ("killed: 12" to "How many killed?")."""
    return words.removeprefix(f"{name.partition(':')[2].strip()}: ")


def aspect(name: str) -> str:
    """Say in words what a holder says of evidence ("claims proof", "no access")."""
    bare = name.removeprefix("not ")
    known = ASPECTS.get(bare, bare)
    return f"no {known}" if name != bare else known


def grade(found: Grade | None) -> str:
    """Write a grade with the counts from which it follows: "Admiralty 4 (2 hold it, 1 are against it)"."""
    if found is None:
        return ""
    counts = ", ".join(f"{number(size)} {what}" for what, size in found.counts if size)
    return f"{found.scale} {found.value}" + (f" ({counts})" if counts else "")


def joint(name: str) -> str:
    """Write the name of joint speakers ("A; B") so that it is not taken for a list."""
    return name.replace("; ", " and ")


def position(claim: Claim, words: str) -> str:
    """Say what a claim answers to its question, without the detail that ``answer`` adds."""
    if claim.type == "responsibility":
        return claim.text("party") or words
    return claim.text("place") or words if claim.type == "where" else answer(claim, words)


def answer(claim: Claim, words: str) -> str:
    """Say in a few words what a claim holds; ``words`` are its verbatim words, for types without a phrase."""
    text = claim.text
    if claim.type == "casualty":
        figure = bounds(claim.number("low"), claim.number("high"), claim.get("approx") is True)
        of = text("of")
        part = ", part of a larger figure" if claim.get("part") is True else ""
        return f"{figure} {text('measure') or 'affected'}" + (f" ({of})" if of else "") + part
    if claim.type == "responsibility":
        return _with(text("party"), text("act"), words)
    if claim.type == "motive":
        return f"{text('party')}: {text('what') or words}" if text("party") else text("what") or words
    if claim.type == "evidence":
        aspect = text("aspect") or ""
        return f"{ASPECTS.get(aspect, aspect)}: {text('what') or words}".removeprefix(": ")
    if claim.type == "when":
        return date(text("date")) or words
    if claim.type == "where":
        return _with(text("place"), text("country"), words)
    return _as_said(text("what") or words)


def _as_said(what: str) -> str:
    """Return the text's own words where they only write a name in another number or spelling: "air strikes"."""
    name, _, said = what.removesuffix(")").partition(" (")
    spelt = [re.sub(r"\W+", "", words.lower()).removesuffix("s") for words in (name, said)]
    return said if spelt[0] == spelt[1] else what


def _with(name: str | None, detail: str | None, words: str) -> str:
    return words if not name else f"{name} ({detail})" if detail else name


def printable(text: str) -> str:
    """Return text on one line without the characters that could steer a terminal or reverse its reading."""
    return " ".join(_CONTROL.sub("", text).split())

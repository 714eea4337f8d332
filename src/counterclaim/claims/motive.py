"""Motive: why somebody did it, as somebody says."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.polarity import polarity_of
from counterclaim.draft import Draft
from counterclaim.ledger import Claim, Span, Statement

# Where what was wanted ends.
END = re.compile(r"[.;:!?\n\"”]|,? (?:which|who|while|when|because|according|but|said|after)\b")
DONE = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?(?:done|staged|carried out|made|meant|designed|planned|committed)\b",
    re.IGNORECASE,
)
ALTERNATIVE = re.compile(r",? [\"“]?or (?=(?:to )?\w+)")
# The longest wording that is kept of one motive, in characters.
LONGEST = 120


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = files("counterclaim.claims").joinpath("data", "motive.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(source)
    return tuple((kind, re.compile(r"\b(?:" + "|".join(rules) + ")", re.IGNORECASE)) for kind, rules in table.items())


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Find the motives that one statement gives; "to frame them or to end the truce" gives two."""
    claims: list[Claim] = []
    for stretch in statement.content:
        for kind, pattern in _patterns():
            for match in pattern.finditer(draft.text, stretch.start, stretch.end):
                spans = [Span(*match.span())] if kind == "manner" else _wanted(draft.text, match, stretch)
                party = _actor(draft, statement, Span(*match.span()), stretch)
                for span in spans:
                    known = party is not None or _is_done(draft.text, stretch, match)
                    if known and not any(span.overlaps(claim.span) for claim in claims):
                        claims.append(_claim(draft, statement, party, span, match.start(), kind))
    yield from sorted(claims, key=lambda claim: claim.span)


def _is_done(text: str, stretch: Span, match: re.Match[str]) -> bool:
    """Tell whether a thing was done for the motive without a word on who did it ("the attack was staged to")."""
    return DONE.search(text, stretch.start, match.end()) is not None


def _wanted(text: str, match: re.Match[str], stretch: Span) -> list[Span]:
    end = END.search(text, match.end(), stretch.end)
    whole = Span(match.start(), min(end.start() if end else stretch.end, match.end() + LONGEST))
    cut = ALTERNATIVE.search(text, match.end(), whole.end)
    return [Span(whole.start, cut.start()), Span(cut.end(), whole.end)] if cut else [whole]


def _actor(draft: Draft, statement: Statement, span: Span, stretch: Span) -> str | None:
    """The first party named before the motive; one behind it is rather its target ("to frame the rebels")."""
    others = [m for m in draft.parties if m.span.overlaps(stretch) and m.kind not in {"media"}]
    before = [m for m in others if m.span.end <= span.start]
    if not before and statement.cue and statement.cue.end <= stretch.start:
        before = [m for m in draft.parties if m.span.overlaps(Span(statement.cue.start, stretch.start))]
    return before[0].name if before else None


def _claim(draft: Draft, statement: Statement, party: str | None, span: Span, at: int, kind: str) -> Claim:
    polarity = polarity_of(draft, statement, span)
    return Claim(type="motive", span=span, polarity=polarity, rule=f"motive.{kind}",
                 values=(("party", party), ("what", " ".join(span.of(draft.text).split()))))  # fmt: skip


def answer(claim: Claim) -> str | None:
    """What was wanted."""
    return claim.text("what")


def compatible(one: str, other: str) -> bool:
    """One may do a thing for two reasons: motives never exclude each other by their words alone."""
    return True


TYPE = ClaimType("motive", "Why?", ("party", "what"), find, answer, compatible)

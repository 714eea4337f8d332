"""Evidence: who claims proof, who says that there is none, and who could look."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.polarity import is_negated
from counterclaim.draft import Draft
from counterclaim.ledger import Claim, Polarity, Span, Statement

# "was barred from the site": access is spoken of, and there was none.
BARRED = re.compile(
    r"\b(den|refus|block|prevent|barr|bar\b|bars\b|kept|keep|turn|stop|hamper|obstruct|delay|"
    r"no one|nobody|no\b|unable|without)",
    re.IGNORECASE,
)
# A cue this far before its content is still one phrase with it ("UN inspectors determined that ...").
CUE_GAP = 60


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = files("counterclaim.claims").joinpath("data", "evidence.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(source)
    return tuple(
        (aspect, re.compile(r"\b(?:" + "|".join(rules) + ")", re.IGNORECASE)) for aspect, rules in table.items()
    )


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Find what one statement says about proof, access and custody."""
    taken: list[Span] = []
    claims: list[Claim] = []
    for stretch in _stretches(statement):
        for aspect, pattern in _patterns():
            for match in pattern.finditer(draft.text, stretch.start, stretch.end):
                span = Span(match.start() + len(match.group()) - len(match.group().lstrip()), match.end())
                if any(span.overlaps(other) for other in taken) or any(c.get("aspect") == aspect for c in claims):
                    continue
                taken.append(span)
                claims.append(_claim(draft, aspect, span))
    yield from sorted(claims, key=lambda claim: claim.span)


def _stretches(statement: Statement) -> tuple[Span, ...]:
    """The contents, and source and cue, where the finder of the evidence often stands."""
    spans = list(statement.content)
    named = [span for span in (statement.source, statement.cue) if span]
    if named and spans:
        first, last = min(span.start for span in named), max(span.end for span in named)
        if 0 <= spans[0].start - last <= CUE_GAP:
            spans[0] = Span(first, spans[0].end)
    return tuple(spans)


def _claim(draft: Draft, aspect: str, span: Span) -> Claim:
    polarity: Polarity = "+"
    if aspect == "access" and (BARRED.search(span.of(draft.text)) or is_negated(draft, span)):
        polarity = "-"
    return Claim(type="evidence", span=span, polarity=polarity, rule=f"evidence.{aspect}",
                 values=(("what", " ".join(span.of(draft.text).split())), ("aspect", aspect)))  # fmt: skip


def answer(claim: Claim) -> str | None:
    """The aspect of the proof: that there is some, that there is none, who could look."""
    return claim.text("aspect")


def compatible(one: str, other: str) -> bool:
    """That there is proof and that there is none cannot both be true; all other aspects can."""
    return {one, other} != {"has", "lacks"}


TYPE = ClaimType("evidence", "What proof?", ("what", "aspect"), find, answer, compatible)

"""Motive claims: why it was done, and by whom for that reason."""

import re
from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.ledger import Claim, Span

OR = re.compile(r"[,;]?\s+[“\"]?(?:or|either)\s+")
FEWEST = 3  # words of an alternative


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each reason that is given for a deed."""
    for mention in telling.of_frame("reason"):
        agent = mention.argument("agent")
        party = telling.doers.name(agent.span, telling.statement) if agent else None
        for span in alternatives(telling.draft.text, mention.span):
            yield Claim(
                type="motive",
                span=span,
                polarity="-" if mention.negated else "+",
                about=about(mention),
                rule=MENTION,
                values=(("party", party), ("what", telling.words(span))),
            )


def alternatives(text: str, span: Span) -> list[Span]:
    """Return the parts of a reason that "or" tells apart, where each says something by itself."""
    parts, start = [], span.start
    for mark in OR.finditer(text, *span):
        if len(text[start : mark.start()].split()) >= FEWEST and len(text[mark.end() : span.end].split()) >= FEWEST:
            parts.append(Span(start, mark.start()))
            start = mark.end()
    return [*parts, Span(start, span.end)]


def answer(claim: Claim) -> str | None:
    """What was wanted."""
    return claim.text("what")


def compatible(one: str, other: str) -> bool:
    """One may do a thing for two reasons: motives never exclude each other by their words alone."""
    return True


TYPE = ClaimType("motive", "Why?", ("party", "what"), read, None, answer, compatible)

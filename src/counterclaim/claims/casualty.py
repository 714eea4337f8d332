"""Casualty claims: how many people were killed, hurt, taken to hospital, missing, captured, displaced or affected."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.rules import casualty as rules
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.draft import Draft, EventMention, FigureMention
from counterclaim.ledger import Claim, Span

APPROXIMATE = 0.1
"""How far a figure said to be approximate may be from another and still agree; by convention, not measured."""
REACH = 40
"""Characters before a harm in which a figure may begin that reaches into it ("at least", "more than some")."""
NOT_PEOPLE = frozenset(["age", "date", "money", "percent", "time", "distance", "ordinal"])
# "No casualties": nobody was killed, and nobody hurt.
BOTH = re.compile(r"\b(?:casualt|harm|victims|hurt or)", re.IGNORECASE)


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each harm to people."""
    for mention in telling.of_frame("harm"):
        low, high, approx, of = counted(telling.draft, mention)
        part = mention.count == "one"
        both = mention.count == "none" and BOTH.search(mention.span.of(telling.draft.text))
        for measure in ("killed", "injured") if both else (mention.measure,):
            yield Claim(
                type="casualty",
                span=mention.span,
                polarity="-" if mention.negated else "+",
                about=about(mention),
                rule=MENTION,
                values=(("measure", measure), ("low", low), ("high", high), ("approx", approx), ("of", of))
                + ((("part", True),) if part else ()),
            )


def counted(draft: Draft, mention: EventMention) -> tuple[int | None, int | None, bool, str | None]:
    """Return low, high, whether they are approximate, and who was counted, in the text's words."""
    if mention.count == "none":
        return 0, 0, False, None
    figure = figure_in(draft, mention.span)
    if figure is not None and mention.count != "one":
        return figure.low, figure.high, figure.approx, figure.noun_span.of(draft.text) if figure.noun_span else None
    if mention.count == "one":
        return 1, 1, False, None
    return None, None, True, None


def figure_in(draft: Draft, span: Span) -> FigureMention | None:
    """Return the figure of people in some words: one that counts people, else the first that counts nothing else."""
    first = bisect_left(draft.figures, span.start - REACH, key=lambda f: f.span.start)
    last = bisect_left(draft.figures, span.end, key=lambda f: f.span.start)
    found = [f for f in draft.figures[first:last] if f.span.overlaps(span) and f.quantity not in NOT_PEOPLE]
    return min(found, key=lambda f: (f.quantity != "people", f.span.start), default=None)


def answer(claim: Claim) -> str | None:
    """Return a figure with its measure for readers: "killed: at least 40"; None for a figure without bounds."""
    low, high = claim.number("low"), claim.number("high")
    if low is None and high is None:
        return None
    if low == high:
        value = f"about {low}" if claim.get("approx") else f"{low}"
    elif high is None:
        value = f"at least {low}"
    elif low is None:
        value = f"up to {high}"
    else:
        value = f"{low} to {high}"
    return f"{claim.text('measure')}: {value}"


def compatible(first: str, second: str) -> bool:
    """Tell whether two answers can both be true: they are about different measures, or their ranges meet."""
    (a, one), (b, two) = (_range(answer_) for answer_ in (first, second))
    return a != b or (max(one[0], two[0]) <= min(one[1], two[1]))


def _range(text: str) -> tuple[str, tuple[float, float]]:
    measure, _, value = text.partition(": ")
    numbers = [int(n) for n in re.findall(r"\d+", value)]
    if value.startswith("at least"):
        return measure, (numbers[0], float("inf"))
    if value.startswith("up to"):
        return measure, (0, numbers[0])
    if value.startswith("about"):
        return measure, (numbers[0] * (1 - APPROXIMATE), numbers[0] * (1 + APPROXIMATE))
    return measure, (min(numbers), max(numbers))


TYPE = ClaimType(
    name="casualty",
    question="How many people?",
    fields=("measure", "low", "high", "approx", "of", "part"),
    read=read,
    by_rules=rules.claims,
    answer=answer,
    compatible=compatible,
)

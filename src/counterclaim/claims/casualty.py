"""Casualty claims: how many people were killed, hurt, taken to hospital, missing, captured, displaced or affected."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.claims import revisions
from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.draft import Draft, EventMention, FigureMention
from counterclaim.ledger import Claim, Span

APPROXIMATE = 0.1
"""How far a figure said to be approximate may be from another and still agree; by convention, not measured."""
REACH = 40
"""Characters before a harm in which a figure may begin that reaches into it ("at least", "more than some")."""
NOT_PEOPLE = frozenset(["age", "date", "money", "percent", "time", "distance", "ordinal"])
SHARE = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|those\s+)?", re.IGNORECASE)
AGE_BEHIND_NAME = re.compile(r"[A-Z][\w.'’-]*,\s+(?:aged\s+)?$")
# What a figure may count where it counts people: "twelve dead", "30 arrests".
HARMS = frozenset(
    ["dead", "death", "injury", "arrest", "casualty", "fatality", "life", "body", "victim", "wounded", "injured",
     "killed", "missing", "other", "killing", "corpse", "detention", "hurt", "soul", "martyr", "prisoner", "captive"]
)  # fmt: skip
# Endings of nouns for people, where the table of what is counted has not the noun ("two weavers").
PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "men")
# "No casualties": nobody was killed, and nobody hurt.
BOTH = re.compile(r"\b(?:casualt|harm|victims|hurt or)", re.IGNORECASE)


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each harm to people; what counts vehicles or blows counts nobody."""
    for mention in telling.of_frame("harm"):
        figure = figure_in(telling.draft, mention.span)
        if figure is not None and _counts_things(figure):
            if mention.count == "figure":
                continue
            figure = None
        low, high, approx = bounds(mention, figure)
        both = mention.count == "none" and BOTH.search(mention.span.of(telling.draft.text))
        of = figure.noun_span.of(telling.draft.text) if figure and figure.noun_span else None
        others = tuple(revised(telling, mention, figure)) if figure is not None else ()
        for measure in ("killed", "injured") if both else (mention.measure,):
            claim = Claim(
                type="casualty",
                span=mention.span,
                polarity="-" if mention.negated and mention.count != "none" else "+",  # "nobody died" asserts none
                about=about(mention),
                rule=MENTION,
                values=(("measure", measure), ("low", low), ("high", high), ("approx", approx), ("of", of))
                + ((("part", True),) if mention.count == "one" else ()),
            )
            yield claim
            for other in others:
                values = (("measure", measure), ("low", other.low), ("high", other.high), ("approx", other.approx))
                yield replace(claim, span=other.span, rule=f"{MENTION}, revised", values=(*values, ("of", of)))


def revised(telling: Telling, mention: EventMention, figure: FigureMention) -> Iterator[FigureMention]:
    """Yield the figures that replace the figure of a harm, or that it replaced: "41 (later revised to 50)"."""
    draft, known = telling.draft, [m.span for m in telling.of_frame("harm") if m is not mention]
    first = bisect_left(draft.figures, figure.span.start - revisions.ONWARD_REACH, key=lambda f: f.span.start)
    last = bisect_left(draft.figures, figure.span.end + revisions.ONWARD_REACH, key=lambda f: f.span.start)
    for other in draft.figures[first:last]:
        free = other.quantity not in NOT_PEOPLE and not any(other.span.overlaps(span) for span in known)
        inside = any(other.span.within(content) for content in telling.statement.content)
        low, high = sorted((figure.span, other.span))
        between = draft.text[low.end : high.start]
        if free and inside and other != figure and (revisions.ONWARD.search(between) or _from(draft.text, low, high)):
            yield other


def _from(text: str, later: Span, earlier: Span) -> bool:
    """Tell whether a figure is the one that an earlier one, further on in the text, was revised to."""
    moved = revisions.MOVED.search(text, max(0, later.start - REACH), later.start)
    return moved is not None and revisions.BACKWARD.search(text[later.end : earlier.start]) is not None


def bounds(mention: EventMention, figure: FigureMention | None) -> tuple[int | None, int | None, bool]:
    """Return low, high and whether they are approximate."""
    if mention.count == "none":
        return 0, 0, False
    if figure is not None and (mention.count != "one" or figure.quantity == "people"):
        return figure.low, figure.high, figure.approx
    return (1, 1, False) if mention.count == "one" else (None, None, True)


def figure_in(draft: Draft, span: Span) -> FigureMention | None:
    """Return the figure of people in some words: one that counts people, else the first that counts nothing else.

    Of "four of seven villagers" it is four; a bare number behind a name ("Ana Brol, 17") is an age.
    """
    first = bisect_left(draft.figures, span.start - REACH, key=lambda f: f.span.start)
    last = bisect_left(draft.figures, span.end, key=lambda f: f.span.start)
    found = [
        f for f in draft.figures[first:last]
        if f.span.overlaps(span) and f.quantity not in NOT_PEOPLE and not _is_age(draft, f)
    ]  # fmt: skip
    best = sorted(found, key=lambda f: (f.span.of(draft.text).lower() in {"a", "an"}, f.quantity != "people", f.span))
    chosen = best[0] if best else None
    for one in found:
        if chosen is not None and SHARE.fullmatch(draft.text, one.span.end, chosen.span.start):
            return one
    return chosen


def _is_age(draft: Draft, figure: FigureMention) -> bool:
    behind_name = AGE_BEHIND_NAME.search(draft.text, max(0, figure.span.start - REACH), figure.span.start)
    return figure.noun is None and behind_name is not None and figure.span.of(draft.text).isdigit()


def _counts_things(figure: FigureMention) -> bool:
    if figure.quantity != "other" or figure.noun is None or figure.noun in HARMS:
        return False
    return not figure.noun.removesuffix("s").endswith(PERSON_ENDINGS)


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
    by_rules=None,
    answer=answer,
    compatible=compatible,
)

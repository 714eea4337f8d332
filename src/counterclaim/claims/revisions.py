"""Revisions that a report itself tells of: "41, later revised to 50", "risen to 70 from 58"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.draft import Draft
from counterclaim.ledger import Claim, Revision, Span, Statement
from counterclaim.stages import Stage

WINDOW = 700
"""Characters between the two figures of a revision; the pair stands in one sentence or in neighbouring paragraphs."""

NEIGHBOURS = 5
"""How many figures back the other figure of a revision is sought."""

# Between the earlier and the later figure.
ONWARD = re.compile(
    r"""\b(?:revis(?:ed|ing)|rais(?:ed|ing)|lower(?:ed|ing)|correct(?:ed|ing)|updat(?:ed|ing)|upped|increas(?:ed|ing)|reduc(?:ed|ing)
    |cut(?:ting)?|adjust(?:ed|ing)|amend(?:ed|ing)|rose|risen|rising|gone|went|climbed|grown|grew|jumped|changed|fell|fallen|dropped)
    \s+(?:it\s+|this\s+|that\s+|the\s+(?:\w+\s+){1,3}|up\s+|down\s+|upwards?\s+|again\s+|further\s+)*(?:up\s+)?
    (?:to|as\s+high\s+as)\s+(?:as\s+many\s+as\s+|at\s+least\s+|more\s+than\s+|over\s+)?$""",
    re.X | re.I,
)
ONWARD_REACH = 350
"""Characters between an earlier figure and the later one that replaces it; the longest pair read was 150."""
# Between the later and the earlier figure.
BACKWARD = re.compile(
    r"""^\W*(?:\w+\s+){0,2}?(?:up\s+|down\s+)?\bfrom\s+(?:an?\s+)?(?:\w+\s+){0,4}(?:of\s+)?$
    |\b(?:previous|earlier|initial|former|original|prior)\s+(?:\w+\s+){0,2}(?:tolls?|figures?|counts?|estimates?|numbers?)\b[^.]{0,60}$
    |\b(?:previously|initially|originally)\s+(?:\w+\s+){0,2}(?:reported|put|given|estimated|gave
    |stood)\s+(?:\w+\s+){0,3}(?:toll|figure|count|number|at)\b[^.]{0,30}$""",
    re.X | re.I,
)
MOVED = re.compile(
    r"""\b(?:ris(?:en|es|ing)|rose|raised|raising|climb\w*|gone|went|going|jump\w*|grown|grew|increas\w*|fell|fallen
    |lower\w*|revis\w*|cut|reduc\w*|dropp\w*|updat\w*|mount\w*)\b""",
    re.X | re.I,
)
FROM = re.compile(r"\bfrom\s+(?:at\s+least\s+|about\s+|around\s+|some\s+)?$", re.I)


Toll = tuple[Span, Claim, Statement]  # where the figure stands, its claim, who says it


def find(draft: Draft) -> Iterator[Revision]:
    """Yield the revisions that a report tells of, in the order of the text; each figure is linked to the nearest."""
    tolls = sorted(
        (
            (figure_of(draft, claim), claim, statement)
            for statement in draft.statements
            for claim in statement.claims
            if claim.type == "casualty"
        ),
        key=lambda toll: toll[:1],
    )
    for number, (second, after, later) in enumerate(tolls):
        for first, before, earlier in reversed(tolls[max(0, number - NEIGHBOURS) : number]):
            if second.start - first.end > WINDOW:
                break
            revision = None
            if comparable(before, after):
                revision = read(draft.text, (first, before, earlier), (second, after, later))
            if revision is not None:
                yield revision
                break


def figure_of(draft: Draft, claim: Claim) -> Span:
    """Return the words of the figure of a toll; those of the claim where no figure of its bounds stands in it."""
    first = bisect_left(draft.figures, claim.span.start, key=lambda f: f.span.end)
    for figure in draft.figures[first:]:
        if figure.span.start >= claim.span.end:
            break
        if (figure.low, figure.high) == bounds(claim):
            return figure.span
    return claim.span


def comparable(first: Claim, second: Claim) -> bool:
    """Tell whether two figures can be one figure before and after: the same measure, neither a part, not equal."""
    hurt = {"injured", "hospitalised", "affected"}
    same = first.text("measure") == second.text("measure") or {first.text("measure"), second.text("measure")} <= hurt
    return same and not first.get("part") and not second.get("part") and bounds(first) != bounds(second)


def bounds(claim: Claim) -> tuple[int | None, int | None]:
    """Return the bounds of a casualty claim."""
    return claim.number("low"), claim.number("high")


def read(text: str, first: Toll, second: Toll) -> Revision | None:
    """Return the revision that the words around two figures tell of, None where they tell of none."""
    gap = text[first[0].end : second[0].start]
    before = text[max(0, first[0].start - 90) : first[0].start]
    if FROM.search(before) and re.fullmatch(r"\s*to\s*", gap):
        return _revision(first[1], second[1], second[2])
    if BACKWARD.search(gap) and (MOVED.search(before) or not gap.lstrip().lower().startswith("from")):
        return _revision(second[1], first[1], first[2])
    if len(gap) <= ONWARD_REACH and ONWARD.search(gap):
        return _revision(first[1], second[1], second[2])
    return None


def _revision(before: Claim, after: Claim, statement: Statement) -> Revision:
    measure = after.text("measure") or "affected"
    return Revision(before=bounds(before), after=bounds(after), measure=measure, speaker=statement.speaker)


def _run(draft: Draft) -> Draft:
    return replace(draft, revisions=tuple(find(draft)))


STAGE: Stage[Draft] = Stage(
    "revisions.v2", requires=("claims", "statements", "figures"), assigns=("revisions",), run=_run
)

"""How sure it is said who did it: the scale of MUC-4 for perpetrators, extended by denial and counter-accusation.

The scale says how a statement holds a party responsible, never whether the party is.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from counterclaim.claims.speaking import speaking_parties
from counterclaim.draft import Draft
from counterclaim.language.parties import opposed
from counterclaim.ledger import NARRATOR, Claim, Statement

Confidence = Literal[
    "reported as fact",
    "claimed or admitted",
    "suspected or accused by authorities",
    "suspected or accused",
    "possible",
    "acquitted",
    "denied",
    "counter-accused",
]
POSSIBLE = re.compile(
    r"\b(?:may|might|could|can|whether|if|possible|possibly|perhaps|either|unclear|not\s+clear|unlikely)\b",
    re.IGNORECASE,
)
SUSPECTED = re.compile(
    r"\b(?:suspected|alleged(?:ly)?|believed|presumed|reported(?:ly)?|apparent(?:ly)?|likely|probabl[ey]|thought|accused"
    r"|blamed|claims?|so-called)\b",
    re.IGNORECASE,
)
# Who may clear a party, where others can only deny.
JUDGES = re.compile(
    r"\b(?:court|tribunal|judges?|jury|inquiry|inquest|commission|investigators?|investigation|prosecutors?|panel"
    r"|fact-finding|mechanism|OPCW|ombudsman)\b",
    re.IGNORECASE,
)
AUTHORITY = re.compile(
    r"\b(?:police|prosecutors?|court|tribunal|ministr\w+|government|president|army|military|officials?|authorit\w+"
    r"|commission|council|inquiry|investigators?|secretary|ambassador|envoy|parliament|governor|mayor|intelligence)\b",
    re.IGNORECASE,
)
OWNED = re.compile(r"(?:claim|admi|accept)\w*(?:\s+\w+)?\s+responsib", re.IGNORECASE)
# How far around the words of a claim its "may" or "suspected" is looked for, in characters.
NEAR = 40


def graded(draft: Draft, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements with the confidence of each claim of responsibility."""
    known, accused, found = tuple(statements), set[str | None](), []
    for statement in known:
        found.append(_graded(draft, statement, accused))
        own = {c.text("party") for c in statement.claims if c.type == "responsibility" and c.polarity == "+"}
        # Who owns up to a deed is not accused of it.
        accused |= own - set(speaking_parties(draft, statement)) if own else own
    return tuple(found)


def _graded(draft: Draft, statement: Statement, accused: set[str | None]) -> Statement:
    if not any(claim.type == "responsibility" for claim in statement.claims):
        return statement
    speakers = set(speaking_parties(draft, statement))
    claims = tuple(
        replace(claim, values=(*claim.values, ("confidence", confidence(draft, statement, claim, speakers, accused))))
        if claim.type == "responsibility"
        else claim
        for claim in statement.claims
    )
    return replace(statement, claims=claims)


def confidence(
    draft: Draft, statement: Statement, claim: Claim, speakers: set[str], accused: set[str | None]
) -> Confidence:
    """Return how sure a statement holds a party responsible.

    Args:
        draft: the report.
        statement: one of its statements.
        claim: a claim of responsibility in it.
        speakers: the parties for which the statement speaks.
        accused: the parties that the report has told of as held responsible before.
    """
    party = claim.text("party") or ""
    named = " ".join(filter(None, (statement.speaker, statement.side, _source(draft, statement))))
    if claim.polarity == "-":
        cleared = JUDGES.search(named) or JUDGES.search(_around(draft, claim))
        return "acquitted" if party not in speakers and cleared else "denied"
    owns = party in speakers and not claim.rule.endswith(".mutual")
    if owns or claim.rule.endswith(".admission") or OWNED.match(claim.text("act") or ""):
        return "claimed or admitted"
    around = _around(draft, claim)
    if statement.stance in {"doubts", "asks"} or " or " in party or POSSIBLE.search(around):
        return "possible"
    if statement.speaker == NARRATOR:
        return "suspected or accused" if SUSPECTED.search(around) or statement.hedge else "reported as fact"
    if speakers & accused and any(opposed(speaker, party) is not False for speaker in speakers):
        return "counter-accused"
    official = statement.kind == "state" or AUTHORITY.search(named)
    return "suspected or accused by authorities" if official else "suspected or accused"


def _source(draft: Draft, statement: Statement) -> str | None:
    return statement.source.of(draft.text) if statement.source else None


def _around(draft: Draft, claim: Claim) -> str:
    """The words of a claim with those before it in its sentence."""
    start = max(0, claim.span.start - NEAR)
    before = re.split(r"[.!?;\n]", draft.text[start : claim.span.start])[-1]
    return before + claim.span.of(draft.text)

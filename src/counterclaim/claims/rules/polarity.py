"""The polarity of what a statement says at one place: denied by its stance, negated in its clause, or held."""

from __future__ import annotations  # spaCy is slow to load, and whoever only names its types does without it

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from counterclaim.draft import Draft
from counterclaim.ledger import Polarity, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIVE_DEPS = {"neg"}

# A negation in the words themselves, or just before them. "not only" and "no doubt" deny nothing, and "did not rule
# out" holds what follows.
NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|cannot|without|hardly|no longer)\b"
    r"(?!\s+(?:only|just|merely|yet clear|clear|known|immediately|rule))"
    r"|n[’']t\b(?!\s+(?:only|just|rule))|\b(?:did|does|do|was|were|has|have|had|could|would|is|are)nt\b",
    re.IGNORECASE,
)
UNLIKELY = re.compile(
    r"\b(?:(?:highly |very |most |extremely )?unlikely|improbable|implausible|not (?:true|believed)|untrue|falsely|"
    r"false (?:claims?|allegations?|accusations?|reports?)|fabricated (?:claims?|reports?)|no truth (?:in|to)|"
    r"rul(?:e|ed|es|ing) out)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
# "There is no evidence that they did it" says nothing of whether they did.
UNPROVEN = re.compile(
    r"\b(?:no|any|without|lacks?|insufficient|little)\s+(?:\w+\s+){0,2}"
    r"(?:evidence|proof|indications?|confirmation|information|signs?|claims?|comment)\b"
    r"|\b(?:not|nt|n[’']t|cannot|unable to|impossible to)\s+"
    r"(?:be\s+|been\s+|independently\s+|immediately\s+|yet\s+)*"
    r"(?:clear|known|confirm(?:ed)?|verif(?:y|ied)|establish(?:ed)?|say|determined?|rul(?:e|ed) out|tell|sure)\b",
    re.IGNORECASE,
)
# "Denied it, saying that rebels had done it", "refutes this and has information that ...": here the denial ends.
AFFIRMS = re.compile(
    r"(?:[,;—–-]|\b(?:and|but|while|instead|whereas))\s+(?:it\s+|they\s+|he\s+|she\s+|\w+ly\s+|also\s+|instead\s+)*"
    r"(?:sa(?:id|ys|ying)\b(?!\s+(?:it|they|this|that)\s+(?:is|was|were)\s+(?:false|untrue))|add(?:s|ed|ing)\b|"
    r"insist\w*|accus\w+|blam\w+|alleg\w+|counter\w*|claim(?:s|ed|ing)\b|"
    r"(?:has|have|had|cit\w+|point\w*\s+to)\s+(?:\w+\s+){0,2}(?:information|evidence|proof|intelligence|indications?))",
    re.IGNORECASE,
)
DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject\w*|refut\w+|dismiss\w*|disput\w+|rebuff\w*)\b", re.IGNORECASE)
# "No strikes were carried out by", "not a single shell was fired by": nobody did what is told there.
NOT_ONE = re.compile(
    r"\b(?:no|not\s+(?:a|one)(?:\s+single)?|none)\s+(?:(?!in\b|by\b|of\b|from\b|after\b|during\b|at\b|as\b)[\w-]+\s+){0,3}?"
    r"(?:(?:was|were|is|are|has|have|had|been|being|ever|\w+ly)\s+)*$",
    re.IGNORECASE,
)
# "The claim that they shelled it is false": what is told is somebody's claim, and it is turned down behind it.
CLAIMED = re.compile(
    r"\b(?:claims?|allegations?|accusations?|reports?|assertions?|suggestions?|rumou?rs?|idea|notion|story)"
    r"\s+that\s+(?:the\s+)?$",
    re.IGNORECASE,
)
UNTRUE = re.compile(
    r"[^.;:!?\n]{0,120}?\b(?:is|are|was|were)\s+(?:\w+ly\s+|an?\s+|all\s+|just\s+|pure\s+|outright\s+)*"
    r"(?:false|untrue|not\s+true|lies?|baseless|groundless|unfounded|fabricat\w+|fake|nonsense|absurd|wrong|incorrect"
    r"|inventions?)\b",
    re.IGNORECASE,
)
# "Israel, which has not commented, struck it": what an aside denies is something else.
ASIDE = re.compile(r",\s(?:which|who|whose)\b[^,.;:!?\n]{1,80},\s*$", re.IGNORECASE)
CLAUSE = re.compile(r"[.;:!?\n\"“”]|,? (?:but|while|although|though|and that|which|who)\b")
# "The militants that shell us": what the sentence says of them does not deny that they do.
RELATIVE = re.compile(r"(?:\S+\s+){1,3}(?:that|who|which)\s", re.IGNORECASE)
# Behind a party: "the militants that shell us".
TOLD_OF = re.compile(r"\s+(?:that|who|which)\s", re.IGNORECASE)
# "These attacks cannot be tolerated" holds that there were attacks.
HELD = re.compile(
    r"[^.;:]{0,40}?\b(?:can|could|must|should|will|would|do|does|did)(?:\s?not|n[’']t)\s+(?:\w+\s+){0,2}?"
    r"(?:tolerat|accept|ignor|forg[eoi]|justif|excus|go\s+un|stand|be\s+allowed|deter|stop|break)",
    re.IGNORECASE,
)
# How far before the words of a claim its negation is looked for, in characters: an auxiliary and an adverb or two.
NEAR = 24
FAR = 90


def polarity_of(draft: Draft, statement: Statement, span: Span) -> Polarity:
    """Return "-" where the statement denies what stands at ``span``.

    A denial ("denied firing gas") gives "-" to all of its content up to words that affirm again, also where the
    quoted words are negative themselves ("denied it: we have not fired gas"). Doubt ("no evidence that") leaves "+".
    """
    return "-" if is_denied(draft, statement, span) or is_negated(draft, span) else "+"


def is_denied(draft: Draft, statement: Statement, span: Span) -> bool:
    """Tell whether the denial of a statement reaches ``span``; it ends at "..., saying that rebels had done it"."""
    if statement.stance != "denies":
        return False
    if not (statement.cue and DENIES.search(statement.cue.of(draft.text))) and _is_told_of(draft, span):
        return False
    starts = [statement.content[0].start, *([statement.cue.start] if statement.cue else [])]
    before = draft.text[min(starts) : span.start]
    affirmed = [match.end() for match in AFFIRMS.finditer(before)]
    return not affirmed or DENIES.search(before, affirmed[-1]) is not None


def _is_told_of(draft: Draft, span: Span) -> bool:
    """Tell whether words stand in what is told of somebody ("we did not fire, not at the militants that shell us")."""
    start = max(0, span.start - FAR)
    breaks = [m.end() for m in re.finditer(r"[.,;:!?\n]", draft.text[start : span.start])]
    clause = start + max(breaks, default=0)
    first = bisect_left(draft.parties, clause, key=lambda mention: mention.span.start)
    last = bisect_left(draft.parties, span.end, key=lambda mention: mention.span.start)
    return any(TOLD_OF.match(draft.text, mention.span.end, span.end) for mention in draft.parties[first:last])


def is_negated(draft: Draft, span: Span) -> bool:
    """Tell whether the words of ``span`` stand under a negation or a rejection in their own clause."""
    before = _clause_before(draft.text, span.start)
    if UNPROVEN.search(before[-FAR:]) or UNPROVEN.search(span.of(draft.text)):
        return False
    if UNLIKELY.search(before[-FAR:]) or NOT_ONE.search(before):
        return True
    if CLAIMED.search(before) and UNTRUE.match(draft.text, span.start):
        return True
    if RELATIVE.match(draft.text, *span):
        return NEGATION.search(span.of(draft.text)) is not None
    return bool(NEGATION.search(before[-NEAR:] + span.of(draft.text))) or _negated_in_parse(draft, span)


def _clause_before(text: str, at: int) -> str:
    before = ASIDE.sub(" ", text[max(0, at - FAR) : at])
    cut = [match.end() for match in CLAUSE.finditer(before)]
    return before[cut[-1] :] if cut else before


def _negated_in_parse(draft: Draft, span: Span) -> bool:
    """Tell whether a negation stands on the head of the words of ``span`` or on the verb that governs it.

    What is called intolerable, or told in a relative clause, is not denied by the verb above it.
    """
    if draft.doc is None or HELD.match(draft.text[span.end : span.end + FAR]):
        return False
    tokens = draft.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    head: Token = tokens.root
    chain = [head]
    while chain[-1].pos_ not in {"VERB", "AUX"} and chain[-1].head is not chain[-1] and len(chain) < 4:
        chain.append(chain[-1].head)
    negations = [child for token in chain for child in token.children if child.dep_ in NEGATIVE_DEPS]
    # A negation far off belongs to another clause, which the parse of a text without commas has run into this one.
    return any(
        abs(token.idx - span.start) < FAR and not CLAUSE.search(draft.text, token.idx, max(token.idx, span.start))
        for token in negations
    )

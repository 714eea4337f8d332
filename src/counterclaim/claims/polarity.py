"""The polarity of what a statement says at one place: denied by its stance, negated in its clause, or held."""

from spacy.tokens import Token

from counterclaim.draft import Draft
from counterclaim.ledger import Polarity, Span, Statement

NEGATIVE_DEPS = {"neg"}


def polarity_of(draft: Draft, statement: Statement, span: Span) -> Polarity:
    """Return "-" where the statement denies what stands at ``span``.

    A denial ("denied firing gas") turns the polarity of its content; a negation in the clause turns it again.
    """
    denied = statement.stance == "denies"
    return "-" if denied != is_negated(draft, span) else "+"


def is_negated(draft: Draft, span: Span) -> bool:
    """Tell whether a negation stands on the head of the words of ``span`` or on the verb that governs it."""
    tokens = draft.parsed.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    head: Token = tokens.root
    chain = [head]
    while chain[-1].pos_ not in {"VERB", "AUX"} and chain[-1].head is not chain[-1] and len(chain) < 4:
        chain.append(chain[-1].head)
    return any(child.dep_ in NEGATIVE_DEPS for token in chain for child in token.children)

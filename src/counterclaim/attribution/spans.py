"""Where a word stands: inside a quotation or outside, and how deep in what others say."""

from spacy.tokens import Doc, Token

from counterclaim.attribution.registry import Registry
from counterclaim.ledger import Span


def quoted(registry: Registry, number: int) -> bool:
    """Tell whether a sentence stands wholly inside a quotation, and so is its speaker's and not the report's."""
    span = registry.draft.sentences[number].span
    return any(_covers(quotation.span, span) for quotation in registry.draft.quotations)


def _covers(quotation: Span, sentence: Span) -> bool:
    return quotation.start <= sentence.start and sentence.end <= quotation.end


def in_quotation(registry: Registry, token: Token) -> bool:
    """Tell whether a word stands inside quotation marks."""
    return any(q.span.start <= token.idx < q.span.end for q in registry.draft.quotations)


def narrated_before(registry: Registry, pronoun: Token, sentence: int, reach: int) -> list[int]:
    """Return the sentences that a pronoun looks back on, its own first: at most ``reach`` before it.

    What somebody is quoted with says nothing on whom the report's own "he" means, and is passed over; inside a
    quotation it is looked at.
    """
    inside = in_quotation(registry, pronoun)
    found = [sentence]
    for number in range(sentence - 1, -1, -1):
        if len(found) > reach:
            break
        if inside or not quoted(registry, number):
            found.append(number)
    return found


def depth(doc: Doc, at: int) -> int:
    """Return in how many clauses a word stands, the main clause being none; 0 for a word that is not known."""
    if at < 0:
        return 0
    deep = {"ccomp", "relcl", "acl", "advcl", "pcomp", "pobj", "csubj"}
    token = doc[at]
    # What is said before its cue ("..., Hill said") is a clause of the cue.
    return sum(1 for t in (token, *token.ancestors) if t.dep_ in deep)

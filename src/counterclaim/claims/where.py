"""Where claims: the place that a statement gives the event."""

from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.rules import where as rules
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.language.parties import home_state
from counterclaim.ledger import Claim, Span, Value


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each place of an event, once a statement."""
    seen: set[str] = set()
    for argument in telling.of_role("place"):
        values = place_of(telling, argument.span)
        name = str(values[0][1])
        if name.lower() not in seen:
            seen.add(name.lower())
            yield Claim(type="where", span=argument.span, about=about(argument), rule=MENTION, values=values)


def place_of(telling: Telling, span: Span) -> tuple[tuple[str, Value], ...]:
    """Return the place that some words name: the finest that the gazetteer knows there, else the words themselves."""
    draft = telling.draft
    known = [p for p in draft.places if p.span.overlaps(span)]
    for group in rules.chains(draft.text, known):
        return rules.fields(draft.text, rules.meant(draft.text, group))
    return (("place", telling.words(span)), ("country", home_state(draft.text)), ("province", None))


def answer(claim: Claim) -> str | None:
    """Return the place."""
    return claim.text("place")


def compatible(one: str, other: str) -> bool:
    """Tell whether two places can be one: a coarser and a finer answer cannot be told apart by name."""
    return True


TYPE = ClaimType("where", "Where?", ("place", "country", "province"), read, rules.find, answer, compatible)

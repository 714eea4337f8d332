"""Means claims: with what it was done, a weapon, a substance, or the kind of violence where no weapon is named."""

from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.ontology import can_both_be, canonical
from counterclaim.claims.rules import means as rules
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.event_mentions.frames import violence_of
from counterclaim.ledger import Claim

# What tells only that something happened, and not with what.
ONLY_EVENT = frozenset(
    ["attack", "attacks", "assault", "assaults", "violence", "incident", "incidents", "operation", "operations",
     "event", "events", "target", "targets", "offensive", "massacre", "murder", "killing", "killings", "crime"]
)  # fmt: skip


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each thing that was used, once a statement."""
    seen: set[tuple[str, bool]] = set()
    for argument in telling.of_role("instrument"):
        what = violence_of(telling.draft, argument.span) or _bare(telling.words(argument.span))
        if (what.lower(), argument.negated) in seen or what.lower().split()[-1] in ONLY_EVENT:
            continue
        seen.add((what.lower(), argument.negated))
        yield Claim(
            type="means",
            span=argument.span,
            polarity="-" if argument.negated else "+",
            about=about(argument),
            rule=MENTION,
            values=(("what", what),),
        )


def _bare(words: str) -> str:
    """Leave out what only points: "the missile" is a missile."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an", "this", "that", "these", "those", "his", "her", "their",
                                             "its"} else words  # fmt: skip


def answer(claim: Claim) -> str | None:
    """Return the name of the means."""
    named_as = claim.text("what")
    return canonical(named_as) if named_as else None


TYPE = ClaimType(
    name="means",
    question="With what?",
    fields=("what",),
    read=read,
    by_rules=rules.find,
    answer=answer,
    compatible=can_both_be,
)

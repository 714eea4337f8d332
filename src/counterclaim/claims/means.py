"""Means claims: with what it was done, a weapon, a substance, or the kind of violence where no weapon is named."""

from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.ontology import can_both_be, canonical, named
from counterclaim.claims.rules import means as rules
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.draft import Draft
from counterclaim.event_mentions.frames import violence_of
from counterclaim.ledger import Claim, Span

# What tells only that something happened, and not with what.
ONLY_EVENT = frozenset(
    ["attack", "attacks", "assault", "assaults", "violence", "incident", "incidents", "operation", "operations",
     "event", "events", "target", "targets", "offensive", "massacre", "murder", "killing", "killings", "crime"]
)  # fmt: skip


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each thing that was used, once a statement."""
    seen: set[tuple[str, bool]] = set()
    for argument in telling.of_role("instrument"):
        words = _bare(telling.words(argument.span))
        name = name_of(telling.draft, argument.span) or words
        if (name.lower(), argument.negated) in seen or _is_only_event(telling.draft, argument.span):
            continue
        seen.add((name.lower(), argument.negated))
        what = words if name.lower() == words.lower() else f"{name} ({words})"
        yield Claim(
            type="means",
            span=argument.span,
            polarity="-" if argument.negated or telling.called_false(argument.span) else "+",
            about=about(argument),
            rule=MENTION,
            values=(("what", what),),
        )


def name_of(draft: Draft, span: Span) -> str | None:
    """Return the one name for all reports of what some words call a means; None where no table has it."""
    if deed := violence_of(draft, span):
        return deed
    found = [item.means for item in named(draft.text, *span)]
    broader = frozenset[str]().union(*(means.broader for means in found))
    narrow = [means for means in found if means.name not in broader and not means.generic]
    return next((means.name for means in (*(m for m in narrow if m.kind == "substance"), *narrow)), None)


def _is_only_event(draft: Draft, span: Span) -> bool:
    """Tell whether words name an event and no thing: "the attack", and not "the rocket attack"."""
    tokens = draft.parsed.char_span(span.start, span.end, alignment_mode="expand")
    nouns = [t for t in tokens or () if t.pos_ in {"NOUN", "PROPN"}]
    return len(nouns) == 1 and nouns[0].lower_ in ONLY_EVENT


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

"""Responsibility claims: who is held to have done it, or not to have done it."""

from collections.abc import Iterator

from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.telling import MENTION, Telling, about
from counterclaim.draft import EventMention
from counterclaim.ledger import NARRATOR, Claim


def read(telling: Telling) -> Iterator[Claim]:
    """Yield a claim for each doer of each deed; a deed whose doer the statement does not name blames nobody."""
    for mention in telling.of_frame("deed"):
        agents = [argument.span for argument in mention.arguments if argument.role == "agent"]
        parties = dict.fromkeys(name for span in agents for name in telling.doers.names(span, telling.statement))
        for party in parties or _of_gerund(telling, mention):
            yield Claim(
                type="responsibility",
                span=mention.span,
                polarity=telling.polarity(mention),
                about=about(mention),
                rule=MENTION,
                values=(("party", party), ("act", telling.words(mention.span))),
            )


def _of_gerund(telling: Telling, mention: EventMention) -> tuple[str, ...]:
    """Return who speaks, where what he denies begins with a deed that has no doer of its own: "denied shelling".

    "Accused rebels of shelling" may begin so too, and there it is never the speaker.
    """
    statement, draft = telling.statement, telling.draft
    tokens = draft.parsed.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    begins = abs(mention.span.start - statement.content[0].start) <= 1
    denied = statement.stance == "denies" and statement.speaker not in (None, NARRATOR)
    if not denied or tokens is None or not begins or tokens[0].tag_ != "VBG":
        return ()
    return (telling.doers.speaker_of(statement),)


def answer(claim: Claim) -> str | None:
    """The party held responsible."""
    return claim.text("party")


def compatible(one: str, other: str) -> bool:
    """Two answers can both be true if one names the other among its alternatives or allies."""
    return one in other.split(" or ") or other in one.split(" or ")


TYPE = ClaimType(
    name="responsibility",
    question="Who did it?",
    fields=("party", "act", "confidence"),
    read=read,
    by_rules=None,
    answer=answer,
    compatible=compatible,
)

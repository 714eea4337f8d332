"""For which parties a speaker speaks: an army for itself, a minister for a side."""

from functools import cache

from counterclaim.draft import Draft
from counterclaim.language.parties import home_state, party_of
from counterclaim.language.party_table import parties, states
from counterclaim.ledger import Span, Statement


def speaking_parties(draft: Draft, statement: Statement) -> list[str]:
    """Return the parties for which the speakers speak, as far as they can be known."""
    speakers = (statement.speaker or "").split("; ")
    sides = (statement.side or "").split("; ")
    if len(speakers) == 1:
        found = [_speaks_for(draft, statement.speaker, statement.side, statement.source)]
    else:
        sides += [""] * (len(speakers) - len(sides))
        found = [_speaks_for(draft, name, side or None, None) for name, side in zip(speakers, sides, strict=False)]
    return list(dict.fromkeys(party for party in found if party))


def _speaks_for(draft: Draft, name: str | None, side: str | None, source: Span | None) -> str | None:
    """The party for which one speaker speaks: an army for itself, a minister for a side."""
    home = home_state(draft.text)
    speaker = party_of(name, home) if name else None
    if speaker and (speaker.kind in {"state", "group"} or speaker.name in _armies()):
        return speaker.name
    if side in parties():
        return side
    own = {mention.name for mention in draft.parties if mention.kind == "group" and mention.known}
    for words in (name, side):
        if words in own:
            return words
    for words in (side, source and source.of(draft.text)):
        party = party_of(words, home) if words else None
        if party and (party.kind in {"state", "group"} or party.side):
            return party.name if party.kind in {"state", "group"} else party.side
    return speaker.side if speaker else None


@cache
def _armies() -> frozenset[str]:
    return frozenset(state.army for state in states().values())

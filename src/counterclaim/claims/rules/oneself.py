"""What a party says of itself: that it had no part in the deed, or that the deed was its own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterclaim.claims.rules import agents
from counterclaim.claims.rules.acts import forms, lexicon
from counterclaim.claims.rules.polarity import is_denied, polarity_of
from counterclaim.draft import Draft
from counterclaim.language.parties import home_state, party_of, split
from counterclaim.language.party_table import parties, states
from counterclaim.ledger import NARRATOR, Claim, Polarity, Span, Statement

DENIAL_CUE = re.compile(r"\b(den[iy]|reject|refut|dismiss|disput|rebuff)", re.IGNORECASE)
OWNED = re.compile(r"\b(own(?:s|ed)? up|admit|acknowledg|(?:claim|accept|t[ao]k)\w* responsibility)", re.IGNORECASE)
# How many words may lie between "it" and what it did: "it had not carried out".
REACH = 6
# The longest wording of an act that is kept, in characters.
LONGEST = 80


# "It was not behind the raid", "its forces were not involved in it"
NOT_BEHIND = re.compile(
    r"\s*(?:that\s+)?(?:it|they|we|(?:its|their|our)\s+\w+)\s+(?:was|were|is|are|had|have|has)(?:\s+not|n[’']t)\s+(?:been\s+)?(?:\w+ly\s+)?"
    r"(?:behind|responsible\s+for|involved\s+in|to\s+blame\s+for)\b",
    re.IGNORECASE,
)


FORCES = (
    r"(?:aircraft|planes?|jets?|warplanes?|helicopters?|drones?|pilots?|ships?|vessels?|gunboats?|guns?|gunners?"
    r"|artillery|batter(?:y|ies)|forces|troops|soldiers|units?|men|fighters|militants|officers|police(?:men)?"
    r"|personnel|agents|operations?|sorties?|flights?|strikes?|raids?)"
)
# "None of our aircraft were flying", "it had no operations there", "we had nothing to do with it", "it was not ours"
NO_PART = re.compile(
    rf"""\b(?:
      (?:none|not\s+one)\s+of\s+(?:our|its|their)\s+(?:\w+\s+)?{FORCES}
    | no\s+(?:such\s+)?(?:\w+\s+)?(?:aircraft|plane|sorties?|air\s?strikes?|strikes?|raids?|operations?|attacks?
      |flights?|missions?)\s+(?:was|were|had\s+been|has\s+been|have\s+been)\s+
      (?:carried\s+out|conducted|flown|flying|launched|made|ordered|under\s?way)
    | (?:it|they|we)\s+(?:had|have|has)\s+(?:no|not\s+(?:any|had\s+any))\s+(?:\w+\s+)?
      (?:{FORCES}|presence|part|role|hand|involvement|connection)
    | (?:his|her|its|our|their)\s+(?:own\s+)?{FORCES}\s+(?:was|were|had|have)\s+(?:not|never|nowhere)\s+
      (?:been\s+)?(?:in|at|near|there|active|operating|deployed|present|close)
    | (?:had|has|have)\s+nothing\s+to\s+do\s+with
    | (?:was|were|is|are)\s+(?:not|n[’']t)\s+(?:one\s+of\s+)?(?:ours|our\s+(?:work|doing|deed)|its\s+(?:work|doing))
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


# "It's a lie", "these accusations are baseless": in the mouth of the accused this denies the deed.
A_LIE = re.compile(
    r"""[\W]*(?:(?:it|that|this|these|those|they|all\s+(?:of\s+)?(?:it|this|that))
    |(?:the|these|those|such|all\s+(?:the|these|such)?|their|his|its|any)\s+(?:\w+\s+)?
      (?:accusations?|allegations?|claims?|charges?|reports?|rumou?rs?|stor(?:y|ies)))
    (?:['’]s|\s+(?:is|was|are|were|has\s+been|have\s+been))\s+
    (?:\w+ly\s+|an?\s+|all\s+|just\s+|simply\s+|nothing\s+but\s+|pure\s+|total\s+|complete\s+|outright\s+|blatant\s+|old\s+|more\s+)*
    (?:lies?|fabricat\w+|nonsense|false|untrue|not\s+true|baseless|groundless|unfounded|absurd\w*|fiction|fantasy|fables?
    |inventions?|propaganda|slanders?|fake|rubbish|ridiculous|disinformation)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def own_part(draft: Draft, statement: Statement, others: Sequence[Claim]) -> Iterator[Claim]:
    """Yield what the speaker says of its own part in the deed: "denied any involvement", "said it had fired".

    Args:
        draft: the report.
        statement: one of its statements.
        others: what the statement says of parties that it names; who rejects an accusation against somebody else
            does not speak for himself.
    """
    if not statement.cue or not statement.content or statement.speaker in (None, NARRATOR):
        return
    found = (
        _not_behind(draft, statement)
        or _no_part(draft, statement)
        or _called_a_lie(draft, statement, others)
        or _denial(draft, statement, others)
        or _admission(draft, statement)
    )
    if found is None:
        return
    span, act, polarity, rule = found
    known = {claim.text("party") for claim in others}
    for party in speaking_parties(draft, statement):
        if party not in known:
            yield Claim(type="responsibility", span=span, polarity=polarity, rule=f"responsibility.{rule}",
                        values=(("party", party), ("act", act)))  # fmt: skip


Part = tuple[Span, str, Polarity, str]


def _not_behind(draft: Draft, statement: Statement) -> Part | None:
    for span in statement.content:
        if match := NOT_BEHIND.match(draft.text, *span):
            words = Span(match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
            return words, "responsible", "-", "denial"
    return None


def _no_part(draft: Draft, statement: Statement) -> Part | None:
    for span in statement.content:
        if match := NO_PART.search(draft.text, *span):
            return Span(*match.span()), "responsible", "-", "denial"
    return None


def _called_a_lie(draft: Draft, statement: Statement, others: Sequence[Claim]) -> Part | None:
    if others or not (match := A_LIE.match(draft.text, *statement.content[0])):
        return None
    return Span(*match.span()), "responsible", "-", "denial"


def _denial(draft: Draft, statement: Statement, others: Sequence[Claim]) -> Part | None:
    cue = statement.cue
    denied = cue is not None and DENIAL_CUE.search(cue.of(draft.text)) is not None
    if not denied and statement.stance != "denies":
        return None
    for span in statement.content:
        if (_did(draft, span) or (denied and _doing(draft, span))) and is_denied(draft, statement, span):
            return span, span.of(draft.text)[:LONGEST], "-", "denial"
    charge = lexicon("charge") | (lexicon("vague_charge") if denied else frozenset())
    words = {word.folded for span in statement.content[:1] for word in split(span.of(draft.text))}
    own = agents.PRONOUNS & {w.folded for w in split(statement.content[0].of(draft.text))[:2]}
    if (others and not (denied and own)) or not words & charge or not (denied or agents.PRONOUNS & words):
        return None
    return statement.content[0], "responsible", "-", "denial"


def _admission(draft: Draft, statement: Statement) -> Part | None:
    span, cue = statement.content[0], statement.cue
    if statement.stance == "denies" or cue is None or DENIAL_CUE.search(cue.of(draft.text)):
        return None
    if OWNED.search(cue.of(draft.text)) or (_did(draft, span) and not _is_of_others(draft, statement, span)):
        return span, span.of(draft.text)[:LONGEST], polarity_of(draft, statement, span), "admission"
    return None


def _is_of_others(draft: Draft, statement: Statement, span: Span) -> bool:
    """Tell whether "they" or "it" is somebody else: a person speaks of himself and of his side as "we"."""
    first = {w.folded for w in split(span.of(draft.text))[:2]}
    return statement.kind == "person" and bool(first & {"they", "it", "their"}) and not first & {"we", "our"}


def _doing(draft: Draft, span: Span) -> bool:
    """Tell whether a stretch begins with a deed as a noun: "denied firing gas", "denies having shelled the port"."""
    content = [w.folded for w in split(span.of(draft.text))]
    at = 1 if content[:1] == ["having"] else 0
    form = forms().get(content[at]) if len(content) > at else None
    wanted = "past" if at else "ing"
    return bool(form and form.kind == wanted and (form.strong or set(content) & (lexicon("act") | lexicon("weapon"))))


def _did(draft: Draft, span: Span) -> bool:
    """Tell whether a stretch begins with what its speaker did: "it had carried out ...", "its forces used ..."."""
    content = [w.folded for w in split(span.of(draft.text))]
    first = next((k for k, w in enumerate(content[:2]) if w in agents.PRONOUNS), None)
    if first is None:
        return False
    for k in range(first + 1, min(first + REACH, len(content))):
        form = forms().get(content[k])
        # "We continue to urge them ... an offensive": behind "to" it is another deed that is told of.
        until = content.index("to", k) if "to" in content[k:] else len(content)
        harms = form and (form.strong or set(content[k:until]) & (lexicon("act") | lexicon("weapon")))
        if form and harms and form.kind in {"past", "base"} and not (lexicon("be") & set(content[first:k])):
            return True
        if form is None and content[k] not in lexicon("filler") and content[k] not in lexicon("force"):
            return False
    return False


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

"""Responsibility: who is held to have done what."""

import re
from collections.abc import Iterator
from functools import cache

from counterclaim.claims import agents
from counterclaim.claims.agents import Act, Group, Region, lexicon
from counterclaim.claims.claim_type import ClaimType
from counterclaim.claims.polarity import polarity_of
from counterclaim.draft import Draft
from counterclaim.language.parties import home_state, party_of, split
from counterclaim.language.party_table import parties, states
from counterclaim.ledger import NARRATOR, Claim, Polarity, Span, Statement

BLAME_CUE = re.compile(
    r"\b(accus|blam|h[eo]ld|point|attribut|claim|lay|laid|implicat|pin|den[iy]|reject|owns? up)", re.IGNORECASE
)
DENIAL_CUE = re.compile(r"\b(den[iy]|reject|refut|dismiss|disput|rebuff)", re.IGNORECASE)
OWNED = re.compile(r"\b(own(?:s|ed)? up|admit|acknowledg|(?:claim|accept|t[ao]k)\w* responsibility)", re.IGNORECASE)
OTHER = re.compile(r"\b(?:each other|one another|the other)\b", re.IGNORECASE)
# How far before the cue the two who accuse each other are looked for, in characters.
NAMED_BEFORE = 120
POINTS = frozenset({"point", "points", "pointed", "pointing"})
ACCUSE = frozenset({"accuse", "accuses", "accused", "accusing"})
BLAME = frozenset({"blame", "blames", "blamed", "blaming"})
SEEKING = frozenset(["seeking", "trying", "attempting", "planning", "wanting", "aiming", "intending", "hoping"])
ON = frozenset({"on", "upon"})
# The most words between a blame word and the party; "blamed the attack that killed dozens on Saturday on X".
BLAME_REACH, ACCUSE_REACH, BEHIND_REACH = 12, 4, 6
# A cue further from its content than this is not one phrase with it.
CUE_GAP = 60


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Find who is held responsible in one statement."""
    found: list[Claim] = []
    for span in _stretches(statement):
        region = agents.region_of(draft, span)
        blamed = list(_blamed(region))
        taken = {act.group.first for act in blamed}
        for act in [*blamed, *(a for a in agents.acts(region) if a.group.first not in taken)]:
            if statement.source and any(m.span.overlaps(statement.source) for m in act.group.parties):
                continue
            found += _claims(draft, statement, act)
    found += _mutual(draft, statement)
    own = _own(draft, statement)
    # Who rejects an accusation against somebody whom he names does not speak for himself.
    if own and not (found and own.polarity == "-") and own.text("party") not in {c.text("party") for c in found}:
        found.append(own)
    seen = set()
    for claim in sorted(found, key=lambda claim: claim.span):
        # One statement that says a thing of a party twice ("struck it, then struck again") holds it once.
        key = (claim.text("party"), claim.polarity)
        if key not in seen:
            seen.add(key)
            yield claim


def _stretches(statement: Statement) -> list[Span]:
    """The contents; where the cue blames ("accused rebels of"), with the words up to the cue."""
    spans = list(statement.content)
    cue = statement.cue
    if cue and spans and 0 <= spans[0].start - cue.end <= CUE_GAP:
        spans[0] = Span(cue.start, spans[0].end)
    return spans


def _claims(draft: Draft, statement: Statement, act: Act) -> Iterator[Claim]:
    names = list(dict.fromkeys(mention.name for mention in act.group.parties))
    if act.group.alternative and len(names) > 1:
        names = [" or ".join(names)]
    polarity = polarity_of(draft, statement, act.span)
    for name in names:
        yield _claim(name, act.act, act.span, polarity, act.rule)


def _claim(party: str, act: str, span: Span, polarity: Polarity, rule: str) -> Claim:
    return Claim(type="responsibility", span=span, polarity=polarity, rule=f"responsibility.{rule}",
                 values=(("party", party), ("act", act)))  # fmt: skip


def _blamed(region: Region) -> Iterator[Act]:
    """Parties that words of blame name."""
    for group in region.groups:
        found = _accused(region, group) or _behind(region, group) or _blamed_on(region, group) or _noun(region, group)
        if found:
            first, last, act, rule = found
            yield Act(group, region.span(min(first, group.first), max(last, group.last)), act, rule)


Hit = tuple[int, int, str, str]


def _accused(region: Region, group: Group) -> Hit | None:
    for k in range(group.first - 1, max(group.first - 1 - ACCUSE_REACH, -1), -1):
        word = region.word(k)
        if k in region.breaks or word == "by":
            return None
        if word in ACCUSE or (word in BLAME and k >= group.first - 3):
            at = agents.after_forces(region, group)
            if region.word(at) in {"of", "for", "over"}:
                if region.word(at + 1) in SEEKING:
                    return None  # what somebody is said to want is a motive
                end = agents.act_end(region, at)
                return k, end, agents.phrase(region, at + 1, end) if end > at + 1 else region.word(k), "accused"
            return (k, group.last, "to blame", "blamed") if word in BLAME else None
        if (word in POINTS and region.word(k + 1) in {"to", "at", "toward", "towards"}) or word in POINTS:
            return k, group.last, "pointed to as responsible", "pointed"
    return None


def _behind(region: Region, group: Group) -> Hit | None:
    at = agents.after_forces(region, group)
    for k in range(at, min(at + BEHIND_REACH, len(region.words))):
        word = region.word(k)
        if (k - 1) in region.breaks:
            return None
        if word in lexicon("blamed"):
            end = agents.act_end(region, k)
            return group.first, end, agents.phrase(region, k, end), "behind"
        claims = word in {"claimed", "claims", "bears", "bear", "bore", "admitted", "accepted", "holds", "hold"}
        if claims and "responsibility" in (region.word(k + 1), region.word(k + 2), region.word(k + 3)):
            end = agents.act_end(region, k)
            return group.first, end, agents.phrase(region, k, end), "claimed"
        if word not in lexicon("filler") and word not in {
            "been",
            "directly",
            "fully",
            "squarely",
            "a",
            "person",
            "held",
        }:
            return None
    return None


def _blamed_on(region: Region, group: Group) -> Hit | None:
    before = region.word(group.first - 1)
    at = group.first - (2 if before in {"the", "a"} else 1)
    if region.word(at) in ON | {"to"}:
        for k in range(at - 1, max(at - 1 - BLAME_REACH, -1), -1):
            word = region.word(k)
            if k in region.breaks:
                return None
            if (word in BLAME and region.word(at) in ON) or (
                word in {"attributed", "attributes"} and region.word(at) == "to"
            ):
                return k, group.last, agents.phrase(region, k + 1, at), "blamed on"
            if word == "responsibility" and region.word(at) in ON:
                return k, group.last, "responsible", "blamed on"
    return None


def _noun(region: Region, group: Group) -> Hit | None:
    """Nouns of blame beside a party: "Russian responsibility", "responsibility of Russia"."""
    at = agents.after_forces(region, group)
    if region.word(at) in {"responsibility", "involvement", "complicity", "culpability", "guilt"}:
        return group.first, at + 1, region.word(at), "noun"
    if region.word(at) == "of" and region.word(at + 1) == "responsibility":
        return group.first, at + 2, "responsibility", "noun"
    back = region.word(group.first - 2) if region.word(group.first - 1) in {"of", "with", "by"} else ""
    if back in {"responsibility", "involvement", "lies", "rests"} or (
        back == "claimed" and region.word(group.first - 1) == "by"
    ):
        return group.first - 2, group.last, "responsibility", "noun"
    return None


def _own(draft: Draft, statement: Statement) -> Claim | None:
    """What a party says of itself: "denied any involvement", "said it had carried out the raid"."""
    if not statement.cue or statement.speaker in (None, NARRATOR):
        return None
    party = _speaking_party(draft, statement)
    if party is None:
        return None
    words = [word for span in _stretches(statement) for word in split(span.of(draft.text))]
    folded = [word.folded for word in words]
    if DENIAL_CUE.search(statement.cue.of(draft.text)):
        charged = next((w for w in folded if w in lexicon("charge")), None)
        own = agents.PRONOUNS & set(folded) and any(w in agents.forms() for w in folded)
        if charged or own:
            span = statement.content[0]
            return _claim(party, "responsible" if charged else span.of(draft.text)[:80], span, "-", "denial")
        return None
    if OWNED.search(statement.cue.of(draft.text)):
        span = statement.content[0]
        return _claim(party, span.of(draft.text)[:80], span, polarity_of(draft, statement, span), "admission")
    return _admitted(draft, statement, party)


def _admitted(draft: Draft, statement: Statement, party: str) -> Claim | None:
    """What a party says it did itself: content that begins with "it had carried out ..."."""
    span = statement.content[0]
    content = [w.folded for w in split(span.of(draft.text))]
    first = next((k for k, w in enumerate(content[:2]) if w in agents.PRONOUNS), None)
    if first is None:
        return None
    for k in range(first + 1, min(first + 6, len(content))):
        form = agents.forms().get(content[k])
        harms = form and (form.strong or set(content[k:]) & (lexicon("act") | lexicon("weapon")))
        if form and harms and form.kind == "past" and not (lexicon("be") & set(content[first:k])):
            return _claim(party, span.of(draft.text)[:80], span, polarity_of(draft, statement, span), "admission")
        if form is None and content[k] not in lexicon("filler") and content[k] not in lexicon("force"):
            return None
    return None


def _mutual(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Mutual blame ("each accused the other"): the other is whoever of those named before does not speak."""
    cue = statement.cue
    if not cue or not statement.content or not BLAME_CUE.search(cue.of(draft.text)):
        return
    stretch = Span(cue.start, max(cue.end, statement.content[0].end))
    other = OTHER.search(draft.text, *stretch)
    if not other or other.start() - cue.end > CUE_GAP:
        return
    near = Span(max(0, cue.start - NAMED_BEFORE), other.start())
    sides = list(dict.fromkeys(m.name for m in draft.parties if m.span.within(near) and m.kind in {"state", "group"}))
    own = {name for name in sides if (statement.speaker or "").find(name) >= 0}
    own = own or {party for party in [_speaking_party(draft, statement)] if party}
    for name in sides[-2:]:
        if name not in own or len(own) > 1:
            yield _claim(name, other.group(), Span(*other.span()), "+", "mutual")


def _speaking_party(draft: Draft, statement: Statement) -> str | None:
    """The party for which the speaker speaks, if it can be known: an army for itself, a minister for a side."""
    home = home_state(draft.text)
    speaker = party_of(statement.speaker, home) if statement.speaker else None
    if speaker and (speaker.kind in {"state", "group"} or speaker.name in _armies()):
        return speaker.name
    if statement.side in parties():
        return statement.side
    for name in (statement.side, statement.source and statement.source.of(draft.text)):
        party = party_of(name, home) if name else None
        if party and (party.kind in {"state", "group"} or party.side):
            return party.name if party.kind in {"state", "group"} else party.side
    return speaker.side if speaker else None


@cache
def _armies() -> frozenset[str]:
    return frozenset(state.army for state in states().values())


def answer(claim: Claim) -> str | None:
    """The party held responsible."""
    return claim.text("party")


def compatible(one: str, other: str) -> bool:
    """Two answers can both be true if one names the other among its alternatives or allies."""
    return one in other.split(" or ") or other in one.split(" or ")


TYPE = ClaimType("responsibility", "Who did it?", ("party", "act"), find, answer, compatible)

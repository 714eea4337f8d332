"""Responsibility: who is held to have done what."""

import re
from collections.abc import Iterator

from counterclaim.claims.rules import agents
from counterclaim.claims.rules.acts import forms, lexicon
from counterclaim.claims.rules.agents import Act
from counterclaim.claims.rules.anaphora import referred
from counterclaim.claims.rules.clauses import further_off
from counterclaim.claims.rules.oneself import own_part, speaking_parties
from counterclaim.claims.rules.polarity import polarity_of
from counterclaim.claims.rules.regions import Group, Region, region_of
from counterclaim.draft import Draft
from counterclaim.language.parties import home_state, party_of
from counterclaim.ledger import Claim, Polarity, Span, Statement

BLAME_CUE = re.compile(
    r"\b(accus|blam|h[eo]ld|point|attribut|claim|lay|laid|implicat|pin|den[iy]|reject|owns? up)", re.IGNORECASE
)
OTHER = re.compile(r"\b(?:each other|one another|the other)\b", re.IGNORECASE)
OTHER_TO_BLAME = re.compile(
    r"\bthe other(?: side)?(?= (?:was|is|had|were) (?:been )?(?:to blame|responsible|behind|guilty|at fault))",
    re.IGNORECASE,
)
# "Traded blame", "exchanged accusations": each of those who speak together accuses the others.
TRADED = re.compile(
    r"\b(?:trad|exchang|swap)\w*\s+(?:\w+\s+){0,2}?(?:blame|accusations?|charges|recriminations|allegations)\b",
    re.IGNORECASE,
)
# How far before the cue the two who accuse each other are looked for, in characters.
NAMED_BEFORE = 120
POINTED_TO = re.compile(
    r"\bpoint(?:s|ed|ing)?\s+(?:(?:the\s+|their\s+|its\s+)?(?:fingers?|blame)\s+)?(?:to|at|towards?)\s+"
    r"(?P<whom>(?:the\s+)?(?:[A-Z][\w.]*\s+){0,3}[A-Z][\w.]*)"
)
_WHOM = (
    r"(?P<whom>(?:the\s+)?(?:(?:[A-Z][\w.’'-]*\s+){0,3}(?:a[l-z]{1,2}-)?[A-Z][\w.-]*"
    r"|(?:rebels|separatists|insurgents|militants|guerrillas|paramilitaries|army|military|government|police)\b))"
)
LAID_ON = tuple(
    re.compile(words + _WHOM)
    for words in (
        r"\b(?:attribut(?:e|es|ed|ing)|trac(?:es|ed|ing)|ascrib(?:e|es|ed|ing))\s+[^.;:\n]{1,80}?\s(?:back\s+)?to\s+",
        r"\b(?:[Rr]esponsibility|[Bb]lame|[Ff]ault|guilt|culpability)\s[^.;:\n]{0,60}?"
        r"\b(?:lies|lay|rests?|rested|falls?|fell)\s+(?:\w+ly\s+)?(?:with|on|upon)\s+",
        r"\b(?:is|was|are|were|be|been|bears?|bore|bearing|has|had)\s+(?:\w+ly\s+)?(?:all\s+)?(?:the\s+)?"
        r"(?:hallmarks?|handiwork|work|signature|fingerprints|trademarks?)\s+of\s+",
        r"\b(?:[Tt]hose|people|men|ones|[Ww]hoever|who)\s+(?:(?:is|are|was|were)\s+)?"
        r"(?:behind|responsible\s+for|guilty\s+of)\s[^.;:\n]{1,60}?\s(?:is|are|was|were)\s+",
        r"\b(?:came|come|fired|launched|shelled|thrown|originated|flown)\s+from\s+(?:\w+\s+){0,3}?"
        r"(?:positions?|territory|areas?|hills?|bases?|places|ground|side|villages?|trenches)\s+"
        r"(?:\w+ly\s+)?(?:held|controlled|occupied|manned)\s+by\s+",
        r"\b(?:attackers|gunmen|assailants|perpetrators|killers|bombers?)\s+(?:as|were|are|was)\s+"
        r"(?:members?|fighters?|soldiers|men|guerrillas)\s+(?:of|from)\s+",
        r"\b(?:failed|misfired|errant|stray)\s+(?:rocket|missile|mortar|shell)?\s*(?:launch|launching|firing|strike)\s+by\s+",
    )
)
"""Other words that lay a deed on a party, behind the deed or before it."""
POINTS = frozenset({"point", "points", "pointed", "pointing"})
POINTING = frozenset({"to", "at", "toward", "towards", "the", "finger", "fingers", "blame", "and", "a", "its", "their"})
ACCUSE = frozenset({"accuse", "accuses", "accused", "accusing"})
PASSIVE_BLAME = frozenset({"accused", "blamed", "suspected", "charged", "convicted"})
CHARGE = frozenset({"charge", "charges", "charged", "charging"})
INCRIMINATE = frozenset({"incriminate", "incriminates", "incriminated", "implicate", "implicates", "implicated"})
IN_ORDER_TO = frozenset({"blame", "accuse", "charge", "implicate", "incriminate"})
BLAME = frozenset({"blame", "blames", "blamed", "blaming"})
SEEKING = frozenset(["seeking", "trying", "attempting", "planning", "wanting", "aiming", "intending", "hoping"])
BLAMED_NAME = re.compile(
    r"(?:blam|accus)(?:es?|ed|ing)\s+(?:the\s+)?(?P<whom>[A-Z][\w’'-]+(?:\s+(?:a[l-z]{1,2}-)?[A-Z][\w’'-]+){0,4})"
    rf"(?=\s+(?:for|over|of(?!\s+(?:{'|'.join(sorted(SEEKING))})\b))\b|[.,;])(?<!day)"
)
GOES_ON = frozenset(
    {"on", "appeared", "seemed", "continued", "continues", "first", "quick", "is", "are", "was", "were"}
)
ON = frozenset({"on", "upon"})
# The most words between a blame word and the party; "blamed the attack that killed dozens on Saturday on X".
BLAME_REACH, ACCUSE_REACH, POINT_REACH, BEHIND_REACH = 12, 4, 6, 6
OWN_REACH = 12
# Whoever is to be kept from doing a thing is held to do it.
STOP = frozenset({"deter", "stop", "prevent", "dissuade", "keep", "restrain", "deterred", "stopped", "stopping"})
_WHEN = r"(?:(?:late|early|earlier|later)\s+)?(?:on\s+)?(?:(?:late|early|last|this)\s+)?"
DAY_BETWEEN = re.compile(
    rf"[\s,]*{_WHEN}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|week|month|year)"
    r"(?:\s+(?:morning|evening|night|afternoon))?[\s,]*",
    re.IGNORECASE,
)
"""When something is said, between whom it is said of and what."""
ACCUSED_OF = re.compile(
    r"(?:\w+\s+){0,3}?(?:accused|blamed|suspected)\s+(?:\w+day\s+|\w+ly\s+|on\s+\w+day\s+)?(?:of|for|over)\b"
)
# A cue further from its content than this is not one phrase with it.
CUE_GAP = 60


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Find who is held responsible in one statement."""
    found: list[Claim] = []
    for span in _stretches(draft, statement):
        region = region_of(draft, span)
        blamed = list(_blamed(region))
        taken = {act.group.first for act in blamed}
        told = [act for act in agents.acts(region) if act.group.first not in taken]
        taken |= {act.group.first for act in told}
        others = (further_off(draft, region, group) for group in region.groups if group.first not in taken)
        for act in [*blamed, *told, *filter(None, others), *referred(draft, statement, region)]:
            if statement.source and any(m.span.overlaps(statement.source) for m in act.group.parties):
                continue
            found += _claims(draft, statement, act)
        for name, words, deed in (*_pointed_to(draft, span), *_laid_on(draft, span)):
            found.append(_claim(name, deed, words, polarity_of(draft, statement, words), "pointed"))
    found += _mutual(draft, statement)
    found += _unlisted(draft, statement) if not found else ()
    found += own_part(draft, statement, found)
    seen = set()
    for claim in sorted(found, key=lambda claim: claim.span):
        # One statement that says a thing of a party twice ("struck it, then struck again") holds it once.
        key = (claim.text("party"), claim.polarity)
        if key not in seen:
            seen.add(key)
            yield claim


def _stretches(draft: Draft, statement: Statement) -> list[Span]:
    """The contents; where the cue blames ("accused rebels of"), with the words up to the cue."""
    spans = list(statement.content)
    cue = statement.cue
    if cue and spans and 0 <= spans[0].start - cue.end <= CUE_GAP:
        spans[0] = Span(cue.start, spans[0].end)
        # "Accused the army on Tuesday of shelling": the day of the accusation stands inside it.
        if len(spans) > 1 and DAY_BETWEEN.fullmatch(draft.text, spans[0].end, spans[1].start):
            spans[:2] = [Span(cue.start, spans[1].end)]
    elif cue and len(spans) > 1 and spans[0].end <= cue.start and ACCUSED_OF.match(draft.text, cue.start, spans[1].end):
        spans[:2] = [Span(spans[0].start, spans[1].end)]  # "The army was accused of shelling a market"
    return spans


def _pointed_to(draft: Draft, span: Span) -> Iterator[tuple[str, Span, str]]:
    """Yield the state that "point to" names: behind other verbs, "to Norway" says where, and no party is read there."""
    for match in POINTED_TO.finditer(draft.text, *span):
        party = party_of(match["whom"], home_state(draft.text))
        if party and party.kind == "state":
            yield party.name, Span(*match.span()), "pointed to as responsible"


def _laid_on(draft: Draft, span: Span) -> Iterator[tuple[str, Span, str]]:
    """Yield the party that "attributed the attack to", "lies with", "the work of" name, with these words."""
    for match in (match for words in LAID_ON for match in words.finditer(draft.text, *span)):
        party = party_of(match["whom"], home_state(draft.text))
        if party and (party.kind in {"state", "group"} or party.side):
            yield party.name, Span(*match.span()), "responsible"


def _unlisted(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Yield whom the cue blames by a name that no table has ("blamed Ansar al-Wahda for the attack")."""
    match = BLAMED_NAME.match(draft.text, statement.cue.start) if statement.cue else None
    inside = match and any(Span(*match.span("whom")).within(content) for content in statement.content)
    if match and inside and statement.stance == "asserts":
        yield _claim(match["whom"], "to blame", Span(*match.span()), "+", "named")


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
    for k in range(group.first - 1, max(group.first - 1 - POINT_REACH, -1), -1):
        word = region.word(k)
        if k in region.breaks or word == "by":
            return None
        if k < group.first - ACCUSE_REACH and word not in POINTS:
            continue
        if word in IN_ORDER_TO and region.word(k - 1) == "to" and region.word(k - 2) not in GOES_ON:
            return None  # what is done in order to blame somebody blames nobody
        if word in INCRIMINATE:
            return k, group.last, word, "accused"
        if word in CHARGE and region.word(agents.after_forces(region, group)) != "with":
            return None
        if word in ACCUSE | CHARGE or (word in BLAME and k >= group.first - 3):
            at = _after_day(region, agents.after_forces(region, group))
            if region.word(at) in {"of", "for", "over", "with"}:
                if region.word(at + 1) in SEEKING:
                    return None  # what somebody is said to want is a motive
                end = agents.act_end(region, at)
                return k, end, agents.phrase(region, at + 1, end) if end > at + 1 else region.word(k), "accused"
            return (k, group.last, "to blame", "blamed") if word in BLAME else None
        if word in POINTS:
            between = (w.raw for w in region.words[k + 1 : group.first])
            blames = all(w[:1].isupper() or w.lower() in POINTING for w in between)
            return (k, group.last, "pointed to as responsible", "pointed") if blames else None
    return None


def _after_day(region: Region, at: int) -> int:
    """Return where the words go on behind a day: "the army on Tuesday of shelling"."""
    if at >= len(region.words):
        return at
    start = region.words[at - 1].span.end
    match = DAY_BETWEEN.match(region.text, start)
    if match is None:
        return at
    return next((k for k in range(at, len(region.words)) if region.words[k].span.start >= match.end()), at)


def _behind(region: Region, group: Group) -> Hit | None:
    at = agents.after_forces(region, group)
    for k in range(at, min(at + BEHIND_REACH, len(region.words))):
        word = region.word(k)
        if (k - 1) in region.breaks:
            return None
        if word in PASSIVE_BLAME and region.word(k + 1) in {"of", "for", "over"}:
            end = agents.act_end(region, k + 1)
            return group.first, end, agents.phrase(region, k + 2, end), "accused"
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
            if word == "blame" and region.word(k - 1) == "to" and region.word(k - 2) not in GOES_ON:
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
    if own := _its_responsibility(region, group):
        return own
    back = region.word(group.first - 2) if region.word(group.first - 1) in {"of", "with", "by"} else ""
    if back in {"responsibility", "involvement", "lies", "rests"} or (
        back == "claimed" and region.word(group.first - 1) == "by"
    ):
        return group.first - 2, group.last, "responsibility", "noun"
    return None


def _its_responsibility(region: Region, group: Group) -> Hit | None:
    """Read "the regime will deny ... its responsibility for the massacre", "stop the regime from bombing"."""
    for k in range(group.last, min(group.last + OWN_REACH, len(region.words) - 1)):
        if region.word(k) in {"its", "their"} and region.word(k + 1) in {"responsibility", "involvement", "guilt"}:
            end = agents.act_end(region, k + 1)
            return group.first, end, agents.phrase(region, k + 1, end), "noun"
        if k in region.breaks or any(other.first == k for other in region.groups):
            break
    at = agents.after_forces(region, group)
    form = forms().get(region.word(at + 1)) if region.word(at) == "from" else None
    stopped = region.word(group.first - 1) in STOP or region.word(group.first - 2) in STOP
    if stopped and form and form.kind == "ing":
        end = agents.act_end(region, at + 1)
        return group.first, end, agents.phrase(region, at + 1, end), "stopped"
    return None


def _mutual(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Mutual blame ("each accused the other"): the other is whoever of those named before does not speak."""
    cue = statement.cue
    if not cue or not statement.content:
        return
    if traded := TRADED.search(draft.text, cue.start, max(cue.end, statement.content[0].end)):
        together = speaking_parties(draft, statement)
        for name in together if len(together) > 1 else ():
            yield _claim(name, traded.group(), Span(*traded.span()), "+", "mutual")
        return
    stretch = Span(cue.start, max(cue.end, statement.content[0].end))
    blames = BLAME_CUE.search(cue.of(draft.text)) is not None
    other = (OTHER if blames else OTHER_TO_BLAME).search(draft.text, *stretch)
    if not other or other.start() - cue.end > CUE_GAP:
        return
    near = Span(max(0, cue.start - NAMED_BEFORE), other.start())
    sides = list(dict.fromkeys(m.name for m in draft.parties if m.span.within(near) and agents.can_act(m)))
    own = {name for name in sides if (statement.speaker or "").find(name) >= 0}
    own = own or set(speaking_parties(draft, statement))
    for name in sides[-2:]:
        if name not in own or len(own) > 1:
            yield _claim(name, other.group(), Span(*other.span()), "+", "mutual")

"""Means claims: with what it was done, or what caused it."""

import re
from collections.abc import Iterator

from counterclaim.claims.ontology import WORD, Found, gerund, named, ontology, stem
from counterclaim.claims.rules.harm import harms_in
from counterclaim.claims.rules.polarity import polarity_of
from counterclaim.draft import Draft
from counterclaim.language.figures import is_person
from counterclaim.ledger import Claim, Span, Statement

# Words after a means that make it part of something else: people, places and papers that deal with it.
NOT_BEFORE = re.compile(
    r"""\W{1,2}(?:watchdog|inspect|investigat|expert|monitor|convention|program|stockpil|arsenal|depot|factor(?:y|ies)
    |storage|warehouse|capabilit
    |ban\b|treat(?:y|ies)|prohibition|body\b|laborator|plants?\b|specialist|mask|field|pipeline|station|compan|price|suppl
    |cylinder|canister|production
    |position|suit|defen[cs]e|shield|system|disposal|squad|component|precursor|facilit|weapons?\s+(?:watchdog|inspect
    |investigat|convention|program|stockpil|arsenal
    |depot|facilit|expert|ban\b|body\b)|industr|engineer|manufactur|maker|shelter|threat|alert|corps|unit\b|brigade
    |batter(?:y|ies)|regiment|division)""",
    re.X | re.I,
)
# Words before a means by which nobody used it: what was destroyed, forbidden, owned, or is only a name.
NOT_AFTER = re.compile(
    r"""(?:\bprohibition\s+of|\bnatural|\bcooking|\boil\s+and|\boil|\bgreenhouse|\bbanning|\bban\s+on|\bdestroy(?:ed
    |ing|s)?(?:\s+(?:all|its|his|their|the))?
    |\bdestruction\s+of(?:\s+(?:all|its|his|their|the))?|\b(?:give|gave|giving)\s+up(?:\s+(?:all|its|his|their))?
    |\bsurrender(?:ed|ing)?(?:\s+(?:all|its|his|their))?
    |\bstockpiles?\s+of|\bsupply\s+of|\bdismantl\w+(?:\s+(?:its|his|their|the))?|\bhand(?:ed|ing)?\s+over(?:\s+(?:all
    |its|his|their))?|\bpossess(?:es|ed|ing|ion\s+of)?(?:\s+(?:any|no))?
    |\banti-|\bproduc(?:e|es|ed|ing)|\bmanufactur(?:e|es|ed|ing)|\btypes?\s+of|\bintercept(?:ed|ing)?|\bshot\s+down
    |\bstorage\s+of)\W{0,2}$""",
    re.X | re.I,
)
# After "shot", "hanged", "executed" these show that nobody was.
NO_DEED = re.compile(
    r"""\s+(?:down|up|out|by\s+a\s+thread|in\s+the\s+balance|orders?|to\s+fame|(?:an?\s+|the\s+)?(?:plan|operation
    |attack|video|film))\b""",
    re.X | re.I,
)
BATTLE_FOR = re.compile(r"\s+(?:for|against\s+time|lines?|fronts?|fields?)\b", re.I)
AGAINST = re.compile(r"\s+(?:the|against|alongside|to|them|him|his|their|its|an?|for|with)\b", re.I)
IN_FIGHT = re.compile(r"\b(?:in|during|amid|from|by|heavy|fierce|intense|of|the|recent|with)\s+(?:\w+\s+)?$", re.I)
BODILY = {"killed", "injured"}
"""What a weak means must have done to somebody in the same stretch of text."""
AIR = re.compile(
    r"(?i)\bair[- ]?(?:strike|raid|attack|force|power|craft|bomb)|\bwarplane|\bfighter jets?\b|\baerial\b|\bjets\b"
)
STRIKE = re.compile(r"(?i)\b(?:strikes?|raids?)\b(?!\W+(?:force|team|group))")
NO_AIR_STRIKE = re.compile(
    r"""\b(?:hunger|general|police|dawn|night|labou?r|rocket|missile|drone|artillery|mortar|tank|to|cross-border
    |suicide|shell|ground
    |security|response|commando|sniper|we|they|not|will|could|would|can|on)\s+$""",
    re.X | re.I,
)
# "Condemned the raids", "the site of the strike": the event is spoken of, and not what it was done with.
MERE_MENTION = re.compile(
    r"""\b(?:condemn\w*|denounc\w*|(?:site|scene|aftermath|wake|victims|time|day|hour)\s+of|because\s+of|due\s+to
    |revenge\s+for|respon\w+\s+(?:for|to)
    |involvement\s+in|role\s+in|part\s+in|investigat\w*(?:\s+into)?|despite|blam\w+\s+for)\s+(?:the|this|that|these
    |those|\w+days?.?s?)\s+(?:\w+\s+)?$""",
    re.X | re.I,
)
STRIKE_ON = re.compile(r"(?i)\W+(?:\w+\W+){0,3}(?:on|against|kill\w*|left|leave\w*|hit|target\w*|in|across)\b")
CRAFT = re.compile(
    r"""\b(?P<craft>(?P<drone>drones?|uavs?)|jets?|planes?|aircraft|helicopters?|bombers?|choppers?|gunships?)\b
    (?:\W+(?:had|have|has|were|was|also|again|then|later|repeatedly|on\s+\w+|early\s+\w+|from\s+\w+|continued\s+to
    |\w+ly)\b){0,3}
    \W+(?P<verb>hit|hits|hitting|struck|strikes?|striking|target\w*|pound\w*|bomb\w*|carried\s+out|carry\s+out|fir(?:e
    |ed|ing)|drop\w*
    |launch\w*|attack\w*|raid\w*|conduct\w*|shell\w*|releas\w*)\b""",
    re.X | re.I,
)
SUFFERS = re.compile(r"\b(?:was|were)\b", re.I)
FIRED = re.compile(r"fir|drop|releas|launch", re.I)
WEAPON = re.compile(
    r"\b(?:missiles?|rockets?|bombs?|barrels?|munitions?|napalm|phosphorus|gas(?:es)?|chlorine|sarin)\b", re.I
)
NO_TRACE = re.compile(
    r"\bno\s+(?:\w+\s+){0,2}(?:evidence|signs?|traces?|remnants?|indications?|fragments?)\s+of\s+[\"“'‘]?(?:an?\s+|the\s+|any\s+)?"
    r"(?:\w+\s+)?$",
    re.I,
)
SHOTS = re.compile(r"(?:fired|firing|shot)\s", re.I)
PROJECTILE = re.compile(
    r"\b(?:missiles?|rockets?|shells?|mortars?|rounds?|bombs?|grenades?|torpedo(?:es)?|projectiles?|munitions?"
    r"|artillery|flares?)\W+(?:(?:was|were|had|been|that|which|is|are|being)\W+){0,3}$",
    re.I,
)
"""Before "fired at": what was fired is the means, and it was no gun."""
STEM = 5
"""Letters by which a verb is known for that of a noun: "bombardment", "bombarding"."""
CONTEXT = 4000
"""Characters around a statement in which talk of the air makes "the strikes" air strikes; about a short report."""


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Yield one claim for each distinct means that a statement names."""
    found: dict[str, Found] = {}
    for content in statement.content:
        for item in mentions(draft, content):
            found.setdefault(item.means.name, item)
    for item in sorted(without_broader(list(found.values())), key=lambda f: f.span):
        yield Claim(
            type="means",
            span=item.span,
            polarity="-" if _leaves_no_trace(draft.text, item.span) else polarity_of(draft, statement, item.span),
            rule="deed" if item.deed else "named",
            values=(("what", what(draft.text, item)),),
        )


def _bodily(text: str, content: Span) -> list[Span]:
    words = harms_in(content.of(text))
    return [Span(h.span.start + content.start, h.span.end + content.start) for h in words if h.measure in BODILY]


def _leaves_no_trace(text: str, span: Span) -> bool:
    """Tell whether a weapon is said to have left no trace: who looked and found none says that it was not used."""
    return NO_TRACE.search(text, max(0, span.start - 60), span.start) is not None


def what(text: str, item: Found) -> str:
    """Return the name of a means, with the text's own words where those are others: "airstrikes (warplanes)".

    It is in the singular where the text speaks of a single thing ("one rocket"); a deed is named as one ("bombing").
    """
    name = item.means.name
    said = " ".join(item.span.of(text).lower().split())
    if item.deed:  # "bombarded" is the verb of "bombardment", "shelled" that of "shelling"
        word = gerund(said)
        return name if word[:STEM] in {w[:STEM] for w in WORD.findall(name.lower())} else f"{name} ({word})"
    if said == (item.means.single or "").lower():
        return said
    shared = set(WORD.findall(name.lower())) & set(WORD.findall(said))
    return name if shared else f"{name} ({said})"


def mentions(draft: Draft, content: Span) -> Iterator[Found]:
    """Yield the means that a stretch of text really speaks of as means."""
    text, harm = draft.text, None
    for item in named(text, *content):
        before, after = text[max(0, item.span.start - 40) : item.span.start], text[item.span.end : item.span.end + 40]
        if NOT_BEFORE.match(after) or NOT_AFTER.search(before):
            continue
        if SHOTS.match(item.span.of(text)) and PROJECTILE.search(before):
            continue
        if (item.deed or item.means.weak) and NO_DEED.match(after):
            continue
        if item.deed and not is_verb(draft, item.span):
            continue
        if item.means.weak:
            harm = _bodily(text, content) if harm is None else harm
            if (
                BATTLE_FOR.match(after)
                or _fights(item, before, after)
                or not (any(not h.overlaps(item.span) for h in harm) or _people(after))
            ):
                continue
        yield item
    yield from from_the_air(text, content)


def _fights(item: Found, before: str, after: str) -> bool:
    """Tell whether "fighting" is what somebody does ("groups fighting the army"), and not what harmed people."""
    return item.means.name == "clashes" and AGAINST.match(after) is not None and IN_FIGHT.search(before) is None


def _people(after: str) -> bool:
    """Tell whether people are what a verb is followed by: "executed six men"."""
    return any(is_person(stem(word)) for word in WORD.findall(after)[:4])


def from_the_air(text: str, content: Span) -> Iterator[Found]:
    """Yield "planes hit" as air strikes, and "the strikes" too where the report speaks of the air."""
    airstrikes, strikes = ontology()["airstrikes"], ontology()["strikes"]
    for match in CRAFT.finditer(text, *content):
        if SUFFERS.search(match[0]) and not match["verb"].lower().endswith("ing"):
            continue  # "the aircraft was hit"
        # "The planes fired missiles": the missiles are the means.
        if not (FIRED.search(match["verb"]) and any(WEAPON.finditer(text, match.end(), match.end() + 60))):
            yield Found(Span(*match.span("craft")), ontology()["drones"] if match["drone"] else airstrikes)
    around: bool | None = None
    for match in STRIKE.finditer(text, *content):
        before = text[max(0, match.start() - 40) : match.start()]
        if NO_AIR_STRIKE.search(before) or MERE_MENTION.search(before):
            continue
        if around is None:
            around = AIR.search(text, max(0, content.start - CONTEXT), content.end + CONTEXT) is not None
        if around or STRIKE_ON.match(text, match.end(), content.end):
            yield Found(Span(*match.span()), airstrikes if around else strikes)


def is_verb(draft: Draft, span: Span) -> bool:
    """Tell whether the parser takes a word for a verb."""
    tokens = draft.parsed.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is not None and tokens.root.pos_ in {"VERB", "AUX"}


def without_broader(found: list[Found]) -> list[Found]:
    """Leave out the broader of two substances or causes, and what says little beside another means."""
    names = {item.means.name for item in found}
    broader = set().union(*(item.means.broader for item in found)) if found else set()
    kept = []
    for item in found:
        if item.means.name in broader and (item.means.kind != "delivery" or item.means.generic):
            continue
        others = [ontology()[n] for n in names if n != item.means.name]
        if item.means.generic and any(o.kind == "delivery" and not o.generic for o in others):
            continue
        kept.append(item)
    return kept

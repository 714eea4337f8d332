"""Where claims: the place of the event that a statement tells of; and the place that a whole report is about."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from counterclaim.claims.claim_type import ClaimType
from counterclaim.draft import Draft, PlaceMention
from counterclaim.ledger import Claim, Span, Statement, Value

EVENT = re.compile(
    r"""\b(?:attack|strike|struck|striking|raid|airstrike|air-strike|bomb|bombard|shell(?:ed|s|ing)|kill|dead|death|die[ds]?\b|dying|wound|injur|hurt
    |massacre|slaughter|execut|behead|hit(?:s|ting)?\b|target|explo|blast|clash|fight|fought|battle|offensive|assault|gas(?:sed|sing)?\b
    |conflict|war\b|siege|besieg|crash|shot\b|shoot|sniper|fire[ds]?\b|firing|ambush|destroy|casualt|victim|toll|rocket|missile
    |mortar|artillery|barrel|chemical|sarin|chlorine|operation|advance|captur|seiz|storm|recaptur|retook|retake|liberat|expel
    |detonat|suffocat|poison|displac|flee|fled|evacuat|kidnap|abduct|crime|genocide|violence|atrocit|bloodshed|riot|protest
    |down(?:ed|ing)\b|disaster|earthquake|flood|crackdown|famine|arrest|detain|tortur|rape)""",
    re.X | re.I,
)
# Behind these a place is where the event is, whatever the parse says.
LOCATED = re.compile(
    r"""(?:\b(?:in|at|near|around|on|over|across|inside|outside|within|throughout|into|against|to|towards?|between|hit|hits|hitting|struck
    |target(?:s|ed|ing)?|bomb(?:s|ed|ing)?|shell(?:s|ed|ing)|attack(?:s|ed|ing)?|pound(?:s|ed|ing)?|of|from|rocked|rocks|storm(?:s|ed|ing)?|captur(?:e|es|ed|ing)
    |surrounding|by|and|or|pummel(?:s|ed|ling)?|nearby|besieged|bombard(?:s|ed|ing)?|raid(?:s|ed|ing)?)
    \W+(?:(?:the|a|an|its|their|al|rebel|government|opposition|regime|militant|isis|is|jihadist|insurgent|nearby|besieged|town|city|village|area|areas|district|neighbou?rhood
    |districts|neighbou?rhoods|towns|villages|province|provinces|suburb|suburbs|countryside|outskirts|part|parts|region|of|in|held|controlled|city's|citys|syrian|iraqi|northern|southern|eastern
    |western|central|\w+-held|\w+-controlled|\w+ern|rural|city|capital|both|north|south|east|west|whole|entire|market|school|hospital|camp|base|airport|strategic)\b\W*){0,9})$""",
    re.X | re.I,
)
# Behind these it is where people are from or live, or whose something is.
APART = re.compile(
    r"""\b(?:residents?|people|natives?|citizens?|governor|president|government|ministry|embassy|ambassador|university|mayor|activists?|refugees?|doctors?
    |correspondent|reporter|office|offices|based|born|hospitals?|capital|talks|meeting|conference|summit|envoy|border\s+with|relations|deal|agreement|ties|support|allies|ally)
    \s+(?:of|in|from|to|for|at|with)\s+(?:the\s+)?(?:\w+\s+)?$|\b(?:from|fled|leave|left|leaving|return(?:ed|ing)?|flown|sent|go|went|travel\w*)\s+(?:to\s+|the\s+)*$|\b(?:based|headquartered|speaking|reporting)\s+(?:in|from)\s+(?:the\s+)?$""",
    re.X | re.I,
)
# "Douma in the Eastern Ghouta region", "Atareb, a town west of Aleppo": one place, told ever more widely.
CHAIN = re.compile(
    r"""[\s,(]*(?:(?:a|an|the|which|is|that|lies|located|situated)\s+|[\w-]+\s+){0,6}?(?:in|of|outside|near|from|east|west|north|south|northern|southern|eastern|western|north-?west|north-?east
    |south-?west|south-?east|countryside|suburb|rural|\w+-held|province|governorate)?\s*(?:of\s+)?(?:the\s+)?(?:(?:rebel|opposition|government|regime)-held\s+)?(?:[\w-]+ern\s+|rural\s+)?""",
    re.X | re.I,
)
BREAKS = re.compile(
    r"\b(?:and|or|to|while|but|where|when|as|after|before|killed|killing|hit|struck|then|said|were|was|has|have|had|also|from)\b|[.;:\"]",
    re.I,
)
INTO = re.compile(
    r"(?:['’]?s?\s+)(?:the\s+)?(?:[\w-]+-(?:held|controlled|occupied|besieged)\s+|besieged\s+|nearby\s+|town\s+of\s+|city\s+of\s+|village\s+of\s+)*",
    re.I,
)
EVENT_AFTER = re.compile(
    r"['’]?s?\s+(?:[\w-]+\s+){0,3}?(?:attack|strike|raid|air ?strike|massacre|bomb|blast|explosion|clash|battle|offensive|conflict|war\b|siege|shelling|assault|gas|chemical|crash|crisis|killing|death)",
    re.I,
)
RANK = {"district": 0, "city": 1, "region": 2, "province": 3, "country": 4}
LONG_CHAIN = 45
"""Characters between a place and the wider one that it is told to lie in."""


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Yield one claim for each place where the content locates what it tells.

    Who denies an attack on a town does not deny where the town is: the polarity is always "+".
    """
    seen: set[str] = set()
    for content in statement.content:
        if not EVENT.search(draft.text, *content):
            continue
        for place in located(draft, content):
            if place.name.lower() not in seen:
                seen.add(place.name.lower())
                yield Claim(
                    type="where",
                    span=place.span,
                    rule="located",
                    values=fields(place),
                )


def fields(place: PlaceMention) -> tuple[tuple[str, Value], ...]:
    """Return a place as the values of a claim."""
    name = f"{place.name} province" if place.level == "province" and "province" not in place.name else place.name
    return (("place", name), ("country", place.country), ("province", place.province))


def inside(draft: Draft, content: Span) -> Sequence[PlaceMention]:
    """Return the places that a stretch of text names."""
    first = bisect_left(draft.places, content.start, key=lambda p: p.span.start)
    last = bisect_left(draft.places, content.end, key=lambda p: p.span.start)
    return [p for p in draft.places[first:last] if p.span.end <= content.end]


def located(draft: Draft, content: Span) -> Iterator[PlaceMention]:
    """Yield the places at which a stretch of text locates something, of places told ever more widely the first."""
    for group in chains(draft.text, inside(draft, content)):
        place = min(group, key=lambda p: RANK[p.level])
        if any(_is_located(draft.text, content, p) for p in (group[0], place)):
            yield place


def chains(text: str, places: Sequence[PlaceMention]) -> Iterator[list[PlaceMention]]:
    """Yield the places in groups that are one place: "Hass village in Idlib province", "Syria's Idlib"."""
    group: list[PlaceMention] = []
    for place in places:
        if group and not _joins(text, group[-1], place):
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _joins(text: str, one: PlaceMention, other: PlaceMention) -> bool:
    gap = text[one.span.end : other.span.start]
    if one.country != other.country or len(gap) > LONG_CHAIN or BREAKS.search(gap):
        return False
    if RANK[one.level] > RANK[other.level]:
        return INTO.fullmatch(gap) is not None or gap.strip() in {"", ",", "in"}
    return CHAIN.fullmatch(gap) is not None


def _is_located(text: str, content: Span, place: PlaceMention) -> bool:
    before = text[max(content.start, place.span.start - 70) : place.span.start]
    after = text[place.span.end : place.span.end + 60]
    if EVENT_AFTER.match(after):
        return True
    if APART.search(before):
        return False
    return LOCATED.search(before) is not None


def answer(claim: Claim) -> str | None:
    """Return the place."""
    return claim.text("place")


def compatible(one: str, other: str) -> bool:
    """Tell whether two places can be one: a coarser and a finer answer cannot be told apart by name."""
    return True


TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 4.0, 3.0, 1.0
"""What a mention counts for in the headline, the first two sentences and the rest of the report; set by hand."""
LEAD = 2
LEVEL_WEIGHT = {"district": 1.0, "city": 1.0, "region": 0.7, "province": 0.7, "country": 0.05}


def main_place(draft: Draft) -> PlaceMention | None:
    """Return the place that a report is mainly about: the most often named place of events, headline and lead first."""
    votes: Counter[str] = Counter()
    first: dict[str, PlaceMention] = {}
    body = 0
    for sentence in draft.sentences:
        weight = TITLE_WEIGHT if sentence.is_title else LEAD_WEIGHT if body < LEAD else BODY_WEIGHT
        body += not sentence.is_title
        event = EVENT.search(draft.text, *sentence.span) is not None
        for place in located(draft, sentence.span) if event else ():
            key = place.name.lower()
            first.setdefault(key, place)
            votes[key] += weight * LEVEL_WEIGHT[place.level]
    if not votes:
        return None
    best = max(votes, key=lambda key: votes[key])
    return first[best]


TYPE = ClaimType(
    name="where",
    question="Where?",
    fields=("place", "country", "province"),
    find=find,
    answer=answer,
    compatible=compatible,
)

"""Where claims: the place of the event that a statement tells of; and the place that a whole report is about."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from counterclaim.claims.rules.unnamed import unnamed
from counterclaim.draft import Draft, PlaceMention
from counterclaim.language.parties import home_state
from counterclaim.language.party_table import states
from counterclaim.ledger import Claim, Span, Statement, Value

EVENT = re.compile(
    r"""\b(?:attack|strike|struck|striking|raid|airstrike|air-strike|bomb|bombard|shell(?:ed|s|ing)|kill|dead
    |death|die[ds]?\b|dying|wound|injur|hurt
    |massacre|slaughter|execut|behead|hit(?:s|ting)?\b|target|explo|blast|clash|fight|fought|battle|offensive
    |assault|gas(?:sed|sing)?\b
    |conflict|war\b|siege|besieg|encircl|shells?\b|gunfire|sank\b|sinking|capsiz|collaps|drown|burn(?:ed|t|s)?\b|bodies|corpses|crash|shot\b|shoot|sniper|fire[ds]?\b|firing|ambush|destroy|casualt|victim
    |toll|rocket|missile
    |mortar|artillery|barrel|chemical|sarin|chlorine|operation|advance|captur|seiz|storm|recaptur|retook|retake
    |liberat|expel
    |detonat|suffocat|poison|displac|flee|fled|evacuat|kidnap|abduct|crime|genocide|violence|atrocit|bloodshed
    |riot|protest
    |pound|incursion|slam|down(?:ed|ing)\b|disaster|earthquake|flood|crackdown|famine|arrest|detain|tortur|rape)""",
    re.X | re.I,
)
# Behind these a place is where the event is, whatever the parse says.
AT = r"""in|at|near|around|on|over|across|inside|outside|within|throughout|into|against|to|towards?|between
    |surrounding|nearby|besieged|including
    |hit(?:s|ting)?|struck|(?:bomb|shell|attack|pound|storm|raid|rock|bombard|target|pummel|hammer|seiz|captur
    |recaptur|liberat|besieg|invad)(?:e?s|e?d|ing|e)?
    |retak(?:e|es|ing)|retook|took|taking|nearby|(?:fighting|battles?|fight|struggle)\s+for"""
OF = r"""\w+(?:ing|ment|ture|tion)|sieges?|battles?|outskirts|suburbs?|areas?|parts?|cit(?:y|ies)|towns?
    |villages?|neighbou?rhoods?|districts?|provinces?|regions?|countryside
    |north|south|east|west|centre|center|skies|streets|camps?|strongholds?|bastions?|side|governorates?
    |massacre|out|ports?|harbou?rs?|hospitals?|silos?|roads?|airports?|camps?"""
BETWEEN = r"""the|a|an|its|their|al|rebel|government|opposition|regime|militant|isis|is|jihadist|insurgent
    |nearby|besieged|town|city|village|areas?|districts?|neighbou?rhoods?
    |towns|villages|provinces?|suburbs?|countryside|outskirts|parts?|region|of|in|held|controlled|city's|citys
    |syrian|iraqi|\w+-held|\w+-controlled|\w+ern|rural|capital|both|north|south|east
    |separatist|breakaway|occupied|disputed|contested|restive|coastal|border|mountainous|remote|crowded|populated|densely
    |central|ancient|historic|old|unnamed|largely|mainly|mostly|predominantly|kurdish|war-torn|northwestern
    |west|whole|entire|market|school|hospital|camp|base|airport|strategic"""
LOCATED = re.compile(rf"\b(?:{AT}|(?:{OF})\s+of)\W+(?:(?:{BETWEEN})\b\W*){{0,9}}$", re.X | re.I)
LISTED = re.compile(r"\b(?:and|or|,)\s+(?:the\s+|in\s+)*(?:\w+(?:ern|-held)\s+)?$", re.I)
# Behind these it is where people are from, live, speak or are taken to, where aid goes, or whose something is.
APART = re.compile(
    r"""\b(?:officials?|residents?|people|natives?|citizens?|governor|president|government|regime|authorities|ministry|embassy
    |ambassador|university|mayor|activists?|refugees?|doctors?|medics?|nurses?|communit(?:y|ies)|population|situation
    |correspondent|reporter|offices?|based|born|capital|talks|meeting|conference|summit|envoy|border\s+with
    |relations|deal|agreement|ties|support|allies|ally|aid(?:\s+\w+)?|convoys|distribution|presence|interests?|peace)
    \s+(?:of|in|from|to|for|at|with|within|inside)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$
    |\b(?:from|fled|leave|left|leaving|return(?:ed|ing)?|flown|sent|go|went|travel\w*|brought|taken|transferred
    |rushed|transported|evacuated|shuttled|bussed|driven|expelled|moved)\s+(?:to\s+|the\s+|out\s+of\s+|hospitals?\s+|in\s+)*$
    |\b(?:based|headquartered|speaking|reporting|treated|held|talks|transition)\s+(?:in|from)\s+(?:the\s+)?$""",
    re.X | re.I,
)
# Before these a place names a meeting or a paper.
NO_EVENT_AFTER = re.compile(
    r"['’]?s?\s+(?:peace\s+)?(?:process|talks|conference|convention|conventions|agreement|accords?|deal|summit|meeting"
    r"|communiqu[eé]|declaration|protocol)\b",
    re.I,
)
# "Douma in the Eastern Ghouta region", "Atareb, a town west of Aleppo": one place, told ever more widely.
CHAIN = re.compile(
    r"""[\s,(]*(?:(?:a|an|the|which|is|that|lies|located|situated)\s+|[\w-]+\s+){0,6}?(?:in|of|outside|near
    |from|east|west|north|south|northern|southern|eastern|western|north-?west|north-?east
    |south-?west|south-?east|countryside|suburb|rural|\w+-held|province
    |governorate)?\s*(?:of\s+)?(?:the\s+)?(?:(?:rebel|opposition|government|regime)-held\s+)?(?:[\w-]+ern\s+
    |rural\s+)?""",
    re.X | re.I,
)
# Words by which a place is told from one in another province; without them two names are two places.
BESIDE = re.compile(r"\b(?:outside|near|nearby|of|east|west|north|south|suburb|countryside)\b", re.I)
BREAKS = re.compile(
    r"""\b(?:and|or|to|while|but|where|when|as|after|before|killed|killing|hit|struck|then|said|were|was|has
    |have|had|also|from|including)\b|[.;:"]""",
    re.X | re.I,
)
INTO = re.compile(
    r"""(?:['’]?s?\s+)(?:the\s+)?(?:[\w-]+-(?:held|controlled|occupied|besieged)\s+|besieged\s+|nearby\s+
    |\w+ern\s+|(?:town|city|village|province|region)\s+of\s+)*""",
    re.X | re.I,
)
POSSESSIVE = re.compile(r"['’]?s\b")
DEED = r"""attack|strike|raid|air\ ?strike|massacre|bomb|blast|explosion|clash|battle|offensive|conflict|war\b
    |siege|shelling|assault|gas\b|chemical|crash|killing"""
EVENT_AFTER = re.compile(rf"['’]?s?\s+(?:[\w-]+\s+)?(?:{DEED})", re.I | re.X)
# "Douma is regularly targeted"
SUFFERS = re.compile(
    r"""\s+(?:is|are|was|were|has|have|had|came|comes|came)\s+(?:been\s+|being\s+|also\s+|\w+ly\s+)*(?:hit
    |target|struck|bomb|shell|attack|pound|besieg|captur|under\b|gassed|raided|seized|stormed|the\s+target)""",
    re.X | re.I,
)
RANK = {"district": 0, "city": 1, "region": 2, "province": 3, "country": 4}
INSIDE = re.compile(r"\b(?:in|across|throughout|inside|within|into|around)\s+(?:the\s+)?$", re.I)
COUNTRY_REACH = 60
"""Characters before a country in which words of an event must stand: "suspended its aid in Syria" tells of none."""
LONG_CHAIN = 45
"""Characters between a place and the wider one that it is told to lie in."""


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Yield one claim for each place where the content locates what it tells.

    Who denies an attack on a town does not deny where the town is: the polarity is always "+".
    """
    seen: set[str] = set()
    if not any(EVENT.search(draft.text, *content) for content in statement.content):
        return
    for content in statement.content:
        named = False
        for place in located(draft, content):
            if place.level == "country" and not _is_inside(draft.text, content, place):
                continue  # a state that acts or is blamed is no place of the event
            named = named or place.level != "country"
            if place.name.lower() not in seen:
                seen.add(place.name.lower())
                yield _claim(place.span, "located", fields(draft.text, place))
        for span in () if named else unnamed(draft.text, content):
            words = " ".join(span.of(draft.text).split())
            if words.lower() not in seen:
                seen.add(words.lower())
                yield _claim(
                    span, "unnamed", (("place", words), ("country", home_state(draft.text)), ("province", None))
                )


def _claim(span: Span, rule: str, values: tuple[tuple[str, Value], ...]) -> Claim:
    return Claim(type="where", span=span, rule=rule, values=values)


def _is_inside(text: str, content: Span, place: PlaceMention) -> bool:
    """Tell whether the text says that something happened in a country ("strikes across northern Syria")."""
    if EVENT_AFTER.match(text, place.span.end):
        return True
    before = text[max(content.start, place.span.start - COUNTRY_REACH) : place.span.start]
    # A mention takes its direction along: "northern Syria".
    return INSIDE.search(before) is not None and EVENT.search(before) is not None


def fields(text: str, place: PlaceMention) -> tuple[tuple[str, Value], ...]:
    """Return a place as the values of a claim; a province keeps the word that makes it one ("Idlib province")."""
    words = place.span.of(text)
    named = words.find(place.name)
    name = words[named:] if place.level == "province" and named >= 0 else place.name
    return (("place", name), ("country", place.country), ("province", place.province))


def inside(draft: Draft, content: Span) -> Sequence[PlaceMention]:
    """Return the places that a stretch of text names."""
    first = bisect_left(draft.places, content.start, key=lambda p: p.span.start)
    last = bisect_left(draft.places, content.end, key=lambda p: p.span.start)
    return [p for p in draft.places[first:last] if p.span.end <= content.end]


def located(draft: Draft, content: Span) -> Iterator[PlaceMention]:
    """Yield the places at which a stretch of text locates something, of places told ever more widely the first."""
    for group in chains(draft.text, inside(draft, content)):
        place = meant(draft.text, group)
        if any(_is_located(draft.text, content, p) for p in (group[0], place)):
            yield place


def meant(text: str, group: Sequence[PlaceMention]) -> PlaceMention:
    """Return of a place told ever more widely, or with what lies near it, the place itself.

    "Ghouta near Damascus" is Ghouta, "Syria's Idlib" is Idlib, and "Aleppo's Atareb" is Atareb.
    """
    found = group[0]
    for one, other in pairwise(group):
        owned = POSSESSIVE.match(text, one.span.end, other.span.start) is not None
        if (owned and RANK[other.level] <= RANK[found.level]) or (
            RANK[found.level] >= RANK["province"] > RANK[other.level]
        ):
            found = other
    return found


def chains(text: str, places: Sequence[PlaceMention]) -> Iterator[list[PlaceMention]]:
    """Yield the places in groups that are one place: "Hass village in Idlib province", "Syria's Idlib"."""
    group: list[PlaceMention] = []
    for place in places:
        if group and text[group[-1].span.end : place.span.start] == " of ":
            group = []  # "the Damascus suburb of Ghouta"
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
    elsewhere = one.province and other.province and one.province != other.province
    if elsewhere and not BESIDE.search(gap):
        return False
    if RANK[one.level] > RANK[other.level]:
        return INTO.fullmatch(gap) is not None or gap.strip() in {"", ",", "in"}
    return CHAIN.fullmatch(gap) is not None


def _is_located(text: str, content: Span, place: PlaceMention) -> bool:
    before = text[max(content.start, place.span.start - 70) : place.span.start]
    after = text[place.span.end : place.span.end + 60]
    if EVENT_AFTER.match(after) or SUFFERS.match(after):
        return True
    if APART.search(before) or NO_EVENT_AFTER.match(after):
        return False
    return LOCATED.search(before) is not None or (place.level != "country" and LISTED.search(before) is not None)


TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 5.0, 2.0, 1.0
"""What a mention counts for in the headline, the first two sentences and the rest of a report; set by hand."""
LEAD = 2
FADING = 0.8
"""What each further sentence of the body counts against the one before: background stands at the end."""
UNLOCATED = 0.3
"""What a mention counts for where no event is located at it."""
LEVEL_WEIGHT = {"district": 1.0, "city": 1.0, "region": 1.0, "province": 0.9, "country": 0.02}
ABROAD = 0.3
"""What a place counts for outside the country that a report names most: datelines, those who comment."""
WITHOUT_PROVINCE = 0.05
"""What a place of no known province counts for against those of a province."""
SEAT = 0.2
"""What a capital counts for where it may stand for its government ("Damascus promises")."""
_SPEAKING = r"(?:blam|accus|warn|urg|condemn|criticis|criticiz|slam|rebuk)(?:es?|ed|s|ing)?"
SPEAKS = re.compile(
    rf"(?:\s+and\s+[A-Z]\w+|,\s+[A-Z]\w+)?\s+(?:\w+ly\s+|has\s+|had\s+)?(?:says?|call(?:s|ed)|said|den(?:y|ies|ied)|claim(?:s|ed)|reject(?:s|ed)|vow(?:s|ed)"
    rf"|insist(?:s|ed)|dismiss(?:es|ed)|{_SPEAKING})\b"
)
SPOKEN_TO = re.compile(rf"\b{_SPEAKING}\s+$")
LONG_AGO = 0.1
"""What a mention counts for in a sentence that is dated in an earlier year."""
SIDE_BY_SIDE = 0.5
"""What the second place of a sentence counts for against the first, and so on."""


def main_place(draft: Draft) -> PlaceMention | None:
    """Return the place that a report is mainly about; None where it names none.

    Mentions vote, headline and lead with more weight, first for a province and then for the place in it: a town
    that is sure before the province itself.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    where: dict[str, PlaceMention] = {}
    provinces: defaultdict[tuple[str | None, str | None], float] = defaultdict(float)
    countries = Counter(place.country for place in draft.places)
    home = max(countries, key=lambda code: countries[code], default=None)
    for place, weight in ballots(draft):
        key = place.name.lower()
        kept = where.setdefault(key, place)
        if place.province and not kept.province:
            where[key] = place
        votes[key] += weight * (1.0 if place.country == home else ABROAD)
    for key, place in where.items():
        provinces[place.country, place.province] += votes[key] * (1.0 if place.province else WITHOUT_PROVINCE)
    if not votes:
        return None
    best = max(provinces, key=lambda key: provinces[key])
    rows = [key for key, place in where.items() if (place.country, place.province) == best]
    return where[max(rows, key=lambda key: votes[key] * (1.0 if RANK[where[key].level] < RANK["province"] else 0.5))]


def ballots(draft: Draft) -> Iterator[tuple[PlaceMention, float]]:
    """Yield the places of a report with what each mention counts for, in the order of the text."""
    body = 0
    for sentence in draft.sentences:
        weight = TITLE_WEIGHT if sentence.is_title else LEAD_WEIGHT if body < LEAD else BODY_WEIGHT * FADING**body
        body += not sentence.is_title
        weight *= LONG_AGO if not sentence.is_title and _is_long_ago(draft, sentence.span) else 1.0
        event = EVENT.search(draft.text, *sentence.span) is not None
        for number, group in enumerate(chains(draft.text, inside(draft, sentence.span))):
            place = meant(draft.text, group)
            at = event and any(_is_located(draft.text, sentence.span, p) for p in (group[0], place))
            if not at and place.name in seats() and _is_spoken_of(draft.text, place.span):
                continue
            share = 1.0 if at else SEAT if place.name in seats() else UNLOCATED
            yield place, weight * LEVEL_WEIGHT[place.level] * share * SIDE_BY_SIDE ** min(number, 3)


def _is_long_ago(draft: Draft, sentence: Span) -> bool:
    """Tell whether a sentence is dated in a year before that of publication: it tells of another event."""
    year = (draft.report.published or "")[:4]
    first = bisect_left(draft.dates, sentence.start, key=lambda d: d.span.start)
    last = bisect_left(draft.dates, sentence.end, key=lambda d: d.span.start)
    dates = [d.date for d in draft.dates[first:last] if d.date]
    return bool(year and dates) and all(date[:4] < year for date in dates)


def _is_spoken_of(text: str, capital: Span) -> bool:
    """Tell whether a capital can only be its government: "Beijing blames Manila" names two, and no place."""
    return bool(SPEAKS.match(text, capital.end) or SPOKEN_TO.search(text, max(0, capital.start - 20), capital.start))


@cache
def seats() -> frozenset[str]:
    """Return the capitals that stand for governments."""
    return frozenset(name for state in states().values() for name in state.metonyms)

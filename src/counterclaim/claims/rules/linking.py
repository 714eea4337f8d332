"""Link figures of people with what happened to them: "killed 12", "12 were hurt", "the toll rose to 12"."""

import re
from dataclasses import dataclass, replace

from counterclaim.claims.rules.counted import Counted, Line
from counterclaim.claims.rules.harm import Harm
from counterclaim.ledger import Span

PERSONLESS = {"displaced", "captured", "affected", "missing"}
"""Measures that also count things ("captured five villages"): a figure needs a noun for people, or none at all."""
# What may stand between the people counted and what happened to them: "12 people (were also) killed".
AFTER = re.compile(
    r"""(?:\s|[,"'()\]]|\b(?:others?|more|or|people|were|was|are|is|have|has|had|been|be|being|who|which|that|also
    |reportedly
    |allegedly|still|already|confirmed|reported|believed|feared|said|thought|known|presumed|to|both|all|now|later
    |immediately
    |instantly|since|subsequently|remain(?:s|ed)?|severely|seriously|critically|lightly|slightly|left|found|pronounced|declared|lay
    |lying|either
    |could|may|might|would|then|of\s+(?:them|whom|which|these|those)|in\s+total|at\s+least|each)\b)*""",
    re.X,
)
AUXILIARY = re.compile(r"\b(?:were|was|are|is|been|be|being|got)\b")
# What may stand between the deed and its object: "killed (as many as) 12".
BEFORE = re.compile(
    r"""(?:\s|["'(:]|\b(?:also|another|the|as|many|further|other|a\s+total\s+of|total|yet|instantly|immediately|off
    |some|up|to
    |an?|estimated|what|and|or|his|her|their|him|them|himself|herself|himself\s+and|additional|innocent|wife|husband
    |mother|father)\b)*""",
    re.X | re.I,
)
ALONG = re.compile(r"[\s,]*(?:\b(?:along|together)\s+with|\bas\s+well\s+as)\s+(?:the\s+|another\s+)?", re.I)
OF = re.compile(r"\s+(?:of|among|amongst)\s+(?:the\s+|some\s+)?(?:\w+\s+)?", re.I)
INCLUDED = re.compile(
    r"""[\s,]*(?:\b(?:were|are|was)\b\s*)?\b(?:included|includes|include|including|among\s+them|among\s+whom|were|was
    |are|numbered|mostly)\b
    [\s:,]*(?:the\s+)?""",
    re.X | re.I,
)
INVERTED = re.compile(r"\s+(?:were|was|are)\s+(?:the\s+)?", re.I)
TOLL_END = re.compile(
    r"""(?:\b(?:to|at|of|was|is|stands|stood|reached|reaches|reaching|exceeded|hit|passed|as|surpassed|topped|now|by
    |put|from
    |had\s+been|gone|go|went|risen|rose|rising|climbed|climbs|climbing|jumped|grown|grew|fell|fallen|dropped|revised
    |raised
    |soared)\b|:)\s*(?:the\s+)?$""",
    re.X | re.I,
)
TOLL_REACH = 140
"""Characters between the name of a total and its figure: "the death toll from ... in ... has risen to 86"."""
PART = re.compile(
    r"\b(?:including|includes|included|among them|among whom|amongst them|of them|of whom|some of them)\b"
    r"[\s,]*(?:at\s+least\s*)?$",
    re.I,
)
OF_THEM = re.compile(
    r"\s*(?:of\s+(?:them|whom|these|those|the\s+(?:dead|victims|killed|injured|wounded))|among\s+them)\b", re.I
)
AMONG = re.compile(r"\bamong(?:st)?\b|\bof\s+the\s*$", re.I)
COORDINATED = re.compile(
    r"""[\s,]*(?:\b(?:and|&|as\s+well(?:\s+as)?|along\s+with|together\s+with|plus|also|then|another|a|an|the|of|in
    |addition
    |to|other)\b[\s,]*)*""",
    re.X | re.I,
)
CHAIN = re.compile(
    r"[\s,]*\b(?:and|or|and/or|&)\b[\s,]*(?:(?:were|was|are|still|others|have|been|also|had|reported)\s+)*", re.I
)
FINITE = re.compile(
    r"""\b(?:said|says|told|had|has|whose|that|when|after|before|while|because|who|which|but|as|if|hit|struck|arrived
    |from\s+the\s+attack)\b""",
    re.X | re.I,
)
"""Words that begin another clause between people and "were killed"."""
PLACE_GAP = re.compile(r"\s+(?:of|in|at|from|near|inside|across|around)\s+[^.,;]{1,40}", re.I)
NEW_CLAUSE = re.compile(r"\s*(?:A|An|The|In|On|At|It|He|She|They)\b")
REVISED = re.compile(
    r"\b(?:revised|updated|raised|corrected|lowered|amended|increased|rose|risen|climbed|gone up|went up|jumped)"
    r"\s+(?:\w+\s+)?to\s+$"
)
INCLUDING_GAP = re.compile(r"[\s,(]*(?:including|among them|mostly|most of them|of them|some of them)\b", re.I)
LIVES_TAKEN = re.compile(r"\b(?:claim|cost|took|tak|los)\w*\b[^.]{0,25}$", re.I)
ASIDE = re.compile(r"\s*\([^()]{1,60}\)")
PASSIVE = re.compile(r"\s*(?:(?:others?|people|more)\s+)*(?:were|was|are|have\s+been|had\s+been)\s+(?:also\s+)?", re.I)
LISTED_PEOPLE = re.compile(
    r"\b(?:\d+|[a-z]+s|people|children|men|women|child|man|woman|boy|girl|civilian|citizen|soldier"
    r"|person|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens)$",
    re.I,
)
"""What may stand before "killed" in a list of those killed and those hurt."""
HURT_IN_TURN = re.compile(r"\s*(?:(?:others?|people|more)\s+)*(?:were\s+)?(?:injured|wounded|hurt)\b(?!\s+\d)", re.I)
OBJECT = re.compile(
    r"\s*(?:\d|an?\b|the\b|at\s+least|dozens|scores|two\b|three\b|four\b|five\b|people|civilians|others)", re.I
)
SHORT_GAP = 40
"""Characters in which "among" still says that these people are of the dead, and not that they were among others."""
LONG_GAP = 90
"""Characters between people and what happened to them when others intervene: "12 people in the town were killed"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What happened to the people of a figure.

    Attributes:
        harms: the words that say it; two for "killed and wounded".
        rule: how figure and words were linked.
    """

    counted: Counted
    harms: tuple[Harm, ...]
    rule: str
    part: bool = False


def readings(sentence: Line, earlier: tuple[Harm, ...] = ()) -> list[Reading]:
    """Link each figure of people in a sentence with what happened to them; figures of no casualty are left out.

    Args:
        sentence: the sentence.
        earlier: what happened to the people last counted before it, for "This was later revised to 82".
    """
    found: dict[int, Reading] = {}
    used: set[Span] = set()
    for number, figure in enumerate(sentence.figures):
        reading = inside(sentence, figure, number, used) or beside(sentence, number, used)
        if reading is not None and plausible(reading):
            found[number] = reading
            used.update(harm.span for harm in reading.harms)
    first = sentence.figures[0] if sentence.figures else None
    if earlier and not found and first and REVISED.search(sentence.text[: first.start]):
        found[0] = Reading(first, earlier, "revised")
    inherit(sentence, found)
    return [replace(found[n], part=found[n].part or is_part(sentence, n, found)) for n in sorted(found)]


def plausible(reading: Reading) -> bool:
    """Tell whether such people can have suffered this: things are captured and affected too, and need a noun."""
    figure = reading.counted.mention
    if figure.quantity == "people" or figure.noun is None:
        return True
    return not any(harm.measure in PERSONLESS for harm in reading.harms)


def inside(sentence: Line, figure: Counted, number: int, used: set[Span]) -> Reading | None:
    """Read "12 deaths", "900 displaced people": the counted noun itself, or its modifier, says it.

    Who "killed 12 wounded men" killed them.
    """
    number_end = figure.mention.span.end - sentence.base
    for harm in sentence.harms:
        if harm.span.start < figure.start and figure.end < harm.span.end:
            return Reading(figure, (harm,), "object")  # "taken 32 people to hospital"
        within = number_end <= harm.span.start and harm.span.end <= figure.end
        if within and harm.roles & {"noun", "state", "undergone", "done"}:
            done = before(sentence, number, used) if harm.span.end < figure.end else None
            if done and done.rule == "object" and done.harms[0].measure != harm.measure:
                return done
            return Reading(figure, chain(sentence, harm), "counted noun")
    if figure.mention.noun == "life" and LIVES_TAKEN.search(sentence.text[: figure.start]):
        words = Harm(Span(figure.start, figure.end), "killed", frozenset())
        return Reading(figure, (words,), "lives")
    return None


def beside(sentence: Line, number: int, used: set[Span]) -> Reading | None:
    """Read the words of harm left and right of a figure; the nearer link wins, an unused one before a used one."""
    figure = sentence.figures[number]
    left = before(sentence, number, used)
    right = after(sentence, number)
    if left is None or right is None:
        return left or right
    if left.harms[0].people_only:  # "claiming 12 people were injured"
        return right
    if _is_listed(sentence, figure, left, right):
        return right
    gap = sentence.text[left.harms[0].span.end : figure.start]
    if left.rule == "object" and not re.search(r"(?i),|\band\b|\bor\b", gap):
        return left
    return right


def _is_listed(sentence: Line, figure: Counted, left: Reading, right: Reading) -> bool:
    """Tell whether a figure belongs to the word behind it: "two killed 30 injured", "those killed, 30 were hurt"."""
    harm, word = right.harms[0], left.harms[0]
    if harm.measure == word.measure or left.rule != "object" or "done" not in word.roles:
        return False
    gap = sentence.text[figure.end : harm.span.start]
    if AUXILIARY.search(gap):
        return PASSIVE.fullmatch(gap) is not None
    subject = sentence.text[: word.span.start].rstrip()
    listed = LISTED_PEOPLE.search(subject) is not None
    follows = sentence.text[harm.span.end :]
    return listed and not gap.strip(" ").replace("others", "").strip() and OBJECT.match(follows) is None


def before(sentence: Line, number: int, used: set[Span]) -> Reading | None:
    """Read "killed 12", "the death of 12", "the death toll rose to 12"."""
    figure = sentence.figures[number]
    floor = sentence.figures[number - 1].end if number else 0
    for harm in reversed(sentence.harms):
        if harm.span.end > figure.start:
            continue
        gap = sentence.text[harm.span.end : figure.start]
        passive = AUXILIARY.search(sentence.text[max(0, harm.span.start - 14) : harm.span.start]) is not None
        if "toll" in harm.roles and len(gap) <= TOLL_REACH and TOLL_END.search(gap):
            return Reading(figure, chain(sentence, harm), "total")
        if harm.span.start < floor - 1:
            continue
        if harm.people_only and figure.mention.quantity != "people":
            continue
        if "does" in harm.roles and harm.span not in used and not passive and BEFORE.fullmatch(gap):
            return Reading(figure, chain(sentence, harm), "object")
        if harm.roles & {"noun", "does"} and OF.fullmatch(gap):
            return Reading(figure, chain(sentence, harm), "deaths of")
        if harm.roles & {"done", "state", "noun", "undergone"} and INCLUDED.fullmatch(gap):
            # "Killed were 12 soldiers" tells all of them, "among the killed were 12" a part.
            whole = INVERTED.fullmatch(gap) and not AMONG.search(sentence.text[: harm.span.start][-40:])
            return Reading(figure, chain(sentence, harm), "inverted" if whole else "included", part=not whole)
        if harm.roles & {"done", "undergone"} and ALONG.fullmatch(gap):
            return Reading(figure, chain(sentence, harm), "along with")
    return None


def after(sentence: Line, number: int) -> Reading | None:
    """Read "12 were killed", "12 dead", "12 people in the town died"."""
    figure = sentence.figures[number]
    aside = ASIDE.match(sentence.text, figure.end)  # "41 people (later revised to 50) were hurt"
    start = aside.end() if aside else figure.end
    harm = next((h for h in sentence.harms if h.span.start >= start), None)
    if harm is None or harm.span.start - start > LONG_GAP:
        return None
    gap = sentence.text[start : harm.span.start]
    among = AMONG.search(gap) is not None
    if among and (later := _died_later(sentence, harm)):
        return Reading(figure, chain(sentence, later), "subject")
    if not harm.roles & {"done", "state", "undergone"}:
        part = among and "noun" in harm.roles
        return Reading(figure, chain(sentence, harm), "among the dead", part=True) if part else None
    close = AFTER.fullmatch(gap) is not None
    if close and acts(sentence, harm, gap):
        return None
    if among and len(gap) < SHORT_GAP:
        return Reading(figure, chain(sentence, harm), "among the dead", part=True)
    if gap.strip() == "," and (later := _passive_later(sentence, harm)):
        return Reading(figure, chain(sentence, later), "subject")
    if close or _runs_on(sentence, start, harm, gap):
        return Reading(figure, chain(sentence, harm), "subject")
    return None


def _runs_on(sentence: Line, start: int, harm: Harm, gap: str) -> bool:
    """Tell whether longer words between people and what happened to them belong to these people."""
    following = any(start <= figure.start < harm.span.start for figure in sentence.figures)
    if following:
        return INCLUDING_GAP.match(gap) is not None
    if FINITE.search(gap):
        return False
    if PLACE_GAP.fullmatch(gap):
        return not acts(sentence, harm, gap)
    return AUXILIARY.search(gap) is not None and NEW_CLAUSE.match(gap) is None


def _died_later(sentence: Line, harm: Harm) -> Harm | None:
    """Return the death of those hurt before: "five of the wounded have since died"."""
    later = next((h for h in sentence.harms if h.span.start > harm.span.end), None)
    if harm.measure != "injured" or later is None or later.measure != "killed" or "undergone" not in later.roles:
        return None
    return later if AFTER.fullmatch(sentence.text[harm.span.end : later.span.start]) else None


def _passive_later(sentence: Line, harm: Harm) -> Harm | None:
    """Return the main verb after a participle between commas: "prisoners, captured in May, were killed"."""
    later = next((h for h in sentence.harms if h.span.start > harm.span.end), None)
    if later is None or later.measure == harm.measure or later.span.start - harm.span.end > LONG_GAP:
        return None
    tail = sentence.text[harm.span.end : later.span.start]
    return later if re.search(r",\s+(?:were|was|are|have been|had been)\s+(?:\w+\s+)?$", tail) else None


def acts(sentence: Line, harm: Harm, gap: str) -> bool:
    """Tell whether "killed" after a figure is what these people did: "two gunmen killed three civilians"."""
    if "done" not in harm.roles or "does" not in harm.roles or AUXILIARY.search(gap):
        return False
    rest = sentence.text[harm.span.end :]
    if re.match(r"(?i)\s+(?:the|an?|his|her|their|him|them|himself|herself|themselves|its|our)\b", rest):
        return True
    following = next((f for f in sentence.figures if f.start >= harm.span.end), None)
    if following is None or _hurt_in_turn(sentence, following):
        return False  # "a man killed three others injured"
    return (
        following.end > following.mention.span.end - sentence.base
        and not rest[: following.start - harm.span.end].strip()
    )


def _hurt_in_turn(sentence: Line, figure: Counted) -> bool:
    """Tell whether a figure counts those hurt ("killed three others injured"), and not whom the hurt were."""
    hurt = HURT_IN_TURN.match(sentence.text, figure.mention.span.end - sentence.base)
    return (hurt is not None and hurt.end() >= figure.end) or HURT_IN_TURN.match(sentence.text, figure.end) is not None


def chain(sentence: Line, harm: Harm) -> tuple[Harm, ...]:
    """Return the word of harm with one coordinated to it: "killed and wounded", "killed or missing"."""
    for other in sentence.harms:
        first, second = sorted((harm, other), key=lambda h: h.span)
        if (
            other is harm
            or other.measure == harm.measure
            or not CHAIN.fullmatch(sentence.text[first.span.end : second.span.start])
        ):
            continue
        # "Counted 18 bodies and taken 32 people to hospital": the second word has its own people.
        touched = any(first.span.end <= f.start < second.span.end for f in sentence.figures)
        if not touched:
            return (first, second)
    return (harm,)


def inherit(sentence: Line, found: dict[int, Reading]) -> None:
    """Give figures in an enumeration what happened to their neighbours: "four soldiers and five rebels were killed"."""
    for number in range(1, len(sentence.figures)):
        if number not in found and number - 1 in found:
            reading = _from_previous(sentence, sentence.figures[number], found[number - 1])
            if reading is not None:
                found[number] = reading
    for number in reversed(range(len(sentence.figures) - 1)):
        following = found.get(number + 1)
        if number in found or following is None or following.rule not in {"subject", "enumeration back"}:
            continue
        figure = sentence.figures[number]
        gap = sentence.text[figure.end : following.counted.start]
        if COORDINATED.fullmatch(gap) and figure.mention.quantity == "people":
            found[number] = Reading(figure, following.harms, "enumeration back", part=following.part)


def _from_previous(sentence: Line, figure: Counted, previous: Reading) -> Reading | None:
    """Return the reading of a figure that continues the one before it, as its part, its revision, or in a list."""
    gap = sentence.text[previous.counted.end : figure.start]
    if REVISED.search(sentence.text[: figure.start]) and figure.mention.quantity in {"people", "other"}:
        return Reading(figure, previous.harms, "revised")
    rest = sentence.text[figure.mention.span.end - sentence.base :]
    if PART.search(gap) or OF_THEM.match(rest):
        return Reading(figure, previous.harms, "part", part=True)
    if COORDINATED.fullmatch(gap) and figure.mention.quantity == "people":
        return Reading(figure, previous.harms, "enumeration", part=previous.part)
    return None


def is_part(sentence: Line, number: int, found: dict[int, Reading]) -> bool:
    """Tell whether a figure is part of another one of the same sentence: "58 people, including 11 children"."""
    figure = sentence.figures[number]
    if PART.search(sentence.text[max(0, figure.start - 40) : figure.start]):
        return True
    rest = sentence.text[figure.mention.span.end - sentence.base :]
    return OF_THEM.match(rest) is not None

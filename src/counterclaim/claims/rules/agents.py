"""Who is said to do what in a stretch of text: parties with the acts that the words around them tie to them.

Targets ("strikes on rebel areas"), holders ("rebel-held"), backers and speakers are no agents. The reading is by
the words next to a party, because reports that have lost their commas give parses that cannot be trusted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.rules.acts import HARMED, Form, forms, lexicon
from counterclaim.claims.rules.regions import Group, Region
from counterclaim.draft import PartyMention
from counterclaim.language.party_table import states
from counterclaim.ledger import Span

AUXILIARY = frozenset({"has", "have", "had", "did", "does", "do", "will", "is", "are"})
SAY = frozenset({"said", "says", "announced", "confirmed", "claimed", "admitted", "acknowledged"})
PRONOUNS = frozenset({"it", "they", "its", "their", "we", "our"})
# After one of these a form is a noun ("the target of").
NOUN_AFTER = frozenset({"the", "a", "an", "its", "their", "this", "any", "no", "under", "by"})
# How one party stands to another: "rebels fighting the army", "militias loyal to the president"
FACING = frozenset({"fighting", "battling", "opposing", "opposed", "loyal", "allied", "linked"})
# "Rebel targets in the valley", "rebel targets were hit": here targets are things.
NOT_AIMED = frozenset(
    {"in", "of", "at", "near", "around", "across", "on", "were", "was", "are", "and", "by", "with", ""}
)

# How many words may lie between a party and its act; set by reading reports, wide enough for "a second wave of".
FORCE_REACH, FILLER_REACH, BETWEEN_REACH, BY_REACH, OBJECT_REACH = 5, 9, 5, 9, 9
ACT_WORDS = 10
FIGHT_REACH = 8
COUNT_REACH = 4
"""Words before a verb in which a number counts its subject: "at least 18 Islamic State jihadists"."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act that the words tie to a group, with the words that say so."""

    group: Group
    span: Span
    act: str
    rule: str


def acts(region: Region) -> Iterator[Act]:
    """Yield for each group of parties the act that it is said to do, if the words say one."""
    for group in region.groups:
        if any(not can_act(mention) for mention in group.parties):
            continue
        found = (
            active(region, group)
            or _nominal(region, group)
            or _by(region, group)
            or _involved(region, group)
            or _from_where(region, group)
            or _in_fight_with(region, group)
        )
        if found:
            yield found


def can_act(mention: PartyMention) -> bool:
    """Tell whether a party can do an act of violence: media, aid workers and monitors are told of, not to blame."""
    independent = mention.side is None or mention.side == "United Nations"
    return mention.kind != "media" and not (mention.kind == "organisation" and independent)


def _is_place(region: Region, group: Group) -> bool:
    """Tell whether the bare name of a state stands before a noun as a place ("Syria attack victims")."""
    last = group.parties[-1]
    return last.kind == "state" and last.span.of(region.text) in _state_names()


@cache
def _state_names() -> frozenset[str]:
    return frozenset(state.name for state in states().values())


def _skip(region: Region, at: int, words: frozenset[str], reach: int) -> int:
    last = at
    while last < at + reach and region.word(last) in words and (last - 1) not in region.breaks:
        last += 1
    return last


def after_forces(region: Region, group: Group) -> int:
    """The first word after a group and what fights for it: "regime forces backed by Russia" ends after Russia."""
    at = group.last
    unknown = region.words[at].raw if at < len(region.words) else ""
    if unknown[:1].isupper() and region.word(at) not in forms() and region.word(at + 1) in lexicon("force"):
        at += 1  # the make of a weapon: "a Ukrainian HIMARS rocket"
    forces = lexicon("force") if _is_place(region, group) else lexicon("force") | lexicon("device")
    at = _skip(region, at, forces, FORCE_REACH)
    beside = region.word(at) in {"backed", "supported"} and region.word(at + 1) == "by"
    if beside or region.word(at) in FACING:
        other = next((g for g in region.groups if at < g.first <= at + 4), None)
        at = _skip(region, other.last, lexicon("force"), FORCE_REACH) if other else at
    return at


def active(region: Region, group: Group) -> Act | None:
    """Return what a group is said to do by the verb behind it, None where nothing harmful is."""
    if region.word(group.first - 1) in {"by", "ally", "allies"} and {"backed", "supported"} & {
        region.word(group.first - k) for k in (2, 3, 4)
    }:
        return None
    before = [region.word(k) for k in range(max(group.first - 3, 0), group.first)]
    if (before and before[-1] in FACING) or (before[-1:] in (["the"], ["to"], ["with"]) and FACING & set(before[:-1])):
        return None  # "rebels fighting the army fired": not the army
    if "between" in {region.word(group.first - 1), region.word(group.first - 2)} and len(group.parties) > 1:
        return None  # "the war between the army and the militia has killed thousands": the war has
    at = after_forces(region, group)
    if (at - 1) in region.breaks:
        return None
    if region.word(at) in SAY:
        at += 1 + (region.word(at + 1) == "that")
        if region.word(at) not in PRONOUNS:
            return None
        at = _skip(region, at + 1, lexicon("force"), FORCE_REACH)
    start = at
    while at < start + FILLER_REACH and at < len(region.words):
        form = forms().get(region.word(at))
        bare = form and form.kind == "base" and at == group.last and _is_place(region, group)
        bare = bare or (region.word(at) == "targets" and region.word(at + 1) in NOT_AIMED)
        if form and not bare and _does(region, start, at, form):
            end = act_end(region, at)
            return Act(group, region.span(group.first, end), phrase(region, at, end), "active")
        again = region.word(at) == "and" and region.word(at - 1) == "not"  # "has not and does not use"
        fills = again or region.word(at) in lexicon("filler")
        if (form and form.strong) or not fills or at in region.breaks:
            return None
        at += 1
    return None


def _involved(region: Region, group: Group) -> Act | None:
    """Read "Egyptian officers were involved in the attack"; who is involved in talks is no party to an attack."""
    at = _skip(region, after_forces(region, group), lexicon("filler"), FILLER_REACH)
    if region.word(at) not in {"involved", "complicit", "implicated"} or region.word(at + 1) != "in":
        return None
    for k in range(at + 2, min(at + 2 + OBJECT_REACH, len(region.words))):
        if region.word(k) in lexicon("act") | {"incident", "incidents"}:
            end = act_end(region, k)
            return Act(group, region.span(group.first, end), phrase(region, at, end), "involved")
        if k in region.breaks:
            break
    return None


def _from_where(region: Region, group: Group) -> Act | None:
    """Read "positions of the militia, from where the shelling was conducted"."""
    for at in range(group.last, min(group.last + BETWEEN_REACH, len(region.words))):
        if region.word(at) == "from" and region.word(at + 1) in {"where", "which"}:
            read = range(at + 2, min(at + 2 + ACT_WORDS, len(region.words)))
            act = next((k for k in read if region.word(k) in lexicon("act") | lexicon("weapon")), None)
            if act is None:
                return None
            end = act_end(region, act)
            return Act(group, region.span(group.first, end), phrase(region, at + 2, end), "from where")
        if at in region.breaks:
            return None
    return None


def _in_fight_with(region: Region, group: Group) -> Act | None:
    """Read "killed in clashes with the militia": who died fighting somebody died by his hand."""
    at = group.first - (2 if region.word(group.first - 1) in {"the", "a", "an"} else 1)
    while region.word(at) in lexicon("before_by") and group.first - at <= FORCE_REACH:
        at -= 1
    if region.word(at) not in {"with", "against"}:
        return None
    for k in range(at - 1, max(at - 1 - FIGHT_REACH, -1), -1):
        if k in region.breaks:
            return None
        if region.word(k) in lexicon("fight"):
            for harm in range(k - 1, max(k - 1 - FIGHT_REACH, -1), -1):
                form = forms().get(region.word(harm))
                if form and form.lemma in HARMED and form.kind == "past":
                    return Act(group, region.span(harm, group.last), phrase(region, harm, at), "in fight")
            return None
    return None


def _does(region: Region, start: int, at: int, form: Form) -> bool:
    """Tell whether the verb at a place is done by its subject, and harms."""
    skipped = [region.word(k) for k in range(start, at)]
    is_be = bool(lexicon("be") & set(skipped[-3:]))
    if (form.kind == "past" and is_be) or (form.kind == "ing" and not is_be):
        return False
    following = region.word(at + 1)
    if following == "at" and region.word(at + 2) in {"least", "most"}:
        following = region.word(at + 3)  # "killed at least 25 people" tells of no place
    if form.kind == "past" and not {"has", "have", "had"} & set(skipped):
        if form.lemma in HARMED and (following in lexicon("after_victim") or _is_victim(region, start, at)):
            return False
        if following == "by":
            return False
    return form.strong or _has_object(region, at)


def _is_victim(region: Region, start: int, at: int) -> bool:
    """Tell whether "killed" tells what became of those before it: "30 militants killed", "6 gunmen killed fighting"."""
    following = region.word(at + 1)
    harmed = forms().get(following)
    if not following or at in region.breaks or (harmed and harmed.lemma in HARMED and harmed.kind == "past"):
        return True
    counted = any(_counts(region, k) for k in range(max(0, start - COUNT_REACH), start))
    return counted and not _counts(region, at + 1) and following not in lexicon("object")


def _counts(region: Region, at: int) -> bool:
    return region.word(at).isdigit() or region.word(at) in lexicon("number")


def _has_object(region: Region, at: int) -> bool:
    nouns = lexicon("act") | lexicon("weapon")
    if region.word(at + 1) in {"it", "this", "that", "them"} and region.word(at + 2) == "out":
        return True  # "had carried it out"
    for k in range(at + 1, min(at + OBJECT_REACH, len(region.words))):
        if region.word(k) in nouns:
            return True
        if k in region.breaks or region.word(k) in SAY or region.word(k) in {"to", "against", "after"}:
            return False
    return False


def _nominal(region: Region, group: Group) -> Act | None:
    if _is_place(region, group) or _holds(region, group) or _is_foiled(region, group):
        return None
    between, force = lexicon("between"), lexicon("force")
    for at in range(group.last, min(group.last + BETWEEN_REACH, len(region.words))):
        word, following = region.word(at), region.word(at + 1)
        if (at - 1) in region.breaks:
            return None
        if word in lexicon("act") and not (word == "use" and following != "of"):
            if (
                following in force
                and following not in {"air", "war"}
                and word not in {"use"}
                and at not in region.breaks
            ):
                if following in lexicon("act"):
                    continue
                return None
            end = act_end(region, at)
            return Act(group, region.span(group.first, end), phrase(region, at, end), "nominal")
        if word not in between and word not in force:
            return None
    return None


def _holds(region: Region, group: Group) -> bool:
    """Tell whether a group holds or backs the thing of which more is told: "a town held by the militia killing ten"."""
    at = group.first - (2 if region.word(group.first - 1) in {"the", "a"} else 1)
    return region.word(at) == "by" and region.word(at - 1) in lexicon("not_by")


def _is_foiled(region: Region, group: Group) -> bool:
    """Tell whether the act of a group came to nothing: "the army foiled a rebel attack"."""
    at = group.first - (2 if region.word(group.first - 1) in {"the", "a", "an"} else 1)
    return region.word(at) in lexicon("foil")


def _by(region: Region, group: Group) -> Act | None:
    at = group.first - 1
    while at >= 0 and region.word(at) in lexicon("before_by") and group.first - at <= FORCE_REACH:
        at -= 1
    if at < 1 or region.word(at) != "by":
        return None
    if region.word(at - 1) in lexicon("not_by") and not _is_passive(region, at - 1):
        return None
    for k in range(at - 1, max(at - 1 - BY_REACH, -1), -1):
        if k in region.breaks or region.word(k) == "by":
            return None
        form = forms().get(region.word(k))
        if region.word(k) in lexicon("act") or (form and form.kind == "past"):
            return Act(group, region.span(k, group.last), phrase(region, k, at), "by")
    return None


def _is_passive(region: Region, at: int) -> bool:
    """Tell whether a weapon "was (probably) used" or a place "was targeted"; "weapons used by" tells of no deed."""
    return region.word(at) in {"used", "targeted"} and bool(lexicon("be") & {region.word(at - 1), region.word(at - 2)})


def act_end(region: Region, at: int) -> int:
    """Where the phrase of an act ends: at a break, a verb of saying, another clause, or after a few words."""
    last = at + 1
    while last < min(at + ACT_WORDS, len(region.words)) and (last - 1) not in region.breaks:
        if region.word(last) in SAY | {
            "that",
            "which",
            "who",
            "while",
            "when",
            "after",
            "as",
            "according",
            "but",
            "where",
        }:
            break
        gap = region.text[region.words[last - 1].span.end : region.words[last].span.start]
        if "," in gap and gap != ",":  # "8,000" is one number
            break
        last += 1
    return last


def phrase(region: Region, first: int, last: int) -> str:
    """Return the words of a half-open range as one line."""
    return " ".join(region.span(first, max(last, first + 1)).of(region.text).split())

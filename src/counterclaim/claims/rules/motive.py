"""Motive: why somebody did it, as somebody says."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from counterclaim.claims.rules.agents import acts
from counterclaim.claims.rules.oneself import speaking_parties
from counterclaim.claims.rules.polarity import polarity_of
from counterclaim.claims.rules.regions import region_of
from counterclaim.draft import Draft
from counterclaim.ledger import Claim, Span, Statement

# Where what was wanted ends.
END = re.compile(r"[.;:!?\n”]|(?<!\s)\"|,? (?:which|who|while|when|because|according|but|said|after)\b")
DONE = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?(?:done|staged|carried out|made|meant|designed|planned|committed)\b",
    re.IGNORECASE,
)
ALTERNATIVE = re.compile(r",? [\"“]?or (?=(?:to )?\w+)|,? and (?=to \w+)")
# An alternative told as a deed of its own runs to the end of its sentence: "or a raid which went wrong and ...".
DEED_OF_ITS_OWN = re.compile(r"(?:an?|the|some)\s+\w+")
SENTENCE_END = re.compile(r"[.;!?\n”]|(?<!\s)\"")
# What is no deed, and has a purpose all the same: "the deal was meant to protect them".
PEACEFUL = re.compile(
    r"\b(?:deal|agreement|truce|cease-?fire|accord|zones?|talks|meetings?|conference|session|summit|resolution|treaty"
    r"|plan|aid|convoy|corridors?|sanctions|law|mission|initiative|pause|negotiations|investigation|inquiry)\b"
    r"(?![^.;]*\b(?:attack|strike|raid|bombing|shelling|assault|massacre|operation|killing)s?\b)[^.;]*$",
    re.IGNORECASE,
)
# A deed that a motive is told of: "the attack was revenge for", "the purpose of the strike was to".
DEED = re.compile(
    r"\b(?:attack|(?:air\s?)?strike|raid|bombing|bombardment|shelling|assault|massacre|killing|murder|ambush|blast"
    r"|explosion|siege|abduction|kidnapping|poisoning|arson)s?\s(?:[^.;]{0,20}\s)?(?:was|were|is|are|had\s+been)\s",
    re.IGNORECASE,
)
MEANT = re.compile(r"\b(?:meant|intended|designed|calculated|aimed)\b", re.IGNORECASE)
# How far before "was meant to" its subject is looked for, in characters.
SUBJECT_REACH = 60
WANTS = frozenset(
    {"sought", "tried", "wanted", "hoped", "used", "attempted", "seek", "want", "seeks", "wants", "meant"}
)
# The longest wording that is kept of one motive, in characters.
LONGEST = 120


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = files("counterclaim.claims").joinpath("data", "motive.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(source)
    return tuple((kind, re.compile(r"\b(?:" + "|".join(rules) + ")", re.IGNORECASE)) for kind, rules in table.items())


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Find the motives that one statement gives; "to frame them or to end the truce" gives two."""
    claims: list[Claim] = []
    for stretch in statement.content if statement.stance != "asks" else ():
        for kind, pattern in _patterns():
            for match in pattern.finditer(draft.text, stretch.start, stretch.end):
                if _is_peaceful(draft.text, stretch, match):
                    continue
                spans = [Span(*match.span())] if kind == "manner" else _wanted(draft.text, match, stretch)
                party = _actor(draft, statement, Span(*match.span()), stretch) or _named(draft, Span(*match.span()))
                for span in spans:
                    known = party is not None or _is_done(draft.text, stretch, match)
                    known = known or (kind == "purpose" and _is_of_a_deed(draft.text, stretch, match))
                    if match.end() <= span.start and DEED_OF_ITS_OWN.match(draft.text, span.start):
                        party = _within(draft, span)
                    if known and not any(span.overlaps(claim.span) for claim in claims):
                        claims.append(_claim(draft, statement, party, span, match.start(), kind))
    yield from sorted(claims, key=lambda claim: claim.span)


def _is_peaceful(text: str, stretch: Span, match: re.Match[str]) -> bool:
    """Tell whether what was meant to do something is a deal or a meeting, and no deed."""
    start = max(stretch.start, match.start() - SUBJECT_REACH)
    return MEANT.search(match[0]) is not None and PEACEFUL.search(text, start, match.start()) is not None


def _is_done(text: str, stretch: Span, match: re.Match[str]) -> bool:
    """Tell whether a thing was done for the motive without a word on who did it ("the attack was staged to")."""
    return DONE.search(text, stretch.start, match.end()) is not None


def _is_of_a_deed(text: str, stretch: Span, match: re.Match[str]) -> bool:
    return DEED.search(text, max(stretch.start, match.start() - SUBJECT_REACH), match.end()) is not None


def _wanted(text: str, match: re.Match[str], stretch: Span) -> list[Span]:
    end = END.search(text, match.end(), stretch.end)
    whole = Span(match.start(), min(end.start() if end else stretch.end, match.end() + LONGEST))
    cut = ALTERNATIVE.search(text, match.end(), whole.end)
    if cut is None:
        return [whole]
    last = SENTENCE_END.search(text, cut.end(), stretch.end) if DEED_OF_ITS_OWN.match(text, cut.end()) else None
    return [Span(whole.start, cut.start()), Span(cut.end(), last.start() if last else whole.end)]


def _actor(draft: Draft, statement: Statement, span: Span, stretch: Span) -> str | None:
    """Who is said to have wanted it, both of two; whoever stands behind the motive is rather its target.

    Those who did a deed come first, then the first party named that does not itself speak.
    """
    own = set(speaking_parties(draft, statement))
    cue = statement.cue
    region = region_of(draft, Span(stretch.start, span.start)) if stretch.start < span.start else None
    if cue and cue.end <= stretch.start and not (region and region.groups):
        region = region_of(draft, Span(cue.start, span.start))
    if region is None:
        return None
    groups = [act.group for act in acts(region)][-1:]
    groups += [g for g in region.groups if region.word(g.last) != "that"]
    for group in groups:
        names = dict.fromkeys(m.name for m in group.parties if m.kind != "media" and m.name not in own)
        if names:
            return "; ".join(names)
    return None


def _named(draft: Draft, span: Span) -> str | None:
    """Return whose motive it is by the words themselves: "the aim of the militia was to"."""
    named = (m.name for group in region_of(draft, span).groups for m in group.parties if m.kind != "media")
    return next(named, None)


def _within(draft: Draft, span: Span) -> str | None:
    """Who wants something in an alternative that is told as a deed of its own."""
    region = region_of(draft, span)
    for group in region.groups:
        if region.word(group.last) in WANTS:
            return "; ".join(dict.fromkeys(m.name for m in group.parties))
    return None


def _claim(draft: Draft, statement: Statement, party: str | None, span: Span, at: int, kind: str) -> Claim:
    polarity = polarity_of(draft, statement, span)
    return Claim(type="motive", span=span, polarity=polarity, rule=f"motive.{kind}",
                 values=(("party", party), ("what", " ".join(span.of(draft.text).split()))))  # fmt: skip

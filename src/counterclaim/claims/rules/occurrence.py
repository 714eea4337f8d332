"""Occurrence claims: whether it happened, was staged, or was made up."""

import re
from collections.abc import Iterator
from functools import lru_cache

from counterclaim.claims.rules.polarity import polarity_of
from counterclaim.draft import Draft
from counterclaim.ledger import NARRATOR, Claim, Polarity, Span, Statement

EVENT = (
    r"(?:attacks?|incidents?|massacres?|bombings?|bombardment|strikes?|air\s?strikes?|raids?|shelling|explosions?|events?"
    r"|operations?|assaults?|killings?)"
)

# What is said to have been, with the words for it; the order decides where two rules meet.
STAGED = re.compile(
    r"""\b(?:staged|staging|stage-managed|false[- ]flag(?:\s+\w+)?|provocations?\b(?=[^.]{0,60}\b(?:staged|to\s+blame
    |to\s+frame|pretext))
    |(?:put\s+on|mounted|mounting|staging)\s+a\s+(?:show|play|spectacle)|a\s+(?:show|theat(?:re|er)|spectacle|set-?up
    |charade)\b(?=[^.]{0,40}\b(?:staged|pretext))
    |crisis\s+actors?|(?:was|were|is|are)\s+(?:a\s+)?(?:set-?up|charade|stage\s+show|stunts?)
    |orchestrated\s+(?:by\s+\w+\s+)?(?:to\s+frame|to\s+blame)
    |(?:acted|played)\s+out\s+by\s+actors)\b""",
    re.X | re.I,
)
MADE_UP = re.compile(
    r"""\b(?:(?:wholly|completely|totally|entirely|100\s+per\s?cent|pure(?:ly)?)?\s*\bfabricat(?:ed|ion|ions|ing)
    |hoax(?:es)?|made[- ]up|concocted|invented
    |fake[- ]news|(?:is|are|was|were|be|been)\s+(?:a\s+)?(?:fakes?|lies|fiction|inventions?|myths?)|pack\s+of\s+lies
    |\w*\s*propaganda(?!\s+(?:war|machine|arm|video|outlet|channel|campaign|material|tool|wing|ministry)))\b""",
    re.X | re.I,
)
NEVER = re.compile(
    rf"""\b(?:no\s+(?:such\s+)?(?:\w+\s+)?{EVENT}\s+(?:had\s+|has\s+)?(?:ever\s+)?(?:took|taken|take|occurred|happened
    |place|was\s+carried|were\s+carried|in\s+the\s+area)(?:\s+place)?
    |(?:did\s+not|didn.?t|never|has\s+not|had\s+not|have\s+not)\s+(?:ever\s+|even\s+)?(?:happen(?:ed)?|occur(?:red)?
    |taken?\s+place|took\s+place|exist(?:ed)?)
    |there\s+(?:was|were|had\s+been|has\s+been)\s+no\s+(?:such\s+)?(?:\w+\s+)?{EVENT}(?!\s+on\s+civilians))\b""",
    re.X | re.I,
)
# "The reports of a raid were made up", "rejected the accounts": it did not happen.
ACCOUNTS = r"(?:reports?|accounts?|stories|story|news|claims?|descriptions?|testimon(?:y|ies))"
MADE_UP_ACCOUNT = re.compile(
    rf"""\b{ACCOUNTS}\s+of\s+(?:an?|the|any)\s+(?:\S+\s+){{0,8}}?(?:was|were|is|are|had\s+been)\s+(?:\w+\s+)?
    (?:made[- ]up|fabricated|false|fake|untrue|invented|baseless|lies|a\s+lie|a\s+hoax)\b""",
    re.X | re.I,
)
REJECTED = re.compile(
    rf"\s*(?:rejects?\s+|rejected\s+|den(?:ies|ied)\s+)?(?:the|these|those|such|all|any)?\s*{ACCOUNTS}"
    rf"(?:\s+of\s+(?:an?|the|any)\s+(?:\w+\s+){{0,2}}{EVENT}(?:\s+\w+){{0,6}})?\s*",
    re.I,
)
HAPPENED = re.compile(
    rf"""\b(?:(?:convoys?|market(?:place)?|schools?(?:\s+\w+)?|hospitals?|trucks?|cars?|lorries|airliner|plane
    |villages?|towns?|camps?|prisons?|buildings?|complex|it|facility|centre|center)
    (?:\s+itself)?\s+(?:had\s+|has\s+|have\s+)?(?:also\s+)?(?:was|were|been|come|came)\s+(?:repeatedly\s+
    |deliberately\s+|directly\s+)?(?:hit|struck|bombed|attacked|targeted|under\s+(?:attack|fire))
    |(?<!where\s)(?:the|an?|this|such\s+an?)\s+(?:\w+\s+)?{EVENT}\s+(?:had\s+|has\s+)?(?:really\s+|indeed\s+)?(?:taken\s+place
    |took\s+place|occurred|happened))\b""",
    re.X | re.I,
)

CONFIRMED = re.compile(r"\bconfirm", re.I)
BARE_EVENT = re.compile(
    rf"\s*(?:the|an?|this|that)\s+(?:\w+\s+){{0,2}}{EVENT}(?:\s+(?:was|were))?(?:\s+(?:later|also|since))?\s*", re.I
)
CONTESTED = re.compile(
    rf"""\b(?:reject(?:s|ed)?|den(?:ies|ied)|dismiss(?:es|ed)?)\s+(?:the|these|such|all)?\s*(?:reports?|accounts?)\b(?!\s+that\s+(?:it|its|they|their))
    |{MADE_UP_ACCOUNT.pattern}|{NEVER.pattern}|\b(?:false[- ]flag|was\s+staged|hoax)\b""",
    re.X | re.I,
)


def find(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Yield what a statement says on whether the event happened: staged, made up, never, or that it did."""
    for content in statement.content:
        if match := _disowned(draft.text, statement, content):
            yield _claim(draft, statement, trimmed(draft.text, Span(*match.span())), "did not happen")
            continue
        for what, pattern in (("staged", STAGED), ("fabricated", MADE_UP), ("did not happen", NEVER)):
            if match := pattern.search(draft.text, *content):
                span = trimmed(draft.text, Span(*match.span()))
                yield _claim(draft, statement, span, what)
                break
        else:
            yield from _happened(draft, statement, content)


def _disowned(text: str, statement: Statement, content: Span) -> re.Match[str] | None:
    """Find words that give the accounts of the event for untrue."""
    if match := MADE_UP_ACCOUNT.search(text, *content):
        return match
    return REJECTED.fullmatch(text, *content) if statement.stance == "denies" else None


def trimmed(text: str, span: Span) -> Span:
    """Return a span without white space at its ends."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _claim(draft: Draft, statement: Statement, span: Span, what: str) -> Claim:
    if what == "did not happen":
        untrue = REJECTED.match(span.of(draft.text)) is not None
        polarity: Polarity = "+" if statement.stance == "denies" and not untrue else "-"
        return Claim(
            type="occurrence", span=span, polarity=polarity, rule="never", values=(("what", "the event happened"),)
        )
    # "dismissed the accounts as propaganda": the dismissal is what makes it one, it does not deny it.
    polarity = "+" if statement.stance == "denies" and what == "fabricated" else polarity_of(draft, statement, span)
    return Claim(type="occurrence", span=span, polarity=polarity, rule=what, values=(("what", what),))


@lru_cache(maxsize=16)
def is_contested(text: str) -> bool:
    """Tell whether a report tells of somebody who denies that the event happened at all."""
    return CONTESTED.search(text) is not None


def _happened(draft: Draft, statement: Statement, content: Span) -> Iterator[Claim]:
    match = HAPPENED.search(draft.text, *content)
    cue = statement.cue
    if match is None and cue and CONFIRMED.search(cue.of(draft.text)):
        match = BARE_EVENT.fullmatch(draft.text, *content)
    if match is None or (statement.speaker == NARRATOR and not is_contested(draft.text)):
        return
    span = trimmed(draft.text, Span(*match.span()))
    polarity = polarity_of(draft, statement, span)
    yield Claim(
        type="occurrence", span=span, polarity=polarity, rule="happened", values=(("what", "the event happened"),)
    )

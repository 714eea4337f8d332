"""People said to have come to harm of whom no number is given: "the raid killed children", "civilian casualties"."""

from __future__ import annotations  # spaCy is slow to load, and whoever only names its types does without it

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.claims.rules.harm import Harm, harms_in
from counterclaim.draft import Draft, Sentence
from counterclaim.language.figures import is_person
from counterclaim.language.parse import PLAIN
from counterclaim.ledger import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL = frozenset({"people", "children", "women", "men", "civilians", "police"})
# Between the deed and the people, and between the people and what became of them.
OBJECT_GAP = re.compile(r"\s+(?:(?:the|many|more|some|other|innocent|several|our|their|his|its)\s+)*", re.IGNORECASE)
SUBJECT_GAP = re.compile(
    r"\s+(?:(?:were|was|had|have|has|been|are|being|also|still|reportedly|who|later|instantly)\s+)+|\s+", re.IGNORECASE
)
FINITE = re.compile(r"\b(?:were|was|had|have|has|are)\b", re.IGNORECASE)
# What might happen, is meant to, or is done again and again is no toll.
UNREAL = re.compile(
    r"\b(?:to|could|would|will|may|might|should|can|if|not|never|n[’']t|without|of|the|a|any|no)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
MIGHT = re.compile(r"\b(?:could|would|will|may|might|should|avoid\w*|prevent\w*)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
AMONG = re.compile(
    r"\s+(?:were|was|are|is)\s+(?:also\s+)?among\s+(?:the|those)\s+(?P<first>dead|killed|injured|wounded|victims|casualties)",
    re.IGNORECASE,
)
INCLUDED = re.compile(
    r"\b(?:[Tt]he|[Tt]hose|[Oo]f the)\s+(?P<first>dead|killed|injured|wounded)\s+(?:also\s+)?included?\s+"
    r"(?P<who>(?:[A-Z][\w’'-]+\s*){2,4})"
)
CASUALTIES = re.compile(
    r"\b(?:civilian|human|heavy|mass|further)\s+(?P<first>casualties|deaths|injuries)\b", re.IGNORECASE
)
MEASURE = {"dead": "killed", "killed": "killed", "deaths": "killed", "injured": "injured", "wounded": "injured",
           "injuries": "injured", "victims": "affected", "casualties": "affected"}  # fmt: skip
# Who is said, without a number, to have fled, been held or been treated is told of for other reasons than a toll.
TOLLS = frozenset({"killed", "injured", "missing", "affected"})
NO_VERB = re.compile(r"(?:difficult|problem|case|suffocation|asphyxiation)", re.IGNORECASE)
# A share of people is no number of them: "40 per cent of the villagers".
SHARE = re.compile(
    r"(?:%|\bper\s?cent|\bhalf|\bthirds?|\bquarters?|\bmost|\ball|\bnone|\bsome|\bmajority|\bmany)\s+of\s+(?:the\s+|these\s+|its\s+)?$",
    re.I,
)
# A figure so near, in characters, counts the same people: "58 people died, among them women and children".
COUNTED_NEAR = 90


@dataclass(frozen=True, slots=True)
class Uncounted:
    """People who came to harm; ``count`` is 1 for a person named, else None."""

    span: Span
    measure: str
    of: str
    count: int | None = None


def uncounted(draft: Draft, sentence: Sentence, content: Span) -> Iterator[Uncounted]:
    """Yield the people of one sentence who came to harm in no number, inside the content of a statement."""
    start, end = max(sentence.span.start, content.start), min(sentence.span.end, content.end)
    text = draft.text[start:end].translate(PLAIN)
    yield from _told_of(text, start)
    tokens = draft.parsed[sentence.first : sentence.last]
    people = [t for t in tokens if start <= t.idx and t.idx + len(t) <= end and _is_people(t)]
    found = harms_in(text) if people else ()
    words = tuple(h for h in found if h.measure in TOLLS and not NO_VERB.search(h.span.of(text)))
    for token in people if words else ():
        phrase = _phrase(draft, token, start)
        if any(phrase.overlaps(figure.noun_span or figure.span) for figure in draft.figures):
            continue
        if SHARE.search(draft.text, max(start, phrase.start - 40), phrase.start):
            continue
        here = Span(phrase.start - start, phrase.end - start)
        harm = _object(text, here, words) or _subject(text, here, words, title=sentence.is_title)
        if harm and not _is_counted(draft, sentence, start, harm):
            whole = Span(min(here.start, harm.span.start) + start, max(here.end, harm.span.end) + start)
            yield Uncounted(whole, harm.measure, phrase.of(draft.text))


def _told_of(text: str, base: int) -> Iterator[Uncounted]:
    for match in INCLUDED.finditer(text):
        span = Span(base + match.start(), base + match.start("who") + len(match["who"].rstrip()))
        yield Uncounted(span, MEASURE[match["first"].lower()], match["who"].strip(), count=1)
    for match in CASUALTIES.finditer(text):
        if not UNREAL.search(text, 0, match.start()) and not MIGHT.search(text, 0, match.start()):
            yield Uncounted(Span(base + match.start(), base + match.end()), MEASURE[match["first"].lower()], match[0])


def _is_people(token: Token) -> bool:
    if token.lower_ in PLURAL:
        return True
    return token.tag_ in {"NNS", "NNPS"} and is_person(token.lemma_.lower()) and token.lower_ not in MEASURE


def _phrase(draft: Draft, token: Token, floor: int) -> Span:
    """Return the noun with the adjectives before it."""
    first = token
    while first.i > 0 and first.nbor(-1).pos_ in {"ADJ", "NOUN", "PROPN"} and first.nbor(-1).idx >= floor:
        if first.nbor(-1).dep_ not in {"amod", "compound"}:
            break
        first = first.nbor(-1)
    return Span(first.idx, token.idx + len(token))


def _object(text: str, people: Span, words: tuple[Harm, ...]) -> Harm | None:
    for harm in words:
        if "does" not in harm.roles or harm.span.end > people.start:
            continue
        if OBJECT_GAP.fullmatch(text, harm.span.end, people.start) and not UNREAL.search(text[: harm.span.start]):
            return harm
    return None


def _subject(text: str, people: Span, words: tuple[Harm, ...], *, title: bool) -> Harm | None:
    if match := AMONG.match(text, people.end):
        return Harm(Span(*match.span("first")), MEASURE[match["first"].lower()], frozenset())
    for harm in words:
        if harm.span.start < people.end or not harm.roles & {"done", "undergone", "state"}:
            continue
        gap = text[people.end : harm.span.start]
        if not SUBJECT_GAP.fullmatch(gap):
            return None
        told = FINITE.search(gap) or "undergone" in harm.roles or title
        ahead = text[harm.span.end : harm.span.end + 12]
        does = "does" in harm.roles and not FINITE.search(gap) and re.match(r"\s+(?:\d|the|an?|at|\w+s\b)", ahead)
        return harm if told and not does else None
    return None


def _is_counted(draft: Draft, sentence: Sentence, base: int, harm: Harm) -> bool:
    """Tell whether a figure stands near the word of harm in its sentence, so that the toll is told in numbers."""
    low = max(sentence.span.start, base + harm.span.start - COUNTED_NEAR)
    high = min(sentence.span.end, base + harm.span.end + COUNTED_NEAR)
    return any(low <= figure.span.start <= high and figure.quantity in {"people", "other"} for figure in draft.figures)

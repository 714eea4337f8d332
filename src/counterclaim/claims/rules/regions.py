"""A stretch of text as words, with the parties in it, and which of them stand together."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.claims.rules.acts import lexicon
from counterclaim.draft import Draft, PartyMention
from counterclaim.language.parties import Word, split
from counterclaim.ledger import Span

JOINING = frozenset(
    {"and", "or", "those", "of", "the", "its", "their", "ally", "allies", "either", "by", "also", "both"}
)
STOP = re.compile(r"[.!?;:\n]")
JOIN_REACH = 7
"""Words between two parties that do something together; set by reading reports."""


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that do something together ("Russian and Syrian jets"), or one of which does it ("either ... or")."""

    first: int
    last: int
    parties: tuple[PartyMention, ...]
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text as words, with the parties in it; ``breaks`` are words that a sentence or clause ends after."""

    text: str
    words: tuple[Word, ...]
    breaks: frozenset[int]
    groups: tuple[Group, ...]

    def word(self, at: int) -> str:
        """Return the folded word at a position, empty outside."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""

    def span(self, first: int, last: int) -> Span:
        """Return the span of a half-open range of words."""
        return Span(self.words[first].span.start, _end(self.text, self.words[last - 1].span))


def _end(text: str, span: Span) -> int:
    return span.start + len(span.of(text).rstrip(".'’")) if "." not in span.of(text)[:-1] else span.end


def region_of(draft: Draft, span: Span) -> Region:
    """Return the words and parties of one stretch of the text."""
    read = tuple(
        word._replace(span=Span(word.span.start + span.start, word.span.end + span.start))
        for word in split(span.of(draft.text))
    )
    breaks = frozenset(
        k
        for k, (here, following) in enumerate(pairwise(read))
        # Nearly all gaps are one blank.
        if (here.raw[-1] in ".'’" or draft.text[here.span.end : following.span.start] != " ")
        and STOP.search(draft.text, _end(draft.text, here.span), following.span.start)
    )
    return Region(draft.text, read, breaks, tuple(_groups(draft, read, breaks, span)))


def _groups(draft: Draft, read: Sequence[Word], breaks: frozenset[int], span: Span) -> Iterator[Group]:
    starts = [word.span.start for word in read]
    first = bisect_left(draft.parties, span.start, key=lambda mention: mention.span.start)
    group: Group | None = None
    for mention in draft.parties[first:]:
        if mention.span.start >= span.end:
            break
        at = bisect_left(starts, mention.span.start)
        end = bisect_left(starts, mention.span.end)
        if at == len(read) or at >= end:
            continue
        here = Group(at, end, (mention,))
        joined = group and _join(read, breaks, group, here)
        if group and not joined:
            yield group
        group = joined or here
    if group:
        yield group


def _join(read: Sequence[Word], breaks: frozenset[int], left: Group, right: Group) -> Group | None:
    gap = [word.folded for word in read[left.last : right.first]]
    if not gap and {m.name for m in left.parties} == {m.name for m in right.parties}:
        return Group(left.first, right.last, left.parties, left.alternative)  # "the Islamic State (IS)"
    if len(gap) > JOIN_REACH or any(left.last - 1 <= k < right.first for k in breaks):
        return None
    if any(word not in JOINING and word not in lexicon("force") for word in gap):
        return None
    if gap and not {"and", "or", "either"} & set(gap):
        return None
    if "by" in gap and gap[-1] != "by" and "or" not in gap:
        return None
    before = read[left.first - 1].folded if left.first else ""
    alternative = left.alternative or "or" in gap or "either" in gap or before == "either"
    return Group(left.first, right.last, left.parties + right.parties, alternative)

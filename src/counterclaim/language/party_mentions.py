"""The parties in the sentences of a report, resolved by what the whole report is about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.draft import Draft, PartyMention
from counterclaim.language.parties import find, home_state, split
from counterclaim.language.party_table import Party, words
from counterclaim.language.unlisted_groups import groups
from counterclaim.ledger import Span
from counterclaim.stages import Stage

APPOSED = re.compile(r"\s+(?:(?:of|from)\s+)?(?:the\s+)?|\s*,\s+the\s+")


def mentions(text: str, spans: Sequence[Span]) -> tuple[PartyMention, ...]:
    """Return the parties in the sentences of a text, resolved by what the whole text is about.

    No party reaches over the end of a sentence: "... its ally Russia. Rebel officials" names two.
    """
    home, own = home_state(text), groups(text)
    found = [mention for span in spans for mention in _in_sentence(text, span, home, own)]
    return _rebels_named(text, _with_descriptions(text, found))


def _with_descriptions(text: str, found: list[PartyMention]) -> list[PartyMention]:
    """Let a group take in what describes it right before: "the separatist LTTE", "Hutu rebels of the FDLR"."""
    kept: list[PartyMention] = []
    for mention in found:
        before = kept[-1] if kept else None
        if before and _describes(text, before, mention):
            kept[-1] = replace(mention, span=Span(before.span.start, mention.span.end))
        else:
            kept.append(mention)
    return kept


def _describes(text: str, before: PartyMention, group: PartyMention) -> bool:
    unnamed = before.kind == "group" and not before.known and before.side is None
    named = group.kind == "group" and group.known
    return unnamed and named and APPOSED.fullmatch(text, before.span.end, group.span.start) is not None


def _rebels_named(text: str, found: list[PartyMention]) -> tuple[PartyMention, ...]:
    """Let "the rebels" be the group that the report calls so ("M23 rebels"), or the only armed group that it names."""
    groups = [m for m in found if m.kind == "group" and m.known and m.side == m.name]
    called = {(m.name, m.side, m.state) for m in groups if _is_called_rebels(text, m)}
    called = called or {(m.name, m.side, m.state) for m in groups}
    if len(called) != 1:
        return tuple(found)
    ((name, side, state),) = called
    return tuple(
        replace(mention, name=name, side=side, state=state, known=True)
        if not mention.known and mention.side is None and mention.span.of(text).lower() in words("rebels")
        else mention
        for mention in found
    )


def _is_called_rebels(text: str, mention: PartyMention) -> bool:
    last = split(mention.span.of(text))[-1].folded
    return last in words("rebels") and last not in {"opposition"}


def _in_sentence(
    text: str, sentence: Span, home: str | None, own: Mapping[tuple[str, ...], Party]
) -> Iterator[PartyMention]:
    read = [
        word._replace(span=Span(word.span.start + sentence.start, word.span.end + sentence.start))
        for word in split(sentence.of(text))
    ]
    named = -1
    for start, last, party in find(read, home, own):
        if start == named and party.kind == "group" and not party.known and party.side is None:
            continue  # "Taliban terrorists" are the Taliban, and nobody besides
        named = last if party.kind == "group" and party.side else -1
        # A phrase of the tables may ask for more words than the sentence has left.
        span = Span(read[start].span.start, read[min(last, len(read)) - 1].span.end)
        if _ends_loosely(text, span):
            span = Span(span.start, span.start + len(span.of(text).rstrip("'’.")))
        yield PartyMention(span=span, name=party.name, kind=party.kind, side=party.side, state=party.state,
                           known=party.known)  # fmt: skip


def _ends_loosely(text: str, span: Span) -> bool:
    words_ = span.of(text)
    return words_.endswith(("'", "’")) or (words_.endswith(".") and "." not in words_[:-1])


def _run(draft: Draft) -> Draft:
    return replace(draft, parties=mentions(draft.text, [sentence.span for sentence in draft.sentences]))


STAGE: Stage[Draft] = Stage("parties.v2", requires=("doc", "sentences"), assigns=("parties",), run=_run)

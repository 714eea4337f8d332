"""The table of deeds: which words name which kind of violence."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cattrs
from spacy.tokens import Token

from counterclaim.draft import Draft
from counterclaim.ledger import Span

# Words beside a deed that name no other thing: "the fatal shooting of", "had been shot dead".
BESIDE = frozenset(["DET", "ADJ", "ADV", "AUX", "PRON", "ADP", "PART", "NUM", "SCONJ", "CCONJ", "PUNCT", "SPACE"])


@dataclass(frozen=True, slots=True)
class Deed:
    """A row of the table.

    Attributes:
        verbs: lemmas of verbs for it, or phrases that begin with one.
        nouns: lemmas of nouns for it.
        example: a sentence with one of the words, which are those in ``found``.
    """

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    example: str
    found: str


@cache
def deeds() -> Mapping[str, Deed]:
    """Return the rows of `frames.toml` by the kind of violence that a deed is ("shooting").

    Raises:
        cattrs.BaseValidationError: a row lacks a field, or holds something else than words.
    """
    text = files("counterclaim.event_mentions.data").joinpath("frames.toml").read_text("utf-8")
    return cattrs.structure(tomllib.loads(text), dict[str, Deed])


@cache
def _kinds(part: str) -> Mapping[str, str]:
    return {words: name for name, deed in deeds().items() for words in (deed.verbs if part == "verbs" else deed.nouns)}


@cache
def event_nouns() -> frozenset[str]:
    """Return the nouns for deeds, in the singular and the plural."""
    nouns = _kinds("nouns")
    return frozenset(nouns) | {f"{noun}s" for noun in nouns}


def violence_of(draft: Draft, span: Span) -> str | None:
    """Return the kind of violence that some words name by a deed alone ("was shot": shooting).

    Where they name a thing as well ("fired a rocket", "suicide bombing"), the thing says more: None.
    """
    tokens = draft.parsed.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    words = list(tokens)
    for first in range(len(words)):
        for last in range(min(first + 3, len(words)), first, -1):
            name = _kind(words[first:last])
            if name and all(t.pos_ in BESIDE for t in (*words[:first], *words[last:])):
                return name
    return None


def _kind(words: list[Token]) -> str | None:
    phrase = " ".join([words[0].lemma_.lower(), *(t.lower_ for t in words[1:])])
    if words[0].pos_ == "VERB":
        return _kinds("verbs").get(phrase)
    return _kinds("nouns").get(phrase) if len(words) == 1 else None

"""Figures: the numbers of a report with their bounds, and what they count."""

from __future__ import annotations  # spaCy is slow to load, and whoever only names its types does without it

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from counterclaim.draft import Draft, FigureMention, Quantity, Sentence
from counterclaim.language.numbers import Number, numbers, table
from counterclaim.language.parse import PLAIN
from counterclaim.ledger import Span
from counterclaim.stages import Stage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 7
"""Tokens to the right of a number in which its noun is sought; longer noun phrases were all names in the texts read."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DATE_BEFORE = re.compile(
    rf"\b(?:{MONTH}\.?|in|since|until|till|of|by|during|early|late|mid|year|from|and|/|\()\s*$", re.I
)
MONTH_BEFORE = re.compile(rf"\b{MONTH}\.?\s+(?:the\s+)?$", re.I)
MONTH_AFTER = re.compile(rf"\s+(?:of\s+)?{MONTH}\b", re.I)
LABEL_BEFORE = re.compile(
    r"\b(?:resolutions?|articles?|chapters?|paragraphs?|no|number|flight|route|highway|page|section|unit|room|gate"
    r"|sector|type|model|version|group of"
    r"|channel|law|decree|phase)\.?\s*$|\bresolutions?(?:\s+\d{3,4}(?:\s+and)?)+\s+$",
    re.I,
)
AGE_BEFORE = re.compile(r"\b(?:aged?|ages?|age of|ages of|aged (?:between|under|over))\s*$", re.I)
PEOPLE_OF_AGE = re.compile(
    r"\b(?:children|boys|girls|kids|infants|pupils|people|those|men|women|males|anyone)\s+$", re.I
)
AGE_AFTER = re.compile(r"[-\s]*years?[-\s]+old|[-\s]*years? of age|[-\s]*months?[-\s]+old", re.I)
COMPOUND_AFTER = re.compile(r"-(?!odd\b|plus\b)[a-z]", re.I)
CLOCK_AFTER = re.compile(r"\s*(?:[ap]\.?\s?m\b|o.?clock|gmt\b|utc\b|hours? local|local time)", re.I)
PERCENT_AFTER = re.compile(r"\s*(?:%|per\s?cent|percent)", re.I)
MONEY_AFTER = re.compile(r"\s*(?:\w+\s+)?(?:dollars?|euros?|pounds?|roubles?|rubles?|lira|shekels?)\b", re.I)
YEARS = range(1900, 2100)
FOLLOWS_YEAR_OF_PEOPLE = 2
"""A bare number like 2013 is people only where the counted noun follows within this many tokens."""

SKIPPED = {"of", "the", "more", "other", "others", "'s", "their", "his", "her", "our", "its", "them", "these", "those"}
SKIPPED |= {"whom", "which", "who"}
SHARES = {"half", "third", "quarter", "most", "all"}
"""After a number, the start of a remark on it ("11 million, half of them children"), not what it counts."""
OR_MORE = re.compile(r"\s+or\s+more\b", re.I)
OF_SIX = re.compile(r"\b(?:family|group|team|crew|party|band|couple|household)\s+of\s+(?:\w+\s+)?$", re.I)
VERBAL = {"VB", "VBD", "VBN", "VBG", "VBZ", "VBP"}
PARTICIPLES = {"VBN", "VBG"}
JOINING = {"-", "[", "]", '"', "'s"}
STOPPING = {"VERB", "AUX", "CCONJ", "SCONJ", "PRON", "PUNCT", "NUM", "DET", "ADP", "ADV", "PART", "INTJ"}


@cache
def counted() -> dict[str, frozenset[str]]:
    """Return the words that show what a number counts, by quantity."""
    table = tomllib.loads(files("counterclaim.language.data").joinpath("counted.toml").read_text("utf-8"))
    return {quantity: frozenset(words) for quantity, words in table.items()}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a parse with their offsets, for looking up which token stands where."""

    doc: Doc
    starts: list[int]

    def after(self, offset: int) -> int:
        """Return the index of the first token that starts at or after the offset."""
        return bisect_left(self.starts, offset)

    def at(self, offset: int) -> int:
        """Return the index of the token that covers the offset."""
        return max(0, bisect_right(self.starts, offset) - 1)


def is_person(lemma: str) -> bool:
    """Tell whether a lemma names people."""
    words = counted()["people"]
    return (
        lemma in words
        or (lemma.endswith("s") and lemma[:-1] in words)
        or lemma.endswith(("man", "men", "woman", "women"))
    )


def find_figures(doc: Doc, text: str, sentences: tuple[Sentence, ...]) -> Iterator[FigureMention]:
    """Yield the figures of the sentences in the order of the text."""
    tokens = Tokens(doc, [token.idx for token in doc])
    plain = text.translate(PLAIN)
    for sentence in sentences:
        found = [_mention(tokens, plain, sentence, n) for n in numbers(plain, sentence.span.start, sentence.span.end)]
        kin = list(_kin(plain, sentence))
        found = [figure for figure in found if figure and not any(figure.span.overlaps(one.span) for one in kin)]
        found += kin
        taken = [
            Span(min(f.span.start, (f.noun_span or f.span).start), (f.noun_span or f.span).end) for f in found if f
        ]
        found += list(_single(tokens, sentence, taken))
        yield from sorted((figure for figure in found if figure), key=lambda figure: figure.span)


def _mention(tokens: Tokens, text: str, sentence: Sentence, number: Number) -> FigureMention | None:
    """Return the figure that a number is, None where the number is none (part of a name, an item number)."""
    before, after = (
        text[max(0, number.span.start - 40) : number.span.start],
        text[number.span.end : number.span.end + 25],
    )
    if (LABEL_BEFORE.search(before) or COMPOUND_AFTER.match(after)) and not AGE_AFTER.match(after):
        return None
    first = tokens.after(number.span.end)
    head, start, end = _noun(tokens.doc, first, len(tokens.doc))
    quantity = _quantity(number, before, after, head, first)
    if not number.bounded and number.low == number.high == 1 and quantity not in {"people", "other"}:
        return None
    noun_span = None
    if head is not None and quantity in {"people", "other"}:
        noun_span = Span(tokens.doc[start].idx, tokens.doc[end].idx + len(tokens.doc[end]))
    elif quantity == "other" and OF_SIX.search(before):
        quantity = "people"
    more = noun_span is not None and OR_MORE.match(text, noun_span.end) is not None
    return FigureMention(
        span=number.span,
        low=number.low,
        high=None if more else number.high,
        approx=number.approx,
        quantity=quantity,
        noun=head.lemma_.lower() if head is not None else None,
        noun_span=noun_span,
        addition=number.addition or (first < sentence.last and tokens.doc[first].lower_ in {"more", "others", "other"}),
    )


def _quantity(number: Number, before: str, after: str, head: Token | None, first: int) -> Quantity:
    """Return what a number counts, from what stands beside it and from its noun."""
    if AGE_AFTER.match(after) or AGE_BEFORE.search(before):
        return "age"
    if number.bounded and head is None and PEOPLE_OF_AGE.search(before):
        return "age"  # "children under five"
    if PERCENT_AFTER.match(after):
        return "percent"
    if MONEY_AFTER.match(after):
        return "money"
    if CLOCK_AFTER.match(after):
        return "time"
    lemma = head.lemma_.lower() if head is not None else ""
    person = is_person(lemma)
    if number.digits and not number.bounded and not person:
        if MONTH_BEFORE.search(before) or MONTH_AFTER.match(after):
            return "date"
        if len(number.digits) == 4 and number.low in YEARS:
            return "date"
    if number.digits and len(number.digits) == 4 and number.low in YEARS and not number.bounded:
        near = head is not None and head.i - first < FOLLOWS_YEAR_OF_PEOPLE
        if DATE_BEFORE.search(before) or not near:
            return "date"
    if number.digits and int(number.digits) <= 31 and not number.bounded and MONTH_BEFORE.search(before):
        return "date"
    quantity: Quantity
    for quantity in ("percent", "money", "time", "distance"):
        if lemma in counted()[quantity]:
            return quantity
    return "people" if person else "other"


def _noun(doc: Doc, first: int, last: int) -> tuple[Token | None, int, int]:
    """Return the counted noun right of a number, with the first and the last token of its phrase.

    The parse of a text without commas often joins what does not belong together; the run of words is safer.
    """
    last = min(last, first + REACH)
    at = first
    while at < last and (doc[at].lower_ in SKIPPED or _is_whole(doc, at, first)):
        at += 1
    start, best, end = at, None, at
    while at < last and not _ends_phrase(doc, at, best):
        if doc[at].tag_ not in VERBAL and _names_something(doc[at]):
            best, end = doc[at], at
        at += 1
    return best, start, end


def _names_something(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} or is_person(token.lemma_.lower())


def _ends_phrase(doc: Doc, at: int, best: Token | None) -> bool:
    """Tell whether the phrase of a counted noun ends before a token, ``best`` being its noun so far."""
    token = doc[at]
    if "\n" in token.text or token.lemma_.lower() in SHARES or (token.text == "-" and doc[at - 1].whitespace_):
        return True
    if token.tag_ not in VERBAL and _names_something(token):
        if best is None or not is_person(best.lemma_.lower()) or best.lower_ == "police" or best.tag_ == "JJ":
            return False
        return best.tag_ == "NNS" or not is_person(token.lemma_.lower())
    if token.tag_ in PARTICIPLES:
        return best is not None
    return token.text not in JOINING and token.pos_ in STOPPING


def _is_whole(doc: Doc, at: int, first: int) -> bool:
    """Tell whether a token is the number of the whole, or an article, after "18 of the": "18 of the 31 lorries"."""
    if at == first or at >= len(doc) or at - first > REACH:
        return False
    token, opened = doc[at], doc[first].lower_ == "of"
    article = token.lower_ in {"a", "an"} and doc[at - 1].lower_ in {"them", "whom"}
    return opened and (article or (token.like_num and doc[at - 1].lower_ in {"the", "its", "their"}))


def _single(tokens: Tokens, sentence: Sentence, taken: list[Span]) -> Iterator[FigureMention]:
    """Yield "a child", "no civilians": articles that count."""
    doc = tokens.doc
    for at in range(sentence.first, sentence.last - 1):
        word = doc[at].lower_
        if word not in {"a", "an", "no"}:
            continue
        head, _, end = _noun(doc, at + 1, min(sentence.last, at + 5))
        if head is None or not is_person(head.lemma_.lower()):
            continue
        span = Span(doc[at].idx, doc[at].idx + len(doc[at]))
        if any(span.overlaps(other) for other in taken):
            continue
        count = 0 if word == "no" else 1
        noun_span = Span(doc[at + 1].idx, doc[end].idx + len(doc[end]))
        if any(noun_span.overlaps(other) for other in taken):
            continue
        yield FigureMention(
            span=span, low=count, high=count, quantity="people", noun=head.lemma_.lower(), noun_span=noun_span
        )


@cache
def _relatives() -> re.Pattern[str]:
    one, many = ("|".join(sorted(counted()[name], key=len, reverse=True)) for name in ("kin", "kin_plural"))
    words = "|".join(sorted(table()["words"], key=len, reverse=True))
    modified = r"(?:[\w-]+\s+){0,2}?"
    kin = rf"(?:(?:{words}|\d{{1,2}})\s+{modified}(?:{many})|{modified}(?:{one}))\b"
    owner, article = r"(?:his|her|their|my|our|whose)\s+", r"(?:(?:his|her|their|its|my|our|an?|the)\s+)?"
    return re.compile(rf"\b{owner}{kin}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){article}{kin})+", re.I)


def _kin(text: str, sentence: Sentence) -> Iterator[FigureMention]:
    """Yield relatives told one by one as one figure: "his wife and three children" are four."""
    for match in _relatives().finditer(text, *sentence.span):
        items = [item for item in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match[0]) if item]
        counts = [next(iter(numbers(item, 0, len(item))), None) for item in items]
        if any(count and count.low != count.high for count in counts):
            continue
        total = sum((count.low or 0) if count else 1 for count in counts)
        last = Span(match.end() - len(items[-1].split()[-1]), match.end())
        yield FigureMention(span=Span(*match.span()), low=total, high=total, quantity="people", noun="relative",
                            noun_span=last)  # fmt: skip


def _run(draft: Draft) -> Draft:
    return replace(draft, figures=tuple(find_figures(draft.parsed, draft.text, draft.sentences)))


STAGE: Stage[Draft] = Stage("figures.v1", requires=("doc", "sentences"), assigns=("figures",), run=_run)

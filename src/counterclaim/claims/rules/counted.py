"""A sentence as the casualty rules see it: the figures that may count people, and the words of harm."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from counterclaim.claims.rules.harm import Harm, harms_in
from counterclaim.draft import Draft, FigureMention, Sentence
from counterclaim.language.figures import counted, is_person
from counterclaim.language.parse import PLAIN
from counterclaim.ledger import Span

SECOND_NOUN = re.compile(
    r"""\s+(?:of\s+war\b|(?:and|or)\s+(?!wounded|injured|dead\b|others?\b|one\b|casualties|victims|deaths)
    (?:rebel\s+|regime\s+|government\s+)?(\w+))""",
    re.X | re.I,
)
PIECES = 2
"""How many pieces on each side of a sentence are joined to it where no full stop parts them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of people in a sentence; ``start`` and ``end`` are offsets in it, the counted noun included."""

    mention: FigureMention
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the rules see it: plain text, the figures that may count people, the words of harm."""

    base: int
    text: str
    figures: tuple[Counted, ...]
    harms: tuple[Harm, ...]


def can_be_people(figure: FigureMention) -> bool:
    """Tell whether a figure may count people: a noun for people, a noun that is not known for a thing, or none."""
    if figure.quantity == "people":
        return True
    return figure.quantity == "other" and (figure.noun is None or figure.noun not in counted()["things"])


def line(draft: Draft, number: int) -> Line:
    """Return a sentence as the rules see it, with the pieces that the parser cut off without a full stop."""
    start, end = whole(draft, number)
    low = bisect_left(draft.figures, start, key=lambda f: f.span.start)
    high = bisect_left(draft.figures, end, key=lambda f: f.span.start)
    figures = tuple(
        Counted(f, f.span.start - start, _phrase_end(draft.text, f) - start)
        for f in draft.figures[low:high]
        if can_be_people(f)
    )
    text = draft.text[start:end].translate(PLAIN)
    return Line(start, text, figures, harms_in(text) if figures else ())


def whole(draft: Draft, number: int) -> Span:
    """Return the span of a sentence together with neighbours that no full stop parts from it."""
    sentences, text = draft.sentences, draft.text
    first = last = number
    while first > 0 and number - first < PIECES and _open_end(text, sentences[first - 1], sentences[first]):
        first -= 1
    while (
        last + 1 < len(sentences) and last - number < PIECES and _open_end(text, sentences[last], sentences[last + 1])
    ):
        last += 1
    return Span(sentences[first].span.start, sentences[last].span.end)


def _open_end(text: str, sentence: Sentence, following: Sentence) -> bool:
    """Tell whether a sentence runs on into the next one of the same paragraph."""
    if sentence.paragraph != following.paragraph or sentence.is_title != following.is_title:
        return False
    return text[sentence.span.end - 1] not in ".!?…\"”'’)" and text[following.span.start] not in ".!?"


def _phrase_end(text: str, figure: FigureMention) -> int:
    """Return the end of a figure with what it counts, a second noun included: "fighters and civilians"."""
    if figure.noun_span is None or figure.noun_span.end < figure.span.end:
        return figure.span.end
    end = figure.noun_span.end
    match = SECOND_NOUN.match(text, end)
    if match and (match[1] is None or is_plural_person(match[1])):
        return match.end()
    return end


def is_plural_person(word: str) -> bool:
    """Tell whether a word names several people."""
    return is_person(word.lower()) and (word.endswith("s") or word.lower() in {"people", "children", "men", "women"})

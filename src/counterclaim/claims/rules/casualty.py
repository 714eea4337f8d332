"""Casualty claims: how many people were killed, hurt, taken to hospital, missing, captured, displaced or affected."""

from bisect import bisect_left
from collections.abc import Iterator

from counterclaim.claims.rules.counted import Line, line
from counterclaim.claims.rules.harm import Harm
from counterclaim.claims.rules.linking import REVISED, Reading, readings
from counterclaim.claims.rules.polarity import polarity_of
from counterclaim.claims.rules.uncounted import uncounted
from counterclaim.draft import Draft
from counterclaim.ledger import Claim, Span, Statement, Value

APPROXIMATE = 0.1
"""How far a figure said to be approximate may be from another and still agree; by convention, not measured."""


def claims(draft: Draft, statement: Statement) -> Iterator[Claim]:
    """Yield the casualty claims of a statement."""
    done: set[Span] = set()
    for number in sentences_of(draft, statement):
        sentence = line(draft, number)
        for reading in readings(sentence, _earlier(draft, number, sentence)):
            figure = reading.counted.mention
            if figure.span in done or not any(figure.span.overlaps(content) for content in statement.content):
                continue
            done.add(figure.span)
            if not (reading.part and figure.low is None and figure.high is None and reading.rule == "part"):
                yield from _claims(draft, statement, sentence, reading)
        yield from _without_number(draft, statement, number)


def _without_number(draft: Draft, statement: Statement, number: int) -> Iterator[Claim]:
    sentence = draft.sentences[number]
    for content in statement.content:
        if not content.overlaps(sentence.span):
            continue
        for found in uncounted(draft, sentence, content):
            values: tuple[tuple[str, Value], ...] = (
                ("measure", found.measure), ("low", found.count), ("high", found.count),
                ("approx", found.count is None), ("of", found.of),
            )  # fmt: skip
            if found.count is not None:
                values += (("part", True),)
            polarity = polarity_of(draft, statement, found.span)
            yield Claim(type="casualty", span=found.span, polarity=polarity, rule="uncounted", values=values)


def _earlier(draft: Draft, number: int, sentence: Line) -> tuple[Harm, ...]:
    """Return what happened to the people last counted in the sentence before, where this one only revises."""
    if number == 0 or not sentence.figures or not REVISED.search(sentence.text[: sentence.figures[0].start]):
        return ()
    totals = [reading for reading in readings(line(draft, number - 1)) if not reading.part]
    return totals[-1].harms if totals else ()


def _claims(draft: Draft, statement: Statement, sentence: Line, reading: Reading) -> Iterator[Claim]:
    figure, base = reading.counted.mention, sentence.base
    span = Span(base + reading.counted.start, base + reading.counted.end)
    for harm in reading.harms:
        words = span
        if 0 <= base + harm.span.start - span.end <= 1:
            words = Span(span.start, base + harm.span.end)
        elif figure.noun is None and 0 <= span.start - base - harm.span.end <= 1:
            words = Span(base + harm.span.start, span.end)
        of = counted_people(draft, reading)
        low, high, approx = bounds(reading)
        values: tuple[tuple[str, str | int | bool | None], ...] = (
            ("measure", harm.measure), ("low", low), ("high", high), ("approx", approx), ("of", of),
        )  # fmt: skip
        if reading.part:
            values += (("part", True),)
        polarity = polarity_of(draft, statement, words)
        yield Claim(type="casualty", span=words, polarity=polarity, rule=reading.rule, values=values)


def bounds(reading: Reading) -> tuple[int | None, int | None, bool]:
    """Return low, high and whether they are approximate; "49 killed and wounded" are at most 49 killed.

    A size that the killed share with others ("killing and injuring scores") bounds neither: a toll must not be
    overstated. "Dozens wounded or missing" keep theirs.
    """
    figure = reading.counted.mention
    if len(reading.harms) == 1 or figure.high == 0 or not any(harm.measure == "killed" for harm in reading.harms):
        return figure.low, figure.high, figure.approx
    vague = figure.approx and figure.low != figure.high
    high = None if vague else figure.high
    return None, high, figure.approx or high is None


def counted_people(draft: Draft, reading: Reading) -> str | None:
    """Return who was counted, in the text's words; None where the noun only repeats what happened ("12 dead")."""
    noun = reading.counted.mention.noun_span
    if noun is None or noun.of(draft.text).lower() in {
        "dead",
        "wounded",
        "injured",
        "hurt",
        "killed",
        "missing",
        "deaths",
        "fatalities",
        "casualties",
        "bodies",
        "lives",
    }:
        return None
    return noun.of(draft.text)


def sentences_of(draft: Draft, statement: Statement) -> Iterator[int]:
    """Yield the numbers of the sentences that the content of a statement touches, each once."""
    last = -1
    for content in sorted(statement.content):
        at = max(last + 1, bisect_left(draft.sentences, content.start, key=lambda s: s.span.end - 1))
        while at < len(draft.sentences) and draft.sentences[at].span.start < content.end:
            yield at
            last = at
            at += 1

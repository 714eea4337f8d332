"""Stretches inside quotation marks: every kind of mark, and marks that are missing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.language.quotations import quotations
from counterclaim.ledger import Report


def found(text):
    return quotations(Report(id="r", origin="", sha256="", text=text))


def inner(text):
    return [q.inner.of(text) for q in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        'He said: "The road is closed today."',
        "He said: “The road is closed today.”",
        "He said: «The road is closed today.»",
        "He said: „The road is closed today.”",
        "He said: ‘The road is closed today.’",
        "He said: 'The road is closed today.'",
        "He said: ''The road is closed today.''",
        "He said: ``The road is closed today.''",
    ],
)
def test_all_marks_are_read(text):
    assert inner(text) == ["The road is closed today."]


def test_the_comma_before_the_closing_mark_is_not_quoted():
    assert inner('"The road is closed today," he said.') == ["The road is closed today"]


def test_apostrophes_open_nothing():
    assert inner("The soldiers' families said they didn't know the '90s.") == []


def test_nested_marks_stay_inside():
    text = "“The commander shouted ‘Burn it down’ before he left,” she said."
    assert inner(text) == ["The commander shouted ‘Burn it down’ before he left"]


def test_an_unclosed_quotation_costs_one_sentence():
    text = '"We heard the jets, she said. The army was silent. "There were no flights at all," it said.'
    marked = found(text)
    assert [q.inner.of(text) for q in marked] == ["We heard the jets, she said.", "There were no flights at all"]
    assert [q.closed for q in marked] == [False, True]


def test_a_quotation_that_goes_on_in_the_next_paragraph_fills_its_own():
    text = '"They came from the east. They dropped two bombs.\n\n"Then the school was on fire," she said.'
    assert inner(text) == ["They came from the east. They dropped two bombs.", "Then the school was on fire"]


def test_a_stray_closing_mark_opens_nothing():
    assert inner('The road is closed" she said. "The bridge is open as well," he said.') == [
        "The bridge is open as well"
    ]


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ('The "safe zone" was closed.', True),
        ('The "Lions of the North" came.', True),
        ('"It is not a safe zone," he said.', False),
        ('"Run!" he said.', False),
    ],
)
def test_terms_and_names_are_told_from_speech(text, scare):
    assert [q.scare for q in found(text)] == [scare]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`", max_size=80))
def test_quotations_never_overlap_and_hold_their_inner_words(text):
    at = 0
    for quotation in found(text):
        assert quotation.span.start >= at
        assert quotation.inner.within(quotation.span)
        at = quotation.span.end
        assert at <= len(text)


def test_many_unclosed_marks_are_read_in_passing():
    text = '"a ' * 10_000
    began = time.process_time()
    assert found(text)
    assert time.process_time() - began < 5

"""Where the scores of each head stand in the encoder's output."""

from itertools import pairwise

import pytest

from counterclaim import ledger
from counterclaim.encoder.heads import ASPECTS, COLUMNS, MEASURES, SPANS, VALUES, WIDTH_OF_OUTPUT
from counterclaim.encoder.runs import TAGS


def test_the_columns_of_the_heads_fill_the_output_and_do_not_overlap() -> None:
    columns = sorted(COLUMNS.values(), key=lambda c: c.first)
    assert columns[0].first == 0
    assert columns[-1].last == WIDTH_OF_OUTPUT
    assert all(before.last == after.first for before, after in pairwise(columns))


@pytest.mark.parametrize("head", SPANS)
def test_a_head_that_marks_words_has_a_column_for_each_tag(head: str) -> None:
    assert len(range(WIDTH_OF_OUTPUT)[COLUMNS[head].slice]) == len(TAGS)


@pytest.mark.parametrize("head", VALUES)
def test_a_head_that_tells_classes_has_a_column_for_each_class(head: str) -> None:
    assert len(range(WIDTH_OF_OUTPUT)[COLUMNS[head].slice]) == len(VALUES[head])


def test_measures_and_aspects_are_those_of_the_ledger() -> None:
    assert (MEASURES, ASPECTS) == (ledger.MEASURES, ledger.ASPECTS)

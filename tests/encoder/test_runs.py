"""The best runs under tags, with scores written by hand."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.encoder.runs import TAGS, best_runs, log_odds

SURE = 8.0


def row(tags: str, sure: float = SURE) -> np.ndarray:
    scores = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for place, tag in enumerate(tags):
        scores[place, TAGS.index(tag)] = sure
    return scores


@pytest.mark.parametrize(
    ("tags", "runs"),
    [
        ("OOO", []),
        ("OBIEO", [(1, 4)]),
        ("SOBE", [(0, 1), (2, 4)]),
        ("BESBE", [(0, 2), (2, 3), (3, 5)]),
        ("IIEOO", [(0, 3)]),
        ("OOBII", [(2, 5)]),
        ("IIII", [(0, 4)]),
        ("E", [(0, 1)]),
    ],
)
def test_runs_are_read_off_their_tags_also_where_a_row_cuts_them(tags: str, runs: list[tuple[int, int]]) -> None:
    assert best_runs([row(tags)], 0.0) == [runs]


def test_rows_of_different_lengths_are_read_as_if_each_were_alone() -> None:
    rows = [row(t, 3.0) for t in ("OBII", "S", "OOOOOOOBEO", "IE", "", "BIIIIIIIIIIIIIE")]
    assert best_runs(rows, 0.0) == [best_runs([r], 0.0)[0] for r in rows]


def test_a_run_that_no_tags_allow_is_never_read() -> None:
    scores = row("OIIO", 3.0)  # the middle of a run, but neither its beginning nor its end
    scores[1, TAGS.index("B")] = scores[2, TAGS.index("E")] = 2.0
    assert best_runs([scores], 0.0) == [[(1, 3)]]


def test_a_run_must_earn_its_cost() -> None:
    scores = row("OSO", 2.0)
    assert best_runs([scores], 1.0) == [[(1, 2)]]
    assert best_runs([scores], 3.0) == [[]]


def test_a_long_stretch_of_outside_parts_what_lies_on_either_side() -> None:
    tags = "OBE" + "O" * 50 + "BIE" + "O" * 3
    assert best_runs([row(tags, 20.0)], 0.0) == [[(1, 3), (53, 56)]]


def test_log_odds_are_those_of_lying_in_a_run() -> None:
    scores = np.log(np.array([[0.5, 0.125, 0.125, 0.125, 0.125]], dtype=np.float32))
    assert log_odds(scores)[0] == pytest.approx(0.0, abs=1e-6)


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=len(TAGS), max_size=len(TAGS)), min_size=1, max_size=30))
def test_runs_lie_inside_their_row_in_order_and_never_overlap(scores: list[list[float]]) -> None:
    (runs,) = best_runs([np.array(scores, dtype=np.float32)], 0.0)
    assert all(0 <= first < last <= len(scores) for first, last in runs)
    assert all(before[1] <= after[0] for before, after in pairwise(runs))

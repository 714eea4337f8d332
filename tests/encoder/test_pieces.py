"""How a text is shown to the tagger."""

from itertools import pairwise

import numpy as np
import pytest

from counterclaim.attribution.tagger import pieces
from counterclaim.attribution.tagger.pieces import DISTANCES, FARTHEST, SHAPES


@pytest.mark.parametrize("size", [1, 40, 64, 254, 255, 600, 2000, 4321])
def test_the_windows_cover_a_text_of_any_length_and_share_a_margin(size: int) -> None:
    bounds = pieces.window_bounds(size)
    assert {p for low, high in bounds for p in range(low, high)} == set(range(size))
    assert all(high - low <= pieces.WINDOW - 2 for low, high in bounds)
    shared = [before[1] - after[0] for before, after in pairwise(bounds)]
    assert all(abs(n - pieces.OVERLAP) <= 1 for n in shared)


def test_a_word_of_several_pieces_begins_once() -> None:
    text = "Khartoum's port"
    offsets = [(0, 4), (4, 8), (8, 9), (9, 10), (11, 15)]
    assert pieces.word_starts(text, offsets).tolist() == [0, 2, 3, 4]


def test_capitals_digits_marks_and_line_breaks_are_seen() -> None:
    text = "UN men,\nSay 7\n\nthis"
    offsets = [(0, 2), (3, 6), (6, 7), (8, 11), (12, 13), (15, 19)]
    looks = pieces.looks_of(text, offsets)
    assert (looks % SHAPES).tolist() == [4, 2, 0, 3, 1, 2]
    assert (looks // SHAPES).tolist() == [2, 0, 0, 1, 0, 2]


def test_a_cue_is_told_by_its_pieces_and_the_distance_to_them() -> None:
    weights, apart = pieces.anchor(np.array([3, 4]), 6)
    assert weights.tolist() == [0, 0, 0, 0.5, 0.5, 0]
    assert apart.tolist() == [FARTHEST - 3, FARTHEST - 2, FARTHEST - 1, DISTANCES - 1, DISTANCES - 1, FARTHEST + 1]


def test_what_is_farther_than_the_farthest_is_as_far_as_that() -> None:
    _, apart = pieces.anchor(np.array([0]), FARTHEST + 10)
    assert apart[-1] == apart[-5] == 2 * FARTHEST

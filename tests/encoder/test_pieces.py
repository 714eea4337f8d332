"""How a text is shown to the encoder."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.encoder import pieces
from counterclaim.encoder.pieces import CONTEXT, DISTANCES, FARTHEST, LOOKS, SHAPES

CLS, SEP = 901, 902


def context(low: int) -> pieces.Context:
    """What a window of a text is shown first; its pieces are numbered from 0, and look like their numbers."""
    ids = list(range(600))
    return pieces.context_of(ids, np.array(ids) % (LOOKS - 1), low, (CLS, SEP))


@settings(deadline=None)
@given(st.integers(1, 6000))
def test_the_windows_cover_a_text_of_any_length_and_share_a_margin(size: int) -> None:
    bounds = pieces.window_bounds(size)
    assert {p for low, high in bounds for p in range(low, high)} == set(range(size))
    shared = [before[1] - after[0] for before, after in pairwise(bounds)]
    assert all(abs(n - pieces.OVERLAP) <= 1 for n in shared)


@settings(deadline=None)
@given(st.integers(1, 6000))
def test_every_window_has_room_for_its_pieces_its_context_and_its_markers(size: int) -> None:
    for low, high in pieces.window_bounds(size):
        shown = len(pieces.context_of(range(size), np.zeros(size, dtype=np.int64), low, (CLS, SEP)).ids)
        assert shown + (high - low) + 1 <= pieces.WINDOW


@settings(deadline=None)
@given(st.integers(1, 6000))
def test_the_windows_of_a_text_are_all_of_about_one_length(size: int) -> None:
    lengths = [high - low for low, high in pieces.window_bounds(size)]
    assert max(lengths) - min(lengths) <= 1


def test_a_later_window_is_shown_how_the_text_begins_and_a_marker_behind_it() -> None:
    shown = context(300)
    assert shown.ids == [CLS, *range(CONTEXT - 1), SEP]
    assert shown.looks == [LOOKS - 1, *(n % (LOOKS - 1) for n in range(CONTEXT - 1)), LOOKS - 1]


def test_the_beginning_of_a_text_is_shown_nothing_first() -> None:
    assert context(0) == pieces.Context([CLS], [LOOKS - 1])


@pytest.mark.parametrize("low", [1, CONTEXT - 2, CONTEXT - 1, CONTEXT, 200])
def test_no_window_is_shown_a_piece_twice(low: int) -> None:
    assert all(i < low for i in context(low).ids[1:-1])
    assert len(context(low).ids) == 2 + min(low, CONTEXT - 1)


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

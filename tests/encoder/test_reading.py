"""One pass over a text, with an encoder that writes into the scores of each piece what it was shown there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.encoder import pieces, reading
from counterclaim.encoder.heads import COLUMNS, WIDTH_OF_OUTPUT
from counterclaim.encoder.reading import Encoded, Model, Window

CLS, SEP = 90_001, 90_002


@dataclass
class Cut:
    ids: list[int]
    offsets: list[tuple[int, int]]


class Pieces:
    """Cuts a text into words of at most four letters; a piece's number is its place in the text."""

    def __init__(self, markers: Mapping[str, int]) -> None:
        self.markers = markers

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Cut:
        assert not add_special_tokens
        offsets = [m.span() for m in re.finditer(r"\w{1,4}|[^\w\s]", sequence)]
        return Cut(list(range(len(offsets))), offsets)

    def token_to_id(self, token: str) -> int | None:
        return self.markers.get(token)


@dataclass
class Echo:
    """Scores each piece with its number, and keeps what it was shown."""

    shown: list[list[int]] = field(default_factory=list)

    def run(self, names: Sequence[str] | None, feed: Mapping[str, Any]) -> Sequence[Any]:
        ids = feed["ids"]
        assert feed["mask"].shape == feed["looks"].shape == ids.shape
        self.shown.append(ids[0].tolist())
        scores = np.repeat(ids[..., None], WIDTH_OF_OUTPUT, axis=-1).astype(np.float32)
        return [ids[..., None].astype(np.float32), scores]


def model(encoder: Echo, markers: Mapping[str, int] | None = None) -> Model:
    return Model(encoder, encoder, Pieces({"[CLS]": CLS, "[SEP]": SEP} if markers is None else markers))


def windows(*bounds: tuple[int, int]) -> list[Window]:
    """Windows whose pieces all score the number of their window."""
    return [
        Window(low, 1, np.zeros((1, 0, 0)), np.full((high - low, WIDTH_OF_OUTPUT), number, dtype=np.float32))
        for number, (low, high) in enumerate(bounds)
    ]


def one_letter_words(size: int) -> tuple[str, list[tuple[int, int]]]:
    return "a " * size, [(2 * i, 2 * i + 1) for i in range(size)]


def test_each_word_takes_its_scores_from_the_window_where_it_stands_farthest_from_the_edges() -> None:
    read = Encoded(windows((0, 8), (4, 14), (10, 16)), *one_letter_words(16))
    assert read.scores[:, 0].tolist() == [0] * 6 + [1] * 6 + [2] * 4


@settings(deadline=None)
@given(st.integers(1, 3000))
def test_every_word_is_owned_by_a_window_that_sees_it_with_enough_around_it(size: int) -> None:
    bounds = pieces.window_bounds(size)
    for piece, owner in enumerate(reading.owners(windows(*bounds), size)):
        low, high = bounds[owner]
        assert low <= piece < high
        assert low == 0 or piece - low >= pieces.OVERLAP // 2 - 1
        assert high == size or high - 1 - piece >= pieces.OVERLAP // 2 - 1


@pytest.mark.parametrize("size", [1, 300, 357, 358, 666, 667, 2000])
def test_every_word_keeps_its_own_scores_however_long_the_text_is(size: int) -> None:
    read = reading.read("bell " * size, model(Echo()))
    assert read is not None
    assert read.scores[:, 0].tolist() == list(range(size))


def test_a_window_is_shown_its_pieces_between_markers_and_before_them_how_the_text_begins() -> None:
    encoder = Echo()
    reading.read("bell " * 600, model(encoder))
    first, second = encoder.shown
    (_, high), (low, last) = pieces.window_bounds(600)
    assert first == [CLS, *range(high), SEP]
    assert second == [CLS, *range(pieces.CONTEXT - 1), SEP, *range(low, last), SEP]


def test_the_linker_finds_a_piece_behind_what_its_window_is_shown_first() -> None:
    read = reading.read("bell " * 600, model(Echo()))
    assert read is not None
    for window in read.windows:
        own = window.hidden[0, window.ahead : window.ahead + window.size, 0]
        assert own.tolist() == list(range(window.low, window.low + window.size))


def test_a_word_of_several_pieces_takes_the_scores_of_the_first_and_the_characters_of_all() -> None:
    text = "Kolva's harbourmaster left"
    read = reading.read(text, model(Echo()))
    assert read is not None
    assert [text[slice(*read.span((i, i + 1)))] for i in range(len(read.starts))] == [
        "Kolva", "'", "s", "harbourmaster", "left"
    ]  # fmt: skip
    assert read.scores[:, 0].tolist() == [0, 2, 3, 4, 8]
    assert text[slice(*read.span((3, 5)))] == "harbourmaster left"


def test_a_head_is_read_from_its_own_columns() -> None:
    scores = np.arange(WIDTH_OF_OUTPUT, dtype=np.float32)[None]
    read = Encoded([Window(0, 1, np.zeros((1, 0, 0)), scores)], "a", [(0, 1)])
    columns = COLUMNS["harm"]
    assert read.of("harm").tolist() == [list(range(columns.first, columns.last))]


def test_a_window_sees_the_words_that_begin_inside_it() -> None:
    text, offsets = "ab cd ef", [(0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8)]
    read = Encoded(windows((0, 3), (1, 6)), text, offsets)
    assert [read.seen_by(0), read.seen_by(1)] == [(0, 2), (1, 3)]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_text_without_a_piece_is_not_read(text: str) -> None:
    encoder = Echo()
    assert reading.read(text, model(encoder)) is None
    assert encoder.shown == []


def test_a_tokenizer_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\[CLS\]"):
        reading.read("bell", model(Echo(), {"[CLS]": CLS}))

"""How a text is shown to the tagger: word pieces in windows, the look of each piece, and the words that carry labels.

The encoder reads text without case and without line breaks. Both tell much about who speaks and where a paragraph
ends, so each piece comes with a number for its look. Training and use share this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]  # characters
Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]

WINDOW = 384  # pieces, both markers and the context included
OVERLAP = 48  # pieces that two windows share: at their seam a piece sees at least half as many on either side
SHAPES = 5  # mark, digits, lower case, capital, all capitals
CONTEXT = 25  # pieces of the text's beginning, with a marker behind them, that every later window is shown first
FARTHEST = 96  # pieces; longer distances to a cue are all alike
DISTANCES = 2 * FARTHEST + 2  # numbers for distances to a cue, the last for the cue itself
LOOKS = SHAPES * 3 + 1  # each shape inside a line, after a line break, after a blank line; the last for the two markers


def window_bounds(size: int) -> list[tuple[int, int]]:
    """List the windows of a text, all of about one length, each sharing OVERLAP pieces with the next."""
    room = WINDOW - 2 - CONTEXT
    number = max(1, -(-(size - OVERLAP) // (room - OVERLAP)))
    step = (size - OVERLAP) / number
    return [(round(i * step), min(size, round((i + 1) * step) + OVERLAP)) for i in range(number)]


@dataclass(frozen=True, slots=True)
class Context:
    """The markers and pieces that stand before those of a window, with their looks."""

    ids: list[int]
    looks: list[int]


def context_of(ids: Sequence[int], looks: Numbers, low: int, markers: tuple[int, int]) -> Context:
    """Return what a window is shown first: how the text begins, which tells what it is about.

    Args:
        ids, looks: of all pieces of the text.
        low: the first piece that is the window's own; the text's own beginning needs nothing before it.
        markers: the numbers of [CLS] and [SEP].
    """
    seen = min(low, CONTEXT - 1)
    if not seen:
        return Context([markers[0]], [LOOKS - 1])
    return Context([markers[0], *ids[:seen], markers[1]], [LOOKS - 1, *(int(look) for look in looks[:seen]), LOOKS - 1])


def word_starts(text: str, offsets: Sequence[Span]) -> Numbers:
    """List the pieces with which a word or a mark begins."""
    starts = [0]
    for i in range(1, len(offsets)):
        before, here = offsets[i - 1], offsets[i]
        if before[1] != here[0] or not (text[here[0]].isalnum() and text[before[1] - 1].isalnum()):
            starts.append(i)
    return np.array(starts, dtype=np.int64)


def looks_of(text: str, offsets: Sequence[Span]) -> Numbers:
    """Say for each piece what it looks like, and whether a line or a paragraph begins with it."""
    looks = np.empty(len(offsets), dtype=np.int64)
    end = 0
    for i, (start, stop) in enumerate(offsets):
        breaks = 2 if i == 0 else min(2, text.count("\n", end, start)) if start > end else 0
        looks[i] = SHAPES * breaks + _shape(text[start:stop])
        end = stop
    return looks


def anchor(places: Numbers, size: int) -> tuple[Floats, Numbers]:
    """Describe a cue to the network that looks for its source and content.

    Args:
        places: the pieces of the cue that begin a word, in order, counted within their window.
        size: pieces of the window.

    Returns:
        The weight of each piece in the cue, adding up to 1, and a number for each piece's distance to the cue.
    """
    weights = np.zeros(size, dtype=np.float32)
    weights[places] = 1 / len(places)
    place = np.arange(size)
    apart = np.minimum(place - places[0], 0) + np.maximum(place - places[-1], 0)
    numbers = np.clip(apart, -FARTHEST, FARTHEST) + FARTHEST
    numbers[places] = DISTANCES - 1
    return weights, numbers


def _shape(piece: str) -> int:
    if not piece[:1].isalpha():
        return 1 if piece[:1].isdigit() else 0
    if piece[0].islower():
        return 2
    return 4 if len(piece) > 1 and piece.isupper() else 3

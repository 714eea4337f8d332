"""One pass of the encoder over a text: the scores of all heads for every word, and what the linker needs.

A text is cut into overlapping windows of word pieces. Each word takes its scores from the window in which it stands
farthest from the edges. numpy alone, no torch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from counterclaim.encoder.heads import COLUMNS
from counterclaim.encoder.pieces import LOOKS, Floats, Numbers, Span, context_of, looks_of, window_bounds, word_starts
from counterclaim.encoder.runs import Run


class Encoding(Protocol):
    """What a tokenizer returns."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Tokenizer(Protocol):
    """The part of tokenizers.Tokenizer that is used."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Encoding:
        """Cut a text into pieces."""

    def token_to_id(self, token: str) -> int | None:
        """Look up a marker."""


class Session(Protocol):
    """The part of onnxruntime.InferenceSession that is used."""

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any]) -> Sequence[Any]:
        """Run the model."""


@dataclass(frozen=True, slots=True)
class Model:
    """The encoder with its heads, and the linker, which labels source and content of one cue."""

    encoder: Session
    linker: Session
    tokenizer: Tokenizer


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder makes of one window.

    Attributes:
        low: number of its first piece in the text.
        ahead: markers and pieces before that one, which only show what the text is about.
        hidden: [1, ahead + n + 1, width], for the linker.
        scores: [n, outputs] of its own pieces.
    """

    low: int
    ahead: int
    hidden: Floats
    scores: Floats

    @property
    def size(self) -> int:
        """Return the number of its own pieces."""
        return len(self.scores)


class Encoded:
    """A text as the encoder has read it.

    Attributes:
        starts, ends: the first and the last piece of each word.
        owner: the window that each word takes its scores from.
        scores: [words, outputs].
    """

    def __init__(self, windows: Sequence[Window], text: str, offsets: Sequence[Span]) -> None:
        self.windows, self.offsets = windows, offsets
        self.starts = word_starts(text, offsets)
        self.ends = np.append(self.starts[1:], len(offsets)) - 1
        self.owner = owners(windows, len(offsets))[self.starts]
        self.scores: Floats = np.stack(
            [windows[o].scores[p - windows[o].low] for p, o in zip(self.starts, self.owner, strict=True)]
        )

    def of(self, head: str) -> Floats:
        """Return the scores of one head: [words, tags] or [words, classes]."""
        scores: Floats = self.scores[:, COLUMNS[head].slice]
        return scores

    def span(self, run: Run) -> Span:
        """Return the characters of a run of words."""
        return self.offsets[self.starts[run[0]]][0], self.offsets[self.ends[run[1] - 1]][1]

    def seen_by(self, window: int) -> tuple[int, int]:
        """Return which words begin inside a window."""
        w = self.windows[window]
        first, last = np.searchsorted(self.starts, [w.low, w.low + w.size])
        return int(first), int(last)


def read(text: str, model: Model) -> Encoded | None:
    """Run the encoder over a text, one window at a time: int8 scores depend on what else is in a batch.

    Returns:
        None where the text holds no piece.

    Raises:
        ValueError: the tokenizer has no markers.
    """
    encoding = model.tokenizer.encode(text, add_special_tokens=False)
    ids, offsets = encoding.ids, encoding.offsets
    if not ids:
        return None
    first, last = model.tokenizer.token_to_id("[CLS]"), model.tokenizer.token_to_id("[SEP]")
    if first is None or last is None:
        raise ValueError("the tokenizer has no markers [CLS] and [SEP]")
    looks = looks_of(text, offsets)
    windows = []
    for low, high in window_bounds(len(ids)):
        context = context_of(ids, looks, low, (first, last))
        part = np.array([[*context.ids, *ids[low:high], last]], dtype=np.int64)
        look = np.concatenate([context.looks, looks[low:high], [LOOKS - 1]]).astype(np.int64)[None]
        hidden, scores = model.encoder.run(None, {"ids": part, "mask": np.ones_like(part), "looks": look})
        ahead = len(context.ids)
        windows.append(Window(low, ahead, hidden, scores[0, ahead : ahead + high - low]))
    return Encoded(windows, text, offsets)


def owners(windows: Sequence[Window], size: int) -> Numbers:
    """Say for each piece in which window it stands farthest from the edges."""
    place = np.arange(size)
    room = []
    for i, w in enumerate(windows):
        high = w.low + w.size
        before = place - w.low if i else np.full(size, size)  # the text's own edges are no loss
        after = high - 1 - place if i < len(windows) - 1 else np.full(size, size)
        inside = (place >= w.low) & (place < high)
        room.append(np.where(inside, np.minimum(before, after), -1))
    return np.asarray(np.argmax(np.stack(room), axis=0), dtype=np.int64)

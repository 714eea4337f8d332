"""From the tagger's scores to attributions over a whole text; numpy alone, no torch.

A text is cut into overlapping windows of word pieces. Each piece takes its labels, and each cue its
links, from the window in which it stands farthest from the edges. Members that run out of that
window go on as far as the labels of the neighbouring windows let them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

WINDOW = 256  # pieces, both markers included
STRIDE = 160  # pieces from one window to the next
ROLES = ("source", "cue", "content")
LABEL_SHARE = 0.5  # weight of the label scores beside the link scores; set on PolNeAR dev
OPENING_COST = {"source": 3.0, "content": 2.0}  # log-odds that a new span must earn; set on PolNeAR dev
CUE_BIAS = 0.0  # added to the log-odds of cue labels
LIMIT = 8.0  # log-odds beyond this say no more


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
class Attribution:
    """Who says what: character spans, half-open; `score` is the probability of the cue's label."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The tagger's scores for one window: pieces `low` to `low + n` of the text, markers left out."""

    low: int
    bio: Floats  # [n, 9]
    links: Floats  # [2, n, n]: source and content; cue piece by member piece


def window_starts(size: int) -> list[int]:
    """List where windows begin; the last one ends with the text."""
    room = WINDOW - 2
    if size <= room:
        return [0]
    return [*range(0, size - room, STRIDE), size - room]


def score_windows(ids: Sequence[int], session: Session, first: int, last: int) -> list[Scores]:
    """Run the tagger, one window at a time: int8 scores depend on what else is in a batch."""
    out = []
    for low in window_starts(len(ids)):
        part = np.array([[first, *ids[low : low + WINDOW - 2], last]], dtype=np.int64)
        bio, links = session.run(None, {"ids": part, "mask": np.ones_like(part)})
        out.append(Scores(low, bio[0, 1:-1], links[0, :, 1:-1, 1:-1]))
    return out


def owners(windows: Sequence[Scores], size: int) -> Numbers:
    """Say for each piece in which window it stands farthest from the edges."""
    place = np.arange(size)
    room = []
    for i, w in enumerate(windows):
        high = w.low + len(w.bio)
        before = place - w.low if i else np.full(size, size)  # the text's own edges are no loss
        after = high - 1 - place if i < len(windows) - 1 else np.full(size, size)
        inside = (place >= w.low) & (place < high)
        room.append(np.where(inside, np.minimum(before, after), -1))
    return np.asarray(np.argmax(np.stack(room), axis=0), dtype=np.int64)


def word_starts(text: str, offsets: Sequence[Span]) -> Numbers:
    """List the pieces with which a word or a mark begins."""
    starts = [0]
    for i in range(1, len(offsets)):
        before, here = offsets[i - 1], offsets[i]
        if before[1] != here[0] or not (text[here[0]].isalnum() and text[before[1] - 1].isalnum()):
            starts.append(i)
    return np.array(starts, dtype=np.int64)


def softmax(logits: Floats) -> Floats:
    """Turn the last axis into probabilities."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return out


def best_members(odds: Floats, cost: float) -> NDArray[np.bool_]:
    """Choose for each row [rows, words] the spans with the highest sum of log-odds, each at a cost."""
    rows, size = odds.shape
    out, inside = np.zeros(rows), np.full(rows, -np.inf)
    opened = np.zeros((rows, size), dtype=bool)  # the word's best "inside" came from outside
    closed = np.zeros((rows, size), dtype=bool)  # the word's best "outside" came from inside
    for i in range(size):
        opened[:, i] = out - cost > inside
        closed[:, i] = inside > out
        out, inside = np.maximum(out, inside), np.maximum(out - cost, inside) + odds[:, i]
    chosen = np.zeros((rows, size), dtype=bool)
    state = inside > out
    for i in range(size - 1, -1, -1):
        chosen[:, i] = state
        state = np.where(state, ~opened[:, i], closed[:, i])
    return chosen


def runs(chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """List the runs of a boolean row, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def cue_words(bio: Floats) -> list[tuple[int, int]]:
    """List the cues as runs of words, from the cue columns [words, 3]."""
    biased = bio.copy()
    biased[:, 1:] += CUE_BIAS
    label = biased.argmax(axis=1)
    found: list[tuple[int, int]] = []
    for i, kind in enumerate(label):
        if kind == 1 or (kind == 2 and (i == 0 or label[i - 1] == 0)):
            found.append((i, i + 1))
        elif kind == 2:
            found[-1] = (found[-1][0], i + 1)
    return found


def decode(windows: Sequence[Scores], text: str, offsets: Sequence[Span]) -> list[Attribution]:
    """Merge the windows' scores into the attributions of the whole text, in order of their cues."""
    if not offsets:
        return []
    starts = word_starts(text, offsets)
    ends = np.append(starts[1:], len(offsets)) - 1
    owner = owners(windows, len(offsets))
    bio = np.stack([windows[owner[p]].bio[p - windows[owner[p]].low] for p in starts]).reshape(-1, 3, 3)
    label_odds = np.logaddexp(bio[:, :, 1], bio[:, :, 2]) - bio[:, :, 0]
    cues = cue_words(bio[:, 1])
    if not cues:
        return []
    members = {
        role: _members(windows, starts, owner, cues, label_odds[:, column], r)
        for r, (role, column) in enumerate((("source", 0), ("content", 2)))
    }

    def span(low: int, high: int) -> Span:
        return offsets[starts[low]][0], offsets[ends[high - 1]][1]

    sure = softmax(bio[:, 1])
    out = []
    for i, (low, high) in enumerate(cues):
        source = tuple(span(*run) for run in runs(members["source"][i]))
        content = tuple(span(*run) for run in runs(members["content"][i]))
        out.append(Attribution(source, span(low, high), content, float(1 - sure[low, 0])))
    return out


def _members(
    windows: Sequence[Scores],
    starts: Numbers,
    owner: Numbers,
    cues: Sequence[tuple[int, int]],
    labels: Floats,
    relation: int,
) -> NDArray[np.bool_]:
    """Choose the words [cues, words] that belong to each cue as its source (0) or content (1)."""
    odds = np.full((len(cues), len(starts)), -LIMIT, dtype=np.float32)
    for i, (low, _) in enumerate(cues):
        piece = starts[low]
        w = windows[owner[piece]]
        seen = (starts >= w.low) & (starts < w.low + len(w.bio))
        link = w.links[relation, piece - w.low, starts[seen] - w.low]
        odds[i, seen] = link + LABEL_SHARE * np.clip(labels[seen], -LIMIT, LIMIT)
    chosen = best_members(np.clip(odds, -LIMIT, LIMIT), OPENING_COST[("source", "content")[relation]])
    for i, (low, _) in enumerate(cues):
        w = windows[owner[starts[low]]]
        chosen[i] = _continued(chosen[i], starts, w.low + len(w.bio), labels)
    return chosen


def _continued(chosen: NDArray[np.bool_], starts: Numbers, high: int, labels: Floats) -> NDArray[np.bool_]:
    """Let a span that reaches its window's end go on while the labels agree."""
    i = int(np.searchsorted(starts, high))
    while 0 < i < len(starts) and chosen[i - 1] and labels[i] > 0:
        chosen[i] = True
        i += 1
    return chosen


def tag(text: str, session: Session, tokenizer: Tokenizer) -> list[Attribution]:
    """Find the attributions of a text; session and tokenizer are those of models/attribution."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    if not encoding.ids:
        return []
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if first is None or last is None:
        raise ValueError("the tokenizer has no markers [CLS] and [SEP]")
    return decode(score_windows(encoding.ids, session, first, last), text, encoding.offsets)

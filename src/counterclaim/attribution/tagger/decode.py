"""From the tagger's scores to attributions over a whole text; numpy alone, no torch.

A text is cut into overlapping windows of word pieces. Each word takes its labels, and each cue its source and
content, from the window in which it stands farthest from the edges. What runs out of that window goes on as far as
the labels of the neighbouring window let it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from counterclaim.attribution.tagger.pieces import (
    LOOKS,
    Floats,
    Numbers,
    Span,
    anchor,
    looks_of,
    window_bounds,
    word_starts,
)
from counterclaim.attribution.tagger.viterbi import TAGS, Run, best_runs, log_odds

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(len(ROLES))
CUE_COST = 0.0  # log-odds that a cue must earn; set on training articles that were held out, like the two below
MEMBER_COST = (0.0, 0.0)  # the same for a source, a content
FLAT_SHARE = (1.0, 0.5)  # how much labels that know of no cue add to those of a cue's source, content


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
    """The tagger: an encoder that labels each word, and a linker that labels source and content of one cue."""

    encoder: Session
    linker: Session
    tokenizer: Tokenizer


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: character spans, half-open; `score` is the probability of the cue's label."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger makes of a text: its attributions, and for each word the probability that it is in a cue."""

    attributions: tuple[Attribution, ...]
    words: tuple[Span, ...]
    cue: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The encoder's scores for one window: pieces `low` to `low + n` of the text.

    Attributes:
        low: the first piece.
        hidden: [1, n + 2, width], with the markers, for the linker.
        flat: [n, 3, 5] scores of the tags of each role.
    """

    low: int
    hidden: Floats
    flat: Floats


@dataclass(frozen=True, slots=True)
class Linked:
    """What the linker says of one cue: word runs, and how sure it is of each."""

    cue: Run
    source: tuple[Run, ...]
    content: tuple[tuple[Run, float], ...]


def encode(ids: Sequence[int], looks: Numbers, model: Model) -> list[Scores]:
    """Run the encoder, one window at a time: int8 scores depend on what else is in a batch.

    Raises:
        ValueError: the tokenizer has no markers.
    """
    first, last = model.tokenizer.token_to_id("[CLS]"), model.tokenizer.token_to_id("[SEP]")
    if first is None or last is None:
        raise ValueError("the tokenizer has no markers [CLS] and [SEP]")
    out = []
    for low, high in window_bounds(len(ids)):
        part = np.array([[first, *ids[low:high], last]], dtype=np.int64)
        look = np.concatenate([[LOOKS - 1], looks[low:high], [LOOKS - 1]]).astype(np.int64)[None]
        hidden, flat = model.encoder.run(None, {"ids": part, "mask": np.ones_like(part), "looks": look})
        out.append(Scores(low, hidden, flat[0, 1:-1].reshape(-1, len(ROLES), len(TAGS))))
    return out


def owners(windows: Sequence[Scores], size: int) -> Numbers:
    """Say for each piece in which window it stands farthest from the edges."""
    place = np.arange(size)
    room = []
    for i, w in enumerate(windows):
        high = w.low + len(w.flat)
        before = place - w.low if i else np.full(size, size)  # the text's own edges are no loss
        after = high - 1 - place if i < len(windows) - 1 else np.full(size, size)
        inside = (place >= w.low) & (place < high)
        room.append(np.where(inside, np.minimum(before, after), -1))
    return np.asarray(np.argmax(np.stack(room), axis=0), dtype=np.int64)


class Words:
    """The words of a text: which pieces begin them, and what the windows say of them."""

    def __init__(self, windows: Sequence[Scores], text: str, offsets: Sequence[Span]) -> None:
        self.windows, self.offsets = windows, offsets
        self.starts = word_starts(text, offsets)
        self.ends = np.append(self.starts[1:], len(offsets)) - 1
        self.owner = owners(windows, len(offsets))[self.starts]
        self.flat = np.stack(
            [windows[o].flat[p - windows[o].low] for p, o in zip(self.starts, self.owner, strict=True)]
        )

    def span(self, run: Run) -> Span:
        """Return the characters of a run of words."""
        return self.offsets[self.starts[run[0]]][0], self.offsets[self.ends[run[1] - 1]][1]

    def seen_by(self, window: int) -> tuple[int, int]:
        """Return which words begin inside a window."""
        w = self.windows[window]
        first, last = np.searchsorted(self.starts, [w.low, w.low + len(w.flat)])
        return int(first), int(last)


def link(words: Words, cues: Sequence[Run], linker: Session) -> list[Linked]:
    """Find the source and the content of each cue."""
    by_window: dict[int, list[Run]] = {}
    for cue in cues:
        by_window.setdefault(int(words.owner[(cue[0] + cue[1]) // 2]), []).append(cue)
    rows: list[tuple[Run, int, int, Floats]] = []  # cue, words of its window, scores [words, 2, 5]
    for number, own in by_window.items():
        w, (first, last) = words.windows[number], words.seen_by(number)
        places = words.starts[first:last] - w.low + 1  # the marker stands before
        anchors = [anchor(places[max(a, first) - first : b - first], w.hidden.shape[1]) for a, b in own]
        cue_weights = np.stack([weights for weights, _ in anchors])
        apart = np.stack([numbers for _, numbers in anchors])
        (scores,) = linker.run(None, {"hidden": w.hidden, "cue": cue_weights, "apart": apart})
        for cue, row in zip(own, scores[:, places], strict=True):
            rows.append((cue, first, last, row.reshape(-1, 2, len(TAGS))))
    found: list[list[tuple[Run, float]]] = []
    for member, role in ((0, SOURCE), (1, CONTENT)):
        share = np.float32(FLAT_SHARE[member])
        mixed: list[Floats] = [
            np.asarray(r[:, member] + share * words.flat[a:b, role], np.float32) for _, a, b, r in rows
        ]
        for (_, first, last, _), scores, runs in zip(rows, mixed, best_runs(mixed, MEMBER_COST[member]), strict=True):
            sure = log_odds(scores)
            found.append([
                ((first + a, _end(words, first + b, last, role)), float(sure[a:b].mean())) for a, b in runs
            ])  # fmt: skip
    out = []
    for (cue, *_), source, content in zip(rows, found[: len(rows)], found[len(rows) :], strict=True):
        best = max(source, key=lambda run: run[1], default=None)
        out.append(Linked(cue, (best[0],) if best else (), tuple(content)))
    return sorted(out, key=lambda linked: linked.cue)


def _end(words: Words, end: int, last: int, role: int) -> int:
    """Return where a run ends that reaches the end of its window: where the next window ends it."""
    if end < last:
        return end
    inside = words.flat[:, role].argmax(axis=-1)
    while end < len(inside) and TAGS[inside[end]] in "IE":
        end += 1
        if TAGS[inside[end - 1]] == "E":
            break
    return end


def parted(linked: Sequence[Linked]) -> list[Linked]:
    """Give what two cues claim as content to the one that is surer of it."""
    claims = sorted(
        ((score, -i, run) for i, one in enumerate(linked) for run, score in one.content),
        key=lambda c: c[:2],
        reverse=True,
    )
    taken: list[Run] = []
    kept: list[list[tuple[Run, float]]] = [[] for _ in linked]
    for score, number, run in claims:
        if not any(run[0] < b and a < run[1] for a, b in taken):
            taken.append(run)
            kept[-number].append((run, score))
    return [Linked(one.cue, one.source, tuple(sorted(own))) for one, own in zip(linked, kept, strict=True)]


def decode(windows: Sequence[Scores], text: str, offsets: Sequence[Span], linker: Session) -> Tagged:
    """Merge what the windows say into the attributions of the whole text, in order of their cues."""
    if not offsets:
        return Tagged((), (), ())
    words = Words(windows, text, offsets)
    (cues,) = best_runs([words.flat[:, CUE]], CUE_COST)
    sure = 1 / (1 + np.exp(-log_odds(words.flat[:, CUE])))
    out = []
    for one in parted(link(words, cues, linker)) if cues else []:
        source = tuple(words.span(run) for run in one.source)
        content = tuple(words.span(run) for run, _ in one.content)
        out.append(Attribution(source, words.span(one.cue), content, float(sure[one.cue[0] : one.cue[1]].max())))
    every = tuple(words.span((i, i + 1)) for i in range(len(words.starts)))
    return Tagged(tuple(out), every, tuple(sure.tolist()))


def tag(text: str, model: Model) -> Tagged:
    """Find the attributions of a text."""
    encoding = model.tokenizer.encode(text, add_special_tokens=False)
    if not encoding.ids:
        return Tagged((), (), ())
    windows = encode(encoding.ids, looks_of(text, encoding.offsets), model)
    return decode(windows, text, encoding.offsets, model.linker)

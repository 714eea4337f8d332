"""From the tagger's scores to attributions over a whole text; numpy alone, no torch.

A text is cut into overlapping windows of word pieces. Each piece takes its labels, and each cue its
links, from the window in which it stands farthest from the edges. Members that run out of that
window go on as far as the labels of the neighbouring windows let them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]  # characters
Run = tuple[int, int]  # words
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

WINDOW = 256  # pieces, both markers included
OVERLAP = 64  # pieces that two windows share: at their seam a piece sees at least half as many on either side
ROLES = ("source", "cue", "content")
NEAR = (2.0, 15.0)  # words of distance that outweigh one unit of link log-odds: source, content; set likewise
FARTHEST = (40, 400)  # words; a span farther from the cue is not its own
RUN_COST = (0.0, -1.0, 1.0)  # log-odds that a new run of source, cue, content must earn; set on training articles


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
class Tagged:
    """What the tagger makes of a text: its attributions, and for each word the probability that it is in a cue."""

    attributions: tuple[Attribution, ...]
    words: tuple[Span, ...]
    cue: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The tagger's scores for one window: pieces `low` to `low + n` of the text, markers left out."""

    low: int
    bio: Floats  # [n, 9]
    links: Floats  # [2, n, n]: source and content; cue piece by member piece


def window_bounds(size: int) -> list[tuple[int, int]]:
    """List the windows of a text, all of about one length, each sharing OVERLAP pieces with the next."""
    room = WINDOW - 2
    number = max(1, -(-(size - OVERLAP) // (room - OVERLAP)))
    step = (size - OVERLAP) / number
    return [(round(i * step), min(size, round((i + 1) * step) + OVERLAP)) for i in range(number)]


def score_windows(ids: Sequence[int], session: Session, first: int, last: int) -> list[Scores]:
    """Run the tagger, one window at a time: int8 scores depend on what else is in a batch."""
    out = []
    for low, high in window_bounds(len(ids)):
        part = np.array([[first, *ids[low:high], last]], dtype=np.int64)
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


def labelled_runs(bio: Floats, cost: float) -> list[Run]:
    """List the best runs of words under one role's columns [words, 3]; each new run has a cost."""
    outside, inside = 0.0, -np.inf
    steps: list[tuple[bool, int]] = []  # came "outside" from inside? came "inside" on (0), from outside (1), anew (2)?
    for o, b, i in bio.tolist():
        fresh = max(outside, inside) + b - cost
        steps.append((inside > outside, 0 if inside + i >= fresh else 1 if outside >= inside else 2))
        outside, inside = max(outside, inside) + o, max(inside + i, fresh)
    found: list[Run] = []
    held, end = inside > outside, len(bio)
    for place in range(len(bio) - 1, -1, -1):
        left, kind = steps[place]
        if not held:
            held, end = left, place
        elif kind:
            found.append((place, end))
            held, end = kind == 2, place
    return found[::-1]


def decode(windows: Sequence[Scores], text: str, offsets: Sequence[Span]) -> Tagged:
    """Merge the windows' scores into the attributions of the whole text, in order of their cues."""
    if not offsets:
        return Tagged((), (), ())
    starts = word_starts(text, offsets)
    ends = np.append(starts[1:], len(offsets)) - 1
    owner = owners(windows, len(offsets))
    bio = np.stack([windows[owner[p]].bio[p - windows[owner[p]].low] for p in starts]).reshape(-1, 3, 3)
    sources, cues, contents = (labelled_runs(bio[:, r], RUN_COST[r]) for r in range(len(ROLES)))
    links = Links(windows, starts, owner)
    members = link_spans(links, sources, cues, contents)

    def span(low: int, high: int) -> Span:
        return offsets[starts[low]][0], offsets[ends[high - 1]][1]

    sure = softmax(bio[:, 1])
    out = []
    for i, (low, high) in enumerate(cues):
        source, content = (tuple(span(*run) for run in role) for role in members[i])
        out.append(Attribution(source, span(low, high), content, float(1 - sure[low, 0])))
    words = tuple(span(i, i + 1) for i in range(len(starts)))
    return Tagged(tuple(out), words, tuple((1 - sure[:, 0]).tolist()))


class Links:
    """How strongly a run of words is tied to a cue."""

    def __init__(self, windows: Sequence[Scores], starts: Numbers, owner: Numbers) -> None:
        self.windows, self.starts, self.owner = windows, starts, owner

    def strength(self, relation: int, cue: Run, run: Run) -> float:
        """Return the mean link log-odds of a run as the cue's source (0) or content (1), less its distance."""
        gap = max(run[0] - cue[1], cue[0] - run[1], 0)
        if gap > FARTHEST[relation]:
            return -np.inf
        piece = self.starts[cue[0]]
        w = self.windows[self.owner[piece]]
        places = self.starts[run[0] : run[1]] - w.low
        places = places[(places >= 0) & (places < len(w.bio))]
        if not len(places):
            return -np.inf
        return float(w.links[relation, piece - w.low, places].mean()) - gap / NEAR[relation]


def link_spans(
    links: Links, sources: Sequence[Run], cues: Sequence[Run], contents: Sequence[Run]
) -> list[tuple[list[Run], list[Run]]]:
    """Give each cue its best source, and each content to its best cue."""
    out: list[tuple[list[Run], list[Run]]] = [([], []) for _ in cues]
    for cue, (own, _) in zip(cues, out, strict=True):
        ranked = [(links.strength(0, cue, run), run) for run in _near(sources, cue, FARTHEST[0])]
        if ranked and max(ranked)[0] > -np.inf:
            own.append(max(ranked)[1])
    for run in contents:
        rivals = [(links.strength(1, cues[i], run), -i) for i in _near_places(cues, run, FARTHEST[1])]
        if rivals and max(rivals)[0] > -np.inf:
            out[-max(rivals)[1]][1].append(run)
    return out


def _near_places(spans: Sequence[Run], centre: Run, farthest: int) -> range:
    """Say which of the ordered runs lie near another run."""
    low = bisect_left(spans, centre[0] - farthest, key=lambda r: r[1])
    return range(low, bisect_right(spans, centre[1] + farthest, key=lambda r: r[0]))


def _near(spans: Sequence[Run], centre: Run, farthest: int) -> list[Run]:
    return [spans[i] for i in _near_places(spans, centre, farthest)]


def tag(text: str, session: Session, tokenizer: Tokenizer) -> Tagged:
    """Find the attributions of a text; session and tokenizer are those of models/attribution."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    if not encoding.ids:
        return Tagged((), (), ())
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if first is None or last is None:
        raise ValueError("the tokenizer has no markers [CLS] and [SEP]")
    return decode(score_windows(encoding.ids, session, first, last), text, encoding.offsets)

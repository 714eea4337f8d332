"""The best runs of words under tags that say where a run begins, goes on and ends; numpy alone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Run = tuple[int, int]  # words
Floats = NDArray[np.float32]

TAGS = "OBIES"  # outside; the first, an inner, the last word of a run; a run of one word
O, B, I, E, S = range(len(TAGS))  # noqa: E741 - the customary letters
NEVER = np.float32(-1e9)
# Between two words of at least these log-odds for "outside" nothing is decided anew, so the text may be parted there.
PARTED = 5.0

_AFTER = {O: (O, B, S), B: (I, E), I: (I, E), E: (O, B, S), S: (O, B, S)}
ALLOWED = np.array([[0 if j in _AFTER[i] else NEVER for j in range(len(TAGS))] for i in range(len(TAGS))], np.float32)


def log_odds(scores: Floats) -> Floats:
    """Return for tag scores [..., 5] the log-odds [...] that a word lies in a run."""
    inner = scores[..., 1:]
    peak = inner.max(axis=-1)
    out: Floats = peak + np.log(np.exp(inner - peak[..., None]).sum(axis=-1)) - scores[..., O]
    return out


def best_runs(rows: Sequence[Floats], cost: float) -> list[list[Run]]:
    """List the best runs of each row of tag scores [words, 5]; each new run must earn `cost`.

    A run may begin before the row and end behind it: a row is what one window sees of a text.
    """
    parts: list[tuple[int, int, int]] = []
    for number, row in enumerate(rows):
        inside = np.flatnonzero(log_odds(row) > -PARTED)
        if len(inside):
            gaps = np.flatnonzero(np.diff(inside) > 1)
            lows = inside[np.concatenate([[0], gaps + 1])]
            highs = inside[np.concatenate([gaps, [len(inside) - 1]])] + 1
            parts += [(number, int(a), int(b)) for a, b in zip(lows, highs, strict=True)]
    out: list[list[Run]] = [[] for _ in rows]
    if not parts:
        return out
    edges = [(a == 0, b == len(rows[n])) for n, a, b in parts]
    for (number, low, _), tags in zip(parts, _decode([rows[n][a:b] for n, a, b in parts], edges, cost), strict=True):
        out[number] += [(low + a, low + b) for a, b in _runs(tags)]
    return out


def _decode(parts: Sequence[Floats], edges: Sequence[tuple[bool, bool]], cost: float) -> list[list[int]]:
    """Return the best tags of each stretch; `edges` says whether it begins and ends where its row does."""
    size = max(map(len, parts))
    scores = np.full((size, len(parts), len(TAGS)), NEVER, dtype=np.float32)
    for i, (part, (first, last)) in enumerate(zip(parts, edges, strict=True)):
        scores[: len(part), i] = part
        if not first:
            scores[0, i, [I, E]] = NEVER
        if not last:
            scores[len(part) - 1, i, [B, I]] = NEVER
    scores[:, :, [B, S]] -= cost
    lengths = np.array([len(p) for p in parts])
    best = scores[0]
    back = np.zeros((size, len(parts), len(TAGS)), dtype=np.int64)
    for t in range(1, size):
        reach = best[:, :, None] + ALLOWED[None]
        back[t] = reach.argmax(axis=1)
        running = (t < lengths)[:, None]
        best = np.where(running, reach.max(axis=1) + scores[t], best)
    tags = best.argmax(axis=1)
    out = [[0] * n for n in lengths]
    for t in range(size - 1, -1, -1):
        for row in np.flatnonzero(t < lengths).tolist():
            out[row][t] = int(tags[row])
            tags[row] = back[t, row, tags[row]]
    return out


def _runs(tags: Sequence[int]) -> list[Run]:
    found: list[Run] = []
    start: int | None = None
    for place, tag in enumerate(tags):
        if tag in (B, S) or (tag in (I, E) and start is None):
            start = place
        if tag in (E, S) and start is not None:
            found.append((start, place + 1))
            start = None
    if start is not None:
        found.append((start, len(tags)))
    return found

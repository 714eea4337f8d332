"""From the encoder's scores to attributions over a whole text; numpy alone, no torch.

Each cue takes its source and content from the window in which it stands farthest from the edges. What runs out of
that window goes on as far as the labels of the neighbouring window let it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.encoder.pieces import Floats, Span, anchor
from counterclaim.encoder.reading import Encoded, Session
from counterclaim.encoder.runs import TAGS, Run, best_runs, log_odds

CUE_COST = 0.0  # log-odds that a cue must earn; set on training articles that were held out, like the two below
MEMBER_COST = (0.0, 0.0)  # the same for a source, a content
FLAT_SHARE = (1.0, 0.5)  # how much labels that know of no cue add to those of a cue's source, content


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
class Linked:
    """What the linker says of one cue: word runs, and how sure it is of each."""

    cue: Run
    source: tuple[Run, ...]
    content: tuple[tuple[Run, float], ...]


def link(words: Encoded, cues: Sequence[Run], linker: Session) -> list[Linked]:
    """Find the source and the content of each cue."""
    by_window: dict[int, list[Run]] = {}
    for cue in cues:
        by_window.setdefault(int(words.owner[(cue[0] + cue[1]) // 2]), []).append(cue)
    rows: list[tuple[Run, int, int, Floats]] = []  # cue, words of its window, scores [words, 2, 5]
    for number, own in by_window.items():
        w, (first, last) = words.windows[number], words.seen_by(number)
        places = words.starts[first:last] - w.low + w.ahead  # behind the markers
        anchors = [anchor(places[max(a, first) - first : b - first], w.hidden.shape[1]) for a, b in own]
        cue_weights = np.stack([weights for weights, _ in anchors])
        apart = np.stack([numbers for _, numbers in anchors])
        (scores,) = linker.run(None, {"hidden": w.hidden, "cue": cue_weights, "apart": apart})
        for cue, row in zip(own, scores[:, places], strict=True):
            rows.append((cue, first, last, row.reshape(-1, 2, len(TAGS))))
    found: list[list[tuple[Run, float]]] = []
    for member, role in enumerate(("source", "content")):
        share = np.float32(FLAT_SHARE[member])
        mixed: list[Floats] = [
            np.asarray(r[:, member] + share * words.of(role)[a:b], np.float32) for _, a, b, r in rows
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


def _end(words: Encoded, end: int, last: int, role: str) -> int:
    """Return where a run ends that reaches the end of its window: where the next window ends it."""
    if end < last:
        return end
    inside = words.of(role).argmax(axis=-1)
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


def decode(words: Encoded, linker: Session) -> Tagged:
    """Find the attributions of a text that the encoder has read, in the order of their cues."""
    scores = words.of("cue")
    (cues,) = best_runs([scores], CUE_COST)
    sure = 1 / (1 + np.exp(-log_odds(scores)))
    out = []
    for one in parted(link(words, cues, linker)) if cues else []:
        source = tuple(words.span(run) for run in one.source)
        content = tuple(words.span(run) for run, _ in one.content)
        out.append(Attribution(source, words.span(one.cue), content, float(sure[one.cue[0] : one.cue[1]].max())))
    every = tuple(words.span((i, i + 1)) for i in range(len(words.starts)))
    return Tagged(tuple(out), every, tuple(sure.tolist()))

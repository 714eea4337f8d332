"""From the encoder's scores to the runs of words that tell of happening, with the classes of each run."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from counterclaim.encoder.heads import ARGUMENTS, COLUMNS, PREDICATES, VALUES
from counterclaim.encoder.pieces import Floats, Span
from counterclaim.encoder.reading import Encoded
from counterclaim.encoder.runs import Run, best_runs, log_odds

# Log-odds that a run of a head must earn. Set on 52 annotated reports of events that took no part in training
# (`training/thresholds.py`), by the F1 of runs and of attributed claims; one off the best costs a point at most.
COSTS: Mapping[str, float] = {
    "harm": -1.0,
    "deed": 0.0,
    "happening": 0.0,
    "proof": 1.0,
    "reason": 1.0,
    "instrument": -0.5,
    "time": 0.0,
    "place": -0.5,
    "agent": -1.0,
}
# Probability from which a class of two is taken to hold; set on the same reports.
HOLDS: Mapping[str, float] = {
    **dict.fromkeys((name for name, classes in VALUES.items() if len(classes) == 2), 0.5),
    "background": 0.4,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A run of words of one head.

    Attributes:
        span: characters of the text that the encoder has read.
        score: mean log-odds of its words.
        values: probabilities of the classes of each value head, in the order of ``VALUES``.
    """

    head: str
    span: Span
    score: float
    values: Mapping[str, tuple[float, ...]]

    def holds(self, name: str) -> bool:
        """Tell whether a class of two holds."""
        return self.values[name][1] >= HOLDS[name]

    def most_likely(self, name: str) -> str:
        """Return the most likely class of a value head."""
        return VALUES[name][int(np.argmax(self.values[name]))]


def softmax(scores: Floats) -> Floats:
    """Return the probabilities of scores [classes]."""
    grown = np.exp(scores - scores.max())
    out: Floats = grown / grown.sum()
    return out


def told(encoded: Encoded, costs: Mapping[str, float] = COSTS) -> list[Told]:
    """Return every run of the heads that tell of happening, in the order of the text."""
    heads = (*PREDICATES, *ARGUMENTS)
    rows = {head: encoded.of(head) for head in heads}
    out = []
    for head in heads:
        (runs,) = best_runs([rows[head]], costs[head])
        sure = log_odds(rows[head])
        out += [Told(head, encoded.span(run), float(sure[slice(*run)].mean()), _values(encoded, run)) for run in runs]
    return sorted(out, key=lambda t: (t.span, heads.index(t.head)))


def _values(encoded: Encoded, run: Run) -> dict[str, tuple[float, ...]]:
    mean = encoded.scores[slice(*run)].mean(axis=0)  # of all heads at once
    return {name: tuple(softmax(mean[COLUMNS[name].slice]).tolist()) for name in VALUES}

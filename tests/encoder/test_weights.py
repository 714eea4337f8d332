"""The tagger gives the same scores on every processor."""

import numpy as np
import pytest

from counterclaim.attribution.tagger import weights
from counterclaim.attribution.tagger.decode import encode

# Any pieces of the vocabulary; without exact sums the first of these numbers is off by tenths on older processors.
PIECES = [2023, 4214, 2056, 2008, 3157, 2111, 2020, 2730]
HIDDEN = [0.008, 0.080, -0.101, 0.242, -0.023, 0.473]
TAGS = [-0.76, 0.40, 4.04, -5.28, -4.95]
# Rounding differs a little between processors.
NEAR = 0.02


def test_scores_do_not_overflow_on_processors_without_instructions_for_int8():
    (scores,) = encode(PIECES, np.zeros(len(PIECES), dtype=np.int64), weights.load())
    assert scores.hidden[0, 0, : len(HIDDEN)].tolist() == pytest.approx(HIDDEN, abs=NEAR)
    assert scores.flat[0, 0].tolist() == pytest.approx(TAGS, abs=5 * NEAR)

"""Texts as the encoder has read them, with tags and classes written by hand: one word is one piece."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from counterclaim.encoder.heads import COLUMNS, SPANS, VALUES, WIDTH_OF_OUTPUT
from counterclaim.encoder.reading import Encoded, Window
from counterclaim.encoder.runs import TAGS

SURE = 8.0


@pytest.fixture(scope="session")
def encoded() -> Callable[..., Encoded]:
    """Return a function that makes a text read: a row of tags for each head, a class for each word of a value head."""

    def make(
        text: str, tags: Mapping[str, str], values: Mapping[str, list[str | None]] | None = None, sure: float = SURE
    ) -> Encoded:
        words = text.split()
        offsets, at = [], 0
        for word in words:
            at = text.index(word, at)
            offsets.append((at, at + len(word)))
            at += len(word)
        scores = np.zeros((len(words), WIDTH_OF_OUTPUT), dtype=np.float32)
        for head in SPANS:
            for place, tag in enumerate(tags.get(head, "O" * len(words))):
                scores[place, COLUMNS[head].first + TAGS.index(tag)] = sure
        for head, row in (values or {}).items():
            for place, name in enumerate(row):
                if name is not None:
                    scores[place, COLUMNS[head].first + VALUES[head].index(name)] = sure
        return Encoded([Window(0, 1, np.zeros((1, 0, 0)), scores)], text, offsets)

    return make

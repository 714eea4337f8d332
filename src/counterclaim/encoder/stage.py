"""The stage that runs the encoder over a report, once."""

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.draft import Draft, Stretch
from counterclaim.encoder import weights
from counterclaim.encoder.reading import read
from counterclaim.stages import Stage


def stretches(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the article between page furniture; the encoder reads each as one text."""
    stretch: tuple[int, int] | None = None
    for before, sentence in zip((None, *draft.sentences), draft.sentences, strict=False):
        span = sentence.span
        if stretch and before and not draft.text[before.span.end : span.start].strip():
            stretch = (stretch[0], span.end)
        else:
            if stretch:
                yield stretch
            stretch = (span.start, span.end)
    if stretch:
        yield stretch


def encode(draft: Draft) -> Draft:
    """Return the draft with what the encoder makes of each stretch of the article.

    Raises:
        WeightsError: the weights are missing or altered.
    """
    model = weights.load()
    found = ((start, read(draft.text[start:end], model)) for start, end in stretches(draft))
    return replace(draft, encoded=tuple(Stretch(start, encoded) for start, encoded in found if encoded is not None))


STAGE: Stage[Draft] = Stage("encoder.v1", requires=("sentences",), assigns=("encoded",), run=encode)

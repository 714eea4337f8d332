"""The heads of the encoder: which labels it gives to every word, and where their scores stand in its output.

A *span head* marks runs of words with the five tags of `runs.TAGS`. A *value head* scores classes of whatever run a
word lies in; the scores of a run are the mean over its words.
"""

from dataclasses import dataclass

from counterclaim.encoder.runs import TAGS

# Who says what (PARC, PolNeAR): they are labelled over the whole text, and once more for each cue by the linker.
ROLES = ("source", "cue", "content")
# What is told of happening: predicates (harm, deed, happening, proof, reason) and arguments (agent, instrument, ...).
PREDICATES = ("harm", "deed", "happening", "proof", "reason")
ARGUMENTS = ("instrument", "time", "place", "agent")
SPANS = (*ROLES, *PREDICATES, *ARGUMENTS)

MEASURES = ("killed", "injured", "hospitalised", "missing", "captured", "displaced", "affected")
COUNTS = ("figure", "one", "unknown", "none")
ASPECTS = ("has", "lacks", "integrity", "access", "independent")
VALUES: dict[str, tuple[str, ...]] = {
    "harm negated": ("no", "yes"),
    "deed negated": ("no", "yes"),
    "happening negated": ("no", "yes"),
    "proof negated": ("no", "yes"),
    "reason negated": ("no", "yes"),
    "instrument negated": ("no", "yes"),
    "background": ("no", "yes"),
    "measure": MEASURES,
    "count": COUNTS,
    "aspect": ASPECTS,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The half-open range of columns of the encoder's output in which the scores of a head stand."""

    first: int
    last: int

    @property
    def slice(self) -> slice:
        """The range as a slice."""
        return slice(self.first, self.last)


def _columns() -> dict[str, Columns]:
    at, out = 0, {}
    for name, size in (*((s, len(TAGS)) for s in SPANS), *((v, len(c)) for v, c in VALUES.items())):
        out[name] = Columns(at, at + size)
        at += size
    return out


COLUMNS = _columns()
WIDTH_OF_OUTPUT = max(c.last for c in COLUMNS.values())

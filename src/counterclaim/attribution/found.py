"""One attribution as it is found, before it becomes a statement."""

from dataclasses import dataclass

from counterclaim.attribution.cues import Cue
from counterclaim.attribution.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution before it becomes a statement; token ranges are half-open.

    Attributes:
        sentence: number of the sentence that the content stands in; the cue may stand in another.
        ranges: the content.
        between: the words between cue and content ("told Reuters on Monday").
        beside: other words that only attribute: cues and sources that were folded into this one.
        recorded: True where somebody is heard in his own words, without quotation marks.
        cue_words, source_words: where cue and source stand in full, if that is known better than from ``cue``.
    """

    sentence: int
    cue: Cue | None
    ranges: tuple[tuple[int, int], ...]
    speaker: Speaker
    between: tuple[int, int] | None = None
    via: tuple[str, ...] = ()
    beside: tuple[tuple[int, int], ...] = ()
    cue_words: tuple[int, int] | None = None
    source_words: tuple[int, int] | None = None
    recorded: bool = False

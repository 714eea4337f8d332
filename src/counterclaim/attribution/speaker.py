"""A resolved speaker, and those who spoke before."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from counterclaim.ledger import Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun or a description might have meant.

    Attributes:
        name: what he is called; empty for somebody whom the report does not name either.
        sentence: number of the sentence that made him one.
        against: why it was not he, in words; empty for the one who was taken.
    """

    name: str
    sentence: int
    against: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker.

    Attributes:
        name: fullest name or description, None for nobody.
        plural: True for several people ("activists").
        gender: "f", "m" or "" where the words do not tell.
        head: lemma of the describing noun ("ministry"), empty for a bare name.
        words: lemmas of the words by which the text names him there ("army", "spokesman" of "army spokesman Petrov").
        confidence: 0 to 1.
        considered: for a pronoun or a description, who might have been meant, nearest first.
        at: the token that named him where he spoke, -1 where none is known.
    """

    name: str | None
    kind: Kind
    side: str | None = None
    plural: bool = False
    gender: str = ""
    head: str = ""
    words: frozenset[str] = frozenset()
    confidence: float = 0.9
    why: str = ""
    considered: tuple[Candidate, ...] = ()
    at: int = -1


NOBODY = Speaker(None, "unresolved", confidence=0.5, why="the report does not say who")


@dataclass(slots=True)
class History:
    """Those who spoke so far, latest last, each with the number of the sentence. Local to the reading of one report."""

    spoken: list[tuple[int, Speaker]] = field(default_factory=list)

    def latest(self, sentence: int, reach: int) -> Iterator[tuple[int, Speaker]]:
        """Yield earlier speakers, latest first, at most ``reach`` sentences back."""
        for number, speaker in reversed(self.spoken):
            if sentence - number > reach:
                return
            yield number, speaker

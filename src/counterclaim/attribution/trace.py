"""How a speaker was resolved: the attribution is read again, and what was weighed is told."""

from dataclasses import dataclass

from counterclaim.attribution.reader import Reader
from counterclaim.attribution.speaker import Candidate
from counterclaim.draft import Draft
from counterclaim.ledger import Span, Stance, Statement


@dataclass(frozen=True, slots=True)
class Trace:
    """What was weighed for one statement.

    Attributes:
        sentence: number of the sentence that its content stands in.
        cue_stance: the stance that its cue expresses, before the speaker's own words are read; None without a cue.
        considered: for a pronoun or a description, who might have been meant.
    """

    sentence: int
    cue_stance: Stance | None
    considered: tuple[Candidate, ...]


def trace(draft: Draft, statement: Statement) -> Trace | None:
    """Return what was weighed when a statement's speaker was resolved; None where the reading differs now.

    Args:
        draft: the report's text with the mentions of the language stages.
    """
    doc = draft.parsed
    for found in Reader(draft, "both" if draft.encoded else "rules").read():
        source = found.cue.source if found.cue else None
        named = found.source_words or ((source.first, source.last) if source else None)
        words = doc[slice(*named)] if named else None
        where = Span(words.start_char, words.end_char) if words is not None else None
        spans = tuple(Span(doc[a:b].start_char, doc[a:b].end_char) for a, b in found.ranges)
        same = where == statement.source and any(a.overlaps(b) for a in spans for b in statement.content)
        if same and found.speaker.name == statement.speaker:
            return Trace(found.sentence, found.cue.stance if found.cue else None, found.speaker.considered)
    return None

"""What one statement tells of happening: the event mentions whose words it holds, with their arguments."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.claims.doers import Doers
from counterclaim.draft import Argument, Draft, EventMention, Frame, Role
from counterclaim.ledger import NARRATOR, Polarity, Span, Statement

FALSE = re.compile(r"\b(?:falsely|wrongly|baselessly|untruthfully)\s+(?:accus|blam|claim|alleg|charg|report|stat)\w+")
MENTION = "event mention"  # the rule of every claim that is read off an event mention, for ``explain``
# Short name of whatever background event a claim belongs to, until the stage that names events has a better one.
OTHER_EVENT = "another event"


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement with what it tells.

    Attributes:
        mentions: the event mentions whose words stand in the statement, in the order of the text.
        arguments: the instruments, times and places that stand in it, each with the mention that it belongs to.
        doers: names the doers of the report.
    """

    draft: Draft
    statement: Statement
    mentions: tuple[EventMention, ...]
    arguments: tuple[tuple[EventMention, Argument], ...]
    doers: Doers

    def of_frame(self, frame: Frame) -> Iterator[EventMention]:
        """Yield the mentions of one frame."""
        return (mention for mention in self.mentions if mention.frame == frame)

    def of_role(self, role: Role) -> Iterator[Argument]:
        """Yield the arguments of one role, each once."""
        return iter(dict.fromkeys(argument for _, argument in self.arguments if argument.role == role))

    def polarity(self, mention: EventMention) -> Polarity:
        """Return whether the statement affirms what a mention tells.

        Not where the mention or the statement denies it, or calls it a false accusation. What a denial goes on to say
        ("rejected the claims ..., stating that ...") stands in a stretch of its own, and is affirmed.
        """
        content = self.statement.content
        denied = self.statement.stance == "denies" and (len(content) == 1 or mention.span.overlaps(content[0]))
        return "-" if mention.negated or denied or self.called_false(mention.span) else "+"

    def called_false(self, span: Span) -> bool:
        """Tell whether some words are part of what the statement calls a false charge ("falsely accused ... of")."""
        start = next((c.start for c in self.statement.content if c.overlaps(span)), span.start)
        return FALSE.search(self.draft.text, start, span.end) is not None

    def words(self, span: Span) -> str:
        """Return the words of a span on one line."""
        return " ".join(span.of(self.draft.text).split())


def about(item: EventMention | Argument) -> str | None:
    """Return the event of a mention as far as it is known before events are named."""
    return OTHER_EVENT if item.background else None


def tellings(draft: Draft, statements: Sequence[Statement]) -> tuple[Telling, ...]:
    """Return for each of these statements of a report what it tells; each mention belongs to one statement."""
    places = Placing(draft, statements)
    mentions: list[list[EventMention]] = [[] for _ in statements]
    arguments: list[list[tuple[EventMention, Argument]]] = [[] for _ in statements]
    for mention in draft.events:
        if mention.frame != "setting" and (at := places.of(mention.span)) is not None:
            mentions[at].append(mention)
        for argument in mention.arguments:
            if argument.role != "agent" and (at := places.of(argument.span)) is not None:
                arguments[at].append((mention, argument))
    doers = Doers(draft, statements)
    return tuple(
        Telling(draft, statement, tuple(mentions[at]), tuple(arguments[at]), doers)
        for at, statement in enumerate(statements)
    )


class Placing:
    """Says to which statement of a report a stretch of its text belongs: the innermost that holds most of it."""

    def __init__(self, draft: Draft, statements: Sequence[Statement]) -> None:
        self.draft, self.statements = draft, statements
        self.starts = [sentence.span.start for sentence in draft.sentences]
        self.near: dict[int, list[int]] = {}
        for number, statement in enumerate(statements):
            spans = [*statement.content, *(s for s in (statement.cue, statement.source) if s)]
            for at in sorted({n for span in spans for n in self._sentences(span)}):
                self.near.setdefault(at, []).append(number)

    def _sentences(self, span: Span) -> range:
        first = max(0, bisect_right(self.starts, span.start) - 1)
        return range(first, max(first, bisect_right(self.starts, span.end - 1) - 1) + 1)

    def of(self, span: Span) -> int | None:
        """Return the number of the statement, None where the sentence of the stretch has none."""
        here = [number for at in self._sentences(span) for number in self.near.get(at, ())]
        holding = [n for n in here if 2 * sum(_shared(span, c) for c in self.statements[n].content) >= _size([span])]
        if holding:
            return min(holding, key=lambda n: (self._is_narrated(n), _size(self.statements[n].content), n))
        for number in here:
            own = (self.statements[number].cue, self.statements[number].source)
            if any(piece is not None and _shared(span, piece) for piece in own):
                return number
        return min(here, key=lambda n: (self._distance(n, span), not self._is_narrated(n), n), default=None)

    def _is_narrated(self, number: int) -> bool:
        return self.statements[number].speaker == NARRATOR

    def _distance(self, number: int, span: Span) -> int:
        return min(max(c.start - span.end, span.start - c.end, 0) for c in self.statements[number].content)


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _size(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)

"""On which side an originator stands who is said to hold a thing and to deny it as well.

One of five statements may be misread, misquoted or taken back; the originator is counted where most of its statements
are, and among those who deny where they are as many. The ledger keeps them all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.originators import originators
from counterclaim.ledger import Polarity

# What two answers have in common that are about the same: the parties on whose behalf the blamed act, or the words.
Topic = frozenset[str]
HELD = {"asserts", "denies"}


def topic(draft: CaseDraft, kind: str, answer: str) -> Topic:
    """Return what an answer to a question is about.

    Args:
        draft: with its actors.
        kind: the type of the claims that answer the question.
        answer: the answer; for responsibility, names of parties.
    """
    if kind == "responsibility":
        named = (name for name in answer.split("; ") if name in draft.parties)
        if found := frozenset(draft.represented[draft.parties[name]] for name in named):
            return found
    return frozenset({answer})


@dataclass(frozen=True, slots=True)
class Leaning:
    """For each originator and topic, how many of its statements hold, and how many deny, what the topic is about."""

    counted: Mapping[str, Mapping[Topic, Counter[Polarity]]]

    def stands(self, originator: str, about: Topic, polarity: Polarity) -> bool:
        """Tell whether an originator counts among those who hold ("+") or deny ("-")."""
        total: Counter[Polarity] = Counter()
        for what, signs in self.counted.get(originator, {}).items():
            if what & about:
                total += signs
        return total["+"] > total["-"] if polarity == "+" else total["-"] >= total["+"]


def leaning(draft: CaseDraft, answered: Iterable[tuple[Told, str]]) -> Leaning:
    """Count on which side originators stand.

    Args:
        draft: with its originators.
        answered: the claims that answer one question, each with its answer.
    """
    counted: dict[str, dict[Topic, Counter[Polarity]]] = defaultdict(lambda: defaultdict(Counter))
    for (_, statement, claim), answer in answered:
        if statement.stance in HELD:
            for originator in originators(draft, statement, claim.incident or ""):
                counted[originator][topic(draft, claim.type, answer)][claim.polarity] += 1
    return Leaning(counted)

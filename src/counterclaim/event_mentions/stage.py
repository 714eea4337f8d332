"""The stage that finds the event mentions of a report."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from counterclaim.draft import Argument, Count, Draft, EventMention, Frame, Role
from counterclaim.encoder.heads import ARGUMENTS, PREDICATES
from counterclaim.event_mentions.decode import Told, told
from counterclaim.ledger import Span
from counterclaim.stages import Stage


def find(draft: Draft) -> tuple[EventMention, ...]:
    """Return the event mentions of a report, in the order of the text."""
    runs = [
        replace(one, span=(one.span[0] + stretch.start, one.span[1] + stretch.start))
        for stretch in draft.encoded
        for one in told(stretch.encoded)
    ]
    starts = [sentence.span.start for sentence in draft.sentences]
    by_sentence: dict[int, list[Told]] = {}
    for one in runs:
        by_sentence.setdefault(max(0, bisect_right(starts, one.span[0]) - 1), []).append(one)
    found: list[EventMention] = []
    for number in sorted(by_sentence):
        found += in_sentence(by_sentence[number])
    return tuple(replace(mention, id=number) for number, mention in enumerate(found))


def in_sentence(runs: Iterable[Told]) -> list[EventMention]:
    """Return the event mentions of one sentence: its predicates, each with the arguments nearest to it.

    An instrument, a place or a time belongs to the nearest predicate; where the sentence has none, it stands in a
    mention of its own, a mere setting. A deed takes the surest agent within its words, or else the nearest.
    """
    together = list(runs)
    agents = [one for one in together if one.head == "agent"]
    predicates = [
        one
        for one in together
        if one.head in PREDICATES
        and not (one.head == "deed" and any(_covers(agent.span, one.span) for agent in agents))  # a doer, and no deed
    ]
    taken: dict[int, list[Argument]] = {k: [] for k in range(len(predicates))}
    free: list[Told] = []
    for one in (t for t in together if t.head in ARGUMENTS and t.head != "agent"):
        nearest = min(range(len(predicates)), key=lambda k: _distance(predicates[k].span, one.span), default=None)
        if nearest is None:
            free.append(one)
        else:
            taken[nearest].append(_argument(one))
    for number, predicate in enumerate(predicates):
        if predicate.head in {"deed", "reason"}:
            taken[number] += [_argument(one) for one in agents_of(predicate, agents)]
    mentions = [_mention(one, taken[number]) for number, one in enumerate(predicates)]
    mentions += [
        EventMention(id=0, frame="setting", span=Span(*one.span), arguments=(_argument(one),), score=one.score,
                     background=one.holds("background"))
        for one in free
    ]  # fmt: skip
    return sorted(mentions, key=lambda mention: mention.span)


def agents_of(predicate: Told, agents: list[Told]) -> list[Told]:
    """Return those who do a deed: all within its words, else the nearest in the sentence."""
    inside = [one for one in agents if _distance(predicate.span, one.span) < 0]
    if not agents:
        return []
    if not inside:
        return [min(agents, key=lambda one: (_distance(predicate.span, one.span), -one.score))]
    # "Rebels fighting the army shelled the mill": one of them did it, and whoever is joined to him by an "and".
    best = max(inside, key=lambda one: (one.score, -one.span[0]))
    together = [best]
    for one in sorted(inside, key=lambda one: _distance(best.span, one.span)):
        if one is not best and any(0 <= _distance(one.span, other.span) <= len(", and ") for other in together):
            together.append(one)
    return sorted(together, key=lambda one: one.span)


def _covers(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[0] and b[1] <= a[1]


def _distance(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Return how many characters lie between two stretches; less than 0 where they overlap."""
    return max(b[0] - a[1], a[0] - b[1])


def _argument(one: Told) -> Argument:
    negated = one.head == "instrument" and one.holds("instrument negated")
    return Argument(cast(Role, one.head), Span(*one.span), one.score, negated, one.holds("background"))


def _mention(one: Told, arguments: list[Argument]) -> EventMention:
    harm, proof = one.head == "harm", one.head == "proof"
    return EventMention(
        id=0,
        frame=cast(Frame, one.head),
        span=Span(*one.span),
        arguments=tuple(sorted(arguments, key=lambda a: (ARGUMENTS.index(a.role), a.span))),
        negated=one.holds(f"{one.head} negated"),
        background=one.holds("background"),
        measure=one.most_likely("measure") if harm else None,
        count=cast(Count, one.most_likely("count")) if harm else None,
        aspect=one.most_likely("aspect") if proof else None,
        score=one.score,
    )


def run(draft: Draft) -> Draft:
    """Return the draft with its event mentions."""
    return replace(draft, events=find(draft))


STAGE: Stage[Draft] = Stage("event-mentions.v1", requires=("sentences", "encoded"), assigns=("events",), run=run)

"""Which toll an originator stands by: its last one, and of which people.

Tolls rise. That a monitor counted 58 one day and 86 the next is no dispute with somebody who says 86, and that two of
the wounded are children contradicts nobody. Only what two originators still hold of the same people is compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.figures import is_figure, population
from counterclaim.events.originators import originators
from counterclaim.ledger import Claim

# An answer as it is shown, and as it is compared.
Toll = tuple[str, str]
# A toll, those who stand by it, another toll, and those who stand by that one.
Contradiction = tuple[str, list[str], str, list[str]]
Standing = Mapping[tuple[str, str], frozenset[Toll]]


def standing(draft: CaseDraft, told: Iterable[Told], answer: Callable[[Claim], str | None]) -> Standing:
    """Return, for each originator and population, the answers that it has not replaced by a later one.

    An answer of no known date replaces none and is replaced by none.
    """
    given: dict[tuple[str, str], list[tuple[str, Toll]]] = defaultdict(list)
    for report, statement, claim in told:
        words = answer(claim)
        if words is None or not is_figure((report, statement, claim)):
            continue
        date = (statement.said or report.published or "")[:10]
        toll = (words, answer(_at_least(claim)) or words)
        for originator in originators(draft, statement, claim.incident or ""):
            given[originator, population(claim.text("of"))].append((date, toll))
    return {who: _last(answers) for who, answers in given.items()}


def _at_least(claim: Claim) -> Claim:
    """Return a claim of "dozens" as one of at least so many: who says dozens does not exclude a hundred."""
    low, high = claim.number("low"), claim.number("high")
    if claim.get("approx") is not True or low is None or low == high:
        return claim
    return replace(claim, values=tuple((k, None if k == "high" else v) for k, v in claim.values))


def _last(tolls: list[tuple[str, Toll]]) -> frozenset[Toll]:
    latest = max(date for date, _ in tolls)
    return frozenset(toll for date, toll in tolls if date in {"", latest})


def contradictions(held: Standing, compatible: Callable[[str, str], bool]) -> Iterator[Contradiction]:
    """Yield the tolls of which only one can be true, each with all who stand by it.

    Two originators contradict each other only if nothing that the one stands by agrees with the other's. Tolls are
    compared and not originators: that hundreds give one toll costs no more than that two do.
    """
    givers: dict[tuple[str, frozenset[Toll]], list[str]] = defaultdict(list)
    for (originator, people), tolls in held.items():
        givers[people, tolls].append(originator)
    for ((people, mine), ones), ((other_people, theirs), others) in combinations(givers.items(), 2):
        if people == other_people and not any(a == b or compatible(a, b) for _, a in mine for _, b in theirs):
            yield min(mine)[0], ones, min(theirs)[0], others

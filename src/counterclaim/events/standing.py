"""Which toll an originator stands by: its last one, and of which people.

Tolls rise. That a monitor counted 58 one day and 86 the next is no dispute with somebody who says 86, and that two of
the wounded are children contradicts nobody. Only what two originators still hold of the same people is compared, and a
later total contradicts an earlier one only if it is lower: what was counted cannot become less, unless somebody erred.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.figures import is_figure, population
from counterclaim.events.originators import originators
from counterclaim.ledger import Claim

# So many tolls of one measure are compared with each other, those held by most first: more would only be more of it.
MOST_COMPARED = 60


@dataclass(frozen=True, slots=True, order=True)
class Toll:
    """A total as somebody gives it in one report.

    Attributes:
        words: as it is shown.
        compared: as it is compared: who says dozens does not exclude a hundred.
        day: ISO day on which it was said, or else published; "" where neither is known.
        report: id of the report that has it.
    """

    day: str
    words: str
    compared: str
    low: int | None
    high: int | None
    approx: bool
    report: str

    @property
    def least(self) -> int:
        """The number that it gives at the least; the upper bound where it gives no lower one."""
        return self.low if self.low is not None else self.high or 0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two tolls of which only one can be true, with those who stand by each; nobody named is an empty tuple."""

    first: Toll
    second: Toll
    first_by: tuple[str, ...]
    second_by: tuple[str, ...]
    decides: bool


# For each originator and population, the tolls that it stands by.
Standing = Mapping[tuple[str, str], frozenset[Toll]]
Compatible = Callable[[str, str], bool]


def standing(draft: CaseDraft, told: Iterable[Told], answer: Callable[[Claim], str | None]) -> Standing:
    """Return, for each originator and population, the tolls that it has not replaced by a later one.

    A toll of no known date replaces none and is replaced by none.
    """
    given: dict[tuple[str, str], set[Toll]] = defaultdict(set)
    for one in told:
        toll = toll_of(one, answer)
        if toll is not None:
            for originator in originators(draft, one[1], one[2].incident or ""):
                given[originator, population(one[2].text("of"))].add(toll)
    return {who: _bare(_last(tolls)) for who, tolls in given.items()}


def unnamed(draft: CaseDraft, told: Iterable[Told], answer: Callable[[Claim], str | None]) -> frozenset[Toll]:
    """Return the tolls of people in general that nobody is named for."""
    found: dict[str, set[Toll]] = defaultdict(set)
    for one in told:
        toll = toll_of(one, answer)
        if toll is not None and one[1].actor is None and not population(one[2].text("of")):
            found[toll.report].add(toll)
    return _bare(toll for tolls in found.values() for toll in whole(tolls))


def _bare(tolls: Iterable[Toll]) -> frozenset[Toll]:
    """Leave the reports away, so that one toll in many reports is one."""
    return frozenset(replace(toll, report="") for toll in tolls)


def toll_of(told: Told, answer: Callable[[Claim], str | None]) -> Toll | None:
    """Return the toll that a claim gives; None where it gives none that its speaker stands by."""
    report, statement, claim = told
    words = answer(claim)
    if words is None or not is_figure(told):
        return None
    day = (statement.said or report.published or "")[:10]
    return Toll(day=day, words=words, compared=answer(_at_least(claim)) or words, low=claim.number("low"),
                high=claim.number("high"), approx=claim.get("approx") is True, report=report.id)  # fmt: skip


def _at_least(claim: Claim) -> Claim:
    """Return a claim of "dozens" as one of at least so many."""
    low, high = claim.number("low"), claim.number("high")
    if claim.get("approx") is not True or low is None or low == high:
        return claim
    return replace(claim, values=tuple((k, None if k == "high" else v) for k, v in claim.values))


def _last(tolls: Iterable[Toll]) -> frozenset[Toll]:
    every = list(tolls)
    latest = max(toll.day for toll in every)
    return whole(toll for toll in every if toll.day in {"", latest})


def whole(tolls: Iterable[Toll]) -> frozenset[Toll]:
    """Leave out what counts fewer people than another toll of the same giver in the same report.

    "Dozens died ... three of them in hospital": whoever gives two totals in one breath that cannot both be right has
    counted some of the people apart. None at all is no smaller scope, it takes the toll back.
    """
    every = sorted(tolls)
    return frozenset(toll for toll in every if not any(_is_some_of(toll, other) for other in every))


def _is_some_of(toll: Toll, other: Toll) -> bool:
    most = toll.high if toll.high is not None else toll.low
    return toll.report == other.report and toll.day == other.day and most is not None and 0 < most < other.least


def contradictions(
    held: Standing, compatible: Compatible, nobody: frozenset[Toll] = frozenset()
) -> Iterator[Contradiction]:
    """Yield the tolls of which only one can be true, those that decide the point first.

    Two originators contradict each other only if nothing that the one stands by agrees with the other's; a toll of
    theirs that does not agree is a contradiction all the same, but decides nothing. Nor do tolls of nobody, and those
    that one originator gives beside each other. Tolls are compared and not originators: that hundreds give one toll
    costs no more than that two do.
    """
    groups = _groups(held, nobody)
    weaker: list[Contradiction] = []
    for (people, mine, ones), (other_people, theirs, others) in combinations(groups, 2):
        if people != other_people or not (ones or others):
            continue
        apart = [(a, b) for a, b in product(sorted(mine), sorted(theirs)) if not can_both_be(a, b, compatible)]
        decides = len(apart) == len(mine) * len(theirs) and bool(ones) and bool(others)
        for a, b in apart[:1]:
            found = Contradiction(a, b, ones, others, decides)
            if decides:
                yield found
            else:
                weaker.append(found)
    for _, mine, ones in groups:
        for a, b in combinations(sorted(mine), 2):
            if ones and a.day == b.day and not can_both_be(a, b, compatible):
                weaker.append(Contradiction(a, b, ones[:1], ones[:1], decides=False))
    yield from weaker


def _groups(held: Standing, nobody: frozenset[Toll]) -> list[tuple[str, frozenset[Toll], tuple[str, ...]]]:
    givers: dict[tuple[str, frozenset[Toll]], list[str]] = defaultdict(list)
    for (originator, people), tolls in held.items():
        givers[people, tolls].append(originator)
    groups = [(people, tolls, tuple(who)) for (people, tolls), who in givers.items()]
    groups += [("", frozenset({toll}), ()) for toll in sorted(nobody)]
    groups.sort(key=lambda group: -len(group[2]))
    return groups[:MOST_COMPARED]


def can_both_be(a: Toll, b: Toll, compatible: Compatible) -> bool:
    """Tell whether two totals can both be true, for a toll may have risen from the earlier to the later one."""
    if compatible(a.compared, b.compared):
        return True
    earlier, later = (a, b) if a.day <= b.day else (b, a)
    return bool(earlier.day) and earlier.day < later.day and later.least > earlier.least

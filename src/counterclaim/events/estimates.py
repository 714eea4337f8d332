"""Low, best and high number of people for each measure of an incident, as conflict data sets give them.

After the manner of the Uppsala Conflict Data Program: low and high are the lowest and the highest total that an
originator still stands by, best is the total with which the totals of most of them agree: "at least 50" agrees with 86,
and so does a lower count of an earlier day. All three are numbers that somebody gave; nothing is averaged. Totals of
some of the people, and totals that were replaced, do not count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from counterclaim.claims.table import claim_type
from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.standing import MOST_COMPARED, Toll, can_both_be, standing, unnamed
from counterclaim.findings import Estimate
from counterclaim.stages import Stage

CASUALTY = claim_type("casualty")
# Who gives a total, and the total; "" where nobody is named.
Given = tuple[str, Toll]


def _stage(draft: CaseDraft) -> CaseDraft:
    estimates = [estimate for incident in draft.incidents for estimate in _estimates(draft, incident.id)]
    return replace(draft, estimates=tuple(estimates))


def _estimates(draft: CaseDraft, incident: str) -> Iterator[Estimate]:
    answer = CASUALTY.answer
    by_measure: dict[str, list[Told]] = defaultdict(list)
    for told in draft.told.get(incident, ()):
        claim = told[2]
        if claim.type == "casualty" and claim.polarity == "+" and not claim.get("part"):
            by_measure[claim.text("measure") or "affected"].append(told)
    for measure in sorted(by_measure):
        held = standing(draft, by_measure[measure], answer)
        named = [(who, toll) for (who, people), tolls in sorted(held.items()) if not people for toll in sorted(tolls)]
        nobody = [("", toll) for toll in sorted(unnamed(draft, by_measure[measure], answer))]
        if named or nobody:
            yield estimate(incident, measure, named or nobody, unnamed=len(nobody))


def estimate(incident: str, measure: str, given: Iterable[Given], *, unnamed: int = 0) -> Estimate:
    """Return low, best and high of some totals.

    Args:
        incident: id of the incident.
        measure: what the totals count.
        given: at least one total, each with the originator who stands by it ("" where nobody is named).
        unnamed: how many totals nobody is named for.
    """
    by_number: dict[int, list[Given]] = defaultdict(list)
    every = list(given)
    for one in every:
        by_number[one[1].least].append(one)
    most = sorted(by_number, key=lambda n: (-_holders(by_number[n]), n))[:MOST_COMPARED]
    against = {n: _against(by_number[n], every) for n in most}
    low = min(by_number)
    best = min(most, key=lambda n: (against[n], not _exact(by_number[n]), _last(by_number[n]), n))
    high = max(_top(toll) for _, toll in every)
    return Estimate(
        incident=incident, measure=measure, low=low, best=best, high=high,
        open_high=any(toll.high is None and toll.least == high for _, toll in every), originators=_holders(every),
        best_by=_names(by_number[best]), low_by=_names(by_number[low]),
        high_by=_names(one for one in every if _top(one[1]) == high), unnamed=unnamed,
        reason=_reason(best, against, len(by_number), _holders(every)),
    )  # fmt: skip


def _against(ours: Iterable[Given], every: Iterable[Given]) -> int:
    """Return how many originators give only what cannot be true together with a number."""
    mine = {toll for _, toll in ours}
    agree: dict[str, bool] = defaultdict(bool)
    verdicts: dict[Toll, bool] = {}
    for who, toll in every:
        if toll not in verdicts:
            verdicts[toll] = any(can_both_be(toll, own, CASUALTY.compatible) for own in mine)
        agree[who] |= verdicts[toll]
    return sum(not agrees for agrees in agree.values())


def _holders(giving: Iterable[Given]) -> int:
    return len({who for who, _ in giving if who})


def _names(giving: Iterable[Given]) -> tuple[str, ...]:
    return tuple(sorted({who for who, _ in giving if who}))


def _exact(giving: Iterable[Given]) -> bool:
    """Tell whether anybody gives a number, and not only a range such as "dozens"."""
    return any(toll.high is None or toll.low in {toll.high, None} for _, toll in giving)


def _last(giving: Iterable[Given]) -> tuple[int, ...]:
    """Order by the last day on which a number was given, the latest first and the undated last."""
    day = max(toll.day for _, toll in giving)
    return tuple(-ord(letter) for letter in day or "0")


def _top(toll: Toll) -> int:
    return toll.high if toll.high is not None else toll.least


def _reason(best: int, against: dict[int, int], numbers: int, originators: int) -> str:
    if numbers == 1:
        return "the only total given"
    if not originators:
        return "of totals that nobody is named for, the exact one that was given last"
    said = f"{best} cannot be true together with what {against[best]} of {originators} originators say"
    rivals = sum(count == against[best] for count in against.values()) > 1
    return f"{said}, fewer than any other total" if not rivals else f"{said}; of such totals it is the one said last"


STAGE: Stage[CaseDraft] = Stage(
    "estimates.v1",
    requires=("actors", "incidents", "told", "alike"),
    assigns=("estimates",),
    run=_stage,
)

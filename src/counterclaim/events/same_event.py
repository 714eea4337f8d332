"""Whether two reports are mainly about one event: by place and day, and by what else they have in common.

In a town that the case names on one day only, place and day are enough. Where much happens, in a city under siege or
a whole province, they are not, and neither is a day between two reports: then the tolls of the lead, the words of the
head or a passage copied from one to the other must show that it is one event.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Literal

from counterclaim.events.joining import NAMED, NEWS, SAME, WITHIN, is_elsewhere, place_of
from counterclaim.events.profiles import Profile, key, keys
from counterclaim.events.subject import likeness

# A place that the case tells of on so many days, not counting days that follow each other, is one where much happens.
BUSY_DAYS = 4
# Heads and leads are compared with those of so many reports of an event, the surest first.
MOST_COMPARED = 6
# Leads that have so many runs of words in common share a passage of 16 words, of which see ``passages``.
FEWEST_RUNS = 12
# A means that is told of on no more than this share of the days of a case, or on fewer days than make a place busy, is
# a rare one: gas where all others tell of air strikes.
RARE = 0.1
# What a toll of the lead in common is worth, by its size and altogether, a passage of the lead, and a rare means; words
# of the head are worth what ``subject.likeness`` says.
BIG, SMALL, MOST_TOLLS, COPIED, RARE_MEANS = 2, 1, 3, 2, 2
NEXT = timedelta(days=1)


class Time(Enum):
    """How surely two reports tell of one time; the value orders them."""

    SAME_DAY = 8
    FRESH = 6  # one gives no day, and appeared on the day that the other one tells of
    NEXT_DAY = 5
    NEWS = 3  # one gives no day, and appeared within some days
    UNKNOWN = 0
    MISDATED = -1  # both give a day, further apart, within the time that news on it goes on


# Days that differ by more may be misread; one town where little happens, and this much in common with a large toll
# among it, show that they are.
ASKED_OF_MISDATED = 4
# What must be in common, by place and time; set by hand on the pairs of 391 reports of one war (benchmarks/
# incident_pairs.py) and on the annotated reports of eight events. No part of these was held back.
ASKED = {
    (SAME, Time.SAME_DAY): 0, (SAME, Time.NEXT_DAY): 1, (SAME, Time.FRESH): 1, (SAME, Time.NEWS): 2,
    (SAME, Time.UNKNOWN): 4,
    (WITHIN, Time.SAME_DAY): 1, (WITHIN, Time.NEXT_DAY): 3, (WITHIN, Time.FRESH): 2, (WITHIN, Time.NEWS): 3,
    (WITHIN, Time.UNKNOWN): 4,
    (NAMED, Time.SAME_DAY): 2, (NAMED, Time.NEXT_DAY): 3, (NAMED, Time.FRESH): 3, (NAMED, Time.NEWS): 4,
    (NAMED, Time.UNKNOWN): 5, (SAME, Time.MISDATED): ASKED_OF_MISDATED,
}  # fmt: skip
ASKED_WHERE_BUSY = {
    Time.SAME_DAY: 1, Time.NEXT_DAY: 4, Time.FRESH: 2, Time.NEWS: 4, Time.UNKNOWN: 6,
}  # fmt: skip
# Asked for besides where the busy place is not the same town: a province, or a town that one of them only names.
ASKED_AROUND = {Time.SAME_DAY: 0, Time.NEXT_DAY: 0, Time.FRESH: 1, Time.NEWS: 0, Time.UNKNOWN: 0}
# Asked for besides where one names the other's town, but puts its own event into another province.
ASKED_ELSEWHERE = 2
# Where much happens, these times ask for a toll in common: the same words stand there every day.
NEED_TOLL = {Time.NEXT_DAY, Time.NEWS, Time.UNKNOWN, Time.MISDATED}


@dataclass(slots=True)
class Event:
    """The reports that were found to be about one event so far, the surest first."""

    members: list[Profile] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    tolls: set[tuple[str, str]] = field(default_factory=set)
    traits: set[tuple[str, str]] = field(default_factory=set)

    def add(self, one: Profile) -> None:
        """Add a report's own event."""
        self.members.append(one)
        self.named |= one.named
        self.tolls |= one.tolls
        self.traits |= one.traits


@dataclass(frozen=True, slots=True)
class Usual:
    """What a case tells of on many days, and by which no event is known again: busy places, usual means."""

    places: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()


# What is told of on some day, and its name: a place as ``profiles.key`` gives it, a means, or anything at all.
What = tuple[Literal["place", "means", "anything"], str]
ANYTHING: What = ("anything", "")


def told_of(one: Profile) -> Iterator[What]:
    """Yield of what a report tells on the day of its own event."""
    if one.about is None and one.day:
        yield ANYTHING
        yield from (("place", name) for name in keys(one.place) | keys(one.province))
        yield from (("means", what) for kind, what in one.traits if kind == "means")


def usual(profiles: Iterable[Profile]) -> Usual:
    """Return what a case tells of on many days."""
    days: dict[What, set[date]] = {}
    for one in profiles:
        for what in told_of(one):
            days.setdefault(what, set()).add(one.day or date.max)
    return usual_of({what: days_apart(on) for what, on in days.items()})


def usual_of(apart: Mapping[What, int]) -> Usual:
    """Return what is told of on many days.

    Args:
        apart: on how many days each is told of, as ``days_apart`` counts them.
    """
    often = max(BUSY_DAYS, RARE * apart.get(ANYTHING, 0))
    places = (name for (kind, name), days in apart.items() if kind == "place" and days >= BUSY_DAYS)
    means = (name for (kind, name), days in apart.items() if kind == "means" and days >= often)
    return Usual(frozenset(places), frozenset(means))


def days_apart(days: Iterable[date]) -> int:
    """Return how many days there are, counting none that follows on one that was counted."""
    last, count = None, 0
    for day in sorted(days):
        if last is None or day - last > NEXT:
            last, count = day, count + 1
    return count


def likeness_of(event: Event, one: Profile, common: Usual, *, misdated: bool = False) -> int | None:
    """Return how well a report's own event fits another, higher is better; None where it is another, or may be.

    Args:
        event: an event with at least one report.
        one: the event of another report.
        common: what the case tells of on many days.
        misdated: look for events whose day was misread, and for no others.
    """
    anchor = event.members[0]
    time = _time(anchor, one)
    if misdated is not (time is Time.MISDATED):
        return None
    place = place_of(anchor, event.named, one) if time else 0
    if time is None or not place:
        return None
    tolls, rare, heads = _tolls(event, one), _rare(event, one, common), _heads(event, one)
    shared = tolls + rare + heads + _copied(event, one)
    busy = _is_busy(anchor, one, place, common.places)
    if time is Time.MISDATED and (place != SAME or busy):
        return None
    asked = ASKED[place, time]
    if place == NAMED and is_elsewhere(anchor, one):
        asked += ASKED_ELSEWHERE
    if busy:
        asked = max(asked, ASKED_WHERE_BUSY[time] + (ASKED_AROUND[time] if place != SAME else 0))
    rarely = rare and heads and time not in {Time.UNKNOWN, Time.MISDATED}
    if time in NEED_TOLL and (busy or place != SAME or time is Time.MISDATED) and tolls < BIG and not rarely:
        return None
    return 10 * place + time.value + 2 * shared if shared >= asked else None


def _is_busy(a: Profile, b: Profile, place: int, busy: Set[str]) -> bool:
    """Tell whether much happens in the place that two reports have in common; for one town, in that town."""
    if place == SAME:
        return bool((keys(a.place) | keys(b.place)) & busy)
    coarse = b if a.level == "town" else a
    return bool(keys(coarse.place) & busy) or key(coarse.place) in busy


def _time(a: Profile, b: Profile) -> Time | None:
    if a.day and b.day:
        apart = abs(a.day - b.day)
        return Time.SAME_DAY if not apart else Time.NEXT_DAY if apart == NEXT else _misdated(a, b)
    one, other = (a.day.isoformat() if a.day else a.month), (b.day.isoformat() if b.day else b.month)
    if one and other:
        return Time.NEWS if one.startswith(other) or other.startswith(one) else None
    first, second = a.day or a.published, b.day or b.published
    if a.month or b.month or first is None or second is None:
        return Time.UNKNOWN
    if a.day or b.day:
        event, published = (first, second) if a.day else (second, first)
        later = published - event
        return Time.FRESH if not later else Time.NEWS if -NEXT <= later <= NEWS else None
    return Time.FRESH if first == second else Time.NEWS if abs(first - second) <= NEWS else None


def _misdated(a: Profile, b: Profile) -> Time | None:
    days = [day for day in (a.day, b.day, a.published, b.published) if day]
    return Time.MISDATED if max(days) - min(days) <= NEWS else None


def _tolls(event: Event, one: Profile) -> int:
    worth = sum(BIG if kind == "toll" else SMALL for kind, _ in one.tolls & event.tolls)
    return min(MOST_TOLLS, worth)


def _rare(event: Event, one: Profile, common: Usual) -> int:
    shared = any(kind == "means" and what not in common.means for kind, what in one.traits & event.traits)
    return RARE_MEANS if shared else 0


def _copied(event: Event, one: Profile) -> int:
    """Return what it is worth that the lead of one report was copied from that of another."""
    copied = any(len(member.lead & one.lead) >= FEWEST_RUNS for member in event.members[:MOST_COMPARED])
    return COPIED if copied else 0


def _heads(event: Event, one: Profile) -> int:
    return max(likeness(member.subject, one.subject) for member in event.members[:MOST_COMPARED])

"""Whether two profiles tell of one event: places and dates must agree; what is missing must be made up for by traits.

A wrong join mixes the tolls of two events, a missed one only shows the event twice: in doubt, the events stay apart.
"""

import re
from collections.abc import Callable, Set
from datetime import timedelta
from functools import lru_cache
from typing import Protocol

from counterclaim.events.profiles import Profile, key, keys

# One event is dated up to a day apart by reports of different time zones, and by "overnight".
DAYS_APART = 1
# A report on an event appears, and goes on being written about, within so many days.
NEWS = timedelta(days=10)
# Two named places this near each other may be one event's town and its district.
NEAR_KILOMETRES = 12.0
KILOMETRES_A_DEGREE = 111.0

# How surely the places, and the times, of two profiles are the same.
SAME, WITHIN, NAMED, APART = 3, 2, 1, 0
DATED, NEWSTIME, UNKNOWN, OTHER_TIME = 2, 1, 0, -1
# Traits in common that are asked for, by place and time. Set by hand, by looking at which reports were joined in the
# annotated sets (8 events, 34 reports) and in 391 reports of one war; no part of these was held back.
ASKED = {
    (SAME, DATED): 0, (WITHIN, DATED): 1, (NAMED, DATED): 2,
    (SAME, NEWSTIME): 2, (WITHIN, NEWSTIME): 3, (NAMED, NEWSTIME): 4,
    (SAME, UNKNOWN): 3, (WITHIN, UNKNOWN): 4, (NAMED, UNKNOWN): 5,
}  # fmt: skip
# Asked for where a report names the other's town, but puts its own event into another province.
ASKED_ELSEWHERE = {DATED: 4, NEWSTIME: 5, UNKNOWN: 5}
# What is asked for besides, where a background event is dated by a month or a year: much else happened in that time.
ASKED_OF_MONTH, ASKED_OF_YEAR = 2, 3
# What a trait in common is worth, and what all traits of one kind are worth at most.
WORTH = {"toll": (2, 4), "small toll": (1, 1), "means": (1, 1), "accused": (1, 1), "quoted": (1, 2)}

# Names that only say "not this one" or name no event; two reports that use one need not mean the same event.
LOOSE = re.compile(r"^(?:earlier|other|previous|later|another|recent|past|alleged|events?)\b", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:war|conflict|uprising|revolution)\b", re.IGNORECASE)
NUMBERED = re.compile(r"\d")


class Known(Protocol):
    """What is known of an event: towns where those who tell of it let it happen, and the traits of all of them."""

    @property
    def named(self) -> Set[str]: ...  # noqa: D102

    @property
    def traits(self) -> Set[tuple[str, str]]: ...  # noqa: D102


def is_known_by_name(anchor: Profile, one: Profile) -> bool:
    """Tell whether a background event is that of an anchor by its name alone."""
    return one.about is not None and one.about == anchor.about and _is_name(one, anchor)


def likeness(anchor: Profile, one: Profile, known: Callable[[], Known]) -> int | None:
    """Return how well a profile fits an event, higher is better; None where it is another event, or may be.

    Args:
        anchor: the surest profile of the event.
        one: the profile that may belong to it, and is not known by its name.
        known: gives what all profiles of the event say, which is only asked for where it decides.
    """
    time = _time(anchor, one)
    if one.about is not None and time < DATED:
        return None  # a background event without a date is nobody else's event
    if time == OTHER_TIME or _is_war(anchor.about) or _is_war(one.about):
        return None
    event = known()
    place = place_of(anchor, event.named, one)
    if place == APART:
        return None
    shared = _shared(event.traits, one)
    asked = ASKED_ELSEWHERE[time] if place == NAMED and is_elsewhere(anchor, one) else ASKED[place, time]
    asked += _vagueness(anchor, one) if one.about is not None else 0
    return 10 * place + 10 * time + shared if shared >= asked else None


@lru_cache(maxsize=20_000)
def _is_war(about: str | None) -> bool:
    """Tell whether a background event is a whole war, which is no event of one place and day."""
    return about is not None and WHOLE.search(about) is not None


def _vagueness(a: Profile, b: Profile) -> int:
    """Return how many more traits are asked for by how roughly two events are dated."""
    if a.day and b.day:
        return 0
    roughest = min((p.month for p in (a, b) if p.month), key=len, default="")
    return ASKED_OF_MONTH if len(roughest) == len("2017-04") else ASKED_OF_YEAR


def _is_name(a: Profile, b: Profile) -> bool:
    """Tell whether the short name that two reports give a background event is enough to know it again."""
    name = a.about or ""
    if LOOSE.search(name):
        return False
    if (a.day or a.month) and (b.day or b.month):
        return _time(a, b) == DATED
    return bool(WHOLE.search(name) or NUMBERED.search(name))


def _shared(traits: Set[tuple[str, str]], one: Profile) -> int:
    worth: dict[str, int] = {}
    for kind, _ in one.traits & traits:
        worth[kind] = worth.get(kind, 0) + WORTH[kind][0]
    return sum(min(value, WORTH[kind][1]) for kind, value in worth.items())


def place_of(a: Profile, named: Set[str], b: Profile) -> int:
    """Return how surely two events are in one place: ``SAME``, ``WITHIN``, ``NAMED`` or ``APART``.

    Args:
        a, b: the two events.
        named: towns where those who tell of the first let it happen.
    """
    if a.country and b.country and a.country != b.country:
        return APART
    if a.level == b.level == "town":
        if _is_same_town(a, b):
            return SAME
        # What each of the two calls the place may be the other's neighbourhood, or its capital.
        return NAMED if key(a.place) in b.named or key(b.place) in named else APART
    if a.level == b.level == "province":
        if key(a.place) != key(b.place):
            return APART
        return SAME if (a.named & b.named) - keys(a.place) - keys(a.province) else WITHIN
    town, wide = (a, b) if a.level == "town" else (b, a)
    if town.level == "town" and wide.level == "province" and key(wide.place) in keys(town.province) | keys(town.place):
        return WITHIN
    elsewhere = b.named if wide is b else named
    return NAMED if key(town.place) and key(town.place) in elsewhere else APART


def is_elsewhere(a: Profile, b: Profile) -> bool:
    """Tell whether two events are in different provinces."""
    return bool(a.province and b.province) and key(a.province) != key(b.province)


def _is_same_town(a: Profile, b: Profile) -> bool:
    apart = kilometres(a, b)
    if apart is not None:
        return apart <= NEAR_KILOMETRES
    if is_elsewhere(a, b):
        return False
    return bool(keys(a.place) & keys(b.place))


def kilometres(a: Profile, b: Profile) -> float | None:
    """Return how far apart two places are; None where that of one is not known."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    # At these distances the earth is flat enough, and a degree of longitude as long as one of latitude.
    return float(((a.latitude - b.latitude) ** 2 + (a.longitude - b.longitude) ** 2) ** 0.5 * KILOMETRES_A_DEGREE)


def _time(a: Profile, b: Profile) -> int:
    if a.day and b.day:
        return DATED if abs((a.day - b.day).days) <= DAYS_APART else OTHER_TIME
    one, other = (a.day.isoformat() if a.day else a.month), (b.day.isoformat() if b.day else b.month)
    if one and other:
        return DATED if one.startswith(other) or other.startswith(one) else OTHER_TIME
    return _newstime(a, b)


def _newstime(a: Profile, b: Profile) -> int:
    """Compare by the days of publication, where one of the two does not date the event."""
    first, second = a.day or a.published, b.day or b.published
    if a.month or b.month or first is None or second is None:
        return UNKNOWN
    if a.day or b.day:
        event, published = (first, second) if a.day else (second, first)
        return NEWSTIME if timedelta(days=-DAYS_APART) <= published - event <= NEWS else OTHER_TIME
    return NEWSTIME if abs(first - second) <= NEWS else OTHER_TIME

"""Under which words the events of reports are filed and looked up: by name, by place and time, by large tolls.

So an event is compared with a few others and not with all. What is filed under a word is looked up by known others,
``lookers``: by these an event that came later finds whom it concerns.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from counterclaim.events.joining import DAYS_APART, NEWS
from counterclaim.events.profiles import Profile, keys
from counterclaim.events.same_event import Usual

ABOUT, DATED, TOLL, AT = "about ", "dated ", "toll ", "at "
MEANS, TOLD_IN = "means ", "told in "
ANY, UNDATED, PUBLISHED = "any day", "undated", "news "
# Within a month or a year; told of with no more than that month or year; and a year alone, for those of its months.
WITHIN, MONTH, ALL = "in ", "month ", "all "


class Rank(NamedTuple):
    """The place of a profile in the order of joining, the surest first; no two profiles of a case have the same.

    Reports' own events with a day and a town are the surest; the last day of all stands for none.
    """

    background: bool
    undated: bool
    coarse: bool
    day: date
    report: str
    about: str


def rank_of(one: Profile) -> Rank:
    """Return the rank of a profile."""
    return Rank(
        one.about is not None, one.day is None, one.level != "town", one.day or date.max, one.report, one.about or ""
    )


def filed_under(one: Profile) -> list[str]:
    """Return the words under which a profile is filed.

    Its name, its places with its time and with its large tolls, by which it is looked up; and its means and its report,
    by which those are found whom it concerns that a means has become a usual one, or what else the report tells.
    """
    name = [f"{ABOUT}{one.about}"] if one.about else []
    name += [f"{DATED}{one.about}"] if one.about and (one.day or one.month) else []
    means = [f"{MEANS}{what}" for kind, what in one.traits if kind == "means" and one.about is None]
    times = list(_own_times(one))
    places = [word for place in _places(one) for word in (*(f"{AT}{w}|{place}" for w in times), *_tolls(one, place))]
    return [f"{TOLD_IN}{one.report}", *name, *means, *places]


def _own_times(one: Profile) -> Iterator[str]:
    """Yield the times under which a profile is filed."""
    yield ANY
    yield one.day.isoformat() if one.day else f"{PUBLISHED}{one.published}" if _is_news(one) else UNDATED
    when = one.day.isoformat() if one.day else one.month or ""
    yield from (f"{WITHIN}{when[:length]}" for length in (len("2017-04"), len("2017")) if len(when) >= length)
    if not one.day and one.month:
        yield f"{MONTH}{one.month}"
    if when and len(when) == len("2017"):
        yield f"{ALL}{when}"


def is_shared(word: str) -> bool:
    """Tell whether a word leads to the events of all that are filed under it, and not to those of anchors alone."""
    return word.startswith(TOLL)


def looked_up(one: Profile, apart: int, common: Usual) -> list[str]:
    """Return the words under which every event is filed that a profile may belong to, up to so many days apart.

    In a busy place, what has no date at all is known again by a large toll, so that it is not compared with everything.
    """
    name = [f"{ABOUT}{one.about}"] if one.about else []
    return [*name, *(word for place in _places(one) for word in _times(one, place, apart, busy=place in common.places))]


def lookers(words: Iterable[str], apart: int, common: Usual, *, anchored: bool) -> set[str]:
    """Return the words under which all profiles are filed that look up some words.

    Args:
        words: under which an event is filed.
        apart: for how many days apart it is looked up.
        common: what the case tells of on many days.
        anchored: whether the event's surest profile is another one now. If not, those that know the event again by
            its bare name are left out, for they ask for no more.
    """
    found: set[str] = set()
    for word in words:
        if word.startswith(ABOUT):
            found.add(word if anchored else f"{DATED}{word.removeprefix(ABOUT)}")
        elif word.startswith(TOLL):
            found.add(word)
        elif word.startswith(AT):
            when, _, place = word.removeprefix(AT).partition("|")
            found.update(f"{AT}{time}|{place}" for time in _looking(when, apart, busy=place in common.places))
    return found


def _looking(when: str, apart: int, *, busy: bool) -> Iterator[str]:
    """Yield the times under which those are filed who look up a time; it mirrors ``_times``."""
    if when.startswith((MONTH, ALL)):
        yield from (f"{MONTH}{when.removeprefix(ALL)}-{n:02}" for n in range(1, 13) if when.startswith(ALL))
    elif when.startswith(WITHIN):
        yield f"{MONTH}{when.removeprefix(WITHIN)}"
    elif when == ANY:
        yield UNDATED
    elif when == UNDATED:
        yield UNDATED if busy else ANY
    elif when.startswith(PUBLISHED):
        day = date.fromisoformat(when.removeprefix(PUBLISHED))
        yield from _days(day, NEWS.days, DAYS_APART)
        yield from (f"{PUBLISHED}{near}" for near in _days(day, NEWS.days, NEWS.days))
    else:
        day = date.fromisoformat(when)
        yield from _days(day, apart, apart)
        yield from (f"{PUBLISHED}{near}" for near in _days(day, DAYS_APART, NEWS.days))


def _places(one: Profile) -> frozenset[str]:
    if one.about is not None and one.day is None and one.month is None:
        return frozenset()  # a background event without a date is known again by its name alone
    return keys(one.place) | keys(one.province) | (one.named if one.about is None else frozenset())


def _tolls(one: Profile, place: str) -> list[str]:
    return [f"{TOLL}{toll}|{place}" for kind, toll in sorted(one.tolls) if kind == "toll"]


def _is_news(one: Profile) -> bool:
    """Tell whether an event without a date is dated by the publication of the report that is about it."""
    return one.about is None and one.day is None and one.month is None and one.published is not None


def _times(one: Profile, place: str, apart: int, *, busy: bool) -> list[str]:
    if one.day:
        days, news = _days(one.day, apart, apart), _days(one.day, DAYS_APART, NEWS.days)
    elif _is_news(one) and one.published:
        days, news = _days(one.published, NEWS.days, DAYS_APART), _days(one.published, NEWS.days, NEWS.days)
    elif busy and one.about is None and one.month is None:
        return _tolls(one, place)
    elif one.month and (busy or one.about is not None):
        # Of what has no date at all, only a large toll in common makes it the same event.
        months = [f"{WITHIN}{one.month}", *([f"{ALL}{one.month[:4]}"] if len(one.month) > len("2017") else [])]
        return [*(f"{AT}{month}|{place}" for month in months), *_tolls(one, place)]
    else:
        return [f"{AT}{ANY}|{place}"]
    times = [*days, *(f"{PUBLISHED}{day}" for day in news), *([] if busy else [UNDATED])]
    return [*(f"{AT}{time}|{place}" for time in times), *_tolls(one, place)]


def _days(day: date, before: int, after: int) -> Sequence[str]:
    return [(day + timedelta(days=d)).isoformat() for d in range(-before, after + 1)]

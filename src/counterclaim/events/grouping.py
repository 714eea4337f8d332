"""Which profiles tell of one event: each joins the surest one that it fits best, or stands alone.

The surest tellings of an event, those with a day and a town, are its anchors; every other telling joins the anchor that
it fits best. Since tellings are never joined through a third one, events of a long war do not run together. What a
profile is joined to depends on surer ones alone, and of these only on those that it looks up: so a case that grows is
revised where that concerns it, and comes out as if all had been joined at once.
"""

from collections.abc import Callable, Iterable
from heapq import heappop, heappush

from counterclaim.events.filing import ANY, AT, MEANS, TOLD_IN, Rank, looked_up, lookers, rank_of
from counterclaim.events.joining import DAYS_APART, NEWS, is_known_by_name, likeness
from counterclaim.events.profiles import Profile
from counterclaim.events.same_event import Usual, likeness_of, usual
from counterclaim.events.shelf import Group, Shelf


def join(profiles: Iterable[Profile]) -> list[Group]:
    """Join the profiles of a case; looking up anchors by place and day keeps this near-linear."""
    every = list(profiles)
    shelf = Shelf()
    fill(shelf, every, usual(every))
    return shelf.groups()


def fill(shelf: Shelf, profiles: Iterable[Profile], common: Usual) -> None:
    """Put the profiles of a case on an empty shelf, and join them."""
    for one in sorted(profiles, key=rank_of):
        rank = shelf.put(one)
        shelf.settle(rank, _best(shelf, rank, common))
    for rank in sorted(shelf.members):
        if shelf.is_alone(rank):
            shelf.move(rank, _misdated(shelf, rank, common))


def _best(shelf: Shelf, rank: Rank, common: Usual) -> Rank:
    """Return the anchor that a profile fits best, of those before it; itself where it fits none."""
    words = looked_up(shelf.profile(rank), DAYS_APART, common)
    shelf.load(words)
    anchors = shelf.anchors(words, rank)
    shelf.need(anchors)
    return _best_of(shelf, anchors, rank, common)


def _best_of(shelf: Shelf, anchors: Iterable[Rank], rank: Rank, common: Usual) -> Rank:
    """Return the anchor among some that a profile fits best; itself where it fits none."""
    fits = [(-fit, anchor) for anchor in anchors if (fit := _fit(shelf, anchor, rank, common))]
    return min(fits)[1] if fits else rank


def _best_since(shelf: Shelf, changed: Iterable[Rank], rank: Rank, common: Usual) -> Rank:
    """Return the anchor that a profile fits best, if it fits its own no less than before and few have changed."""
    words = set(looked_up(shelf.profile(rank), DAYS_APART, common))
    anchors = [a for a in changed if a < rank and shelf.home.get(a) == a and shelf.leads_to(a, words, rank)]
    before = shelf.home[rank]
    return _best_of(shelf, [*anchors, *([before] if before != rank else [])], rank, common)


def _fit(shelf: Shelf, anchor: Rank, rank: Rank, common: Usual) -> int:
    """Return how well a profile fits an event as those before it made it; 0 where it tells of another one."""
    one, first = shelf.profile(rank), shelf.profile(anchor)
    if shelf.tells(one.report, anchor, rank):
        return 0  # a report tells the same event once
    if one.about is None and first.about is None:
        return likeness_of(shelf.group(anchor, rank).event, one, common) or 0
    if is_known_by_name(first, one):
        return 100
    return likeness(first, one, lambda: shelf.group(anchor, rank)) or 0


def _misdated(shelf: Shelf, rank: Rank, common: Usual) -> Rank | None:
    """Return the event of several others that a report which stands alone tells of, if only their day is another."""
    one = shelf.profile(rank)
    words = looked_up(one, NEWS.days, common)
    shelf.load(words)
    fits = []
    for anchor in shelf.anchors(words):
        if anchor != rank and shelf.is_event_about(anchor, rank.day, NEWS):
            fit = likeness_of(shelf.with_visitors(anchor, rank).event, one, common, misdated=True)
            fits += [(-fit, anchor)] if fit is not None else []
    return min(fits)[1] if fits else None


class _Queue:
    """Profiles that are to be looked at again, the surest first, each with the events that have changed for it.

    Args:
        shelf: where they stand.
        common: what the case tells of on many days.
        apart: for how many days apart events are looked up.
        concerned: tells whether a profile that looks up an event is to be looked at at all.
    """

    def __init__(
        self, shelf: Shelf, common: Usual, apart: int, concerned: Callable[[Rank], bool] | None = None
    ) -> None:
        self._shelf, self._common, self._apart, self._concerned = shelf, common, apart, concerned
        self._heap: list[Rank] = []
        # None where everything is to be looked at.
        self._changed: dict[Rank, set[Rank] | None] = {}

    def __bool__(self) -> bool:
        return bool(self._heap)

    def add(self, ranks: Iterable[Rank]) -> None:
        """Add profiles that may now belong to any event."""
        for rank in ranks:
            if rank not in self._changed:
                heappush(self._heap, rank)
            self._changed[rank] = None

    def pop(self) -> tuple[Rank, set[Rank] | None]:
        """Take the surest one out, with what has changed; only less sure ones are added for what is found of it."""
        rank = heappop(self._heap)
        return rank, self._changed[rank]

    def add_lookers(
        self, anchor: Rank, after: Rank | None = None, *, anchored: bool = True, grown: bool = False
    ) -> None:
        """Add those that an event concerns: who look it up, of the profiles behind a rank.

        A report tells an event once; so the other events of the report that changed it are concerned as well.

        Args:
            anchor: of the event.
            after: the profile that joined it or left it.
            anchored: whether it is its anchor.
            grown: whether those who belong to the event fit it no less than before.
        """
        words = lookers(self._shelf.words_of(anchor), self._apart, self._common, anchored=anchored)
        siblings = [f"{TOLD_IN}{after.report}"] if after else []
        self._shelf.load([*words, *siblings])
        self.add(u for word in siblings for u in self._shelf.under(word) if after is None or u > after)
        looking = {u for word in words for u in self._shelf.under(word) if after is None or u > after}
        looking -= {u for u in looking if grown and self._shelf.home.get(u) == anchor}
        if self._concerned is not None:
            looking = set(filter(self._concerned, looking))
        self._shelf.need(looking)
        for rank in looking:
            self._add_for(rank, anchor)

    def _add_for(self, rank: Rank, anchor: Rank) -> None:
        if self._shelf.home.get(rank) in (None, anchor):
            self.add([rank])
        elif rank not in self._changed:
            heappush(self._heap, rank)
            self._changed[rank] = {anchor}
        elif (changed := self._changed[rank]) is not None:
            changed.add(anchor)


def revise(
    shelf: Shelf, common: Usual, *, gone: Iterable[Rank], come: Iterable[Profile], stirred: Iterable[Rank] = ()
) -> set[Rank]:
    """Join what is new to a case, and join anew what that concerns.

    Args:
        shelf: the case as it was joined before; it is changed.
        common: what the case, as it is now, tells of on many days.
        gone: profiles that are no longer in the case.
        come: profiles that are new to it.
        stirred: profiles that are to be looked at again, since what is common has changed.

    Returns:
        the anchors of the events that have changed, are new, or are no more.
    """
    queue, touched = _Queue(shelf, common, DAYS_APART), set[Rank]()
    stirred = set(stirred)
    for rank in gone:
        anchor = shelf.home[rank]
        touched.update((rank, anchor))
        queue.add_lookers(anchor, rank, anchored=anchor == rank)
        queue.add(member for member in shelf.members[anchor] if anchor == rank)
        touched.update(filter(None, [shelf.moved.get(rank)]))
        shelf.move(rank, None)
        shelf.take(rank)
        stirred.discard(rank)
    queue.add(shelf.put(one) for one in come)
    queue.add(stirred)
    while queue:
        rank, changed = queue.pop()
        if not shelf.holds(rank):
            continue
        before = shelf.home.get(rank)
        best = _best(shelf, rank, common) if changed is None else _best_since(shelf, changed, rank, common)
        if before == best:
            continue
        if before is not None:
            queue.add_lookers(before, rank, anchored=before == rank)
            queue.add(member for member in shelf.members[before] if before == rank != member)
            touched.add(before)
        shelf.settle(rank, best)
        queue.add_lookers(best, rank, anchored=best == rank, grown=shelf.only_adds(best, rank))
        touched.update((rank, best))
    return touched | _revise_visits(shelf, common, touched, stirred)


def _revise_visits(shelf: Shelf, common: Usual, touched: set[Rank], stirred: set[Rank]) -> set[Rank]:
    """Let reports that stand alone, and are concerned, join the events that they are taken to misdate."""
    queue = _Queue(shelf, common, NEWS.days, lambda rank: rank in shelf.moved or shelf.is_alone(rank))
    changed: set[Rank] = set()
    queue.add(rank for rank in (*touched, *stirred) if shelf.is_alone(rank))
    for anchor in touched:
        queue.add(shelf.visitors.get(anchor, ()))
        if shelf.members.get(anchor):
            queue.add_lookers(anchor)
        if anchor in shelf.moved and not shelf.is_alone(anchor):
            queue.add([anchor])
    while queue:
        rank, _ = queue.pop()
        before = shelf.moved.get(rank)
        if before is None and not shelf.is_alone(rank):
            continue
        now = _misdated(shelf, rank, common) if shelf.is_alone(rank) else None
        if now == before:
            continue
        shelf.move(rank, now)
        for anchor in filter(None, (before, now)):
            changed.add(anchor)
            if shelf.members.get(anchor):
                queue.add_lookers(anchor, rank)
        changed.add(rank)
    return changed


def stirred(shelf: Shelf, before: Usual, after: Usual) -> set[Rank]:
    """Return the profiles that may fit other events now, since what a case tells of on many days has changed."""
    found: set[Rank] = set()
    words = [f"{MEANS}{what}" for what in before.means ^ after.means]
    places = [f"{AT}{ANY}|{place}" for place in before.places ^ after.places]
    shelf.load([*words, *places])
    found.update(rank for word in (*words, *places) for rank in shelf.under(word))
    anchors = {shelf.home[rank] for word in places for rank in shelf.under(word)}
    for apart in (DAYS_APART, NEWS.days):
        for common in (before, after):
            looking = {w for anchor in anchors for w in lookers(shelf.words_of(anchor), apart, common, anchored=True)}
            shelf.load(looking)
            found.update(rank for word in looking for rank in shelf.under(word))
    return found

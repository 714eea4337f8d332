"""The profiles of a case in their places: which stand under which word, and which were joined to which event."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, field
from datetime import date, timedelta

from counterclaim.events.filing import Rank, filed_under, is_shared, rank_of
from counterclaim.events.profiles import Profile
from counterclaim.events.same_event import MOST_COMPARED, Event


@dataclass(slots=True)
class Group:
    """Profiles that were joined into one incident, the surest first."""

    profiles: list[Profile] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    traits: set[tuple[str, str]] = field(default_factory=set)
    event: Event = field(default_factory=Event)

    @property
    def anchor(self) -> Profile:
        """The surest profile, which the others joined."""
        return self.profiles[0]

    @property
    def background(self) -> bool:
        """True where no report is mainly about it."""
        return all(p.about is not None for p in self.profiles)

    @property
    def named(self) -> set[str]:
        """Towns where the reports that are mainly about it let it happen."""
        return self.event.named

    def add(self, one: Profile) -> None:
        """Add a profile."""
        self.profiles.append(one)
        self.reports.add(one.report)
        self.traits |= one.traits
        if one.about is None:
            self.event.add(one)


class Shelf:
    """The profiles, with the anchor that each was joined to; an anchor is joined to itself.

    Attributes:
        home: for each profile that was placed its anchor, by rank.
        members: for each anchor its profiles, by rank, itself first.
        moved: for each profile that stood alone and was then taken for misdated, the anchor of its event.
        visitors: for each anchor those that were moved to it.
    """

    def __init__(self) -> None:
        self.home: dict[Rank, Rank] = {}
        self.members: dict[Rank, list[Rank]] = {}
        self.moved: dict[Rank, Rank] = {}
        self.visitors: dict[Rank, list[Rank]] = defaultdict(list)
        self._profiles: dict[Rank, Profile] = {}
        self._filed: dict[str, set[Rank]] = defaultdict(set)
        self._running: dict[Rank, Group] = {}
        self._words: dict[Rank, list[str]] = {}

    def profile(self, rank: Rank) -> Profile:
        """Return a profile."""
        return self._profiles[rank]

    def load(self, words: Collection[str]) -> None:
        """Make sure that everything that stands under some words is at hand, and what it was joined to."""

    def need(self, ranks: Iterable[Rank]) -> None:
        """Make sure that some profiles are at hand, before they are asked for one by one."""

    def under(self, word: str) -> Set[Rank]:
        """Return what stands under a word."""
        return self._filed.get(word, frozenset())

    def holds(self, rank: Rank) -> bool:
        """Tell whether a profile is on the shelf."""
        return rank in self._profiles

    def words(self, rank: Rank) -> list[str]:
        """Return the words that a profile stands under."""
        if rank not in self._words:
            self._words[rank] = filed_under(self.profile(rank))
        return self._words[rank]

    def put(self, one: Profile) -> Rank:
        """Put a profile on the shelf, not yet joined to anything."""
        rank = rank_of(one)
        self._profiles[rank] = one
        for word in self.words(rank):
            self._filed[word].add(rank)
        return rank

    def take(self, rank: Rank) -> None:
        """Take a profile off the shelf; what was joined to it stays joined to nobody until it is settled anew."""
        self.unsettle(rank)
        for word in self.words(rank):
            self._filed[word].discard(rank)
        del self._profiles[rank], self._words[rank]

    def unsettle(self, rank: Rank) -> None:
        """Part a profile from its anchor."""
        anchor = self.home.pop(rank, None)
        if anchor is not None:
            self.members[anchor].remove(rank)
            self._running.pop(anchor, None)

    def settle(self, rank: Rank, anchor: Rank) -> None:
        """Join a profile to an anchor, or to itself."""
        self.unsettle(rank)
        self.home[rank] = anchor
        running, members = self._running.get(anchor), self.members.setdefault(anchor, [])
        if running is not None and members[-1] < rank and len(running.profiles) == len(members):
            running.add(self.profile(rank))
        else:
            self._running.pop(anchor, None)
        insort(members, rank)

    def move(self, rank: Rank, anchor: Rank | None) -> None:
        """Let a profile that stands alone visit another anchor, or none."""
        before = self.moved.pop(rank, None)
        if before is not None:
            self.visitors[before].remove(rank)
        if anchor is not None:
            self.moved[rank] = anchor
            insort(self.visitors[anchor], rank)

    def anchors(self, words: Iterable[str], before: Rank | None = None) -> set[Rank]:
        """Return the anchors of the events that stand under some words, as profiles before a rank made them."""
        found: set[Rank] = set()
        for word in words:
            shared = is_shared(word)
            for rank in self.under(word):
                if before is None or rank < before:
                    anchor = self.home.get(rank)
                    if anchor is not None and (shared or anchor == rank):
                        found.add(anchor)
        return found

    def group(self, anchor: Rank, before: Rank | None = None) -> Group:
        """Return what was joined to an anchor, of the profiles before a rank; those that visit it left out."""
        members = self.members[anchor]
        number = len(members) if before is None else bisect_left(members, before)
        running = self._running.get(anchor)
        if running is None or len(running.profiles) > number:
            running = self._running[anchor] = Group()
        self.need(members[len(running.profiles) : number])
        for rank in members[len(running.profiles) : number]:
            running.add(self.profile(rank))
        return running

    def tells(self, report: str, anchor: Rank, before: Rank) -> bool:
        """Tell whether a report is among those that were joined to an anchor before a rank."""
        members = self.members[anchor]
        return any(members[n].report == report for n in range(bisect_left(members, before)))

    def with_visitors(self, anchor: Rank, before: Rank | None = None) -> Group:
        """Return what was joined to an anchor together with those before a rank that visit it."""
        visitors = [rank for rank in self.visitors.get(anchor, ()) if before is None or rank < before]
        whole = self.group(anchor)
        if not visitors:
            return whole
        self.need(visitors)
        both = Group()
        for one in (*whole.profiles, *map(self.profile, visitors)):
            both.add(one)
        return both

    def words_of(self, anchor: Rank) -> set[str]:
        """Return all words under which an event stands."""
        # What is told besides has no tolls by which it could be found.
        own = [rank for rank in self.members.get(anchor, ()) if not rank.background]
        self.need(own)
        words = {word for rank in own for word in self.words(rank) if is_shared(word)}
        return words.union(self.words(anchor)) if self.holds(anchor) else words

    def leads_to(self, anchor: Rank, words: Set[str], before: Rank) -> bool:
        """Tell whether an event, as profiles before a rank made it, stands under one of some words."""
        if not words.isdisjoint(self.words(anchor)):
            return True
        own = [rank for rank in self.members[anchor] if rank < before and not rank.background]
        self.need(own)
        return any(word in words for rank in own for word in self.words(rank) if is_shared(word))

    def only_adds(self, anchor: Rank, rank: Rank) -> bool:
        """Tell whether a profile that joined an event only added to what is known of it, and took no other's place."""
        own = [member for member in self.members[anchor] if not member.background]
        return rank.background or len(own) <= MOST_COMPARED or own.index(rank) >= MOST_COMPARED

    def is_event_about(self, anchor: Rank, day: date, news: timedelta) -> bool:
        """Tell whether several reports tell of an event, on a day that may be meant where another one is given."""
        own = [member for member in self.members[anchor] if not member.background]
        return len(own) > 1 and not own[0].undated and timedelta(0) < abs(own[0].day - day) <= news

    def is_alone(self, rank: Rank) -> bool:
        """Tell whether a report's own event with a day was joined to nothing, and nothing to it."""
        return not rank.background and not rank.undated and self.home.get(rank) == rank and len(self.members[rank]) == 1

    def is_event(self, rank: Rank) -> bool:
        """Tell whether a profile is an anchor that visits no other."""
        return self.home.get(rank) == rank and rank not in self.moved

    def events(self) -> list[Rank]:
        """Return the anchors of all events, the surest first."""
        return [rank for rank in sorted(self.members) if self.is_event(rank)]

    def groups(self) -> list[Group]:
        """Return all events."""
        return [self.with_visitors(anchor) for anchor in self.events()]

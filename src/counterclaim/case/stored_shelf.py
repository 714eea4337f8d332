"""The shelf of a large case: its profiles stay in the database, and only those are fetched that are looked at."""

import json
from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from counterclaim.case.naming import as_stored, storable
from counterclaim.case.schema import FILED, TELLING
from counterclaim.events.filing import Rank
from counterclaim.events.gist import profile_from, profile_value
from counterclaim.events.profiles import Profile
from counterclaim.events.shelf import Shelf

# So many words or rows are asked for at once.
BATCH = 400

Values = dict[str, Any]
# The numbers of the profiles that one was joined to, and that it visits.
Place = tuple[int, int | None]

_LIGHT = tuple(TELLING.c[name] for name in ("id", "report", "about", "own", "day", "town", "home", "visits"))


class StoredShelf(Shelf):
    """The profiles that a case holds. Whatever is at hand has all that it was joined to at hand.

    Args:
        connection: to the database of the case.
        empty: begin anew, whatever is stored.

    Attributes:
        number: for each profile that is at hand the number of its row; new ones get the next numbers.
        gone: the numbers of those that were taken off, with the words that they stood under.
    """

    def __init__(self, connection: Connection, *, empty: bool = False) -> None:
        super().__init__()
        self._connection, self._is_empty = connection, empty
        self.number: dict[Rank, int] = {}
        self.gone: dict[int, list[str]] = {}
        self._rank: dict[int, Rank] = {}
        self._stored: dict[Rank, Place] = {}
        self._known: set[str] = set()
        self._whole: set[int] = set()
        last = None if empty else connection.execute(select(func.max(TELLING.c.id))).scalar()
        self._next = (last or 0) + 1

    def holds(self, rank: Rank) -> bool:
        """Tell whether a profile is on the shelf, and at hand."""
        return rank in self.number

    def profile(self, rank: Rank) -> Profile:
        """Return a profile."""
        if rank not in self._profiles:
            self.need([rank])
        return super().profile(rank)

    def need(self, ranks: Iterable[Rank]) -> None:
        """Fetch profiles that are at hand by their ranks alone."""
        wanted = {self.number[rank]: rank for rank in ranks if rank not in self._profiles}
        for batch in _batches(sorted(wanted)):
            query = select(TELLING.c.id, TELLING.c.value).where(TELLING.c.id.in_(batch))
            for row in self._connection.execute(query):
                rank = wanted[row.id]
                self._profiles[rank] = profile_from(json.loads(row.value), rank.report)

    def load(self, words: Collection[str]) -> None:
        """Fetch what stands under some words, and what it was joined to."""
        new = [] if self._is_empty else sorted(set(words) - self._known)
        self._known.update(new)
        found: list[tuple[str, RowMapping]] = []
        for batch in _batches(new):
            stored = {storable(word): word for word in batch}
            query = select(FILED.c.word, *_LIGHT).join(TELLING, FILED.c.telling == TELLING.c.id)
            rows = self._connection.execute(query.where(FILED.c.word.in_(list(stored)))).mappings()
            found += [(stored[row["word"]], row) for row in rows if row["id"] not in self.gone]
        self._take_in([row for _, row in found])
        for word, row in found:
            self._filed[word].add(self._rank[row["id"]])

    def load_reports(self, captures: Collection[int]) -> list[Rank]:
        """Fetch all profiles of some captures, and what they were joined to; return their ranks."""
        query = select(*_LIGHT)
        batches = (query.where(TELLING.c.capture.in_(batch)) for batch in _batches(sorted(captures)))
        rows = [row for asked in batches for row in self._connection.execute(asked).mappings()]
        self._take_in(rows)
        return [self._rank[row["id"]] for row in rows]

    def load_events(self, homes: Iterable[int]) -> list[Rank]:
        """Fetch some events by the numbers of their anchors, and return the anchors."""
        wanted = list(homes)
        self._take_in(self._events(set(wanted)))
        return [self._rank[home] for home in wanted]

    def _events(self, homes: set[int]) -> list[RowMapping]:
        """Fetch all that was joined to some anchors, or visits them."""
        rows: list[RowMapping] = []
        for batch in _batches(sorted(homes - self._whole)):
            self._whole.update(batch)
            query = select(*_LIGHT).where(or_(TELLING.c.home.in_(batch), TELLING.c.visits.in_(batch)))
            rows += self._connection.execute(query).mappings()
        return rows

    def _take_in(self, rows: list[RowMapping]) -> None:
        """Put the rows of profiles that are not at hand on the shelf, with all that they were joined to."""
        new: dict[int, RowMapping] = {}
        ahead = rows
        while ahead:
            met = {row["id"]: row for row in ahead if row["id"] not in self._rank and row["id"] not in self.gone}
            new.update(met)
            ahead = self._events({place for row in met.values() for place in (row["home"], row["visits"]) if place})
        for row in new.values():
            rank = _rank(row)
            self._rank[row["id"]], self.number[rank] = rank, row["id"]
            self._stored[rank] = (row["home"], row["visits"])
        for row in new.values():
            rank, anchor = self._rank[row["id"]], self._rank[row["home"]]
            self.home[rank] = anchor
            insort(self.members.setdefault(anchor, []), rank)
            if row["visits"]:
                self.move(rank, self._rank[row["visits"]])

    def put(self, one: Profile) -> Rank:
        """Put a new profile on the shelf."""
        rank = super().put(one)
        self.number[rank], self._rank[self._next] = self._next, rank
        self._next += 1
        return rank

    def take(self, rank: Rank) -> None:
        """Take a profile off the shelf."""
        words = self.words(rank)
        super().take(rank)
        self._stored.pop(rank, None)
        self.gone[self.number.pop(rank)] = [storable(word) for word in words]

    # ---- what is to be written

    def new_rows(self, captures: Mapping[str, int]) -> tuple[list[Values], list[Values]]:
        """Return the rows of new profiles, and of the words that they stand under.

        Args:
            captures: by the ids of the reports.
        """
        new = [rank for rank in self.number if rank not in self._stored]
        tellings = [self._row(rank, captures[rank.report]) for rank in new]
        words = {(storable(w), self.number[rank]) for rank in new for w in self.words(rank)}
        return tellings, [{"word": word, "telling": number} for word, number in sorted(words)]

    def moved_rows(self) -> list[Values]:
        """Return the number, and the new place, of each profile that was joined to another event than before."""
        places = ((self.number[rank], self._place(rank), place) for rank, place in self._stored.items())
        return [{"number": n, "home": now[0], "visits": now[1]} for n, now, before in places if now != before]

    def _place(self, rank: Rank) -> Place:
        visits = self.moved.get(rank)
        return self.number[self.home[rank]], self.number[visits] if visits else None

    def _row(self, rank: Rank, capture: int) -> Values:
        one = self.profile(rank)
        home, visits = self._place(rank)
        return {"id": self.number[rank], "capture": capture, "report": storable(one.report),
                "about": storable(one.about or ""), "own": int(one.about is None),
                "day": one.day and one.day.isoformat(), "town": int(one.level == "town"), "home": home,
                "visits": visits, "value": json.dumps(profile_value(one), separators=(",", ":"))}  # fmt: skip


def _rank(row: RowMapping) -> Rank:
    day = date.fromisoformat(row["day"]) if row["day"] else None
    about = as_stored(row["about"])
    return Rank(not row["own"], day is None, not row["town"], day or date.max, as_stored(row["report"]), about)


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))

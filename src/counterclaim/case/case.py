"""A case: everything that can be done with one, in plain Python.

with counterclaim.Case.create("case", who="Ana") as case:
for outcome in case.add(["reports/"]):
print(outcome)
case.set_speaker("report-02/s7", "Provincial governor", why="he says so in the recording")
ledger = case.ledger()
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from counterclaim.attribution.reader import Method
from counterclaim.case import (
    adding,
    assessing,
    bundle,
    changes,
    decisions,
    desk,
    hits,
    record,
    search,
    state,
    store,
    verify,
)
from counterclaim.case.adding import Added, Progress
from counterclaim.case.anchors import Held
from counterclaim.case.changes import Change
from counterclaim.case.decisions import Decision, Outcome
from counterclaim.case.reading import DEFAULT
from counterclaim.case.record import Act
from counterclaim.case.state import Capture
from counterclaim.case.store import Store
from counterclaim.case.verify import Verdict
from counterclaim.case.view import View
from counterclaim.errors import ReportError, UsageError
from counterclaim.ingest.extract import DEFAULTS, Options
from counterclaim.ledger import Ledger, Value


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Case:
    """One case, open.

    Args:
        opened: its store.
        who: whose name stands under what is done.
        clock: tells the time at which it is done.
    """

    def __init__(self, opened: Store, *, who: str, clock: Callable[[], datetime] = utc_now) -> None:
        if not who.strip():
            raise UsageError("nobody is named who does it", remedy="Name whoever works on the case")
        self.store, self.who, self._clock = opened, who.strip(), clock

    @classmethod
    def create(cls, where: str | Path, *, who: str, clock: Callable[[], datetime] = utc_now) -> Self:
        """Make a new, empty case in a folder, or in a PostgreSQL database.

        Raises:
            CaseError: there is one already, or it cannot be made.
        """
        return cls(store.create(str(where)), who=who, clock=clock)

    @classmethod
    def open(cls, where: str | Path, *, who: str, clock: Callable[[], datetime] = utc_now) -> Self:
        """Open a case.

        Raises:
            CaseError: there is none, or it cannot be read.
        """
        return cls(store.open_store(str(where)), who=who, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the case; everything that was reported as done is safe without it."""
        self.store.close()

    def act(self) -> Act:
        """Return who acts, and the time."""
        return Act(self.who, self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

    # ---- reports

    def add(
        self,
        paths: Iterable[str | Path],
        *,
        method: Method = DEFAULT,
        options: Options = DEFAULTS,
        progress: Progress | None = None,
    ) -> Iterator[Added | ReportError]:
        """Add the reports at these paths, and yield what became of each as soon as it is safe on the disk.

        A report whose newest capture has the same bytes is left alone. One that fails is yielded as its error.

        Args:
            paths: files, or folders with files.
            method: how to attribute.
            options: what the user says about the files, such as the columns of tables.
            progress: called with the number of files done and of all.

        Raises:
            CaseError: nothing can be written.
        """
        return adding.add(self.store, self.act, paths, method=method, options=options, progress=progress)

    def rerun(self, *, method: Method = DEFAULT, progress: Progress | None = None) -> Iterator[Added | ReportError]:
        """Read all originals again with this version of the program, and yield the reports that read otherwise.

        Decisions stay; ``outcomes`` says where the program now disagrees with one.
        """
        return adding.rerun(self.store, self.act, method=method, progress=progress)

    def captures(self) -> list[Capture]:
        """Return the reports of the case with where they came from, by the ids of the reports."""
        with self.store.read() as connection:
            return state.captures(connection)

    def held(self, upto: int | None = None) -> list[Held]:
        """Return the reports as the program reads them, without any decision."""
        with self.store.read() as connection:
            return state.held(connection, upto)

    # ---- what it adds up to

    def assess(self, upto: int | None = None) -> tuple[Ledger, list[Outcome]]:
        """Return the ledger, and what became of each decision in it.

        Args:
            upto: the number of an entry of the trail: the case as it was then; None for now.
        """
        with self.store.read() as connection:
            held, decided = state.held(connection, upto), decisions.load(connection, upto)
        return assessing.assess(held, decided)

    def ledger(self) -> Ledger:
        """Return the ledger of the case, with all decisions in force."""
        return self.assess()[0]

    def outcomes(self) -> list[Outcome]:
        """Return what became of each decision: where the program agrees by now, and where it disagrees."""
        return self.assess()[1]

    def search(self, query: str, *, kinds: tuple[search.Kind, ...] = search.KINDS, most: int = 20) -> list[hits.Hit]:
        """Return where words stand in reports, statements and names of speakers, the best places first.

        Raises:
            UsageError: there is no word in the query.
        """
        with self.store.read() as connection:
            found = search.find(connection, query, kinds=kinds, most=most)
            return hits.hits(connection, found, query)

    def changes(self, since: str) -> list[Change]:
        """Return what has changed since a moment.

        Args:
            since: an ISO day or date-time (UTC), or the number of a run, after which it is.

        Raises:
            UsageError: it is neither.
        """
        with self.store.read() as connection:
            then = state.moment(connection, since)
        return changes.changes(self.assess(then)[0], self.ledger())

    # ---- proof

    def verify(self, *, head: str | None = None) -> Verdict:
        """Check everything that the case holds for any change.

        Args:
            head: the hash that the last entry of the audit trail had at some time; it must still be in the trail.
        """
        return verify.verify(self.store, head=head)

    def bundle(self, target: str | Path) -> Path:
        """Write everything into a new folder, or a new archive if the name ends in .zip, to be checked by others.

        Raises:
            CaseError: there is something already, it cannot be written, or an original is missing or altered.
        """
        return bundle.write(self.store, Path(target))

    # ---- decisions

    def decisions(self) -> list[Decision]:
        """Return all decisions in their order, also those that were undone."""
        with self.store.read() as connection:
            return decisions.load(connection)

    def view(self) -> View:
        """Return the case as it stands, to decide on."""
        return View(self.store)

    def set_speaker(
        self, statement: str, name: str, *, why: str, kind: str | None = None, side: str | None = None
    ) -> int:
        """Decide who says a statement; return the number of the decision."""
        return self._decide("set speaker", why, desk.set_speaker(self.view(), statement, name, kind, side))

    def clear_speaker(self, statement: str, *, why: str) -> int:
        """Decide that the report does not tell who says a statement."""
        return self._decide("clear speaker", why, desk.clear_speaker(self.view(), statement))

    def correct_claim(self, claim: str, values: Mapping[str, Value], *, why: str, polarity: str | None = None) -> int:
        """Decide what a claim says: fields with what they should be, and its polarity ("+" or "-")."""
        return self._decide("correct claim", why, desk.on_claim(self.view(), claim, values, polarity))

    def remove_claim(self, claim: str, *, why: str) -> int:
        """Decide that a statement does not claim this."""
        return self._decide("remove claim", why, desk.on_claim(self.view(), claim, None, None))

    def reject(self, statement: str, *, why: str) -> int:
        """Decide that this is no statement."""
        return self._decide("reject", why, desk.reject(self.view(), statement))

    def merge_actors(self, actors: Sequence[str], *, why: str, name: str | None = None) -> int:
        """Decide that several actors, by id or name, are one."""
        return self._decide("merge actors", why, desk.merge_actors(self.view(), actors, name))

    def split_actor(
        self, actor: str, spelt: str, new: str, *, why: str, side: str | None = None, reports: Sequence[str] = ()
    ) -> int:
        """Decide that whom reports call ``spelt`` is not this actor but somebody else, called ``new``."""
        body = desk.split_actor(self.view(), actor, spelt, new, side, reports)
        return self._decide("split actor", why, body)

    def merge_incidents(self, incidents: Sequence[str], *, why: str, name: str | None = None) -> int:
        """Decide that several incidents, by id or name, are one."""
        return self._decide("merge incidents", why, desk.merge_incidents(self.view(), incidents, name))

    def split_incident(self, incident: str, reports: Sequence[str], name: str, *, why: str) -> int:
        """Decide that some reports tell of another event, called ``name``."""
        return self._decide("split incident", why, desk.split_incident(self.view(), incident, reports, name))

    def grade(self, source: str, letter: str, *, why: str) -> int:
        """Grade how reliable a source is, from A to F by the Admiralty code."""
        return self._decide("grade", why, desk.grade(self.view(), source, letter))

    def note(self, about: str, words: str, *, why: str = "") -> int:
        """Write a note on a statement, report, actor, incident, or on the "case"."""
        return self._decide("note", why or words, desk.note(self.view(), about, words))

    def undo(self, decision: int, *, why: str) -> int:
        """Undo a decision; both stay on record.

        Raises:
            UsageError: there is no such decision, or it was undone already.
        """
        return self._decide("undo", why, {"decision": decision}, undoes=decision)

    def _decide(self, action: str, why: str, body: Mapping[str, Any], undoes: int | None = None) -> int:
        if not why.strip():
            raise UsageError("a decision needs its reason", remedy="Say why with --why")
        act = self.act()

        def work(connection: Connection) -> int:
            if undoes is not None:
                _check_undoable(connection, undoes)
            return record.decide(connection, act, action, why.strip(), decisions.to_text(body), undoes)

        return self.store.write(work)


def _check_undoable(connection: Connection, number: int) -> None:
    found = next((d for d in decisions.load(connection) if d.id == number), None)
    where = f"decision {number}"
    if found is None or found.action == "undo":
        remedy = "Decide anew instead" if found else "counterclaim review list CASE names the decisions"
        raise UsageError(
            "there is nothing to undo" if found else "there is no such decision", where=where, remedy=remedy
        )
    if found.undone is not None:
        raise UsageError(f"decision {found.undone} undid it already", where=where, remedy="Decide anew instead")

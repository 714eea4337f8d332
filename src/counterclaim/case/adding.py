"""Adding reports to a case, each in a transaction of its own: only what is new is read, and what is told is done."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection

from counterclaim.attribution.reader import Method
from counterclaim.case import naming, reading, record, state
from counterclaim.case.reading import Original
from counterclaim.case.record import Act, Run
from counterclaim.case.state import Capture
from counterclaim.case.store import Store
from counterclaim.encoder import weights
from counterclaim.errors import ReportError
from counterclaim.ingest.extract import Options
from counterclaim.ledger import Report

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report; when this is told, it is safe on the disk.

    Attributes:
        how: "added", "new version", "unchanged", or after a rerun "read anew".
        report: as it was read; None where it was not.
    """

    origin: str
    sha256: str
    how: str
    report: Report | None = None


@dataclass(slots=True)
class _Work:
    """One call of add or rerun, whose row is written together with the first report."""

    store: Store
    act: Callable[[], Act]
    run: Run
    method: Method
    number: int | None = field(default=None)

    def write(self, work: Callable[[Connection, Act, int], str]) -> str:
        """Do something within one transaction, with the number of the run."""
        act = self.act()

        def whole(connection: Connection) -> tuple[str, int]:
            number = self.number or record.begin(connection, act, self.run)
            return work(connection, act, number), number

        how, self.number = self.store.write(whole)
        return how


def add(
    store: Store,
    act: Callable[[], Act],
    paths: Iterable[str | Path],
    *,
    method: Method,
    options: Options,
    progress: Progress | None = None,
) -> Iterator[Added | ReportError]:
    """Add the reports at these paths; see ``Case.add``."""
    _check(store)
    files, failures = reading.found([paths] if isinstance(paths, str | Path) else paths, options)
    yield from failures
    work = _Work(store, act, Run("add", method), method)
    for done, path in enumerate(files, start=1):
        try:
            yield from _file(work, path, options)
        except ReportError as error:
            yield error
        if progress is not None:
            progress(done, len(files))


def _check(store: Store) -> None:
    """See before long work whether it can be done."""
    store.check_writable()
    weights.check(weights.folder())


def _file(work: _Work, path: Path, options: Options) -> Iterator[Added | ReportError]:
    original = reading.fetch(path, options)
    if not original.holds_many and _is_known(work.store, original, ""):
        yield Added(original.origin, original.sha256, "unchanged")
        return
    for report in reading.contents(original, options):
        if isinstance(report, ReportError):
            yield report
            continue
        try:
            yield _report(work, original, report)
        except ReportError as error:
            yield error


def _is_known(store: Store, original: Original, member: str) -> bool:
    with store.read() as connection:
        before = record.newest(connection, original.location, member)
    return before is not None and before[1] == original.sha256


def _report(work: _Work, original: Original, report: Report) -> Added:
    member = reading.member_of(report)
    if _is_known(work.store, original, member):
        return Added(naming.storable(report.origin), original.sha256, "unchanged")
    read = reading.read(report, work.method)
    with work.store.faults_told():
        work.store.originals.keep(original.data)

    def write(connection: Connection, act: Act, run: int) -> str:
        before = record.newest(connection, original.location, member)
        if before and before[1] == original.sha256:  # somebody else was faster
            return "unchanged"
        record.add(connection, work.store.originals, act, run, original, read, work.method)
        return "new version" if before else "added"

    return Added(naming.storable(report.origin), original.sha256, work.write(write), read)


def rerun(
    store: Store, act: Callable[[], Act], *, method: Method, progress: Progress | None = None
) -> Iterator[Added | ReportError]:
    """Read all originals again; see ``Case.rerun``."""
    _check(store)
    with store.read() as connection:
        captures = state.captures(connection)
    work = _Work(store, act, Run("rerun", method), method)
    done = 0
    for (_, sha256), group in groupby(sorted(captures, key=_file_of), key=_file_of):
        members = {one.member: one for one in group}
        with store.read() as connection:
            data = store.originals.read(connection, sha256)
        yield from _again(work, members, data)
        done += len(members)
        if progress is not None:
            progress(done, len(captures))


def _file_of(capture: Capture) -> tuple[str, str]:
    return capture.location, capture.sha256


def _again(work: _Work, members: dict[str, Capture], data: bytes) -> Iterator[Added | ReportError]:
    """Read the reports of one original again, and write those readings that differ from the last one."""
    one = next(iter(members.values()))
    original = Original(origin=one.origin, location=one.location, suffix=one.suffix, data=data, options=one.options)
    options = Options(columns=tuple((str(a), str(b)) for a, b in json.loads(one.options)["columns"]))
    for report in reading.contents(original, options):
        if isinstance(report, ReportError):
            yield report
            continue
        capture = members.get(reading.member_of(report))
        try:
            if capture is not None and (again := _reading(work, capture, report)):
                yield again
        except ReportError as error:
            yield error


def _reading(work: _Work, capture: Capture, report: Report) -> Added | None:
    read = reading.read(report, work.method)
    with work.store.read() as connection:
        (before,) = state.readings(connection, [capture]).values()
    if naming.named(read, naming.as_stored(capture.report)) == before:
        return None

    def write(connection: Connection, act: Act, run: int) -> str:
        record.reread(connection, act, run, capture.id, read, work.method)
        return "read anew"

    return Added(naming.storable(report.origin), capture.sha256, work.write(write), read)

"""The only place where stages are wired: reports in, ledger out; on one process or several."""

import logging
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from counterclaim import stages
from counterclaim.attribution import statements
from counterclaim.attribution.reader import Method
from counterclaim.claims import about, main_event, revisions, table
from counterclaim.draft import Draft
from counterclaim.encoder import stage as encoder
from counterclaim.encoder import weights
from counterclaim.errors import ReportError
from counterclaim.event_mentions import stage as event_mentions
from counterclaim.events.assess import assess
from counterclaim.ingest.collect import Source, collect
from counterclaim.ingest.extract import DEFAULTS, Options
from counterclaim.ingest.formats import FORMATS, ending_of
from counterclaim.ingest.read import read_file
from counterclaim.ingest.versions import linked
from counterclaim.language import dates, figures, parse, party_mentions, places, quotations
from counterclaim.ledger import Ledger, Report, with_statements
from counterclaim.program import PROGRAM
from counterclaim.stages import Stage

LANGUAGE_STAGES: tuple[Stage[Draft], ...] = (
    parse.STAGE, quotations.STAGE, figures.STAGE, party_mentions.STAGE, dates.STAGE, places.STAGE,
)  # fmt: skip
ENCODER_STAGES: tuple[Stage[Draft], ...] = (encoder.STAGE, event_mentions.STAGE)
ATTRIBUTION_STAGES: tuple[Stage[Draft], ...] = (statements.STAGE,)
CLAIM_STAGES: tuple[Stage[Draft], ...] = (table.STAGE, revisions.STAGE, about.STAGE, main_event.STAGE)

LOG = logging.getLogger(__name__)

Progress = Callable[[int, int], None]


@cache
def report_stages(method: Method = statements.DEFAULT) -> tuple[Stage[Draft], ...]:
    """Return the stages of a single report, with attribution by this method."""
    every = (*LANGUAGE_STAGES, *ENCODER_STAGES, statements.stage(method), *CLAIM_STAGES)
    return stages.assemble(every, given=("report",))


REPORT_STAGES = report_stages()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build gives: the ledger of all reports that could be read, and the failures of the others."""

    ledger: Ledger
    failures: tuple[ReportError, ...]


def read_draft(report: Report, method: Method = statements.DEFAULT) -> Report:
    """Read one report through all stages of a single report: its statements and their claims.

    A report that is kept unread (in another language, say) is returned as it is.
    """
    if report.unread:
        return report
    draft = stages.run(report_stages(method), Draft(report=report))
    return with_statements(replace(report, revisions=draft.revisions, main=draft.main), draft.statements)


def build(
    paths: Iterable[str | Path],
    *,
    workers: int = 1,
    progress: Progress | None = None,
    method: Method = statements.DEFAULT,
    options: Options = DEFAULTS,
) -> BuildResult:
    """Read the reports at these paths and say what they add up to.

    The result does not depend on the order of the paths or on the number of workers.

    Raises:
        WeightsError: the weights of the encoder are missing or altered.

    Args:
        paths: files, or folders with files.
        workers: processes to read with; 1 reads in this one.
        progress: called with the number of reports done and of all.
        method: how to attribute: by rules, by the learned tagger, or by both joined.
        options: what the user says about the files, such as the columns of tables.
    """
    weights.check(weights.folder())  # before the reports, and not once for each of them
    sources, failures = collect([Path(path) for path in paths], options)
    units = list(_units(sources, options))
    reports: list[Report] = []
    for done, outcome in enumerate(_outcomes(units, workers, method), start=1):
        if isinstance(outcome, Report):
            reports.append(outcome)
        else:
            failures.append(outcome)
        if progress is not None:
            progress(done, len(units))
    ledger = assess(linked(reports), program=PROGRAM)
    return BuildResult(ledger=ledger, failures=tuple(sorted(failures, key=lambda f: (f.where, f.what))))


def _units(sources: list[Source], options: Options) -> Iterator[Source | Report | ReportError]:
    """Yield what can be read apart: files, and the reports of files that hold several."""
    for source in sources:
        ending = ending_of(source.path)
        if ending is None or not FORMATS[ending].many:
            yield source
            continue
        try:
            yield from read_file(source.path, report_id=source.report_id, options=options)
        except Exception as error:  # a fault in one reader must not cost the other reports
            yield _fault(error, str(source.path))


def _outcomes(
    units: list[Source | Report | ReportError], workers: int, method: Method
) -> Iterator[Report | ReportError]:
    read = partial(_outcome, method=method)
    if workers <= 1 or len(units) <= 1:
        yield from map(read, units)
        return
    with ProcessPoolExecutor(max_workers=min(workers, len(units))) as pool:
        with _interrupts_held():
            outcomes = pool.map(read, units, chunksize=max(1, len(units) // (workers * 8)))
        yield from outcomes


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let the processes that are started here never hear Ctrl-C: this one does, and ends them without their outcry."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _outcome(unit: Source | Report | ReportError, method: Method) -> Report | ReportError:
    where = str(unit.path) if isinstance(unit, Source) else ""
    try:
        if isinstance(unit, Source):
            (unit,) = read_file(unit.path, report_id=unit.report_id)
        where = unit.origin if isinstance(unit, Report) else where
        return read_draft(unit, method) if isinstance(unit, Report) else unit
    except Exception as error:  # a fault in one stage must not cost the other reports
        return _fault(error, where)


def _fault(error: Exception, where: str) -> ReportError:
    LOG.exception("the program failed on %s", where)
    return ReportError(
        f"the program failed on this report ({type(error).__name__}: {error})",
        where=where,
        remedy="This is a fault of the program: please report it with the file",
    )

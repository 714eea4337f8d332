"""Files to readings: the stages of a single report, for reports that come one by one."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from counterclaim import pipeline
from counterclaim.attribution import statements
from counterclaim.attribution.reader import Method
from counterclaim.case.audit import canonical
from counterclaim.case.naming import as_stored, storable
from counterclaim.case.originals import digest_of
from counterclaim.errors import ReportError
from counterclaim.ingest.collect import collect
from counterclaim.ingest.extract import DEFAULTS, Options
from counterclaim.ingest.formats import FORMATS, ending_of
from counterclaim.ingest.read import read_content
from counterclaim.ledger import Report

LOG = logging.getLogger(__name__)
# Readings are stored under this id, to which a file with several reports adds one of its own for each. The id of the
# file in its case takes its place when the case is put together.
ID = "report"
DEFAULT: Method = statements.DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes of a file as it was found.

    Attributes:
        origin: the path as it was given, which the reports carry.
        location: the whole path, by which the file is known again.
        suffix: the ending that tells the format.
        options: what the user says about the file, as canonical JSON.
    """

    origin: str
    location: str
    suffix: str
    data: bytes
    options: str

    @property
    def sha256(self) -> str:
        """Digest of the bytes."""
        return digest_of(self.data)

    @property
    def holds_many(self) -> bool:
        """True where a file of this format may hold several reports."""
        form = FORMATS.get(self.suffix)
        return form is not None and form.many


def found(paths: Iterable[str | Path], options: Options = DEFAULTS) -> tuple[list[Path], list[ReportError]]:
    """Return the files at these paths, each once, and what is wrong with the other paths."""
    sources, failures = collect([Path(path) for path in paths], options)
    return [source.path for source in sources], failures


def fetch(path: Path, options: Options = DEFAULTS) -> Original:
    """Take the bytes of a file.

    Raises:
        ReportError: it cannot be opened, or is too large to hold reports.
    """
    suffix = ending_of(path) or path.suffix
    largest = FORMATS[suffix].max_bytes if suffix in FORMATS else 0
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= largest else b""
    except OSError as error:
        what, remedy = f"the file cannot be opened ({error.strerror})", "Check its name and permissions"
        raise ReportError(what, where=str(path), remedy=remedy) from error
    if size > largest:
        what = f"the file has {size / 1e6:.0f} MB, more than {largest / 1e6:.0f}"
        raise ReportError(what, where=str(path), remedy="Split it into its reports")
    return Original(origin=storable(str(path)), location=storable(str(path.resolve())), suffix=suffix, data=data,
                    options=canonical(asdict(options)))  # fmt: skip


def contents(original: Original, options: Options) -> Iterator[Report | ReportError]:
    """Take the reports out of an original; what somebody says in them is read later, by ``read``."""
    origin = as_stored(original.origin)
    try:
        yield from read_content(original.data, origin=origin, report_id=ID, suffix=original.suffix, options=options)
    except Exception as error:  # a fault in one reader must not cost the other reports
        yield _fault(error, origin)


def member_of(report: Report) -> str:
    """Return what tells a report that was just read from the others of its file."""
    return storable(report.id.removeprefix(ID))


def read(report: Report, method: Method = DEFAULT) -> Report:
    """Read a report through all stages of a single report.

    Raises:
        ReportError: the program failed on it.
    """
    try:
        return pipeline.read_draft(report, method)
    except Exception as error:  # a fault in one stage must not cost the other reports
        raise _fault(error, report.origin) from error


def _fault(error: Exception, origin: str) -> ReportError:
    LOG.exception("the program failed on %s", origin)
    return ReportError(
        f"the program failed on this report ({type(error).__name__}: {error})",
        where=origin,
        remedy="This is a fault of the program: please report it with the file",
    )

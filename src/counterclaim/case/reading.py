"""Files to readings: the stages of a single report, for reports that come one by one."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from counterclaim import outputs, pipeline
from counterclaim.attribution import statements
from counterclaim.attribution.reader import Method
from counterclaim.case.naming import as_stored, storable
from counterclaim.case.originals import digest_of
from counterclaim.errors import LedgerError, ReportError
from counterclaim.ingest.collect import collect
from counterclaim.ingest.read import MAX_BYTES, read_bytes
from counterclaim.ledger import Ledger, Report
from counterclaim.ledger_json import from_json

LOG = logging.getLogger(__name__)
# Readings are stored under this id; the id of the report in its case is given when the case is put together.
ID = "report"
DEFAULT: Method = statements.DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes of a file as it was found.

    Attributes:
        origin: the path as it was given, which the report carries.
        location: the whole path, by which the file is known again.
        member: which of several reports in the file; empty where it is one report.
        suffix: the ending that tells the format.
    """

    origin: str
    location: str
    suffix: str
    data: bytes
    member: str = ""

    @property
    def sha256(self) -> str:
        """Digest of the bytes."""
        return digest_of(self.data)


def found(paths: Iterable[str | Path]) -> tuple[list[Path], list[ReportError]]:
    """Return the files at these paths, each once, and what is wrong with the other paths."""
    sources, failures = collect([Path(path) for path in paths])
    return [source.path for source in sources], failures


def fetch(path: Path) -> Original:
    """Take the bytes of a file.

    Raises:
        ReportError: it cannot be opened, or is too large to be a report.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        what, remedy = f"the file cannot be opened ({error.strerror})", "Check its name and permissions"
        raise ReportError(what, where=str(path), remedy=remedy) from error
    if size > MAX_BYTES:
        what = f"the file has {size / 1e6:.0f} MB, more than {MAX_BYTES / 1e6:.0f}"
        raise ReportError(what, where=str(path), remedy="Split it into its reports")
    return Original(origin=storable(str(path)), location=storable(str(path.resolve())), suffix=path.suffix, data=data)


def read(original: Original, method: Method = DEFAULT) -> Report:
    """Read an original through all stages of a single report.

    Raises:
        ReportError: there is no report in it, or the program failed on it.
    """
    origin = as_stored(original.origin)
    try:
        report = read_bytes(original.data, origin=origin, report_id=ID, suffix=original.suffix)
        return pipeline.read_draft(report, method)
    except ReportError:
        raise
    except Exception as error:  # a fault in one stage must not cost the other reports
        LOG.exception("the program failed on %s", origin)
        raise ReportError(
            f"the program failed on this report ({type(error).__name__}: {error})",
            where=origin,
            remedy="This is a fault of the program: please report it with the file",
        ) from error


def to_text(report: Report) -> str:
    """Write a reading as it is stored: a ledger of one report."""
    return outputs.encoded(Ledger(program=pipeline.PROGRAM, reports=(report,))).decode("utf-8")


def from_text(text: str) -> Report:
    """Read a reading that ``to_text`` wrote.

    Raises:
        LedgerError: it is damaged.
    """
    reports = from_json(text).reports
    if len(reports) != 1:
        raise LedgerError("a reading holds one report", remedy="See what is damaged: counterclaim verify CASE")
    return reports[0]

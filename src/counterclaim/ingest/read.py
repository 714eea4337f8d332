"""Bytes to a report."""

import datetime
import hashlib
from dataclasses import replace
from pathlib import Path

from counterclaim.errors import ReportError
from counterclaim.ingest import frame, language
from counterclaim.ingest.formats import FORMATS
from counterclaim.ledger import Report, TimeCandidate

# What is larger is an archive or a dump of many reports: 50 times a long page with all its scripts. Decided before
# the file is opened.
MAX_BYTES = 10_000_000

# The parser's working memory grows with the text, by about 1 GB for 100,000 code points (its own documentation);
# this is a book of 65,000 words.
MAX_LENGTH = 400_000


def read_report(path: Path, *, report_id: str | None = None) -> Report:
    """Read one file.

    Args:
        path: the file; its ending tells the format.
        report_id: the report's id; the file's name without its ending if not given.

    Raises:
        ReportError: if the file cannot be read, or holds no report.
    """
    try:
        size = path.stat().st_size
        _refuse_large(size, str(path))
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(
            f"the file cannot be opened ({error.strerror})", where=str(path), remedy="Check its name and permissions"
        ) from error
    return read_bytes(data, origin=str(path), report_id=report_id or path.stem, suffix=path.suffix)


def read_bytes(data: bytes, *, origin: str, report_id: str, suffix: str) -> Report:
    """Read the bytes of one file.

    Args:
        data: the original bytes.
        origin: where they came from, kept in the report.
        report_id: the report's id.
        suffix: the ending that tells the format, such as ``".html"``.

    Raises:
        ReportError: if there is no report in the bytes.
    """
    reader = FORMATS.get(suffix.lower())
    if reader is None:
        raise ReportError(
            f"files ending in {suffix or 'nothing'} cannot be read",
            where=origin,
            remedy=f"Save the report as one of {', '.join(FORMATS)}",
        )
    _refuse_large(len(data), origin)
    extract = reader(data, origin)
    if len(extract.text) > MAX_LENGTH:
        raise ReportError(
            f"the text has {len(extract.text):,} characters, more than {MAX_LENGTH:,}",
            where=origin,
            remedy="Split it into its reports",
        )
    report = Report(
        id=report_id,
        origin=origin,
        sha256=hashlib.sha256(data).hexdigest(),
        text=extract.text,
        title=extract.title,
        publisher=extract.publisher,
        notes=extract.notes,
        times=extract.times,
    )
    return _described(report)


def _refuse_large(size: int, origin: str) -> None:
    if size > MAX_BYTES:
        raise ReportError(
            f"the file has {size / 1e6:.0f} MB, more than {MAX_BYTES / 1e6:.0f}",
            where=origin,
            remedy="Split it into its reports, or take the report out of the archive it is in",
        )


def _described(report: Report) -> Report:
    """Add what the words of the text tell: language, furniture, title, times."""
    code = language.identify(report.text)
    why = language.unread(code, report.text)
    report = replace(report, language=code, unread=why)
    if why:
        return with_times(report, report.times)
    report = frame.framed(report)
    return with_times(report, report.times)


def with_times(report: Report, times: tuple[TimeCandidate, ...]) -> Report:
    """Return the report with the first candidate for each role as its time, and all of them kept.

    A page that gives only the time of its update counts as published then.
    """
    first = {time.role: time.value for time in reversed(times)}
    published, updated = first.get("published"), first.get("updated")
    days = sorted({datetime.date.fromisoformat(time.value[:10]) for time in times if time.role == "published"})
    # A dateline is often the day before the page: that is no contradiction.
    apart = len(days) > 1 and (days[-1] - days[0]).days > 1
    notes = (f"publication is dated differently: {', '.join(map(str, days))}",) if apart else ()
    return replace(report, times=times, published=published or updated, updated=updated, notes=report.notes + notes)

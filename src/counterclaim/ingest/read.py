"""Bytes to reports."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from counterclaim.errors import NoArticleError, ReportError
from counterclaim.ingest import frame, language
from counterclaim.ingest.extract import DEFAULTS, Extract, Options
from counterclaim.ingest.formats import FORMATS, Format, ending_of, stem_of
from counterclaim.ingest.times import of_address, with_times
from counterclaim.ledger import Report

# The parser's working memory grows with the text, by about 1 GB for 100,000 code points (its own documentation);
# this is a book of 65,000 words.
MAX_LENGTH = 400_000

# Reports that one file may hold: a year of a large outlet. More fill the memory, and belong into several cases.
MAX_REPORTS = 50_000

# Digits of the digest that tells the reports of one file apart: among 50,000 two are alike once in 300 files, and
# are then told apart by their order.
DIGITS = 10

_HALVES = re.compile("[\ud800-\udfff]")
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def read_report(path: Path, *, report_id: str | None = None) -> Report:
    """Read a file that holds one report.

    Args:
        path: the file; its ending tells the format.
        report_id: the report's id; the file's name without its ending if not given.

    Raises:
        ReportError: if the file cannot be read, holds no report, or more than one.
    """
    return _single(list(read_file(path, report_id=report_id)), str(path))


def read_bytes(data: bytes, *, origin: str, report_id: str, suffix: str) -> Report:
    """Read the bytes of a file that holds one report.

    Args:
        data: the original bytes.
        origin: where they came from, kept in the report.
        report_id: the report's id.
        suffix: the ending that tells the format, such as ``".html"``.

    Raises:
        ReportError: if there is no report in the bytes, or more than one.
    """
    return _single(list(read_content(data, origin=origin, report_id=report_id, suffix=suffix)), origin)


def read_file(
    path: Path, *, report_id: str | None = None, options: Options = DEFAULTS
) -> Iterator[Report | ReportError]:
    """Read all reports of one file; what cannot be read is yielded as its error, and the rest goes on.

    Args:
        path: the file; its ending tells the format.
        report_id: the id of its report, or the beginning of the ids of its reports; the file's name without its
            ending if not given.
        options: what the user says about the files.
    """
    where = str(path)
    ending = ending_of(path)
    try:
        if ending is not None:
            _refuse_large(path.stat().st_size, where, FORMATS[ending])
        data = path.read_bytes()
    except ReportError as error:
        yield error
        return
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield ReportError(f"the file cannot be opened ({reason})", where=where, remedy="Check its name and permissions")
        return
    suffix = ending or path.suffix
    yield from read_content(data, origin=where, report_id=report_id or stem_of(path), suffix=suffix, options=options)


def read_content(
    data: bytes, *, origin: str, report_id: str, suffix: str, options: Options = DEFAULTS, captured: str | None = None
) -> Iterator[Report | ReportError]:
    """Read all reports in the bytes of one file; what cannot be read is yielded as its error.

    Args:
        data: the original bytes.
        origin: where they came from, kept in the reports.
        report_id: the id of its report, or the beginning of the ids of its reports. The ids of several are the same
            whenever the file is read again, even when others were added to it.
        suffix: the ending that tells the format, such as ``".html"``.
        options: what the user says about the files.
        captured: ISO time at which the bytes were saved, where the file does not say it itself.
    """
    ending = ending_of(PurePath(f"file{suffix}"))
    if ending is None:
        named = f"files ending in {suffix}" if suffix else "files without an ending"
        remedy = f"Save the report as one of {', '.join(FORMATS)}"
        yield ReportError(f"{named} cannot be read", where=origin, remedy=remedy)
        return
    digest = hashlib.sha256(data).hexdigest()
    ids = _Ids(report_id)
    extract: Extract | ReportError | None = None
    for extract in _extracts(data, origin, FORMATS[ending], options):
        if isinstance(extract, ReportError):
            yield extract
            continue
        if len(ids.taken) == MAX_REPORTS:
            remedy = "Split it; the reports before are read"
            yield ReportError(f"the file holds more than {MAX_REPORTS:,} reports", where=origin, remedy=remedy)
            return
        yield _report(extract, ids.of(extract), origin, digest, captured)
    if extract is None:
        yield NoArticleError("the file holds no report", where=origin, remedy="Leave it out")


def _extracts(data: bytes, origin: str, form: Format, options: Options) -> Iterator[Extract | ReportError]:
    try:
        _refuse_large(len(data), origin, form)
        if form.many:
            yield from form.read_many()(data, origin, options)
        else:
            yield form.read_one()(data, origin)
    except ReportError as error:
        yield error


def _report(extract: Extract, report_id: str, origin: str, digest: str, captured: str | None) -> Report | ReportError:
    extract = _sound(extract)
    where = f"{origin}#{extract.member}" if extract.member else origin
    if len(extract.text) > MAX_LENGTH:
        what = f"the text has {len(extract.text):,} characters, more than {MAX_LENGTH:,}"
        return ReportError(what, where=where, remedy="Split it into its reports")
    report = Report(
        id=report_id,
        origin=where,
        sha256=digest,
        text=extract.text,
        title=extract.title,
        publisher=extract.publisher,
        url=extract.url,
        captured=extract.captured or captured,
        notes=extract.notes,
        times=extract.times,
        furniture=extract.furniture,
        pages=extract.pages,
    )
    return _described(report, extract)


def _sound(extract: Extract) -> Extract:
    """Put a substitute in the place of halves of letters, which JSON may hold and no file can."""

    def whole(value: str) -> str:
        return _HALVES.sub("\ufffd", value)

    named = (extract.title or "", extract.publisher or "", extract.url or "", extract.member)
    if not _HALVES.search("".join((extract.text, *named, *extract.notes, *(time.origin for time in extract.times)))):
        return extract
    return replace(
        extract,
        text=whole(extract.text),
        title=whole(extract.title) if extract.title else None,
        publisher=whole(extract.publisher) if extract.publisher else None,
        member=whole(extract.member),
        url=whole(extract.url) if extract.url else None,
        notes=tuple(map(whole, extract.notes)),
        times=tuple(replace(time, origin=whole(time.origin)) for time in extract.times),
    )


class _Ids:
    """The ids of the reports of one file, each given once."""

    def __init__(self, report_id: str) -> None:
        self.taken: set[str] = set()
        self._whole, self._next = report_id, defaultdict[str, int](lambda: 2)

    def of(self, extract: Extract) -> str:
        """Return the id of the next report: by its own name in the file, with a number if it shares that name."""
        one_id = self._whole
        if extract.member or one_id in self.taken:
            name = extract.id if _PLAIN_ID.fullmatch(extract.id) else ""
            name = name or hashlib.sha256(extract.member.encode("utf-8", "replace")).hexdigest()[:DIGITS]
            first = one_id = f"{self._whole}-{name}"
            while one_id in self.taken:
                # Counted on from the last one: a table may give thousands of rows one id.
                one_id = f"{first}-{self._next[first]}"
                self._next[first] += 1
        self.taken.add(one_id)
        return one_id


def _single(outcomes: list[Report | ReportError], origin: str) -> Report:
    reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
    if len(reports) == 1:
        return reports[0]
    if not reports:
        raise next(outcome for outcome in outcomes if isinstance(outcome, ReportError))
    raise ReportError(f"the file holds {len(reports)} reports", where=origin, remedy="Read it with read_file")


def _refuse_large(size: int, origin: str, form: Format) -> None:
    if size > form.max_bytes:
        raise ReportError(
            f"the file has {size / 1e6:.0f} MB, more than {form.max_bytes / 1e6:.0f}",
            where=origin,
            remedy="Split it into its reports, or take the report out of the archive it is in",
        )


def _described(report: Report, extract: Extract) -> Report:
    """Add what the words of the text tell: language, furniture, title, times."""
    code = language.identify(report.text)
    why = language.unread(code, report.text)
    report = replace(report, language=code, unread=why)
    if not why:
        report = frame.framed(report)
    return with_times(report, report.times + extract.weak_times + of_address(report.url))

"""Web archives (WARC) to extracts: each captured page that holds an article is a report."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO, BinaryIO, cast

from fastwarc.stream_io import GzipReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from counterclaim.errors import NoArticleError, ReportError
from counterclaim.ingest import html, pdf, text
from counterclaim.ingest.extract import Extract, Options
from counterclaim.ingest.formats import MAX_BYTES, MAX_PDF_BYTES
from counterclaim.ingest.saved import web_address
from counterclaim.ingest.unpacked import Bounded, decoded, most_unpacked

# Records of all kinds; a crawl of a large site in one file has 200,000.
MAX_RECORDS = 1_000_000

# Addresses of passed pages that are named.
MOST_NAMED = 5

PAGES = ("text/html", "application/xhtml+xml")

# Plain text that sites keep for programs.
FOR_PROGRAMS = ("robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "llms.txt")

GZIP = b"\x1f\x8b"

# What a failure inside a library in Rust is called; it is no ``Exception``.
PANIC = "PanicException"

_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion


@dataclass(slots=True)
class Found:
    """What is known of an archive while it is read.

    Attributes:
        wanted: the addresses of its pages, if the archive lists them; all others are then parts of pages.
        passed: addresses of pages without an article.
        pages: pages that were looked at.
    """

    wanted: set[str] = field(default_factory=set)
    passed: list[str] = field(default_factory=list)
    pages: int = 0


def read(data: bytes, origin: str, options: Options) -> Iterator[Extract | ReportError]:
    """Read the pages of a web archive."""
    found = Found()
    yield from with_passed(records(io.BytesIO(data), data[:2], len(data), origin, found), found, origin)


def with_passed(
    outcomes: Iterator[Extract | ReportError], found: Found, origin: str
) -> Iterator[Extract | ReportError]:
    """Yield the outcomes, and tell with the last report how many pages were passed over; an error if none is left."""
    held: Extract | None = None
    failed = False
    for outcome in outcomes:
        if isinstance(outcome, Extract):
            if held is not None:
                yield held
            held = outcome
        else:
            failed = True
            yield outcome
    if held is not None:
        yield replace(held, notes=(*held.notes, *_passed_note(found)))
    elif not failed:
        seen = f"; {_passed_note(found)[0]}" if found.passed else ""
        remedy = "Check that the archive holds what it should"
        yield NoArticleError(f"the archive holds no report{seen}", where=origin, remedy=remedy)


def _passed_note(found: Found) -> tuple[str, ...]:
    if not found.passed:
        return ()
    named = ", ".join(found.passed[:MOST_NAMED])
    more = len(found.passed) - MOST_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return (f"of the {found.pages} pages in the archive {len(found.passed)} hold no article: {named}{rest}",)


class ArchiveReaderError(Exception):
    """The library failed on a record."""


def records(stream: IO[bytes], head: bytes, size: int, origin: str, found: Found) -> Iterator[Extract | ReportError]:
    """Read the pages of one WARC stream, packed or not.

    Args:
        stream: the bytes.
        head: the first of them.
        size: how many there are, which bounds what they may unpack to.
        origin: names the archive in errors.
        found: what is known of it; it is added to.
    """
    packed = head.startswith(GZIP)
    bounded = Bounded(GzipReader(cast(BinaryIO, stream)) if packed else stream, most_unpacked(size))
    count = 0
    try:
        for record in _iterated(bounded):
            count += 1
            if count > MAX_RECORDS:
                remedy = "Split it; the pages before are read"
                yield ReportError(f"the archive holds more than {MAX_RECORDS:,} records", where=origin, remedy=remedy)
                return
            with _failures_told():
                outcome = _page(record, origin, found)
            if outcome is not None:
                yield outcome
    except (OSError, ValueError, ArchiveReaderError) as error:
        yield _damage(bounded, count, origin, error)


def _iterated(stream: Bounded) -> Iterator[WarcRecord]:
    with _failures_told():
        archive = iter(
            ArchiveIterator(stream, record_types=_TYPES, fsspec_args=False, stream_detect=False, quirks_mode=True)
        )
    while True:
        with _failures_told():
            record = next(archive, None)
        if record is None:
            return
        yield record


@contextmanager
def _failures_told() -> Iterator[None]:
    """Turn a failure inside the library, which is none of Python's exceptions, into one."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise ArchiveReaderError("the library that reads archives failed on it") from error


def _damage(bounded: Bounded, count: int, origin: str, error: Exception) -> ReportError:
    if bounded.overrun:
        what, remedy = "far more is packed in the archive than its size allows for", "Leave it out: it may be a bomb"
    else:
        what = f"the archive is damaged behind its {count} first captures ({error})"
        remedy = "Take the pages behind that from another copy; those before are read"
    return ReportError(what, where=origin, remedy=remedy)


def _page(record: WarcRecord, origin: str, found: Found) -> Extract | ReportError | None:
    """Read one capture; None where it is no page of text."""
    url = web_address((record.headers.get("WARC-Target-URI") or "").strip("<>"))
    if url is None or not _is_wanted(record, url, found):
        return None
    kind = _kind(record)
    most = MAX_PDF_BYTES if kind == "application/pdf" else MAX_BYTES
    if kind not in (*PAGES, "application/pdf", "text/plain"):
        return None
    if kind == "text/plain" and url.rpartition("/")[2].partition("?")[0] in FOR_PROGRAMS:
        return None
    found.pages += 1
    captured = record.record_date.isoformat(timespec="seconds") if record.record_date else None
    member = f"{''.join(filter(str.isdigit, (captured or '')[:19]))}/{url}"
    where = f"{origin}#{member}"
    sent = record.reader.read(most + 1) if record.content_length <= most else b""
    body = _body(record, sent, most) if record.content_length <= most else None
    if body is None:
        what = f"the page is larger than {most / 1e6:.0f} MB, or packed in a way that is not known"
        return ReportError(what, where=where, remedy="Save its article as plain text")
    try:
        extract = _extract(body, kind, record, where)
    except NoArticleError:
        found.passed.append(url)
        return None
    except ReportError as error:
        return error
    notes = ("the archive breaks off in this capture",) if len(sent) < record.content_length else ()
    return replace(
        extract,
        member=member,
        url=extract.url or url,
        captured=captured or extract.captured,
        notes=(*notes, *extract.notes),
    )


def _is_wanted(record: WarcRecord, url: str, found: Found) -> bool:
    """Tell whether a capture was answered, and is a page of its own where the archive lists them."""
    if record.http_headers is None:
        return not found.wanted or url in found.wanted
    status = record.http_headers.status_code or 0
    if 300 <= status < 400 and url in found.wanted:
        target = web_address(record.http_headers.get("Location"))
        found.wanted |= {target} if target else set()
    return 200 <= status < 300 and (not found.wanted or url in found.wanted)


def _kind(record: WarcRecord) -> str:
    kind = record.http_content_type if record.http_headers is not None else record.headers.get("Content-Type")
    return (kind or "").partition(";")[0].strip().lower()


def _body(record: WarcRecord, sent: bytes, most: int) -> bytes | None:
    if record.http_headers is None:
        return sent
    headers = record.http_headers
    encodings = [*headers.get_multiple("Content-Encoding"), *headers.get_multiple("Transfer-Encoding")]
    return decoded(sent, encodings, most)


def _extract(body: bytes, kind: str, record: WarcRecord, where: str) -> Extract:
    if kind == "application/pdf":
        return pdf.read(body, where)
    if kind == "text/plain":
        extract = text.read(body, where)
        if len(extract.text.split()) < html.MIN_WORDS:
            raise NoArticleError("the page holds no article", where=where, remedy="Leave it out")
        return extract
    if not body.strip():
        raise NoArticleError("the page is empty", where=where, remedy="Leave it out")
    return html.read_page(body, where, charset=record.http_charset if record.http_headers is not None else None)

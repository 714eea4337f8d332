"""Pages saved as a single file by browsers (MHTML) to an extract: the page among its parts, where and when from."""

import email
import re
from dataclasses import replace
from email.message import Message

from counterclaim.errors import ReportError
from counterclaim.ingest import html
from counterclaim.ingest.extract import Extract
from counterclaim.ingest.saved import mail_time, web_address

# Pictures, styles and frames of a page; a long live page has 500.
MAX_PARTS = 5_000

# Lines that look like the edge of a part; text may hold such lines too.
MAX_BOUNDARIES = 20_000

_BOUNDARY = re.compile(rb"\n--(?!>)")
_BEGINS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n)")


def read(data: bytes, origin: str) -> Extract:
    """Read a page in a single file.

    Raises:
        ReportError: if it is no such file, or there is no article in its page.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not _BEGINS.match(data):
        raise _broken(origin)
    if sum(1 for _ in _BOUNDARY.finditer(data)) > MAX_BOUNDARIES:
        what, remedy = f"the page has more than {MAX_BOUNDARIES:,} parts", "Save its article as plain text"
        raise ReportError(what, where=origin, remedy=remedy)
    try:
        message = email.message_from_bytes(data)
        page = _page(message)
        body = page.get_payload(decode=True) if page is not None else None
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise _broken(origin) from error
    if page is None or not isinstance(body, bytes) or not body.strip():
        raise _broken(origin)
    extract = html.read_page(body, origin, charset=_charset(page))
    addresses = (extract.url, message["Snapshot-Content-Location"], page["Content-Location"])
    return replace(
        extract,
        url=next((url for value in addresses if (url := web_address(str(value) if value else None))), None),
        captured=mail_time(str(message["Date"])) if message["Date"] else extract.captured,
    )


def _broken(origin: str) -> ReportError:
    return ReportError(
        "this is no page saved as a single file, or it is damaged",
        where=origin,
        remedy="Save the page again, or save its article as plain text",
    )


def _page(message: Message) -> Message | None:
    """Return the part that is the page: the one that the file names as its root, else the first."""
    pages = []
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            pages.append(part)
    root = message.get_param("start")
    named = [page for page in pages if root and str(page["Content-ID"] or "").strip() == str(root).strip()]
    return next(iter([*named, *pages]), None)


def _charset(page: Message) -> str | None:
    charset = page.get_content_charset()
    return charset if isinstance(charset, str) else None

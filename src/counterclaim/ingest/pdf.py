"""PDF documents to an extract: PDFium reads the lines in a process of its own, the layout is put together here."""

import re
from typing import Any

from counterclaim.errors import ReportError
from counterclaim.ingest import isolated
from counterclaim.ingest.extract import Extract
from counterclaim.ingest.metadata import iso_time
from counterclaim.ingest.pdf_layout import Layout, Line, Page, layout
from counterclaim.ingest.saved import web_address
from counterclaim.ledger import Span, TimeCandidate

# A page with fewer words, on average, is a picture of text.
MIN_WORDS = 5

HEAD = 600

# Programs that print a page from the web: their time of creation is that of the capture.
_BROWSER = re.compile(r"skia/pdf|chrom(?:e|ium)|mozilla|firefox|wkhtmltopdf|webkit", re.I)
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
_URL = re.compile(r"https?://[^\s<>\"]+")

_FAULTS = {
    "broken": ("the PDF is damaged and cannot be opened", "Save it again, or save its text"),
    "locked": ("the PDF is protected by a password", "Save it without the password"),
    "pages": ("the PDF has too many pages", "Split it into its reports"),
    "length": ("the PDF has too much text", "Split it into its reports"),
    **{name: (f"the PDF {what}", "Save its text") for name, what in isolated.FAULTS.items()},
}


def read(data: bytes, origin: str) -> Extract:
    """Read a PDF.

    Raises:
        ReportError: if it is damaged, locked, too large, or a picture of text.
    """
    found = isolated.ask("pdf_lines", data)
    if "fault" in found:
        what, remedy = _FAULTS[found["fault"]]
        raise ReportError(what, where=origin, remedy=remedy)
    laid = layout(_pages(found["pages"]))
    article = _without(laid.text, laid.furniture)
    if len(article.split()) < MIN_WORDS * max(1, len(found["pages"])):
        raise ReportError(
            "the PDF holds no text, only pictures",
            where=origin,
            remedy="Run text recognition over it, or save its text",
        )
    return _extract(laid, found["metadata"], found["skipped"])


def _pages(found: list[dict[str, Any]]) -> list[Page]:
    pages = []
    for number, page in enumerate(found, start=1):
        lines = tuple(Line(number, *line) for line in page["lines"])
        pages.append(Page(number, page["width"], page["height"], lines))
    return pages


def _without(text: str, furniture: tuple[Span, ...]) -> str:
    at, kept = 0, []
    for span in furniture:
        kept.append(text[at : span.start])
        at = span.end
    return "".join([*kept, text[at:]])


def _extract(laid: Layout, metadata: dict[str, str], skipped: list[int]) -> Extract:
    title = " ".join(metadata.get("Title", "").split())
    created, modified = pdf_time(metadata.get("CreationDate", "")), pdf_time(metadata.get("ModDate", ""))
    is_print = bool(_BROWSER.search(f"{metadata.get('Creator', '')} {metadata.get('Producer', '')}"))
    times = []
    if created and not is_print:
        times.append(TimeCandidate(role="published", value=created, origin="PDF CreationDate"))
    if modified and modified != created and not is_print:
        times.append(TimeCandidate(role="updated", value=modified, origin="PDF ModDate"))
    addresses = [_URL.search(span.of(laid.text)) for span in laid.furniture] if is_print else []
    return Extract(
        text=laid.text,
        title=title if title and title in laid.text[:HEAD] else None,
        url=next((web_address(found[0]) for found in addresses if found), None),
        captured=created if is_print else None,
        weak_times=tuple(times),
        notes=(f"pages that could not be read: {', '.join(map(str, skipped))}",) if skipped else (),
        furniture=laid.furniture,
        pages=laid.pages,
    )


def pdf_time(value: str) -> str | None:
    """Read a time as PDFs write it (``D:20170404091200+03'00'``), as ISO; None if it is none."""
    match = _TIME.match(value.strip())
    if not match:
        return None
    year, month, day, hour, minute, second, utc, sign, hours, minutes = match.groups()
    zone = "Z" if utc else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    clock = f"T{hour}:{minute}:{second or '00'}{zone}" if hour else ""
    return iso_time(f"{year}-{month}-{day}{clock}")

"""Specimens of every input format, made here from invented text: for tests, and for mutation in ``mutate.py``."""

import gzip
import hashlib
import io
import quopri
import zipfile
from dataclasses import dataclass

URL = "https://lantern.example/world/army-denies"
TITLE = "Army denies attack"
BODY = (
    "Shells fell on the market of Tal Ahmar on Monday, a hospital official said. At least twelve people were killed, "
    "according to the town council.",
    "The army denied that it had fired them. “We were not there,” its spokesman told the Daily Lantern.",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line of a PDF page: where it stands, in points from the lower left corner, and its size of type."""

    x: float
    y: float
    text: str
    size: float = 11


def page(*, head: str = "", title: str = TITLE, body: tuple[str, ...] = BODY) -> str:
    """Return a web page with an article."""
    paragraphs = "".join(f"<p>{one}</p>" for one in body)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} | Daily Lantern</title>'
        f'<meta property="og:site_name" content="Daily Lantern">{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def mhtml(text: str, *, headers: str = "", part: str = 'text/html; charset="utf-8"') -> bytes:
    """Return a page in a single file, as browsers write it, with a picture as its second part."""
    body = quopri.encodestring(text.encode()).decode()
    return (
        f"From: <Saved by Blink>\r\n{headers}Subject: saved\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----Part"\r\n\r\n'
        f"------Part\r\nContent-Type: {part}\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {URL}\r\n\r\n{body}\r\n"
        "------Part\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://lantern.example/a.png\r\n\r\niVBORw0KGgo=\r\n------Part--\r\n"
    ).encode()


def warc_record(
    url: str,
    body: bytes,
    *,
    date: str = "2019-03-08T10:15:00Z",
    http: str | None = "HTTP/1.1 200 OK",
    kind: str = "text/html; charset=utf-8",
    headers: str = "",
    record_type: str = "response",
) -> bytes:
    """Return one record of a web archive; without a status line of HTTP it is a resource."""
    block = body if http is None else f"{http}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    content = kind if http is None else "application/http; msgtype=response"
    head = (
        f"WARC/1.1\r\nWARC-Type: {record_type if http else 'resource'}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: {date}\r\nWARC-Record-ID: <urn:uuid:{hashlib.md5(url.encode() + body).hexdigest()}>\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(*, packed: bool = False) -> bytes:
    """Return a web archive of two captures of a page, one of a picture and one of a page that is gone."""
    later = page(body=(*BODY, "A third doctor said that the wounded had been taken to the capital."))
    records = [
        warc_record(URL, page().encode()),
        warc_record("https://lantern.example/a.png", b"\x89PNG", kind="image/png"),
        warc_record("https://lantern.example/gone", page().encode(), http="HTTP/1.1 404 Not Found"),
        warc_record(URL, later.encode(), date="2019-03-09T08:00:00Z"),
    ]
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)


def wacz(members: dict[str, bytes]) -> bytes:
    """Return a ZIP file with these members, all of one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2019, 3, 8, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rss(*, items: str | None = None, title: str = "Daily Lantern") -> bytes:
    """Return an RSS feed of two entries, one with its whole text and one with a summary, or of these items."""
    full = "".join(f"<p>{one}</p>" for one in BODY)
    item = (
        f"<item><title>{TITLE}</title><link>{URL}</link><guid>lantern-1</guid>"
        f"<pubDate>Fri, 08 Mar 2019 09:12:00 +0200</pubDate>"
        f"<content:encoded><![CDATA[{full}]]></content:encoded></item>"
        f"<item><title>Council meets</title><link>https://lantern.example/council</link>"
        f"<description>The town council met on Tuesday, its mayor said.</description></item>"
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title>{item if items is None else items}</channel></rss>"
    ).encode()


def atom() -> bytes:
    """Return an Atom feed of one entry that names the outlet it comes from."""
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>All the news</title>'
        f'<entry><title type="html">Army &lt;b&gt;denies&lt;/b&gt; attack</title><id>tag:lantern,1</id>'
        f'<link href="{URL}"/><published>2019-03-08T09:12:00+02:00</published><updated>2019-03-09T10:00:00Z</updated>'
        f"<source><title>Daily Lantern</title></source><summary>{BODY[0]}</summary></entry></feed>"
    ).encode()


def column(lines: list[str], *, x: float = 50, top: float = 720, step: float = 14, size: float = 11) -> list[Printed]:
    """Set lines one below the other; an empty one leaves its place blank."""
    return [Printed(x, top - step * n, line, size) for n, line in enumerate(lines) if line]


def pdf(pages: list[list[Printed]], *, info: str = "", extra: str = "") -> bytes:
    """Write a PDF with one content stream a page.

    Args:
        pages: their lines.
        info: the inside of the information dictionary, such as ``/Title (x)``.
        extra: more entries of the trailer.
    """
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(
            f"/F1 {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm ({_escaped(line.text)}) Tj\n" for line in lines
        )
        stream = f"BT\n{shown}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {6 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    return pdf_of(objects, extra=extra)


def pdf_of(objects: list[str] | list[bytes], *, extra: str = "") -> bytes:
    """Number objects, the first of which is the catalogue and the fourth the information, and write their table."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        body = content if isinstance(content, bytes) else content.encode("cp1252")
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {extra} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n".encode() + table + trailer.encode()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def article_pdf() -> bytes:
    """Return a PDF of two pages with running heads, a word and a sentence parted at the ends of lines and pages."""
    first = [
        "Shells fell on the market of Tal Ahmar on Monday, a hospital offi-",
        "cial said. At least twelve people were killed, according to the",
        "town council.",
        "",
        "The army denied that it had fired them. “We were not there,” its",
    ]
    second = ["spokesman told the Daily Lantern, which had asked him for his", "word on the matter."]
    heads = [[Printed(50, 800, f"Daily Lantern {n}", 9), Printed(290, 30, str(n), 9)] for n in (7, 8)]
    info = "/Title (Untitled) /CreationDate (D:20190308091200+02'00')"
    headline = [Printed(50, 760, TITLE, 18)]
    return pdf([[*heads[0], *headline, *column(first)], [*heads[1], *column(second)]], info=info)

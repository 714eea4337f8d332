"""Web pages to an extract: the article's text by trafilatura, the page's own metadata by our reader. No network."""

import re

import trafilatura
from htmldate import find_date
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from counterclaim.errors import NoArticleError, ReportError
from counterclaim.ingest import metadata
from counterclaim.ingest.decode import decode
from counterclaim.ingest.extract import Extract, headed
from counterclaim.ingest.saved import saved
from counterclaim.ledger import TimeCandidate

# Words that a page must have after extraction to hold an article; a cookie notice or a video page has fewer.
MIN_WORDS = 20

# The extraction takes time with the square of the number of elements: 29,000 paragraphs took 5 seconds, 100,000 a
# minute (2026-11).
MAX_ELEMENTS = 30_000

# Links, emphases and the like in one paragraph; their time grows with the square as well, and 28,000 took 23 seconds.
# The longest articles of encyclopedias have a hundred.
MAX_INLINE = 5_000
INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
     "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var", "wbr"]
)  # fmt: skip
UNSEEN = frozenset(["script", "style", "noscript"])

# Letters of a page, scripts and styles apart: twice as many as a report may have.
MAX_LETTERS = 800_000

# htmldate's own upper bound is today's clock, and the same page must give the same report on any day.
LATEST = "2100-01-01"
EARLIEST = "1990-01-01"

# Characters at the head of the text in which the title is looked for before it is put in front.
HEAD = 600

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([\w.:-]{2,40})""", re.I
)


def read(data: bytes, origin: str) -> Extract:
    """Read a web page.

    Raises:
        ReportError: if there is no article in it.
    """
    return read_page(data, origin)


def read_page(data: bytes, origin: str, *, charset: str | None = None) -> Extract:
    """Read a web page that came with headers.

    Args:
        data: the page.
        origin: names it in an error.
        charset: the encoding that its headers name, which goes before the one that the page names.

    Raises:
        ReportError: if there is no article in it.
    """
    source, notes = decode(data, origin, declared=charset or _declared(data))
    tree = _tree(source, origin)
    _refuse_huge(tree, origin)
    found = metadata.read(tree)
    publisher = found.publishers[0] if found.publishers else None
    times = tuple(found.times) or _fallback(source)
    body = _body(source)
    if len(body.split()) < MIN_WORDS:
        raise NoArticleError(
            "no article was found in the page",
            where=origin,
            remedy="Save the page again when it has loaded, or save its article as plain text",
        )
    title = _title(tree, found, body)
    place = saved(source, tree)
    return Extract(
        text=headed(title, body),
        title=title,
        publisher=publisher,
        url=place.url,
        captured=place.captured,
        times=times,
        notes=(*notes, *dict.fromkeys(found.notes)),
    )


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _tree(source: str, origin: str) -> HtmlElement:
    # Without its declaration: lxml refuses text that names an encoding.
    source = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", source)
    try:
        return document_fromstring(source, parser=HTMLParser(huge_tree=False, no_network=True))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReportError(
            "the page's markup cannot be read", where=origin, remedy="Save its article as plain text"
        ) from error


def _refuse_huge(tree: HtmlElement, origin: str) -> None:
    count = letters = 0
    inside, most = [0], 0  # inline elements in the block at hand and in those around it
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_inline = element.tag in INLINE
        if event == "start":
            count += 1
            letters += len(element.text or "") if element.tag not in UNSEEN else 0
            if is_inline:
                inside[-1] += 1
            else:
                inside.append(0)
        else:
            letters += len(element.tail or "")
            most = max(most, inside[-1] if is_inline else inside.pop())
    for found, limit, what in (
        (letters, MAX_LETTERS, "letters of text"),
        (count, MAX_ELEMENTS, "elements"),
        (most, MAX_INLINE, "links and emphases in one paragraph"),
    ):
        if found > limit:
            fault = f"the page has {found:,} {what}, more than {limit:,}"
            raise ReportError(fault, where=origin, remedy="Save its article as plain text")


def _title(tree: HtmlElement, found: metadata.Metadata, body: str) -> str | None:
    """Choose the title that the text carries at its head; else the first, without the name of the site."""
    titles = list(found.titles)
    for name in ("h1", "title"):
        titles += [" ".join(element.text_content().split()) for element in tree.iter(name)]
    titles = [title for title in titles if title]
    for title in titles:
        if title in body[:HEAD]:
            return title
    return _without(titles, found.publishers)


def _without(titles: list[str], publishers: list[str]) -> str | None:
    if not titles:
        return None
    for publisher in publishers:
        titles = [re.sub(rf"\s+[-–—|•:]+\s+{re.escape(publisher)}$", "", title) for title in titles]
    return titles[0]


def _fallback(source: str) -> tuple[TimeCandidate, ...]:
    """Ask htmldate, which reads dates in the page's text and address too, and gives a day without clock or zone."""
    try:
        day = find_date(source, original_date=True, min_date=EARLIEST, max_date=LATEST, extensive_search=False)
    except (ValueError, TypeError, etree.LxmlError, RecursionError):
        return ()
    return (TimeCandidate(role="published", value=day, origin="htmldate"),) if day else ()


def _body(source: str) -> str:
    try:
        body = trafilatura.extract(
            source, output_format="txt", include_comments=False, include_tables=True, with_metadata=False, fast=False
        )
    except (etree.LxmlError, ValueError, RecursionError):
        return ""
    return (body or "").strip()

"""Pieces of markup, as feeds and tables hold them, to plain text with one line for each block."""

import html
import re

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

_MARKUP = re.compile(r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|img|table|script)\b[^<>]*>", re.I)
_UNSEEN = ("script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title")
_HIDING = re.compile(rf"<(?:{'|'.join(_UNSEEN)})\b", re.I)
_BLOCKS = frozenset(
    ["p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "figure",
     "figcaption", "section", "article", "header", "footer", "pre", "hr", "dt", "dd", "body"]
)  # fmt: skip


def plain(value: str) -> str:
    """Return the words of a piece of markup, a blank line between blocks; plain text as it stands.

    Markup that cannot be read at all is shown as it is: nothing is lost.
    """
    value = re.sub(r"\r\n?", "\n", value).strip()
    if not _MARKUP.search(value):
        return html.unescape(value) if "&" in value and "<" not in value else value
    try:
        tree = document_fromstring(value.replace("\x00", ""), parser=HTMLParser(huge_tree=False, no_network=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return value
    blocks = [" ".join(block.split()) for block in "".join(_pieces(tree)).split("\n")]
    words = "\n\n".join(block for block in blocks if block)
    # Markup nested deeper than the parser follows, which nobody writes by hand.
    return words if words or _HIDING.search(value) else " ".join(re.sub(r"<[^<>]*>", " ", value).split())


def line(value: str) -> str:
    """Return a title or a name without markup, on one line."""
    return " ".join(plain(value).split())


def _pieces(tree: HtmlElement) -> list[str]:
    """Return the words in their order, with a line break at the edges of blocks; no recursion, however deep it is."""
    pieces: list[str] = []
    skipped = None
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if skipped is None:
                pieces.append(_words(element.tail))
            continue
        if event == "start" and skipped is None and element.tag in _UNSEEN:
            skipped = element
        if skipped is None:
            pieces += ["\n"] if element.tag in _BLOCKS else []
            pieces.append(_words(element.text if event == "start" else element.tail))
        elif event == "end" and element is skipped:
            skipped = None
            pieces.append(_words(element.tail))
    return pieces


def _words(value: str | None) -> str:
    return re.sub(r"\s", " ", value or "")

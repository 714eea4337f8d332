"""What a web page says about itself: JSON-LD, OpenGraph and meta elements, with every candidate kept."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from counterclaim.ingest.saved import mail_time
from counterclaim.ingest.stamps import calendar_day, stamp_at
from counterclaim.ledger import TimeCandidate

Role = Literal["published", "updated"]

# Ordered by trust: the structured data that publishers make for search engines, then OpenGraph, then the rest.
META_TIMES: tuple[tuple[str, Role], ...] = (
    ("article:published_time", "published"),
    ("og:article:published_time", "published"),
    ("datepublished", "published"),
    ("parsely-pub-date", "published"),
    ("sailthru.date", "published"),
    ("article.published", "published"),
    ("pubdate", "published"),
    ("publishdate", "published"),
    ("publish-date", "published"),
    ("publication_date", "published"),
    ("dc.date.issued", "published"),
    ("dcterms.created", "published"),
    ("dc.date", "published"),
    ("dc.date.created", "published"),
    ("date", "published"),
    ("article:modified_time", "updated"),
    ("og:updated_time", "updated"),
    ("datemodified", "updated"),
    ("dcterms.modified", "updated"),
    ("dc.date.modified", "updated"),
    ("lastmod", "updated"),
    ("last-modified", "updated"),
)
META_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
META_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")

# ISO 8601 in the profile that publishers use, with the zone written with or without a colon.
ISO_TIME = re.compile(
    r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)

# Words in which a time stands alone; more are a sentence.
LONGEST_STAMP = 100

# A page's structured data is a few levels deep; deeper is an attack or a fault.
MAX_DEPTH = 12


@dataclass(slots=True)
class Metadata:
    """What was found, the most trustworthy first."""

    titles: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    times: list[TimeCandidate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def iso_time(value: str) -> str | None:
    """Normalise an ISO 8601 time to ``2017-04-04T09:12:00+03:00``; None if it is not one.

    The zone stays as the page gives it, and is not made up where it gives none.
    """
    match = ISO_TIME.match(value)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    if not (1990 <= int(year) <= 2100 and calendar_day(int(year), int(month), int(day))):
        return None
    date = f"{year}-{month}-{day}"
    if hour is None or int(hour) > 23 or int(minute) > 59:
        return date
    clock = f"{hour}:{minute}" + (f":{second}" if second else "")
    return f"{date}T{clock}{_zone(zone)}"


def any_time(value: str) -> str | None:
    """Read a time in any of the ways in which pages, feeds and tables write it; None if it is none, or ambiguous."""
    value = value.strip()
    if time := iso_time(value):
        return time
    stamp = stamp_at(value, 0) if len(value) < LONGEST_STAMP else None
    return stamp.iso if stamp and stamp.iso and stamp.span.end == len(value) else mail_time(value)


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"


def read(tree: HtmlElement) -> Metadata:
    """Read a page's own metadata; what is broken is passed over with a note."""
    found = Metadata()
    _json_ld(tree, found)
    _meta(tree, found)
    _time_elements(tree, found)
    found.titles = list(dict.fromkeys(filter(None, map(_clean, found.titles))))
    found.publishers = list(dict.fromkeys(filter(None, map(_clean, found.publishers))))
    found.times = list(dict.fromkeys(found.times))
    return found


def _clean(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _add_time(found: Metadata, role: Role, value: object, origin: str) -> None:
    if isinstance(value, str) and (time := any_time(value)):
        found.times.append(TimeCandidate(role=role, value=time, origin=origin))
    elif isinstance(value, str) and value.strip():
        found.notes.append(f"the time {value.strip()[:60]!r} of {origin} could not be read")


def _json_ld(tree: HtmlElement, found: Metadata) -> None:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script.text or "")
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            found.notes.append("the page's JSON-LD is broken and was passed over")
            continue
        for item in _articles(value):
            _json_ld_article(item, found)


def _articles(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects that describe an article, outermost first."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and re.search(r"Article|Report|Posting|WebPage$", kind) for kind in kinds):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if key in value:
                yield from _articles(value[key], depth + 1)


def _json_ld_article(item: dict[str, Any], found: Metadata) -> None:
    for key in ("headline", "name"):
        if isinstance(item.get(key), str):
            found.titles.append(item[key])
            break
    publisher = item.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    publisher = publisher.get("name") if isinstance(publisher, dict) else publisher
    if isinstance(publisher, str):
        found.publishers.append(publisher)
    _add_time(found, "published", item.get("datePublished"), "JSON-LD datePublished")
    _add_time(found, "updated", item.get("dateModified"), "JSON-LD dateModified")


def _meta(tree: HtmlElement, found: Metadata) -> None:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content") or ""
        for attribute in ("property", "name", "itemprop"):
            if (name := element.get(attribute)) and content.strip():
                values.setdefault(name.strip().lower(), content)
    for name, role in META_TIMES:
        _add_time(found, role, values.get(name), f"meta {name}")
    found.titles += [values[name] for name in META_TITLES if name in values]
    found.publishers += [values[name] for name in META_PUBLISHERS if name in values]


def _time_elements(tree: HtmlElement, found: Metadata) -> None:
    """Read times from elements of the page: ``time``, microdata (``itemprop``), and the class names of hAtom."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "link"):
        kind = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if element.tag != "time" and not re.search(r"\b(?:date(?:published|modified)|published|updated)\b", kind):
            continue
        value = element.get("datetime") or element.get("content") or element.get("title")
        origin = "time element" if element.tag == "time" else f"{element.tag} {kind.strip()[:40]}"
        if "pubdate" in element.attrib or re.search(r"publish|pubdate|created|entry-date", kind):
            _add_time(found, "published", value, origin)
        elif re.search(r"modif|updat", kind):
            _add_time(found, "updated", value, origin)

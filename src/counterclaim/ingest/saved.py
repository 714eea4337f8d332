"""Where a saved page came from, and when it was saved: what browsers and savers write into it, and what it says."""

import datetime
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

# A saver's remark stands before or right behind the opening of the page.
HEAD = 4096

# The longest address that browsers keep whole.
MAX_URL = 2048

# "saved from url=(0042)http://..." is what Internet Explorer began and other browsers kept.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(?P<url>[^\s>]{1,2048})\s*-->", re.I)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S{1,2048})\s+saved date:\s*(?P<date>[^\n(]{1,60})", re.I
)
_JS_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")


@dataclass(frozen=True, slots=True)
class Saved:
    """Address and ISO time of the saving, as far as they are told."""

    url: str | None = None
    captured: str | None = None


def saved(source: str, tree: HtmlElement) -> Saved:
    """Read where a page was published and when it was saved.

    The page's own permanent address goes before the one that the saver saw, which may end in a reader's session.
    """
    head = source[:HEAD]
    told = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    told += [meta.get("content") for meta in tree.iter("meta") if (meta.get("property") or "").lower() == "og:url"]
    match = _SINGLE_FILE.search(head)
    captured = js_time(match["date"]) if match else None
    told += [found["url"] for found in (match, _SAVED_FROM.search(head)) if found]
    return Saved(next((url for one in told if (url := web_address(one))), None), captured)


def web_address(value: str | None) -> str | None:
    """Return an absolute http address without its fragment; None for anything else (``javascript:``, ``file:``)."""
    value = (value or "").strip()
    if not value or len(value) > MAX_URL or re.search(r"[\s\x00-\x1f\"<>]", value):
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return None
    return urldefrag(value).url if parts.scheme in ("http", "https") and host else None


def js_time(value: str) -> str | None:
    """Read a time as JavaScript prints it ("Tue Nov 27 2018 10:15:00 GMT+0200")."""
    match = _JS_DATE.match(value.strip())
    if not match:
        return None
    month, day, year, clock, zone = match.groups()
    return mail_time(f"{day} {month} {year} {clock} {zone}")


def mail_time(value: str) -> str | None:
    """Read a time as mails and web servers write it, as ISO; None if it is none.

    The zone stays as it is given; "-0000" stands for UTC in a place that is not told.
    """
    value = value.strip()
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if ":" not in value or not 1990 <= moment.year <= 2100:
        return None
    moment = moment.replace(tzinfo=datetime.UTC) if value.endswith("-0000") else moment
    return moment.isoformat(timespec="seconds")

"""Feeds (RSS, Atom) to extracts: each entry is a report, with as much of its text as the feed gives."""

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from counterclaim.errors import ReportError
from counterclaim.ingest.extract import Extract, NoArticleError, Options, headed
from counterclaim.ingest.fragment import line, plain
from counterclaim.ingest.metadata import Role, any_time
from counterclaim.ingest.saved import web_address
from counterclaim.ledger import TimeCandidate

# An entry with fewer words, its title included, says nothing: a picture, a "live" marker.
MIN_WORDS = 5

SUMMARY_NOTE = "the feed gives a summary; the article itself may say more"

_TIMES: tuple[tuple[str, Role], ...] = (
    ("published", "published"),
    ("created", "published"),
    ("updated", "updated"),
)
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)\b", re.I)


def is_ours(head: bytes, options: Options) -> bool:
    """Tell whether a file begins as a feed."""
    return bool(_ROOT.search(head.replace(b"\x00", b"")))


def read(data: bytes, origin: str, options: Options) -> Iterator[Extract | ReportError]:
    """Read the entries of a feed."""
    if not data.strip():
        yield ReportError("the file is empty", where=origin, remedy="Save the feed again, or leave it out")
        return
    if re.search(rb"<!ENTITY", data.replace(b"\x00", b"")):
        remedy = "Leave it out, or save its articles: no feed needs them, and they are a way of attack"
        yield ReportError("the feed declares entities of its own", where=origin, remedy=remedy)
        return
    try:
        # As a stream: the library takes text for an address, and would fetch it.
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the library's loose parser fails in many ways on what is no feed any more
        what = f"the feed is damaged ({type(error).__name__}: {error})"
        yield ReportError(what, where=origin, remedy="Save the feed again, or leave it out")
        return
    if not found.entries:
        fault = found.get("bozo_exception")
        what = f"this is no feed, or it is damaged ({fault})" if fault else "the feed has no entry"
        yield ReportError(what, where=origin, remedy="Save the feed again, or leave it out")
        return
    damage = found.get("bozo_exception")
    is_damaged = isinstance(damage, Exception) and not isinstance(damage, feedparser.CharacterEncodingOverride)
    notes = (f"the feed is damaged ({damage}) and was read as well as it could be",) if is_damaged else ()
    name = line(_text(found.feed.get("title")))
    short = 0
    for entry in found.entries:
        extract = _entry(entry, name, notes)
        if extract is None:
            short += 1
        else:
            yield extract
    if short == len(found.entries):
        what = f"none of the {short} entries of the feed has a text"
        yield NoArticleError(what, where=origin, remedy="Save the articles that it points to")


def _entry(entry: Any, name: str, notes: tuple[str, ...]) -> Extract | None:  # noqa: ANN401
    title = line(_text(entry.get("title")))
    full = max((_text(content.get("value")) for content in entry.get("content", ())), key=len, default="")
    body = plain(full) or plain(_text(entry.get("summary")))
    text = headed(title, body) if body else f"{title}\n"
    if len(text.split()) < MIN_WORDS:
        return None
    source = entry.get("source")
    outlet = line(_text(source.get("title"))) if isinstance(source, dict) else ""
    url = web_address(_text(entry.get("link")))
    times = tuple(_times(entry))
    member = _text(entry.get("id")) or url or f"{title} {times[0].value if times else ''}"
    return Extract(
        text=text,
        member=member.strip(),
        title=title or None,
        publisher=outlet or name or None,
        url=url,
        times=times,
        notes=notes if plain(full) else (*notes, SUMMARY_NOTE),
    )


def _times(entry: Any) -> Iterator[TimeCandidate]:  # noqa: ANN401
    for name, role in _TIMES:
        words = _text(entry.get(name)) if name in entry else ""
        if words and (value := any_time(words)):
            yield TimeCandidate(role=role, value=value, origin=f"feed {name}")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

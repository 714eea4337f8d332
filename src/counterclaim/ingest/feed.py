"""Feeds (RSS, Atom) to extracts: each entry is a report, with as much of its text as the feed gives."""

import re
from collections.abc import Iterator

from counterclaim.errors import NoArticleError, ReportError
from counterclaim.ingest import isolated
from counterclaim.ingest.extract import Extract, Options, headed
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
    found = isolated.ask("feed_entries", data)
    if fault := found.get("fault"):
        yield ReportError(f"the feed {isolated.FAULTS[fault]}", where=origin, remedy="Save its articles")
        return
    damage = found["damage"]
    if not found["entries"]:
        what = f"this is no feed, or it is damaged ({damage})" if damage else "the feed has no entry"
        yield ReportError(what, where=origin, remedy="Save the feed again, or leave it out")
        return
    notes = (f"the feed is damaged ({damage}) and was read as well as it could be",) if damage else ()
    extracts = [_entry(entry, line(found["title"]), notes) for entry in found["entries"]]
    yield from (extract for extract in extracts if extract is not None)
    if not any(extracts):
        what = f"none of the {len(extracts)} entries of the feed has a text"
        yield NoArticleError(what, where=origin, remedy="Save the articles that it points to")


def _entry(entry: dict[str, str], name: str, notes: tuple[str, ...]) -> Extract | None:
    title, full = line(entry.get("title", "")), plain(entry["full"])
    body = full or plain(entry.get("summary", ""))
    text = headed(title, body) if body else f"{title}\n"
    if len(text.split()) < MIN_WORDS:
        return None
    url, times = web_address(entry.get("link")), tuple(_times(entry))
    member = entry.get("id", "").strip() or url or f"{title} {times[0].value if times else ''}".strip()
    return Extract(
        text=text,
        member=member or text.strip(),
        title=title or None,
        publisher=line(entry["source"]) or name or None,
        url=url,
        times=times,
        notes=notes if full else (*notes, SUMMARY_NOTE),
    )


def _times(entry: dict[str, str]) -> Iterator[TimeCandidate]:
    for name, role in _TIMES:
        if value := any_time(entry.get(name, "")):
            yield TimeCandidate(role=role, value=value, origin=f"feed {name}")

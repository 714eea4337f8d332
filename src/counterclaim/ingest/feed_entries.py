"""The entries of a feed as plain values, read by feedparser; runs in a process of its own (``isolated.py``)."""

import io
from typing import Any

import feedparser

# The attributes of an entry that are text.
TEXTS = ("title", "summary", "link", "id", "published", "created", "updated")


def extract(data: bytes) -> dict[str, Any]:
    """Return the feed's title, its entries, and what is wrong with it."""
    try:
        # As a stream: the library takes text for an address, and would fetch it.
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except MemoryError:
        raise
    except Exception as error:  # the library's loose parser fails in many ways on what is no feed any more
        return {"title": "", "entries": [], "damage": f"{type(error).__name__}: {error}"}
    damage = found.get("bozo_exception")
    is_damaged = damage is not None and not isinstance(damage, feedparser.CharacterEncodingOverride)
    return {
        "title": _text(found.feed.get("title")),
        "entries": [_entry(entry) for entry in found.entries],
        "damage": str(damage) if is_damaged else "",
    }


def _entry(entry: Any) -> dict[str, str]:  # noqa: ANN401
    values = {name: _text(entry.get(name)) for name in TEXTS if name in entry}
    source = entry.get("source")
    values["source"] = _text(source.get("title")) if isinstance(source, dict) else ""
    values["full"] = max((_text(content.get("value")) for content in entry.get("content", ())), key=len, default="")
    return values


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

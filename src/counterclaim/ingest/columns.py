"""Which column of a table, or which field of a JSON object, holds what of a report."""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.errors import ReportError, UsageError
from counterclaim.ingest.extract import Extract, headed
from counterclaim.ingest.fragment import line, plain
from counterclaim.ingest.metadata import Role, any_time
from counterclaim.ingest.saved import web_address
from counterclaim.ledger import TimeCandidate

# What columns are called in the tables that newsrooms and researchers pass around, the likeliest name first.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "fulltext", "articletext", "articlebody", "story"),
    "title": ("title", "headline", "articletitle"),
    "publisher": ("publisher", "outlet", "source", "sourcename", "site", "domain", "medium", "newspaper"),
    "published": ("published", "publishedat", "datepublished", "publicationdate", "publishdate", "pubdate",
                  "datepublish", "date", "datetime", "timestamp"),
    "updated": ("updated", "updatedat", "datemodified", "modified", "datemodify"),
    "url": ("url", "link", "articleurl", "address"),
    "captured": ("captured", "capturedat", "datedownload", "retrieved", "accessed", "crawled"),
    "id": ("id", "uid", "articleid", "unitid", "docid", "key"),
}  # fmt: skip

# Rows that cannot be read are named one by one up to this number; then they are counted.
MOST_NAMED = 10

_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number, as people count: the first one below the heading is 1; or an error in its place."""

    number: int
    values: dict[str, object]
    fault: str = ""


def parse_columns(words: str) -> tuple[tuple[str, str], ...]:
    """Read a mapping such as ``text=body,title=headline``.

    Raises:
        UsageError: if a part is no pair, or names a field that reports do not have.
    """
    pairs = []
    for part in filter(None, (one.strip() for one in words.split(","))):
        field, equals, column = (one.strip() for one in part.partition("="))
        if not equals or not column or field not in NAMES:
            what = f"{part!r} is no pair of a field and a column"
            raise UsageError(what, remedy=f"Write FIELD=COLUMN, where FIELD is one of {', '.join(NAMES)}")
        pairs.append((field, column))
    return tuple(pairs)


def mapping(present: Iterable[str], given: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return for each field of a report the column that holds it: the one that is given, else one of a usual name."""
    columns = {re.sub(r"[\W_]+", "", name).lower(): name for name in reversed(list(present))}
    found: dict[str, str] = {}
    for field, names in NAMES.items():
        name = next((columns[one] for one in names if one in columns), None)
        if name is not None and name not in found.values():
            found[field] = name
    return found | dict(given)


def reports(rows: Iterable[Row], origin: str, given: tuple[tuple[str, str], ...]) -> Iterator[Extract | ReportError]:
    """Turn rows into extracts; a row that is none is yielded as its error, and the rest goes on."""
    faults = 0
    for row in rows:
        outcome = _extract(row, given) if not row.fault else row.fault
        if isinstance(outcome, Extract):
            yield outcome
            continue
        faults += 1
        if faults <= MOST_NAMED:
            yield ReportError(outcome, where=f"{origin}#row {row.number}", remedy="Mend the row, or take it out")
    if faults > MOST_NAMED:
        what = f"{faults - MOST_NAMED} more rows cannot be read"
        yield ReportError(what, where=origin, remedy="Mend them, or take them out")


def _extract(row: Row, given: tuple[tuple[str, str], ...]) -> Extract | str:
    columns = mapping(row.values, given)
    values = {field: _words(_value(row.values, column)) for field, column in columns.items()}
    body = plain(values.get("text", ""))
    if not body:
        column = columns.get("text")
        return f"its column {column!r} is empty" if column else "it has no text"
    title, url = line(values.get("title", "")), web_address(values.get("url"))
    times, notes = _times(values, columns)
    one_id = values.get("id", "").strip()
    text = headed(title, body)
    return Extract(
        text=text,
        member=one_id or f"row {row.number}",
        id=one_id or hashlib.sha256((url or text).encode("utf-8", "replace")).hexdigest()[:10],
        title=title or None,
        publisher=line(values.get("publisher", "")) or None,
        url=url,
        captured=_time(values.get("captured", "")),
        times=times,
        notes=notes,
    )


def _value(values: dict[str, object], column: str) -> object:
    """Return what a column holds; ``article.body`` leads into an object, unless a column has that very name."""
    if column in values:
        return values[column]
    found: object = values
    for part in column.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _words(value: object) -> str:
    """Return a value as text: a list of paragraphs as paragraphs, an object by its name."""
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_words, value[:10_000])))
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title") or "") if "name" in value or "title" in value else ""
    if isinstance(value, bool) or value is None:
        return ""
    return str(value)


def _times(values: dict[str, str], columns: dict[str, str]) -> tuple[tuple[TimeCandidate, ...], tuple[str, ...]]:
    times, notes = [], []
    roles: tuple[Role, ...] = ("published", "updated")
    for role in roles:
        words = values.get(role, "").strip()
        if not words:
            continue
        if value := _time(words):
            times.append(TimeCandidate(role=role, value=value, origin=f"column {columns[role]}"))
        else:
            notes.append(f"the time {words[:60]!r} of column {columns[role]} could not be read")
    return tuple(times), tuple(notes)


def _time(words: str) -> str | None:
    words = words.strip()
    if _EPOCH.fullmatch(words):
        seconds = float(words[:10])
        return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).isoformat(timespec="seconds")
    return any_time(words)

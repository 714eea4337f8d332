"""Tables (CSV, TSV) to extracts: each row is a report. Cells are text, whatever they begin with."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.errors import ReportError
from counterclaim.ingest.columns import Row, mapping, reports
from counterclaim.ingest.decode import decode
from counterclaim.ingest.extract import Extract, Options

# Characters of one cell; the library's own limit is shorter than long articles.
MAX_CELL = 2_000_000

# Columns of a table; more is something else.
MAX_COLUMNS = 2_000

DELIMITERS = ",\t;|"


def is_ours(head: bytes, options: Options) -> bool:
    """Tell whether the heading of a table has a column for the text."""
    try:
        text, _ = decode(head, "")
    except ReportError:
        return False
    heading = next(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=_delimiter(text)), [])
    columns = mapping(heading, options.columns)
    return columns.get("text") in heading


def read(data: bytes, origin: str, options: Options) -> Iterator[Extract | ReportError]:
    """Read the rows of a table."""
    text, notes = decode(data, origin)
    text = text.lstrip("\ufeff")
    csv.field_size_limit(MAX_CELL)
    lines = _Lines(text)
    rows = csv.reader(lines, delimiter=_delimiter(text))
    try:
        heading = [name.strip() for name in next(rows, [])][:MAX_COLUMNS]
    except csv.Error as error:
        raise ReportError(f"the table cannot be read ({error})", where=origin, remedy="Save it again as CSV") from error
    columns = mapping(heading, options.columns)
    for field, column in columns.items():
        if column not in heading:
            what = f"the table has no column {column!r} for the {field}; it has {', '.join(heading)[:300]}"
            raise ReportError(what, where=origin, remedy="Name the right one with --columns FIELD=COLUMN,...")
    if "text" not in columns:
        what = f"no column of the table is known to hold the text; it has {', '.join(heading)[:300]}"
        raise ReportError(what, where=origin, remedy="Name it with --columns text=COLUMN")
    for outcome in reports(_rows(rows, heading, lines), origin, tuple(columns.items())):
        yield replace(outcome, notes=(*notes, *outcome.notes)) if isinstance(outcome, Extract) and notes else outcome


class _Lines:
    """The lines of a table, and whether somebody asked for one behind the last."""

    def __init__(self, text: str) -> None:
        self._lines, self.ended = io.StringIO(text, newline=""), False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.readline()
        if not line:
            self.ended = True
            raise StopIteration
        return line


def _delimiter(text: str) -> str:
    """Return the delimiter that the heading has most of."""
    heading = text[:4096].lstrip("\ufeff\r\n").partition("\n")[0]
    return max(DELIMITERS, key=heading.count)


def _rows(rows: Iterator[list[str]], heading: list[str], lines: _Lines) -> Iterator[Row]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield Row(number, {}, f"the row cannot be read ({error})")
            continue
        if cells is None:
            return
        if lines.ended:  # for the rest of a cell, not for another row
            yield Row(number, {}, "a quotation mark in the row is never closed: the rest of the table stands behind it")
            return
        if any(cell.strip() for cell in cells):
            yield Row(number, dict(zip(heading, cells, strict=False)))

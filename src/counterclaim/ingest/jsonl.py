"""Lines of JSON to extracts: each line is an object, and a report."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.errors import ReportError
from counterclaim.ingest.columns import NAMES, Row, reports
from counterclaim.ingest.decode import decode
from counterclaim.ingest.extract import Extract, Options


def is_ours(head: bytes, options: Options) -> bool:
    """Tell whether a file begins with an object that has a field for the text."""
    given = [column.rpartition(".")[2] for field, column in options.columns if field == "text"]
    names = "|".join(map(re.escape, given or NAMES["text"]))
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    return text.startswith("{") and bool(re.search(rf'"(?:{names})"\s*:', text.partition("\n")[0], re.I))


def read(data: bytes, origin: str, options: Options) -> Iterator[Extract | ReportError]:
    """Read the lines of a file."""
    text, notes = decode(data, origin)
    for outcome in reports(_rows(text.lstrip("\ufeff")), origin, options.columns):
        yield replace(outcome, notes=(*notes, *outcome.notes)) if isinstance(outcome, Extract) and notes else outcome


def _rows(text: str) -> Iterator[Row]:
    # Not at every line break of Unicode: JSON may hold those inside its strings.
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, strict=False)
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            yield Row(number, {}, f"the line is no JSON ({reason})")
            continue
        if isinstance(value, dict):
            yield Row(number, {str(key): one for key, one in value.items()})
        else:
            yield Row(number, {}, "the line is no JSON object")

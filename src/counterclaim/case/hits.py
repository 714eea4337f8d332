"""What a search found, as people read it: the report, the statement, and the words around what was asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from counterclaim.case import search, state
from counterclaim.ledger import Report

# So many characters of the text stand around the words.
CONTEXT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where words were found.

    Attributes:
        kind: "report", "statement" or "speaker".
        statement: the statement's id, or the first one of the speaker; None for a report.
        words: of a statement its content; of a report the stretch of it where the words stand.
    """

    kind: str
    report: str
    title: str | None
    statement: str | None
    speaker: str | None
    words: str


def hits(connection: Connection, found: Iterable[search.Found], query: str) -> list[Hit]:
    """Return what was found with the words as the reports have them, in the same order."""
    places = list(found)
    captures = state.captures(connection, only={place.capture for place in places})
    reports = state.readings(connection, captures)
    return [_hit(reports[place.capture], place, query) for place in places if place.capture in reports]


def _hit(report: Report, place: search.Found, query: str) -> Hit:
    if place.number == 0:
        words = _around(report.text, query)
        return Hit(kind=place.kind, report=report.id, title=report.title, statement=None, speaker=None, words=words)
    statement = report.statements[place.number - 1]
    words = " … ".join(" ".join(span.of(report.text).split()) for span in statement.content)
    return Hit(kind=place.kind, report=report.id, title=report.title, statement=statement.id,
               speaker=statement.speaker, words=words)  # fmt: skip


def _around(text: str, query: str) -> str:
    """Return the stretch of a text in which the first word of the query stands, cut at blanks."""
    wanted = search.fold(query).split()
    at = next((m.start() for m in re.finditer(r"\w+", text) if search.fold(m[0]).startswith(wanted[0])), 0)
    start, end = max(0, at - CONTEXT), min(len(text), at + CONTEXT)
    start = start and (text.find(" ", start, at) + 1 or start)
    end = end if end == len(text) else max(text.rfind(" ", at, end), at + 1)
    return " ".join(text[start:end].split())

"""Full-text search over reports, statements and speakers, by FTS5 on SQLite and tsvector on PostgreSQL.

The words are folded and parted here, the same for both databases and for what is asked: without case and accents,
letters and digits only. Words are not stemmed: names must be found as they are written.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Connection, delete, insert, text

from counterclaim.case.schema import PASSAGE
from counterclaim.errors import UsageError
from counterclaim.ledger import NARRATOR, Report, Statement

Kind = Literal["report", "statement", "speaker"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# No word is longer; what is, is no word, and PostgreSQL would refuse it.
LONGEST = 60
# At least so many letters before a "*", or half of the case is found.
SHORTEST_START = 2

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')

# The best so many of each search; ranks of FTS5 grow downwards.
_SQLITE = """
SELECT passage.capture, passage.kind, passage.number
FROM passage_words JOIN passage ON passage.id = passage_words.rowid
WHERE passage_words MATCH :query AND {kinds} ORDER BY passage_words.rank, passage.id LIMIT :most
"""
_POSTGRESQL = """
SELECT passage.capture, passage.kind, passage.number
FROM passage, to_tsquery('simple', :query) AS asked
WHERE passage.found @@ asked AND {kinds} ORDER BY ts_rank(passage.found, asked, 1) DESC, passage.id LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the words stand: the capture, and for a statement or speaker the statement's number."""

    capture: int
    kind: str
    number: int


def fold(words: str) -> str:
    """Return words without case, accents and punctuation, with single blanks between them."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return " ".join(word[:LONGEST] for word in _WORD.findall(plain.casefold()))


def enter(connection: Connection, capture: int, report: Report) -> None:
    """Make a report searchable."""
    rows = [
        {"capture": capture, "kind": kind, "number": number, "folded": folded}
        for kind, number, words in passages(report)
        if (folded := fold(words))
    ]
    if rows:
        connection.execute(insert(PASSAGE), rows)


def forget(connection: Connection, capture: int) -> None:
    """Let a capture be found no longer."""
    connection.execute(delete(PASSAGE).where(PASSAGE.c.capture == capture))


def check_index(connection: Connection) -> None:
    """Let SQLite compare its index with the passages, within a transaction that writes; PostgreSQL has none of its own.

    Raises:
        DBAPIError: the index is not that of the passages.
    """
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO passage_words(passage_words, rank) VALUES ('integrity-check', 1)"))


def passages(report: Report) -> Iterator[tuple[Kind, int, str]]:
    """Yield what is searched of a report: kind, number of the statement (0 for the report), words."""
    yield "report", 0, f"{report.publisher or ''} {report.title or ''} {report.text}"
    named: set[str] = set()
    for number, statement in enumerate(report.statements, start=1):
        yield "statement", number, " ".join(span.of(report.text) for span in statement.content)
        if statement.speaker and statement.speaker != NARRATOR and statement.speaker not in named:
            named.add(statement.speaker)
            yield "speaker", number, _speaker(statement)


def _speaker(statement: Statement) -> str:
    return " ".join((statement.speaker or "", statement.side or "", *statement.via))


def find(connection: Connection, query: str, *, kinds: tuple[Kind, ...] = KINDS, most: int = 20) -> list[Found]:
    """Return where words stand, the best places first.

    Args:
        query: words that must all be there; "several in quotation marks" in that order, ``begin*`` as a beginning.
        kinds: what to look for them in.
        most: so many places at most.

    Raises:
        UsageError: there is no word in the query.
    """
    asked = list(_terms(query))
    if not asked:
        raise UsageError("there is no word to search for", where=query, remedy="Give at least one word or number")
    postgresql = connection.dialect.name == "postgresql"
    line = (_POSTGRESQL if postgresql else _SQLITE).format(
        kinds=f"passage.kind IN ({', '.join(repr(kind) for kind in KINDS if kind in kinds)})"
    )
    terms = " & ".join(map(_tsquery, asked)) if postgresql else " AND ".join(map(_fts5, asked))
    rows = connection.execute(text(line), {"query": terms, "most": most})
    return [Found(row.capture, row.kind, row.number) for row in rows]


def _terms(query: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of each term, and whether its last word is only a beginning."""
    for phrase, word in _ASKED.findall(query):
        words = fold(phrase or word).split()
        if words:
            yield words, word.endswith("*") and len(words[-1]) >= SHORTEST_START


def _fts5(term: tuple[list[str], bool]) -> str:
    words, start = term
    return f'"{" ".join(words)}"{" *" if start else ""}'


def _tsquery(term: tuple[list[str], bool]) -> str:
    words, start = term
    return "(" + " <-> ".join([*words[:-1], words[-1] + (":*" if start else "")]) + ")"

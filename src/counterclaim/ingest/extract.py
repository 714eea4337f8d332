"""What a reader of one format takes out of the bytes: texts, and what the file says about each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from counterclaim.errors import ReportError
from counterclaim.ledger import Span, TimeCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of one report, with what its own metadata say; what the words of the text say is read later.

    Attributes:
        text: the text that every span will count in.
        member: what tells the report from the others of its file, the same whenever the file is read again (an
            address with the time of its capture, the id of an entry); empty for a file that is one report.
        id: a short name that the file itself gives the report, fit for an id; empty where it gives none.
        title: from metadata; None for a format that has none.
        publisher: from metadata.
        url: the address at which it was published.
        captured: ISO time at which it was saved from there.
        times: from metadata, the most trustworthy first.
        weak_times: from metadata, less trustworthy than what the words of the text say.
        notes: what a reader should know about how the file was read.
        furniture: stretches that the format itself shows to be no part of the article (running heads of pages).
        pages: for a paged format, the offsets at which its pages begin.
    """

    text: str
    member: str = ""
    id: str = ""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    captured: str | None = None
    times: tuple[TimeCandidate, ...] = ()
    weak_times: tuple[TimeCandidate, ...] = ()
    notes: tuple[str, ...] = ()
    furniture: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user may say about the files.

    Attributes:
        columns: for tables, pairs of a field of the report and the column that holds it.
    """

    columns: tuple[tuple[str, str], ...] = ()


DEFAULTS = Options()

Reader = Callable[[bytes, str], Extract]
"""Bytes and their origin (for messages) to an extract; raises ``ReportError`` where there is nothing to read."""

ManyReader = Callable[[bytes, str, Options], Iterator[Extract | ReportError]]
"""The same for a file that holds several reports: one that cannot be read is yielded as its error."""


def headed(title: str | None, body: str, *, head: int = 600) -> str:
    """Put the title in front, unless the text carries it among its first characters."""
    if not title or title in body[:head]:
        return body + "\n"
    return f"{title}\n\n{body}\n"

"""What a reader of one format takes out of the bytes: the text and what the file says about itself."""

from collections.abc import Callable
from dataclasses import dataclass

from counterclaim.ledger import TimeCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of one file, with what its own metadata say; what the words of the text say is read later.

    Attributes:
        text: the text that every span will count in.
        title: from metadata; None for a format that has none.
        publisher: from metadata.
        times: from metadata, the most trustworthy first.
        notes: what a reader should know about how the file was read.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    times: tuple[TimeCandidate, ...] = ()
    notes: tuple[str, ...] = ()


Reader = Callable[[bytes, str], Extract]
"""Bytes and their origin (for messages) to an extract; raises ``ReportError`` where there is nothing to read."""

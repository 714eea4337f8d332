"""The formats that can be read: a new one is a file with a reader, and a row here.

Readers are imported when a file of theirs is met, so that plain text costs none of the libraries of the others.
"""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, cast

from counterclaim.ingest.extract import ManyReader, Options, Reader

# What is larger is an archive or a dump of many reports: 50 times a long page with all its scripts. Decided before
# the file is opened.
MAX_BYTES = 10_000_000

# A page in a single file holds its pictures, half as large again as they are; reading takes twelve times the memory.
MAX_MHTML_BYTES = 40_000_000

# A PDF holds pictures, which are not read.
MAX_PDF_BYTES = 100_000_000

# A feed of 10,000 entries has 3 MB, which took 3 to 5 seconds (2026-11).
MAX_FEED_BYTES = 3_000_000

# Tables of some 10,000 reports, which with what is read from them stay below 1 GB.
MAX_TABLE_BYTES = 50_000_000

# Archives are read in memory, which with all that is read from them stays below 1 GB.
MAX_ARCHIVE_BYTES = 400_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        module: the module in this package whose ``read`` reads it.
        max_bytes: the size of file from which it is refused.
        many: True where a file holds several reports (``ManyReader``).
        sniffed: True where not every file of this ending holds reports; in a folder those are passed over for which
            the module's ``is_ours`` says so.
    """

    module: str
    max_bytes: int = MAX_BYTES
    many: bool = False
    sniffed: bool = False

    def read_one(self) -> Reader:
        """Return the reader of a format whose files hold one report."""
        return cast(Reader, self._part("read"))

    def read_many(self) -> ManyReader:
        """Return the reader of a format whose files hold several."""
        return cast(ManyReader, self._part("read"))

    def is_ours(self, head: bytes, options: Options) -> bool:
        """Tell from its first bytes whether a file that was not asked for by name is of this format."""
        return not self.sniffed or bool(self._part("is_ours")(head, options))

    def _part(self, name: str) -> Any:  # noqa: ANN401
        return getattr(import_module(f"counterclaim.ingest.{self.module}"), name)


FORMATS: dict[str, Format] = {
    ".txt": Format("text"),
    ".html": Format("html"),
    ".htm": Format("html"),
    ".mhtml": Format("mhtml", max_bytes=MAX_MHTML_BYTES),
    ".mht": Format("mhtml", max_bytes=MAX_MHTML_BYTES),
    ".pdf": Format("pdf", max_bytes=MAX_PDF_BYTES),
    ".warc": Format("warc", max_bytes=MAX_ARCHIVE_BYTES, many=True),
    ".warc.gz": Format("warc", max_bytes=MAX_ARCHIVE_BYTES, many=True),
    ".wacz": Format("wacz", max_bytes=MAX_ARCHIVE_BYTES, many=True),
    ".rss": Format("feed", max_bytes=MAX_FEED_BYTES, many=True),
    ".atom": Format("feed", max_bytes=MAX_FEED_BYTES, many=True),
    ".xml": Format("feed", max_bytes=MAX_FEED_BYTES, many=True, sniffed=True),
    ".csv": Format("csv_table", max_bytes=MAX_TABLE_BYTES, many=True, sniffed=True),
    ".tsv": Format("csv_table", max_bytes=MAX_TABLE_BYTES, many=True, sniffed=True),
    ".jsonl": Format("jsonl", max_bytes=MAX_TABLE_BYTES, many=True, sniffed=True),
    ".ndjson": Format("jsonl", max_bytes=MAX_TABLE_BYTES, many=True, sniffed=True),
}


def ending_of(path: PurePath) -> str | None:
    """Return the ending of a file name that tells its format, the longest that fits; None if there is none."""
    return _ending(path.name)


def stem_of(path: PurePath | str) -> str:
    """Return a file name, of a path or by itself, without the ending that tells its format."""
    name = path if isinstance(path, str) else path.name
    ending = _ending(name)
    return name[: -len(ending)] if ending else PurePath(name).stem


def _ending(name: str) -> str | None:
    found = _ENDINGS.search(name.lower())
    return found[0] if found and found.start() else None


# The longest ending is found, since it begins first.
_ENDINGS = re.compile(f"(?:{'|'.join(map(re.escape, FORMATS))})$")

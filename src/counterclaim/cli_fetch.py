"""The command ``counterclaim fetch``: the only one that reaches for the network."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from counterclaim.cli_terminal import say, tell

if TYPE_CHECKING:
    from counterclaim.ingest.fetch import Capture, Fetcher

FAILED = 1

# Characters of the page's own name that a file is called by.
MOST_OF_NAME = 60

EPILOG = """\b
Examples:
  counterclaim fetch https://example.org/news/1 --out reports
  counterclaim build reports --out case

A page is kept as a web archive (.warc) that holds its address, the time and the site's answer byte for byte.
"""


def fetch(
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Addresses of pages or feeds.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for what was fetched; made if need be.")],
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Allow this machine and networks behind it, and any port.")
    ] = False,
) -> None:
    """Fetch pages from the web for build or add, one after the other, where robots.txt lets programs read them."""
    from counterclaim.ingest.fetch import Fetcher

    if fetch_all(Fetcher(allow_private=allow_private), urls, out):
        raise typer.Exit(FAILED)


def fetch_all(fetcher: "Fetcher", urls: list[str], out: Path) -> int:
    """Fetch pages into a folder, and return how many failed.

    Raises:
        UsageError: if the folder cannot be written to.
    """
    from counterclaim.errors import ReportError

    failed = 0
    for url in dict.fromkeys(urls):
        try:
            capture = fetcher.fetch(url)
        except ReportError as error:
            failed += 1
            tell(str(error))
        else:
            say(f"{keep(capture, out)}  {capture.url}")
    return failed


def keep(capture: "Capture", folder: Path) -> Path:
    """Write what was fetched into a folder, under a name that no file there has, and return its path.

    Raises:
        UsageError: if the folder cannot be written to.
    """
    from counterclaim.errors import UsageError

    try:
        return _written(capture, folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        remedy = "Free some space, or give --out another folder"
        raise UsageError(f"what was fetched cannot be kept ({reason})", where=str(folder), remedy=remedy) from error


def _written(capture: "Capture", folder: Path) -> Path:
    data, suffix = capture.original()
    parts = urlsplit(capture.url)
    words = re.sub(r"[^A-Za-z0-9]+", "-", f"{parts.hostname} {parts.path}").strip("-").lower()
    time = re.sub(r"\D", "", capture.captured)[:14]
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / f"{words[:MOST_OF_NAME].rstrip('-')}-{time}{f'-{number}' if number > 1 else ''}{suffix}"
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            number += 1
        else:
            return path

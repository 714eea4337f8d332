"""Packed web archives (WACZ) to extracts: a ZIP file with web archives in it, and a list of their pages.

Nothing is ever unpacked to the disk, so that a member's name, whatever it holds, leads nowhere.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator

from counterclaim.errors import ReportError
from counterclaim.ingest.extract import Extract, Options
from counterclaim.ingest.saved import web_address
from counterclaim.ingest.unpacked import MAX_RATIO, SMALL, most_unpacked
from counterclaim.ingest.warc import Found, records, with_passed

# Members of the ZIP file: archives, their indexes, lists of pages, logs.
MAX_MEMBERS = 5_000

# Bytes of a list of pages that are read; a line has some 200.
MAX_LIST = 20_000_000

# What the zip library raises where a member is damaged, locked, or packed in a way it does not know.
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)


def read(data: bytes, origin: str, options: Options) -> Iterator[Extract | ReportError]:
    """Read the pages of all web archives in the file."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _FAULTS as error:
        remedy = "Take it from another copy"
        yield ReportError(f"this is no packed web archive, or it is damaged ({error})", where=origin, remedy=remedy)
        return
    fault = _fault(members, len(data))
    if fault:
        yield ReportError(fault, where=origin, remedy="Leave it out: it may be a bomb")
        return
    found = Found(wanted=_listed(archive, members))
    outcomes = list(_all_records(archive, members, origin, found))
    if found.wanted and not any(isinstance(outcome, Extract) for outcome in outcomes):
        found = Found()  # a list of other pages than those that are there
        outcomes = list(_all_records(archive, members, origin, found))
    yield from with_passed(iter(outcomes), found, origin)


def _fault(members: list[zipfile.ZipInfo], size: int) -> str | None:
    if len(members) > MAX_MEMBERS:
        return f"the archive has {len(members):,} members, more than {MAX_MEMBERS:,}"
    if sum(member.file_size for member in members) > most_unpacked(size):
        return "far more is packed in the archive than its size allows for"
    for member in members:
        if member.file_size > max(SMALL, MAX_RATIO * member.compress_size):
            return f"far more is packed in its member {member.filename[:80]!r} than its size allows for"
    return None


def _all_records(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], origin: str, found: Found
) -> Iterator[Extract | ReportError]:
    for member in sorted(members, key=lambda one: one.filename):
        if not member.filename.lower().endswith((".warc", ".warc.gz")):
            continue
        try:
            with archive.open(member) as beginning:
                head = beginning.read(2)
            with archive.open(member) as stream:
                yield from records(stream, head, member.file_size, origin, found)
        except _FAULTS as error:
            what = f"its member {member.filename[:80]!r} cannot be unpacked ({error})"
            yield ReportError(what, where=origin, remedy="Take it from another copy")


def _listed(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> set[str]:
    """Return the addresses that the archive lists as its pages; none where it has no list, or a broken one."""
    found: set[str] = set()
    for member in members:
        if not (member.filename.startswith("pages/") and member.filename.endswith(".jsonl")):
            continue
        try:
            with archive.open(member) as stream:
                lines = stream.read(MAX_LIST).splitlines()
            for line in lines:
                value = json.loads(line)
                url = web_address(value.get("url")) if isinstance(value, dict) else None
                found |= {url} if url else set()
        except (*_FAULTS, RecursionError, AttributeError):
            continue
    return found

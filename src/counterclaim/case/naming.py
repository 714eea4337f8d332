"""The ids of the reports of a case: those that a build over all of its files would give them.

They follow from the places of all files together, and so do not depend on the order in which these were added. What
must last (a decision, an entry of the trail) therefore refers to a report by the SHA-256 of its original.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from counterclaim.ingest import collect
from counterclaim.ledger import Report

_ESCAPE = re.compile(r"\\udc([0-9a-f]{2})")


def storable(text: str) -> str:
    """Return a path in letters that every database can hold; bytes that are no letters become escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\ufffd")


def as_stored(text: str) -> str:
    """Return the path from which ``storable`` made this."""
    return _ESCAPE.sub(lambda found: chr(0xDC00 + int(found[1], 16)), text) if "\\udc" in text else text


def names(locations: Iterable[str]) -> dict[str, str]:
    """Return the id for each place of a file."""
    return dict(_names(tuple(sorted(locations))))


@lru_cache(maxsize=2)
def _names(locations: tuple[str, ...]) -> Mapping[str, str]:
    # A case asks for the same ones at every search.
    below = collect.below_root(as_stored(location) for location in locations)
    ids = collect.ids(below)
    return {location: ids[names] for location, names in zip(locations, below, strict=True)}


def named(report: Report, identity: str) -> Report:
    """Return a report, and its statements, under another id."""
    statements = tuple(replace(s, id=f"{identity}/{s.id.rpartition('/')[2]}") for s in report.statements)
    return replace(report, id=identity, statements=statements)

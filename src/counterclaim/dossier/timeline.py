"""The timeline of an incident: dates that somebody gives for an event, dates of saying, dates of publication.

The three are never mixed: "SANA said on Sunday" dates the saying, not the attack.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.dossier.index import Index, Said
from counterclaim.ledger import Report

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a date, with links to the words as ``(href, id)``."""

    speaker: str
    note: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One date with what happened on it according to somebody, what was said on it and what was published on it."""

    iso: str
    date: str
    happened: tuple[Line, ...]
    said: tuple[Line, ...]
    published: tuple[Report, ...]


def timeline(index: Index, claims: Sequence[Said], reports: Iterable[Report]) -> list[Day]:
    """Return the dates of one incident, in order."""
    happened = _lines(index, [s for s in claims if s.claim.type == "when"], lambda s: s.claim.text("date"))
    said = _lines(index, claims, lambda s: s.statement.said)
    published: dict[str, list[Report]] = {}
    for report in reports:
        if day := _day(report.published):
            published.setdefault(day, []).append(report)
    return [
        Day(iso, wording.date(iso), tuple(happened.get(iso, ())), tuple(said.get(iso, ())),
            tuple(published.get(iso, ())))
        for iso in sorted({*happened, *said, *published})
    ]  # fmt: skip


def _day(value: str | None) -> str | None:
    found = _ISO.match(value or "")
    return found.group() if found else None


def _lines(index: Index, claims: Iterable[Said], dated: Callable[[Said], str | None]) -> dict[str, list[Line]]:
    days: dict[str, dict[tuple[str, str], dict[tuple[str, str], None]]] = {}
    for said in claims:
        day = _day(dated(said))
        if day is None:
            continue
        note = "" if said.claim.type != "when" or said.verb == "says" else said.verb
        quote = index.quote(said.report, said.statement)
        days.setdefault(day, {}).setdefault((quote.speaker, note), {})[quote.href, quote.id] = None
    return {
        day: [Line(speaker, note, tuple(links)) for (speaker, note), links in lines.items()]
        for day, lines in days.items()
    }

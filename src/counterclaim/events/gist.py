"""The gist of a report: what it adds to its case, small enough that thousands of them are soon looked through."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from counterclaim.events.identity import DESCRIBED, Key
from counterclaim.events.incidents import profiles_of
from counterclaim.events.profiles import Profile
from counterclaim.events.voices import Voice, is_local, voices
from counterclaim.ledger import Report

# Name and version, as of a stage.
NAME = "gist.v1"

# The id of a report in whatever does not depend on it.
ANYWHERE = "-"

_DATES = {"day", "published"}
_PAIRS = {"traits", "tolls"}
_SETS = {"named", "subject", "lead"}
_FIELDS = tuple(f.name for f in fields(Profile) if f.name != "report")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a report adds to its case.

    Attributes:
        profiles: the events that it tells of.
        voices: those who speak in it, or are blamed.
        orphans: how many of its statements have no speaker that it identifies.
        unplaced, undated: the words of claims on where and when that no place and no date were found for.
        dated: whether its date of publication is known.
        unread: why it was not read; None where it was.
    """

    profiles: tuple[Profile, ...]
    voices: Mapping[Key, Voice]
    orphans: int
    unplaced: tuple[str, ...]
    undated: tuple[str, ...]
    dated: bool
    unread: str | None


def gist(report: Report) -> Gist:
    """Return the gist of a report."""
    return Gist(
        profiles=tuple(profiles_of(report)),
        voices=voices([report]),
        orphans=sum(statement.is_orphan for statement in report.statements),
        unplaced=unplaced(report),
        undated=undated(report),
        dated=bool(report.published),
        unread=report.unread,
    )


def unplaced(report: Report) -> tuple[str, ...]:
    """Return the words of claims on where something was that no place was found for."""
    return _lost(report, "where", "country")


def undated(report: Report) -> tuple[str, ...]:
    """Return the words of claims on when something was that no date was found for."""
    return _lost(report, "when", "date")


def _lost(report: Report, kind: str, field: str) -> tuple[str, ...]:
    claims = (claim for statement in report.statements for claim in statement.claims)
    return tuple(c.span.of(report.text) for c in claims if c.type == kind and not c.text(field))


def named(one: Gist, identity: str) -> Gist:
    """Return the gist of a report under another id."""
    moved = {(DESCRIBED, identity, *key[2:]) if is_local(key) else key: voice for key, voice in one.voices.items()}
    return replace(one, voices=moved, profiles=tuple(replace(p, report=identity) for p in one.profiles))


def to_value(one: Gist) -> list[object]:
    """Return a gist as plain JSON values, without the id of its report."""
    heard = sorted(named(one, ANYWHERE).voices.items())
    said = [[list(key), *({**count} for count in (v.names, v.kinds, v.sides, v.spelt))] for key, v in heard]
    profiles = [profile_value(p) for p in one.profiles]
    return [profiles, said, one.orphans, list(one.unplaced), list(one.undated), one.dated, one.unread]


def from_value(value: Sequence[Any], identity: str) -> Gist:
    """Read what ``to_value`` gave, under the id of a report."""
    profiles, said, orphans, unplaced, undated, dated, unread = value
    heard = {tuple(key): Voice(*map(Counter, counts)) for key, *counts in said}
    told = tuple(profile_from(p, identity) for p in profiles)
    return named(Gist(told, heard, orphans, tuple(unplaced), tuple(undated), dated, unread), identity)


def profile_value(one: Profile) -> list[object]:
    """Return a profile as plain JSON values, without the id of its report."""
    return [_plain(name, getattr(one, name)) for name in _FIELDS]


def _plain(name: str, value: object) -> object:
    if name in _PAIRS | _SETS and isinstance(value, Iterable):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def profile_from(values: Sequence[Any], identity: str) -> Profile:
    """Read what ``profile_value`` gave, under the id of a report."""
    return Profile(report=identity, **{n: _read(n, v) for n, v in zip(_FIELDS, values, strict=True)})


def _read(name: str, value: Any) -> Any:  # noqa: ANN401 - the values of a record
    if name in _DATES:
        return value and date.fromisoformat(value)
    if name in _PAIRS:
        return frozenset(map(tuple, value))
    return frozenset(value) if name in _SETS else value

"""The offline gazetteer: names of places to candidates. Data from GeoNames, see data/SOURCES.md."""

import csv
import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Literal, cast

import marisa_trie

from counterclaim.language.party_table import states
from counterclaim.language.placenames import ARTICLE_COUNTRIES, ROMANISED_COUNTRIES, bare, fold, skeleton

Level = Literal["country", "province", "city", "district", "region"]
LEVELS: tuple[Level, ...] = ("country", "province", "city", "district", "region")

ROW = struct.Struct("<IBHhheB")
"""id, country, province, latitude * 360, longitude * 180, population in thousands, level."""
NOWHERE = -32768
DATA = "counterclaim.language.data"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for.

    Attributes:
        id: GeoNames id; 0 for a hand-written entry.
        country: ISO 3166 alpha-2.
        province: English name of the first-level division; None where unknown.
        latitude, longitude: degrees, exact to some 300 m; of a province, those of its largest place.
        population: rounded to three figures; 0 where unknown.
    """

    id: int
    country: str
    province: str | None
    latitude: float | None
    longitude: float | None
    population: int
    level: Level


def pack(
    place_id: int, country: int, province: int, latitude: float | None, longitude: float | None, population: int,
    level: int,
) -> bytes:  # fmt: skip
    """Return a place as a row of the data file."""
    north = NOWHERE if latitude is None else round(latitude * 360)
    east = NOWHERE if longitude is None else round(longitude * 180)
    return ROW.pack(place_id, country, province, north, east, population / 1000, level)


class Gazetteer:
    """The data files, mapped into memory; candidates are read when asked for."""

    def __init__(self) -> None:
        self._names, self._skeletons = _trie("gazetteer.marisa"), _trie("skeletons.marisa")
        self._rows = files(DATA).joinpath("gazetteer.rows").read_bytes()
        count = struct.unpack_from("<I", self._rows)[0]
        self._base = 4 + 2 * count
        self._countries = [self._rows[4 + 2 * i : 6 + 2 * i].decode() for i in range(count)]
        lines = files(DATA).joinpath("provinces.tsv").read_text("utf-8").splitlines()[2:]
        self._provinces = [None, *(line.split("\t")[2] for line in lines)]

    def find(self, folded: str) -> tuple[Candidate, ...]:
        """Return the places with this folded name, else those that bear it with an Arabic article."""
        found = self._names.get(folded)
        if found:
            return self._read(found)
        short = bare(folded)
        if short == folded:
            return ()
        return tuple(c for c in self._read(self._names.get(short, ())) if c.country in ARTICLE_COUNTRIES)

    def find_alike(self, folded: str) -> tuple[Candidate, ...]:
        """Return the places whose name may be another transliteration of this one."""
        key = skeleton(folded)
        return self._read(self._skeletons.get(key, ())) if key else ()

    def _read(self, numbers: tuple[tuple[int], ...]) -> tuple[Candidate, ...]:
        return tuple(self._candidate(number) for (number,) in numbers)

    def _candidate(self, number: int) -> Candidate:
        row = ROW.unpack_from(self._rows, self._base + number * ROW.size)
        place_id, country, province, north, east, thousands, level = row
        return Candidate(
            id=place_id,
            country=self._countries[country],
            province=self._provinces[province],
            latitude=None if north == NOWHERE else round(north / 360, 3),
            longitude=None if east == NOWHERE else round(east / 180, 3),
            population=round(thousands * 1000),
            level=LEVELS[level],
        )


def _trie(name: str) -> "marisa_trie.RecordTrie":
    with as_file(files(DATA).joinpath(name)) as path:
        return marisa_trie.RecordTrie("<I").mmap(str(path))


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer; its files are opened once in a process."""
    return Gazetteer()


@cache
def _written() -> dict[str, tuple[Candidate, ...]]:
    """Return the states, and the places of the hand-written table, by their folded names."""
    found: dict[str, list[Candidate]] = {}
    for state in states().values():
        nation = Candidate(0, state.code, None, None, None, 0, "country")
        found.setdefault(fold(state.name), []).append(nation)
    for row in _extra():
        if row["level"] == "rename":
            continue
        north, east = (float(row[key]) if row[key] else None for key in ("latitude", "longitude"))
        level = cast(Level, row["level"])
        place = Candidate(0, row["country"], row["province"] or None, north, east, int(row["population"] or 0), level)
        for name in row["names"].split("|"):
            for key in {fold(name), bare(fold(name)) if row["country"] in ARTICLE_COUNTRIES else fold(name)}:
                found.setdefault(key, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


@cache
def _written_skeletons() -> dict[str, tuple[Candidate, ...]]:
    """Return the hand-written places of countries with transliterated names by their skeletons."""
    found: dict[str, dict[Candidate, None]] = {}
    for name, places in _written().items():
        for place in places:
            if place.country in ROMANISED_COUNTRIES and place.level != "country" and (key := skeleton(name)):
                found.setdefault(key, {})[place] = None
    return {key: tuple(places) for key, places in found.items()}


def _extra() -> list[dict[str, str]]:
    lines = files(DATA).joinpath("places-extra.tsv").read_text("utf-8").splitlines()
    body = [line for line in lines if line and not line.startswith("#")]
    return [dict(row) for row in csv.DictReader(body, delimiter="\t", quoting=csv.QUOTE_NONE)]


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[Candidate, ...]:
    """Return the places that a name as a text writes it may stand for, the largest first."""
    folded = fold(name)
    written = _written().get(folded, ())
    if not written and bare(folded) != folded:
        written = tuple(c for c in _written().get(bare(folded), ()) if c.country in ARTICLE_COUNTRIES)
    found = gazetteer().find(folded)
    if written:  # "Gaza" is the city, and not a district of Israel without people
        found = tuple(c for c in found if c.level != "district" or c.population)
    return _ordered(written + found)


@lru_cache(maxsize=20_000)
def alike_candidates(name: str) -> tuple[Candidate, ...]:
    """Return the places of which a name may be another transliteration, the largest first."""
    folded = fold(name)
    key = skeleton(folded)
    written = _written_skeletons().get(key, ()) if key else ()
    return _ordered(written + gazetteer().find_alike(folded))


def _ordered(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda c: (LEVELS.index(c.level), -c.population, c.id)))

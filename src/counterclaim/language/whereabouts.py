"""Which place a name means in a report: by what else the report names, and by size."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from counterclaim.language.gazetteer import Candidate
from counterclaim.language.toponyms import Toponym, Word, demonyms

BIG = 100_000
"""People of a place that needs no other evidence that the report is about its country."""
SIZE = {"country": 9.0, "region": 5.5, "province": 5.5, "district": 2.0}
"""What a level counts for against the order of magnitude of a town's people; set by hand."""
DWARFED = 50
"""How many times larger a place must be than its namesakes abroad for its name to tell the country; set by hand."""
CLOSE = 0.6
"""Candidates of which the second is nearer to the first than this are both possible; set by hand."""
NEAR = 70
"""Characters within which the name of a country or province says where a place before it lies."""


@dataclass(slots=True)
class Evidence:
    """What a report says about where it is: countries by weight, and the provinces that it names."""

    countries: Counter[str] = field(default_factory=Counter)
    provinces: Counter[tuple[str, str]] = field(default_factory=Counter)
    told_by: dict[str, tuple[str, int]] = field(default_factory=dict)

    def countries_without(self, name: str) -> Counter[str]:
        """Return what the rest of the report says about its countries, without a name itself."""
        country, weight = self.told_by.get(name, ("", 0))
        rest = self.countries.copy()
        rest[country] -= weight
        return rest

    @property
    def main(self) -> str | None:
        """The country that most of the report's names point to."""
        best = self.countries.most_common(1)
        return best[0][0] if best else None

    def share(self, country: str) -> float:
        """Return the weight of a country against that of the main one, 0 to 1."""
        main = self.main
        return self.countries[country] / self.countries[main] if main else 0.0


def gather(read: Iterable[Sequence[Word]], found: Iterable[Toponym]) -> Evidence:
    """Return what the demonyms, the countries and the unmistakable names of a report say about where it is."""
    evidence, seen = Evidence(), set()
    for sentence in read:
        for word in sentence:
            if word.is_capital and (code := demonyms().get(word.low)):
                evidence.countries[code] += 1
    for name in found:
        if not name.known:
            continue
        levels = {c.level for c in name.known}
        if "country" in levels:
            evidence.countries[next(c.country for c in name.known if c.level == "country")] += 2
            continue
        best = name.known[0]
        if "province" in levels:
            evidence.provinces[best.country, best.province or ""] += 1
        if _is_one_country(name) and name.name not in seen and _weighs(name):
            weight = 3 if best.level == "province" or best.population >= BIG else 1
            evidence.countries[best.country] += weight
            evidence.told_by[name.name] = (best.country, weight)
            seen.add(name.name)
    return evidence


def _is_one_country(name: Toponym) -> bool:
    """Tell whether a name means one country: its namesakes elsewhere are small against it ("Luanda")."""
    best = max(name.known, key=lambda c: c.population)
    return all(
        c.country == best.country or (c.level in {"city", "district"} and c.population * DWARFED < best.population)
        for c in name.known
    )


def _weighs(name: Toponym) -> bool:
    """Tell whether a name is one that hardly ever is anything but a place."""
    return any(c.level in {"province", "region"} or c.population >= BIG for c in name.known) or name.naming


def after(name: Toponym, others: Sequence[tuple[Toponym, Candidate]]) -> Candidate | None:
    """Return the country or province that is named just behind a name ("Douma, Syria", "Hass in Idlib province").

    Args:
        name: the name.
        others: the countries and provinces of its sentence, in the order of the text.
    """
    at = bisect_right(others, name.span.end, key=lambda other: other[0].span.start)
    if at < len(others) and others[at][0].span.start - name.span.end < NEAR:
        return others[at][1]
    return None


def score(candidate: Candidate, name: Toponym, evidence: Evidence, beside: Candidate | None) -> float:
    """Return how likely it is that a name means a candidate; units of powers of ten of people."""
    value = SIZE.get(candidate.level, math.log10(candidate.population + 300))
    if name.type == candidate.level or (name.type == "city" and candidate.level == "district"):
        value += 3.0
    elif name.type in {"province", "country"}:
        value -= 3.0
    if candidate.level != "country":
        value += (4.0 if candidate.country == evidence.main else 1.5) * evidence.share(candidate.country)
        if not evidence.countries[candidate.country]:
            value -= 0.5 if candidate.population >= BIG else 2.0
    if candidate.province and evidence.provinces[candidate.country, candidate.province]:
        value += 1.0
    if beside and beside.country == candidate.country:
        value += 2.0
        value += 2.5 if beside.province and beside.province == candidate.province else 0.0
    return value


def choose(
    name: Toponym, evidence: Evidence, beside: Candidate | None, possible: tuple[Candidate, ...]
) -> tuple[Candidate, bool] | None:
    """Return the likeliest of the candidates, and whether no other one is possible."""
    if not possible:
        return None
    ranked = sorted(possible, key=lambda c: (-score(c, name, evidence, beside), c.id))
    best = ranked[0]
    limit = score(best, name, evidence, beside) - CLOSE
    rivals = [c for c in ranked[1:] if score(c, name, evidence, beside) > limit]
    return best, all((c.country, c.province) == (best.country, best.province) for c in rivals)

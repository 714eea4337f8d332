"""When two names are one actor: what a name is known by, and which of the many names of a case belong together.

A known party is one actor under all its names. Two persons are joined only where the case leaves nobody else: a bare
surname to the one full name, a name to a fuller one, a spelling to another of the same side. Never where sides differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from counterclaim.language.parties import find, split
from counterclaim.language.party_table import Party
from counterclaim.ledger import Kind

TITLES = frozenset(
    ["president", "minister", "mr", "mrs", "ms", "dr", "prof", "gen", "general", "col", "colonel", "lt", "maj", "major",
     "capt", "captain", "cmdr", "cdr", "commander", "brig", "brigadier", "adm", "admiral", "sgt", "sir", "sheikh"]
)  # fmt: skip
AMERICAN = {"defense": "defence", "center": "centre", "organization": "organisation", "labor": "labour"}
ARTICLES = {"the", "a", "an", "of", "its", "his", "her", "their", "unnamed"}
# Likeness of names (0 to 100) from which they are one in two spellings, for persons of one side with the first name or
# the surname in common: "Rami Abdurrahman" and "Rami Abdulrahman" have 94, "Ivan Petrov" and "Ivan Petrenko" 82.
ONE_SPELLING = 90
PRONOUNS = {"he", "she", "it", "they", "we", "i", "you", "who", "him", "her", "them", "us"}
ACRONYM = re.compile(r"^[A-Z]{2,6}$")
ACRONYM_IDLE = {"of", "the", "for", "and", "in", "on"}

Key = tuple[str, ...]
PERSON, NAMED, DESCRIBED, PARTY = "person", "named", "described", "party"


@lru_cache(maxsize=20_000)
def exact_party(name: str) -> Party | None:
    """Return the known party whose name these words are, and nothing more ("the Kremlin", not "a Kremlin aide")."""
    words = split(re.sub(r"\s*\([^)]*\)$", "", name))  # "Islamic State (ISIS)"
    rest = [w for w in words if w.folded not in ARTICLES]
    found = next(iter(find(words, None)), None)
    if found is None or not found.party.known or found.last - found.first < len(rest):
        return None
    return found.party


@lru_cache(maxsize=20_000)
def description(name: str) -> Key:
    """Return the words of a name that tell it from others, without articles."""
    return tuple(AMERICAN.get(w.folded, w.folded) for w in split(name) if w.folded not in ARTICLES)


def is_named(words: str) -> bool:
    """Tell whether words end in a name: "the Syrian Observatory", not "Syrian activists" and not "He"."""
    found = re.findall(r"\w+", words)
    return found[-1:] != [] and found[-1][:1].isupper() and found[-1].lower() not in PRONOUNS


@lru_cache(maxsize=20_000)
def key_of(name: str, report: str, kind: Kind) -> Key:
    """Return what makes a name the same actor as another one; a lone description is somebody else in each report.

    Args:
        report: id of the report, or "" for words that mean the same throughout a case (a party that is blamed).
    """
    if party := exact_party(name):
        # "Russian Ministry of Defence", "Russian Defense Ministry": the words in any order.
        return (PARTY, *sorted(description(party.name)))
    words = description(name)
    if kind == "person":
        start = next((n for n, word in enumerate(words) if word.rstrip(".") not in TITLES), 0)
        return (PERSON, *words[start:])
    if kind == "unnamed" or (not is_named(name) and kind != "group"):
        return (DESCRIBED, report, *words)
    return (NAMED, *words) if is_named(name) else (DESCRIBED, "", *words)


def joined(names: Mapping[Key, Iterable[str]], sides: Mapping[Key, frozenset[str]]) -> dict[Key, Key]:
    """Return for the keys that are another's actor that other key.

    Args:
        names: the names that go with each key, as the reports spell them.
        sides: on whose behalf each is said to speak.
    """
    found: dict[Key, Key] = {}
    for pairs in (_one_word_two_kinds(names), _acronyms(names), _short_names(names, sides), _persons(names, sides)):
        for key, other in pairs.items():
            target = found.get(other, other)
            if key not in found and target != key:
                found[key] = target
    return {key: _last(found, key) for key in found}


def _last(found: Mapping[Key, Key], key: Key) -> Key:
    seen = {key}
    while key in found and found[key] not in seen:
        key = found[key]
        seen.add(key)
    return key


def _one_word_two_kinds(names: Mapping[Key, Iterable[str]]) -> dict[Key, Key]:
    """The same words, once taken for a person and once for an organisation, are one actor."""
    return {key: (PERSON, *key[1:]) for key in names if key[0] == NAMED and (PERSON, *key[1:]) in names}


def _acronyms(names: Mapping[Key, Iterable[str]]) -> dict[Key, Key]:
    initials: dict[str, list[Key]] = defaultdict(list)
    for key in names:
        if key[0] == NAMED and len(key) > 2:
            initials["".join(w[0] for w in key[1:] if w not in ACRONYM_IDLE)].append(key)
    return {
        key: initials[key[1]][0]
        for key, spelt in names.items()
        if key[0] == NAMED and len(key) == 2 and any(ACRONYM.match(n) for n in spelt) and len(initials[key[1]]) == 1
    }


def _short_names(names: Mapping[Key, Iterable[str]], sides: Mapping[Key, frozenset[str]]) -> dict[Key, Key]:
    """A body called by a word of its name, "the Observatory", is the one body of the case whose name has the word."""
    by_word: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(k for k in names if k[0] in {NAMED, PARTY} and len(k) > 2):
        for word in dict.fromkeys(key[1:]):
            by_word[word].append(key)
    found: dict[Key, Key] = {}
    for key in sorted(k for k in names if k[0] == NAMED and len(k) == 2):
        fuller = by_word[key[1]]
        if len(fuller) == 1 and _may_be(sides, key, fuller[0]):
            found[key] = fuller[0]
    return found


def _persons(names: Mapping[Key, Iterable[str]], sides: Mapping[Key, frozenset[str]]) -> dict[Key, Key]:
    by_surname: dict[str, list[Key]] = defaultdict(list)
    by_first: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(k for k in names if k[0] == PERSON and len(k) > 2):
        by_surname[key[-1]].append(key)
        by_first[key[1]].append(key)
    found: dict[Key, Key] = {}
    for key in sorted(k for k in names if k[0] == PERSON and len(k) > 1):
        fuller = [k for k in by_surname[key[-1]] if set(key[1:]) < set(k[1:]) and _may_be(sides, key, k)]
        # "Putin" is Vladimir Putin, and "Vladimir Putin" is Vladimir Vladimirovich Putin: never one of two.
        ends = [k for k in fuller if not any(set(k[1:]) < set(other[1:]) for other in fuller)]
        others = [k for k in by_surname[key[-1]] if k != key and not set(k[1:]) <= set(key[1:])]
        if len(ends) == 1 and (len(key) > 2 or len(others) == len(fuller)):
            found[key] = ends[0]
            continue
        near = {*by_first[key[1]], *by_surname[key[-1]]}
        spelt = sorted(k for k in near if k < key and sides[k] & sides[key] and _is_one_spelling(k, key))
        if spelt and len(key) > 2:
            found[key] = spelt[0]
    return found


def _may_be(sides: Mapping[Key, frozenset[str]], a: Key, b: Key) -> bool:
    return not (sides[a] and sides[b]) or bool(sides[a] & sides[b])


def _is_one_spelling(a: Key, b: Key) -> bool:
    return fuzz.ratio("".join(a[1:]), "".join(b[1:])) >= ONE_SPELLING

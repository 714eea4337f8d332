"""The tables of parties: states with their governments, bodies, media, armed groups and leaders."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from counterclaim.ledger import Kind

# An alias of up to so many letters is found only as written: "IS", "US", "WHO" and "RT" are words as well.
SHORT_ALIAS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A state, body, medium, armed group or leader.

    Attributes:
        side: on whose behalf it acts or speaks; None for the independent.
        state: ISO 3166 alpha-2 of the state that it belongs to or works in.
        known: False where ``name`` is the text's own word ("militants").
    """

    name: str
    kind: Kind
    side: str | None = None
    state: str | None = None
    aliases: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state, with what its government, its army and its rebels are called as parties."""

    code: str
    name: str
    adjectives: tuple[str, ...]
    metonyms: tuple[str, ...]
    government: str
    army: str
    rebels: str | None
    at_war: bool

    @property
    def adjective(self) -> str:
        """The first adjective ("Syrian"), or the name where there is none."""
        return self.adjectives[0] if self.adjectives else self.name


@dataclass(frozen=True, slots=True)
class Entry:
    """One name under which a party is found: its words in small letters, and what it stands for.

    Attributes:
        written: the words as the table writes them.
        role: "party", or for a state "name", "adjective" or "metonym".
    """

    words: tuple[str, ...]
    written: str
    role: str
    party: Party
    state: State | None = None

    def fits(self, text: str) -> bool:
        """Tell whether a text spells the name in a way that can mean the party, not a common word."""
        if len(self.written) <= SHORT_ALIAS:
            return text.startswith(self.written)
        initial = next((k for k, letter in enumerate(self.written) if letter.isupper()), None)
        return initial is None or text[initial : initial + 1].isupper()


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = files("counterclaim.language").joinpath("data", name).read_text("utf-8").splitlines()
    body = [line for line in lines if line.strip() and not line.startswith("#")]
    for row in csv.DictReader(body, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield {key: value or "" for key, value in row.items()}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def words(name: str) -> frozenset[str]:
    """Return one list of ``party_words.toml``."""
    return frozenset(_word_lists()[name])


@cache
def _word_lists() -> Mapping[str, list[str]]:
    source = files("counterclaim.language").joinpath("data", "party_words.toml").read_text("utf-8")
    return tomllib.loads(source)


@cache
def states() -> Mapping[str, State]:
    """Return the states by their ISO 3166 alpha-2 codes."""
    table = {}
    for row in _rows("states.tsv"):
        adjectives = _split(row["adjectives"])
        table[row["code"]] = State(
            code=row["code"],
            name=row["name"],
            adjectives=adjectives,
            metonyms=_split(row["metonyms"]),
            government=row["government"] or row["name"],
            army=row["army"] or (f"{adjectives[0]} army" if adjectives else row["name"]),
            rebels=row["rebels"] or None,
            at_war=bool(row["government"] or row["rebels"]),
        )
    return MappingProxyType(table)


@cache
def parties() -> Mapping[str, Party]:
    """Return the parties by their canonical names, the governments and armies of states included."""
    table: dict[str, Party] = {}
    for row in _rows("parties.tsv"):
        table[row["name"]] = Party(
            name=row["name"],
            kind=_kind(row["kind"]),
            side=row["side"] or None,
            state=row["state"] or None,
            aliases=_split(row["aliases"]),
        )
    for state in states().values():
        own = Party(name=state.government, kind="state", side=state.government, state=state.code,
                    aliases=(state.name, *state.adjectives, *state.metonyms))  # fmt: skip
        table.setdefault(state.government, own)
        army = Party(name=state.army, kind="organisation", side=state.government, state=state.code)
        table.setdefault(state.army, army)
    return MappingProxyType(table)


def _kind(name: str) -> Kind:
    kinds: dict[str, Kind] = {"person": "person", "organisation": "organisation", "state": "state", "media": "media",
                              "group": "group"}  # fmt: skip
    return kinds[name]


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return a word as the index has it: small letters, straight apostrophes, no possessive and no full stop."""
    word = word.lower().replace("’", "'")
    word = word[:-2] if word.endswith("'s") else word.rstrip("'")
    return word if "." in word[:-1] else word.rstrip(".")


@cache
def index() -> Mapping[str, tuple[Entry, ...]]:
    """Return the names by their first word, the longest first."""
    table: dict[str, list[Entry]] = {}

    def add(written: str, role: str, party: Party, state: State | None = None) -> None:
        folded = tuple(fold(word) for word in written.removeprefix("the ").split())
        entry = Entry(folded, written.removeprefix("the "), role, party, state)
        table.setdefault(folded[0], []).append(entry)

    for row in _rows("parties.tsv"):
        for name in (row["name"], *_split(row["aliases"])):
            add(name, "party", parties()[row["name"]])
    for state in states().values():
        party = parties()[state.government]
        add(state.name, "name", party, state)
        for name in state.adjectives:
            add(name, "adjective", party, state)
        for name in state.metonyms:
            add(name, "metonym", party, state)
    for entries in table.values():
        entries.sort(key=lambda entry: (-len(entry.words), entry.role != "party", entry.written))
    return MappingProxyType({first: tuple(entries) for first, entries in table.items()})

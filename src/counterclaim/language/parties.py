"""Parties that a text names: states and their governments, armies, bodies, media, armed groups.

"Moscow", "the Kremlin" and "Russian jets" are Russia; "the regime" is the government of the state that the report
is about. Names that say whom somebody is not ("US-backed", "rebel-held", "pro-government") never stand for the
party inside them.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from counterclaim.language.alliances import opposed
from counterclaim.language.gazetteer import candidates
from counterclaim.language.party_table import Entry, Party, State, fold, index, parties, states, words
from counterclaim.language.toponyms import words as no_names
from counterclaim.ledger import Span

__all__ = ["Party", "find", "home_of", "home_state", "opposed", "party_of", "side_of", "state_of"]

# "U.S.-led" is one word: initials with a full stop before the hyphen.
WORD = re.compile(r"[^\W_]+(?:(?:\.[-‑]|['’.\-‑/])[^\W_]+)*\.?['’]?")
GAP = re.compile(r"[\s\"'“”’]*")
PREFIX = re.compile(r"(?P<side>pro|anti)-(?P<whom>regime|government|assad)", re.IGNORECASE)
DETERMINERS = frozenset({"the", "a", "an", "this", "these", "those", "its", "their", "his", "several", "some", "many"})

# Behind "government" these are its own.
TROOPS = frozenset(["troops", "soldiers"])

# Whom "the coalition" means in a report on one of these, where it is not named in full.
COALITIONS = {"YE": "Saudi-led coalition", "SY": "US-led coalition", "IQ": "US-led coalition"}
NOT_ALLIED = frozenset(["ruling", "governing", "opposition", "national", "syrian", "rebel", "party", "political", "ngo",
                        "broad", "militant", "islamist", "state", "of"])  # fmt: skip

# A state is what the report is about when it is named at least once for every three namings of the most named one
# and is at war inside its own borders; chosen so that "Russian" in a report on a war elsewhere does not win.
WAR_SHARE = 3
# Towns of so many people tell a country, where none abroad of the same name has a fifth of them; set by hand.
TOWN, LARGER = 50_000, 5
# So many namings of towns elsewhere, and none of its own, tell that a text is not on a state at war.
TOWNS = 2
SHORTEST, INITIALS = 3, 5


class Word(NamedTuple):
    """A word of the text: folded for the index, as written, and where."""

    folded: str
    raw: str
    span: Span


class Found(NamedTuple):
    """A party at a half-open range of words."""

    first: int
    last: int
    party: Party


def split(text: str) -> list[Word]:
    """Return the words of a text; hyphenated compounds and initials ("US-led", "U.S.") are one word."""
    return list(_split(text))


@lru_cache(maxsize=1024)
def _split(text: str) -> tuple[Word, ...]:
    # Several stages ask for the words of one sentence.
    return tuple(Word(fold(m.group()), m.group(), Span(*m.span())) for m in WORD.finditer(text))


def party_of(name: str, home: str | None = None) -> Party | None:
    """Return the party that words stand for; articles before and nouns after the name do not matter.

    Args:
        name: such as "Moscow", "the Syrian regime", "Russian jets", "rebels".
        home: alpha-2 code of the state that the report is about, for "the regime" and "rebels".
    """
    read = split(name)
    start = next((k for k, word in enumerate(read) if word.folded not in DETERMINERS), 0)
    found = next(iter(find(read, home)), None)
    return found.party if found and found.first <= start + 1 else None


def side_of(name: str, home: str | None = None) -> str | None:
    """Return the side of the first party named in the words ("a Russian defence official" -> "Russia")."""
    return next((found.party.side for found in find(split(name), home) if found.party.side), None)


def state_of(name: str, home: str | None = None) -> str | None:
    """Return the alpha-2 code of the state of the first party named in the words."""
    return next((found.party.state for found in find(split(name), home) if found.party.state), None)


def home_of(read: Sequence[Word]) -> str | None:
    """Return the alpha-2 code of the state that a text is about: the most named, one at war first; None if unclear.

    A state is named by its towns as well; one at war comes first only where one of them is named, or few are elsewhere.
    """
    count, towns = Counter[str](), Counter[str]()
    for at in range(len(read)):
        entry = _entry(read, at)
        code = entry and (entry.state.code if entry.state else entry.party.state)
        if code:
            count[code] += 1
        elif entry is None and (code := _country_of_town(read, at)):
            count[code] += 1
            towns[code] += 1
    if not count:
        return None
    ranked = count.most_common()
    first, most = ranked[0]
    war = (
        code for code, n in ranked if states()[code].at_war and n * WAR_SHARE >= most and towns[code] >= towns[first]
    )
    at_war = next(war, None)
    if at_war:
        return at_war
    clear = len(ranked) == 1 or most >= 2 * ranked[1][1]
    return first if clear else None


@lru_cache(maxsize=20_000)
def _country_of(name: str) -> str | None:
    """Return the country of a town, where no town of another country that is anywhere near as large has its name."""
    towns = sorted((c for c in candidates(name) if c.level == "city"), key=lambda c: -c.population)
    if not towns or towns[0].population < TOWN:
        return None
    rivals = [c.population for c in towns if c.country != towns[0].country]
    return towns[0].country if not rivals or max(rivals) * LARGER <= towns[0].population else None


def _country_of_town(read: Sequence[Word], at: int) -> str | None:
    """Return the country of the town that one capitalised word names by itself, and no part of a longer name."""
    name = read[at].raw.removesuffix("'s").removesuffix("’s").rstrip(".'’")
    if not name[:1].isupper() or len(name) <= SHORTEST or read[at].folded in no_names("never"):
        return None
    beside = [read[k].raw for k in (at - 1, at + 1) if 0 <= k < len(read)]
    if (name.isupper() and len(name) <= INITIALS) or any(word[:1].isupper() for word in beside):
        return None
    return _country_of(name)


@lru_cache(maxsize=16)
def home_state(text: str) -> str | None:
    """Return ``home_of`` the words of a text; kept for the last few texts, because many stages ask it of one."""
    return home_of(split(text))


def find(
    read: Sequence[Word], home: str | None, own: Mapping[tuple[str, ...], Party] = MappingProxyType({})
) -> list[Found]:
    """Return the parties in a row of words, in their order, none inside another.

    Args:
        read: the words.
        home: alpha-2 code of the state that the report is about.
        own: parties that no table has, by the folded words of their names.
    """
    found, at = [], 0
    while at < len(read):
        here = _own(read, at, own) or _named(read, at, home) or _generic(read, at, home)
        if here:
            found.append(here)
        at = here.last if here else at + 1
    return found


def _own(read: Sequence[Word], at: int, own: Mapping[tuple[str, ...], Party]) -> Found | None:
    """Return the longest of the report's own groups at this word, as it is written: with a capital."""
    if not own or not read[at].raw[:1].isupper():
        return None
    longest = max((n for n in own if n == tuple(w.folded for w in read[at : at + len(n)])), key=len, default=None)
    if longest is None or _is_held(read, at + len(longest)):
        return None
    return Found(at, at + len(longest), own[longest])


def _entry(read: Sequence[Word], at: int) -> Entry | None:
    """The longest name of the table at this word, with a lost apostrophe ("Assads") taken as a possessive."""
    word, table = read[at].folded, index()
    found = _entry_as(read, at, table[word]) if word in table else None
    if found is None and word.endswith("s") and word[:-1] in table:
        found = _entry_as(read, at, table[word[:-1]])
    return found


def _entry_as(read: Sequence[Word], at: int, entries: Sequence[Entry]) -> Entry | None:
    for entry in entries:
        size = len(entry.words)
        here = read[at : at + size]
        same = all(word.folded == want for word, want in zip(here[1:-1], entry.words[1:-1], strict=False))
        last = here[-1].folded if len(here) == size else ""
        ends = size == 1 or last in (entry.words[-1], entry.words[-1] + "s")
        if len(here) == size and same and ends and entry.fits(" ".join(word.raw for word in here)):
            return entry
    return None


def _named(read: Sequence[Word], at: int, home: str | None) -> Found | None:
    entry = _entry(read, at)
    if entry is None:
        return None
    last = at + len(entry.words)
    if entry.state is None:
        if _is_held(read, last):
            return None
        if entry.party.kind == "person" and at + 1 < len(read):
            heads = words("government") | words("army") | {"forces", "jets", "warplanes", "planes", "air"}
            follows = read[last].folded if last < len(read) else ""
            government = parties().get(entry.party.side or "")
            if follows in heads and government and government.kind == "state":
                return Found(at, last + 1, government)
        # "Hamas militants" are Hamas, and not militants besides.
        own = last < len(read) and read[last].folded in words("own_word") | words("rebels")
        return Found(at, last + (entry.party.kind == "group" and own), entry.party)
    return _of_state(read, at, last, entry, entry.state)


def _of_state(read: Sequence[Word], at: int, last: int, entry: Entry, state: State) -> Found | None:
    before = read[at - 1].folded if at else ""
    after = read[last].folded if last < len(read) else ""
    possessive = fold(read[last - 1].raw) != read[last - 1].raw.lower().rstrip(".") or (
        read[last - 1].folded != entry.words[-1]
    )
    if entry.role != "adjective" and not possessive and before in words("place_before") and before != "of":
        return None
    if entry.role == "metonym" and (before in words("place_before") or after in words("place_after")):
        return None
    if _is_held(read, last):
        return None
    person = _titled(read, last)
    if person:
        return Found(at, *person)
    bare = entry.role == "name" and not possessive
    head = _head(read, last, state, bare=bare)
    if head:
        return Found(at, head[0], head[1])
    if (entry.role == "adjective" and after in words("no_party") | words("ethnic")) or (
        bare and after in words("own_word")
    ):
        return None
    return Found(at, last, parties()[state.government])


def _titled(read: Sequence[Word], last: int) -> tuple[int, Party] | None:
    """The known person whose title the name of a state begins: "Syrian President Bashar al-Assad"."""
    at = last
    while at < len(read) and read[at].folded in words("title"):
        at += 1
    found = _named(read, at, None) if last < at < len(read) else None
    return (found.last, found.party) if found and (found.party.kind == "person" or found.last > at + 1) else None


def _head(read: Sequence[Word], last: int, state: State, *, bare: bool = False) -> tuple[int, Party] | None:
    """The party that a state's name and the words after it make: its army, its rebels, its media, its organs.

    The ``bare`` name is a place before what may be anybody's: "Syria militants killed" tells of militants in Syria.
    """
    government = parties()[state.government]
    two = " ".join(word.folded for word in read[last : last + 2])
    three = " ".join(word.folded for word in read[last : last + 3])
    one = two.split(" ")[0]
    for size, phrase in ((3, three), (2, two)):
        if phrase in words("state_media"):
            name = f"{state.adjective} state media"
            known = parties().get(name)
            return last + size, known or Party(name=name, kind="media", side=state.government, state=state.code)
        if phrase in words("organ") and phrase != "armed forces" and phrase != "air force":
            title = " ".join(word if word in {"of"} else word.capitalize() for word in phrase.split())
            party = Party(
                name=f"{state.adjective} {title}", kind="organisation", side=state.government, state=state.code
            )
            return last + size, party
    if two == "armed forces":
        return last + 2, parties()[state.army]
    if one in words("government"):
        behind = read[last + 1].folded if last + 1 < len(read) else ""
        if behind == "army":
            return last + 2, parties()[state.army]
        # "Congolese government troops" are the government's, and no party besides.
        return last + 1 + (behind in TROOPS), government
    if one in words("army"):
        return last + 1, parties()[state.army]
    if one in words("police"):
        return last + 1, _police(state)
    for size, phrase in ((2, two), (1, one)):
        if phrase in words("service"):
            return last + size, _service(state, phrase)
    if one in words("rebels"):
        return last + 1, _rebels(state, f"{state.adjective} {one}")
    if one in words("own_word") and not bare:
        return last + 1, Party(name=f"{state.adjective} {one}", kind="group", state=state.code, known=False)
    return None


def _police(state: State) -> Party:
    return Party(name=f"{state.adjective} police", kind="organisation", side=state.government, state=state.code)


def _service(state: State, name: str) -> Party:
    whose = state.army.removesuffix(" armed forces").removesuffix(" army").removesuffix(" military")
    return Party(name=f"{whose} {name}", kind="organisation", side=state.government, state=state.code)


def _rebels(state: State, said: str) -> Party:
    known = parties().get(state.rebels or "")
    return known or Party(name=said, kind="group", state=state.code, known=False)


def _is_held(read: Sequence[Word], last: int) -> bool:
    """Tell whether the words after a name make it a description of somebody else: "rebel held", "US backed"."""
    if last < len(read) and read[last].folded == "armed":  # "US armed rebels", and not "Indian armed forces"
        return last + 1 < len(read) and read[last + 1].folded not in {"forces", "groups", "wing"}
    return last < len(read) and read[last].folded in words("held")


def _generic(read: Sequence[Word], at: int, home: str | None) -> Found | None:
    word = read[at].folded
    state = states().get(home or "")
    prefix = PREFIX.match(read[at].raw)
    if prefix:
        return _aligned(read, at, prefix, state)
    if _is_held(read, at + 1):
        return None
    plural = word[:-1] if word.endswith("s") and word[:-1] in words("government") else word
    before = read[at - 1].folded if at else ""
    follows = read[at + 1].folded if at + 1 < len(read) else ""
    if word in words("ethnic"):
        armed = follows in words("armed") | words("own_word") | words("rebels")
        return Found(at, at + 2, Party(name=f"{_people(word)} forces", kind="group", known=False)) if armed else None
    if word == "military" and follows in words("not_military"):
        return None
    if word.startswith("loyalist") and at and _entry_before(read, at):
        return None  # "Al-Qaeda loyalists" are no government's
    if plural in words("government") and state and (plural != "administration") and _stands_alone(before):
        if follows == "army":
            return Found(at, at + 2, parties()[state.army])
        return Found(at, at + 1 + (follows in TROOPS), parties()[state.government])
    if word == "armed" and at + 1 < len(read) and read[at + 1].folded == "forces" and state and _stands_alone(before):
        return Found(at, at + 2, parties()[state.army])
    if word == "security" and follows == "forces" and state and _stands_alone(before):
        return Found(at, at + 2, parties()[state.government])
    if word in words("police") and _stands_alone(before):
        nobodys = Party(name="police", kind="group", known=False)
        return Found(at, at + 1, _police(state) if state else nobodys)
    if word in words("army") and state and _stands_alone(before):
        return Found(at, at + 1, parties()[state.army])
    if word == "coalition" and home in COALITIONS and before not in NOT_ALLIED:
        return Found(at, at + 1, parties()[COALITIONS[home]])
    for size, phrase in ((2, f"{word} {follows}"), (1, word)):
        if phrase in words("service") and state and _stands_alone(before):
            return Found(at, at + size, _service(state, phrase))
    if word in words("rebels"):
        name = {"rebel": "rebels", "insurgent": "insurgents", "separatist": "separatists"}.get(word, word)
        own = Party(name=name, kind="group", known=False)
        if word.startswith("separatist"):
            party = _rebels(state, name) if state and state.rebels and "separatist" in state.rebels else own
        else:
            party = _rebels(state, name) if state and state.rebels else own
        return Found(at, at + 1, party)
    if word in words("own_word"):
        name = {"gunman": "gunmen"}.get(word, word if word.endswith(("s", "men")) else word + "s")
        return Found(at, at + 1, Party(name=name, kind="group", known=False))
    return None


def _people(word: str) -> str:
    """The people of an adjective, however it is said to lead: "kurd-led" and "kurdish-led" are Kurdish."""
    name = word.removesuffix("-led")
    return {"kurd": "Kurdish"}.get(name, name.capitalize())


def _entry_before(read: Sequence[Word], at: int) -> bool:
    """Tell whether a party of the table ends just before a word."""
    return any(
        (entry := _entry(read, first)) is not None and first + len(entry.words) == at
        for first in range(max(0, at - 4), at)
    )


def _stands_alone(before: str) -> bool:
    """Tell whether no other adjective makes "the army" somebody else's ("Arakan army", "local government")."""
    return before not in {"local", "federal", "provincial", "regional", "interim", "de", "city", "municipal", "former",
                          "liberation", "free", "salvation", "foreign", "self", "s", "facto", "separatist", "breakaway",
                          "self-proclaimed", "self-declared", "self-styled", "rebel", "unrecognised", "unrecognized",
                          "occupation", "installed", "shadow", "parallel", "rival", "civil", "traditional"}  # fmt: skip


def _aligned(read: Sequence[Word], at: int, prefix: re.Match[str], state: State | None) -> Found:
    """Forces that are only said to be for or against a government: they keep the words of the text."""
    follows = read[at + 1].raw if at + 1 < len(read) else "forces"
    name = f"{read[at].raw} {follows}"
    side = None
    if state:
        side = state.government if prefix["side"].lower() == "pro" else state.rebels
    party = Party(name=name, kind="group", side=side, state=state.code if state else None, known=False)
    return Found(at, min(at + 2, len(read)), party)

"""What the reports say of each actor: its names, kinds and sides, counted; of each report by itself, then together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from counterclaim.events.identity import DESCRIBED, PARTY, Key, exact_party, is_named, key_of
from counterclaim.language.parties import home_state
from counterclaim.language.party_table import Party, states
from counterclaim.ledger import NARRATOR, Kind, Report, Statement

JOINT = "; "
# Claim fields that name a party.
PARTY_TYPES = {"responsibility", "motive"}
# What a report calls a speaker is taken for a name up to so many characters; longer ones are whole descriptions.
LONGEST_NAME = 60
# The parties of a state whose government "pro-government" means, by what reports call a government.
GOVERNING = {"government", "regime", "state"}
SUPPORTERS = re.compile(r"^pro-(\w+)\s+\w", re.IGNORECASE)
LEADING = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
SEVERAL = re.compile(r"\b(?:and|or)\b|[,(]", re.IGNORECASE)


@dataclass(slots=True)
class Voice:
    """All that some reports say of one actor, counted; what is made of it does not depend on their order."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)
    spelt: Counter[str] = field(default_factory=Counter)

    def note(self, name: str, kind: Kind, side: str | None) -> None:
        """Count a name with its kind and its side."""
        self.names[name] += 1
        self.kinds[kind] += 1
        if side:
            self.sides[side] += 1

    def take_in(self, other: "Voice") -> None:
        """Count what is said of another actor, who is this one."""
        self.names.update(other.names)
        self.kinds.update(other.kinds)
        self.sides.update(other.sides)
        self.spelt.update(other.spelt)

    def copy(self) -> "Voice":
        """Return the same counts."""
        return Voice(self.names.copy(), self.kinds.copy(), self.sides.copy(), self.spelt.copy())


def party_of(key: Key, voice: Voice) -> Party | None:
    """Return the known party that an actor is, as most of its names spell it."""
    if key[0] != PARTY:
        return None
    by_count = sorted(voice.names, key=lambda name: (-voice.names[name], name))
    return next(filter(None, map(exact_party, by_count)), None)


def is_local(key: Key) -> bool:
    """Tell whether an actor is only described, and so is somebody else in each report."""
    return key[0] == DESCRIBED and key[1] != ""


def speakers(statement: Statement) -> tuple[tuple[str, str | None], ...]:
    """Return those who speak, each with its side: several for a joint statement, none for an orphan or the narrator."""
    if not statement.speaker or statement.speaker == NARRATOR:
        return ()
    names = [name for name in statement.speaker.split(JOINT) if name]
    sides = statement.side.split(JOINT) if statement.side else []
    if len(sides) == len(names):
        return tuple(zip(names, sides, strict=True))
    return tuple((name, sides[0] if len(sides) == 1 else None) for name in names)


def blamed(statement: Statement) -> Iterator[str]:
    """Yield the names of the parties that the claims of a statement are about."""
    for claim in statement.claims:
        if claim.type in PARTY_TYPES:
            yield from (name for name in (claim.text("party") or "").split(JOINT) if name)


def voices(reports: Iterable[Report]) -> dict[Key, Voice]:
    """Return all that some reports say of those who speak in them, or are blamed."""
    found: dict[Key, Voice] = defaultdict(Voice)
    for report in reports:
        for statement in report.statements:
            for name, side in speakers(statement):
                found[key_of(name, report.id, statement.kind)].note(name, statement.kind, side)
            _note_spelling(found, report, statement)
            for name in blamed(statement):
                found[key_of(name, "", "organisation")].note(name, "organisation", _supported(name, report))
    return dict(found)


def _supported(name: str, report: Report) -> str | None:
    """Return on whose side a party stands that is called after it: "pro-Moscow militias", "pro-government forces"."""
    match = SUPPORTERS.match(name)
    if match is None:
        return None
    if match[1].lower() in GOVERNING:
        home = states().get(home_state(report.text) or "")
        return home.government if home else None
    party = exact_party(match[1])
    return (party.side or party.name) if party else None


def _note_spelling(found: Mapping[Key, Voice], report: Report, statement: Statement) -> None:
    """Add the name by which the report itself calls a single speaker: no "he", no "the ministry"."""
    several = speakers(statement)
    if len(several) == 1 and statement.source is not None:
        spelt = LEADING.sub("", " ".join(statement.source.of(report.text).split())).strip(" ,;:(")
        if is_named(spelt) and len(spelt) <= LONGEST_NAME and not SEVERAL.search(spelt):
            found[key_of(several[0][0], report.id, statement.kind)].spelt[spelt] += 1

"""Who is who in a case: the same actor under its many names, and never two actors under one.

A known party is one actor under all its names. A person's bare surname is joined to a full name only where the case
has one such person and nothing speaks against it. A description ("a witness") is somebody else in each report.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.language.parties import find, split
from counterclaim.language.party_table import Party
from counterclaim.ledger import NARRATOR, Actor, Kind, Report, Statement
from counterclaim.stages import Stage

JOINT = "; "
ARTICLES = {"the", "a", "an", "of", "its", "his", "her", "their", "unnamed"}
# Claim fields that name a party.
PARTY_TYPES = {"responsibility", "motive"}


@dataclass(slots=True)
class _Entry:
    """All that the reports say of one actor, while it is being collected."""

    party: Party | None = None
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)


Key = tuple[str, ...]


def exact_party(name: str) -> Party | None:
    """Return the known party whose name these words are, and nothing more ("the Kremlin", not "a Kremlin aide")."""
    words = split(name)
    rest = [w for w in words if w.folded not in ARTICLES]
    found = next(iter(find(words, None)), None)
    if found is None or not found.party.known or found.last - found.first < len(rest):
        return None
    return found.party


def key_of(name: str, report: str, kind: Kind) -> Key:
    """Return what makes a name the same actor as another one."""
    if party := exact_party(name):
        return ("party", party.name)
    words = tuple(w.folded for w in split(name) if w.folded not in ARTICLES)
    described = kind in {"unnamed", "group"} or not any(w[:1].isupper() for w in re.findall(r"\w+", name)[-2:])
    if described and kind != "person":
        return ("described", report, *words)
    return (kind if kind == "person" else "named", *words)


def mentions(report: Report) -> Iterator[tuple[str, Kind, str | None, Statement | None]]:
    """Yield every name of an actor in a report: speakers, members of joint speakers, and parties of claims."""
    for statement in report.statements:
        if statement.speaker and statement.speaker != NARRATOR:
            names = statement.speaker.split(JOINT)
            sides = statement.side.split(JOINT) if statement.side else []
            for n, name in enumerate(names):
                side = sides[n] if len(sides) == len(names) else sides[0] if len(sides) == 1 else None
                yield name, statement.kind, side, statement
        for claim in statement.claims:
            party = claim.text("party")
            if claim.type in PARTY_TYPES and party:
                for name in party.split(JOINT):
                    yield name, "organisation", None, None


def _surnames(entries: dict[Key, _Entry]) -> dict[Key, Key]:
    """Map bare surnames to the one person of the case who has that surname, where sides do not speak against it."""
    full: dict[str, list[Key]] = defaultdict(list)
    for key in entries:
        if key[0] == "person" and len(key) > 2:
            full[key[-1]].append(key)
    joined: dict[Key, Key] = {}
    for key, entry in entries.items():
        if key[0] == "person" and len(key) == 2 and len(full[key[1]]) == 1:
            (other,) = full[key[1]]
            if not (entry.sides and entries[other].sides and set(entry.sides).isdisjoint(entries[other].sides)):
                joined[key] = other
    return joined


def _cast(draft: CaseDraft) -> CaseDraft:
    entries: dict[Key, _Entry] = defaultdict(_Entry)
    for report in draft.reports:
        for name, kind, side, _ in mentions(report):
            key = key_of(name, report.id, kind)
            _note(entries[key], name, kind, side, exact_party(name))
    for key, other in _surnames(entries).items():
        moved = entries.pop(key)
        entries[other].names.update(moved.names)
        entries[other].sides.update(moved.sides)
    joined = _surname_index(entries)
    for side in sorted({side for e in entries.values() for side in _sides(e)}):
        _note(entries[key_of(side, "", "organisation")], side, "organisation", None, exact_party(side))
    return _numbered(draft, dict(entries), joined)


def _surname_index(entries: dict[Key, _Entry]) -> dict[str, Key]:
    return {
        name: key for key, entry in entries.items() if key[0] == "person" for name in entry.names if " " not in name
    }


def _note(entry: _Entry, name: str, kind: Kind, side: str | None, party: Party | None) -> None:
    entry.names[name] += 1
    entry.kinds[kind] += 1
    entry.party = party or entry.party
    if side:
        entry.sides[side] += 1


def _sides(entry: _Entry) -> list[str]:
    side = entry.party.side if entry.party else None
    return [side] if side else [s for s, _ in entry.sides.most_common(1)]


def _numbered(draft: CaseDraft, entries: dict[Key, _Entry], surnames: dict[str, Key]) -> CaseDraft:
    ordered = sorted(entries, key=lambda key: (_best_name(entries[key]).lower(), key))
    ids = {key: f"a{n}" for n, key in enumerate(ordered, start=1)}
    actors = [_actor(ids[key], entries[key]) for key in ordered]

    def identity(name: str, report: str, kind: Kind) -> str:
        key = key_of(name, report, kind)
        return ids.get(key) or ids[surnames[name]]

    represented = {}
    for key in ordered:
        sides = _sides(entries[key])
        represented[ids[key]] = identity(sides[0], "", "organisation") if sides else ids[key]
    members: dict[str, tuple[str, ...]] = {actor.id: (actor.id,) for actor in actors}
    joint: dict[tuple[str, ...], str] = {}
    parties: dict[str, str] = {}
    reports = []
    for report in draft.reports:
        statements = []
        for statement in report.statements:
            for claim in statement.claims:
                for party in (claim.text("party") or "").split(JOINT) if claim.type in PARTY_TYPES else ():
                    if party:
                        parties[party] = identity(party, report.id, "organisation")
            if not statement.speaker or statement.speaker == NARRATOR:
                statements.append(statement)
                continue
            several = tuple(identity(n, report.id, statement.kind) for n in statement.speaker.split(JOINT))
            if len(several) > 1 and several not in joint:
                joint[several] = f"a{len(actors) + 1}"
                actors.append(Actor(id=joint[several], name=statement.speaker, names=(statement.speaker,), kind="group",
                                    side=statement.side))  # fmt: skip
                members[joint[several]] = several
            statements.append(replace(statement, actor=joint[several] if len(several) > 1 else several[0]))
        reports.append(replace(report, statements=tuple(statements)))
    return replace(draft, reports=tuple(reports), actors=tuple(actors), members=members,
                   represented={**{j: j for j in joint.values()}, **represented}, parties=parties)  # fmt: skip


def _best_name(entry: _Entry) -> str:
    if entry.party:
        return entry.party.name
    return max(entry.names, key=lambda name: (len(name.split()), entry.names[name], name))


def _actor(identity: str, entry: _Entry) -> Actor:
    kind = entry.party.kind if entry.party else entry.kinds.most_common(1)[0][0]
    sides = _sides(entry)
    return Actor(id=identity, name=_best_name(entry), names=tuple(sorted(entry.names)), kind=kind,
                 side=sides[0] if sides else None)  # fmt: skip


STAGE: Stage[CaseDraft] = Stage("actors.v1", requires=("reports",), assigns=("actors",), run=_cast)

"""Who is who in a case: every name of a speaker or a blamed party leads to one actor, every actor to its side."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.identity import Key, exact_party, is_named, joined, key_of
from counterclaim.language.parties import home_state
from counterclaim.language.party_table import Party, states
from counterclaim.ledger import NARRATOR, Actor, Kind, Report, Statement
from counterclaim.stages import Stage

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
class _Entry:
    """All that the reports say of one actor, while it is being collected."""

    party: Party | None = None
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)
    spelt: set[str] = field(default_factory=set)

    def note(self, name: str, kind: Kind, side: str | None) -> None:
        self.names[name] += 1
        self.kinds[kind] += 1
        self.party = exact_party(name) or self.party
        if side:
            self.sides[side] += 1

    def take_in(self, other: "_Entry") -> None:
        self.names.update(other.names)
        self.kinds.update(other.kinds)
        self.sides.update(other.sides)
        self.spelt |= other.spelt

    @property
    def name(self) -> str:
        if self.party:
            return self.party.name
        return max(self.names, key=lambda name: (len(name.split()), self.names[name], name))

    @property
    def kind(self) -> Kind:
        return self.party.kind if self.party else max(self.kinds, key=lambda kind: (self.kinds[kind], kind))

    @property
    def side(self) -> str | None:
        if self.party and self.party.side:
            return self.party.side
        return max(self.sides, key=lambda side: (self.sides[side], side), default=None)


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


def _collect(reports: tuple[Report, ...]) -> dict[Key, _Entry]:
    entries: dict[Key, _Entry] = defaultdict(_Entry)
    for report in reports:
        for statement in report.statements:
            for name, side in speakers(statement):
                entries[key_of(name, report.id, statement.kind)].note(name, statement.kind, side)
            _note_spelling(entries, report, statement)
            for name in blamed(statement):
                entries[key_of(name, "", "organisation")].note(name, "organisation", _supported(name, report))
    return dict(entries)


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


def _note_spelling(entries: Mapping[Key, _Entry], report: Report, statement: Statement) -> None:
    """Add the name by which the report itself calls a single speaker: no "he", no "the ministry"."""
    several = speakers(statement)
    if len(several) == 1 and statement.source is not None:
        spelt = LEADING.sub("", " ".join(statement.source.of(report.text).split())).strip(" ,;:(")
        if is_named(spelt) and len(spelt) <= LONGEST_NAME and not SEVERAL.search(spelt):
            entries[key_of(several[0][0], report.id, statement.kind)].spelt.add(spelt)


def _cast(draft: CaseDraft) -> CaseDraft:
    entries = _collect(draft.reports)
    same = joined({k: e.names for k, e in entries.items()}, {k: frozenset(e.sides) for k, e in entries.items()})
    for key in sorted(same):
        entries[same[key]].take_in(entries.pop(key))
    _add_sides(entries, same)
    ordered = sorted(entries, key=lambda key: (entries[key].name.lower(), key))
    ids = {key: f"a{n}" for n, key in enumerate(ordered, start=1)}
    ids.update({key: ids[other] for key, other in same.items()})
    actors = tuple(_actor(ids[key], entries[key]) for key in ordered)
    return _with_actors(replace(draft, actors=actors, represented=_represented(ordered, entries, ids)), ids)


def _add_sides(entries: dict[Key, _Entry], same: Mapping[Key, Key]) -> None:
    """Add those on whose behalf somebody speaks, and those on whose behalf they speak in turn."""
    noted: set[str] = set()
    while new := sorted({entry.side for entry in entries.values() if entry.side} - noted):
        noted.update(new)
        for side in new:
            key = key_of(side, "", "organisation")
            entries.setdefault(same.get(key, key), _Entry()).note(side, "organisation", None)


def _actor(identity: str, entry: _Entry) -> Actor:
    return Actor(
        id=identity,
        name=entry.name,
        names=tuple(sorted({*entry.names, *entry.spelt})),
        kind=entry.kind,
        side=entry.side,
    )


def _represented(ordered: list[Key], entries: Mapping[Key, _Entry], ids: Mapping[Key, str]) -> dict[str, str]:
    """Return on whose behalf each actor speaks in the end: a spokesman's ministry speaks for its government."""
    direct = {ids[key]: ids[key_of(side, "", "organisation")] if (side := entries[key].side) else ids[key]
              for key in ordered}  # fmt: skip
    last = {}
    for actor in direct:
        at, seen = actor, {actor}
        while direct[at] not in seen:
            at = direct[at]
            seen.add(at)
        last[actor] = at if direct[at] == at else min(seen)  # sides that name each other are one
    return last


def _with_actors(draft: CaseDraft, ids: Mapping[Key, str]) -> CaseDraft:
    """Give each statement its actor; those who speak together are one more actor, with its members."""
    actors, joint = list(draft.actors), dict[tuple[str, ...], str]()
    members: dict[str, tuple[str, ...]] = {actor.id: (actor.id,) for actor in draft.actors}

    def actor_of(report: Report, statement: Statement) -> str | None:
        ids_here = (ids[key_of(name, report.id, statement.kind)] for name, _ in speakers(statement))
        several = tuple(dict.fromkeys(ids_here))
        if len(several) < 2:
            return several[0] if several else None
        if several not in joint:
            joint[several] = f"a{len(actors) + 1}"
            members[joint[several]] = several
            name = statement.speaker or ""
            actors.append(Actor(id=joint[several], name=name, names=(name,), kind="group", side=statement.side))
        return joint[several]

    reports = tuple(
        replace(report, statements=tuple(replace(s, actor=actor_of(report, s)) for s in report.statements))
        for report in draft.reports
    )
    parties = {name: ids[key_of(name, "", "organisation")]
               for report in reports for statement in report.statements for name in blamed(statement)}  # fmt: skip
    return replace(draft, reports=reports, actors=tuple(actors), members=members, parties=parties,
                   represented={**draft.represented, **{j: j for j in joint.values()}},
                   cast={actor.id: actor for actor in actors})  # fmt: skip


STAGE: Stage[CaseDraft] = Stage(
    "actors.v1", requires=("reports",), assigns=("actors", "cast", "members", "represented", "parties"), run=_cast
)

"""Who is who in a case: every name of a speaker or a blamed party leads to one actor, every actor to its side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.identity import Key, joined, key_of
from counterclaim.events.voices import JOINT, Voice, blamed, party_of, speakers, voices
from counterclaim.ledger import Actor, Kind, Report, Statement
from counterclaim.stages import Stage

Members = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    """One actor of the case, before it has an id."""

    key: Key
    name: str
    names: tuple[str, ...]
    kind: Kind
    side: str | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is known of the actors of a case from reports that are not looked at.

    Attributes:
        voices: what all reports of the case say of those that are not only described.
        sides: the sides of those that are only described.
    """

    voices: Mapping[Key, Voice]
    sides: frozenset[str]


def cast(draft: CaseDraft, elsewhere: Elsewhere | None = None) -> CaseDraft:
    """Return a draft with its actors.

    The actors of some reports of a case, with what is known from elsewhere, are those of the whole case under other
    ids; the ids are in the same order, by name, those of joint sources behind all others.
    """
    said = voices(draft.reports)
    if elsewhere:
        said.update((key, voice.copy()) for key, voice in elsewhere.voices.items())
    same = joined({k: v.names for k, v in said.items()}, {k: frozenset(v.sides) for k, v in said.items()})
    for key in sorted(same):
        said[same[key]].take_in(said.pop(key))
    _add_sides(said, same, elsewhere.sides if elsewhere else frozenset())
    people = sorted((_person(key, voice) for key, voice in said.items()), key=lambda one: (one.name.lower(), one.key))
    places = {one.key: place for place, one in enumerate(people, start=1)}
    places.update({key: places[other] for key, other in same.items()})
    joint = sorted({several for report in draft.reports for s in report.statements
                    if len(several := _several(places, report, s)) > 1})  # fmt: skip
    # Ids of one length are in one order as words and as numbers.
    width = len(str(len(people) + len(joint)))
    ids = {place: f"a{place:0{width}}" for place in range(1, len(people) + len(joint) + 1)}
    actors = [_actor(ids[places[one.key]], one) for one in people]
    cast_ = {actor.id: actor for actor in actors}
    members: dict[str, Members] = {actor.id: (actor.id,) for actor in actors}
    together: dict[tuple[int, ...], str] = {}
    for place, several in enumerate(joint, start=len(people) + 1):
        together[several] = ids[place]
        members[ids[place]] = tuple(ids[member] for member in several)
        cast_[ids[place]] = _joint(ids[place], [cast_[ids[member]] for member in several])

    def actor_of(report: Report, statement: Statement) -> str | None:
        several = _several(places, report, statement)
        return together.get(several) or (ids[several[0]] if several else None)

    reports = tuple(
        replace(report, statements=tuple(replace(s, actor=actor_of(report, s)) for s in report.statements))
        for report in draft.reports
    )
    names = {name for report in reports for statement in report.statements for name in blamed(statement)}
    sides = {one.key: places[key_of(one.side, "", "organisation")] if one.side else places[one.key] for one in people}
    direct = {ids[places[key]]: ids[side] for key, side in sides.items()}
    return replace(
        draft, reports=reports, actors=tuple(cast_.values()), cast=cast_, members=members,
        parties={name: ids[places[key_of(name, "", "organisation")]] for name in sorted(names)},
        represented={**_represented(direct), **{j: j for j in together.values()}},
    )  # fmt: skip


def _several(places: Mapping[Key, int], report: Report, statement: Statement) -> tuple[int, ...]:
    """Return those who speak, each once, by their places among the actors."""
    return tuple(dict.fromkeys(places[key_of(name, report.id, statement.kind)] for name, _ in speakers(statement)))


def _add_sides(said: dict[Key, Voice], same: Mapping[Key, Key], elsewhere: Iterable[str]) -> None:
    """Add those on whose behalf somebody speaks, and those on whose behalf they speak in turn."""
    noted: set[str] = set()
    sides = {*elsewhere, *(side for key, voice in said.items() if (side := side_of(key, voice)))}
    while new := sorted(sides - noted):
        noted.update(new)
        for side in new:
            key = key_of(side, "", "organisation")
            key = same.get(key, key)
            voice = said.setdefault(key, Voice())
            voice.note(side, "organisation", None)
            if further := side_of(key, voice):
                sides.add(further)


def side_of(key: Key, voice: Voice) -> str | None:
    """Return on whose behalf an actor speaks: what the table of parties says, or what most statements say."""
    party = party_of(key, voice)
    if party and party.side:
        return party.side
    return max(voice.sides, key=lambda side: (voice.sides[side], side), default=None)


def _person(key: Key, voice: Voice) -> _Person:
    party = party_of(key, voice)
    return _Person(
        key=key,
        name=party.name if party else max(voice.names, key=lambda n: (len(n.split()), voice.names[n], n)),
        names=tuple(sorted({*voice.names, *voice.spelt})),
        kind=party.kind if party else max(voice.kinds, key=lambda kind: (voice.kinds[kind], kind)),
        side=side_of(key, voice),
    )


def _actor(identity: str, one: _Person) -> Actor:
    return Actor(id=identity, name=one.name, names=one.names, kind=one.kind, side=one.side)


def _joint(identity: str, several: list[Actor]) -> Actor:
    """Return those who speak together as one more actor."""
    name = JOINT.join(actor.name for actor in several)
    sides = list(dict.fromkeys(actor.side for actor in several))
    side = JOINT.join(filter(None, sides)) if all(sides) else None
    return Actor(id=identity, name=name, names=(name,), kind="group", side=side)


def _represented(direct: Mapping[str, str]) -> dict[str, str]:
    """Return on whose behalf each actor speaks in the end: a spokesman's ministry speaks for its government."""
    last = {}
    for actor in direct:
        at, seen = actor, {actor}
        while direct[at] not in seen:
            at = direct[at]
            seen.add(at)
        last[actor] = at if direct[at] == at else min(seen)  # sides that name each other are one
    return last


STAGE: Stage[CaseDraft] = Stage(
    "actors.v2", requires=("reports",), assigns=("actors", "cast", "members", "represented", "parties"), run=cast
)

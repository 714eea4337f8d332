"""Who is who: which of those who speak or are blamed are one, what they are called, and on whose side they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.events.identity import Key, joined, key_of
from counterclaim.events.voices import Voice, party_of
from counterclaim.ledger import Kind


@dataclass(frozen=True, slots=True)
class Person:
    """One actor of a case, a person or a body, before it has an id."""

    key: Key
    name: str
    names: tuple[str, ...]
    kind: Kind
    side: str | None

    @property
    def behind(self) -> Key | None:
        """The key of the actor on whose behalf it speaks; None where it speaks for itself."""
        return key_of(self.side, "", "organisation") if self.side else None


@dataclass(frozen=True, slots=True)
class People:
    """All actors of a case, by name, and the place among them of each that the reports speak of."""

    all: tuple[Person, ...]
    places: Mapping[Key, int]

    def around(self, keys: Iterable[Key]) -> list[Person]:
        """Return some actors with those on whose behalf they speak, and these in turn, by name."""
        found: set[int] = set()
        ahead = list(keys)
        while ahead:
            place = self.places[ahead.pop()]
            if place not in found:
                found.add(place)
                behind = self.all[place].behind
                ahead += [behind] if behind else []
        return [self.all[place] for place in sorted(found)]


def people(voices: Mapping[Key, Voice], sides: Iterable[str] = ()) -> People:
    """Tell who is who.

    Args:
        voices: what the reports say of each that speaks or is blamed.
        sides: those on whose behalf others speak whom ``voices`` leaves out.
    """
    said = dict(voices)
    same = joined({k: v.names for k, v in said.items()}, {k: frozenset(v.sides) for k, v in said.items()})
    for key in same.keys() | same.values():
        said[key] = said[key].copy()
    for key in sorted(same):
        said[same[key]].take_in(said.pop(key))
    _add_sides(said, same, sides)
    every = sorted((_person(key, voice) for key, voice in said.items()), key=lambda one: (one.name.lower(), one.key))
    places = {one.key: place for place, one in enumerate(every)}
    return People(tuple(every), {**places, **{key: places[other] for key, other in same.items()}})


def _add_sides(said: dict[Key, Voice], same: Mapping[Key, Key], elsewhere: Iterable[str]) -> None:
    """Add those on whose behalf somebody speaks, and those on whose behalf they speak in turn."""
    noted: set[str] = set()
    sides = {*elsewhere, *(side for key, voice in said.items() if (side := side_of(key, voice)))}
    while new := sorted(sides - noted):
        noted.update(new)
        for side in new:
            key = key_of(side, "", "organisation")
            key = same.get(key, key)
            voice = said[key] = said[key].copy() if key in said else Voice()
            voice.note(side, "organisation", None)
            if further := side_of(key, voice):
                sides.add(further)


def side_of(key: Key, voice: Voice) -> str | None:
    """Return on whose behalf an actor speaks: what the table of parties says, or what most statements say."""
    party = party_of(key, voice)
    if party and party.side:
        return party.side
    return max(voice.sides, key=lambda side: (voice.sides[side], side), default=None)


def _person(key: Key, voice: Voice) -> Person:
    party = party_of(key, voice)
    return Person(
        key=key,
        name=party.name if party else max(voice.names, key=lambda n: (len(n.split()), voice.names[n], n)),
        names=tuple(sorted({*voice.names, *voice.spelt})),
        kind=party.kind if party else max(voice.kinds, key=lambda kind: (voice.kinds[kind], kind)),
        side=side_of(key, voice),
    )

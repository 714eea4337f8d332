"""What is known of a case so far: the record that flows through the stages that join reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.ledger import Account, Actor, Figure, Incident, Point, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """The reports of a case and what they add up to; each stage returns a copy with more fields set.

    Attributes:
        reports: ordered by id, so that nothing depends on the order in which they came.
        members: for each actor that speaks, the actors it is made of: itself, or the members of a joint source.
        alike: for an incident and an actor described in words that may mean another actor there ("a monitor"), that
            other actor; the two are not counted twice.
        represented: for each actor, the actor on whose behalf it speaks; itself where that is nobody else.
    """

    program: str = ""
    reports: tuple[Report, ...] = ()
    actors: tuple[Actor, ...] = ()
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    represented: Mapping[str, str] = field(default_factory=dict)
    alike: Mapping[tuple[str, str], str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    incidents: tuple[Incident, ...] = ()
    figures: tuple[Figure, ...] = ()
    points: tuple[Point, ...] = ()
    accounts: tuple[Account, ...] = ()

    def actor(self, identity: str) -> Actor:
        """Return the actor with this id."""
        return self._by_id[identity]

    @property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

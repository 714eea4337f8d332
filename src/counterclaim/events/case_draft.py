"""What is known of a case so far: the record that flows through the stages that join reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.findings import Copy, Estimate, Reply
from counterclaim.ledger import Account, Actor, Claim, Figure, Incident, Point, Report, Statement

Told = tuple[Report, Statement, Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """The reports of a case and what they add up to; each stage returns a copy with more fields set.

    Attributes:
        reports: ordered by id, so that nothing depends on the order in which they came.
        members: for each actor that speaks, the actors it is made of: itself, or the members of a joint source.
        alike: for an incident and an actor described in words that may mean another actor there ("a monitor"), that
            other actor; the two are not counted twice.
        copies: for an incident and a statement on it whose words stand in another report as well, the first such
            statement.
        told: for each incident, the claims about it with their statements and reports, in reading order.
        accusers: for each incident, the pairs (accuser, accused) of originators.
        parties: for each name of a party that claims use, the actor.
        represented: for each actor, the actor on whose behalf it speaks; itself where that is nobody else.
    """

    program: str = ""
    reports: tuple[Report, ...] = ()
    actors: tuple[Actor, ...] = ()
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    represented: Mapping[str, str] = field(default_factory=dict)
    alike: Mapping[tuple[str, str], str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[tuple[str, str], str] = field(default_factory=dict)
    told: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    accusers: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    cast: Mapping[str, Actor] = field(default_factory=dict)
    incidents: tuple[Incident, ...] = ()
    figures: tuple[Figure, ...] = ()
    points: tuple[Point, ...] = ()
    accounts: tuple[Account, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    replies: tuple[Reply, ...] = ()
    passages: tuple[Copy, ...] = ()

    def actor(self, identity: str) -> Actor:
        """Return the actor with this id."""
        return self.cast[identity]

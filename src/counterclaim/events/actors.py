"""The actors of a case: every name of a speaker or a blamed party leads to one of them, each of them to its side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.identity import Key, key_of
from counterclaim.events.people import People, Person, people
from counterclaim.events.voices import JOINT, Voice, blamed, speakers, voices
from counterclaim.ledger import Actor, Report, Statement
from counterclaim.stages import Stage


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What all reports of a case say of its actors, where only some of its reports are looked at.

    Attributes:
        voices: of those that are not only described.
        sides: on whose behalf those speak that are only described.
    """

    voices: Mapping[Key, Voice]
    sides: frozenset[str]


def cast(draft: CaseDraft, elsewhere: Elsewhere | None = None) -> CaseDraft:
    """Return a draft with its actors.

    The actors of some reports of a case, with what is said elsewhere, are those of the whole case under other ids; the
    ids are in the same order, by name, those of joint sources behind all others.
    """
    said = voices(draft.reports)
    who = people({**said, **elsewhere.voices}, elsewhere.sides) if elsewhere else people(said)
    joint = sorted({several for report in draft.reports for s in report.statements
                    if len(several := _several(who, report, s)) > 1})  # fmt: skip
    ids = _ids(len(who.all) + len(joint))
    cast_ = {identity: _actor(identity, one) for identity, one in zip(ids, who.all, strict=False)}
    members: dict[str, tuple[str, ...]] = {identity: (identity,) for identity in cast_}
    together = dict(zip(joint, ids[len(who.all) :], strict=True))
    for several, identity in together.items():
        members[identity] = tuple(ids[place] for place in several)
        cast_[identity] = _joint(identity, [cast_[member] for member in members[identity]])

    def actor_of(report: Report, statement: Statement) -> str | None:
        several = _several(who, report, statement)
        return together.get(several) or (ids[several[0]] if several else None)

    reports = tuple(
        replace(report, statements=tuple(replace(s, actor=actor_of(report, s)) for s in report.statements))
        for report in draft.reports
    )
    names = {name for report in reports for statement in report.statements for name in blamed(statement)}
    direct = {ids[place]: ids[who.places[one.behind or one.key]] for place, one in enumerate(who.all)}
    return replace(
        draft, reports=reports, actors=tuple(cast_.values()), cast=cast_, members=members,
        parties={name: ids[who.places[key_of(name, "", "organisation")]] for name in sorted(names)},
        represented={**_represented(direct), **{j: j for j in together.values()}},
    )  # fmt: skip


def _ids(number: int) -> list[str]:
    """Return ids of one length, so that they are in one order as words and as numbers."""
    return [f"a{n:0{len(str(number))}}" for n in range(1, number + 1)]


def _several(who: People, report: Report, statement: Statement) -> tuple[int, ...]:
    """Return those who speak, each once, by their places among the people."""
    return tuple(dict.fromkeys(who.places[key_of(name, report.id, statement.kind)] for name, _ in speakers(statement)))


def _actor(identity: str, one: Person) -> Actor:
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
    "actors.v3", requires=("reports",), assigns=("actors", "cast", "members", "represented", "parties"), run=cast
)

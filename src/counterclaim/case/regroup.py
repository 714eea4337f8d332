"""Decisions on actors and incidents, applied between the stages that find them and those that build on them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from counterclaim.case import anchors
from counterclaim.case.anchors import Held
from counterclaim.case.decisions import Decision, Outcome
from counterclaim.events.case_draft import CaseDraft, Told
from counterclaim.events.voices import speakers
from counterclaim.ledger import Actor, Incident, Report

ON_ACTORS = {"merge actors", "split actor"}
ON_INCIDENTS = {"merge incidents", "split incident"}
ON_GROUPS = ON_ACTORS | ON_INCIDENTS

Regrouped = tuple[CaseDraft, Outcome]


def actor_value(actor: Actor, spoken_in: Iterable[Held]) -> dict[str, Any]:
    """Return what holds on to an actor: its names, and where it has no name of its own, the reports it speaks in."""
    places = sorted({h.location for h in spoken_in}) if actor.kind == "unnamed" else []
    return {"name": actor.name, "names": list(actor.names), "kind": actor.kind, "locations": places}


def regroup_actors(draft: CaseDraft, held: Iterable[Held], decision: Decision) -> Regrouped:
    """Apply one decision on actors."""
    located = {h.report.id: h.location for h in held}
    if decision.action == "split actor":
        return _split_actor(draft, located, decision)
    found = [_actor(draft, located, value) for value in decision.body["actors"]]
    ids = list(dict.fromkeys(actor.id for actor in found if actor))
    if None in found:
        missing = decision.body["actors"][found.index(None)]["name"]
        return draft, Outcome(decision=decision, state="unplaced", detail=f"no actor is called “{missing}” any longer")
    if len(ids) < 2:
        return draft, Outcome(decision=decision, state="agrees", detail="the program takes them for one as well")
    return _merged(draft, ids, decision.body.get("name")), Outcome(decision=decision, state="applied")


def _actor(draft: CaseDraft, located: Mapping[str, str], value: Mapping[str, Any]) -> Actor | None:
    """Return the actor that a decision is about: the one with its name, and of several the one with most names."""
    named = [a for a in draft.actors if a.name == value["name"]]
    named = named or [a for a in draft.actors if value["name"] in a.names]
    if value["locations"]:
        speaking = {s.actor for r in draft.reports if located.get(r.id) in value["locations"] for s in r.statements}
        named = [a for a in named if a.id in speaking]
    return max(named, key=lambda a: len(set(a.names) & set(value["names"])), default=None)


def _merged(draft: CaseDraft, ids: list[str], name: str | None) -> CaseDraft:
    """Let several actors be the first of them."""
    keep, into = ids[0], dict.fromkeys(ids[1:], ids[0])
    all_of = [draft.actor(i) for i in ids]
    one = replace(
        all_of[0], name=name or all_of[0].name, side=next((a.side for a in all_of if a.side), None),
        names=tuple(sorted({n for a in all_of for n in a.names} | ({name} if name else set()))),
    )  # fmt: skip
    actors = tuple(one if a.id == keep else a for a in draft.actors if a.id not in into)
    represented = {a: into.get(on, on) for a, on in draft.represented.items() if a not in into}
    if represented[keep] == keep:
        behalf = (into.get(draft.represented[i], draft.represented[i]) for i in ids)
        represented[keep] = next((b for b in behalf if b != keep), keep)
    represented = {a: represented[on] if on == keep else on for a, on in represented.items()}
    members = {a: tuple(dict.fromkeys(into.get(m, m) for m in of)) for a, of in draft.members.items() if a not in into}
    return replace(
        draft, actors=actors, members=members, represented=represented,
        parties={n: into.get(a, a) for n, a in draft.parties.items()}, cast={a.id: a for a in actors},
        reports=_with_actors(draft.reports, into),
    )  # fmt: skip


def _with_actors(reports: Iterable[Report], into: Mapping[str, str]) -> tuple[Report, ...]:
    return tuple(
        replace(r, statements=tuple(replace(s, actor=into.get(s.actor or "", s.actor)) for s in r.statements))
        for r in reports
    )


def _split_actor(draft: CaseDraft, located: Mapping[str, str], decision: Decision) -> Regrouped:
    """Take the statements of one name, in some reports or in all, from an actor, and give them to a new one."""
    old = _actor(draft, located, decision.body["actor"])
    spelt, places = decision.body["spelt"], decision.body["locations"]
    taken = {
        s.id for r in draft.reports if not places or located.get(r.id) in places for s in r.statements
        if old and s.actor == old.id and [name for name, _ in speakers(s)] == [spelt]
    }  # fmt: skip
    if old is None or not taken:
        detail = f"“{spelt}” is not called “{decision.body['actor']['name']}” there"
        return draft, Outcome(decision=decision, state="agrees" if old else "unplaced", detail=detail)
    side = decision.body.get("side")
    new = Actor(id=_next("a", [a.id for a in draft.actors]), name=decision.body["as"], names=(spelt,), kind=old.kind,
                side=side)  # fmt: skip
    behalf = next((a.id for a in draft.actors if side and side in (a.name, *a.names)), new.id)
    reports = tuple(
        replace(r, statements=tuple(replace(s, actor=new.id) if s.id in taken else s for s in r.statements))
        for r in draft.reports
    )
    actors = (*draft.actors, new)
    return replace(
        draft, reports=reports, actors=actors, cast={a.id: a for a in actors},
        members={**draft.members, new.id: (new.id,)}, represented={**draft.represented, new.id: behalf},
    ), Outcome(decision=decision, state="applied")  # fmt: skip


def _next(letter: str, ids: Iterable[str]) -> str:
    return f"{letter}{max((int(i[1:]) for i in ids), default=0) + 1}"


def event_value(held: Held, about: str | None) -> dict[str, Any]:
    """Return what holds on to an incident: a report, and by which name it tells of it (None: its own event)."""
    return {"sha256": held.sha256, "location": held.location, "member": held.member, "about": about}


def regroup_incidents(draft: CaseDraft, held: Iterable[Held], decision: Decision) -> Regrouped:
    """Apply one decision on incidents."""
    among = list(held)
    events = [_event(draft, among, value) for value in decision.body["events"]]
    ids = list(dict.fromkeys(incident for _, _, incident in events if incident))
    if not all(incident for _, _, incident in events):
        return draft, Outcome(decision=decision, state="unplaced", detail="a report no longer tells of the event")
    if decision.action == "merge incidents":
        if len(ids) < 2:
            return draft, Outcome(decision=decision, state="agrees", detail="the program takes them for one as well")
        return _merge_incidents(draft, ids, decision.body.get("name")), Outcome(decision=decision, state="applied")
    told = {(r.id, c.about) for r in draft.reports for s in r.statements for c in s.claims if c.incident in ids}
    apart = {(report, about) for report, about, _ in events}
    if told == apart and len(ids) == 1:
        return draft, Outcome(decision=decision, state="agrees", detail="the program keeps them apart as well")
    return _split_incident(draft, apart, decision), Outcome(decision=decision, state="applied")


def _event(draft: CaseDraft, held: list[Held], value: Mapping[str, Any]) -> tuple[str, str | None, str | None]:
    anchored = anchors.Anchor(sha256=value["sha256"], location=value["location"], member=value["member"],
                              content=(), words=())  # fmt: skip
    at = anchors.place(anchored, held)
    report = next((r for r in draft.reports if at and r.id == at.report.id), None)
    claims = (c for s in (report.statements if report else ()) for c in s.claims if c.about == value["about"])
    return (at.report.id if at else "", value["about"], next((c.incident for c in claims), None))


def _merge_incidents(draft: CaseDraft, ids: list[str], name: str | None) -> CaseDraft:
    into = dict.fromkeys(ids[1:], ids[0])
    of = {i.id: i for i in draft.incidents}
    all_of = [of[i] for i in ids]
    first = all_of[0]
    placed = next((i for i in all_of if i.place), first)
    one = replace(
        first, name=name or first.name, date=next((i.date for i in all_of if i.date), None), place=placed.place,
        country=placed.country, latitude=placed.latitude, longitude=placed.longitude,
        background=all(i.background for i in all_of), reports=tuple(sorted({r for i in all_of for r in i.reports})),
    )  # fmt: skip
    incidents = tuple(one if i.id == first.id else i for i in draft.incidents if i.id not in into)
    moved = {(r.id, c.about): into.get(c.incident or "", c.incident)
             for r in draft.reports for s in r.statements for c in s.claims}  # fmt: skip
    return _placed(draft, incidents, moved)


def _split_incident(draft: CaseDraft, apart: set[tuple[str, str | None]], decision: Decision) -> CaseDraft:
    """Let what some reports tell of be an incident of its own."""
    mine = [r for r in draft.reports if (r.id, None) in apart]
    main = next((r.main for r in mine if r.main), None)
    new = Incident(
        id=_next("i", [i.id for i in draft.incidents]), name=decision.body["name"], date=main.date if main else None,
        place=main.place if main else None, country=main.country if main else None,
        latitude=main.latitude if main else None, longitude=main.longitude if main else None,
        background=not mine, reports=tuple(sorted({report for report, _ in apart})),
    )  # fmt: skip
    moved = {(r.id, c.about): new.id if (r.id, c.about) in apart else c.incident
             for r in draft.reports for s in r.statements for c in s.claims}  # fmt: skip
    left: dict[str, set[str]] = defaultdict(set)
    for (report, _), incident in moved.items():
        left[incident or ""].add(report)
    rest = (replace(i, reports=tuple(sorted(left[i.id]))) for i in draft.incidents if left[i.id])
    return _placed(draft, (*rest, new), moved)


def _placed(draft: CaseDraft, incidents: tuple[Incident, ...],
            moved: Mapping[tuple[str, str | None], str | None]) -> CaseDraft:  # fmt: skip
    reports = tuple(
        replace(r, statements=tuple(
            replace(s, claims=tuple(replace(c, incident=moved[r.id, c.about]) for c in s.claims))
            for s in r.statements))
        for r in draft.reports
    )  # fmt: skip
    told: dict[str, list[Told]] = defaultdict(list)
    for report in reports:
        for statement in report.statements:
            for claim in statement.claims:
                told[claim.incident or ""].append((report, statement, claim))
    return replace(draft, reports=reports, incidents=incidents, told={i: tuple(t) for i, t in told.items()})

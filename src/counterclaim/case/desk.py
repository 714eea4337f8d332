"""From what a person names (a statement's id, an actor's name, an incident) to the body of a decision.

What is named is looked up in the ledger that the person sees; what the decision holds on to outlasts ids, which may
change with the next report.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim.case import anchors, regroup
from counterclaim.case.anchors import Held
from counterclaim.case.decisions import GRADES, statement_value
from counterclaim.case.view import View
from counterclaim.errors import UsageError
from counterclaim.events.identity import key_of
from counterclaim.events.voices import is_local
from counterclaim.ledger import KINDS, Actor, Incident, Value

Body = dict[str, Any]


def _on_statement(view: View, identity: str, after: Mapping[str, Any]) -> Body:
    held, statement = view.statement(identity)
    before = statement_value(view.read(held, statement))
    return {"statement": anchors.anchor(held, statement).to_value(), "before": before, "after": dict(after)}


def set_speaker(view: View, identity: str, name: str, kind: str | None, side: str | None) -> Body:
    """Decide who says a statement.

    Kind and side, where they are not given, are those of the actor of this name. Words that only describe somebody
    ("a doctor") are somebody else in each report, and tell nothing of a side.

    Raises:
        UsageError: there is no such statement, or no such kind.
    """
    if not name.strip():
        raise UsageError("the speaker has no name", where=identity, remedy="Give a name, or clear the speaker")
    if kind is not None and kind not in KINDS:
        raise UsageError("there is no such kind of speaker", where=kind, remedy=f"Give one of {', '.join(KINDS)}")
    is_described = is_local(key_of(name, identity, "organisation"))
    known = None if kind and side else view.known(name)
    usual = "unnamed" if is_described else "person"
    after = {"speaker": name, "kind": kind or (known.kind if known else usual),
             "side": side or (known.side if known else None)}  # fmt: skip
    return _on_statement(view, identity, after)


def clear_speaker(view: View, identity: str) -> Body:
    """Decide that a report does not tell who says a statement."""
    return _on_statement(view, identity, {"speaker": None, "kind": "unresolved", "side": None})


def reject(view: View, identity: str) -> Body:
    """Decide that this is no statement."""
    return _on_statement(view, identity, {})


def on_claim(view: View, identity: str, values: Mapping[str, Value] | None, polarity: str | None) -> Body:
    """Decide what a claim says; ``values`` None removes it.

    Args:
        identity: the id of a statement, a point, and the number of the claim in it ("report-02/s7.1").
        values: the fields that were read wrongly, with what they should be.

    Raises:
        UsageError: there is no such claim, its type has no such field, or nothing is corrected.
    """
    name, _, number = identity.rpartition(".")
    held, statement = view.statement(name if number.isdigit() else identity)
    place = int(number) - 1 if number.isdigit() else 0
    if not 0 <= place < len(statement.claims):
        remedy = f"The statement has {len(statement.claims)} claims, counted from 1"
        raise UsageError("there is no such claim", where=identity, remedy=remedy)
    claim = statement.claims[place]
    if values is not None:
        fields = [k for k, _ in claim.values]
        if unknown := [k for k in values if k not in fields]:
            remedy = f"A claim of type {claim.type} has the fields {', '.join(fields)}"
            raise UsageError(f"there is no field {unknown[0]}", where=identity, remedy=remedy)
        if not values and polarity in (None, claim.polarity):
            raise UsageError("nothing is corrected", where=identity, remedy="Give FIELD=VALUE, or a polarity")
    # What is held on to is the claim as it is read; one that was corrected before is known by its place.
    read = view.read(held, statement)
    basis = read if len(read.claims) == len(statement.claims) else statement
    after = {} if values is None else {"values": dict(values), "polarity": polarity or claim.polarity}
    return {"statement": anchors.anchor(held, statement).to_value(), "before": statement_value(basis),
            "claim": place, "after": after}  # fmt: skip


def merge_actors(view: View, names: Sequence[str], name: str | None) -> Body:
    """Decide that several actors are one: the first, unless a name is given.

    Raises:
        UsageError: one is not in the case, or they are one already.
    """
    actors = list({a.id: a for a in map(view.actor, names)}.values())
    if len(actors) < 2:
        raise UsageError("this is one actor already", where=" and ".join(names), remedy="Give two actors")
    return {"actors": [regroup.actor_value(a, _speaks_in(view, a)) for a in actors], "name": name}


def split_actor(view: View, actor: str, spelt: str, new: str, side: str | None, reports: Sequence[str]) -> Body:
    """Decide that what one actor is called in some reports, or in all, is somebody else.

    Args:
        spelt: the speaker's name in the statements that are somebody else's.
        new: the name of that somebody.
        reports: ids of the reports in which it is so; all if empty.
    """
    one = view.actor(actor)
    if spelt not in {one.name, *one.names}:
        known = ", ".join(one.names)
        raise UsageError("the actor is not called so", where=spelt, remedy=f"It is called {known}")
    places = [view.report(r).location for r in reports]
    return {"actor": regroup.actor_value(one, _speaks_in(view, one)), "spelt": spelt, "as": new, "side": side,
            "locations": places}  # fmt: skip


def _speaks_in(view: View, actor: Actor) -> list[Held]:
    reports = {r.id for r, s in view.ledger.statements() if s.actor == actor.id}
    return [h for h in view.held if h.report.id in reports]


def merge_incidents(view: View, names: Sequence[str], name: str | None) -> Body:
    """Decide that several incidents are one: the first, unless a name is given.

    Raises:
        UsageError: one is not in the case, or they are one already.
    """
    incidents = list({i.id: i for i in map(view.incident, names)}.values())
    if len(incidents) < 2:
        raise UsageError("this is one incident already", where=" and ".join(names), remedy="Give two incidents")
    return {"events": [_events_of(view, i)[0] for i in incidents], "name": name}


def split_incident(view: View, incident: str, reports: Sequence[str], name: str) -> Body:
    """Decide that some reports tell of another event than the rest of an incident's.

    Raises:
        UsageError: the incident or a report is not there, or the report does not tell of it.
    """
    one = view.incident(incident)
    wanted = [view.report(r) for r in reports]
    events = [e for e in _events_of(view, one) if e["location"] in {h.location for h in wanted}]
    telling = {e["location"] for e in events}
    for held in wanted:
        if held.location not in telling:
            remedy = f"Reports that do: {', '.join(one.reports)}"
            raise UsageError("the report does not tell of this incident", where=held.report.id, remedy=remedy)
    if not events:
        raise UsageError("no report was named", where=incident, remedy="Name the reports that tell of another event")
    return {"events": events, "name": name}


def _events_of(view: View, incident: Incident) -> list[dict[str, Any]]:
    """Return the tellings of an incident, those by reports that are mainly about it first."""
    told = {(r.id, c.about) for r, s in view.ledger.statements() for c in s.claims if c.incident == incident.id}
    ordered = sorted(told, key=lambda pair: (pair[1] is not None, pair[0], pair[1] or ""))
    return [regroup.event_value(view.report(report), about) for report, about in ordered]


def grade(view: View, source: str, letter: str) -> Body:
    """Decide how reliable a source is, by the Admiralty code; the source is an actor, or a publisher of reports.

    Raises:
        UsageError: there is no such source or no such letter.
    """
    if letter.upper() not in GRADES:
        remedy = "; ".join(f"{k} {words}" for k, words in GRADES.items())
        raise UsageError("there is no such grade", where=letter, remedy=remedy)
    name = source if source in view.publishers else view.actor(source).name
    return {"source": name, "grade": letter.upper()}


def note(view: View, about: str, words: str) -> Body:
    """Write down something about a statement, a report, an actor, an incident, or the case as a whole ("case").

    Raises:
        UsageError: there is nothing of this name, or nothing is written.
    """
    if not words.strip():
        raise UsageError("the note is empty", where=about, remedy="Write something")
    if about == "case":
        return {"about": "case", "words": words}
    if found := view.find_statement(about):
        return {"about": about, "words": words, "statement": anchors.anchor(*found).to_value()}
    if held := view.find_report(about):
        return {"about": about, "words": words, "sha256": held.sha256, "location": held.location}
    if any(about in (i.id, i.name) for i in view.ledger.incidents):
        return {
            "about": view.incident(about).name,
            "words": words,
            "events": _events_of(view, view.incident(about))[:1],
        }
    return {"about": view.actor(about).name, "words": words}

"""What a person sees of a case when deciding: what is named is looked up here.

A statement is read with its report alone, so that deciding on one takes no longer in a large case; actors and incidents
are those of the whole ledger.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property

from counterclaim.case import assessing, decisions, naming, overview, regroup, review, reviewed, shown, standing, state
from counterclaim.case.anchors import Held
from counterclaim.case.decisions import Decision
from counterclaim.case.state import Head
from counterclaim.case.store import Store
from counterclaim.errors import CaseError, UsageError
from counterclaim.events.people import People, Person, people
from counterclaim.events.voices import JOINT, is_local, voices
from counterclaim.ledger import Actor, Incident, Ledger, Statement

# So many names are suggested where one is not found.
MOST_NEAR = 3


# Somebody of whom the case tells the kind and the side.
Known = Actor | Person


class View:
    """A case as it stands, with all decisions in force."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _decided(self) -> list[Decision]:
        with self._store.read() as connection:
            return decisions.load(connection)

    @cached_property
    def _heads(self) -> dict[str, Head]:
        with self._store.read() as connection:
            return {head.report: head for head in state.heads(connection)}

    @cached_property
    def held(self) -> list[Held]:
        """All reports, as the program reads them."""
        with self._store.read() as connection:
            return state.held(connection)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of the whole case."""
        return assessing.assess(self.held, self._decided)[0]

    @cached_property
    def publishers(self) -> set[str]:
        """All who published a report."""
        with self._store.read() as connection:
            shown_of = state.shown(connection)
        named = (shown_of[head.capture]["publisher"] for head in self._heads.values())
        return {naming.as_stored(publisher) for publisher in named if publisher}

    # ---- a statement, a report

    def statement(self, identity: str) -> tuple[Held, Statement]:
        """Return the statement with this id, as it stands, with its report as it was read.

        Raises:
            UsageError: there is none.
        """
        if found := self.find_statement(identity):
            return found
        report, _, number = identity.rpartition("/")
        near = [report] if report in self._heads else _near(report, self._heads)
        raise _nothing("statement", f"{report}/{number}", (s.id for one in near for s in self._statements(one)))

    def find_statement(self, identity: str) -> tuple[Held, Statement] | None:
        """Return the statement with this id, as it stands, with its report as it was read; None if there is none."""
        report = identity.rpartition("/")[0]
        found = next((s for s in self._statements(report) if s.id == identity), None)
        return (self.report(report), found) if found else None

    def read(self, held: Held, statement: Statement) -> Statement:
        """Return how the program itself reads a statement; the statement where it reads none there."""
        return next((s for s in held.report.statements if s.content == statement.content), statement)

    def report(self, identity: str) -> Held:
        """Return the report with this id.

        Raises:
            UsageError: there is none.
        """
        found = self.find_report(identity)
        if found is None:
            raise _nothing("report", identity, self._heads)
        return found

    def find_report(self, identity: str) -> Held | None:
        """Return the report with this id; None if there is none."""
        head = self._heads.get(identity)
        if head is None:
            return None
        with self._store.read() as connection:
            ((_, report),) = state.read(connection, {head.reading: head})
        return Held(report=report, sha256=head.sha256, location=head.location, member=head.member)

    def _statements(self, report: str) -> tuple[Statement, ...]:
        """Return the statements of a report with the decisions on them; none if there is no such report."""
        held = self.find_report(report)
        if held is None:
            return ()
        touched = reviewed.placed(self._heads.values(), decisions.in_force(self._decided))
        (now,), _ = review.apply([held], touched.get(self._heads[report].capture, ()))
        return now.statements

    # ---- actors, incidents

    def known(self, name: str) -> Known | None:
        """Return the actor with this name, of those who have one or are the same in all reports; the first of several.

        Only where decisions on actors or incidents are in force, the whole case is assessed to tell.
        """
        return next((one for one in self._known if name == one.name or name in one.names), None)

    @cached_property
    def _known(self) -> Sequence[Known]:
        valid = decisions.in_force(self._decided)
        if any(decision.action in regroup.ON_GROUPS for decision in valid):
            read = people(voices(review.apply(self.held, valid)[0])).all
            local = {(one.name, one.kind) for one in read if is_local(one.key)}
            alone = (actor for actor in self.ledger.actors if JOINT not in actor.name)
            return [actor for actor in alone if (actor.name, actor.kind) not in local]
        who = self._looked_through() if shown.is_revised(self._store, valid) else None
        who = who or people(voices(review.apply(self.held, valid)[0]))
        return [one for one in who.all if not is_local(one.key)]

    def _looked_through(self) -> People | None:
        """Return who is who by what is kept of a large case; None where that takes as long as reading all of it."""
        try:
            if not standing.bring_up_to_date(self._store, only_little=True):
                return None
        except CaseError:
            return None
        with self._store.read() as connection:
            return overview.who(connection)

    def actor(self, name: str) -> Actor:
        """Return the actor with this id or name.

        Raises:
            UsageError: there is none, or there are several with this name.
        """
        by_id = [a for a in self.ledger.actors if a.id == name]
        found = by_id or [a for a in self.ledger.actors if a.name == name]
        found = found or [a for a in self.ledger.actors if name in a.names]
        if len(found) > 1:
            ids = ", ".join(a.id for a in found)
            raise UsageError(f"several actors are called so ({ids})", where=name, remedy="Give the id of the one meant")
        if not found:
            raise _nothing("actor", name, (n for a in self.ledger.actors for n in (a.name, *a.names)))
        return found[0]

    def incident(self, name: str) -> Incident:
        """Return the incident with this id or name.

        Raises:
            UsageError: there is none, or there are several with this name.
        """
        found = [i for i in self.ledger.incidents if name in (i.id, i.name)]
        if len(found) > 1:
            ids = ", ".join(i.id for i in found)
            raise UsageError(f"several incidents are called so ({ids})", where=name, remedy="Give the id")
        if not found:
            raise _nothing("incident", name, (n for i in self.ledger.incidents for n in (i.id, i.name)))
        return found[0]


_LISTED = {
    "actor": "counterclaim review names CASE lists them",
    "incident": "counterclaim review names CASE lists them",
    "report": "counterclaim list CASE lists them",
    "statement": "counterclaim search CASE WORDS --in statement finds it",
}


def _near(name: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(name, sorted(set(known)), n=MOST_NEAR, cutoff=0.5)


def _nothing(what: str, name: str, known: Iterable[str]) -> UsageError:
    near = _near(name, known)
    remedy = f"Perhaps {' or '.join(near)} is meant" if near else _LISTED[what]
    return UsageError(f"the case has no such {what}", where=name, remedy=remedy)

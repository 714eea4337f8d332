"""The points of an incident and the accounts that its positions make up, with names for ids."""

from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.dossier.index import Index, Quote, anchor
from counterclaim.findings import Conflict, Grade
from counterclaim.ledger import STATUSES, Point, Position

OUTCOMES = {"+": "held", "-": "denied"}


@dataclass(frozen=True, slots=True)
class Held:
    """One position with those on whose word it rests."""

    outcome: str
    answer: str
    originators: tuple[str, ...]
    relays: tuple[str, ...]
    reports: tuple[str, ...]
    quotes: tuple[Quote, ...]
    agreeing: tuple[tuple[str, str], ...] = ()
    conceding: tuple[str, ...] = ()
    credibility: Grade | None = None

    @property
    def rests_on(self) -> str:
        """Say in words how many stand behind it: originators, never outlets."""
        if not self.originators:
            own = bool(self.quotes) and all(quote.own for quote in self.quotes)
            return "nobody named: said in the reports’ own voice" if own else "no originator identified"
        return wording.count(len(self.originators), "originator")


@dataclass(frozen=True, slots=True)
class Against:
    """Two answers of which only one can be true, each with those who stand by it."""

    first: str
    first_by: tuple[str, ...]
    second: str
    second_by: tuple[str, ...]
    note: str
    decides: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the positions taken on it."""

    anchor: str
    question: str
    reason: str
    positions: tuple[Held, ...]
    conflicts: tuple[Against, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The points of one status."""

    status: str
    title: str
    meaning: str
    points: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One account, with names for ids."""

    anchor: str
    title: str
    holders: tuple[str, ...]
    opponents: tuple[str, ...]
    points: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    motives: tuple[str, ...] = ()
    conceding: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str, str, str], ...] = ()


def headings(index: Index, incident: str) -> list[Heading]:
    """Return the points of an incident by status, in the order of the statuses."""
    points = [point for point in index.ledger.points if point.incident == incident]
    return [
        Heading(status, wording.STATUS_TITLES[status], wording.STATUS_MEANINGS[status], tuple(found))
        for status in STATUSES
        if (found := [_asked(index, point) for point in points if point.status == status])
    ]


def _asked(index: Index, point: Point) -> Asked:
    positions = tuple(held(index, position, point.question) for position in point.positions)
    conflicts = tuple(_against(index, conflict, point.question) for conflict in point.conflicts)
    return Asked(anchor(point.id, "point"), wording.question(point.question), point.reason, positions, conflicts)


def _against(index: Index, conflict: Conflict, question: str) -> Against:
    return Against(
        first=wording.answer_to(question, conflict.first),
        first_by=tuple(index.names(conflict.first_by)),
        second=wording.answer_to(question, conflict.second),
        second_by=tuple(index.names(conflict.second_by)),
        note=wording.CONFLICTS[conflict.kind],
        decides=conflict.decides,
    )


def held(index: Index, position: Position, question: str) -> Held:
    """Return a position on a question with names for ids."""
    reports = dict.fromkeys(index.reports[s].id for s in position.statements if s in index.reports)
    return Held(
        outcome=OUTCOMES[position.polarity],
        answer=wording.answer_to(question, position.answer),
        originators=tuple(index.names(position.originators)),
        relays=position.relays,
        reports=tuple(reports),
        quotes=tuple(index.quotes(position.statements)),
        agreeing=tuple((index.name(a), index.name(b)) for a, b in position.agreeing),
        conceding=tuple(index.names(position.conceding)),
        credibility=position.credibility,
    )


def versions(index: Index, incident: str) -> list[Version]:
    """Return the accounts of an incident, with names for ids."""
    questions = {point.id: _brief(point) for point in index.ledger.points}
    return [
        Version(
            anchor=anchor(account.id, "account"),
            title=account.title,
            holders=tuple(index.names(account.holders)),
            opponents=tuple(index.names(account.opponents)),
            points=tuple((anchor(p, "point"), questions[p]) for p in account.points if p in questions),
            quotes=tuple(index.quotes(account.statements)),
            motives=account.motives,
            conceding=tuple(index.names(account.conceding)),
            evidence=tuple(
                (index.name(e.holder), wording.aspect(e.aspect), e.what, "#" + anchor(e.statement))
                for e in account.evidence
            ),
        )
        for account in index.ledger.accounts
        if account.incident == incident
    ]


def _brief(point: Point) -> str:
    answers = dict.fromkeys(
        ("not " if p.polarity == "-" else "") + wording.answer_to(point.question, p.answer) for p in point.positions
    )
    return f"{wording.question(point.question)} {' / '.join(list(answers)[:3])}"

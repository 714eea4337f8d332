"""Look-ups over one ledger, and the names by which its speakers go on the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from counterclaim.dossier import wording
from counterclaim.ledger import NARRATOR, Actor, Claim, Hedge, Incident, Ledger, Report, Statement

NOBODY = "nobody named"
NO_INCIDENT = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One claim with the statement and the report that it stands in."""

    report: Report
    statement: Statement
    claim: Claim

    @property
    def words(self) -> str:
        """The verbatim words of the claim."""
        return self.claim.span.of(self.report.text)

    @property
    def position(self) -> str:
        """What it answers to its question."""
        return wording.position(self.claim, self.words)

    @property
    def answer(self) -> str:
        """What is claimed, in a few words."""
        return wording.answer(self.claim, self.words)

    @property
    def verb(self) -> str:
        """How the speaker stands to it."""
        return wording.verb(self.statement.stance, self.claim.polarity)


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement as it is cited: always with its speaker, and with a link to the words in place."""

    speaker: str
    words: str
    own: bool
    manner: str
    via: str
    cue: str
    hedge: str
    said: str
    href: str
    id: str


@dataclass(frozen=True, slots=True)
class Index:
    """A ledger with its look-ups; build one with ``index``."""

    ledger: Ledger
    actors: Mapping[str, Actor]
    reports: Mapping[str, Report]
    statements: Mapping[str, Statement]
    claims: Mapping[str, tuple[Said, ...]]
    background: Mapping[str, tuple[Said, ...]]
    sources: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, Actor]

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents that some report is mainly about."""
        return tuple(i for i in self.ledger.incidents if not i.background)

    def name(self, actor: str | None) -> str:
        """Return the name of an actor by its id; an unknown id is shown as it is."""
        if actor is None:
            return NOBODY
        return wording.joint(self.actors[actor].name) if actor in self.actors else actor

    def names(self, actors: Iterable[str]) -> list[str]:
        """Return the names of actors, in their order."""
        return [self.name(actor) for actor in actors]

    def key(self, report: Report, statement: Statement) -> str:
        """Return what makes two statements those of one speaker; an orphan is like no other statement."""
        if statement.is_orphan:
            return f"statement {statement.id}"
        if statement.speaker == NARRATOR:
            return f"report {report.publisher or report.id}"
        return f"actor {statement.actor}" if statement.actor in self.actors else f"speaker {statement.speaker}"

    def speaker(self, report: Report, statement: Statement) -> str:
        """Return the name by which a statement is attributed; never empty."""
        if statement.is_orphan:
            source = statement.source.of(report.text) if statement.source else ""
            return f"Not identified (“{source}”)" if source else "Not identified"
        if statement.speaker == NARRATOR:
            return f"{report.publisher or report.id}, in its own voice"
        return self.name(statement.actor) if statement.actor in self.actors else wording.joint(str(statement.speaker))

    def side(self, statement: Statement) -> str | None:
        """Return the side on whose behalf a statement is made."""
        actor = self.actors.get(statement.actor or "")
        side = statement.side or (actor.side if actor else None)
        return wording.joint(side) if side else None

    def side_of(self, party: str) -> str:
        """Return the side on whose behalf a party acts, by its name; the name itself where it acts for itself."""
        actor = self.by_name.get(party)
        return wording.joint(actor.side) if actor and actor.side else wording.joint(party)

    def quote(self, report: Report, statement: Statement) -> Quote:
        """Return the statement as it is cited."""
        return Quote(
            speaker=self.speaker(report, statement),
            words=" […] ".join(span.of(report.text) for span in statement.content),
            own=statement.speaker == NARRATOR,
            manner=manner(statement),
            via=wording.listing(statement.via),
            cue=statement.cue.of(report.text) if statement.cue else "",
            hedge=hedge_words(report, statement.hedge),
            said=wording.date(statement.said),
            href="#" + anchor(statement.id),
            id=statement.id,
        )

    def quotes(self, statements: Iterable[str]) -> list[Quote]:
        """Return the statements of these ids as they are cited; ids that are not in the ledger are left out."""
        known = [s for s in statements if s in self.statements]
        return [self.quote(self.reports[s], self.statements[s]) for s in known]


def anchor(identity: str, kind: str = "") -> str:
    """Return the anchor of a thing on the page; statements and reports have their own ids, others a kind before it."""
    safe = quote(identity, safe="/", errors="replace")  # file names may hold bytes that are no characters
    return f"{kind}:{safe}" if kind else safe


def manner(statement: Statement) -> str:
    """Say whether the words are the speaker's or the report's."""
    manners = {"direct": "quoted directly", "mixed": "partly quoted", "narrator": "the report’s own words"}
    return manners.get(statement.mode, "in the report’s wording")


def hedge_words(report: Report, hedge: Hedge | None) -> str:
    """Return the words of a hedge in quotation marks, and what a yardstick takes them to mean."""
    if hedge is None:
        return ""
    scale = wording.percent(hedge)
    return f"“{hedge.span.of(report.text)}”" + (f" ({scale})" if scale else "")


def index(ledger: Ledger) -> Index:
    """Build the look-ups of a ledger."""
    claims: dict[str, list[Said]] = {}
    background: dict[str, list[Said]] = {}
    known = {incident.id for incident in ledger.incidents}
    for report, statement in ledger.statements():
        for claim in statement.claims:
            said = Said(report, statement, claim)
            if claim.incident in known:
                claims.setdefault(str(claim.incident), []).append(said)
            elif claim.about:
                background.setdefault(claim.about, []).append(said)
            else:
                claims.setdefault(NO_INCIDENT, []).append(said)
    sources: dict[str, dict[str, None]] = {}
    for point in ledger.points:
        for position in point.positions:
            for statement_id in position.statements:
                sources.setdefault(statement_id, {}).update(dict.fromkeys(position.originators))
    return Index(
        ledger=ledger,
        actors={actor.id: actor for actor in ledger.actors},
        reports={s.id: report for report, s in ledger.statements()},
        statements={s.id: s for _, s in ledger.statements()},
        claims={key: tuple(value) for key, value in claims.items()},
        background={key: tuple(value) for key, value in sorted(background.items())},
        sources={key: tuple(value) for key, value in sources.items()},
        by_name={name: actor for actor in ledger.actors for name in (*actor.names, actor.name)},
    )

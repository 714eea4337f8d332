"""The nouns of the ledger: frozen, typed, with no behaviour beyond their own invariants.

A ``Span`` counts Unicode code points of the report's own decoded text, half-open: ``text[start:end]`` is the
exact wording. ``ledger_json`` writes and reads the nouns as JSON, format ``counterclaim-ledger/1``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from counterclaim.errors import LedgerError
from counterclaim.findings import Conflict, Copy, Estimate, Grade, Proof, Reply
from counterclaim.span import Span as Span  # the nouns are imported from here

FORMAT = "counterclaim-ledger/1"

Kind = Literal["person", "organisation", "state", "media", "group", "unnamed", "narrator", "unresolved"]
Mode = Literal["direct", "indirect", "mixed", "narrator"]
Stance = Literal["asserts", "denies", "doubts", "asks"]
Polarity = Literal["+", "-"]
Status = Literal["common ground", "disputed", "one-sided", "open"]
Value = str | int | float | bool | None

KINDS: tuple[str, ...] = get_args(Kind)
MODES: tuple[str, ...] = get_args(Mode)
STANCES: tuple[str, ...] = get_args(Stance)
STATUSES: tuple[str, ...] = get_args(Status)
MEASURES = ("killed", "injured", "hospitalised", "missing", "captured", "displaced", "affected")
ASPECTS = ("has", "lacks", "integrity", "access", "independent")

NARRATOR = "narrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words that weaken a whole statement, and what a published yardstick says they mean.

    Attributes:
        low: lower bound of the likelihood, 0 to 1; None where no scale has the phrase.
        scale: the yardstick ("PHIA", "ICD 203"), used only for speakers whose government uses it.
    """

    span: Span
    low: float | None = None
    high: float | None = None
    scale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One typed thing that a statement claims.

    Attributes:
        type: a name from the table of claim types.
        span: the verbatim words that express it.
        polarity: "-" where the statement denies it.
        incident: id of the incident it is about; None until the events are known.
        about: short name of the background event it belongs to; None for the report's main event.
        rule: name of the rule that made it, for ``counterclaim explain``.
        values: the fields of its type, such as ``(("measure", "killed"), ("low", 40), ...)``.
    """

    type: str
    span: Span
    polarity: Polarity = "+"
    incident: str | None = None
    about: str | None = None
    rule: str = ""
    values: tuple[tuple[str, Value], ...] = ()

    def get(self, name: str) -> Value:
        """Return the value of one field of the claim's type, None where it has none."""
        return next((value for key, value in self.values if key == name), None)

    def text(self, name: str) -> str | None:
        """Return a field that holds text."""
        value = self.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """Return a field that holds a whole number."""
        value = self.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stretch of content that one source stands behind, by a cue (the attribution relation of PARC and PolNeAR).

    Attributes:
        speaker: the fullest name or description; None for an orphan; "narrator" for the report's own voice.
        actor: id of the actor that the speaker is; None until the actors are known, and for orphans.
        side: on whose behalf the speaker speaks.
        via: media or monitors through whom the report has it, outermost first.
        said: ISO date of the saying, where text and publication date let it be computed.
        confidence: 0 to 1, how sure the attribution is.
        why: the rules that made it, in words.
    """

    id: str
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    actor: str | None = None
    kind: Kind = "unresolved"
    side: str | None = None
    mode: Mode = "indirect"
    via: tuple[str, ...] = ()
    stance: Stance = "asserts"
    said: str | None = None
    hedge: Hedge | None = None
    claims: tuple[Claim, ...] = ()
    confidence: float = 1.0
    why: str = ""

    @property
    def is_orphan(self) -> bool:
        """True where somebody speaks and the report does not let a careful reader tell who."""
        return self.speaker is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A change of a figure that the report itself tells of; bounds are ``(low, high)``."""

    before: tuple[int | None, int | None]
    after: tuple[int | None, int | None]
    measure: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCandidate:
    """A publication or update time that was found, with where it was found."""

    role: Literal["published", "updated"]
    value: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs between two versions of a page: a stretch of either text, empty where words were added or taken out.

    Attributes:
        before: in the text of the earlier version.
        after: in the text of the later one.
    """

    before: Span
    after: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MainEvent:
    """The place and the date of the event that one report is mainly about, as far as the report tells.

    Attributes:
        place: its finest name; ``province`` and ``country`` (ISO 3166 alpha-2) are those that it lies in.
        latitude, longitude: degrees; None unless the place is sure.
        date: ISO day, month or year.
    """

    place: str | None = None
    province: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text, with its publisher, times and the hash of its original bytes.

    Attributes:
        origin: the file it was read from, and behind a "#" which of its reports it is, where it holds several.
        sha256: digest of the bytes of that file.
        text: the decoded (or extracted) text that every span counts in.
        published: ISO date or date-time with its zone if given; None if not known.
        url: the address at which it was published, where the file tells it.
        captured: ISO time at which it was saved from there; None where nobody recorded it.
        earlier: id of the report that is the version of the same page before this one; None if there is none.
        changes: what differs between the text of that version and this text.
        language: ISO 639-1 code; None where it cannot be told.
        pages: for a paged format, the offsets at which its pages begin, that of the first page first.
        furniture: spans of the text that are no part of the article (navigation, share buttons, time stamps).
        unread: why the report was kept but not read; None for a report that was read.
        notes: what a reader should know about how it was read (encoding, damaged markup).
    """

    id: str
    origin: str
    sha256: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    captured: str | None = None
    earlier: str | None = None
    changes: tuple[Change, ...] = ()
    language: str | None = None
    unread: str | None = None
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    furniture: tuple[Span, ...] = ()
    times: tuple[TimeCandidate, ...] = ()
    main: MainEvent | None = None
    statements: tuple[Statement, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, organisation, state, medium or group that speaks or is held responsible."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    kind: Kind = "organisation"
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The event that claims are about; ``reports`` are the ids of the reports that tell of it.

    Attributes:
        background: True where no report is mainly about it.
        grade: how well the harm is sourced, on the scale of Airwars; None where nobody tells of harm.
    """

    id: str
    name: str
    date: str | None = None
    place: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    background: bool = False
    reports: tuple[str, ...] = ()
    grade: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One answer to the question of a point.

    Attributes:
        statements: ids of the statements that take it, in reading order.
        originators: ids of the actors on whose word it rests, copies and relays folded.
        relays: names of those who merely passed it on.
        agreeing: pairs of originators who stand against each other and both take it.
        conceding: originators who take it against the interest of their own side.
        credibility: how well it is supported, on the Admiralty scale.
    """

    answer: str
    polarity: Polarity = "+"
    statements: tuple[str, ...] = ()
    originators: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    agreeing: tuple[tuple[str, str], ...] = ()
    conceding: tuple[str, ...] = ()
    credibility: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One question about an incident with the positions taken on it; ``reason`` says which rule set the status."""

    id: str
    incident: str
    question: str
    status: Status
    reason: str = ""
    positions: tuple[Position, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """One value of a figure, as one statement gives it.

    Attributes:
        said, published: when it was said, and when the report that has it appeared.
        relays: those through whom the report has it, then the report's publisher.
        change: how it differs from the entry before it.
    """

    low: int | None
    high: int | None
    approx: bool
    said: str | None
    report: str
    statement: str
    of: str | None = None
    part: bool = False
    change: str | None = None
    published: str | None = None
    relays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure by one originator with its history; ``originator`` is None where nobody is named for it."""

    incident: str
    measure: str
    originator: str | None
    history: tuple[FigureEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A version of events: positions that hang together, with those who hold it.

    Attributes:
        motives: why those who are blamed did it, according to the holders.
        conceding: holders for whom it is against the interest of their own side.
        evidence: what the holders claim to have, to lack or to want.
    """

    id: str
    incident: str
    title: str
    holders: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    motives: tuple[str, ...] = ()
    conceding: tuple[str, ...] = ()
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that was read from the reports of a case, and what it adds up to."""

    format: str = FORMAT
    program: str = ""
    reports: tuple[Report, ...] = ()
    actors: tuple[Actor, ...] = ()
    incidents: tuple[Incident, ...] = ()
    points: tuple[Point, ...] = ()
    figures: tuple[Figure, ...] = ()
    accounts: tuple[Account, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    replies: tuple[Reply, ...] = ()
    copies: tuple[Copy, ...] = ()

    def statements(self) -> Iterator[tuple[Report, Statement]]:
        """Yield every statement with its report, in reading order."""
        for report in self.reports:
            for statement in report.statements:
                yield report, statement


CLAIM_FIELDS = ("type", "span", "polarity", "incident", "about", "rule")


def check(report: Report) -> Report:
    """Return the report if every span in it lies inside its text and is not empty.

    Raises:
        LedgerError: naming the statement whose span does not.
    """
    size = len(report.text)
    for statement in report.statements:
        spans = [*statement.content, *(c.span for c in statement.claims)]
        spans += [s for s in (statement.cue, statement.source) if s]
        spans += [statement.hedge.span] if statement.hedge else []
        for span in spans:
            if not 0 <= span.start < span.end <= size:
                raise LedgerError(
                    f"span [{span.start}, {span.end}) of statement {statement.id} is not a stretch of the text "
                    f"({size} code points)",
                    where=report.origin,
                    remedy="This is a fault of the program: please report it with the file",
                )
    return report


def with_statements(report: Report, statements: tuple[Statement, ...]) -> Report:
    """Return the report with these statements, checked."""
    return check(replace(report, statements=statements))

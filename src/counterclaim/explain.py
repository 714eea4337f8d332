"""Why a statement of a ledger was read as it was: its words, its speaker, what was weighed, what makes it less sure.

The ledger holds the rules and their outcome; what was weighed on the way is found by reading the report's text again,
which is pure and gives the same each time.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise

from counterclaim import pipeline, stages
from counterclaim.attribution import lexicon, stance
from counterclaim.attribution.trace import Trace, trace
from counterclaim.dossier import wording
from counterclaim.draft import Draft, EventMention
from counterclaim.errors import UsageError
from counterclaim.ledger import Claim, Hedge, Ledger, Report, Span, Statement

# So many characters of the report stand on each side of a statement's words, cut at blanks.
CONTEXT = 160
# So many ids are named where one is not found.
MOST_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Exact words of a report: ``text``, their offsets, and the line of the report's text on which they begin.

    ``page`` is the page of a paged document, counted from 1; None for others.
    """

    text: str
    span: Span
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Somebody who might have been meant; ``against`` says why it was not he, and is empty for who was taken."""

    name: str
    words: str
    against: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedClaim:
    """One claim of the statement; ``verb`` is how the speaker stands to it ("says", "denies")."""

    number: int
    type: str
    polarity: str
    verb: str
    answer: str
    words: Words
    rule: str
    incident: str | None
    about: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedEvent:
    """One event mention of the statement: its frame, its words, who or what fills its roles, and how real it is.

    Attributes:
        roles: each with the words that fill it.
        factuality: "told as having happened", or as not; whether it is another event than the report's main one.
    """

    frame: str
    words: Words
    roles: tuple[tuple[str, str], ...]
    factuality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that is known about how one statement was read.

    Attributes:
        before, between, after: the report's text around the content, and between its parts where it has several.
        rules: the rules that attributed it, in words.
        weighed: who might have been meant by the source, nearest first; empty where the text names the speaker.
        stance_why: what the stance was read from.
        hedge_why: what a yardstick says of the hedge, or why none does.
        lowered: what makes the attribution less sure than it might be.
        events: what the encoder finds told in the statement, whoever says it.
        traced: False where the program reads the text otherwise today, so that nothing can be told of what was weighed.
    """

    id: str
    report: str
    title: str | None
    origin: str
    content: tuple[Words, ...]
    before: str
    between: tuple[str, ...]
    after: str
    cue: Words | None
    source: Words | None
    speaker: str | None
    names: tuple[str, ...]
    kind: str
    side: str | None
    mode: str
    rules: tuple[str, ...]
    weighed: tuple[Weighed, ...]
    via: tuple[str, ...]
    stance: str
    stance_why: str
    hedge: Words | None
    hedge_why: str
    said: str | None
    confidence: float
    lowered: tuple[str, ...]
    events: tuple[ExplainedEvent, ...]
    claims: tuple[ExplainedClaim, ...]
    traced: bool


def find(ledger: Ledger, reference: str) -> tuple[tuple[Report, Statement], ...]:
    """Return the statements that a reference names.

    Args:
        reference: a statement ("report-02/s7", or "s7" where only one report has it), a claim of one
            ("report-02/s7.1", counted from 1), or a line of a report's text ("report-02:14").

    Raises:
        UsageError: if there is none; the error names ids that are near.
    """
    every = {statement.id: (report, statement) for report, statement in ledger.statements()}
    wanted = reference.strip()
    head, _, claim = wanted.rpartition(".")
    numbered = head and claim.isdigit()
    for name in (wanted, head) if numbered else (wanted,):
        ids = [name] if name in every else [known for known in every if known.endswith(f"/{name}")]
        if len(ids) == 1 and (name == wanted or 1 <= int(claim) <= len(every[ids[0]][1].claims)):
            return (every[ids[0]],)
        if len(ids) > 1:
            raise UsageError(f"several reports have a statement {name}", where=reference,
                             remedy=f"Say which: {', '.join(ids[:MOST_NEAR])}")  # fmt: skip
    report_id, _, line = wanted.rpartition(":")
    if line.isdigit() and (found := _on_line(ledger, report_id, int(line))):
        return found
    raise _unknown(reference, wanted, list(every))


def _unknown(reference: str, wanted: str, ids: list[str]) -> UsageError:
    near = get_close_matches(wanted, ids, MOST_NEAR, 0.0) if ids else []
    remedy = f"Near it are {', '.join(near)}" if near else "The ledger holds no statements"
    return UsageError("there is no such statement, claim or line", where=reference, remedy=remedy)


def _on_line(ledger: Ledger, report_id: str, line: int) -> tuple[tuple[Report, Statement], ...]:
    """Return the statements with words on a line of a report, counted from 1."""
    return tuple(
        (report, s)
        for report, s in ledger.statements()
        if report.id == report_id
        and any(_line(report.text, c.start) <= line <= _line(report.text, c.end - 1) for c in s.content)
    )


def explain(ledger: Ledger, report: Report, statement: Statement) -> Explanation:
    """Return why a statement was read as it was; the report's text is read again to tell what was weighed."""
    read = (*pipeline.LANGUAGE_STAGES, *pipeline.ENCODER_STAGES)
    draft = stages.run(read, Draft(report=replace(report, statements=(), revisions=())))
    found = trace(draft, statement) if statement.mode != "narrator" else None
    reasons = lexicon.reasons(statement.why)
    start, end = statement.content[0].start, statement.content[-1].end
    names = next((actor.names for actor in ledger.actors if actor.id == statement.actor), ())
    incidents = {incident.id: incident.name for incident in ledger.incidents}
    return Explanation(
        id=statement.id, report=report.id, title=report.title, origin=report.origin,
        content=tuple(_words(report, span) for span in statement.content),
        before=_before(report.text, start), after=_after(report.text, end),
        between=tuple(report.text[a.end : b.start] for a, b in pairwise(statement.content)),
        cue=_words(report, statement.cue) if statement.cue else None,
        source=_words(report, statement.source) if statement.source else None,
        speaker=statement.speaker, names=tuple(n for n in names if n != statement.speaker),
        kind=statement.kind, side=statement.side, mode=statement.mode,
        rules=tuple(reason.words for reason in reasons),
        weighed=_weighed(draft, found, statement), via=statement.via,
        stance=statement.stance, stance_why=_stance_why(report, statement, found),
        hedge=_words(report, statement.hedge.span) if statement.hedge else None,
        hedge_why=_hedge_why(statement.hedge, statement.side) if statement.hedge else "",
        said=statement.said, confidence=statement.confidence,
        lowered=_lowered(statement, reasons),
        events=tuple(
            _event(report, mention) for mention in draft.events
            if mention.frame != "setting" and any(mention.span.overlaps(content) for content in statement.content)
        ),
        claims=tuple(_claim(report, statement, incidents, n, c) for n, c in enumerate(statement.claims, start=1)),
        traced=found is not None or statement.mode == "narrator",
    )  # fmt: skip


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _words(report: Report, span: Span) -> Words:
    page = bisect_right(report.pages, span.start) or None
    return Words(text=span.of(report.text), span=span, line=_line(report.text, span.start), page=page)


def _before(text: str, start: int) -> str:
    cut = text[max(0, start - CONTEXT) : start]
    return cut if start <= CONTEXT else "… " + cut.partition(" ")[2]


def _after(text: str, end: int) -> str:
    cut = text[end : end + CONTEXT]
    return cut if end + CONTEXT >= len(text) else cut.rpartition(" ")[0] + " …"


def _weighed(draft: Draft, found: Trace | None, statement: Statement) -> tuple[Weighed, ...]:
    """Return who might have been meant; one who was taken alone, without another to weigh, is not told again."""
    if found is None:
        return ()
    told = [
        Weighed(name=c.name or "somebody whom the report does not name",
                words=draft.sentences[c.sentence].span.of(draft.text), against=c.against)
        for c in found.considered
    ]  # fmt: skip
    return tuple(told) if statement.speaker is None or any(one.against for one in told) else ()


def _stance_why(report: Report, statement: Statement, found: Trace | None) -> str:
    hedge = statement.hedge.span.of(report.text).lower() if statement.hedge else ""
    cue = statement.cue.of(report.text) if statement.cue else ""
    if statement.stance == "denies" and hedge in stance.DENYING_HEDGES:
        return f"what is called “{hedge}” is denied"
    if found is not None and found.cue_stance is not None and found.cue_stance != statement.stance:
        return "read from the speaker's own words"
    return f"read from the cue “{cue}”" if cue else "nothing in the words says otherwise"


def _hedge_why(hedge: Hedge, side: str | None) -> str:
    if meant := wording.percent(hedge):
        return f"{meant}, the published yardstick of the speaker's government; this reads the words, and judges nothing"
    if stance.YARDSTICKS.get(side or ""):
        return "the yardstick of the speaker's government gives these words no number"
    return "no number: only the yardstick of a speaker's own government would give one"


def _lowered(statement: Statement, reasons: tuple[lexicon.Reason, ...]) -> tuple[str, ...]:
    lowered = [reason.lowers for reason in reasons if reason.lowers]
    return tuple(dict.fromkeys(lowered)) if statement.confidence < 1 else ()


def _event(report: Report, mention: EventMention) -> ExplainedEvent:
    happened = "told as not having happened" if mention.negated else "told as having happened"
    return ExplainedEvent(
        frame=mention.frame,
        words=_words(report, mention.span),
        roles=tuple((argument.role, argument.span.of(report.text)) for argument in mention.arguments),
        factuality=f"{happened}, of another event than the main one" if mention.background else happened,
    )


def _claim(
    report: Report, statement: Statement, incidents: dict[str, str], number: int, claim: Claim
) -> ExplainedClaim:
    words = _words(report, claim.span)
    return ExplainedClaim(
        number=number, type=claim.type, polarity=claim.polarity, verb=wording.verb(statement.stance, claim.polarity),
        answer=wording.answer(claim, words.text), words=words, rule=claim.rule,
        incident=incidents.get(claim.incident or "", claim.incident), about=claim.about,
    )  # fmt: skip

"""Every report in full, paragraph by paragraph, with its statements marked and noted beside the words."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.dossier import wording
from counterclaim.dossier.index import Index, Quote, Said, anchor
from counterclaim.dossier.marking import deal, marks, number, paragraphs, render_marked
from counterclaim.ledger import NARRATOR, Report, Statement


@dataclass(frozen=True, slots=True)
class Note:
    """What was read from one statement."""

    anchor: str
    href: str
    number: str
    quote: Quote
    source: str
    stance: str
    side: str
    orphan: bool
    own: bool
    claims: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the report's text, with the notes on the statements that begin in it."""

    html: Markup
    notes: tuple[Note, ...]
    title: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A report as it is printed in full."""

    report: Report
    anchor: str
    date: str
    updated: str
    changes: tuple[tuple[str, str], ...]
    paragraphs: tuple[Paragraph, ...]


def texts(index: Index) -> list[Text]:
    """Return all reports, in the order of the ledger."""
    return [text(index, report) for report in index.ledger.reports]


def text(index: Index, report: Report) -> Text:
    """Return one report with its marks."""
    spans = paragraphs(report.text)
    opened: set[int] = set()
    begin: dict[int, list[Statement]] = {}
    starts = [min(statement.content).start if statement.content else 0 for statement in report.statements]
    at = 0
    for start, statement in sorted(zip(starts, report.statements, strict=True), key=lambda pair: pair[0]):
        while at + 1 < len(spans) and spans[at].end <= start:
            at += 1
        begin.setdefault(at, []).append(statement)
    dealt = zip(spans, deal(marks(report), spans), strict=True)
    rows = [
        Paragraph(
            html=render_marked(report.text, span, here, opened),
            notes=tuple(note(index, report, statement) for statement in begin.get(at, ())),
            title=at == 0 and span.of(report.text).strip() == report.title,
        )
        for at, (span, here) in enumerate(dealt)
    ]
    return Text(
        report=report,
        anchor=anchor(report.id),
        date=wording.date(report.published),
        updated=wording.date(report.updated),
        changes=changed(index, report),
        paragraphs=tuple(rows),
    )


def changed(index: Index, report: Report) -> tuple[tuple[str, str], ...]:
    """Return the words that a version has in the place of words of the version before it."""
    before = next((other.text for other in index.ledger.reports if other.id == report.earlier), "")
    return tuple((change.before.of(before), change.after.of(report.text)) for change in report.changes)


def note(index: Index, report: Report, statement: Statement) -> Note:
    """Return the note on one statement."""
    return Note(
        anchor=f"note:{anchor(statement.id)}",
        href="#" + anchor(statement.id),
        number=number(statement),
        quote=index.quote(report, statement),
        source=statement.source.of(report.text) if statement.source else "",
        stance=statement.stance,
        side=index.side(statement) or "",
        orphan=statement.is_orphan,
        own=statement.speaker == NARRATOR,
        claims=tuple(_claims(Said(report, statement, claim) for claim in statement.claims)),
    )


def _claims(claims: Iterable[Said]) -> list[tuple[str, tuple[tuple[str, str, str], ...]]]:
    """Return the claims by the other event that they are about, those about the main event under ""."""
    events: dict[str, list[tuple[str, str, str]]] = {}
    for said in claims:
        line = (wording.question(said.claim.type), said.verb, said.answer)
        events.setdefault(said.claim.about or "", []).append(line)
    return [(about, tuple(lines)) for about, lines in events.items()]

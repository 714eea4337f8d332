"""The frame around an article: its title, its times and its furniture, from the words of the text."""

import datetime
import re
from dataclasses import dataclass, field, replace

from counterclaim.ingest import furniture, head, tail
from counterclaim.ingest.dateline import dateline
from counterclaim.ingest.furniture import Piece
from counterclaim.ingest.stamps import Stamp, calendar_day, decide
from counterclaim.ledger import Report, Span, TimeCandidate

# A first line that is longer is a paragraph, and the text has no headline.
MAX_TITLE = 250

# A shorter beginning of a title may stand anywhere in a text by chance.
MIN_TITLE = 15

# Paragraphs at whose start a dateline or stamp may stand: standfirst, caption, byline, body.
HEAD_PARAGRAPHS = 6

# Of these, how many may hold tags, credits and stamps inside: a page without line breaks is one paragraph.
STANDFIRSTS = 2

# How far a dateline may lie ahead of the page's own date, which may be that of a first version.
MAX_AHEAD = datetime.timedelta(days=7)

_LABELLED = re.compile(r"(?:title|headline)\s*:\s*", re.I)
_MEDIUM = r"[A-Z][\w.'’&-]*(?: (?:of |the |& )?[A-Z0-9][\w.'’&-]*){0,4}"
_SITE_BEHIND = re.compile(rf"\s*(?:(?<=\s)[-–—•:]|\||-)+\s+(?P<name>{_MEDIUM})$")
_CUT = re.compile(r"\s*(?:\s[-–—•:]|\||-)+\s+(?=[A-Z])")
_SITE_BEFORE = re.compile(rf"^(?P<name>{_MEDIUM})\s+[-–—|]\s+")


@dataclass(slots=True)
class Frame:
    """What stands around an article."""

    title: str | None = None
    publisher: str | None = None
    pieces: list[Piece] = field(default_factory=list)


def framed(report: Report) -> Report:
    """Return the report with title, publisher, furniture, times and notes that its text gives.

    Furniture that the format itself has shown is kept.
    """
    frame = _read(report)
    spans = _merged(report.text, [*report.furniture, *(piece.span for piece in frame.pieces)])
    report = replace(
        report,
        title=frame.title,
        publisher=report.publisher or frame.publisher,
        furniture=spans,
    )
    stamps, notes = decide([piece.stamp for piece in frame.pieces if piece.stamp], report.text)
    times = tuple(_candidate(stamp, report.text) for stamp in stamps if stamp.iso)
    report = replace(report, times=report.times + times, notes=report.notes + tuple(notes))
    day, note = _dateline_day(report, stamps)
    return replace(report, times=report.times + day, notes=report.notes + note)


def _candidate(stamp: Stamp, text: str) -> TimeCandidate:
    words = " ".join(stamp.span.of(text).split())
    return TimeCandidate(role=stamp.role, value=stamp.iso or "", origin=f"text: {words}")


def _dateline_day(report: Report, stamps: list[Stamp]) -> tuple[tuple[TimeCandidate, ...], tuple[str, ...]]:
    """Give the day of a dateline its year, or that of another date; without one, say that it stays open."""
    line = dateline(report)
    if not line or not line.day:
        return (), ()
    words = line.span.of(report.text).strip()
    if line.year:
        whole = calendar_day(line.year, *line.day)
        return (
            (TimeCandidate(role="published", value=whole.isoformat(), origin=f"text: {words}"),) if whole else ()
        ), ()
    dates = [stamp.date for stamp in stamps if stamp.date]
    dates += [datetime.date.fromisoformat(time.value[:10]) for time in report.times]
    if not dates:
        return (), (f"the date of the dateline {words!r} has no year and was left open",)
    for year in (dates[0].year, dates[0].year - 1):
        day = calendar_day(year, *line.day)
        if day and day - dates[0] <= MAX_AHEAD:
            return (TimeCandidate(role="published", value=day.isoformat(), origin=f"text: {words}"),), ()
    return (), ()


def _read(report: Report) -> Frame:
    text, frame = report.text, Frame(title=report.title)
    paragraphs = 0
    for start, end in _lines(text):
        if any(span.start <= start and end <= span.end for span in report.furniture):
            continue
        if furniture.is_furniture_line(text[start:end]):
            frame.pieces.append(Piece(Span(start, end)))
        elif paragraphs <= HEAD_PARAGRAPHS:
            paragraphs += _paragraph(frame, text, start, end, paragraphs)
    frame.pieces += [piece for piece in tail.tail(text) if _new(piece, frame.pieces)]
    return frame


def _paragraph(frame: Frame, text: str, start: int, end: int, before: int) -> bool:
    """Read one line at the head; tell whether it holds words of the article."""
    pieces, at = head.head(text, start, title=frame.title)
    pieces = [piece for piece in pieces if piece.span.end <= end]
    if frame.title is None and before == 0 and at < end:
        if not all(piece.stamp for piece in pieces) and text[end - 1] not in '.!?"”':
            pieces, at = [], start  # "Aleppo - 40 dead" is a headline, and a dateline only before a sentence
        if end - at <= MAX_TITLE and all(piece.stamp for piece in pieces):
            frame.pieces += [*pieces, *_entitle(frame, text, at, end)]
            return True
    frame.pieces += pieces
    if at < end and before <= STANDFIRSTS:
        frame.pieces += [piece for piece in head.inside(text, at, end) if _new(piece, frame.pieces)]
    return at < end or (frame.title is not None and frame.title in text[start:end])


def _new(piece: Piece, pieces: list[Piece]) -> bool:
    return not any(piece.span.overlaps(other.span) for other in pieces)


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the lines that hold words, as offsets without the white space around them."""
    lines = []
    for match in re.finditer(r"[^\r\n]+", text):
        words = match[0].strip(" \t\ufeff\u200b\u00a0")
        if words:
            start = match.start() + match[0].index(words)
            lines.append((start, start + len(words)))
    return lines


def _entitle(frame: Frame, text: str, start: int, end: int) -> list[Piece]:
    """Take a line as the title, the name of the medium and a label set apart as furniture."""
    pieces = []
    if label := _LABELLED.match(text, start, end):
        pieces.append(Piece(Span(*label.span())))
        start = label.end()
    begin, stop, frame.publisher = _without_site(text, start, end)
    pieces += [Piece(Span(a, b)) for a, b in ((start, begin), (stop, end)) if a < b]
    frame.title = text[begin:stop]
    return pieces


def _without_site(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """Set apart the medium and the sections that pages put around a title: "Strike kills ten - World - Daily Star"."""
    publisher = None
    body = text[end : end + 2 * (end - start) + 400]
    if (match := _SITE_BEHIND.search(text[start:end])) and _is_medium(match["name"]):
        publisher, end = match["name"], start + match.start()
    for cut in reversed(list(_CUT.finditer(text, start, end))):
        if cut.start() - start >= MIN_TITLE and text[start : cut.start()] in body:
            end = cut.start()
            break
    match = _SITE_BEFORE.match(text[start:end])
    if match and (_is_medium(match["name"]) or text[start + match.end() : end] in body):
        publisher = publisher or (match["name"] if _is_medium(match["name"]) else None)
        start += match.end()
    return start, end, publisher


def _is_medium(name: str) -> bool:
    parts = name.lower().split()
    media = furniture.words()["media"]
    return len(parts) > 1 and (parts[-1] in media or parts[0] in media) and "state" not in parts


def _merged(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans in order, without white space around them, those that touch made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        end = start + len(text[start:end].rstrip())
        start = end - len(text[start:end].lstrip())
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        elif end > start:
            merged.append(Span(start, end))
    return tuple(merged)

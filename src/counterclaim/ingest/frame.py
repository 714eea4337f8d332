"""The frame around an article: its title, its times and its furniture, from the words of the text."""

import re
from dataclasses import dataclass, field, replace

from counterclaim.ingest import furniture
from counterclaim.ingest.dateline import dateline
from counterclaim.ingest.furniture import Piece
from counterclaim.ingest.stamps import Stamp, decide
from counterclaim.ledger import Report, Span, TimeCandidate

# A first line that is longer is a paragraph, and the text has no headline.
MAX_TITLE = 250

# A shorter beginning of a title may stand anywhere in a text by chance.
MIN_TITLE = 15

# Paragraphs at whose start a dateline or stamp may stand: standfirst, caption, byline, body.
HEAD_PARAGRAPHS = 6

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
    times: tuple[TimeCandidate, ...] = ()
    notes: tuple[str, ...] = ()


def framed(report: Report) -> Report:
    """Return the report with title, publisher, furniture, times and notes that its text gives."""
    frame = _read(report)
    spans = _merged([piece.span for piece in frame.pieces])
    report = replace(
        report,
        title=frame.title,
        publisher=report.publisher or frame.publisher,
        furniture=spans,
        notes=report.notes + frame.notes,
    )
    stamps, notes = decide([piece.stamp for piece in frame.pieces if piece.stamp], report.text)
    times = tuple(_candidate(stamp, report.text) for stamp in stamps if stamp.iso)
    day = _dateline_day(report, stamps)
    return replace(report, notes=report.notes + tuple(notes), times=report.times + times + day)


def _candidate(stamp: Stamp, text: str) -> TimeCandidate:
    words = " ".join(stamp.span.of(text).split())
    return TimeCandidate(role=stamp.role, value=stamp.iso or "", origin=f"text: {words}")


def _dateline_day(report: Report, stamps: list[Stamp]) -> tuple[TimeCandidate, ...]:
    """Give the day of a dateline the year of another date, where there is one."""
    line = dateline(report)
    dates = [stamp.date for stamp in stamps if stamp.date]
    years = [str(day.year) for day in dates] + [time.value[:4] for time in report.times]
    if not line or not line.day or not years:
        return ()
    month, day = line.day
    value = f"{years[0]}-{month:02}-{day:02}"
    return (TimeCandidate(role="published", value=value, origin=f"text: {line.span.of(report.text).strip()}"),)


def _read(report: Report) -> Frame:
    text, frame = report.text, Frame(title=report.title)
    started = 0
    for start, end in _lines(text):
        line = text[start:end]
        if furniture.is_furniture_line(line):
            frame.pieces.append(Piece(Span(start, end)))
            continue
        if started > HEAD_PARAGRAPHS:
            continue
        pieces, at = furniture.head(text, start, title=frame.title)
        pieces = [piece for piece in pieces if piece.span.end <= end]
        if frame.title is None and at < end and started == 0:
            pieces = _entitle(frame, text, start, end)
            frame.pieces += pieces
            started += 1
            continue
        frame.pieces += pieces
        if at < end:
            started += 1
            if not (frame.title and frame.title in line and at >= end):
                frame.pieces += list(furniture.inside(text, at, end)) if started <= 3 else []
    frame.pieces += [piece for piece in furniture.tail(text) if _new(piece, frame.pieces)]
    return frame


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
    if end - start > MAX_TITLE:
        pieces, at = furniture.head(text, start, title=None)
        return [*pieces, *furniture.inside(text, at, end)]
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


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        elif span.end > span.start:
            merged.append(span)
    return tuple(merged)

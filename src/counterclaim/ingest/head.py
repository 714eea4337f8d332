"""The head of a text: a reader walks over stamps, credits and datelines and stops at the first words of the article.

Furniture is marked and never cut; what cannot be told from the article stays in the article.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from counterclaim.ingest.dateline import Dateline, agency_at, agency_before, dateline_at
from counterclaim.ingest.furniture import Piece, words
from counterclaim.ingest.stamps import stamp_at
from counterclaim.ledger import Span

# How far into the body a standfirst with its stamp, tags and credits may reach.
STANDFIRST = 1200

# A stretch of tags runs into the article without a mark; this many words before the first function word may be the
# subject of its first sentence, and are left to it.
MAX_SUBJECT = 5

# Words before a stamp that may be names of sections, agencies and authors; with more it is a headline.
MAX_SECTION = 8

_BYLINE = re.compile(r"by\s+(?=[A-Z])", re.I)
_WORD_OF_NAME = r"[A-ZÀ-Þ][\w'’.-]*"
_NAMES = rf"{_WORD_OF_NAME}(?: (?:(?:al|bin|de|la|van|von|der|del) ){{0,2}}{_WORD_OF_NAME}){{1,3}}"
# "By Amina Yusuf", "By Ana Ruiz and Tom Hill, Port Amer Bureau"
_BYLINE_ALONE = re.compile(
    rf"By {_NAMES}(?:(?:, | and |, and ){_NAMES}){{0,3}}(?:(?:, | in | \| )[A-Z][\w .'’&-]{{2,50}})?[ \t]*(?=\r?\n|$)"
)
_CAPITALISED = re.compile(r"[ ]?[A-Z][\w'’.&-]*(?=[ ,|])")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*")
_SHORT_URL = re.compile(
    r"(?:get\s)?short\surl(?:\s+(?:https?\S+|0\s\d{1,7}(?=\s)|\d{1,7}(?=\s)))?|send\s+https?\S+|https?:?/?/?\S+", re.I
)
_BUTTONS = re.compile(
    r"(?:(?:Print|Tweet|Share|Email|E-mail|Like|Save|Facebook|Twitter|WhatsApp|Telegram|LinkedIn|Related"
    r"|(?:Views|Comments|Shares) \d+)(?:\s+|$)){2,}",
    re.M,
)
_COUNTER = re.compile(r"\d{1,7}(?=\s*$)", re.M)
_LABEL = re.compile(r"(?:title|headline)\s*:\s*", re.I)
_CREDIT = re.compile(
    r"\((?:[A-Z][\w.&'’-]*(?:/| and | & | via | )?){1,6}(?<=[\w.])(?:\s?/?\s?(?:photo|image|picture|file|files|handout|"
    r"agencies)s?\b[^()\n]{0,40})?\)",
)
_CREDIT_WORD = re.compile(r"photo|image|picture|agencies|handout|file\b|getty|epa\b|shutterstock", re.I)
_BARE_CREDIT = re.compile(r"(?:AA|AFP|AP|EPA|DHA|Reuters|REUTERS|Getty)\s?/?\s?(?:Photos?|Images?)(?=\s+[A-Z\"“])")
_TAGS = re.compile(r"\bTags:?\s+(?=\S)")
_WORD = re.compile(r"\S+")
_INLINE_MEDIA = re.compile(r"(?:Videos?|Photos?|Gallery|Watch|Regional|International|Local)(?=\s+(?:[A-Z\d\"“(]))")
_WEEKDAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b(?=,? \d)")
_BEFORE_BUTTON = re.compile(
    r"\b(?:(?P<clock>(?:[01]\d|2[0-3])[0-5]\d)\s)?\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
    r"(?=\s?(?:\(updated|get short url))",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?…\"”’)]\s+(?=[A-Z(])")


def head(text: str, at: int, *, title: str | None) -> tuple[list[Piece], int]:
    """Walk over the furniture at the start of a line, repetitions of the title passed over.

    Returns:
        the pieces, and the offset at which the article goes on.
    """
    pieces: list[Piece] = []
    while True:
        at = _skip(text, at, " \t\u00a0)|•" if pieces else " \t\u00a0")
        if title and text.startswith(title, at):
            at = _skip(text, at + len(title), " .\t")
            continue
        piece = next((found for rule in _RULES if (found := rule(text, at, title, pieces))), None)
        if piece is None:
            return pieces, at
        pieces.append(piece)
        at = piece.span.end


def _skip(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at


Rule = Callable[[str, int, str | None, list[Piece]], Piece | None]


def _by_stamp(text: str, at: int, title: str | None, before: list[Piece]) -> Piece | None:
    stamp = stamp_at(text, at)
    if stamp is None:
        return None
    rest = text[stamp.span.end : stamp.span.end + 200]
    # "Wednesday 5 April 2017 was ..." is a sentence, unless a label says otherwise.
    if not stamp.labelled and re.match(r"\s*,?\s+(?!(?:by|at|updated)\b|title:|headline:)[a-z]", rest):
        return None
    return Piece(stamp.span, stamp)


def _by_word(text: str, at: int, title: str | None, before: list[Piece]) -> Piece | None:
    rules = [_SHORT_URL, _LABEL, _BARE_CREDIT]
    if before:  # only beside other furniture: "Video shows ..." begins many a sentence
        rules += [_BUTTONS, _COUNTER, _INLINE_MEDIA]
    match = next((found for rule in rules if (found := rule.match(text, at)) and found.end() > at), None)
    return Piece(Span(*match.span())) if match else None


def _by_credit(text: str, at: int, title: str | None, before: list[Piece]) -> Piece | None:
    match = _CREDIT.match(text, at)
    return Piece(Span(*match.span())) if match and _CREDIT_WORD.search(match[0]) else None


def _by_dateline(text: str, at: int, title: str | None, before: list[Piece]) -> Piece | None:
    line = dateline_at(text, at) or _agency(text, at)
    return Piece(Span(line.span.start, len(text[: line.span.end].rstrip()))) if line else None


def _by_section(text: str, at: int, title: str | None, before: list[Piece]) -> Piece | None:
    """Mark names of sections, agencies or authors that a stamp follows ("Middle East Syria 31-08-2014 0742 PM")."""
    if at == 0:
        return None
    end = at
    for _ in range(MAX_SECTION):
        match = _CAPITALISED.match(text, end)
        if match is None or stamp_at(text, end):
            return None
        end = match.end()
        stamp = _by_stamp(text, _skip(text, end, " "), title, before)
        if stamp and stamp.stamp and not stamp.stamp.labelled:
            credit = agency_before(text, stamp.span.start)
            # What stands before an agency is its dateline or the rest of the title.
            return Piece(credit if credit and not dateline_at(text, at) else Span(at, end))
    return None


def _agency(text: str, at: int) -> Dateline | None:
    """Read an agency's name behind title or stamp; at the start of a line it may be the subject of a sentence."""
    line = agency_at(text, at)
    begun = at > 0 and text[at - 1] not in "\r\n"
    if line and (begun or text[line.span.end : line.span.end + 1] in ("", "\r", "\n")):
        return line
    return line if line and stamp_at(text, _skip(text, line.span.end, " ")) else None


def _by_byline(text: str, at: int, title: str | None, before: list[Piece]) -> Piece | None:
    """Mark "by ..." in a line of its own, or behind a stamp as far as the title, the line's end, or two names."""
    if alone := _BYLINE_ALONE.match(text, at):
        return Piece(Span(*alone.span())) if at == 0 or text[at - 1] in "\r\n" else None
    match = _BYLINE.match(text, at)
    if not match or not before:
        return None
    repeated = text.find(title, at, at + 120) if title else -1
    line_end = text.find("\n", at)
    if repeated > 0:
        return Piece(Span(at, len(text[:repeated].rstrip())))
    if 0 < line_end <= at + 120:
        return Piece(Span(at, line_end))
    end = match.end()
    for name in list(_NAME.finditer(text, end, end + 60))[:2]:
        if name.group().lower() in words()["sentence"] or text[end : name.start()].strip():
            break
        end = name.end()
    return Piece(Span(at, end)) if end > match.end() else None


_RULES: tuple[Rule, ...] = (_by_stamp, _by_word, _by_credit, _by_byline, _by_section, _by_dateline)


def inside(text: str, start: int, end: int) -> Iterator[Piece]:
    """Find furniture that stands inside the first paragraphs: tags, credits, a dateline behind a standfirst."""
    end = min(end, start + STANDFIRST)
    for match in _TAGS.finditer(text, start, end):
        if (span := _tags(text, match)) is not None:
            yield Piece(span)
            break
    for match in _CREDIT.finditer(text, start, end):
        if _CREDIT_WORD.search(match[0]):
            yield Piece(Span(*match.span()))
    yield from _stamps_inside(text, start, end)
    for match in _SENTENCE_END.finditer(text, start, end):
        line = dateline_at(text, match.end())
        if line and line.agency and line.place and line.place.split()[0].isupper():
            yield Piece(Span(line.span.start, len(text[: line.span.end].rstrip())))
            break


def _stamps_inside(text: str, start: int, end: int) -> Iterator[Piece]:
    """Find a stamp between standfirst and body, where an agency before it or a button behind it shows what it is."""
    for match in _WEEKDAY.finditer(text, start, end):
        credit = agency_before(text, match.start())
        stamp = stamp_at(text, match.start()) if credit else None
        if credit and stamp:
            yield Piece(credit)
            yield Piece(stamp.span, stamp)
            return
    for match in _BEFORE_BUTTON.finditer(text, start, end):
        at = match.end("clock") + 1 if match["clock"] else match.start()
        stamp = stamp_at(text, at)
        if stamp and stamp.span.end == match.end():
            clock = f"{match['clock'][:2]}:{match['clock'][2:]}" if match["clock"] else stamp.clock
            yield Piece(Span(*match.span()), replace(stamp, clock=clock))
            yield from head(text, match.end(), title=None)[0]
            return


def _tags(text: str, match: re.Match[str]) -> Span | None:
    """Mark tags as far as they cannot be the start of the article's first sentence."""
    line_end = text.find("\n", match.end())
    limit = line_end if line_end >= 0 else len(text)
    seen: list[re.Match[str]] = []
    for word in _WORD.finditer(text, match.end(), min(limit, match.end() + 400)):
        plain = word.group().strip("\"'“”‘’.,").lower()
        if seen and (plain in words()["sentence"] or not any(map(str.isalpha, plain))):
            if word.group()[0].isupper() or word.group()[0].isdigit():
                return Span(match.start(), seen[-1].end())
            break
        seen.append(word)
    else:
        return Span(match.start(), len(text[:limit].rstrip())) if len(seen) <= 40 else None
    kept = seen[:-MAX_SUBJECT]
    return Span(match.start(), kept[-1].end() if kept else match.start() + 4)

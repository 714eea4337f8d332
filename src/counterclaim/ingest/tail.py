"""The end of a text: buttons, credits and the foot of the page are peeled off, piece after piece."""

import re

from counterclaim.ingest.dateline import credit_at_end
from counterclaim.ingest.furniture import Piece, words
from counterclaim.ingest.stamps import stamp_at
from counterclaim.ledger import Span

_PEOPLE = r"[^.;\n]{2,200}"
_TAIL = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?=[(SV])\(?(?:Sources?|Via)\s?:\s?[^()\n]{2,80}\)\.?$",
        r"(?<=[.!?\"”’)])\s+Sources?:? [A-Z][\w.&-]*(?: (?:and|&|,)? ?[\w.&-]+){0,5}$",
        r"(?<=[.!?\"”’)])\s+[Aa]gencies (?:also )?contributed(?: to this (?:report|story|article))?\.?$",
        r"\((?:[Ww]ith|[Ff]rom|[Aa]gencies|[Ii]nputs? from)\b[^()\n]{0,60}\)\.?$",
        r"Our Standards:\s?The Thomson Reuters Trust Principles\.?$",
        rf"(?=[(ARWETCarwetc])\(?(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslated|[Tt]ranslation"
        rf"|[Cc]ompiled) by {_PEOPLE}(?:; ?[Ee]diting by {_PEOPLE})?[.)]*$",
        r"\(Writing by [^()\n]{2,120}\)$",
        r"(?=[CD])(?:Community standards ?)?Discussion(?: ?Comment via \w+(?: News)?)+$",
        r"Comment via \w+(?: News)?(?:\s*Comment via \w+(?: News)?)*$",
        r"Community standards$",
        r"(?<=[.!?\"”’)])\s+[A-Z][\w.]*(?: [A-Z][\w.-]*)?(?: ?/ ?[A-Z][\w.-]*(?: [A-Z][\w.-]*)?){1,4}$",
        r"(?<=[.!?\"”’)])\s+[A-Z]{3,8}$",
        r"(?<=[.!?\"”’)])\s+\d{1,6}$",
        r"(?=[©C])(?:©|Copyright\b)[^\n]{0,120}$",
    )
)
# A page's foot is shorter than this many characters.
MAX_FOOTER = 1500
_FOOT_END = re.compile(
    r"(?:Privacy Policy|Cookie Policy|Cookies|Terms (?:of|and) [\w ]{3,20}"
    r"|Contact [Uu]s|[Aa]ll [Rr]ights [Rr]eserved\.?)\s*$"
)
_FOOT_START = re.compile(
    r"(?:^|[.!?\"”’)\n]\s+)(?P<words>(?:Follow us on|Subscribe (?:to|now|for)|Sign up (?:to|for)"
    r"|Download (?:our|the) app|Get our|Copyright\b|©|About [Uu]s|Contact [Uu]s))"
)
_TAIL_TAGS = re.compile(r"(?<=[.!?\"”’)\w])\s+Tags:?\s+[^.!?\n]{3,300}$")
# Links to other articles: a heading of two words is sure; "Related" alone only before a run of titles.
_RELATED = re.compile(
    r"(?:[.!?…\"”’)\d\n]|\b[Aa]gencies|\bSource:? [A-Z][\w ]{1,30}?)\s+"
    r"(?P<words>(?P<sure>Related (?:News|Stories|Articles|Topics|Content|Coverage|Links)"
    r"|(?:More|Other) (?:Stories|Articles)|You (?:[Mm]ay|[Mm]ight) [Aa]lso [Ll]ike)|Related)\b:?\s+(?=[A-Z0-9])"
)
MAX_RELATED = 3000
TITLES = 0.6
"""The share of words with a capital in a run of titles; sentences of news have at most .4."""
_ENDS = tuple('.!?"”’)]…\n')
_TAIL_STAMP = re.compile(
    r"(?:Last\s+)?[Uu]pdated?(?:\s+(?:on|at))?\s*:?\s|(?:Published|Posted)(?:\s+(?:on|at))?\s*:?\s", re.I
)


def tail(text: str) -> list[Piece]:
    """Peel furniture off the end of the text."""
    pieces: list[Piece] = []
    end = len(text.rstrip())
    while end > 0:
        piece = _last(text, end)
        if piece is None:
            break
        start = piece.span.start + len(piece.span.of(text)) - len(piece.span.of(text).lstrip())
        pieces.append(Piece(Span(start, piece.span.end), piece.stamp))
        end = len(text[: piece.span.start].rstrip())
    return pieces[::-1]


def _footer(text: str, end: int) -> Piece | None:
    """Mark the foot of a page: from the first invitation to follow or subscribe, if the text ends in legal links."""
    if not _FOOT_END.search(text, max(0, end - 60), end):
        return None
    opener = _FOOT_START.search(text, max(0, end - MAX_FOOTER), end)
    return Piece(Span(opener.start("words"), end)) if opener and opener.start() > 0 else None


def _related(text: str, end: int) -> Piece | None:
    """Mark the links to other articles behind the end of this one."""
    for match in _RELATED.finditer(text, max(0, end - MAX_RELATED), end):
        if match.start() < end // 3:
            continue
        titles = re.findall(r"[^\W\d_]{4,}", text[match.end() : end])
        capitals = sum(word[0].isupper() for word in titles)
        if match["sure"] or (titles and capitals >= TITLES * len(titles)):
            return Piece(Span(match.start("words"), end))
    return None


def _last(text: str, end: int) -> Piece | None:
    if related := _related(text, end):
        return related
    base = max(0, end - 500)
    window = text[base:end]
    for pattern in (*_TAIL, _TAIL_TAGS):
        if (match := pattern.search(window)) and base + match.start() > 0:
            return Piece(Span(base + match.start(), end))
    if credit := credit_at_end(text, end):
        return Piece(credit)
    if footer := _footer(text, end):
        return footer
    if stamp := _tail_stamp(text, base, end):
        return stamp
    return _last_words(text, base, end)


def _tail_stamp(text: str, base: int, end: int) -> Piece | None:
    for match in _TAIL_STAMP.finditer(text, max(base, end - 120), end):
        stamp = stamp_at(text, match.start())
        if stamp and re.fullmatch(r"[\s\d]*", text[stamp.span.end : end]):
            return Piece(Span(match.start(), end), stamp)
    return None


def _last_words(text: str, base: int, end: int) -> Piece | None:
    """Mark the words of a button or of navigation in which a text without line breaks ends."""
    window = text[base:end]
    lists = words()
    for count in (4, 3, 2, 1):
        match = re.search(rf"(?:\s\S+){{{count}}}$", window)
        if not match:
            continue
        phrase = " ".join(match[0].lower().split())
        # Without a sentence's end before it, only a phrase of several words, each with a capital, is surely a link.
        if window[: match.start()].rstrip()[-1:] not in _ENDS and (count == 1 or not match[0].istitle()):
            continue
        if phrase in lists["navigation"] or phrase in lists["share"]:
            return Piece(Span(base + match.start(), end))
        if all(word in lists["share"] for word in phrase.split()):
            return Piece(Span(base + match.start(), end))
    return None

"""Versions of one page: captures at different times whose text is nearly the same, with what changed in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz.distance import Indel

from counterclaim.ledger import Change, Report, Span

# Share of the runs of words of the shorter text that the longer must have. Behind one address: a live page that has
# grown keeps what it had, a front page of another day has next to nothing of it. Without an address the words alone
# must show that it is the same article.
SAME_ADDRESS = 0.4
SAME_OUTLET = 0.8

RUN = 4

# Words by which an article without an address is looked up.
OPENING = 8
HEAD = 1_000

# Stretches of more words than these are given as changed whole: to compare them takes the square in time and memory,
# and 4,000 take a fiftieth of a second (2026-11).
MOST_WORDS = 4_000
MOST_SENTENCES = 4_000

# What readers' programs and links from elsewhere add to an address.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|cmpid|ocid|smid|at_\w+|ns_\w+|xtor|ito|spm)", re.I)
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’)]*(?=\s)|(?=\n)|$)")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a sentence with its place."""

    text: str
    start: int
    end: int


def linked(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the reports with each later version linked to the one before it, and what changed between them.

    Versions come from one address, or from one outlet where an address is missing, and share most of their words: the
    text of an agency that two outlets print is no version. The result does not depend on the order of the reports,
    and reports that were linked before are linked anew.
    """
    reports = tuple(replace(report, earlier=None, changes=()) for report in reports)
    later: dict[str, Report] = {}
    for group in _groups(reports):
        ordered = sorted(group, key=_moment)
        for before, after in pairwise(ordered):
            if after.id in later or not _is_version(before, after):
                continue
            later[after.id] = replace(after, earlier=before.id, changes=changes(before, after))
    return tuple(later.get(report.id, report) for report in reports)


def page_key(url: str) -> str:
    """Return what all addresses of one page have in common: no scheme, no "www.", no trackers, no last stroke."""
    parts = urlsplit(url)
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k)))
    host = (parts.netloc.rpartition("@")[2]).lower().removeprefix("www.").removeprefix("m.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def changes(before: Report, after: Report) -> tuple[Change, ...]:
    """Return what differs between the words of two versions, page furniture and white space left out."""
    ones, others = _sentences(before), _sentences(after)
    found = []
    for start, end, other_start, other_end in _differences(ones, others, MOST_SENTENCES):
        words, other_words = _words(before.text, ones[start:end]), _words(after.text, others[other_start:other_end])
        for a, b, c, d in _differences(words, other_words, MOST_WORDS):
            found.append(
                Change(before=_span(words, a, b, ones, start), after=_span(other_words, c, d, others, other_start))
            )
    return tuple(found)


def _groups(reports: tuple[Report, ...]) -> Iterator[list[Report]]:
    """Yield the reports that may be versions of each other: of one address first, then those without any."""
    groups: dict[tuple[str, ...], list[Report]] = {}
    for report in reports:
        if report.url:
            groups.setdefault(("address", page_key(report.url)), []).append(report)
    for report in reports:
        if report.publisher:
            groups.setdefault(("outlet", report.publisher, _opening(report)), []).append(report)
    for key, group in groups.items():
        if len(group) > 1 and not (key[0] == "outlet" and all(report.url for report in group)):
            yield group


def _opening(report: Report) -> str:
    head, at = [], 0
    for span in (*report.furniture, Span(HEAD, HEAD)):
        if at < HEAD:
            head.append(report.text[at : min(span.start, HEAD)])
            at = span.end
    return " ".join(" ".join(head).lower().split()[:OPENING])


def _moment(report: Report) -> tuple[str, str]:
    return report.captured or report.updated or report.published or "", report.id


def _is_version(before: Report, after: Report) -> bool:
    same = bool(before.url and after.url and page_key(before.url) == page_key(after.url))
    if not same and before.url and after.url:
        return False
    one, other = _runs(before), _runs(after)
    fewer = min(len(one), len(other))
    if not fewer:
        return before.text == after.text
    return len(one & other) >= (SAME_ADDRESS if same else SAME_OUTLET) * fewer


def _runs(report: Report) -> set[tuple[str, ...]]:
    words = " ".join(sentence.text for sentence in _sentences(report)).lower().split()
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def _sentences(report: Report) -> list[_Piece]:
    """Return the sentences of the article, roughly, and none of its furniture."""
    found, at = [], 0
    for span in (*report.furniture, Span(len(report.text), len(report.text))):
        for match in _SENTENCE.finditer(report.text, at, span.start):
            if match[0].strip():
                found.append(_Piece(" ".join(match[0].split()), *match.span()))
        at = span.end
    return found


def _words(text: str, sentences: list[_Piece]) -> list[_Piece]:
    return [_Piece(match[0], *match.span()) for one in sentences for match in _WORD.finditer(text, one.start, one.end)]


def _differences(ones: list[_Piece], others: list[_Piece], most: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the ranges of pieces that differ; too many pieces are one difference."""
    first, second = [piece.text for piece in ones], [piece.text for piece in others]
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    first, second = first[start : len(first) - end], second[start : len(second) - end]
    if max(len(first), len(second)) > most:
        yield start, start + len(first), start, start + len(second)
        return
    numbers: dict[str, int] = {}
    ones_numbered = [numbers.setdefault(text, len(numbers)) for text in first]
    others_numbered = [numbers.setdefault(text, len(numbers)) for text in second]
    at, other_at = 0, 0  # ends of what was equal last
    for step in (*Indel.opcodes(ones_numbered, others_numbered), None):
        if step is not None and step.tag != "equal":
            continue
        a, c = (step.src_start, step.dest_start) if step else (len(first), len(second))
        if a > at or c > other_at:
            yield start + at, start + a, start + other_at, start + c
        at, other_at = (step.src_end, step.dest_end) if step else (a, c)


def _span(words: list[_Piece], start: int, end: int, sentences: list[_Piece], at: int) -> Span:
    """Return the stretch of some words; an empty one at the place where words are missing."""
    if start < end:
        return Span(words[start].start, words[end - 1].end)
    if words:
        place = words[start].start if start < len(words) else words[-1].end
    else:
        place = sentences[at].start if at < len(sentences) else (sentences[-1].end if sentences else 0)
    return Span(place, place)

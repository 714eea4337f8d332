"""Passages that stand in several reports word for word or nearly so: wire copy, abridged, retitled, stitched together.

Reports are compared by their runs of five words, through an index of those runs, so that the work grows with the text
and not with the number of pairs. Runs that follow each other in both reports, with at most a few words changed or left
out between them, are one passage. Which report had it first is told by the dates of publication, or not at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from counterclaim.events.case_draft import CaseDraft
from counterclaim.events.runs import RUN, WORD, Run
from counterclaim.findings import Copy, Passage
from counterclaim.ledger import Report, Span
from counterclaim.stages import Stage

# Fewer shared words are alike by chance: titles of office, names of bodies and the formulas of the trade. Read through
# by hand on 391 reports of one war: from 16 words on, every passage found was copied, or quoted from one text.
FEWEST_WORDS = 16
# So many words may be changed, left out or put in between two runs of one passage.
GAP = 8
# Share of a passage's words in either report that must stand in the other.
SHARED = 0.7
# A run is looked up in so many of the first reports that have it: the others have it from the same place.
MOST_LOOKED_UP = 3
# A run may go on with one of so many passages that were found last.
OPEN_CHAINS = 4
DAY = len("2017-04-04")


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a report, page furniture left out, with their places."""

    report: Report
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def span(self, first: int, last: int) -> Span:
        """Return the stretch from one word to another, both included."""
        return Span(self.spans[first][0], self.spans[last][1])


@dataclass(frozen=True, slots=True)
class _Match:
    """A passage of one report (its words from ``first`` to ``last``) in an earlier one."""

    other: int
    first: int
    last: int
    other_first: int
    other_last: int
    shared: float


def _stage(draft: CaseDraft) -> CaseDraft:
    return replace(draft, passages=tuple(find_passages(draft.reports)))


def find_passages(reports: Iterable[Report]) -> Iterator[Copy]:
    """Yield the passages that several reports share, in reading order."""
    texts = [_text(report) for report in reports]
    index: dict[Run, list[tuple[int, int]]] = {}
    groups: dict[int, list[tuple[int, int, int, float]]] = {}
    owners: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        for match in _matches(text, index):
            group = _group_of(owners[match.other], match, len(groups))
            if group not in groups:
                groups[group] = [(match.other, match.other_first, match.other_last, match.shared)]
                owners[match.other].append((match.other_first, match.other_last, group))
            groups[group].append((number, match.first, match.last, match.shared))
            owners[number].append((match.first, match.last, group))
        for at in range(len(text.words) - RUN + 1):
            held = index.setdefault(text.words[at : at + RUN], [])
            if len(held) < MOST_LOOKED_UP:
                held.append((number, at))
    every = (members for members in groups.values() if any(_says_something(texts[n], *at) for n, *at, _ in members))
    copies = sorted((_copy(texts, members) for members in every), key=_order)
    yield from (replace(copy, id=f"c{n}") for n, copy in enumerate(copies, start=1))


def _text(report: Report) -> _Text:
    words, spans = [], []
    for match in WORD.finditer(report.text):
        if not any(f.start <= match.start() < f.end for f in report.furniture):
            words.append(match[0].lower())
            spans.append(match.span())
    return _Text(report, tuple(words), tuple(spans))


def _matches(text: _Text, index: Mapping[Run, list[tuple[int, int]]]) -> Iterator[_Match]:
    """Yield the passages that a report shares with earlier ones; each of its words is in one passage at most."""
    hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for at in range(len(text.words) - RUN + 1):
        for number, there in index.get(text.words[at : at + RUN], ()):
            hits[number].append((at, there))
    found = [match for number, pairs in hits.items() for match in _chains(number, pairs)]
    taken: set[int] = set()
    for match in sorted(found, key=lambda m: (m.first - m.last, m.first, m.other)):
        if not taken & set(range(match.first, match.last + 1)):
            taken.update(range(match.first, match.last + 1))
            yield match


def _chains(number: int, pairs: Sequence[tuple[int, int]]) -> Iterator[_Match]:
    """Yield the passages that runs make which follow each other in both reports."""
    chains: list[list[tuple[int, int]]] = []
    for at, there in sorted(pairs):
        follows = (
            c
            for c in reversed(chains[-OPEN_CHAINS:])
            if 0 < at - c[-1][0] <= RUN + GAP and 0 < there - c[-1][1] <= RUN + GAP
        )
        chain = next(follows, None)
        if chain is None:
            chains.append([(at, there)])
        else:
            chain.append((at, there))
    for chain in chains:
        ours = {word for at, _ in chain for word in range(at, at + RUN)}
        theirs = {word for _, there in chain for word in range(there, there + RUN)}
        first, last, other_first, other_last = min(ours), max(ours), min(theirs), max(theirs)
        shared = min(len(ours) / (last - first + 1), len(theirs) / (other_last - other_first + 1))
        if len(ours) >= FEWEST_WORDS and shared >= SHARED:
            yield _Match(number, first, last, other_first, other_last, shared)


def _group_of(known: Sequence[tuple[int, int, int]], match: _Match, new: int) -> int:
    """Return the group of a passage of the other report that covers most of this one, or a new group."""
    size = match.other_last - match.other_first + 1
    for first, last, group in known:
        common = min(last, match.other_last) - max(first, match.other_first) + 1
        if common >= SHARED * max(size, last - first + 1):
            return group
    return new


def _says_something(text: _Text, first: int, last: int) -> bool:
    """Tell whether a passage holds words of a statement; what does not is mostly page furniture."""
    span = text.span(first, last)
    return any(content.overlaps(span) for statement in text.report.statements for content in statement.content)


def _copy(texts: Sequence[_Text], members: Sequence[tuple[int, int, int, float]]) -> Copy:
    widest: dict[int, tuple[int, int]] = {}
    for number, first, last, _ in members:
        before = widest.get(number, (first, last))
        widest[number] = (min(first, before[0]), max(last, before[1]))
    passages = [Passage(report=texts[n].report.id, span=texts[n].span(first, last)) for n, (first, last) in
                sorted(widest.items(), key=lambda item: (texts[item[0]].report.published or "9", item[0]))]  # fmt: skip
    source, reason = _source([texts[n].report for n in widest])
    return Copy(id="", passages=tuple(passages), source=source, reason=reason,
                shared=round(min(shared for *_, shared in members), 2))  # fmt: skip


def _source(reports: Sequence[Report]) -> tuple[str | None, str]:
    """Return the report that had a passage first, and how that is known; None where the dates do not tell."""
    undated = [r.id for r in reports if not r.published]
    if undated:
        return None, f"{undated[0]} has no date of publication"
    days = sorted((str(r.published)[:DAY], r.id) for r in reports)
    if days[0][0] < days[1][0]:
        return days[0][1], f"published on {days[0][0]}, the next one on {days[1][0]}"
    moments = [moment for r in reports if (moment := _moment(str(r.published)))]
    if len(moments) == len(reports) and len(set(moments)) == len(moments):
        first = min(reports, key=lambda r: _moment(str(r.published)) or datetime.max)
        return first.id, f"published at {first.published}, before the others"
    return None, f"published on the same day, {days[0][0]}"


def _moment(published: str) -> datetime | None:
    """Return a time of publication that can be compared with others: only one that has its zone."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _order(copy: Copy) -> tuple[object, ...]:
    return (-len(copy.passages), copy.passages[0].report, copy.passages[0].span)


STAGE: Stage[CaseDraft] = Stage("passages.v1", requires=("reports",), assigns=("passages",), run=_stage)

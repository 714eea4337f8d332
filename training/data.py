"""Read attributions, standoff or marked up, and cut texts into windows of word pieces with labels."""

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from annotated import UNKNOWN_AGENT, Annotated, Taught

from counterclaim.encoder.heads import ROLES, SPANS, VALUES
from counterclaim.encoder.pieces import CONTEXT, LOOKS, SHAPES, context_of, looks_of, word_starts
from counterclaim.encoder.runs import TAGS

LINKED = ("source", "content")  # the roles that hang on a cue
IGNORE = -100
O, B, I, E, S = range(len(TAGS))  # noqa: E741 - the customary letters
LOST_MARKS = re.compile("[,\"'“”‘’«»]")  # what many scraped reports have lost
MARKUP = re.compile(r"\[(\d+)([scq]):|\]")
ROLE_OF = {"s": "source", "c": "cue", "q": "content"}
SHORTEST = 16  # pieces; a shorter rest of a text teaches nothing about linking

Spans = list[tuple[int, int]]
Offsets = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: character spans for each role."""

    source: Spans
    cue: Spans
    content: Spans

    def of(self, role: str) -> Spans:
        """Return the spans of one role."""
        spans: Spans = getattr(self, role)
        return spans


@dataclass(frozen=True, slots=True)
class Article:
    """A text with all its attributions, and with what it tells of happening where that was annotated.

    Attributes:
        gold: None where nobody annotated who says what.
        taught: None where nobody annotated what is told.
    """

    name: str
    text: str
    gold: tuple[Gold, ...] | None
    taught: tuple[Taught, ...] | None = None


def article_of(annotated: Annotated) -> Article:
    """Return an annotated report as an article."""
    gold = tuple(Gold(a.source, a.cue, a.content) for a in annotated.attributed)
    return Article(annotated.name, annotated.text, gold, annotated.taught)


def read_standoff(ann: str) -> tuple[Gold, ...]:
    """Read the attributions of one standoff file; spans in no attribution are left out."""
    spans: dict[str, Spans] = {}
    events = []
    for line in ann.split("\n"):
        if re.match(r"T\d+\t", line):
            number, head = line.split("\t")[:2]
            parts = [p.split() for p in head.split(" ", 1)[1].split(";")]
            spans[number] = [(int(s), int(e)) for s, e in parts]
        elif re.match(r"E\d+\t", line):
            events.append(line.split("\t", 1)[1].split())
    found = []
    for event in events:  # an event may stand before its spans
        roles: dict[str, Spans] = {r: [] for r in ROLES}
        for arg in event:
            role, number = arg.rsplit(":", 1)
            role = role.rstrip("0123456789").lower()
            if role in roles:
                roles[role] = sorted(roles[role] + spans[number])
        found.append(Gold(**roles))
    return tuple(found)


def read_articles(folder: Path) -> list[Article]:
    """Read a split (text/ and attributions/); of several annotators the first counts."""
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], path)
    return [
        Article(p.stem, p.read_bytes().decode(), read_standoff(files[p.stem].read_bytes().decode()))
        for p in sorted((folder / "text").glob("*.txt"))
    ]


def read_marked_up(path: Path) -> list[Article]:
    """Read texts with their attributions marked as ``[1s:source]``, ``[1c:cue]``, ``[1q:content]``; "===" parts them.

    Raises:
        ValueError: a bracket is not closed or closes nothing, or an attribution lacks a cue.
    """
    blocks = re.split(r"^===\s*$", path.read_text("utf-8"), flags=re.M)
    return [_marked_up(f"{path.stem}-{n}", b.strip("\n")) for n, b in enumerate(blocks, 1) if b.strip()]


def _marked_up(name: str, marked: str) -> Article:
    text, open_spans, at = "", [], 0
    roles: dict[str, dict[str, Spans]] = {}
    for mark in MARKUP.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            open_spans.append((mark[1], ROLE_OF[mark[2]], len(text)))
        elif open_spans:
            number, role, start = open_spans.pop()
            roles.setdefault(number, {r: [] for r in ROLES})[role].append((start, len(text)))
        else:
            raise ValueError(f"{name}: a bracket closes nothing after “{text[-40:]}”")
    if open_spans:
        raise ValueError(f"{name}: {open_spans[-1]} is not closed")
    for number, spans in roles.items():
        if not spans["cue"]:
            raise ValueError(f"{name}: attribution {number} has no cue")
    gold = tuple(Gold(**{r: sorted(s) for r, s in spans.items()}) for spans in roles.values())
    return Article(name, text + marked[at:], gold)


def without_marks(article: Article) -> Article:
    """Drop all commas, apostrophes and quotation marks, as scraped reports have lost them."""
    kept = np.array([not LOST_MARKS.fullmatch(c) for c in article.text], dtype=np.int64)
    place = np.concatenate([[0], np.cumsum(kept)])

    def moved(spans: Spans) -> Spans:
        shifted = [(int(place[s]), int(place[e])) for s, e in spans]
        return [(s, e) for s, e in shifted if s < e]

    text = "".join(c for c, k in zip(article.text, kept, strict=True) if k)
    gold = article.gold and tuple(Gold(moved(g.source), moved(g.cue), moved(g.content)) for g in article.gold)
    taught = article.taught and tuple(replace(t, span=s) for t in article.taught for s in moved([t.span]))
    return Article(article.name, text, gold, taught)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the tagger sees it, with the pieces at which words begin; only those carry labels."""

    ids: list[int]
    offsets: Offsets
    looks: np.ndarray
    starts: np.ndarray


def pieces_of(text: str, tokenizer: object) -> Pieces:
    """Cut a text into pieces."""
    encoded = tokenizer.encode(text, add_special_tokens=False)  # type: ignore[attr-defined]
    return Pieces(encoded.ids, encoded.offsets, looks_of(text, encoded.offsets), word_starts(text, encoded.offsets))


@dataclass(frozen=True, slots=True)
class Window:
    """A training example.

    Attributes:
        ids, looks: [T], with the markers.
        flat: [T, len(SPANS)] tags of the span heads; IGNORE where no word begins or nobody annotated.
        values: [T, len(VALUES)] classes of the run that a word lies in; IGNORE elsewhere.
        shares: [T, len(VALUES)] what a word counts for in its run, 1 a run.
        cues: the pieces of each cue that begin a word.
        linked: [C, T, 2] tags of the source and the content of each cue.
    """

    ids: np.ndarray
    looks: np.ndarray
    flat: np.ndarray
    values: np.ndarray
    shares: np.ndarray
    cues: list[np.ndarray]
    linked: np.ndarray


def write_tags(row: np.ndarray, spans: Spans, begins: np.ndarray, words: np.ndarray, low: int, high: int) -> None:
    """Write the tags of character spans into a row [T]; what a window cuts off has no begin or end there.

    Args:
        row: the tags to change.
        spans: of one role.
        begins: for each word its first character.
        words: for each word the place in the row.
        low, high: the characters that the window sees.
    """
    for start, end in spans:
        inside = np.flatnonzero((begins >= start) & (begins < end))
        if not len(inside):
            continue
        places = words[inside]
        opened, closed = start >= low, end <= high
        row[places] = I
        if opened and closed and len(places) == 1:
            row[places[0]] = S
            continue
        if opened:
            row[places[0]] = B
        if closed:
            row[places[-1]] = E


def label_window(pieces: Pieces, article: Article, bounds: tuple[int, int], markers: tuple[int, int]) -> Window:
    """Label one window; a cue that is not wholly inside keeps only its flat labels."""
    first, last = bounds
    context = context_of(pieces.ids, pieces.looks, first, markers)
    ahead = len(context.ids)
    size = ahead + last - first + 1
    inside = pieces.starts[(pieces.starts >= first) & (pieces.starts < last)]
    words = inside - first + ahead
    begins = np.array([pieces.offsets[i][0] for i in inside], dtype=np.int64)
    low, high = pieces.offsets[first][0], pieces.offsets[last - 1][1]
    flat = np.full((size, len(SPANS)), IGNORE, dtype=np.int64)
    cues, linked = [], []
    if article.gold is not None:
        flat[words, : len(ROLES)] = O
    for item in article.gold or ():
        for role, name in enumerate(ROLES):
            write_tags(flat[:, role], item.of(name), begins, words, low, high)
        if item.cue and low <= min(item.cue)[0] and max(item.cue)[1] <= high:
            own = [words[(begins >= s) & (begins < e)] for s, e in item.cue]
            places = np.concatenate(own)
            if len(places):
                rows = np.full((size, len(LINKED)), IGNORE, dtype=np.int64)
                rows[words] = O
                for role, name in enumerate(LINKED):
                    write_tags(rows[:, role], item.of(name), begins, words, low, high)
                cues.append(places)
                linked.append(rows)
    values = np.full((size, len(VALUES)), IGNORE, dtype=np.int64)
    shares = np.zeros((size, len(VALUES)), dtype=np.float32)
    if article.taught is not None:
        flat[words, len(ROLES) :] = O
        teach(flat, values, shares, article.taught, begins, words, (low, high))
    ids = np.array([*context.ids, *pieces.ids[first:last], markers[1]])
    looks = np.array([*context.looks, *pieces.looks[first:last], LOOKS - 1])
    stacked = np.stack(linked) if linked else np.zeros((0, size, len(LINKED)), dtype=np.int64)
    return Window(ids, looks, flat, values, shares, cues, stacked)


def teach(
    flat: np.ndarray,
    values: np.ndarray,
    shares: np.ndarray,
    taught: tuple[Taught, ...],
    begins: np.ndarray,
    words: np.ndarray,
    seen: tuple[int, int],
) -> None:
    """Write the runs that tell of happening, long ones first, so that a short one inside another is kept."""
    heads, classes = list(VALUES), {name: list(c) for name, c in VALUES.items()}
    for one in sorted(taught, key=lambda t: (t.head != UNKNOWN_AGENT, t.span[0] - t.span[1])):
        places = words[(begins >= one.span[0]) & (begins < one.span[1])]
        if not len(places):
            continue
        if one.head == UNKNOWN_AGENT:
            flat[places, SPANS.index("agent")] = IGNORE
            continue
        write_tags(flat[:, SPANS.index(one.head)], [one.span], begins, words, *seen)
        for head, value in one.classes:
            values[places, heads.index(head)] = classes[head].index(value)
            shares[places, heads.index(head)] = 1 / len(places)


def windows_of(article: Article, tokenizer: object, window: int, start: int = 0) -> list[Window]:
    """Cut an article into neighbouring windows, the first one after `start` pieces."""
    markers = tuple(tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]"))  # type: ignore[attr-defined]
    pieces = pieces_of(article.text, tokenizer)
    edges = sorted({0, *range(start, len(pieces.ids), window - 2 - CONTEXT)})
    bounds = zip(edges, [*edges[1:], len(pieces.ids)], strict=True)
    return [label_window(pieces, article, (a, b), markers) for a, b in bounds if b - a >= SHORTEST]


@dataclass(frozen=True, slots=True)
class Damage:
    """How often a text is shown as reports are that lost something on their way: shares of the texts, 0 to 1."""

    marks: float
    lines: float


def training_windows(
    articles: list[Article], tokenizer: object, *, window: int, damage: Damage, rng: random.Random
) -> list[Window]:
    """Cut all articles anew for one epoch, some of them without quotation marks, some without line breaks."""
    out = []
    for article in articles:
        seen = without_marks(article) if rng.random() < damage.marks else article
        start = 0 if len(seen.text) < window else rng.randrange(window // 2)
        cut = windows_of(seen, tokenizer, window, start)
        if rng.random() < damage.lines:
            for w in cut:
                w.looks[1:-1] %= SHAPES
        out += cut
    rng.shuffle(out)
    return out

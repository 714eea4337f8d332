"""Read PolNeAR-style standoff annotation and cut texts into windows of word pieces."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROLES = ("source", "cue", "content")
LINKED = ("source", "content")  # the roles that hang on a cue
IGNORE = -100
LOST_MARKS = re.compile("[,\"'“”‘’«»]")  # what many scraped reports have lost

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
    """A text with all its attributions."""

    name: str
    text: str
    gold: tuple[Gold, ...]


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


def without_marks(article: Article) -> Article:
    """Drop all commas, apostrophes and quotation marks, as scraped reports have lost them."""
    kept = np.array([not LOST_MARKS.fullmatch(c) for c in article.text], dtype=np.int64)
    place = np.concatenate([[0], np.cumsum(kept)])

    def moved(spans: Spans) -> Spans:
        shifted = [(int(place[s]), int(place[e])) for s, e in spans]
        return [(s, e) for s, e in shifted if s < e]

    text = "".join(c for c, k in zip(article.text, kept, strict=True) if k)
    gold = tuple(Gold(moved(g.source), moved(g.cue), moved(g.content)) for g in article.gold)
    return Article(article.name, text, gold)


def pieces_of(spans: Spans, offsets: Offsets) -> list[list[int]]:
    """List for each span the word pieces that it touches; empty lists are left out."""
    touched = [[i for i, (s, e) in enumerate(offsets) if s < end and start < e] for start, end in spans]
    return [t for t in touched if t]


@dataclass(frozen=True, slots=True)
class Window:
    """A training example: pieces with their BIO labels and the pieces that belong to each cue."""

    ids: np.ndarray  # [T]
    bio: np.ndarray  # [T, 3]; 0 outside, 1 beginning, 2 inside
    cues: np.ndarray  # [C]; the first piece of each cue
    members: np.ndarray  # [C, 2, T]; 1 where a piece is in the cue's source / content


def label_window(ids: list[int], offsets: Offsets, gold: tuple[Gold, ...]) -> Window:
    """Label one window; cues that begin outside it keep only their BIO labels."""
    size = len(ids)
    bio = np.zeros((size, len(ROLES)), dtype=np.int64)
    cues, members = [], []
    low, high = offsets[1][0], offsets[-2][1]
    for item in gold:
        touched = {r: pieces_of([s for s in item.of(r) if s[0] < high and low < s[1]], offsets) for r in ROLES}
        for role, name in enumerate(ROLES):
            for run in touched[name]:
                bio[run, role] = 2
                bio[run[0], role] = 1
        if touched["cue"] and min(s for s, _ in item.cue) >= low:
            row = np.zeros((len(LINKED), size), dtype=np.float32)
            for r, name in enumerate(LINKED):
                for run in touched[name]:
                    row[r, run] = 1
            cues.append(touched["cue"][0][0])
            members.append(row)
    stacked = np.stack(members) if members else np.zeros((0, len(LINKED), size), dtype=np.float32)
    return Window(np.array(ids), bio, np.array(cues, dtype=np.int64), stacked)


def windows_of(article: Article, tokenizer: object, window: int, start: int = 0) -> list[Window]:
    """Cut an article into neighbouring windows, the first one after `start` pieces."""
    encoded = tokenizer.encode(article.text, add_special_tokens=False)  # type: ignore[attr-defined]
    first, last = (tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]"))  # type: ignore[attr-defined]
    out = []
    room = window - 2
    edges = sorted({0, *range(start, len(encoded.ids), room)})
    for low, high in zip(edges, [*edges[1:], len(encoded.ids)], strict=True):
        if high - low >= 16:  # a shorter rest teaches nothing about linking
            ids = [first, *encoded.ids[low:high], last]
            offsets = [(0, 0), *encoded.offsets[low:high], (0, 0)]
            out.append(label_window(ids, offsets, article.gold))
    return out


def training_windows(
    articles: list[Article], tokenizer: object, *, window: int, lost: float, rng: random.Random
) -> list[Window]:
    """Cut all articles anew for one epoch, a share `lost` of them without commas and quotation marks."""
    out = []
    for article in articles:
        seen = without_marks(article) if rng.random() < lost else article
        out += windows_of(seen, tokenizer, window, start=rng.randrange(window // 2))
    rng.shuffle(out)
    return out

"""What a report is about in the words of its head: a bus, a convoy, a bakery, the name of a quarter.

Two reports on one event share such words though they share no sentence. What all reports on such events say ("killed",
"the observatory said") is left out, and so is what the reports compare by other means: places and numbers.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from counterclaim.ledger import Report

# Title and lead tell what a report is about: its first so many words.
HEAD = 110
SHORTEST = 3
WORD = re.compile(r"[^\W\d_][\w'’-]+")
ENDING = re.compile(r"(?:['’]s|s|ed|ing)$")
# Share of words in common (of the geometric mean of both numbers), from which heads are alike a little, clearly and
# very much. Set on 391 reports of one war: of reports of one town and day, 9 of 10 of one event share 0.09 and more,
# and of two events not a third do; from 0.25 on, hardly any two are of different events.
ALIKE = (0.1, 0.16, 0.25)


@cache
def _common() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS  # slow to load; a case that only grows has its words already

    text = files("counterclaim.events").joinpath("data", "common_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(_stem(word) for word in (*" ".join(lines).split(), *STOP_WORDS))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return ENDING.sub("", word.lower())


def subject(report: Report) -> frozenset[str]:
    """Return the words of a report's head that tell what it is about, without their endings."""
    found: list[str] = []
    for match in WORD.finditer(report.text):
        if len(found) >= HEAD:
            break
        if not any(f.start <= match.start() < f.end for f in report.furniture):
            found.append(match[0])
    return frozenset(stem for word in found if len(stem := _stem(word)) >= SHORTEST) - _common()


def likeness(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how much two heads are alike: 0 (not), 1 (a little), 2 (clearly) or 3 (very much)."""
    if not one or not other:
        return 0
    share = len(one & other) / (len(one) * len(other)) ** 0.5
    return sum(share >= least for least in ALIKE)

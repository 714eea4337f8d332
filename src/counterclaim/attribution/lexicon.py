"""The cue words: verbs, phrases and nouns that attribute, read from the tables under ``data/``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.ledger import Stance

DATA = files("counterclaim.attribution") / "data"


@dataclass(frozen=True, slots=True)
class CueWord:
    """One row of a cue table: the stance it expresses, and what its content may be (letters of ``cues.tsv``)."""

    stance: Stance
    takes: str


@dataclass(frozen=True, slots=True)
class HedgePhrase:
    """One row of the hedge table; bounds by yardstick, where a published one has the phrase."""

    words: tuple[str, ...]
    bounds: tuple[tuple[str, float, float], ...]


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table under ``data/``, comments and blank lines left out."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@cache
def verbs() -> dict[str, CueWord]:
    """Return the attributing verbs by lemma."""
    return {lemma: CueWord(_stance(stance), takes) for lemma, stance, takes in rows("cues.tsv")}


@cache
def phrases() -> dict[str, tuple[tuple[tuple[str, ...], CueWord], ...]]:
    """Return the attributing phrases by the lemma that begins them: the words that follow, and the cue word."""
    out: dict[str, tuple[tuple[tuple[str, ...], CueWord], ...]] = {}
    for words, stance, takes in rows("phrases.tsv"):
        first, *rest = words.split()
        out[first] = (*out.get(first, ()), (tuple(rest), CueWord(_stance(stance), takes)))
    return out


@cache
def nouns() -> dict[str, CueWord]:
    """Return the nouns that attribute, by lemma."""
    return {lemma: CueWord(_stance(stance), "c") for lemma, stance in rows("nouns.tsv")}


@cache
def head_sorts() -> dict[str, str]:
    """Return the sort of speaker (person, organisation, media, group, document) by the lemma of a common noun."""
    return {lemma: sort for lemma, sort in rows("heads.tsv")}  # noqa: C416 (rows are lists, typed so)


@cache
def channels() -> frozenset[str]:
    """Return the words for what a speaker says something in ("statement", "interview")."""
    return frozenset(word for (word,) in rows("channels.txt"))


@cache
def hedges() -> tuple[HedgePhrase, ...]:
    """Return the hedges, longest first, so that "highly unlikely" is found before "unlikely"."""
    found = []
    for words, *numbers in rows("hedges.tsv"):
        pairs = (("PHIA", numbers[0:2]), ("ICD 203", numbers[2:4]))
        bounds = tuple((scale, float(low), float(high)) for scale, (low, high) in pairs if low != "-")
        found.append(HedgePhrase(tuple(words.split()), bounds))
    return tuple(sorted(found, key=lambda phrase: (-len(phrase.words), phrase.words)))


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule of a statement's ``why``, in an editor's words; ``lowers`` is empty where it lowers no confidence."""

    words: str
    lowers: str


def reasons(why: str) -> tuple[Reason, ...]:
    """Return the rules of a statement's ``why`` in words; one that the table lacks is told as it stands."""
    return tuple(_reason(rule) for rule in why.split("; ") if rule)


def _reason(rule: str) -> Reason:
    begins, _, quoted = rule.partition("“")
    found = _reasons().get(rule) or _reasons().get(f"{begins}“")
    return Reason(found.words.format(quoted.removesuffix("”")), found.lowers) if found else Reason(rule, "")


@cache
def _reasons() -> dict[str, Reason]:
    return {rule: Reason(words, "" if lowers == "-" else lowers) for rule, words, lowers in rows("why.tsv")}


def _stance(word: str) -> Stance:
    match word:
        case "asserts" | "denies" | "doubts" | "asks":
            return word
    raise ValueError(f"unknown stance {word!r} in a cue table")

"""Which language a report is written in."""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Share of common English words from which a text is English without asking the model: half of 400 English reports
# had 0.22 and more, 19 of 20 had 0.14, and sentences in ten other languages had none (2026-11).
SURELY_ENGLISH = 0.12

# The same below which a text that the model cannot place is not assumed to be English.
MAYBE_ENGLISH = 0.04

# Probability from which the model's answer counts. It gave 0.99 on sentences in nine other languages and below 0.25
# on headlines and lists of names, where its answer was often wrong ("Reuters: 58 dead" is "de").
SURE = 0.9

# Languages so near to each other that the model shares its probability among them: together they are sure. A variety
# without a code of two letters goes by the language it belongs to.
KIN = (
    ("ar", "ary", "arz"), ("zh", "wuu", "yue", "gan", "hak", "lzh"), ("fa", "prs", "mzn", "azb"), ("ms", "id"),
    ("hr", "sr", "bs", "sh"), ("no", "nb", "nn", "da"), ("cs", "sk"), ("ku", "ckb", "kmr"), ("pt", "gl"),
    ("ru", "be", "uk"),
)  # fmt: skip

# A text of fewer words may be a headline or a list of names, in which no common word need stand.
SHORT = 30

# Characters that are looked at: enough for certainty, and a bound on the time.
PROBE = 6000

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _english() -> frozenset[str]:
    text = (files("counterclaim.ingest") / "data" / "english.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _model() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # heavy, and not needed for a text in English

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of the text; None where it cannot be told."""
    words = _WORD.findall(text[:PROBE].lower())
    if not words:
        return None
    english = sum(word in _english() for word in words) / len(words)
    if english >= SURELY_ENGLISH:
        return "en"
    if other := _other(text[:PROBE]):
        return other
    return "en" if english >= MAYBE_ENGLISH and _mostly_ascii(text[:PROBE]) else None


def _other(text: str) -> str | None:
    """Return the language that the model is sure of; None if it is not."""
    ranked = {str(language): float(probability) for language, probability in _model().rank(text)}
    best = max(ranked, key=lambda language: ranked[language])
    kin = next((kin for kin in KIN if best in kin), (best,))
    if best == "und" or sum(ranked.get(language, 0.0) for language in kin) < SURE:
        return None
    return best if len(best) == 2 else kin[0]


def _mostly_ascii(text: str) -> bool:
    return sum(char < "\x80" for char in text) >= 0.95 * len(text)


def unread(language: str | None, text: str) -> str | None:
    """Say why a report in this language is kept but not read; None for one that is read.

    A short text in plain Latin letters whose language cannot be told is read: a wrong refusal loses a report, a
    wrong reading shows at once.
    """
    if language == "en":
        return None
    if language:
        return f"language {language}: only English is read"
    if _mostly_ascii(text[:PROBE]) and len(_WORD.findall(text[:PROBE])) < SHORT:
        return None
    return "language unknown: only English is read"

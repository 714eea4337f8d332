"""How place names are compared: folded, without the Arabic article, and as a skeleton that transliterations share."""

import re
import unicodedata

ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "ez", "an", "es", "ul", "ed", "er", "et"})
"""The Arabic article as it is romanised, assimilated or not."""

ARTICLE_COUNTRIES = frozenset(
    {
        "AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "MR", "OM",
        "PK", "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "TR", "YE",
    }
)  # fmt: skip
"""Where names carry the Arabic article; El Paso and El Salvador keep theirs."""

ROMANISED_COUNTRIES = ARTICLE_COUNTRIES | {
    "AM", "AZ", "BD", "BY", "ER", "ET", "GE", "IN", "KG", "KZ", "LK", "MM", "MN", "NP", "RU", "TJ", "TM", "UA", "UZ",
}  # fmt: skip
"""Where Latin spelling is a transliteration, so that one name has many spellings."""

MARKS = re.compile(r"[\u0300-\u036f'’‘`ʿʾʼʻ´.]+")
BREAKS = re.compile(r"[^a-z0-9]+")
SPECIAL = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
                         "ə": "a", "ħ": "h"})  # fmt: skip


def fold(name: str) -> str:
    """Return the name in small letters, without accents, apostrophes and hyphens."""
    plain = MARKS.sub("", unicodedata.normalize("NFKD", name.lower().translate(SPECIAL)))
    return BREAKS.sub(" ", plain).strip()


def bare(folded: str) -> str:
    """Return a folded name without Arabic articles ("deir ez zor" is "deir zor"); unchanged if nothing is left."""
    kept = [word for word in folded.split() if word not in ARTICLES]
    return " ".join(kept) or folded


LETTERS = (
    (re.compile(r"dj"), "j"),
    (re.compile(r"tch|ch|sch"), "sh"),
    (re.compile(r"q|ck|c(?![hs])"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"p"), "b"),
    (re.compile(r"ou|oo|aw|au|ow|uw|w|o"), "u"),
    (re.compile(r"ay|ai|ei|ey|ee|ie|iy|yy|y|j(?=[b-df-hj-np-tv-z])"), "i"),
    (re.compile(r"(?:eh|ah|a|e|h|i)\b"), ""),
    (re.compile(r"([a-z])\1+"), r"\1"),
    (re.compile(r"e"), "a"),
    (re.compile(r"i(?=[aiu])|(?<=[aiu])i(?=[b-z])"), "i"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
SHORT_VOWELS = re.compile(r"(?<=[b-df-hj-np-tv-z])a(?=[b-df-hj-np-tv-z])")
MIN_SKELETON = 4
"""Letters that a skeleton needs: with fewer, too many names share one."""


def skeleton(folded: str) -> str | None:
    """Return what the transliterations of a name have in common ("sheikhoun", "shaykhun"); None if too little is.

    Long vowels are written alike (ou, oo, o, w: u; ee, ei, y: i), q is k, dj is j, ch is sh, doubled letters are
    single, a final h, a or e is dropped, and short a and e inside a word are left out.
    """
    name = bare(folded)
    for pattern, to in LETTERS:
        name = pattern.sub(to, name)
    words = [SHORT_VOWELS.sub("", word) for word in name.split()]
    joined = " ".join(word for word in words if word)
    return joined if len(joined.replace(" ", "")) >= MIN_SKELETON else None

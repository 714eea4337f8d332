"""Headlines that attribute without a verb: "Monitor: 40 dead", "40 dead - monitor", "40 dead, activists"."""

from functools import cache

from spacy.tokens import Doc, Token

from counterclaim.attribution import lexicon
from counterclaim.attribution.cues import Cue
from counterclaim.attribution.sources import Source
from counterclaim.draft import Sentence
from counterclaim.language.parties import home_state
from counterclaim.language.party_table import states
from counterclaim.ledger import Span

# A name before a colon or behind a dash has at most this many words; a longer one is a clause.
NAME_WORDS = 5


def find(doc: Doc, sentence: Sentence, is_party: frozenset[int]) -> tuple[Cue, tuple[int, int]] | None:
    """Return the cue of such a headline and its content, as token ranges.

    Args:
        is_party: indices of tokens that belong to a party, so that "Reuters: ..." is known for a speaker.
    """
    tokens = [t for t in doc[sentence.first : sentence.last] if not t.is_space]
    start = sentence.first
    for place, token in enumerate(tokens):
        if token.text not in {":", "-", "–", "—", "|", ","} or not 0 < place < len(tokens) - 1:
            continue
        before, after = tokens[:place], tokens[place + 1 :]
        if token.text == ":" and _is_topic(before, after, is_party):
            start = after[0].i
            continue
        if token.text == ":" and _names_speaker(before, is_party) and len(after) > 2:
            return _cue(before, token.i), (after[0].i, sentence.last)
        if after[0].lower_ in SAYS and _names_speaker(after[1:], is_party) and len(before) > 2:
            return _cue(after[1:], after[0].i), (sentence.first, token.i)
        if after[-1].lower_ in SAYS and _names_speaker(after[:-1], is_party) and len(before) > 2:
            return _cue(after[:-1], after[-1].i), (start, token.i)
        if _names_speaker(after, is_party) and len(before) > 2 and token.text != "|":
            return _cue(after, token.i), (sentence.first, token.i)
    last = tokens[-1]
    # "... attacks Aleppo Monitor": the comma before the speaker was lost.
    if (
        len(tokens) > 4
        and last.lower_ in BARE
        and tokens[-2].pos_ not in {"ADP", "DET", "ADJ", "CCONJ", "PART", "VERB"}
    ):
        return _cue([last], last.i), (sentence.first, last.i)
    return None


# Verbs that stand before the speaker behind a headline's comma ("..., says ministry").
SAYS = frozenset(
    ["say", "says", "said", "claim", "claims", "report", "reports", "warn", "warns", "confirm", "confirms"]
)
BARE = frozenset(["monitor", "monitors", "activists", "officials", "witnesses", "medics", "observatory"])


def _names_speaker(tokens: list[Token], is_party: frozenset[int]) -> bool:
    words = [t for t in tokens if not t.is_punct]
    if not 0 < len(words) <= NAME_WORDS or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in words):
        return False
    head = words[-1]
    return head.lemma_.lower() in lexicon.head_sorts() or head.i in is_party or head.ent_type_ in {"PERSON", "ORG"}


def is_topic(doc: Doc, sentence: Sentence, colon: int, is_party: frozenset[int]) -> bool:
    """Tell whether the colon of a headline follows a country that only says where it was."""
    tokens = [t for t in doc[sentence.first : sentence.last] if not t.is_space]
    before, after = [t for t in tokens if t.i < colon], [t for t in tokens if t.i > colon]
    return sentence.is_title and doc[colon].text == ":" and bool(before) and _is_topic(before, after, is_party)


def _is_topic(before: list[Token], after: list[Token], is_party: frozenset[int]) -> bool:
    """Tell whether a country before a colon only says where: "Peru: 17 dead", "Peru: police fired, witness says"."""
    name = " ".join(t.lower_ for t in before)
    if not after or name not in _countries():
        return False
    home = states().get(home_state(before[0].doc.text) or "")
    if home and home.name.lower() == name:
        return True
    commas = [k for k, t in enumerate(after) if t.text == ","]
    tail = after[commas[-1] + 1 :] if commas else []
    credited = [t for t in tail if t.lower_ not in SAYS]
    return after[0].like_num or (len(credited) < len(tail) and _names_speaker(credited, is_party))


@cache
def _countries() -> frozenset[str]:
    return frozenset(state.name.lower() for state in states().values())


def _cue(words: list[Token], mark: int) -> Cue:
    source = Source(words[0].i, words[-1].i + 1, words[-1].i)
    return Cue(mark, mark + 1, mark, "", "headline", "asserts", "cq", source, "headline form")


def cue_span(doc: Doc, cue: Cue) -> Span:
    """Return where the cue stands, as offsets of the text."""
    tokens = doc[cue.first : cue.last]
    return Span(tokens.start_char, tokens.end_char)

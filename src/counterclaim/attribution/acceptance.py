"""Which words can be the content of a cue: what each sort of verb takes (the letters of ``cues.tsv``)."""

from spacy.tokens import Doc

from counterclaim.attribution.cues import FINITE, Cue

# A cue with fewer tokens of its sentence behind it than this closes the sentence: its content stands before it.
TAIL_TOKENS = 3


def acceptable(doc: Doc, cue: Cue, start: int, end: int, *, inverted: bool) -> bool:
    """Tell whether the words from ``start`` can be the content of this cue."""
    tokens = [t for t in doc[start:end] if not t.is_space and not t.is_punct]
    if not tokens or doc[start : start + 3].text.lower() in ANONYMITY:
        return False
    verb = doc[cue.head]
    takes = cue.takes
    if any(t.text == '"' for t in doc[start : start + 2]):
        return True
    has_clause = doc[start - 1].lower_ == "that" or any(
        child.dep_ in {"ccomp", "xcomp"} and child.i >= start for child in verb.children
    )
    finite = any(t.tag_ in FINITE for t in tokens)
    if "c" in takes and has_clause and (finite or cue.form != "verb" or len(tokens) >= TAIL_TOKENS):
        return True
    if "c" in takes and finite and not inverted and cue.lemma in LOOSE and len(tokens) >= TAIL_TOKENS:
        return True
    if "b" in takes:
        return any(t.lower_ in {"of", "for", "on"} for t in tokens) or len(tokens) >= 1
    if "n" in takes and any(
        child.i >= start and (child.dep_ == "oprd" or (child.dep_ == "ccomp" and child.pos_ != "VERB"))
        for child in verb.children
    ):
        return True
    if "w" in takes:
        return any(t.lower_ == "with" for t in tokens[:8])
    if "t" in takes:
        return any(t.lower_ in {"toll", "number", "dead", "killed", "figure", "count"} for t in tokens) and any(
            t.like_num or t.lower_ in {"dozens", "scores", "hundreds"} for t in tokens
        )
    if "i" in takes and any(t.lower_ == "to" and t.pos_ == "PART" for t in tokens[:8]):
        return True
    if "o" in takes and cue.source is not None:
        return (
            any(
                child.dep_ in {"dobj", "obj", "prep", "pobj", "xcomp", "ccomp", "oprd"} and child.i >= cue.last - 1
                for child in verb.children
            )
            or cue.last - cue.first > 1
        )
    return False


# "..., she said, speaking on condition of anonymity": how it was said, not what.
ANONYMITY = {"speaking on condition", "on condition of", "speaking on the"}

# Verbs that mean saying whatever the parse makes of their clause.
LOOSE = frozenset(
    [
        "say",
        "tell",
        "add",
        "claim",
        "state",
        "report",
        "announce",
        "note",
        "insist",
        "confirm",
        "declare",
        "deny",
        "allege",
        "warn",
        "stress",
        "tweet",
    ]
)

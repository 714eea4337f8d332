"""Which words of a sentence a cue attributes: to its right, to its left, or around it."""

from spacy.tokens import Doc, Token

from counterclaim.attribution import lexicon, passives, sources
from counterclaim.attribution.acceptance import LOOSE, TAIL_TOKENS, acceptable
from counterclaim.attribution.cues import FINITE, Cue
from counterclaim.attribution.extent import MARKS, Content, of_ranges, trim
from counterclaim.draft import DateMention, Quotation, Sentence
from counterclaim.ledger import Span

TELLING = {"tell", "inform", "assure", "remind", "ask", "warn"}
ADJUNCT_STARTS = {
    "in",
    "on",
    "during",
    "at",
    "to",
    "by",
    "after",
    "from",
    "via",
    "through",
    "late",
    "early",
    "speaking",
}
SKIPPED = {",", ":", "also", "later", "earlier", "however", "meanwhile", "again", "further", "then", "-", "--", "—"}
# An adjunct between a cue and its content is at most this long ("in a statement published on its website on Monday").
ADJUNCT_TOKENS = 14
# An adjunct shows in its first words ("Two days after ...").
ADJUNCT_START = 3


def of_cue(doc: Doc, sentence: Sentence, cue: Cue, cues: tuple[Cue, ...], quotations: tuple[Quotation, ...],
           dates: tuple[DateMention, ...]) -> Content | None:  # fmt: skip
    """Return what the cue attributes inside its own sentence; None where the cue attributes nothing there."""
    end = _right_limit(doc, sentence, cue, cues)
    if cue.form in {"according", "citing"}:
        return _around_phrase(doc, sentence, cue, end)
    if cue.form == "noun":
        start = _after_that(doc, cue.last, end)
        return of_ranges(doc, (start, _clause_end(doc, start, end))) if start else None
    if cue.form == "passive":
        return passives.content(doc, sentence, cue, end)
    right, between = _right(doc, sentence, cue, end, dates)
    before, after = _outer(cue)
    spoken = _follows_speech(doc, before, quotations)
    if spoken:
        right = _resumed(doc, after, end)
    elif right is None and _interrupts(doc, sentence, cue, before, after):
        right = (after + 1, end)
    if right is not None and _follows_clause(doc, sentence, cue):
        right = None  # "..., the ministry said in a statement that agencies carried"
    if right and set(cue.takes) <= set("oq"):
        right = (right[0], _before_relative(doc, *right))
    left = _left(doc, sentence, cue, cues, quotations, has_right=right is not None, spoken=spoken)
    ranges = [trimmed for r in (left, right) if r and (trimmed := trim(doc, *r))]
    return Content(tuple(ranges), between) if ranges else None


def _outer(cue: Cue) -> tuple[int, int]:
    """Return where cue and source together begin and end."""
    if cue.source is None:
        return cue.first, cue.last
    before = cue.source.first if cue.source.first < cue.first else cue.first
    return before, cue.source.last if cue.source.first >= cue.last else cue.last


def _follows_speech(doc: Doc, before: int, quotations: tuple[Quotation, ...]) -> bool:
    """Tell whether a quotation ends right before cue and source ("..., he said"), so that it is their content."""
    if before < 2 or doc[before - 1].text not in MARKS:
        return False
    comma = doc[before - 2].text in {",", "?", "!"}
    end = doc[before - 1].idx + len(doc[before - 1])
    return any(q.span.end == end and (comma or not q.scare) for q in quotations)


def _resumed(doc: Doc, after: int, end: int) -> tuple[int, int] | None:
    """Return the rest of a quotation that its cue interrupted ("..., he said on Sunday, "are over")."""
    mark = next((i for i in range(after, min(end, after + ADJUNCT_TOKENS)) if doc[i].text in MARKS), None)
    return None if mark is None else (mark, end)


def _interrupts(doc: Doc, sentence: Sentence, cue: Cue, before: int, after: int) -> bool:
    """Tell whether a cue between commas interrupts a clause ("The convoy, said Yusuf, was hit")."""
    if cue.form != "verb" or "q" not in cue.takes or before - 2 < sentence.first or after >= sentence.last - 1:
        return False
    left = doc[sentence.first : before]
    return doc[before - 1].text == "," == doc[after].text and not any(t.tag_ in FINITE for t in left)


def _before_relative(doc: Doc, start: int, end: int) -> int:
    """Return where the object of a cue ends: the report itself adds what follows "which" or "who"."""
    relative = (i for i in range(start + 2, end) if doc[i].lower_ in {"which", "who"} and doc[i - 1].text == ",")
    return next(relative, end)


def _follows_clause(doc: Doc, sentence: Sentence, cue: Cue) -> bool:
    """Tell whether source and cue come behind a whole clause and its comma, so that the clause is the content."""
    if cue.form != "verb" or cue.source is None or cue.source.first >= cue.first or not {"c", "q"} & set(cue.takes):
        return False
    start = cue.source.first
    if start - 1 <= sentence.first or doc[start - 1].text != "," or cue.last >= sentence.last:
        return False
    if doc[cue.last].lower_ not in ADJUNCT_STARTS or doc[sentence.first].lower_ in SUBORDINATE:
        return False
    left = list(doc[sentence.first : start])
    return _has_main_verb(left) and not any(t.lower_ in {"told", "said"} for t in left)


def _has_main_verb(tokens: list[Token]) -> bool:
    """Tell whether there is a finite verb outside subordinate clauses."""
    for token in tokens:
        verb = token.head if token.dep_ in {"aux", "auxpass"} else token
        marked = any(child.dep_ == "mark" for child in verb.children) or verb.dep_ in {"relcl", "advcl"}
        if token.tag_ in FINITE and not marked:
            return True
    return False


# A sentence that begins with one of these begins with an adjunct, not with what is said.
SUBORDINATE = frozenset(
    [
        "after",
        "as",
        "while",
        "when",
        "since",
        "although",
        "though",
        "because",
        "if",
        "before",
        "until",
        "once",
        "following",
        "in",
        "on",
        "at",
    ]
)


def _right_limit(doc: Doc, sentence: Sentence, cue: Cue, cues: tuple[Cue, ...]) -> int:
    """Return where the content behind a cue must end: before a cue that its own source goes on with, or at the end."""
    if cue.cited is not None and cue.cited.first >= cue.last:
        return cue.cited.first
    limit = _relative_limit(doc, sentence, cue)
    for other in cues:
        if other.first < cue.last:
            continue
        same = other.source is not None and cue.source is not None and other.source.head == cue.source.head
        if (
            same
            or other.form in {"according", "citing"}
            or _closes_sentence(doc, sentence, other)
            or _beside(doc, other)
            or _next_clause(doc, cue, other)
        ):
            start = other.first if same or other.source is None else min(other.first, other.source.first)
            while start - 1 > cue.last and doc[start - 1].pos_ in {"ADV", "AUX", "CCONJ", "PART", "SCONJ"}:
                start -= 1
            return min(start, limit)
    return limit


def _relative_limit(doc: Doc, sentence: Sentence, cue: Cue) -> int:
    """Return where a relative clause with a cue ends, if its main verb follows ("The mayor, who denied it, spoke")."""
    verb = doc[cue.head]
    main = verb.head.head
    relative = cue.form == "verb" and verb.dep_ == "relcl"
    inside = relative and verb.head.dep_ in sources.SUBJECTS and main.pos_ == "VERB"
    if not inside or not cue.last < main.i < sentence.last:
        return sentence.last
    end = main.i
    while end > cue.last + 1 and doc[end - 1].pos_ in {"ADV", "AUX"}:
        end -= 1
    return end


def _beside(doc: Doc, other: Cue) -> bool:
    """Tell whether another source begins its own clause beside this one ("... while the Observatory said")."""
    at = min(other.first, other.source.first) if other.source else other.first
    if other.form != "verb" or other.source is None or not at:
        return False
    listed = doc[at - 1].lower_ == "and" and doc[at - 2].text == ","
    return listed or doc[at - 1].lower_ in {"while", "whereas", ";", "but"}


def _next_clause(doc: Doc, cue: Cue, other: Cue) -> bool:
    """Tell whether another source begins a sentence of its own where the full stop was lost."""
    if other.form != "verb" or other.source is None or not cue.last < other.source.first < other.first:
        return False
    before = doc[other.source.first - 1]
    passive = before.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in before.children)
    if not passive and before.pos_ == "VERB":
        return False
    subordinate = before.is_punct or before.pos_ in {"SCONJ", "ADP", "CCONJ", "AUX", "PRON", "DET"}
    if subordinate or doc[other.head].dep_ in {"relcl", "advcl"} or doc[other.last].tag_ in FINITE:
        return False
    return any(t.tag_ in FINITE for t in doc[cue.last : other.source.first])


def _closes_sentence(doc: Doc, sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a cue is the tail of its sentence (", Sputnik reported")."""
    rest = [t for t in doc[cue.last : sentence.last] if not t.is_punct and not t.is_space]
    return cue.form == "verb" and cue.source is not None and cue.source.head < cue.first and not rest


def _around_phrase(doc: Doc, sentence: Sentence, cue: Cue, end: int) -> Content | None:
    after = cue.source.last if cue.source and cue.form != "citing" else cue.last
    if cue.form == "citing" and cue.source:
        after = cue.source.last
    left, right = (sentence.first, cue.first), (after, end)
    words_left = sum(t.is_alpha for t in doc[left[0] : left[1]])
    if words_left < 2:
        return of_ranges(doc, right)
    finite_left = any(t.tag_ in FINITE for t in doc[left[0] : left[1]])
    follows = after < sentence.last and doc[after].text == ","
    if follows and any(t.tag_ in FINITE for t in doc[right[0] : right[1]]) and not finite_left:
        return of_ranges(doc, left, right)
    return of_ranges(doc, left)


def _after_that(doc: Doc, start: int, end: int) -> int | None:
    for i in range(start, min(end, start + ADJUNCT_TOKENS)):
        if doc[i].lower_ == "that":
            return i + 1
    return None


def _clause_end(doc: Doc, start: int, end: int) -> int:
    """Return where a clause behind "that" ends, by the verb that "that" marks."""
    verb = doc[start - 1].head
    return min(end, verb.right_edge.i + 1) if start <= verb.i < end else end


def _right(doc: Doc, sentence: Sentence, cue: Cue, end: int,
           dates: tuple[DateMention, ...]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:  # fmt: skip
    """Return the range behind the cue that may be its content, and the adjuncts in between."""
    start = cue.last
    inverted = cue.source is not None and cue.source.first >= cue.last
    if inverted and cue.source is not None:
        start = cue.source.last
    begin = start
    while start < end:
        step = _adjunct(doc, cue, start, end, dates)
        if not step:
            break
        start += step
    if start < end and (that := _clause_mark(doc, cue, start, end)):
        start = that + 1
    between = (begin, start) if start > begin else None
    if start >= end or not acceptable(doc, cue, start, end, inverted=inverted):
        return None, between
    return (start, end), between


def _clause_mark(doc: Doc, cue: Cue, start: int, end: int) -> int | None:
    """Return where the "that" stands that opens the content ("replied for Russia that"), None if there is none."""
    for i in range(start, min(end, start + ADJUNCT_TOKENS)):
        if doc[i].lower_ == "that" and (i == start or ("c" in cue.takes and doc[i].tag_ == "IN")):
            return i
        if doc[i].tag_ in FINITE or doc[i].text in {'"', ","}:
            return None
    return None


def _adjunct(doc: Doc, cue: Cue, at: int, end: int, dates: tuple[DateMention, ...]) -> int:
    """Return how many tokens to skip at ``at``: 0 where the content begins."""
    token = doc[at]
    if token.text in SKIPPED or token.is_space:
        return 1
    if date := next((d for d in dates if d.span.start == token.idx), None):
        span = doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
        return len(span) if span is not None else 1
    if at == cue.last and cue.lemma in TELLING and token.lower_ != "that":
        return _object_length(doc, cue, at, end)
    if token.lower_ not in ADJUNCT_STARTS:
        return 0
    if cue.takes and set(cue.takes) <= set("obt"):
        return 0
    phrase = _phrase_end(doc, at, end)
    words = {t.lower_ for t in doc[at:phrase]}
    dated = any(
        d.span.start < doc[phrase - 1].idx + 1 and token.idx <= d.span.start
        for d in dates
        if d.span.end <= doc[phrase - 1].idx + len(doc[phrase - 1])
    )
    if words & lexicon.channels() or dated or any(t.ent_type_ in {"DATE", "TIME"} for t in doc[at:phrase]):
        return phrase - at
    if (
        token.lower_ == "to"
        and doc[at + 1 : at + 2]
        and doc[at + 1].pos_ in {"PROPN", "DET", "NOUN"}
        and cue.lemma != "claim"
    ):
        return phrase - at
    return 0


def _phrase_end(doc: Doc, at: int, end: int) -> int:
    """Return where the prepositional phrase that begins at ``at`` ends, never past "that" or a finite verb."""
    last = at + 1
    subtree = {t.i for t in doc[at].subtree}
    while last < min(end, at + ADJUNCT_TOKENS) and last in subtree and doc[last].tag_ not in FINITE:
        if doc[last].lower_ == "that" or doc[last].text in {",", '"', ":"}:
            break
        last += 1
    return last


def _object_length(doc: Doc, cue: Cue, at: int, end: int) -> int:
    """Return how many tokens name the person or medium that is told."""
    verb = doc[cue.head]
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "iobj"} and child.i >= at and child.i < min(end, at + 8):
            last = at
            inside = {t.i for t in child.subtree}
            while last < end and last in inside and doc[last].lower_ != "that" and doc[last].tag_ not in FINITE:
                last += 1
            return last - at
    last = at
    while (
        last < min(end, at + 6) and doc[last].pos_ in {"DET", "PROPN", "NOUN", "ADJ"} and doc[last].ent_type_ != "NORP"
    ):
        last += 1
        if doc[last - 1].ent_type_ == "ORG" and (last >= end or doc[last].ent_iob_ != "I"):
            break
    return last - at


def _left(doc: Doc, sentence: Sentence, cue: Cue, cues: tuple[Cue, ...], quotations: tuple[Quotation, ...], *,
          has_right: bool, spoken: bool) -> tuple[int, int] | None:  # fmt: skip
    """Return the range before the cue that may be its content."""
    if not {"c", "q"} & set(cue.takes) or cue.form == "participle":
        return None
    before = _before_passive(doc, sentence, _outer(cue)[0])
    start = max([sentence.first, *(c.last for c in cues if c.last <= before and c.form == "participle")])
    if before <= start:
        return None
    words = [t for t in doc[start:before] if not t.is_punct and not t.is_space]
    governed = any(c.form == "verb" and c.last <= before and cue.lemma not in LOOSE for c in cues if c is not cue)
    if not words or governed:
        return None
    edge = Span(doc[start].idx, doc[before - 1].idx + len(doc[before - 1]))
    quoted = spoken or any(not q.scare and q.span.overlaps(edge) for q in quotations)
    comma = before > start and doc[before - 1].text == ","
    if has_right:
        after = _outer(cue)[1]
        interrupted = comma and after < sentence.last and doc[after].text == "," and "c" in cue.takes
        if quoted:
            return start, _quotation_end(doc, start, before)
        fragment = _interrupts(doc, sentence, cue, before, after)
        return (start, before) if interrupted or fragment else None
    adjunct = not quoted and any(t.lower_ in SUBORDINATE for t in words[:ADJUNCT_START]) and not _has_main_verb(words)
    if quoted or ("c" in cue.takes and not adjunct and any(t.tag_ in FINITE or t.tag_ == "VBN" for t in words)):
        return (start, _quotation_end(doc, start, before) if quoted else before)
    return None


def _before_passive(doc: Doc, sentence: Sentence, before: int) -> int:
    """Return where ", it was" begins before a passive cue ("..., it was claimed"), else ``before`` itself."""
    i = before
    while i > sentence.first and doc[i - 1].pos_ == "AUX":
        i -= 1
    return i - 1 if i < before and i > sentence.first and doc[i - 1].lower_ == "it" else before


def _quotation_end(doc: Doc, start: int, before: int) -> int:
    """Return where the content before a cue ends: with its quotation, if only a scrap stands behind that."""
    marks = [t.i for t in doc[start:before] if t.text in MARKS]
    if marks and doc[start].text in MARKS and len(marks) % 2 == 0:
        scrap = [t for t in doc[marks[-1] + 1 : before] if not t.is_punct]
        # A date there belongs to what is said (""... was conducted late" Saturday").
        if len(scrap) < TAIL_TOKENS and not any(t.pos_ == "VERB" or t.ent_type_ == "DATE" for t in scrap):
            return marks[-1] + 1
    return before

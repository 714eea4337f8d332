"""Put cues, contents and speakers together into statements; what nobody is named for is the report's own voice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from counterclaim.attribution import content as contents
from counterclaim.attribution import cues, headlines, lexicon, sources, stance
from counterclaim.attribution.content import Content
from counterclaim.attribution.cues import Cue
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speakers import History, Registry, Speaker, resolve
from counterclaim.draft import Draft, Quotation, Sentence
from counterclaim.ledger import NARRATOR, Mode, Span, Stance, Statement
from counterclaim.stages import Stage

# Content of which at least this share of the letters is inside quotation marks is direct speech; under the lower share
# it is indirect, between them mixed.
DIRECT_SHARE, INDIRECT_SHARE = 0.9, 0.05
# The report's own voice is read in stretches of at least this many words; shorter scraps claim nothing.
NARRATED_WORDS = 3
# Verbs that things do as well as people: "videos showed", "tests point to".
WEAK = frozenset(["show", "indicate", "suggest", "find", "determine", "point", "describe", "put", "give", "record", "document", "expect", "think", "believe", "fear", "hope", "estimate", "reveal", "highlight", "blast", "slam", "agree", "imply"])  # fmt: skip
# A participle that only goes on with what its cue began; others ("denying", "accusing") say something of their own.
GOES_ON = frozenset(["say", "add", "explain", "note", "continue", "state", "insist", "stress"])
# A medium is a mere relay where the inner speaker's words make up at least this share of what it says.
RELAYED_SHARE = 0.5
# "We at the Front (a rebel group) deny": the speaker's own verb of denial has its subject this near the beginning.
SELF_REACH = 12
SELF = re.compile(r"\b(?:[Ww]e at|[Ww]e in|[Ww]e,) (?:the )?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution before it becomes a statement; token ranges are half-open."""

    sentence: int
    cue: Cue | None
    ranges: tuple[tuple[int, int], ...]
    speaker: Speaker
    between: tuple[int, int] | None = None
    via: tuple[str, ...] = ()
    quotation: int | None = None


class Reader:
    """Reads one report's sentences in order; holds what has been read so far, and nothing outlives it."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.doc = draft, draft.parsed
        self.registry, self.history = Registry(draft), History()
        self.parties = frozenset(self.registry.parties)
        self.found: list[Found] = []
        self.by_quotation: dict[int, Found] = {}

    def read(self) -> list[Found]:
        """Return every attribution of the report, in the order of the text."""
        for number, sentence in enumerate(self.draft.sentences):
            self._sentence(number, sentence)
        self._carry_quotations()
        self._fold_relays()
        return sorted(self.found, key=lambda f: (f.ranges[0], f.cue.first if f.cue else 0))

    def _sentence(self, number: int, sentence: Sentence) -> None:
        if sentence.is_title and (headline := headlines.find(self.doc, sentence, self.parties)):
            cue, words = headline
            if kept := contents.trim(self.doc, *words):
                self._add(Found(number, cue, (kept,), self._speaker(cue, number, ())))
                return
        near = tuple(q for q in self.draft.quotations if q.span.overlaps(sentence.span))
        dates = self._dates(sentence)
        found: tuple[Cue, ...] = ()
        for cue in cues.find(self.doc, sentence, self.parties):
            shared = self._shared_source(cue, found)
            if self._plausible(shared, near):
                found = (*found, shared)
        # A cue bounds the content of another only if it attributes something itself.
        found = tuple(c for c in found if contents.of_cue(self.doc, sentence, c, (c,), near, dates))
        for cue in found:
            got = contents.of_cue(self.doc, sentence, cue, found, near, dates)
            if got is not None:
                self._take(number, cue, got)

    def _plausible(self, cue: Cue, near: tuple[Quotation, ...]) -> bool:
        """Tell whether a cue can stand: with a speaking source, and inside a quotation only as plain saying."""
        at = self.doc[cue.head].idx
        if any(q.inner.start <= at < q.inner.end and not q.scare for q in near):
            quoted = cue.source is not None and self.doc[cue.source.head].lower_ not in {"we", "i"}
            return cue.form == "verb" and quoted and cue.lemma in contents.LOOSE
        if cue.source is None:
            return cue.form != "verb" or cue.lemma in cues.BLAMED_IN_PASSIVE
        return cue.lemma not in WEAK or self._speaks(cue.source)

    def _speaks(self, source: Source) -> bool:
        """Tell whether the words name somebody who can speak, rather than a thing that shows or indicates."""
        return sources.can_speak(self.doc[source.head], self.parties)

    def _shared_source(self, cue: Cue, found: tuple[Cue, ...]) -> Cue:
        """Give a participle ("..., adding that") the source of the cue before it, whatever the parse makes of it."""
        goes_on = (cue.form == "verb" and self.doc[cue.first - 1].lower_ in {"and", "but"}
                   and not any(c.dep_ in sources.SUBJECTS for c in self.doc[cue.head].children)
                   and not (cue.source and self._speaks(cue.source)))  # fmt: skip
        if cue.form != "participle" and not goes_on:
            return cue
        earlier = [c for c in found if c.first < cue.first and c.form == "verb" and c.source is not None]
        return replace(cue, source=earlier[-1].source) if earlier else cue

    def _dates(self, sentence: Sentence) -> tuple:  # type: ignore[type-arg]
        return tuple(d for d in self.draft.dates if d.span.overlaps(sentence.span))

    def _take(self, number: int, cue: Cue, got: Content) -> None:
        """Add what a cue attributes: as a statement, as more of the one before, or as its relay."""
        same_sentence = [f for f in self.found if f.sentence == number]
        for earlier in same_sentence:
            if self._is_relay(cue, got, earlier):
                self._replace(earlier, replace(earlier, via=(*self._names(cue), *earlier.via)))
                return
        speaker = self._speaker(cue, number, got.ranges)
        via = self._via(got)
        for earlier in same_sentence:
            shares = earlier.cue is not None and cue.source is not None and earlier.cue.source == cue.source
            goes_on = cue.form == "participle" and cue.lemma in GOES_ON
            if (
                shares
                and earlier.cue is not None
                and (goes_on or (earlier.cue.stance == cue.stance and "b" not in cue.takes))
            ):
                merged = tuple(sorted({*earlier.ranges, *got.ranges}))
                self._replace(earlier, replace(earlier, ranges=merged, via=earlier.via or via))
                return
        if cue.form == "citing" and same_sentence:
            earlier = same_sentence[-1]
            if earlier.speaker.kind == "media" and earlier.speaker.name:
                self._replace(earlier, replace(earlier, speaker=speaker, via=(earlier.speaker.name,)))
            return
        self._add(Found(number, cue, got.ranges, speaker, got.between, via))

    def _is_relay(self, cue: Cue, got: Content, earlier: Found) -> bool:
        """Tell whether a cue only passes on what another source says ("..., Sputnik reported")."""
        if cue.source is None or earlier.cue is None or earlier.speaker.kind == "media":
            return False
        party = self.registry.parties.get(cue.source.head)
        covered = any(a <= earlier.cue.first < b for a, b in got.ranges)
        return covered and party is not None and party.kind == "media"

    def _names(self, cue: Cue) -> tuple[str, ...]:
        party = self.registry.parties.get(cue.source.head) if cue.source else None
        return (party.name,) if party else ()

    def _via(self, got: Content) -> tuple[str, ...]:
        """Return the medium that was told ("told Reuters"), from the words between cue and content."""
        if got.between is None:
            return ()
        heard = []
        for i in range(*got.between):
            party = self.registry.parties.get(i)
            if party is not None and party.kind == "media" and party.name not in heard:
                heard.append(party.name)
        return tuple(heard)

    def _speaker(self, cue: Cue, number: int, ranges: tuple[tuple[int, int], ...]) -> Speaker:
        speaker = resolve(self.registry, cue.source, self._reading_at(number), self.history)
        pronoun = cue.source is None or self.doc[cue.source.head].pos_ == "PRON"
        if pronoun and (own := self._self_named(number, ranges)):
            speaker = own
        self.history.spoken.append((number, speaker))
        return speaker

    def _reading_at(self, number: int) -> int:
        """Return the sentence to count back from: where a quotation of several sentences began, not where it ends."""
        sentence = self.draft.sentences[number]
        for quotation in self.draft.quotations:
            if quotation.inner.start < sentence.span.start < quotation.inner.end:
                began = self._sentence_at(quotation.inner.start)
                return number if began is None else began
        return number

    def _self_named(self, number: int, ranges: tuple[tuple[int, int], ...]) -> Speaker | None:
        """Return the speaker who names himself in his quotation ("We at the ...")."""
        for start, end in ranges:
            tokens = self.doc[start:end]
            if match := SELF.search(tokens.text):
                at = tokens.char_span(match.end(), match.end() + 1, alignment_mode="expand")
                if at is not None:
                    last = at.start
                    while last < end and (self.doc[last].pos_ == "PROPN" or self.doc[last].lower_ in {"of", "for"}):
                        last += 1
                    return resolve(self.registry, Source(at.start, last, last - 1), number, History())
        return None

    def _add(self, found: Found) -> None:
        self.found.append(found)

    def _replace(self, old: Found, new: Found) -> None:
        self.found[self.found.index(old)] = new

    def _fold_relays(self) -> None:
        """Turn a medium that only passes on another's words ("state TV reported that the army said") into a relay."""
        for outer in [f for f in self.found if f.speaker.kind == "media" and f.speaker.name and f.cue]:
            inner = [f for f in self.found if f is not outer and f.sentence == outer.sentence and f.cue and f.speaker.name
                     and f.cue is not outer.cue and any(a <= f.cue.first < b for a, b in outer.ranges)]  # fmt: skip
            if len(inner) == 1 and self._size(inner[0]) >= RELAYED_SHARE * self._size(outer):
                self.found.remove(outer)
                self._replace(inner[0], replace(inner[0], via=(outer.speaker.name or "", *inner[0].via)))

    def _size(self, found: Found) -> int:
        return sum(end - start for start, end in found.ranges)

    def _carry_quotations(self) -> None:
        """Give the other sentences of a quotation, and quotations without a cue, to whom they belong."""
        for number, quotation in enumerate(self.draft.quotations):
            if quotation.scare:
                continue
            owner = self._owner(quotation, number)
            for index, sentence in enumerate(self.draft.sentences):
                if sentence.span.start >= quotation.inner.end or sentence.span.end <= quotation.inner.start:
                    continue
                self._quoted_sentence(index, sentence, quotation, owner)

    def _owner(self, quotation: Quotation, number: int) -> Found | None:
        """Return the attribution that a quotation belongs to."""
        holders = [f for f in self.found if f.cue and any(self._span(r).overlaps(quotation.inner) for r in f.ranges)
                   and not quotation.inner.start <= self.doc[f.cue.head].idx < quotation.inner.end]  # fmt: skip
        if holders:
            owner = min(holders, key=lambda f: abs(self.doc[f.cue.head].idx - quotation.inner.end) if f.cue else 0)
            self.by_quotation[number] = owner
            return owner
        sentence = self._sentence_at(quotation.inner.start)
        if sentence is None:
            return None
        before = self._lead_in(quotation, number, sentence)
        if before is not None:
            self.by_quotation[number] = before
        return before

    def _lead_in(self, quotation: Quotation, number: int, sentence: int) -> Found | None:
        """Return the attribution that stands right before a quotation that has no cue of its own."""
        text = self.draft.text
        previous = self.by_quotation.get(number - 1)
        if previous is not None and not text[self.draft.quotations[number - 1].span.end : quotation.span.start].strip():
            return previous
        candidates = [f for f in self.found if f.sentence in {sentence - 1, sentence} and f.cue
                      and self.doc[f.cue.head].idx < quotation.span.start]  # fmt: skip
        last = candidates[-1] if candidates else None
        if last is not None and last.speaker.kind in {"person", "unnamed", "organisation", "group"}:
            # The speaker of the sentence before goes on in his own words: likely, and marked as less sure.
            return replace(last, speaker=replace(last.speaker, confidence=0.5, why="speaker of the sentence before"))
        return None

    def _sentence_at(self, offset: int) -> int | None:
        return next((i for i, s in enumerate(self.draft.sentences) if s.span.start <= offset < s.span.end), None)

    def _quoted_sentence(self, index: int, sentence: Sentence, quotation: Quotation, owner: Found | None) -> None:
        start, end = max(sentence.span.start, quotation.inner.start), min(sentence.span.end, quotation.inner.end)
        tokens = self.doc.char_span(start, end, alignment_mode="contract")
        kept = contents.trim(self.doc, tokens.start, tokens.end) if tokens is not None and len(tokens) else None
        if kept is None or not any(t.is_alpha for t in self.doc[kept[0] : kept[1]]):
            return
        outside = [f for f in self.found if f.sentence == index and any(a < kept[1] and kept[0] < b for a, b in f.ranges)
                   and f.cue and not quotation.inner.start <= self.doc[f.cue.head].idx < quotation.inner.end]  # fmt: skip
        if outside:
            return
        if owner is None:
            self._add(
                Found(index, None, (kept,), Speaker(None, "unresolved", confidence=0.4, why="quotation without a cue"))
            )
        else:
            self._add(Found(index, owner.cue, (kept,), owner.speaker, owner.between, owner.via))

    def _span(self, r: tuple[int, int]) -> Span:
        tokens = self.doc[r[0] : r[1]]
        return Span(tokens.start_char, tokens.end_char)


def mode_of(spans: tuple[Span, ...], quotations: tuple[Quotation, ...]) -> Mode:
    """Return direct, indirect or mixed, by the share of the content that stands in quotation marks."""
    total = sum(s.end - s.start for s in spans)
    inside = sum(
        max(0, min(s.end, q.inner.end) - max(s.start, q.inner.start))
        for s in spans
        for q in quotations
        if q.span.overlaps(s)
    )
    share = inside / total if total else 0.0
    return "direct" if share >= DIRECT_SHARE else "indirect" if share <= INDIRECT_SHARE else "mixed"


def said_on(draft: Draft, sentence: Sentence, content: tuple[Span, ...]) -> str | None:
    """Return the date of saying: a date of the cue's sentence that stands outside what is said."""
    outside = [d for d in draft.dates if d.span.within(sentence.span) and not any(d.span.overlaps(c) for c in content)]
    resolved = [d.date for d in outside if d.date]
    return resolved[0] if len(set(resolved)) == 1 else None


def _statement(draft: Draft, doc: Doc, found: Found) -> Statement:
    spans = tuple(Span(doc[a:b].start_char, doc[a:b].end_char) for a, b in found.ranges)
    hedge = stance.hedge_of(doc, found.ranges, found.speaker.side)
    cue_stance = _own_stance(doc, found) or (found.cue.stance if found.cue else "asserts")
    source = found.cue.source if found.cue else None
    cue_sentence = next(
        (s for s in draft.sentences if found.cue and s.first <= found.cue.head < s.last),
        draft.sentences[found.sentence],
    )
    return Statement(
        id="", content=spans, cue=headlines.cue_span(doc, found.cue) if found.cue else None,
        source=Span(doc[source.first : source.last].start_char, doc[source.first : source.last].end_char) if source else None,
        speaker=found.speaker.name, kind=found.speaker.kind, side=found.speaker.side,
        mode=mode_of(spans, draft.quotations), via=found.via,
        stance=stance.stance_of(cue_stance, hedge.span.of(draft.text) if hedge else None),
        said=said_on(draft, cue_sentence, spans), hedge=hedge, confidence=found.speaker.confidence,
        why="; ".join(filter(None, (found.cue.rule if found.cue else "quotation", found.speaker.why))),
    )  # fmt: skip


def _own_stance(doc: Doc, found: Found) -> Stance | None:
    """Return the stance of a speaker who takes it in his own quoted words ("We deny ...")."""
    for start, end in found.ranges:
        for token in doc[start : min(end, start + SELF_REACH)]:
            if (
                token.lower_ in {"we", "i"}
                and token.dep_ == "nsubj"
                and (word := lexicon.verbs().get(token.head.lemma_))
            ):
                return word.stance if word.stance == "denies" else None
    return None


def _narrated(draft: Draft, doc: Doc, found: list[Found]) -> Iterator[Statement]:
    """Yield the report's own voice: what is left of each sentence outside what others say, cues and sources."""
    taken: dict[int, set[int]] = {}
    for f in found:
        words = taken.setdefault(f.sentence, set())
        for start, end in f.ranges:
            words.update(range(start, end))
        if f.between is not None:
            words.update(range(*f.between))
        if f.cue is not None:
            words.update(range(f.cue.first, f.cue.last))
            if f.cue.source is not None:
                words.update(range(f.cue.source.first, f.cue.source.last))
    for number, sentence in enumerate(draft.sentences):
        for start, end in _gaps(sentence, taken.get(number, set())):
            kept = contents.trim(doc, start, end)
            if kept is None or not _tells(doc, *kept, whole=number not in taken):
                continue
            span = Span(doc[kept[0] : kept[1]].start_char, doc[kept[0] : kept[1]].end_char)
            yield Statement(id="", content=(span,), speaker=NARRATOR, kind="narrator", mode="narrator",
                            hedge=stance.hedge_of(doc, (kept,), None), why="the report's own voice")  # fmt: skip


def _tells(doc: Doc, start: int, end: int, *, whole: bool) -> bool:
    """Tell whether a stretch can claim something: a sentence, or beside what others say at least a clause."""
    words = [t for t in doc[start:end] if t.is_alpha or t.like_num]
    return len(words) >= NARRATED_WORDS and (whole or any(t.pos_ == "VERB" for t in words))


def _gaps(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    start = None
    for i in range(sentence.first, sentence.last + 1):
        free = i < sentence.last and i not in taken
        if free and start is None:
            start = i
        elif not free and start is not None:
            yield start, i
            start = None


def attribute(draft: Draft) -> Draft:
    """Return the draft with its statements, attributed ones and the report's own voice, in the order of the text."""
    doc = draft.parsed
    found = Reader(draft).read()
    statements = [*(_statement(draft, doc, f) for f in found), *_narrated(draft, doc, found)]
    ordered = sorted(statements, key=lambda s: (s.content[0].start, s.content[-1].end, s.mode == "narrator"))
    numbered = tuple(replace(s, id=f"{draft.report.id}/s{n}") for n, s in enumerate(ordered, start=1))
    return replace(draft, statements=numbered)


STAGE: Stage[Draft] = Stage(
    "attribution.v1",
    requires=("doc", "sentences", "quotations", "dates", "parties"),
    assigns=("statements",),
    run=attribute,
)

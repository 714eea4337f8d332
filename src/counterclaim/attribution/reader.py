"""Read the sentences of a report in order, and collect who says what in them."""

import re
from dataclasses import dataclass, replace

from counterclaim.attribution import acceptance, cues, headlines, relays, sources
from counterclaim.attribution import content as contents
from counterclaim.attribution.content import Content
from counterclaim.attribution.cues import Cue
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speakers import History, Speaker, joint, resolve
from counterclaim.draft import DateMention, Draft, Quotation, Sentence
from counterclaim.ledger import Span

# Verbs that things do as well as people: "videos showed", "tests point to".
WEAK = frozenset(
    [
        "show",
        "indicate",
        "suggest",
        "find",
        "determine",
        "point",
        "describe",
        "put",
        "give",
        "count",
        "record",
        "document",
        "expect",
        "think",
        "believe",
        "fear",
        "hope",
        "estimate",
        "reveal",
        "highlight",
        "blast",
        "slam",
        "agree",
        "imply",
    ]
)
# A participle that only goes on with what its cue began; others ("denying", "accusing") say something of their own.
GOES_ON = frozenset(["say", "add", "explain", "note", "continue", "state", "insist", "stress"])
# A medium is a mere relay where the inner speaker's words make up at least this share of what it says.
RELAYED_SHARE = 0.5
MUTUAL = ("each other", "one another", "the other")
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
            return cue.form == "verb" and quoted and cue.lemma in acceptance.LOOSE
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

    def _dates(self, sentence: Sentence) -> tuple[DateMention, ...]:
        return tuple(d for d in self.draft.dates if d.span.overlaps(sentence.span))

    def _take(self, number: int, cue: Cue, got: Content) -> None:
        """Add what a cue attributes: as a statement, as more of the one before, or as its relay."""
        same_sentence = [f for f in self.found if f.sentence == number]
        for earlier in same_sentence:
            if self._is_relay(cue, got, earlier):
                self._replace(earlier, replace(earlier, via=(*self._names(cue), *earlier.via)))
                return
        speaker = self._speaker(cue, number, got.ranges)
        via = relays.heard_by(self.draft, self.registry, self.draft.sentences[number], got)
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
        for one in self._each(cue, number, got) or [speaker]:
            self._add(Found(number, cue, got.ranges, one, got.between, via))

    def _each(self, cue: Cue, number: int, got: Content) -> list[Speaker]:
        """Return the members of a joint source that blame each other: each makes a statement of his own."""
        words = self.doc[got.ranges[0][0] : got.ranges[0][1]].text.lower()
        if cue.source is None or not words.startswith(MUTUAL):
            return []
        return [resolve(self.registry, part, number, self.history) for part in joint(self.doc, cue.source)]

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

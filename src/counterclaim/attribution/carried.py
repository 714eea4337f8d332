"""Whose quotations are that have no cue of their own: sentences that go on, paragraphs that go on, credits."""

from dataclasses import replace

from counterclaim.attribution import credit, extent
from counterclaim.attribution.found import Found
from counterclaim.attribution.index import Index
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.speaker import History, Speaker
from counterclaim.attribution.speakers import resolve
from counterclaim.draft import Quotation
from counterclaim.ledger import Span

UNCLAIMED = Speaker(None, "unresolved", confidence=0.4, why="quotation without a cue")
# Sure is only the speaker whose cue stands in the quotation's own sentence.
CARRIED_CONFIDENCE = 0.5


class Quoted:
    """The quotations of one report, each with the attribution it belongs to."""

    def __init__(self, registry: Registry, index: Index, found: list[Found]) -> None:
        self.draft, self.doc, self.registry, self.index = registry.draft, registry.doc, registry, index
        self.owners: dict[int, Found] = {}
        self.by_sentence: dict[int, list[Found]] = {}
        for one in found:
            self.by_sentence.setdefault(one.sentence, []).append(one)

    def carry(self) -> list[Found]:
        """Return what is said in quotations, sentence by sentence, beyond what cues have claimed already."""
        carried: list[Found] = []
        for number, quotation in enumerate(self.draft.quotations):
            if quotation.scare:
                continue
            owner = self._owner(quotation, number)
            if owner is None and not quotation.closed:
                continue  # Nobody knows how far it reaches, and nobody says it.
            for at in self.index.sentences_in(quotation.inner):
                carried.extend(self._sentence(at, quotation, owner))
        return carried

    def _owner(self, quotation: Quotation, number: int) -> Found | None:
        near = self.index.sentences_in(quotation.inner)
        holders = [f for at in near for f in self.by_sentence.get(at, ()) if self._holds(f, quotation)]
        owner: Found | None
        if holders:
            owner = min(holders, key=lambda f: abs(self._cue_at(f) - quotation.inner.end))
        else:
            owner = self._credited(quotation) or self._goes_on(quotation, number) or self._lead_in(quotation, near)
        if owner is not None:
            self.owners[number] = owner
        return owner

    def _holds(self, found: Found, quotation: Quotation) -> bool:
        """Tell whether a cue outside a quotation has claimed some of it."""
        outside = not quotation.inner.start <= self._cue_at(found) < quotation.inner.end
        return found.cue is not None and outside and any(self._span(r).overlaps(quotation.inner) for r in found.ranges)

    def _cue_at(self, found: Found) -> int:
        return self.doc[found.cue.head].idx if found.cue else -1

    def _goes_on(self, quotation: Quotation, number: int) -> Found | None:
        """Return the owner of the quotation before, if this one goes on with it: nothing or only its cue is between."""
        before = self.owners.get(number - 1)
        if before is None or (before.cue is not None and before.cue.lemma == credit.CLOSING):
            return None  # A name behind a dash closes what it credits.
        between = Span(self.draft.quotations[number - 1].span.end, quotation.span.start)
        if not between.of(self.draft.text).strip():
            return before
        attributed = before.cue is not None and between.start <= self._cue_at(before) < between.end
        return before if attributed and self._only_attributes(between, before) else None

    def _only_attributes(self, between: Span, found: Found) -> bool:
        """Tell whether nothing stands between two quotations but the cue, its source and what belongs to them."""
        span = self.doc.char_span(between.start, between.end, alignment_mode="contract")
        if span is None or found.cue is None:
            return False
        source = found.cue.source
        known = {*range(found.cue.first, found.cue.last), *(range(source.first, source.last) if source else ())}
        known |= set(range(*found.between)) if found.between else set()
        return not any(t.is_alpha and t.i not in known for t in span)

    def _credited(self, quotation: Quotation) -> Found | None:
        """Return the attribution by a name before the quotation and a colon, or behind it and a dash."""
        at = self.index.sentence_at(quotation.inner.start)
        cue = credit.of_quotation(self.registry, quotation)
        if cue is None or at is None:
            return None
        return Found(at, cue, (), resolve(self.registry, cue.source, at, History()))

    def _lead_in(self, quotation: Quotation, near: range) -> Found | None:
        """Return the speaker of the sentence before: he likely goes on in his own words, and is marked as less sure."""
        before = [f for at in (near.start - 1, near.start) for f in self.by_sentence.get(at, ())
                  if f.cue and self._cue_at(f) < quotation.span.start]  # fmt: skip
        last = before[-1] if before else None
        if last is None or last.speaker.kind not in {"person", "unnamed", "organisation", "group"}:
            return None
        speaker = replace(last.speaker, confidence=CARRIED_CONFIDENCE, why="speaker of the sentence before")
        return replace(last, speaker=speaker)

    def _sentence(self, at: int, quotation: Quotation, owner: Found | None) -> list[Found]:
        """Return the sentence's part of a quotation as more of what its owner says, if no cue has claimed it."""
        sentence = self.draft.sentences[at]
        start, end = max(sentence.span.start, quotation.inner.start), min(sentence.span.end, quotation.inner.end)
        tokens = self.doc.char_span(start, end, alignment_mode="contract")
        kept = extent.trim(self.doc, tokens.start, tokens.end) if tokens is not None and len(tokens) else None
        if kept is None or not any(t.is_alpha for t in self.doc[kept[0] : kept[1]]):
            return []
        inside = [f for f in self.by_sentence.get(at, ()) if any(a < kept[1] and kept[0] < b for a, b in f.ranges)]
        if any(f.cue and not quotation.inner.start <= self._cue_at(f) < quotation.inner.end for f in inside):
            return []
        if owner is None:
            return [Found(at, None, (kept,), UNCLAIMED)]
        return [Found(at, owner.cue, (kept,), owner.speaker, owner.between, owner.via)]

    def _span(self, r: tuple[int, int]) -> Span:
        tokens = self.doc[r[0] : r[1]]
        return Span(tokens.start_char, tokens.end_char)

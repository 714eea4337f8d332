"""Read the sentences of a report in order, and collect who says what in them."""

import re
from dataclasses import replace
from typing import Literal

from counterclaim.attribution import acceptance, cues, extent, fusion, headlines, passives, relays, sources
from counterclaim.attribution import content as contents
from counterclaim.attribution.carried import Quoted
from counterclaim.attribution.cues import Cue
from counterclaim.attribution.extent import Content
from counterclaim.attribution.found import Found
from counterclaim.attribution.index import Index
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import History, Speaker
from counterclaim.attribution.speakers import joint, resolve
from counterclaim.attribution.stance import OWN_REACH
from counterclaim.attribution.tagger.proposals import NOTHING, Proposal, propose
from counterclaim.attribution.transcripts import recordings
from counterclaim.draft import Draft, Quotation, Sentence
from counterclaim.ledger import Span

# The rules alone, the learned tagger alone, or both joined.
Method = Literal["rules", "learned", "both"]
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
# Below this probability of a cue the tagger all but rules out what the rules found. Of .02 to .3 this lost no
# statement of the annotated reports and a tenth of the wrong ones on development articles of PolNeAR.
RULED_OUT = 0.1
MUTUAL = ("each other", "one another", "the other")
SELF = re.compile(r"\b(?:[Ww]e at|[Ww]e in|[Ww]e,) (?:the )?(?=[A-Z])")


class Reader:
    """Reads one report's sentences in order; holds what has been read so far, and nothing outlives it."""

    def __init__(self, draft: Draft, method: Method = "rules") -> None:
        self.draft, self.doc, self.method = draft, draft.parsed, method
        self.proposals = NOTHING if method == "rules" else propose(draft)
        self.registry, self.history, self.index = Registry(draft), History(), Index(draft)
        self.parties = frozenset(self.registry.parties)
        self.found: list[Found] = []
        self.here: list[Found] = []  # of the sentence that is being read

    def read(self) -> list[Found]:
        """Return every attribution of the report, in the order of the text."""
        for number, sentence in enumerate(self.draft.sentences):
            self.here = []
            if self.method != "learned":
                self._sentence(number, sentence)
            self._join(number)
            self.found += self.here
        if self.method != "learned":
            self.found += Quoted(self.registry, self.index, self.found).carry()
        self.found = self._heard([f for f in self.found if not self._own_voice(f) and not self._is_hearsay(f)])
        return sorted(self._without_relays(), key=lambda f: (f.ranges[0], f.cue.first if f.cue else 0))

    def _own_voice(self, found: Found) -> bool:
        """Tell whether "I" or "we", whom nobody quotes, only stand for the report: "We call on the government"."""
        source = found.cue.source if found.cue else None
        if source is None or found.speaker.name is not None or self.doc[source.head].lower_ not in {"i", "we", "you"}:
            return False
        return not self.index.quotations_in(extent.span_of(self.doc, source.first, source.last))

    def _is_hearsay(self, found: Found) -> bool:
        """Tell whether nobody is named for what "is believed" or "was reported": the report itself says it, hedged."""
        if found.cue is None or found.speaker.name is not None or found.cue.source is not None or found.source_words:
            return False
        head = self.doc[found.cue.head]
        return head.lemma_.lower() != "say" and any(child.dep_ == "auxpass" for child in head.children)

    def _heard(self, found: list[Found]) -> list[Found]:
        """Add what is heard in recordings, each sentence a statement, where no other speaker is named in it."""
        recorded = recordings(self.draft, self.registry)
        if not recorded:
            return found
        out = list(found)
        for number, sentence in enumerate(self.draft.sentences):
            for one in (r for r in recorded if r.span.overlaps(sentence.span)):
                start, end = max(sentence.span.start, one.span.start), min(sentence.span.end, one.span.end)
                tokens = self.doc.char_span(start, end, alignment_mode="contract")
                kept = extent.trim(self.doc, tokens.start, tokens.end) if tokens is not None and len(tokens) else None
                if kept is not None and any(t.is_alpha for t in self.doc[kept[0] : kept[1]]):
                    out = [f for f in out if f.sentence != number or f.speaker.name is not None]
                    out.append(Found(number, None, (kept,), one.speaker, recorded=True))
        return out

    def _join(self, number: int) -> None:
        """Join what the tagger finds in this sentence with what the rules have found there."""
        sentence = self.draft.sentences[number]
        proposals = tuple(
            p for p in self.proposals.of_sentence.get(number, ())
            if not headlines.is_topic(self.doc, sentence, p.cue[0], self.parties)
        )  # fmt: skip
        if self.method == "both":
            self.here = [f for f in self.here if self._seconded(f, proposals)]
        if proposals:
            self.here = fusion.join(self.doc, self.here, proposals, lambda cue, r: self._speaker(cue, number, r))

    def _seconded(self, found: Found, proposals: tuple[Proposal, ...]) -> bool:
        """Tell whether the tagger does not all but rule out the cue that the rules have found.

        Inside what somebody says it seldom sees what others say there ("rejected claims that"), and rules out nothing.
        """
        if found.cue is None or found.cue.form == "headline":
            return True
        inside = (a <= found.cue.head < b for p in proposals for a, b in dict(p.content).get(found.sentence, ()))
        named = found.cue.source is not None and self.doc[found.cue.source.head].pos_ in {"NOUN", "PROPN"}
        if named and found.speaker.name and any(inside):
            return True
        words = self.doc[found.cue.first : found.cue.last]
        return self.proposals.cue_probability(Span(words.start_char, words.end_char)) >= RULED_OUT

    def _sentence(self, number: int, sentence: Sentence) -> None:
        if sentence.is_title and (headline := headlines.find(self.doc, sentence, self.parties)):
            cue, words = headline
            if kept := extent.trim(self.doc, *words):
                self._add(Found(number, cue, (kept,), self._speaker(cue, number, ())))
                return
        near = self.index.quotations_in(sentence.span)
        dates = self.index.dates_in(sentence.span)
        found: tuple[Cue, ...] = ()
        every = (*cues.find(self.doc, sentence, self.parties), *passives.find(self.doc, sentence))
        for cue in sorted(every, key=lambda cue: (cue.first, cue.last)):
            shared = self._shared_source(cue, found)
            if self._plausible(shared, near):
                found = (*found, shared)
        found = self._cited(self._own_reports(found))
        # A cue bounds the content of another only if it attributes something itself.
        found = tuple(c for c in found if contents.of_cue(self.doc, sentence, c, (c,), near, dates))
        for cue in found:
            got = contents.of_cue(self.doc, sentence, cue, found, near, dates)
            if got is not None:
                self._take(number, cue, got)

    def _own_reports(self, found: tuple[Cue, ...]) -> tuple[Cue, ...]:
        """Leave out cues by which a source only speaks of itself ("said it could not determine whether")."""
        kept: list[Cue] = []
        for cue in found:
            own = cue.form == "verb" and cue.source is not None and any(
                c.form == "verb" and c.lemma in acceptance.LOOSE and c.source is not None
                and c.last <= cue.source.first <= c.last + 1
                and self._same_person(cue.source, c.source)
                for c in kept
            )  # fmt: skip
            if not own:
                kept.append(cue)
        return tuple(kept)

    def _same_person(self, pronoun: Source, source: Source) -> bool:
        """Tell whether the pronoun right behind a cue can only mean the cue's own source."""
        word, head = self.doc[pronoun.head].lower_, self.doc[source.head]
        plural = head.tag_ in {"NNS", "NNPS"} or (
            source.last - source.first > 1 and "and" in self.doc[source.first : source.last].text.split()
        )
        return word == "they" if plural else word in {"it", "he", "she"}

    def _cited(self, found: tuple[Cue, ...]) -> tuple[Cue, ...]:
        """Give the medium or monitor that cites somebody its source ("Reuters, quoting officials, said")."""
        kept = [c for c in found if c.form != "citing"]
        for citing in (c for c in found if c.form == "citing"):
            if citing.source is None or not self._speaks(citing.source):
                continue
            relay = next((c for c in kept if c.source is not None and c.form in {"verb", "according"}
                          and c.cited is None and relays.passes_on(self.registry, c.source)), None)  # fmt: skip
            if relay is not None:
                kept[kept.index(relay)] = replace(relay, cited=citing)
            elif not kept:
                kept.append(citing)
        return tuple(kept)

    def _plausible(self, cue: Cue, near: tuple[Quotation, ...]) -> bool:
        """Tell whether a cue can stand: with a speaking source, and inside a quotation only as plain saying."""
        at = self.doc[cue.head].idx
        if any(q.inner.start <= at < q.inner.end and not q.scare for q in near):
            quoted = cue.source is not None and self.doc[cue.source.head].lower_ not in {"we", "i"}
            return cue.form == "verb" and quoted and cue.lemma in acceptance.LOOSE
        if cue.form == "participle" and (cue.source is None or not self._speaks(cue.source)):
            return False  # "... the town's market, adding": things do not speak
        if cue.source is None:
            return cue.form != "verb" or cue.lemma in cues.BLAMED_IN_PASSIVE
        active = cue.lemma not in WEAK and self.doc[cue.head].tag_ != "VBG"
        return active or self._speaks(cue.source)

    def _speaks(self, source: Source) -> bool:
        """Tell whether the words name somebody who can speak, rather than a thing that shows or indicates."""
        return sources.can_speak(self.doc[source.head], self.parties)

    def _shared_source(self, cue: Cue, found: tuple[Cue, ...]) -> Cue:
        """Give a participle ("..., adding that") the source of the cue before it, whatever the parse makes of it."""
        goes_on = (cue.form == "verb" and self.doc[cue.first - 1].lower_ in {"and", "but"}
                   and not any(c.dep_ in sources.SUBJECTS for c in self.doc[cue.head].children)
                   and not (cue.source and self._speaks(cue.source)))  # fmt: skip
        # "The monitor said three strikes hit the market adding that": what the parser gives it cannot say anything.
        astray = (self.doc[cue.head].tag_ == "VBG" and cue.form == "verb" and cue.source is not None
                  and not self._speaks(cue.source))  # fmt: skip
        if cue.form != "participle" and not goes_on and not astray:
            return cue
        earlier = [c for c in found if c.first < cue.first and c.form == "verb" and c.source is not None]
        return replace(cue, source=earlier[-1].source) if earlier else cue

    def _take(self, number: int, cue: Cue, got: Content) -> None:
        """Add what a cue attributes: as a statement, as more of the one before, or as its relay."""
        for earlier in self.here:
            if self._is_relay(cue, got, earlier):
                self._replace(earlier, replace(earlier, via=(*self._names(cue), *earlier.via), beside=self._words(cue)))
                return
        via = relays.heard_by(self.draft, self.registry, self.draft.sentences[number], got)
        beside: tuple[tuple[int, int], ...] = ()
        if cue.cited is not None and cue.source is not None and cue.cited.source is not None:
            via = (relays.name_of(self.registry, cue.source), *via)
            beside = ((cue.source.first, cue.source.last), (cue.cited.first, cue.cited.last))
            got = extent.without(self.doc, got, (cue.cited.first, cue.cited.source.last))
            cue = replace(cue, source=cue.cited.source)
        speaker = self._speaker(cue, number, got.ranges)
        for earlier in self.here:
            shares = earlier.cue is not None and cue.source is not None and earlier.cue.source == cue.source
            goes_on = cue.form == "participle" and cue.lemma in GOES_ON
            if (
                shares
                and earlier.cue is not None
                and (goes_on or (earlier.cue.stance == cue.stance and "b" not in cue.takes))
            ):
                merged = tuple(sorted({*earlier.ranges, *got.ranges}))
                also = ((cue.first, cue.last), *((got.between,) if got.between else ()))
                self._replace(
                    earlier, replace(earlier, ranges=merged, via=earlier.via or via, beside=(*earlier.beside, *also))
                )
                return
        each = self._each(cue, number, got)
        if each:
            got = replace(got, ranges=((got.ranges[0][0], self._mutual_end(*got.ranges[0])),))
        for one in each or [speaker]:
            self._add(Found(number, cue, got.ranges, one, got.between, via, beside))

    def _each(self, cue: Cue, number: int, got: Content) -> list[Speaker]:
        """Return the members of a joint source that blame each other: each makes a statement of his own."""
        words = self.doc[got.ranges[0][0] : got.ranges[0][1]].text.lower()
        if cue.source is None or not words.startswith(MUTUAL):
            return []
        return [resolve(self.registry, part, number, self.history) for part in joint(self.doc, cue.source)]

    def _mutual_end(self, start: int, end: int) -> int:
        """Return where a mutual charge ends: what comes with "as" or "while" is no part of it."""
        return next((i for i in range(start, end) if self.doc[i].lower_ in {"as", "while", "after", "when"}), end)

    def _is_relay(self, cue: Cue, got: Content, earlier: Found) -> bool:
        """Tell whether a cue only passes on what another source says ("..., Sputnik reported")."""
        if cue.source is None or earlier.cue is None or earlier.speaker.kind == "media":
            return False
        party = self.registry.parties.get(cue.source.head)
        covered = any(a <= earlier.cue.first < b for a, b in got.ranges)
        return covered and party is not None and party.kind == "media"

    def _words(self, cue: Cue | None) -> tuple[tuple[int, int], ...]:
        """Return the words that only attribute: a cue and its source."""
        if cue is None:
            return ()
        return ((cue.first, cue.last), *(((cue.source.first, cue.source.last),) if cue.source else ()))

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
        for quotation in self.index.quotations_in(sentence.span):
            if quotation.inner.start < sentence.span.start < quotation.inner.end:
                began = self.index.sentence_at(quotation.inner.start)
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
        self.here.append(found)

    def _replace(self, old: Found, new: Found) -> None:
        self.here[self.here.index(old)] = new

    def _without_relays(self) -> list[Found]:
        """Turn a medium that only passes on another's words ("state TV reported that the army said") into a relay."""
        by_sentence: dict[int, list[Found]] = {}
        for found in self.found:
            by_sentence.setdefault(found.sentence, []).append(found)
        for together in by_sentence.values():
            for outer in [f for f in together if f.speaker.kind == "media" and f.speaker.name and f.cue]:
                self._fold(outer, together)
        return [found for together in by_sentence.values() for found in together]

    def _fold(self, outer: Found, together: list[Found]) -> None:
        inner = [f for f in together if f is not outer and f.cue and f.speaker.name and f.cue is not outer.cue
                 and any(a <= f.cue.first < b for a, b in outer.ranges)]  # fmt: skip
        if len(inner) == 1 and self._size(inner[0]) >= RELAYED_SHARE * self._size(outer):
            via, words = (outer.speaker.name or "", *inner[0].via), self._words(outer.cue)
            together.remove(outer)
            together[together.index(inner[0])] = replace(inner[0], via=via, beside=(*inner[0].beside, *words))

    def _size(self, found: Found) -> int:
        return sum(end - start for start, end in found.ranges)

    def own_tokens(self, found: Found) -> list[int]:
        """Return the tokens at the head of what somebody says that name himself or his side."""
        start, end = found.ranges[0]
        names = {name for name in (found.speaker.name, found.speaker.side) if name}
        near = ((i, self.registry.parties.get(i)) for i in range(start, min(end, start + OWN_REACH)))
        return [i for i, party in near if party is not None and names & {party.name, party.side}]

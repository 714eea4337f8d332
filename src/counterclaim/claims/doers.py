"""Who a doer is: the party that the tables know, the person or body that the report names, or the text's own words."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import History, Speaker
from counterclaim.attribution.speakers import resolve
from counterclaim.claims.speaking import speaking_parties
from counterclaim.draft import Draft
from counterclaim.ledger import NARRATOR, Span, Statement

ARTICLE = re.compile(r"^(?:the|a|an|these|those|this|that)\s+", re.IGNORECASE)
OWN = frozenset(["i", "we", "us", "our", "ours", "my", "me", "ourselves", "myself"])
# What belongs to a party and does its deeds: "Syrian jets" are Syria.
ARMS = frozenset(
    ["force", "troop", "soldier", "army", "unit", "fighter", "jet", "plane", "warplane", "aircraft", "bomber", "drone",
     "helicopter", "gunship", "missile", "rocket", "artillery", "tank", "gunboat", "boat", "ship", "warship", "navy",
     "raid", "strike", "airstrike", "shelling", "bombardment", "regime", "government", "air", "ground", "security",
     "military", "police", "commando", "battalion", "brigade"]
)  # fmt: skip
JOINING = frozenset(["and", "or", ",", "-"])
POSSESSIVE = re.compile(r"['’]s?$")


class Doers:
    """Names the doers of one report."""

    def __init__(self, draft: Draft, statements: Sequence[Statement] = ()) -> None:
        self.draft = draft
        self.starts = [sentence.span.start for sentence in draft.sentences]
        self.spoken = tuple(
            (self._sentence(s.content[0].start), Speaker(s.speaker, s.kind, s.side))
            for s in statements
            if s.speaker not in (None, NARRATOR)
        )

    def _sentence(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    @cached_property
    def registry(self) -> Registry:
        """The names that the report gives; few doers need them."""
        return Registry(self.draft)

    def speaker_of(self, statement: Statement) -> str:
        """Return the party for which a statement speaks, its speaker where no party is known."""
        known = "; ".join(speaking_parties(self.draft, statement))
        return known or statement.side or statement.speaker or NARRATOR

    def names(self, span: Span, statement: Statement) -> tuple[str, ...]:
        """Return who are meant by some words: each party of "Russian and Syrian jets", else what `name` gives."""
        tokens = self.draft.parsed.char_span(span.start, span.end, alignment_mode="expand")
        known = [p for p in self.draft.parties if p.span.overlaps(span)]
        if tokens is None or len({p.name for p in known}) < 2:
            return (self.name(span, statement),)
        own = {t.i for t in tokens for p in known if p.span.start <= t.idx < p.span.end}
        between = [t for t in tokens if t.i not in own and t.idx >= known[0].span.start]
        if all(t.lower_ in JOINING or t.lemma_.lower() in ARMS for t in between):
            return tuple(dict.fromkeys(p.name for p in known))
        return (self.name(span, statement),)

    def name(self, span: Span, statement: Statement) -> str:
        """Return who is meant by some words.

        "We" are those for whom the statement speaks; other pronouns are resolved as those of speakers are; a party of
        the tables goes by its name where it heads the words ("Syrian jets", and not "bands allied to Syria").
        """
        words = POSSESSIVE.sub("", " ".join(span.of(self.draft.text).split()))
        tokens = self.draft.parsed.char_span(span.start, span.end, alignment_mode="expand")
        attributed = statement.speaker not in (None, NARRATOR)
        if words.lower().split(" ")[0] in OWN and attributed:
            return self.speaker_of(statement)
        if tokens is None:
            return ARTICLE.sub("", words)
        if tokens.root.pos_ in {"VERB", "AUX"} and attributed and statement.stance == "denies":
            return self.speaker_of(statement)  # "denied shelling the bridge"
        if words.lower().startswith(("its ", "their ")) and attributed and tokens.root.lemma_.lower() in ARMS:
            return self.speaker_of(statement)  # "said its jets had struck"
        if tokens.root.pos_ == "PRON" and len(words.split()) == 1:
            number = self._sentence(span.start)
            before = History([(n, speaker) for n, speaker in self.spoken if n <= number])
            meant = resolve(self.registry, Source(tokens.start, tokens.end, tokens.root.i), number, before)
            return meant.name or words
        head = tokens.root
        for party in (p for p in self.draft.parties if p.span.overlaps(span) and p.span.start <= head.idx):
            behind = [t for t in tokens if party.span.end <= t.idx <= head.idx]
            if all(t.lemma_.lower() in ARMS for t in behind):
                return party.name
        bare = ARTICLE.sub("", words)
        return self.registry.full_name(bare) if head.pos_ == "PROPN" else bare

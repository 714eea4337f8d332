"""Who a doer is: the party that the tables know, the person or body that the report names, or the text's own words."""

import re
from bisect import bisect_right

from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.attribution.speaker import History
from counterclaim.attribution.speakers import resolve
from counterclaim.draft import Draft
from counterclaim.ledger import NARRATOR, Span, Statement

ARTICLE = re.compile(r"^(?:the|a|an|these|those|this|that)\s+", re.IGNORECASE)
OWN = frozenset(["i", "we", "us", "our", "ours", "my", "me", "ourselves", "myself"])
# What belongs to a party and does its deeds: "Syrian jets" are Syria.
ARMS = frozenset(
    ["force", "troop", "soldier", "army", "unit", "fighter", "jet", "plane", "warplane", "aircraft", "bomber", "drone",
     "helicopter", "gunship", "missile", "rocket", "artillery", "tank", "gunboat", "boat", "ship", "warship", "navy",
     "raid", "strike", "airstrike", "shelling", "bombardment", "regime", "government", "side", "group", "air", "ground",
     "security", "military", "police", "commando", "member", "militant", "gunman", "sniper", "battalion", "brigade"]
)  # fmt: skip
POSSESSIVE = re.compile(r"['’]s?$")


class Doers:
    """Names the doers of one report."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.starts = [sentence.span.start for sentence in draft.sentences]
        self._registry: Registry | None = None

    @property
    def registry(self) -> Registry:
        """The names that the report gives."""
        if self._registry is None:
            self._registry = Registry(self.draft)
        return self._registry

    def name(self, span: Span, statement: Statement) -> str:
        """Return who is meant by some words.

        "We" are those for whom the statement speaks; other pronouns are resolved as those of speakers are; a party of
        the tables goes by its name where it heads the words ("Syrian jets", and not "bands allied to Syria").
        """
        words = POSSESSIVE.sub("", " ".join(span.of(self.draft.text).split()))
        tokens = self.draft.parsed.char_span(span.start, span.end, alignment_mode="expand")
        if words.lower() in OWN and statement.speaker not in (None, NARRATOR):
            return statement.side or statement.speaker or words
        if tokens is None:
            return ARTICLE.sub("", words)
        if tokens.root.pos_ == "PRON" and len(words.split()) == 1:
            number = max(0, bisect_right(self.starts, span.start) - 1)
            meant = resolve(self.registry, Source(tokens.start, tokens.end, tokens.root.i), number, History())
            return meant.name or words
        head = tokens.root
        for party in (p for p in self.draft.parties if p.span.overlaps(span) and p.span.start <= head.idx):
            behind = [t for t in tokens if party.span.end <= t.idx <= head.idx]
            if all(t.lemma_.lower() in ARMS for t in behind):
                return party.name
        bare = ARTICLE.sub("", words)
        return self.registry.full_name(bare) if head.pos_ == "PROPN" else bare

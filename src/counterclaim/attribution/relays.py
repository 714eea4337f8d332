"""Through whom the report has a statement: the medium that was told, or that the speaker spoke to."""

from collections.abc import Iterator

from counterclaim.attribution import lexicon
from counterclaim.attribution.content import Content
from counterclaim.attribution.registry import Registry
from counterclaim.draft import Draft, Sentence

SPEAKING = {"speak", "talk"}
# "spoke to the BBC's Arabic service": the medium stands this near behind the verb.
REACH = 6


def heard_by(draft: Draft, registry: Registry, sentence: Sentence, content: Content) -> tuple[str, ...]:
    """Return the media named between cue and content ("told Reuters") or spoken to elsewhere in the sentence."""
    said = {i for start, end in content.ranges for i in range(start, end)}
    stretches = [range(*content.between)] if content.between else []
    stretches += [r for r in _spoken_to(draft, sentence) if r.start not in said]
    names = [name for stretch in stretches for name in _media(draft, registry, stretch)]
    return tuple(dict.fromkeys(names))


def _spoken_to(draft: Draft, sentence: Sentence) -> Iterator[range]:
    doc = draft.parsed
    for token in doc[sentence.first : max(sentence.first, sentence.last - 1)]:
        if token.lemma_ in SPEAKING and doc[token.i + 1].lower_ in {"to", "with"}:
            yield range(token.i + 2, min(sentence.last, token.i + 2 + REACH))


def _media(draft: Draft, registry: Registry, stretch: range) -> Iterator[str]:
    doc = draft.parsed
    for i in stretch:
        party = registry.parties.get(i)
        if party is not None:
            if party.kind == "media":
                yield party.name
        elif lexicon.head_sorts().get(doc[i].lemma_.lower()) == "media" or doc[i].lower_ in {"tv", "media"}:
            first = i
            while first > stretch.start and doc[first - 1].dep_ in {"compound", "amod", "poss", "nmod"}:
                first -= 1
            yield doc[first : i + 1].text

"""Through whom the report has a statement: the medium that was told, or that the speaker spoke to."""

from collections.abc import Iterator

from counterclaim.attribution import lexicon
from counterclaim.attribution.extent import Content
from counterclaim.attribution.registry import Registry
from counterclaim.attribution.sources import Source
from counterclaim.draft import Draft, Sentence

# Bodies that collect what others saw, and pass it on as media do.
MONITORS = frozenset(["observatory", "monitor", "monitors", "monitoring", "watchdog"])
SPEAKING = {"speak", "talk"}
# "spoke to the BBC's Arabic service": the medium stands this near behind the verb.
REACH = 6


def passes_on(registry: Registry, source: Source) -> bool:
    """Tell whether a source is a medium or a monitor, which may only pass on what it cites."""
    party = registry.parties.get(source.head)
    words = {t.lower_ for t in registry.doc[source.first : source.last]}
    known = party.name.lower().split() if party else ()
    medium = party is not None and party.kind == "media"
    return medium or lexicon.head_sorts().get(registry.doc[source.head].lemma_.lower()) == "media" or bool(
        MONITORS & {*words, *known}
    )  # fmt: skip


def name_of(registry: Registry, source: Source) -> str:
    """Return what a relay is called: its known name, else the words of the text."""
    party = registry.parties.get(source.head)
    if party is not None and party.known:
        return party.name
    first = source.first + (registry.doc[source.first].pos_ == "DET")
    return registry.doc[first : source.last].text


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
    doc, done = draft.parsed, 0
    for i in stretch:
        party = registry.parties.get(i)
        if i < done:
            continue
        if party is not None:
            if party.kind == "media":
                yield party.name
        elif lexicon.head_sorts().get(doc[i].lemma_.lower()) == "media" or doc[i].lower_ in {"tv", "media"}:
            first = i
            while first > stretch.start and doc[first - 1].dep_ in {"compound", "amod", "poss", "nmod"}:
                first -= 1
            done = i + 1
            # "Radio Amer", "Channel 4": the name goes on behind what it is.
            while done < stretch.stop and doc[i].is_title and doc[done].pos_ in {"PROPN", "NUM"}:
                done += 1
            yield doc[first:done].text

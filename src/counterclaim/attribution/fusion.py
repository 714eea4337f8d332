"""Join what the rules and what the tagger find in a sentence.

A cue that both find keeps what the rules know of it (its form, its relays) and takes the tagger's extents; what
only one of them finds stands by itself.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.attribution import extent, lexicon, sources
from counterclaim.attribution.cues import FINITE, FOUND, Cue, Form
from counterclaim.attribution.found import Found
from counterclaim.attribution.speaker import Speaker
from counterclaim.attribution.tagger.proposals import Proposal, Range

Resolve = Callable[[Cue, tuple[Range, ...]], Speaker]
# Of what the tagger finds, so much may be the rules' already before it is taken for the same attribution.
SHARED = 0.5
LIVES = frozenset(["life", "lives"])  # "claiming the lives of 32 people" claims nothing
# What pictures, attacks and events do as well as people; without somebody who can speak nobody says it.
THINGS_DO = frozenset(
    ["show", "depict", "see", "indicate", "suggest", "reveal", "appear", "demonstrate", "prove", "signal", "mark"]
)
MARKS = frozenset('"“”«»')
# From this probability on, a cue that no table has counts without a sentence behind it. Of .6 to .97 it is where the
# cues of PolNeAR's development articles are found as asked and the ledgers of annotated reports lose least.
SURE = 0.6
# "Asking not to be named" is how something was said.
UNNAMED = re.compile(
    r"(?:that (?:his|her|their) names? (?:not )?be|not to be|to remain|on condition of)"
    r" (?:named|identified|quoted|anonym\w+|unnamed|withheld|used|published)\b",
    re.IGNORECASE,
)
UNNAMED_TOKENS = 6
UNCERTAIN_WHEN_NEGATED = frozenset(["confirm", "verify", "say", "know", "determine", "establish"])


def join(doc: Doc, here: list[Found], proposals: tuple[Proposal, ...], resolve: Resolve) -> list[Found]:
    """Return the attributions of a sentence, those of the rules (``here``) joined with the tagger's.

    Of the tagger's attributions whose cue the rules know, too, the rules keep speaker, form and relays, and the
    tagger gives the extents, over as many sentences as it sees. A cue that the rules have folded into another
    ("..., adding that", "..., Reuters reported") adds its content there and makes no statement of its own.
    """
    out: list[Found] = []
    shared = Counter(found.cue for found in here)
    for found in here:
        same = [p for p in proposals if any(_overlap(words, p.cue) for words in _cues(found))]
        # Of those who blame each other each has a statement of his own, and the rules know where its content ends.
        out += [found] if not same or shared[found.cue] > 1 else _refined(doc, found, same)
    known = [words for found in here for words in _cues(found)]
    for proposal in proposals:
        if not any(_overlap(words, proposal.cue) for words in known) and not any(_shares(proposal, f) for f in here):
            out += _new(doc, proposal, resolve)
    return out


def _cues(found: Found) -> tuple[Range, ...]:
    """Return where an attribution's cue stands, and the cues that were folded into it."""
    return ((found.cue.first, found.cue.last), *found.beside) if found.cue else found.beside


def _shares(proposal: Proposal, found: Found) -> bool:
    """Tell whether the rules have most of a proposal's content already, under another cue."""
    inside = dict(proposal.content).get(found.sentence, ())
    size = sum(b - a for a, b in inside)
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in inside for c, d in found.ranges)
    return size > 0 and shared >= SHARED * size


def _refined(doc: Doc, own: Found, same: list[Proposal]) -> list[Found]:
    """Return what the rules found with the extents of the tagger, one for each sentence of its content."""
    first = next((p for p in same if _overlap(_cues(own)[0], p.cue)), None)
    if first is None:
        return [own]  # only a cue that was folded into this one
    relays = [p for p in same if p is not first and _covers(p, first)]
    content: dict[int, list[Range]] = {}
    for proposal in same:
        if proposal not in relays and not _cites(own, proposal):
            for sentence, ranges in proposal.content:
                content.setdefault(sentence, []).extend(r for r in ranges if not _hangs_on(doc, proposal.cue, r))
    named = own.cue.source if own.cue else None
    words = first.source or ((named.first, named.last) if named else None)
    if words is not None:
        content = {sentence: _without(doc, ranges, words) for sentence, ranges in content.items()}
    content = {sentence: ranges for sentence, ranges in content.items() if ranges}
    if _says_less(doc, own, content.get(own.sentence, [])) or _adds(doc, own, content[own.sentence]):
        content[own.sentence] = list(own.ranges)
    content[own.sentence] += _folded(own, same, content[own.sentence])
    # Of whom a passive tells something, he does not say it.
    source = own.source_words if own.cue and own.cue.form == "passive" else first.source or own.source_words
    return [
        replace(own, sentence=n, ranges=tuple(sorted(set(r))), cue_words=first.cue, source_words=source)
        for n, r in sorted(content.items())
    ]


def _without(doc: Doc, ranges: list[Range], source: Range) -> list[Range]:
    """Take the words of the source out of what it says ("The convoy, said Ana Brol, was hit")."""
    parts = [
        part
        for a, b in ranges
        for part in ([(a, source[0]), (source[1], b)] if _overlap((a, b), source) else [(a, b)])
        if part[0] < part[1]
    ]
    kept = [words for part in parts if (words := extent.trim(doc, *part)) is not None]
    return [(a, b) for a, b in kept if any(t.pos_ != "PRON" for t in doc[a:b])] or kept


def _hangs_on(doc: Doc, cue: Range, words: Range) -> bool:
    """Tell whether words only describe a noun of the cue ("said in a statement that agencies carried")."""
    root = doc[words[0] : words[1]].root
    return root.dep_ == "relcl" and cue[0] <= root.head.i < cue[1]


def _folded(own: Found, same: list[Proposal], taken: list[Range]) -> list[Range]:
    """Return what stands behind folded cues that the tagger missed ("..., at first claiming 12 were killed")."""
    missed = [words for words in own.beside if not any(_overlap(words, p.cue) for p in same)]
    known = (*_cues(own), *(p.cue for p in same))
    return [
        kept for kept in own.ranges
        if not any(_overlap(kept, other) for other in taken)
        and max((words for words in known if words[1] <= kept[0]), default=None) in missed
    ]  # fmt: skip


def _cites(own: Found, proposal: Proposal) -> bool:
    """Tell whether a proposal is only whom a medium cites ("citing officials"): that is its source and not said."""
    cited = own.cue.cited if own.cue else None
    return cited is not None and _overlap((cited.first, cited.last), proposal.cue)


def _says_less(doc: Doc, own: Found, ranges: list[Range]) -> bool:
    """Tell whether the tagger lost what the rules have: all but a pronoun, or what stands behind a passive."""
    words = [t for a, b in ranges for t in doc[a:b]]
    if not any(t.pos_ not in {"PRON", "DET", "PUNCT", "SPACE"} for t in words):
        return True
    lost = [t for a, b in own.ranges for t in doc[a:b] if t not in words]
    return own.cue is not None and own.cue.source is None and bool(lost)


def _adds(doc: Doc, own: Found, ranges: list[Range]) -> bool:
    """Tell whether the tagger goes on into what the report adds ("condemned the raid, which killed nine")."""
    if own.cue is None or len(own.ranges) != 1 or "o" not in own.cue.takes:
        return False
    start, end = own.ranges[0]
    behind = next((i for i in range(end, len(doc)) if not doc[i].is_punct), end)
    goes_on = any(a <= start and b > behind for a, b in ranges)
    finite = any(t.tag_ in FINITE for t in doc[start:end])
    return goes_on and not finite and doc[behind].tag_ in {"WDT", "WP"}


def _covers(outer: Proposal, inner: Proposal) -> bool:
    """Tell whether one attribution stands in the content of another: then the outer only passes it on."""
    return any(a <= inner.cue[0] < b for _, ranges in outer.content for a, b in ranges)


def _is_pronoun(doc: Doc, source: Range | None) -> bool:
    return source is not None and doc[source[0] : source[1]].root.pos_ == "PRON"


def _says_something(doc: Doc, proposal: Proposal, cue: Cue, speaker: Speaker) -> bool:
    """Tell whether what only the tagger finds is somebody's words, and no mere attitude ("protests against the tax").

    A known cue, or a sentence or quoted words as content, speak for it; where the text names nobody who can speak,
    both must.
    """
    if cue.lemma == "find" and FOUND.match(doc[cue.last : cue.last + 2].text.lower()):
        return False  # "ten workers found shot dead"
    known = cue.form == "according" or cue.lemma in lexicon.verbs() or cue.lemma in lexicon.nouns()
    if cue.lemma == "claim" and LIVES & {
        t.lower_ for _, ranges in proposal.content for t in doc[slice(*ranges[0])][:3]
    }:
        return False
    words = [t for _, ranges in proposal.content for a, b in ranges for t in doc[a:b]]
    says = any(t.tag_ in FINITE or t.text in MARKS for t in words)
    if (len(words) < 2 and not says) or (words and UNNAMED.match(doc[words[0].i : words[0].i + UNNAMED_TOKENS].text)):
        return False
    if proposal.source is not None and _is_thing(doc[slice(*proposal.source)].root):
        return False  # "the aim of the militia was to accuse"
    if speaker.name is None and cue.lemma in THINGS_DO and not _is_pronoun(doc, proposal.source):
        return False
    if proposal.source is None:
        return known and says
    return known or says or proposal.score >= SURE


def _is_thing(head: Token) -> bool:
    return head.pos_ == "NOUN" and head.lower_ in sources.NEVER_SPEAK


def _new(doc: Doc, proposal: Proposal, resolve: Resolve) -> list[Found]:
    cue = cue_of(doc, proposal)
    every = tuple(r for _, ranges in proposal.content for r in ranges)
    speaker = resolve(cue, every)
    if not _says_something(doc, proposal, cue, speaker):
        return []
    return [
        Found(number, cue, ranges, speaker, cue_words=proposal.cue, source_words=proposal.source)
        for number, ranges in proposal.content
    ]


def cue_of(doc: Doc, proposal: Proposal) -> Cue:
    """Return the tagger's cue with the stance that the table of cues gives it."""
    first, last = proposal.cue
    head = _head(doc, first, last)
    token = doc[head]
    lemma = token.lemma_.lower()
    word = lexicon.verbs().get(lemma) or lexicon.nouns().get(lemma)
    negated = any(child.dep_ == "neg" for child in token.children)
    stance = word.stance if word else "asserts"
    if negated and lemma in UNCERTAIN_WHEN_NEGATED:
        stance = "doubts"
    form: Form = "according" if doc[first].lower_ == "according" else "noun" if token.pos_ == "NOUN" else "verb"
    source = None
    if proposal.source is not None and not _is_denied(doc, head, proposal.source):
        low, high = proposal.source
        source = sources.noun_phrase(doc, doc[low:high].root, low, high)
    return Cue(
        first,
        last,
        head,
        lemma,
        form,
        stance,
        word.takes if word else "cqo",
        source,
        f"tagger “{words_of(doc, first, last)}”",
    )


def _is_denied(doc: Doc, head: int, source: Range) -> bool:
    """Tell whether a source is he whose claim was denied, nobody says by whom ("A claim by the army was denied")."""
    verb = doc[head]
    word = lexicon.verbs().get(verb.lemma_.lower())
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    agent = any(c.dep_ == "agent" and any(source[0] <= t.i < source[1] for t in c.subtree) for c in verb.children)
    return word is not None and word.stance in {"denies", "doubts"} and passive and not agent


def words_of(doc: Doc, first: int, last: int) -> str:
    """Return the words of a range as they stand."""
    return doc[first:last].text


def _head(doc: Doc, first: int, last: int) -> int:
    """Return the token that carries a cue: a cue word of the tables, else its last verb, else its root."""
    tokens = doc[first:last]
    known = [t.i for t in tokens if t.lemma_.lower() in lexicon.verbs() or t.lemma_.lower() in lexicon.nouns()]
    verbs = [t.i for t in tokens if t.pos_ == "VERB"]
    return known[0] if known else verbs[-1] if verbs else tokens.root.i


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]

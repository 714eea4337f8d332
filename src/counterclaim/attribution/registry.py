"""The names that one report gives: who is a person, who a party, and what each is called in full."""

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from counterclaim.draft import Draft, PartyMention
from counterclaim.ledger import Span

HONORIFICS = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "gen.", "general", "col.", "colonel",
              "lt.", "maj.", "capt.", "cdr.", "prof.", "president", "minister", "sheikh"}  # fmt: skip


class Registry:
    """The names that one report gives: persons by surname, organisations by their words and acronyms."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.doc = draft, draft.parsed
        self.parties = {i: party for party in draft.parties for i in _token_range(self.doc, party)}
        self.persons: dict[str, list[str]] = {}
        self.introduced: list[tuple[int, str]] = []
        self.sides: dict[str, str] = {}
        self.person_tokens = {t.i for e in self.doc.ents if e.label_ == "PERSON" for t in e}
        for entity in self.doc.ents:
            if entity.label_ == "PERSON" and entity.root.i not in self.parties and not self._is_place(entity):
                name = person_name(entity)
                if name:
                    self.introduced.append((entity.start, name))
                    self.persons.setdefault(name.split()[-1].lower(), []).append(name)

    def _is_place(self, entity: Tokens) -> bool:
        """Tell whether what the parser took for a person is a place: named as one, or owning what follows it."""
        span = Span(entity.start_char, entity.end_char)
        return entity.root.dep_ == "poss" or any(place.span.overlaps(span) for place in self.draft.places)

    def full_name(self, name: str) -> str:
        """Return the fullest form of a person's name that the report gives."""
        words = name.split()
        known = self.persons.get(words[-1].lower(), []) if words else []
        longer = sorted({k for k in known if len(k.split()) > len(words) and words[-1] == k.split()[-1]}, key=len)
        return longer[-1] if longer and len({k.split()[0] for k in longer}) == 1 else name

    def side(self, first: int, last: int) -> str | None:
        """Return the side that the parties named among these tokens speak for, if there is one."""
        sides = [party.side for i in range(first, last) if (party := self.parties.get(i)) and party.side]
        return sides[0] if sides else None

    def persons_between(self, first: int, last: int) -> list[str]:
        """Return the persons named in a token range, each once, in order."""
        names = [self.full_name(name) for i, name in self.introduced if first <= i < last]
        return list(dict.fromkeys(names))


def _token_range(doc: Doc, party: PartyMention) -> range:
    span = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def person_name(entity: Tokens) -> str:
    """Return a person's name without titles and possessives; empty where the words are no name."""
    name = person_words(entity)
    return name if name[:1].isupper() else ""


def person_words(tokens: Tokens) -> str:
    """Return the words of a name without titles and possessives."""
    words = [
        t.text for t in tokens if not t.is_space and t.tag_ != "POS" and t.lower_ not in HONORIFICS and t.text != '"'
    ]
    return " ".join(words).strip(" ,.'’")

"""The names that one report gives: who is a person, who a party, and what each is called in full."""

from bisect import bisect_left, bisect_right
from itertools import islice, takewhile

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from counterclaim.attribution import lexicon
from counterclaim.draft import Draft, PartyMention
from counterclaim.language.party_table import states

HONORIFICS = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "gen.", "general", "col.", "colonel",
              "lt.", "maj.", "capt.", "cdr.", "prof.", "president", "minister", "sheikh"}  # fmt: skip

# Other words of offices that stand before names.
RANKS = {"deputy", "vice", "former", "acting", "prime", "foreign", "defence", "defense", "interior", "premier", "king",
         "queen", "prince", "princess", "pope", "bishop", "archbishop", "judge", "justice", "sergeant", "captain",
         "admiral", "marshal", "brigadier", "corporal", "private", "chancellor", "congressman", "congresswoman",
         "deputy-general", "senator", "chairman", "chairwoman"}  # fmt: skip

# Behind the bare name of a state these work there, for somebody else ("its Nigeria director").
ABROAD = frozenset(["director", "researcher", "coordinator", "representative", "analyst", "expert", "correspondent",
                    "office", "bureau", "programme", "program", "team", "mission", "manager", "delegation", "chapter",
                    "specialist", "project", "division"])  # fmt: skip

# What the parser takes for one of these is no person's name.
NO_PERSONS = frozenset(["ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "EVENT"])


class Registry:
    """The names that one report gives: persons by surname, organisations by their words and acronyms."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.doc = draft, draft.parsed
        self.parties = {i: party for party in draft.parties for i in _token_range(self.doc, party)}
        self.persons: dict[str, list[str]] = {}
        self.organisations: dict[str, list[Tokens]] = {}
        self.called: dict[str, list[PartyMention]] = {}
        for party in sorted(draft.parties, key=lambda party: party.span.start):
            if party.kind in {"organisation", "media", "group"}:
                for word in {*party.name.lower().split(), *party.span.of(draft.text).lower().split()}:
                    self.called.setdefault(word, []).append(party)
        self.by_first: dict[str, list[str]] = {}
        self.introduced: list[tuple[int, str]] = []
        self.places = sorted((place.span for place in draft.places), key=lambda span: span.start)
        self.place_starts = [span.start for span in self.places]
        self.sides: dict[str, str] = {}
        self.looked_up: set[str] = set()  # persons whose side the words before their names were searched for
        self.person_at = {i: e for e in self.doc.ents if e.label_ == "PERSON" for i in range(e.start, e.end)}
        self.person_tokens = frozenset(self.person_at)
        for entity in self.doc.ents:
            if entity.label_ == "ORG" and len(entity) > 1:
                for word in {t.lower_ for t in entity}:
                    self.organisations.setdefault(word, []).append(entity)
            if entity.label_ == "PERSON" and entity.root.i not in self.parties and not self._is_place(entity):
                name = person_name(whole_name(self.doc, entity))
                if name:
                    self.introduced.append((entity.start, name))
                    self.introduce(name)
        self._introduce_by_role()

    def _introduce_by_role(self) -> None:
        """Take note of persons whom the parser overlooked: named beside what they are ("the mayor, Ana Ruiz, met")."""
        for token in self.doc:
            if token.pos_ != "NOUN" or lexicon.head_sorts().get(token.lemma_.lower()) != "person":
                continue
            at = token.i + 1
            comma = at < len(self.doc) and self.doc[at].text == ","
            name = self._name_at(at + comma)
            closed = name is not None and (not comma or name.end >= len(self.doc) or self.doc[name.end].is_punct)
            if name is not None and closed and (words := person_name(name)):
                self.introduced.append((name.start, words))
                self.introduce(words)
        self.introduced.sort()

    def _name_at(self, first: int) -> Tokens | None:
        """Return a name of two words or more that begins at a token, and that nothing else is known by."""
        last = first
        while last < len(self.doc) and self._may_name(self.doc[last]):
            last += 1
        return self.doc[first:last] if last - first > 1 else None

    def _may_name(self, token: Token) -> bool:
        known = token.i in self.parties or token.i in self.person_tokens or token.ent_type_ in NO_PERSONS
        return token.pos_ == "PROPN" and token.is_title and not known and token.lower_ not in HONORIFICS

    def _is_place(self, entity: Tokens) -> bool:
        """Tell whether what the parser took for a person is a place: named as one, or owning what follows it."""
        at = bisect_right(self.place_starts, entity.start_char) - 1
        inside = at >= 0 and entity.start_char < self.places[at].end
        return entity.root.dep_ == "poss" or inside

    def full_name(self, name: str) -> str:
        """Return the fullest form of a person's name that the report gives."""
        words = name.split()
        known = self.persons.get(words[-1].lower(), []) if words else []
        longer = sorted(
            {k for k in known if len(k.split()) > len(words) and words[-1].lower() == k.split()[-1].lower()}, key=len
        )
        if longer:
            return longer[-1] if len({k.split()[0] for k in longer}) == 1 else name
        # "Zhang Wei" is Zhang the next time: the family name comes first in many languages.
        first = set(self.by_first.get(name.lower(), []))
        return first.pop() if len(first) == 1 and set(known) <= {name} else name

    def organisation_before(self, token: int, word: str) -> Tokens | None:
        """Return the last organisation named before a token whose name has this word."""
        named = self.organisations.get(word, [])
        at = bisect_left(named, token, key=lambda entity: entity.start) - 1
        return named[at] if at >= 0 else None

    def parties_before(self, offset: int, word: str) -> list[PartyMention]:
        """Return the organisations, media and groups mentioned before an offset by a name with this word."""
        called = self.called.get(word, [])
        return called[: bisect_left(called, offset, key=lambda party: party.span.start)]

    def persons_in(self, first: int, last: int) -> list[Tokens]:
        """Return the persons that the parser found wholly inside a token range."""
        found = [e for i in range(first, last) if (e := self.person_at.get(i)) and e.start == max(i, first)]
        return [entity for entity in found if entity.end <= last]

    def introduce(self, name: str) -> None:
        """Take note of a person's name."""
        words = name.split()
        self.persons.setdefault(words[-1].lower(), []).append(name)
        if len(words) > 1:
            self.by_first.setdefault(words[0].lower(), []).append(name)

    def is_person(self, word: str) -> bool:
        """Tell whether a single name is the family name, or the first of the names, of a person named in full."""
        return self.full_name(word) != word

    def side(self, first: int, last: int) -> str | None:
        """Return the side that the parties named among these tokens speak for, if there is one."""
        named = ((i, party) for i in range(first, last) if (party := self.parties.get(i)) and party.side)
        return next((party.side for i, party in named if not self._is_where(i, party)), None)

    def _is_where(self, token: int, party: PartyMention) -> bool:
        """Tell whether the bare name of a state says where somebody works, or is part of a name of something else.

        "Its Nigeria director", "the Syria Campaign"; but not "the Russia foreign minister", "Peru's minister".
        """
        state = states().get(party.state or "") if party.kind == "state" else None
        if state is None or party.span.of(self.draft.text) != state.name or token + 1 >= len(self.doc):
            return False
        behind = self.doc[token + 1]
        of_an_office = lexicon.head_sorts().get(behind.lemma_.lower()) or behind.lower_ in RANKS
        return behind.lower_ in ABROAD or (behind.pos_ == "PROPN" and behind.is_title and not of_an_office)

    def persons_between(self, first: int, last: int) -> list[str]:
        """Return the persons named in a token range, each once, in order."""
        start = bisect_left(self.introduced, (first, ""))
        within = takewhile(lambda at: at[0] < last, islice(self.introduced, start, None))
        names = [self.full_name(name) for _, name in within]
        return list(dict.fromkeys(names))


def _token_range(doc: Doc, party: PartyMention) -> range:
    span = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def whole_name(doc: Doc, entity: Tokens) -> Tokens:
    """Return the person with the names beside that the parser left out ("Dmitry" Ivanovich Sokolov)."""
    start = entity.start
    while start and doc[start - 1].dep_ == "compound" and doc[start - 1].head.i in range(entity.start, entity.end):
        token = doc[start - 1]
        office = token.lower_ in HONORIFICS or token.lower_ in lexicon.head_sorts() or token.lower_ in RANKS
        if token.pos_ != "PROPN" or token.ent_type_ or office or not token.is_title:
            break
        start -= 1
    end = entity.end
    # "al-Otaibi", cut at the hyphen
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and doc[end + 1].pos_ == "PROPN":
        end += 2
    return doc[start:end]


def person_name(entity: Tokens) -> str:
    """Return a person's name without titles and possessives; empty where the words are no name."""
    name = person_words(entity)
    return name if name[:1].isupper() else ""


def person_words(tokens: Tokens) -> str:
    """Return the words of a name without titles and possessives."""
    kept = [t for t in tokens if not t.is_space and t.tag_ != "POS" and t.lower_ not in HONORIFICS and t.text != '"']
    # Hyphens are tokens of their own ("al-Otaibi"): the blanks are those of the text.
    return " ".join("".join(t.text_with_ws for t in kept).split()).strip(" ,.'’")

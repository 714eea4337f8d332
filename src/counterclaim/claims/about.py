"""What each claim is about: the report's main event, or a background event with a short name.

The main event is the one of the headline and the lead. A claim leaves it where the words next to it speak of an
earlier date, of a town elsewhere, of a whole war, of what goes on all the time, or of another attack.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from counterclaim.claims.lead import is_in_city, lead_event
from counterclaim.claims.reasons import Reason, is_war_toll, kinds_in, names_main, outgrows, reason_for
from counterclaim.claims.telling import MENTION
from counterclaim.claims.wording import asides_in, rules, segments
from counterclaim.draft import Draft
from counterclaim.event_mentions.frames import event_nouns
from counterclaim.language.parties import home_state, split
from counterclaim.language.party_table import states
from counterclaim.ledger import Claim, Span, Statement
from counterclaim.stages import Stage

# What events are called that are no kind of violence by a name of their own.
EVENTS = frozenset(["attack", "attacks", "raid", "raids", "massacre", "killing", "killings", "riot", "riots", "protest",
                    "protests", "clash", "clashes", "strike", "strikes", "ambush", "murder", "murders"])  # fmt: skip
# How far from a claim, in characters, words about another event still concern it; run-on sentences are longer.
WINDOW = 140
# "the town", in a report about a city, is another place, though nobody says which.
UNNAMED_TOWN = re.compile(r"\bthe (?:town|village)\b(?! of\b)")
UNNAMED = "attack on a town that is not named"
# How far before its part a total may stand, in characters: a sentence.
TOTAL_REACH = 250
# Over how many sentences an event is carried on by "the strikes" or "it".
CARRY = 2


@dataclass(slots=True)
class Names:
    """The background events of one report that have been named so far, by their place."""

    by_place: dict[str, str] = field(default_factory=dict)


def name_of(draft: Draft, names: Names, reason: Reason, part: Span, home: str | None) -> str:
    """Return the short name of a background event; one place and kind keep one name in a report."""
    country = states()[home].name if home else None
    if reason.kind == "war":
        return f"conflict in {country}" if country else "the conflict"
    if reason.place and reason.place.lower() in names.by_place:
        return names.by_place[reason.place.lower()]
    noun = next((w.raw.lower() for w in split(part.of(draft.text)) if w.folded in event_nouns() | EVENTS), "events")
    if reason.kind == "event":
        where = f" in {reason.place or country}" if reason.place or country else ""
        when = re.sub(r"^(?:in|on|since)\s+", "", " ".join((reason.date or "").split()), flags=re.IGNORECASE)
        name = f"{noun}{where}" + (f", {when}" if when else "")
    else:
        name = f"earlier {noun}" if reason.kind == "habit" else f"other {noun}"
        name += f" in {country}" if country else ""
    if reason.place:
        names.by_place[reason.place.lower()] = name
    return name


class Reader:
    """Reads one report sentence by sentence, so that an event can be carried on to the next sentence."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.main, self.names = draft, lead_event(draft), Names()
        self.home = home_state(draft.text)
        self.starts = [sentence.span.start for sentence in draft.sentences]
        first = next((k for k, s in enumerate(draft.sentences) if not s.is_title), 0)
        self.leading = {k for k, s in enumerate(draft.sentences) if s.is_title} | {first}
        self.read: dict[int, tuple[str, str] | None] = {}
        self.parts: dict[int, list[Span]] = {}
        self.reasons: dict[tuple[Span, Span, tuple[Span, ...]], Reason | None] = {}
        self.kinds: dict[int, frozenset[str]] = {}
        self.asides: dict[int, list[Span]] = {}
        self.in_city = is_in_city(draft.text, self.main)
        self.killed = max((self._killed(claim) for s in draft.statements for claim in s.claims), default=0)

    def _killed(self, claim: Claim) -> int:
        """Return how many a claim of the headline or the lead counts as killed; 0 for all other claims."""
        counts = claim.type == "casualty" and claim.text("measure") == "killed" and claim.polarity == "+"
        leads = counts and bisect_right(self.starts, claim.span.start) - 1 in self.leading
        return claim.number("low") or claim.number("high") or 0 if leads else 0

    def about(self, claim: Claim) -> str | None:
        """Return the background event of a claim, None for the main event."""
        if is_war_toll(self.main, claim):
            return name_of(self.draft, self.names, Reason("war"), claim.span, self.home)
        number = max(bisect_right(self.starts, claim.span.start) - 1, 0)
        if not self.draft.sentences:
            return None
        sentence = self.draft.sentences[number].span
        parts = self._parts(number)
        part = next((p for p in parts if p.start <= claim.span.start < p.end), parts[-1])
        near = Span(max(part.start, claim.span.start - WINDOW), min(part.end, claim.span.end + WINDOW))
        whole = Span(max(sentence.start, claim.span.start - WINDOW), min(sentence.end, claim.span.end + WINDOW))
        if number not in self.asides:
            self.asides[number] = asides_in(self.draft.text, sentence)
        asides = tuple(a for a in self.asides[number] if not a.overlaps(claim.span))
        reason = self._reason(number, whole, near, asides)
        if number in self.leading and not (reason and reason.kind in {"event", "other"} and part != parts[0]):
            return None
        if reason is None and number not in self.leading and outgrows(self.killed, claim):
            reason = Reason("other")
        if reason:
            return name_of(self.draft, self.names, reason, near, self.home)
        if self.in_city and UNNAMED_TOWN.search(self.draft.text, *near) and not names_main(self.main, near):
            return UNNAMED
        return self._carried(number, near)

    def other(self, claim: Claim) -> str:
        """Return a name for the background event of a claim where no words tell its place, its date or its kind."""
        near = Span(max(0, claim.span.start - WINDOW // 2), min(len(self.draft.text), claim.span.end + WINDOW // 2))
        return name_of(self.draft, self.names, Reason("other"), near, self.home)

    def _parts(self, number: int) -> list[Span]:
        if number not in self.parts:
            self.parts[number] = segments(self.draft.text, self.draft.sentences[number].span)
        return self.parts[number]

    def _reason(self, number: int, sentence: Span, part: Span, asides: tuple[Span, ...] = ()) -> Reason | None:
        """Many claims stand in one sentence, and most sentences are shorter than the window."""
        key = (sentence, part, asides)
        if number not in self.kinds:
            self.kinds[number] = kinds_in(self.draft.text, self.draft.sentences[number].span)
        if key not in self.reasons:
            self.reasons[key] = reason_for(self.draft, self.main, sentence, part, self.kinds[number], asides)
        return self.reasons[key]

    def _carried(self, number: int, part: Span) -> str | None:
        """The event that the sentences before left off with, where this part goes on with it."""
        text = self.draft.text
        same, grown = rules()["same"].search(text[part.start : part.end]), rules()["grown"].search(text, *part)
        if names_main(self.main, part):
            return None
        sentence = self.draft.sentences[number].span
        if rules()["goes_on"].search(sentence.of(text)) and (left := self._left(number - 1) if number else None):
            return left[1]
        for before in range(number - 1, max(number - 1 - CARRY, -1), -1):
            left = self._left(before)
            if left:
                kind, name = left
                return name if (same and kind in {"event", "other"}) or (grown and kind in {"war", "habit"}) else None
            if not same or names_main(self.main, self.draft.sentences[before].span):
                return None
        return None

    def _left(self, number: int) -> tuple[str, str] | None:
        """The background event that a whole sentence is about, with its kind."""
        if number not in self.read:
            sentence = self.draft.sentences[number].span
            part = self._parts(number)[-1]
            reason = None if number in self.leading else self._reason(number, sentence, part)
            name = name_of(self.draft, self.names, reason, part, self.home) if reason else ""
            self.read[number] = (reason.kind, name) if reason else None
        return self.read[number]


def _about(reader: Reader, claim: Claim) -> str | None:
    """Return the event of a claim: that it is another one the encoder tells, what it is called the words around it."""
    if claim.rule != MENTION:
        return claim.about or reader.about(claim)
    if claim.about is None:
        # A toll of another event must never reach the main event's figures: for tolls either reading is enough.
        return reader.about(claim) if claim.type == "casualty" else None
    return reader.about(replace(claim, about=None)) or reader.other(claim)


def _run(draft: Draft) -> Draft:
    reader = Reader(draft)
    statements = tuple(
        replace(s, claims=_together(tuple(replace(c, about=_about(reader, c)) for c in s.claims)))
        for s in draft.statements
    )
    events = _of_totals(claim for statement in statements for claim in statement.claims)
    return replace(draft, statements=tuple(_with_totals(statement, events) for statement in statements))


def _with_totals(statement: Statement, events: Mapping[Span, str | None]) -> Statement:
    claims = (replace(c, about=events.get(c.span, c.about)) if c.get("part") else c for c in statement.claims)
    return replace(statement, claims=tuple(claims))


def _of_totals(claims: Iterable[Claim]) -> dict[Span, str | None]:
    """Return for the parts of figures the events of their totals: "3,000 killed in the war, among them 955 women"."""
    events: dict[Span, str | None] = {}
    total: Claim | None = None
    for claim in sorted((c for c in claims if c.type == "casualty"), key=lambda c: c.span):
        if not claim.get("part"):
            total = claim
        elif total is not None and claim.span.start - total.span.end < TOTAL_REACH:
            events[claim.span] = total.about
    return events


def _together(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Keep with an accusation over another event what the same statement goes on to say of it."""
    blame = next((c for c in claims if c.rule in {"responsibility.accused", "responsibility.blamed"}), None)
    if blame is None or blame.about is None or any(c.span.start < blame.span.start for c in claims):
        return claims
    return tuple(c if c.about else replace(c, about=blame.about) for c in claims)


STAGE: Stage[Draft] = Stage(
    "about.v1",
    requires=("sentences", "parties", "places", "dates", "figures", "claims"),
    assigns=("about",),
    run=_run,
)

"""What has been read from one report so far: the record that flows through the stages of a single report.

The mentions here are what is true of any news text (names, places, dates, figures, quotations); what somebody
says with them is the business of attribution and claims.
"""

from __future__ import annotations  # spaCy is slow to load, and whoever only names its types does without it

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from counterclaim.ledger import Kind, MainEvent, Report, Revision, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from counterclaim.encoder.reading import Encoded

Frame = Literal["harm", "deed", "happening", "proof", "reason", "setting"]
Role = Literal["agent", "instrument", "time", "place"]
Count = Literal["figure", "one", "unknown", "none"]
Precision = Literal["day", "month", "year"]
Quantity = Literal["people", "money", "percent", "age", "time", "distance", "ordinal", "date", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the article (never of page furniture).

    Attributes:
        first, last: half-open range of tokens of the ``Doc``.
        paragraph: number of the paragraph, from 0; the title is a paragraph of its own.
        is_title: True for the headline and for a repetition of it at the head of the body.
    """

    span: Span
    first: int
    last: int
    paragraph: int
    is_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch inside quotation marks.

    Attributes:
        span: with the marks.
        inner: without them.
        closed: False where the closing mark is missing and the end is an inference (end of the paragraph).
        scare: True where the marks set off a word or a name, and nobody is quoted at length.
    """

    span: Span
    inner: Span
    closed: bool = True
    scare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place that the text names.

    Attributes:
        name: the name without its type words ("Khan Sheikhoun"), as the text spells it.
        country: ISO 3166 alpha-2; None where several countries are possible.
        province: first-level administrative division it lies in, English name; None where unknown.
        level: country, province, city (any populated place), district, region (Ghouta, the Donbas).
        latitude, longitude: degrees; None unless the place is sure.
        sure: True where the report leaves one candidate.
    """

    span: Span
    name: str
    level: Literal["country", "province", "city", "district", "region"]
    country: str | None = None
    province: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date that the text gives, resolved against the publication date, never more precise than the words.

    Attributes:
        date: ISO year, month or day; None where it cannot be resolved.
        until: for a period, its last ISO year, month or day.
        time: words on the time of day ("late", "dawn", "6:30 a.m."); None if there are none.
        relative_to: what it was counted from: "text" (absolute), "published", or "mention" (an earlier date).
    """

    span: Span
    date: str | None
    precision: Precision | None = None
    until: str | None = None
    time: str | None = None
    relative_to: Literal["text", "published", "mention"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMention:
    """A number with its bounds: "at least 40" is low 40, high None; "around 100" is 100 to 100, approx.

    Attributes:
        span: the number with its bounding words ("at least 107").
        noun: lemma of what is counted ("people"), None if nothing is.
        noun_span: the counted noun with its modifiers ("rebel fighters").
        quantity: what sort of thing is counted.
        addition: True for "another seven", which adds to an earlier figure.
    """

    span: Span
    low: int | None
    high: int | None
    approx: bool = False
    quantity: Quantity = "other"
    noun: str | None = None
    noun_span: Span | None = None
    addition: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMention:
    """A state, organisation, armed group or medium that the text names or describes.

    Attributes:
        name: canonical name ("Syrian government"), or the text's own words where no party is known by them.
        side: on whose behalf it acts or speaks.
        state: ISO 3166 alpha-2 of the state it belongs to, if it belongs to one.
        known: True where ``name`` comes from the table of parties.
    """

    span: Span
    name: str
    kind: Kind
    side: str | None = None
    state: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the article as the encoder has read it; ``start`` is where it begins in the report's text."""

    start: int
    encoded: Encoded


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what fills a role of an event mention.

    Attributes:
        score: log-odds a word that the words fill a role at all.
        negated: True where the text says that it was not this.
        background: True where it belongs to another event than the report's main one.
    """

    role: Role
    span: Span
    score: float
    negated: bool = False
    background: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """What one passage tells of happening, whoever says it (ACE/ERE; factuality after FactBank).

    Attributes:
        id: its number in the report, from 0.
        frame: what sort of thing is told: harm to people, a deed with a doer, a bare happening, proof, a reason.
        span: the words that tell it.
        arguments: who did it, with what, where, when.
        negated: True where the text says that it did not happen.
        background: True where it belongs to another event than the report's main one.
        measure: of a harm: what happened to the people.
        count: of a harm: whether a figure counts them, one person is meant, nobody, or people in no number.
        aspect: of proof: what is said of it.
        score: mean log-odds a word that the words are such a mention.
    """

    id: int
    frame: Frame
    span: Span
    arguments: tuple[Argument, ...] = ()
    negated: bool = False
    background: bool = False
    measure: str | None = None
    count: Count | None = None
    aspect: str | None = None
    score: float = 0.0

    def argument(self, role: Role) -> Argument | None:
        """Return the first filler of a role, None if there is none."""
        return next((a for a in self.arguments if a.role == role), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One report and all that the stages have read from it; each stage returns a copy with more fields set."""

    report: Report
    doc: Doc | None = None
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    encoded: tuple[Stretch, ...] = field(default=(), compare=False, repr=False)
    events: tuple[EventMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    revisions: tuple[Revision, ...] = ()
    main: MainEvent | None = None

    @property
    def text(self) -> str:
        """The report's text, in which every span counts."""
        return self.report.text

    @property
    def parsed(self) -> Doc:
        """The parse, for stages that declare that they require it."""
        if self.doc is None:
            raise RuntimeError("the stage that parses has not run: declare requires=('doc',)")
        return self.doc

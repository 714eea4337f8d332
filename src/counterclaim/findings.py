"""The nouns for what can be computed from positions and figures: every one of them carries the counts it rests on.

None says what is true. A grade is a published scale applied to counts that a reader can see and count again.
"""

from dataclasses import dataclass
from typing import Literal

from counterclaim.span import Span

ConflictKind = Literal["denied", "doubted", "excluded", "figures"]
ReplyKind = Literal["denies", "doubts", "counter-accuses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade on a published scale, with the counts from which it follows.

    Attributes:
        scale: "Airwars" (of an incident) or "Admiralty" (credibility of what is said, 1 to 6).
        counts: what was counted, in words, with the numbers.
        reason: the rule by which the counts give this grade.
    """

    scale: str
    value: str
    counts: tuple[tuple[str, int], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two answers to one question of which only one can be true.

    Attributes:
        kind: one is the denial of the other, or a doubt about it, or they exclude each other, or they are totals that
            cannot both be right.
        first_by, second_by: ids of the originators; empty where nobody is named for an answer.
        first_in, second_in: ids of the statements.
        decides: True where it makes the point disputed; False where an answer is nobody's, or is given beside another
            one by the same originator that would agree.
    """

    kind: ConflictKind
    first: str
    second: str
    first_by: tuple[str, ...] = ()
    second_by: tuple[str, ...] = ()
    first_in: tuple[str, ...] = ()
    second_in: tuple[str, ...] = ()
    decides: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low, best and high number of people for one measure of an incident, in the manner of conflict data sets.

    Attributes:
        low, high: the lowest and the highest number that an originator still stands by; ``high`` is a lower bound
            where ``open_high`` is True ("at least 100").
        best: the number that most originators stand by; of several the one said last, and of those the lowest.
        originators: how many originators it rests on; 0 where nobody is named for any figure.
        best_by, low_by, high_by: ids of the originators who give that number.
        unnamed: how many more figures nobody is named for; they do not count where somebody is named.
    """

    incident: str
    measure: str
    low: int
    best: int
    high: int
    open_high: bool = False
    originators: int = 0
    best_by: tuple[str, ...] = ()
    low_by: tuple[str, ...] = ()
    high_by: tuple[str, ...] = ()
    unnamed: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A denial, a doubt or a counter-accusation, with the claims that it answers, in whatever report they stand.

    Attributes:
        statement, claim: id of the statement, and number of its claim counted from 1; None for a statement that denies
            and does not say what.
        answers: ids of the claims ("report-02/s7.1"), those of the same report first.
        reason: by what they were matched, in words.
    """

    kind: ReplyKind
    incident: str
    statement: str
    claim: int | None = None
    answers: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What one holder of an account claims to have, to lack or to want as evidence, with the statement that says so."""

    holder: str
    aspect: str
    what: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of one report that stand in another one as well."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One passage in several reports: more outlets, and nobody more who says it.

    Attributes:
        passages: the same words in each report, the oldest first as far as the dates of publication tell.
        source: id of the report that had them first; None where the dates do not tell.
        shared: share of the shorter passage's words that stand in the longer one, at the least, 0 to 1.
    """

    id: str
    passages: tuple[Passage, ...]
    source: str | None = None
    shared: float = 1.0
    reason: str = ""

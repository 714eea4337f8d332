"""Who says what: speakers by questions, for one incident."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.dossier import wording
from counterclaim.dossier.index import Index, Quote, Said, hedge_words
from counterclaim.ledger import NARRATOR

NO_SIDE = "No side stated"
ORPHANS = "Speakers that the reports do not identify"
NARRATORS = "The reports in their own voice"


@dataclass(frozen=True, slots=True)
class Cell:
    """One position of one speaker on one question, with every statement that takes it."""

    verb: str
    answer: str
    hedge: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One speaker; ``cells`` follow the questions of the matrix."""

    name: str
    note: str
    statements: int
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The speakers of one side."""

    side: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Speakers by questions; only questions that somebody speaks to are there."""

    questions: tuple[str, ...]
    groups: tuple[Group, ...]


def matrix(index: Index, claims: Sequence[Said]) -> Matrix:
    """Lay out the claims about one incident."""
    order = {name: number for number, name in enumerate(wording.QUESTIONS)}
    types = sorted({said.claim.type for said in claims}, key=lambda name: (order.get(name, len(order)), name))
    speakers: dict[str, list[Said]] = {}
    for said in claims:
        speakers.setdefault(index.key(said.report, said.statement), []).append(said)
    sides: dict[str, list[Row]] = {}
    for own in speakers.values():
        sides.setdefault(_side(index, own), []).append(_row(index, own, types))
    groups = [Group(side, tuple(sorted(rows, key=lambda row: -row.statements))) for side, rows in sides.items()]
    last = {NO_SIDE: 1, ORPHANS: 2, NARRATORS: 3}
    groups.sort(key=lambda g: (last.get(g.side, 0), -sum(row.statements for row in g.rows), g.side))
    return Matrix(tuple(wording.question(name) for name in types), tuple(groups))


def _side(index: Index, own: Sequence[Said]) -> str:
    statement = own[0].statement
    if statement.is_orphan:
        return ORPHANS
    if statement.speaker == NARRATOR:
        return NARRATORS
    return next((side for said in own if (side := index.side(said.statement))), NO_SIDE)


def _row(index: Index, own: Sequence[Said], types: Iterable[str]) -> Row:
    first = own[0]
    return Row(
        name=index.speaker(first.report, first.statement),
        note=_note(index, own),
        statements=len({said.statement.id for said in own}),
        cells=tuple(cells(index, [said for said in own if said.claim.type == name]) for name in types),
    )


def _note(index: Index, own: Sequence[Said]) -> str:
    statement = own[0].statement
    if statement.is_orphan:
        return own[0].report.id
    kinds = {said.statement.kind for said in own} - {"narrator", "unresolved"}
    named = "unnamed" not in str(statement.speaker)
    return "unnamed" if kinds == {"unnamed"} and named else ""


def cells(index: Index, claims: Iterable[Said]) -> tuple[Cell, ...]:
    """Fold claims that say the same in the same way into one cell each."""
    folded: dict[tuple[str, str, str], list[Said]] = {}
    for said in claims:
        folded.setdefault((said.verb, said.position, _hedge(said).lower()), []).append(said)
    return tuple(
        Cell(verb, answer, _hedge(same[0]), _quotes(index, same)) for (verb, answer, _), same in folded.items()
    )


def _hedge(said: Said) -> str:
    return hedge_words(said.report, said.statement.hedge)


def _quotes(index: Index, same: Iterable[Said]) -> tuple[Quote, ...]:
    once = {said.statement.id: said for said in same}
    return tuple(index.quote(said.report, said.statement) for said in once.values())

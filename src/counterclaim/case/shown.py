"""What ``counterclaim show`` prints of a case: the summary of its ledger, then what analysts decided.

Assessing thousands of reports takes minutes. So of a large case only what is new is counted in, and only the incidents
that the summary names are assessed; it is kept, and holds until anything is added or decided, or another version of
the program comes.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text
from sqlalchemy import Connection, delete, func, insert, select

from counterclaim.case import (
    assessing,
    audit,
    decisions,
    overview,
    regroup,
    review,
    reviewed,
    revision,
    standing,
    state,
)
from counterclaim.case.audit import canonical
from counterclaim.case.decisions import GRADES, Decision, Outcome
from counterclaim.case.schema import ASSESSMENT, CAPTURE
from counterclaim.case.store import Store
from counterclaim.dossier import wording
from counterclaim.dossier.summary import Hanging, printed, summarise
from counterclaim.errors import CaseError, CounterclaimError
from counterclaim.events.assess import MADE_BY

# The summary of so many reports is kept: with fewer it is made anew in less than a second.
KEPT_FROM = 200
# So many notes and decisions are printed; all of them are in the case.
MOST_LINES = 10

Line = tuple[str, str]


def summary(store: Store) -> RenderableType:
    """Return what is to be printed by a ``rich`` console of any width."""
    with store.read() as connection:
        kept = _kept(connection, _key(audit.head(connection)))
        if kept is not None:
            return Group(*kept)
        valid = decisions.in_force(decisions.load(connection))
    return Group(*(_large(store) if is_revised(store, valid) else _small(store)))


def keep_up(store: Store) -> None:
    """Make the summary of a large case anew where little has changed in it, so that the next look at it is quick.

    What takes minutes, or cannot be read or written, is left to that look.
    """
    try:
        with store.read() as connection:
            valid = decisions.in_force(decisions.load(connection))
        if is_revised(store, valid) and standing.bring_up_to_date(store, only_little=True):
            _large(store)
    except CounterclaimError:
        return


def is_revised(store: Store, valid: Iterable[Decision]) -> bool:
    """Tell whether what is new in a case is counted in by itself, and the rest of it not assessed again.

    Args:
        valid: the decisions in force.
    """
    if store.read_only or any(d.action in regroup.ON_GROUPS for d in valid):
        return False
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(CAPTURE)).scalar_one() >= KEPT_FROM


def _small(store: Store) -> list[RenderableType]:
    """Assess all of a case."""
    with store.read() as connection:
        held, decided = state.held(connection), decisions.load(connection)
    ledger, outcomes = assessing.assess(held, decided)
    return [*_parts(summarise(ledger)), *_decided(decided, outcomes)]


def _large(store: Store) -> list[RenderableType]:
    """Bring up to date where a case stands, and keep its summary, with those of the incidents in it.

    Decisions and tables are read at one moment, at which the tables hold all that was written: other programs may add,
    decide and check in between, and then it is begun again.

    Raises:
        CaseError: other programs kept coming between.
    """
    for _ in range(standing.MOST_TRIES):
        standing.bring_up_to_date(store)
        made: dict[str, list[RenderableType]] = {}
        with store.read() as connection:
            now = revision.last(connection)
            if now is None or now.head != audit.head(connection):
                continue
            decided = decisions.load(connection)
            valid = decisions.in_force(decided)

            def kept(
                word: str, make: Callable[[], Sequence[RenderableType]], connection: Connection = connection,
                made: dict[str, list[RenderableType]] = made,
            ) -> Sequence[RenderableType]:  # fmt: skip
                made[word] = list(_kept(connection, word) or make())
                return made[word]

            if any(d.action in regroup.ON_GROUPS for d in valid):
                return _small(store)
            parts = list(printed(overview.overview(connection, valid, kept)).renderables)
            parts += _decided(decided, _outcomes(connection, valid))
        _keep(store, {_key(now.head): parts, **made})
        return parts
    raise CaseError("other programs keep changing the case", where=store.where, remedy="Try again when they are done")


def _outcomes(connection: Connection, valid: list[Decision]) -> list[Outcome]:
    on_statements = [d for d in valid if d.action in review.ON_STATEMENTS]
    return reviewed.outcomes(connection, state.heads(connection), on_statements) if on_statements else []


def _key(head: int) -> str:
    """Return what the summary depends on: all that was written, and the program."""
    return canonical([head, MADE_BY])


def _kept(connection: Connection, word: str) -> list[RenderableType] | None:
    kept = connection.execute(select(ASSESSMENT.c.summary).where(ASSESSMENT.c.state == word)).scalar()
    return None if kept is None else [_from_value(value) for value in json.loads(kept)]


def _keep(store: Store, made: Mapping[str, Iterable[RenderableType]]) -> None:
    """Keep what is printed under the words by which it is found again, and nothing else."""

    def work(connection: Connection) -> None:
        connection.execute(delete(ASSESSMENT))
        for word, parts in made.items():
            values = json.dumps([_to_value(part) for part in parts])  # in ASCII: names of files may be no text
            connection.execute(insert(ASSESSMENT).values(state=word, summary=values))

    try:
        store.write(work)
    except CaseError:
        return  # it is printed all the same, and made anew the next time


def _parts(whole: RenderableType) -> Sequence[RenderableType]:
    return whole.renderables if isinstance(whole, Group) else [whole]


def _to_value(part: RenderableType) -> list[object]:
    if isinstance(part, Hanging):
        return ["hanging", part.words, part.before, part.deeper, part.style]
    if isinstance(part, Text):
        return ["text", part.plain, str(part.style)]
    raise TypeError(f"the summary holds a {type(part).__name__}, which cannot be kept")


def _from_value(value: list[object]) -> RenderableType:
    kind, words, *rest = value
    if kind == "text":
        return Text(str(words), style=str(rest[0]))
    before, deeper, style = rest
    return Hanging(str(words), before=str(before), deeper=int(str(deeper)), style=str(style))


def _decided(decided: list[Decision], outcomes: list[Outcome]) -> Iterator[RenderableType]:
    """Yield what analysts decided: disagreements first, then grades and notes."""
    valid = decisions.in_force(decided)
    if not valid:
        return
    against = [o for o in outcomes if o.state in {"disagrees", "unplaced"}]
    yield from _section("Decisions that the program now reads otherwise", [_disagreement(o) for o in against])
    grades = {d.body["source"]: d for d in valid if d.action == "grade"}
    yield from _section("Sources graded by analysts", [_grade(name, d) for name, d in sorted(grades.items())])
    yield from _section(
        "Notes", [(f"{d.body['about']}: {d.body['words']}", _by(d)) for d in valid if d.action == "note"]
    )
    others = len([d for d in valid if d.action not in {"grade", "note"}])
    if others:
        yield Hanging(f"{wording.count(others, 'decision')} of analysts in force: counterclaim review list CASE")


def _section(title: str, lines: Sequence[Line]) -> Iterator[RenderableType]:
    if not lines:
        return
    yield Text(title, style="bold")
    for first, second in lines[:MOST_LINES]:
        yield Hanging(first, before="  - ")
        yield Hanging(second, before="    ", deeper=2, style="dim")
    if len(lines) > MOST_LINES:
        yield Hanging(f"and {len(lines) - MOST_LINES} more: counterclaim review list CASE", before="  - ")
    yield Text()


def _disagreement(outcome: Outcome) -> Line:
    decision = outcome.decision
    return f"decision {decision.id}, {in_words(decision)}: {outcome.detail}", _by(decision)


def _grade(name: str, decision: Decision) -> Line:
    letter = decision.body["grade"]
    return f"{name}: {letter}, {GRADES[letter]}", _by(decision)


def _by(decision: Decision) -> str:
    return f"{decision.who}, {decision.at[:10]}: {decision.why}"


def in_words(decision: Decision) -> str:
    """Return in a few words what was decided."""
    body = decision.body
    words = " … ".join(body["statement"]["words"]) if "statement" in body else ""
    about = f" “{' '.join(words.split())}”" if words else ""
    match decision.action:
        case "set speaker":
            return f"{body['after']['speaker']} says{about}"
        case "clear speaker":
            return f"nobody is named for{about}"
        case "reject":
            return f"no statement:{about}"
        case "correct claim":
            values = ", ".join(f"{k} {v}" for k, v in body["after"]["values"].items())
            denied = "denied" if body["after"]["polarity"] == "-" else "affirmed"
            return f"claim corrected ({'; '.join(filter(None, (values, denied)))}) in{about}"
        case "remove claim":
            return f"claim removed from{about}"
        case "merge actors":
            return f"one actor: {wording.listing([actor['name'] for actor in body['actors']])}"
        case "split actor":
            return f"“{body['spelt']}” is {body['as']}, not {body['actor']['name']}"
        case "merge incidents":
            return f"one incident{': ' + body['name'] if body.get('name') else ''}"
        case "split incident":
            return f"an incident of its own: {body['name']}"
        case "grade":
            return f"{body['source']} graded {body['grade']}"
        case "note":
            return f"note on {body['about']}: {body['words']}"
        case _:
            return f"decision {decision.undoes} undone"

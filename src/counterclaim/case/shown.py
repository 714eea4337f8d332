"""What ``counterclaim show`` prints of a case: the summary of its ledger, then what analysts decided.

Assessing thousands of reports takes minutes; so the summary of the newest assessment is kept, and holds until anything
is added or decided, or another version of the program comes.
"""

import json
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text
from sqlalchemy import Connection, delete, insert, select

from counterclaim.case import assessing, decisions, record, state
from counterclaim.case.anchors import Held
from counterclaim.case.audit import canonical
from counterclaim.case.decisions import GRADES, Decision, Outcome
from counterclaim.case.schema import ASSESSMENT
from counterclaim.case.store import Store
from counterclaim.dossier import wording
from counterclaim.dossier.summary import Hanging, summarise
from counterclaim.errors import CaseError
from counterclaim.events.assess import STAGES
from counterclaim.program import PROGRAM

# The summary of so many reports is kept: with fewer it is made anew in less than a second.
KEPT_FROM = 200
# So many notes and decisions are printed; all of them are in the case.
MOST_LINES = 10

Line = tuple[str, str]


def summary(store: Store) -> RenderableType:
    """Return what is to be printed by a ``rich`` console of any width."""
    with store.read() as connection:
        key = _key(connection)
        kept = connection.execute(select(ASSESSMENT.c.summary).where(ASSESSMENT.c.state == key)).scalar()
        if kept is not None:
            return Group(*(_from_value(value) for value in json.loads(kept)))
        captures = state.captures(connection)
        reports = state.readings(connection, captures)
        decided = decisions.load(connection)
    held = [Held(report=reports[c.id], sha256=c.sha256, location=c.location, member=c.member) for c in captures]
    ledger, outcomes = assessing.assess(held, decided)
    parts = [*_parts(summarise(ledger)), *_decided(decided, outcomes)]
    if len(held) >= KEPT_FROM and not store.read_only:
        _keep(store, key, [_to_value(part) for part in parts])
    return Group(*parts)


def _key(connection: Connection) -> str:
    """Return what the summary depends on: all that was written, and the program."""
    return canonical([record.head(connection), PROGRAM, [stage.name for stage in STAGES]])


def _keep(store: Store, key: str, values: list[list[object]]) -> None:
    def work(connection: Connection) -> None:
        connection.execute(delete(ASSESSMENT))
        connection.execute(insert(ASSESSMENT).values(state=key, summary=canonical(values)))

    try:
        store.write(work)
    except CaseError:
        return  # the summary is printed all the same, and made anew the next time


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

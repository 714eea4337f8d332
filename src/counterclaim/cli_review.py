"""The commands ``counterclaim review ...``: what an analyst decides, each with who, when and why."""

import json as _json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counterclaim.cli_case import AsJson, CaseName, Who, opened
from counterclaim.cli_terminal import say, write

if TYPE_CHECKING:
    from counterclaim.case.case import Case
    from counterclaim.case.decisions import Decision, Outcome
    from counterclaim.ledger import Value

HELP = "Decide what the program could not: who says it, who is who, what is one event. Nothing decided is ever lost."
EPILOG = """\b
Examples:
  counterclaim review open case                                 what waits for a person
  counterclaim review speaker case report-02/s7 "Ana Kovac" --why "she says so in the recording"
  counterclaim review list case                                 all decisions, and where the program disagrees
  counterclaim review undo case 3 --why "it was her brother"
"""
# So much of a statement's words is printed.
WORDS = 160

Why = Annotated[str, typer.Option("--why", help="The reason; it is kept with the decision.")]
StatementId = Annotated[str, typer.Argument(metavar="STATEMENT", help='The id of a statement, such as "report-02/s7".')]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help='The id of a claim, such as "report-02/s7.1".')]
Name = Annotated[str | None, typer.Option("--name", help="What the one is to be called (default: as the first).")]
Reports = Annotated[list[str] | None, typer.Option("--report", help="Only in this report; may be repeated.")]


def _decided(case: str, who: str | None, decide: "Callable[[Case], int]") -> None:
    with opened(case, who) as held:
        number = decide(held)
        say(f"Decision {number} is on record.")


def speaker(
    case: CaseName,
    statement: StatementId,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who says it.")],
    why: Why,
    kind: Annotated[str | None, typer.Option("--kind", help="person, organisation, state, media, group, ...")] = None,
    side: Annotated[str | None, typer.Option("--side", help="On whose behalf.")] = None,
    who: Who = None,
) -> None:
    """Decide who says a statement."""
    _decided(case, who, lambda held: held.set_speaker(statement, name, why=why, kind=kind, side=side))


def no_speaker(case: CaseName, statement: StatementId, why: Why, who: Who = None) -> None:
    """Decide that the report does not tell who says a statement."""
    _decided(case, who, lambda held: held.clear_speaker(statement, why=why))


def reject(case: CaseName, statement: StatementId, why: Why, who: Who = None) -> None:
    """Decide that this is no statement."""
    _decided(case, who, lambda held: held.reject(statement, why=why))


def correct(
    case: CaseName,
    claim: ClaimId,
    why: Why,
    values: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE", help="What the claim says.")] = None,
    polarity: Annotated[str | None, typer.Option("--polarity", help="affirmed or denied.")] = None,
    who: Who = None,
) -> None:
    """Decide what a claim says."""
    from counterclaim.errors import UsageError

    sign = {"affirmed": "+", "denied": "-", "+": "+", "-": "-", None: None}
    if polarity not in sign:
        raise UsageError("there is no such polarity", where=str(polarity), remedy="Give affirmed or denied")
    fields = dict(_field(one) for one in values or ())
    _decided(case, who, lambda held: held.correct_claim(claim, fields, why=why, polarity=sign[polarity]))


def _field(words: str) -> "tuple[str, Value]":
    """Read FIELD=VALUE; numbers, true, false and null are what JSON takes them for, all else is text."""
    from counterclaim.errors import UsageError

    name, equals, value = words.partition("=")
    if not equals or not name:
        raise UsageError("this corrects no field", where=words, remedy="Write it as low=58")
    try:
        read = _json.loads(value)
    except ValueError:
        return name, value
    return name, read if isinstance(read, int | float | bool | None) else value


def remove_claim(case: CaseName, claim: ClaimId, why: Why, who: Who = None) -> None:
    """Decide that a statement does not claim this."""
    _decided(case, who, lambda held: held.remove_claim(claim, why=why))


def merge_actors(
    case: CaseName,
    actors: Annotated[list[str], typer.Argument(metavar="ACTOR", help="Ids or names of actors.")],
    why: Why,
    name: Name = None,
    who: Who = None,
) -> None:
    """Decide that several actors are one."""
    _decided(case, who, lambda held: held.merge_actors(actors, why=why, name=name))


def split_actor(
    case: CaseName,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Id or name of the actor.")],
    spelt: Annotated[str, typer.Argument(metavar="NAME", help="The name under which somebody else speaks.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What that somebody is to be called.")],
    why: Why,
    side: Annotated[str | None, typer.Option("--side", help="On whose behalf the new one speaks.")] = None,
    report: Reports = None,
    who: Who = None,
) -> None:
    """Decide that one of an actor's names, in some reports or in all, is somebody else."""
    _decided(case, who, lambda held: held.split_actor(actor, spelt, new, why=why, side=side, reports=report or ()))


def merge_incidents(
    case: CaseName,
    incidents: Annotated[list[str], typer.Argument(metavar="INCIDENT", help="Ids or names of incidents.")],
    why: Why,
    name: Name = None,
    who: Who = None,
) -> None:
    """Decide that several incidents are one."""
    _decided(case, who, lambda held: held.merge_incidents(incidents, why=why, name=name))


def split_incident(
    case: CaseName,
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Id or name of the incident.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the other event is to be called.")],
    report: Annotated[list[str], typer.Option("--report", help="A report that tells of it; may be repeated.")],
    why: Why,
    who: Who = None,
) -> None:
    """Decide that some reports tell of another event."""
    _decided(case, who, lambda held: held.split_incident(incident, report, name, why=why))


def grade(
    case: CaseName,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="An actor, or a publisher of reports.")],
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="A (completely reliable) to E, F: cannot be judged.")],
    why: Why,
    who: Who = None,
) -> None:
    """Grade how reliable a source is, by the Admiralty code."""
    _decided(case, who, lambda held: held.grade(source, letter, why=why))


def note(
    case: CaseName,
    about: Annotated[
        str, typer.Argument(metavar="ABOUT", help='A statement, report, actor or incident, or "case" for the whole.')
    ],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The note.")],
    who: Who = None,
) -> None:
    """Write a note."""
    _decided(case, who, lambda held: held.note(about, words))


def undo(
    case: CaseName,
    decision: Annotated[int, typer.Argument(metavar="NUMBER", help="The number of the decision.")],
    why: Why,
    who: Who = None,
) -> None:
    """Undo a decision; both stay on record."""
    _decided(case, who, lambda held: held.undo(decision, why=why))


def list_(case: CaseName, json: AsJson = False) -> None:
    """List all decisions: which are in force, which were undone, and where the program now disagrees."""
    from counterclaim.case import bundle

    with opened(case) as held:
        decided, outcomes = held.decisions(), held.outcomes()
    if json:
        lines = bundle.decisions_file(decided, outcomes).decode().splitlines()
        write(_json.dumps([_json.loads(line) for line in lines], ensure_ascii=False, indent=1) + "\n")
        return
    became = {outcome.decision.id: outcome for outcome in outcomes}
    for one in decided:
        for line in _listed(one, became.get(one.id)):
            say(line)
    if not decided:
        say("Nothing was decided yet.")


def _listed(decision: "Decision", outcome: "Outcome | None") -> Iterator[str]:
    from counterclaim.case.shown import in_words

    yield f"{decision.id}  {in_words(decision)}"
    yield f"   {decision.who}, {decision.at}: {decision.why}"
    if decision.undone is not None:
        yield f"   undone by decision {decision.undone}"
    elif outcome is not None and outcome.state != "applied":
        told = {"agrees": "the program agrees by now", "disagrees": "DISAGREES", "unplaced": "NOT APPLIED"}
        yield f"   {told[outcome.state]}: {outcome.detail}"


def open_(case: CaseName, json: AsJson = False) -> None:
    """List what waits for a person: statements without a speaker, with who may be meant."""
    from counterclaim.events.suggestions import suggest

    with opened(case) as held:
        ledger = held.ledger()
    suggested = suggest(ledger)
    items: list[dict[str, Any]] = [
        {"statement": s.id, "words": " … ".join(" ".join(span.of(r.text).split()) for span in s.content),
         "source": s.source.of(r.text) if s.source else None, "suggestions": list(suggested.get(s.id, ()))}
        for r, s in ledger.statements() if s.is_orphan and not s.why.startswith("decided by")
    ]  # fmt: skip
    if json:
        write(_json.dumps(items, ensure_ascii=False, indent=1) + "\n")
        return
    for item in items:
        source = f" ({item['source']})" if item["source"] else ""
        say(f"{item['statement']}{source}: {item['words'][:WORDS]}")
        for line in item["suggestions"]:
            say(f"  perhaps {line}")
    if not items:
        say("Every statement has its speaker, or was decided on.")


def names(
    case: CaseName,
    json: AsJson = False,
) -> None:
    """List the actors and incidents of a case, with the ids by which decisions name them."""
    with opened(case) as held:
        ledger = held.ledger()
    rows = [{"id": a.id, "name": a.name, "also": [n for n in a.names if n != a.name]} for a in ledger.actors]
    rows += [{"id": i.id, "name": i.name, "also": list(i.reports)} for i in ledger.incidents]
    if json:
        write(_json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for row in rows:
        also = f"  ({'; '.join(row['also'])})" if row["also"] else ""
        say(f"{row['id']}  {row['name']}{also}")


def _example(line: str) -> str:
    return f"\b\nExample:\n  counterclaim review {line}\n"


COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "open": (open_, _example("open case")),
    "names": (names, _example("names case")),
    "list": (list_, _example("list case")),
    "speaker": (speaker, _example('speaker case report-02/s7 "Ana Kovac" --why "she says so in the recording"')),
    "no-speaker": (no_speaker, _example('no-speaker case report-02/s7 --why "he may be either of two"')),
    "correct": (correct, _example('correct case report-02/s7.1 low=58 high=58 --why "the page says 58"')),
    "remove-claim": (remove_claim, _example('remove-claim case report-02/s7.1 --why "it is about another fire"')),
    "reject": (reject, _example('reject case report-02/s7 --why "a headline of another article"')),
    "merge-actors": (merge_actors, _example('merge-actors case a3 "Gov. Kovac" --why "one person"')),
    "split-actor": (split_actor, _example('split-actor case a3 Kovac "Ivo Kovac" --report report-02 --why "his son"')),
    "merge-incidents": (merge_incidents, _example('merge-incidents case i1 i4 --why "one fire, dated apart"')),
    "split-incident": (
        split_incident, _example('split-incident case i1 "Second fire" --report report-02 --why "a day later"'),
    ),
    "grade": (grade, _example('grade case "Valley Post" B --why "corrected itself twice"')),
    "note": (note, _example('note case report-02/s7 "ask for the recording"')),
    "undo": (undo, _example('undo case 3 --why "it was her brother"')),
}  # fmt: skip

"""The commands for a case that lasts: new, add, list, search, diff, rerun, verify, export."""

import json as _json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli_terminal import render, say, tell, write

if TYPE_CHECKING:
    from counterclaim.case.adding import Added
    from counterclaim.case.case import Case
    from counterclaim.case.changes import Change
    from counterclaim.errors import ReportError

FAULTY = 1
# So many digits of a digest tell originals apart on a screen.
DIGITS = 12
HEADINGS = {
    "report": "Reports", "speaker": "Speakers", "incident": "Incidents", "status": "Points whose status changed",
    "position": "Positions", "figure": "Figures",
}  # fmt: skip

CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="The folder of the case, or the address of its PostgreSQL database.")
]
Who = Annotated[
    str | None,
    typer.Option("--who", envvar="COUNTERCLAIM_WHO", help="Whose name is put on record (default: the user's)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, to standard output.")]


def user(who: str | None) -> str:
    """Return whose name is put on record."""
    if who:
        return who
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user whom the system does not know
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown user"


def is_case(where: str) -> bool:
    """Tell whether this is a case, and no folder that build wrote to; nothing heavy is imported for it."""
    return where.startswith(("postgresql:", "postgresql+", "postgres:")) or (Path(where) / "case.sqlite").is_file()


def opened(case: str, who: str | None = None) -> "Case":
    """Open a case."""
    from counterclaim.case.case import Case

    return Case.open(case, who=user(who))


def new(case: CaseName, who: Who = None) -> None:
    """Make a new, empty case that reports can be added to."""
    from counterclaim.case.case import Case

    with Case.create(case, who=user(who)) as made:
        say(f"Made the case {made.store.where}")


def add(
    case: CaseName,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files with reports, or folders of them.")],
    who: Who = None,
    columns: Annotated[
        str, typer.Option("--columns", metavar="FIELD=COLUMN,...", help="Columns of tables, such as text=body.")
    ] = "",
) -> None:
    """Add reports to a case; each is safe on the disk as soon as its line is printed."""
    from counterclaim.case import shown
    from counterclaim.ingest.columns import parse_columns
    from counterclaim.ingest.extract import Options

    options = Options(columns=parse_columns(columns))
    with opened(case, who) as held:
        failed = _tell_outcomes(held.add(paths, options=options))
        shown.keep_up(held.store)
    if failed:
        raise typer.Exit(FAULTY)


def rerun(case: CaseName, who: Who = None) -> None:
    """Read all originals of a case again, after a new version of the program; decisions stay."""
    with opened(case, who) as held:
        failed = _tell_outcomes(held.rerun())
        against = [o for o in held.outcomes() if o.state in {"disagrees", "unplaced"}]
        if against:
            say(f"The program now reads {len(against)} decided things otherwise: counterclaim review list {case}")
    if failed:
        raise typer.Exit(FAULTY)


def _tell_outcomes(outcomes: "Iterable[Added | ReportError]") -> int:
    """Print what became of each report, and return how many failed."""
    from counterclaim.errors import ReportError

    counts: dict[str, int] = {}
    for one in outcomes:
        how = "failed" if isinstance(one, ReportError) else one.how
        counts[how] = counts.get(how, 0) + 1
        if isinstance(one, ReportError):
            tell(str(one))
        elif one.report is not None and one.report.unread:
            say(f"{one.how}  {one.origin}  (kept, but not read: {one.report.unread})")
        elif one.how != "unchanged":
            say(f"{one.how}  {one.origin}")
    say(", ".join(f"{number} {how}" for how, number in counts.items()) or "nothing to do")
    return counts.get("failed", 0)


def list_(
    case: CaseName,
    runs: Annotated[bool, typer.Option("--runs", help="List the runs of add and rerun instead.")] = False,
    json: AsJson = False,
) -> None:
    """List the reports of a case: when each was captured, from where, with which bytes."""
    from dataclasses import asdict

    from counterclaim.case import state

    with opened(case) as held, held.store.read() as connection:
        if runs:
            rows = state.runs(connection)
            lines = [f"run {r['id']}  {r['at']}  {r['action']} by {r['who']} with {r['program']}" for r in rows]
        else:
            shown = state.shown(connection)
            rows = [asdict(one) | shown.get(one.id, {}) for one in state.captures(connection)]
            lines = [line for row in rows for line in _listed(row)]
    if json:
        write(_json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for line in lines or ["The case holds nothing yet."]:
        say(line)


def _listed(row: dict[str, object]) -> Iterable[str]:
    versions = f", version {row['versions']}" if row["versions"] != 1 else ""
    yield f"{row['report']}  {row['title'] or ''}".rstrip()
    known = [str(row[name]) for name in ("publisher", "published") if row[name]]
    captured = f"captured {row['at']} by {row['who']}{versions}"
    yield f"  {', '.join([*known, captured])}"
    yield f"  {row['origin']}  sha256 {str(row['sha256'])[:DIGITS]}"
    if row["unread"]:
        yield f"  not read: {row['unread']}"


def show(case: str) -> None:
    """Print the summary of a case."""
    from counterclaim.case import shown, store

    held = store.open_store(case)  # a whole ``Case`` loads what reads reports, which takes a second
    try:
        render(shown.summary(held))
    finally:
        held.close()


def search(
    case: CaseName,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help='Words, "several in order", or a begin*.')],
    kind: Annotated[
        list[str] | None, typer.Option("--in", help="Look only in report, statement or speaker; may be repeated.")
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="So many places at most.")] = 20,
    json: AsJson = False,
) -> None:
    """Search reports, statements and speakers of a case for words."""
    from dataclasses import asdict

    from counterclaim.case.search import KINDS
    from counterclaim.errors import UsageError

    wanted = tuple(k for k in KINDS if not kind or k in kind)
    if unknown := set(kind or ()) - set(KINDS):
        raise UsageError("there is no such thing to search", where=", ".join(unknown), remedy=f"Use {', '.join(KINDS)}")
    query = " ".join(f'"{word}"' if " " in word else word for word in words)
    with opened(case) as held:
        hits = held.search(query, kinds=wanted, most=most)
    if json:
        write(_json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1) + "\n")
        return
    for hit in hits:
        who = f"  {hit.speaker or 'speaker not identified'}" if hit.statement else ""
        say(f"{hit.statement or hit.report}{who}: {hit.words}")
    if not hits:
        say("Nothing was found.")


def diff(
    case: CaseName,
    since: Annotated[str, typer.Option("--since", metavar="DATE|RUN", help="A day, a time (UTC), or after which run.")],
    json: AsJson = False,
) -> None:
    """Tell what changed in a case: reports, speakers, positions, figures, points whose status changed."""
    from dataclasses import asdict

    with opened(case) as held:
        changes = held.changes(since)
    if json:
        write(_json.dumps([asdict(one) for one in changes], ensure_ascii=False, indent=1) + "\n")
        return
    for kind, heading in HEADINGS.items():
        found = [one for one in changes if one.kind == kind]
        for number, one in enumerate(found):
            if not number:
                say(heading)
            say(f"  - {_changed(one)}")
    if not changes:
        say("Nothing has changed.")


def _changed(one: "Change") -> str:
    incident = f" ({one.incident})" if one.incident else ""
    moved = " → ".join(words for words in (one.before, one.after) if words)
    gone = "no longer: " if one.after is None else ""
    return f"{gone}{one.what}: {moved}{incident}"


def verify(
    case: CaseName,
    head: Annotated[
        str | None, typer.Option("--head", metavar="HASH", help="A hash that the trail ended in when you noted it.")
    ] = None,
) -> None:
    """Check every original, every row and the audit trail of a case for any change."""
    with opened(case) as held:
        verdict = held.verify(head=head)
    for fault in verdict.faults:
        say(f"ALTERED  {fault.where}: {fault.what}")
    for name in verdict.leftovers:
        say(f"left by a crash, harmless: {name}")
    counted = f"{verdict.originals} originals and {verdict.entries} entries of the audit trail"
    if verdict.faults:
        say(f"{len(verdict.faults)} faults in {counted}")
        raise typer.Exit(FAULTY)
    say(f"All is as it was written: {counted}")
    say(f"The trail ends in {verdict.head}")


def export(
    case: CaseName,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder for ledger.json and dossier.html.")
    ] = None,
    bundle: Annotated[
        Path | None,
        typer.Option("--bundle", metavar="PATH", help="A new folder or .zip for everything, to be checked by others."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the ledger to standard output.")] = False,
) -> None:
    """Write the ledger and the dossier of a case, or a bundle that proves where every line came from."""
    import sys

    from counterclaim import outputs
    from counterclaim.errors import UsageError

    if out is None and bundle is None and not json:
        raise UsageError("there is nowhere to put the result", remedy="Give --out DIR, --bundle PATH, or --json")
    with opened(case) as held:
        if out is not None or json:
            ledger = held.ledger()
            if out is not None:
                say(f"Dossier: {outputs.write(ledger, out)}") if not json else outputs.write(ledger, out)
            if json:
                sys.stdout.buffer.write(outputs.encoded(ledger))
                sys.stdout.buffer.flush()
        if bundle is not None:
            tell(f"Bundle: {held.bundle(bundle)}")


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  counterclaim {line}" for line in lines) + "\n"


COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "new": (new, _examples("new case", "new postgresql://ana@desk/kariba")),
    "add": (add, _examples("add case reports/", "add case one.html two.pdf --who Ana")),
    "list": (list_, _examples("list case", "list case --runs")),
    "search": (search, _examples('search case chlorine "water tower"', "search case minis* --in speaker")),
    "diff": (diff, _examples("diff case --since 2024-05-01", "diff case --since 3       # what came after run 3")),
    "rerun": (rerun, _examples("rerun case")),
    "verify": (verify, _examples("verify case", "verify case --head 6f1c...")),
    "export": (export, _examples("export case --out dossier", "export case --bundle evidence.zip")),
}

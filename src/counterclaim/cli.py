"""The command line: ``counterclaim build`` and ``counterclaim show``; what a case can do more is in ``cli_case``.

Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim import __version__, cli_case, cli_explain, cli_fetch, cli_review
from counterclaim.cli_terminal import render, tell

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.pipeline import BuildResult

# Exit statuses; 2 is also what typer answers to a wrong option, and 128 + signal is the custom of shells.
FAILED_REPORTS, WRONG_USE, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141

# With fewer reports than this a build is over before a bar could be read.
PROGRESS_FROM = 4

# So many remarks on how reports were read are printed; all of them are in the ledger.
MOST_REMARKS = 10


class Method(StrEnum):
    """The ways to attribute; those of ``attribution.reader.Method``, which is too heavy to import here."""

    RULES, LEARNED, BOTH = "rules", "learned", "both"


app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich's help takes four times as long as all the rest
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Keep the ledger of a contested event: who says what, on whose word, who denies it, how the figures moved.",
    epilog="""\b
Examples:
  counterclaim build reports/ --out case        read a folder of reports
  counterclaim show case                        print the summary again
  counterclaim new case                         make a case that lasts, and
  counterclaim add case reports/                add reports to it, today and tomorrow

Exit status: 0 if all went well, 1 if a report could not be read (the others were), 2 for wrong use.
""",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"counterclaim {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


@app.command(
    epilog="""\b
Examples:
  counterclaim build reports/ --out case
  counterclaim build one.txt two.html --out case --workers 2
  counterclaim build reports/ --json > ledger.json
"""
)
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files with reports, or folders of them.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder for ledger.json and dossier.html; made if need be."),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print the ledger, and nothing else, to standard output.")
    ] = False,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, help="Processes to read with; the result is the same.")
    ] = 1,
    attribution: Annotated[
        Method | None,
        typer.Option("--attribution", help="How to find who says what: rules, the learned tagger, or both (default)."),
    ] = None,
    columns: Annotated[
        str,
        typer.Option(
            "--columns", metavar="FIELD=COLUMN,...", help="Columns of tables, such as text=body,title=headline."
        ),
    ] = "",
) -> None:
    """Read reports into a ledger and a dossier, and print the summary."""
    with _faults_told():
        raise typer.Exit(_build(paths, out, json, workers, attribution, columns))


@app.command(
    epilog="""\b
Example:
  counterclaim show case
"""
)
def show(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A case, or a folder that build wrote to.")],
) -> None:
    """Print the summary of a case, or of what build wrote."""
    with _faults_told():
        if cli_case.is_case(folder):
            cli_case.show(folder)
            return
        from counterclaim import outputs

        _print_summary(outputs.read(Path(folder)))


def main() -> None:
    """Run the program; the entry point of the ``counterclaim`` command."""
    status: str | int | None = 0
    try:
        app(prog_name="counterclaim")
    except SystemExit as end:
        status = end.code
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = _silence_stdout()
    sys.exit(status)


def _build(
    paths: list[Path], out: Path | None, json: bool, workers: int, attribution: Method | None, columns: str
) -> int:
    from counterclaim import outputs
    from counterclaim.errors import UsageError

    if out is None and not json:
        raise UsageError(
            "there is nowhere to put the result", remedy="Name a folder with --out, or print the ledger with --json"
        )
    if out is not None:
        outputs.check_folder(out)
    result = _read(paths, workers, attribution, columns)
    _tell_remarks(result)
    if not result.ledger.reports:
        tell("No report could be read, so nothing was written.")
        return FAILED_REPORTS
    dossier = outputs.write(result.ledger, out) if out is not None else None
    if json:
        sys.stdout.buffer.write(outputs.encoded(result.ledger))
        sys.stdout.buffer.flush()
    else:
        _print_summary(result.ledger)
    if dossier is not None:
        print(f"Dossier: {dossier}", file=sys.stderr if json else sys.stdout)
    return FAILED_REPORTS if result.failures else 0


def _read(paths: list[Path], workers: int, attribution: Method | None, columns: str) -> "BuildResult":
    import logging

    from counterclaim import pipeline
    from counterclaim.attribution import statements
    from counterclaim.ingest.columns import parse_columns
    from counterclaim.ingest.extract import Options

    options = Options(columns=parse_columns(columns))
    # What is logged is told in one line each below; the rest, for programmers, only where it is asked for.
    logging.getLogger("counterclaim").addHandler(logging.NullHandler())
    if os.environ.get("COUNTERCLAIM_LOG"):
        logging.basicConfig(level=logging.INFO)
    with _progress() as progress:
        method = attribution.value if attribution else statements.DEFAULT
        return pipeline.build(paths, workers=workers, progress=progress, method=method, options=options)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on standard error while reports are read, where somebody can see it and there are many."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("Reading")

    def progress(done: int, total: int) -> None:
        if total >= PROGRESS_FROM:
            bar.start()
            bar.update(task, completed=done, total=total)

    try:
        yield progress
    finally:
        bar.stop()


def _print_summary(ledger: "Ledger") -> None:
    from counterclaim.dossier.summary import summarise
    from counterclaim.events.suggestions import suggest

    render(summarise(ledger, suggest(ledger)))


def _tell_remarks(result: "BuildResult") -> None:
    """Say on standard error which reports failed, and what is odd about the others."""
    for failure in result.failures:
        tell(str(failure))
    remarks = [f"{r.origin}: kept, but not read: {r.unread}" for r in result.ledger.reports if r.unread]
    remarks += [f"{r.origin}: {note}" for r in result.ledger.reports for note in r.notes]
    remarks += [
        f"{r.origin}: a later version of {r.earlier}, with {len(r.changes)} changes in its words"
        for r in result.ledger.reports
        if r.earlier
    ]
    for remark in remarks[:MOST_REMARKS]:
        tell(f"note: {remark}")
    if len(remarks) > MOST_REMARKS:
        tell(f"note: {len(remarks) - MOST_REMARKS} more remarks on reports are in the ledger")


@contextmanager
def _faults_told() -> Iterator[None]:
    """Turn expected faults into one clear line and an exit status."""
    from counterclaim.errors import CounterclaimError

    try:
        yield
    except CounterclaimError as error:
        tell(str(error))
        raise typer.Exit(WRONG_USE) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(INTERRUPTED) from error
    except OSError as error:
        if error.errno != errno.EPIPE:
            raise
        raise typer.Exit(_silence_stdout()) from error


def _silence_stdout() -> int:
    """Let nothing more be written to a pipe that nobody reads, and return the status that says so."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


app.command(epilog=cli_explain.EPILOG)(_faults_told()(cli_explain.explain))
app.command(epilog=cli_fetch.EPILOG)(_faults_told()(cli_fetch.fetch))
for _name, (_function, _epilog) in cli_case.COMMANDS.items():
    app.command(_name, epilog=_epilog)(_faults_told()(_function))
_review = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=cli_review.HELP, epilog=cli_review.EPILOG)
for _name, (_function, _epilog) in cli_review.COMMANDS.items():
    _review.command(_name, epilog=_epilog)(_faults_told()(_function))
app.add_typer(_review, name="review", epilog=cli_review.EPILOG)


if __name__ == "__main__":
    main()

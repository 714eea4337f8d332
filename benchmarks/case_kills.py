"""Kill ``counterclaim add`` and ``counterclaim review`` outright at random moments, and see what is lost.

python benchmarks/case_kills.py [--kills 300] [--seed 1] [--where CASE]

Each command runs in a process of its own, forked from one in which the parser is loaded, so that the moments fall into
the work and not into its start. Asked: nothing that was acknowledged is lost, no half report is visible, and the next
command works without repair.
"""

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim import cli, outputs, pipeline
from counterclaim.case.case import Case
from counterclaim.language import parse

ROOT = Path(__file__).resolve().parent.parent
# So many reports are added by one command, and everything is verified after so many kills.
REPORTS, VERIFIED_AFTER = 3, 25


@dataclass
class Tally:
    """What has happened so far."""

    kills: int = 0
    in_work: int = 0
    reports: set[str] = field(default_factory=set)
    decisions: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def command(*arguments: str) -> tuple[int, int]:
    """Start a command in a forked process; return its number, and the end of a pipe with what it prints."""
    read_end, write_end = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read_end)
        os.dup2(write_end, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        status = 1
        try:
            cli.app(list(arguments), prog_name="counterclaim", standalone_mode=False)
            status = 0
        finally:
            os._exit(status)
    os.close(write_end)
    return process, read_end


def run(arguments: tuple[str, ...], seconds: float | None, *, lines: int = 0) -> tuple[str, bool, float]:
    """Run a command, to its end or for so many seconds; return its output, whether it was killed, and its time.

    Args:
        arguments: of the command.
        seconds: None for a command that runs to its end.
        lines: count the seconds from when it has printed so many lines.
    """
    start = time.perf_counter()
    process, pipe = command(*arguments)
    with os.fdopen(pipe, "rb") as printed:
        first = b"".join(printed.readline() for _ in range(lines))
        if seconds is not None:
            time.sleep(seconds)
            os.kill(process, signal.SIGKILL)
        output = (first + printed.read()).decode()
    _, status = os.waitpid(process, 0)
    return output, os.waitstatus_to_exitcode(status) == -signal.SIGKILL, time.perf_counter() - start


def note(output: str, tally: Tally) -> None:
    """Take down what a command has acknowledged."""
    for line in output.splitlines():
        if found := re.match(r"(?:added|new version|unchanged) (\S.*\.txt)$", line):
            tally.reports.add(found[1])
        elif found := re.match(r"Decision (\d+) is on record", line):
            tally.decisions.add(int(found[1]))


def check(where: str, tally: Tally, *, everything: bool) -> None:
    """Open the case as the next command would, and compare it with what was acknowledged."""
    with Case.open(where, who="check") as case:
        captures = case.captures()
        lost = tally.reports - {c.origin for c in captures}
        lost_decisions = tally.decisions - {d.id for d in case.decisions()}
        if lost or lost_decisions:
            tally.faults.append(f"after {tally.kills} kills: lost {sorted(lost)} {sorted(lost_decisions)}")
        if len(case.held()) != len(captures):  # raises where a report has no reading
            tally.faults.append(f"after {tally.kills} kills: a half report")
        if everything and (faults := case.verify().faults):
            tally.faults.append(f"after {tally.kills} kills: {faults}")


def reports(folder: Path) -> list[Path]:
    """Make many short reports from the sentences of the examples."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))]
    paths = []
    for number in range(400 * REPORTS):
        title, *rest = texts[number % len(texts)].split("\n\n")
        path = folder / f"r{number:04d}.txt"
        path.write_text(f"{title} ({number})\n\n" + "\n\n".join(rest[number % 5 : number % 5 + 3]) + "\n", "utf-8")
        paths.append(path)
    return paths


def main() -> int:
    """Kill, check, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--where", help="a new case, or an empty PostgreSQL database (default: a temporary folder)")
    arguments = parser.parse_args()
    chance, tally = random.Random(arguments.seed), Tally()
    parse.model()
    folder = Path(tempfile.mkdtemp(prefix="kills"))
    where = arguments.where or str(folder / "case")
    Case.create(where, who="bench").close()
    waiting = reports(folder)
    pipeline.build(waiting[:2])
    usual = {"add": 1.0, "note": 0.3}  # seconds that a command takes, measured anew whenever one runs to its end
    while tally.kills < arguments.kills:
        what = chance.choice(["add", "add", "note"])
        batch = [str(path) for path in waiting[:REPORTS]]
        line = ("add", where, *batch) if what == "add" else ("review", "note", where, "case", f"note {tally.kills}")
        to_its_end = chance.random() < 0.2
        # Half of the kills of ``add`` come when some reports have been acknowledged and others are being written.
        lines = chance.randrange(1, REPORTS) if what == "add" and not to_its_end and chance.random() < 0.5 else 0
        moment = None if to_its_end else chance.uniform(0, usual[what] / REPORTS if lines else usual[what] * 1.1)
        output, killed, seconds = run(line, moment, lines=lines)
        note(output, tally)
        if killed:
            tally.kills += 1
            tally.in_work += bool(output)
        elif to_its_end:
            usual[what] = 0.7 * usual[what] + 0.3 * seconds
        if set(batch) <= tally.reports:
            waiting = waiting[REPORTS:]
        check(where, tally, everything=tally.kills % VERIFIED_AFTER == 0)
    with Case.open(where, who="bench") as case:
        same = outputs.encoded(case.ledger()) == outputs.encoded(
            pipeline.build([c.origin for c in case.captures()]).ledger
        )
    if not same:
        tally.faults.append("the ledger is not that of a build")
    print(f"{tally.kills} kills, {tally.in_work} of them after something had been acknowledged")
    print(f"checked each time: {len(tally.reports)} reports, {len(tally.decisions)} decisions")
    print(f"faults: {len(tally.faults)}")
    print(*tally.faults, sep="\n")
    shutil.rmtree(folder, ignore_errors=True)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())

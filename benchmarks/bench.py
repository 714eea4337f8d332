"""Speed and memory: the whole build against the bare parse of the same texts, in the same process and run.

python benchmarks/bench.py             print the table
python benchmarks/bench.py --record    and add a line to benchmarks/history.jsonl

Both run on one thread; they alternate, and the medians are compared, so that a busy machine slows both alike.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
os.environ |= dict.fromkeys(THREADS, "1")  # read when numpy is imported, hence before all that follows

from counterclaim import __version__, pipeline  # noqa: E402
from counterclaim.language import parse  # noqa: E402
from counterclaim.stages import Stage  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench"
HISTORY = Path(__file__).with_name("history.jsonl")
SETS = {
    "examples": ROOT / "examples",
    "ledger open": SHARED / "ledger" / "open",
    "fakes open": SHARED / "fakes" / "open",
}

# The whole build is to reach this share of the words per second of the bare parse.
ASKED = 0.50
ROUNDS = 3
# So many reports of a set are read at most, evenly spread: more only take longer.
MOST_REPORTS = 60

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Timing:
    """What one set took; times in seconds, memory in bytes."""

    reports: int
    words: int
    parse: float
    build: float
    shares: dict[str, float]
    memory: int
    memory_parse: int

    @property
    def ratio(self) -> float:
        """Words per second of the build over those of the bare parse."""
        return self.parse / self.build


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return how long something takes, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def bare_parse(texts: Iterable[str]) -> int:
    """Parse texts with the model that the build uses, and return the number of tokens."""
    return sum(len(doc) for doc in parse.model().pipe(texts))


class Clocks:
    """Measures the share of each stage, by wrapping what the pipeline calls."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def wrap(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with a clock around it."""

        def clocked(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            seconds, result = timed(lambda: work(*arguments, **options))
            self.spent[name] += seconds
            return result

        return clocked

    def stages(self, stages: Iterable[Stage[Any]]) -> tuple[Stage[Any], ...]:
        """Return stages with clocks around them."""
        return tuple(replace(stage, run=self.wrap(stage.name, stage.run)) for stage in stages)


def shares(paths: list[Path]) -> dict[str, float]:
    """Return which share of a build each stage takes."""
    clocks = Clocks()
    staged = clocks.stages(pipeline.report_stages())
    clocked: dict[str, Any] = {"report_stages": lambda _method: staged}
    for function, name in (("read_file", "reading"), ("assess", "events")):
        clocked[function] = clocks.wrap(name, getattr(pipeline, function))
    before = {name: getattr(pipeline, name) for name in clocked}
    try:
        vars(pipeline).update(clocked)
        total, _ = timed(lambda: pipeline.build(paths))
    finally:
        vars(pipeline).update(before)
    return {name: seconds / total for name, seconds in clocks.spent.items()}


def peak_memory(work: str, paths: list[Path]) -> int:
    """Return the most memory in bytes that a fresh process holds at once while it parses or builds."""
    command = [sys.executable, str(Path(__file__).resolve()), "--peak", work, *map(str, paths)]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def print_peak(work: str, paths: list[Path]) -> None:
    """Do the work, and print the memory that it took."""
    if work == "parse":
        bare_parse(path.read_text("utf-8", "replace") for path in paths)
    else:
        pipeline.build(paths)
    print(peak_of_this_process())


def peak_of_this_process() -> int:
    """Return the most memory in bytes that this process has held at once."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells on Linux begins with the peak of the process that started this one
        lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def measure(folder: Path) -> Timing:
    """Measure one set."""
    everything = sorted(folder.rglob("*.txt"))
    paths = everything[:: -(-len(everything) // MOST_REPORTS)]
    ledger = pipeline.build(paths).ledger  # warms caches up, and gives the texts as the build sees them
    texts = [report.text for report in ledger.reports if not report.unread]
    bare_parse(texts[:1])
    rounds = [(timed(lambda: bare_parse(texts))[0], timed(lambda: pipeline.build(paths))[0]) for _ in range(ROUNDS)]
    return Timing(
        reports=len(texts),
        words=sum(len(text.split()) for text in texts),
        parse=statistics.median(parse for parse, _ in rounds),
        build=statistics.median(build for _, build in rounds),
        shares=shares(paths),
        memory=peak_memory("build", paths),
        memory_parse=peak_memory("parse", paths),
    )


def show(name: str, timing: Timing) -> None:
    """Print the table of one set."""
    print(f"\n{name}: {timing.reports} reports, {timing.words} words, one worker, medians of {ROUNDS}")
    print(f"  {'':12} words/s   memory")
    print(f"  {'bare parse':12} {timing.words / timing.parse:7.0f} {timing.memory_parse / 2**20:5.0f} MiB")
    print(f"  {'whole build':12} {timing.words / timing.build:7.0f} {timing.memory / 2**20:5.0f} MiB")
    print(f"  build over parse: {timing.ratio:.2f} (asked: at least {ASKED:.2f})")
    rest = {**timing.shares, "the rest": 1 - sum(timing.shares.values())}
    for stage, share in sorted(rest.items(), key=lambda item: -item[1]):
        print(f"    {stage:20} {share:6.1%}")


def record(timings: dict[str, Timing]) -> None:
    """Add a line to the history: figures only, and which kind of machine they were taken on."""
    line = {
        "version": __version__,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "sets": {
            name: {
                "words": t.words,
                "parse words/s": round(t.words / t.parse),
                "build words/s": round(t.words / t.build),
                "ratio": round(t.ratio, 3),
                "memory MiB": round(t.memory / 2**20),
                "shares": {stage: round(share, 3) for stage, share in t.shares.items()},
            }
            for name, t in timings.items()
        },
    }
    with HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def main() -> int:
    """Measure every set that is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="add a line to benchmarks/history.jsonl")
    parser.add_argument("--set", action="append", choices=list(SETS), help="measure only this one")
    parser.add_argument("--peak", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peak:
        print_peak(arguments.peak[0], [Path(path) for path in arguments.peak[1:]])
        return 0
    timings: dict[str, Timing] = {}
    for name, folder in SETS.items():
        if arguments.set and name not in arguments.set:
            continue
        if not folder.is_dir():
            print(f"\n{name}: not measured, the set is not beside this checkout")
            continue
        timings[name] = measure(folder)
        show(name, timings[name])
    if arguments.record:
        record(timings)
    return 0


if __name__ == "__main__":
    sys.exit(main())

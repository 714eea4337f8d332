"""The quality gate: no figure may fall below its pinned floor, and no data may change in silence.

python benchmarks/gate.py                     measure every set that is there, and compare with the floors
python benchmarks/gate.py --update            raise the floors to what is measured
python benchmarks/gate.py --update --allow-regression --reason "why it is worth it"

The sets beside the checkout are measured where they are, with their own scorers. The floors and the digests of the sets
are in floors.json. The weights learned from `examples` and `ledger open`: their floors show a regression, and prove
nothing; evidence are the development sets `ledger world` and `ledger police-killing` and the invented and ordinary
reports, which took no part in training.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench"
FLOORS = Path(__file__).with_name("floors.json")
WORKERS = min(4, os.cpu_count() or 1)

# The parser's matrix products differ in the last bit between kinds of processors, and a handful of tokens with them:
# two statements in a thousand. More than that is a change of the program.
TOLERANCE = 0.002

# What the scorer of attributions calls our figures.
ATTRIBUTION = {
    "source tokens": "token_source",
    "cue tokens": "token_cue",
    "content tokens": "token_content",
    "whole contents": "exact",
    "contents with their source": "joint",
}

Figures = dict[str, float]
Pins = dict[str, Any]


class RefusedError(Exception):
    """An update that would lower a floor, or take other data for the same, without being asked to."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found on one set."""

    digest: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Set:
    """A set of reports with answers.

    Attributes:
        endings: of the files that make it up.
        figures: measures a ledger of its reports, given its folder and the path of the ledger.
        reports: the folder inside that holds the reports.
    """

    name: str
    folder: Path
    endings: tuple[str, ...]
    figures: Callable[[Path, Path], Figures]
    reports: str = ""


def own_figures(folder: Path, ledger: Path) -> Figures:
    """Score with the project's own scorer."""
    import scoring

    from counterclaim.ledger_json import from_json

    return scoring.score(scoring.read(folder), from_json(ledger.read_text("utf-8")))


def ledger_figures(folder: Path, ledger: Path) -> Figures:
    """Score with the scorer beside the set of annotated reports."""
    result = _scored(folder.parent / "score.py", folder, ledger)
    names = ("statements", "statements with the right speaker", "core claims", "attributed core claims")
    return (
        {"reports": _read_share(result["reports"], len(result["reports missing"]))}
        | {name: result[name]["f1"] for name in names}
        | {f"{kind} claims": figures["f1"] for kind, figures in result["claims"].items()}
        | {"responsibility attributed": result["claims"]["responsibility"]["attributed f1"]}
        | {"main or background event": result["background accuracy on matched"]}
    )


def fact_figures(folder: Path, ledger: Path) -> Figures:
    """Score with the scorer beside the set of reports with facts."""
    result = _scored(folder.parent / "score.py", folder, ledger)
    return {"reports": _read_share(result["reports"], result["reports missing"])} | {
        name: result[name]["f1"] for name in ("governorate", "cause", "actor")
    }


def attribution_figures(folder: Path, ledger: Path) -> Figures:
    """Score with the scorer beside the set: who says what, by tokens, whole contents, and content with source."""
    scorers = SHARED / "attribution"
    with TemporaryDirectory() as temporary:
        predictions, result = Path(temporary) / "predictions.jsonl", Path(temporary) / "result.json"
        convert = [sys.executable, str(scorers / "predictions_of.py"), str(ledger), str(folder / "text")]
        predictions.write_bytes(subprocess.run(convert, capture_output=True, check=True).stdout)
        command = [sys.executable, str(scorers / "score.py"), "--gold", str(folder), "--pred", str(predictions)]
        subprocess.run([*command, "--json", str(result)], capture_output=True, check=True)
        scores: dict[str, Any] = json.loads(result.read_text("utf-8"))
    return {"reports": _read_share(scores["docs"], len(scores["missing_docs"]))} | {
        name: scores[key]["f1"] for name, key in ATTRIBUTION.items()
    }


def _scored(scorer: Path, folder: Path, ledger: Path) -> dict[str, Any]:
    command = [sys.executable, str(scorer), str(folder), str(ledger), "--json"]
    result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return result


def _read_share(reports: int, missing: int) -> float:
    return (reports - missing) / reports if reports else 0.0


SETS = (
    Set("examples", ROOT / "examples", (".txt", ".json"), own_figures),
    Set("invented reports", ROOT / "benchmarks" / "invented", (".txt", ".json"), own_figures),
    Set("ordinary reports", ROOT / "benchmarks" / "ordinary", (".txt", ".json"), own_figures),
    Set("ledger world", SHARED / "ledger" / "world", (".txt", ".json"), ledger_figures),
    Set("ledger police-killing", SHARED / "ledger" / "police-killing", (".txt", ".json"), ledger_figures),
    Set("ledger open", SHARED / "ledger" / "open", (".txt", ".json"), ledger_figures),
    Set("fakes open", SHARED / "fakes" / "open", (".txt", ".csv"), fact_figures),
    Set("polnear dev", SHARED.parent / "data" / "polnear" / "dev", (".txt", ".ann"), attribution_figures, "text"),
)


def digest(folder: Path, endings: tuple[str, ...]) -> str:
    """Return one SHA-256 over the names and contents of a set's files."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in endings):
        total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def measure(chosen: Set) -> Measured:
    """Build the ledger of a set, all its reports as one case, and score it.

    The build is a process of its own, as a user starts it; a report that fails is missing from the ledger and
    lowers the figure of reports, and one that crashes the program ends the gate.
    """
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.json"
        command = [sys.executable, "-m", "counterclaim.cli", "build", str(chosen.folder / chosen.reports), "--json"]
        with ledger.open("wb") as out:
            built = subprocess.run(
                [*command, "--workers", str(WORKERS)], stdout=out, stderr=subprocess.PIPE, check=False
            )
        if built.returncode not in (0, 1) or not ledger.stat().st_size:
            sys.exit(f"{built.stderr.decode()}\n{chosen.name}: the build ended with status {built.returncode}")
        return Measured(digest(chosen.folder, chosen.endings), chosen.figures(chosen.folder, ledger))


def faults(name: str, measured: Measured, pins: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with a set: figures below their floors, other data than pinned, nothing pinned at all."""
    pinned = pins.get("sets", {}).get(name)
    if pinned is None:
        return [f"{name}: no floors are pinned; pin them with --update"]
    # Whatever is pinned: the sets hold no report that cannot be read.
    found = [f"{name}: a report was lost"] if measured.figures.get("reports", 1.0) < 1 else []
    if pinned["digest"] != measured.digest:
        found.append(f"{name}: the data are not those that the floors were measured on")
    for figure, floor in pinned["floors"].items():
        value = measured.figures.get(figure)
        if value is None:
            found.append(f"{name}: {figure} is no longer measured, floor {floor:.3f}")
        elif value < floor - TOLERANCE:
            found.append(f"{name}: {figure} is {value:.3f}, below its floor {floor:.3f}")
    return found


def updated(
    pins: Mapping[str, Any], measured: Mapping[str, Measured], *, allow_regression: bool = False, reason: str = ""
) -> Pins:
    """Return the pins with floors raised to what was measured; sets that were not measured keep theirs.

    Raises:
        RefusedError: if a floor would fall without leave and reason, or other data would be pinned without a reason.
    """
    sets, changes = dict(pins.get("sets", {})), list(pins.get("changes", []))
    for name, now in measured.items():
        before = sets.get(name, {"digest": now.digest, "floors": {}})
        fallen = faults(name, now, {"sets": {name: before}})
        changed = before["digest"] != now.digest
        if fallen and not reason:
            raise RefusedError("; ".join(fallen) + ". Give a --reason to pin this all the same")
        if len(fallen) > changed and not allow_regression:
            raise RefusedError("; ".join(fallen) + ". A floor is lowered only with --allow-regression")
        changes += [{"change": fault, "reason": reason} for fault in fallen]
        keep = {} if fallen else before["floors"]
        floors = {figure: max(round(value, 3), keep.get(figure, 0.0)) for figure, value in now.figures.items()}
        sets[name] = {"digest": now.digest, "floors": floors}
    return {"sets": sets, "changes": changes}


def show(name: str, measured: Measured, pins: Mapping[str, Any]) -> None:
    """Print the figures of a set beside their floors."""
    floors = pins.get("sets", {}).get(name, {}).get("floors", {})
    print(f"\n{name:38} measured   floor")
    for figure, value in measured.figures.items():
        floor = f"{floors[figure]:.3f}" if figure in floors else "-"
        print(f"  {figure:36} {value:8.3f} {floor:>7}")


def main() -> int:
    """Measure, compare, and pin if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="pin what is measured")
    parser.add_argument("--allow-regression", action="store_true", help="let floors fall, with a reason")
    parser.add_argument("--reason", default="", help="written into floors.json")
    parser.add_argument("--set", action="append", choices=[s.name for s in SETS], help="measure only this one")
    arguments = parser.parse_args()
    pins: Pins = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    measured: dict[str, Measured] = {}
    for chosen in SETS:
        if arguments.set and chosen.name not in arguments.set:
            continue
        if not chosen.folder.is_dir():
            print(f"\n{chosen.name}: not measured, the set is not beside this checkout")
            continue
        measured[chosen.name] = measure(chosen)
        show(chosen.name, measured[chosen.name], pins)
    if arguments.update:
        try:
            pins = updated(pins, measured, allow_regression=arguments.allow_regression, reason=arguments.reason)
        except RefusedError as refusal:
            print(f"\nNothing was pinned. {refusal}")
            return 1
        FLOORS.write_text(json.dumps(pins, indent=1) + "\n", "utf-8")
    found = [fault for name, now in measured.items() for fault in faults(name, now, pins)]
    print("\n" + ("\n".join(found) if found else "The quality gate holds."))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

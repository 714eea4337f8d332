"""Proof: no change passes unseen, and a bundle is checked without the program."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Integer, LargeBinary, Table, select, text

from counterclaim import outputs
from counterclaim.case.case import Case
from counterclaim.case.originals import FolderOriginals
from counterclaim.case.schema import (
    AUDIT,
    CAPTURE,
    CONTENT,
    DECISION,
    ORIGINAL,
    PASSAGE,
    READING,
    RUN,
)
from counterclaim.errors import CaseError

HELD = (AUDIT, RUN, ORIGINAL, CONTENT, CAPTURE, READING, DECISION, PASSAGE)


@pytest.fixture
def decided(filled: Case) -> Case:
    filled.note("case", "call the ministry")
    filled.undo(filled.grade("River Front", "C", why="retracted twice"), why="too early")
    return filled


def execute(case: Case, line: str, **values: object) -> None:
    """Change a database as somebody would who wants to deceive."""

    def work(connection):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(line), values)

    case.store.write(work)


def rows(case: Case, table: Table) -> list[dict[str, object]]:
    with case.store.read() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def test_a_whole_case_is_whole(decided: Case):
    verdict = decided.verify()
    assert verdict.faults == verdict.leftovers == ()
    assert (verdict.originals, verdict.entries) == (3, 7)
    assert decided.verify(head=verdict.head).faults == ()
    decided.note("case", "call again")
    assert decided.verify(head=verdict.head).faults == ()
    assert decided.verify(head="f" * 64).faults


@pytest.mark.parametrize("table", HELD, ids=lambda table: table.name)
def test_a_change_of_any_column_is_found(decided: Case, table: Table):
    changed = 0
    for column in table.columns:
        for row in rows(decided, table)[:2]:
            value = row[column.name]
            if isinstance(column.type, LargeBinary):
                other: object = bytes(value)[:-1] + b"?"  # type: ignore[call-overload]
            elif isinstance(column.type, Integer):
                other = 4711 if value is None else value + 4711  # type: ignore[operator]
            else:
                other = f"{value or ''}x"
            try:
                execute(decided, f'UPDATE {table.name} SET "{column.name}" = :other '
                                 f'WHERE {next(iter(table.primary_key)).name} = :key',
                        other=other, key=row[next(iter(table.primary_key)).name])  # fmt: skip
            except CaseError:
                continue  # the database itself refuses: a reference would lead nowhere
            changed += 1
            assert decided.verify().faults, (table.name, column.name)
            key = other if column.primary_key else row[next(iter(table.primary_key)).name]
            execute(decided, f'UPDATE {table.name} SET "{column.name}" = :value '
                             f'WHERE {next(iter(table.primary_key)).name} = :key', value=value, key=key)  # fmt: skip
            assert decided.verify().faults == ()
    assert changed or not rows(decided, table)


@pytest.mark.parametrize("table", [AUDIT, READING, DECISION, PASSAGE], ids=lambda table: table.name)
def test_a_row_that_was_removed_is_found(decided: Case, table: Table):
    key = next(iter(table.primary_key)).name
    first = rows(decided, table)[0][key]
    execute(decided, f"DELETE FROM {table.name} WHERE {key} = :first", first=first)
    assert decided.verify().faults


def test_a_decision_that_was_slipped_in_is_found(decided: Case):
    execute(
        decided,
        "INSERT INTO decision (id, seq, at, who, why, action, body) VALUES (99, 2, 'x', 'Ana', 'y', 'note', '{}')",
    )
    assert [fault.where for fault in decided.verify().faults] == ["decision 99"]


def original(case: Case) -> Path:
    originals = case.store.originals
    if not isinstance(originals, FolderOriginals):
        pytest.skip("the originals are in the database")
    return originals.path(case.captures()[0].sha256)


def test_an_altered_original_is_named_and_never_read(decided: Case):
    path = original(decided)
    path.chmod(0o644)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"!")
    (fault,) = decided.verify().faults
    assert fault.where == str(path)
    assert "altered" in fault.what
    with pytest.raises(CaseError, match="altered"):
        list(decided.rerun())


def test_a_deleted_original_is_named_and_adding_puts_it_back(decided: Case, reports: Path):
    path = original(decided)
    path.unlink()
    (fault,) = decided.verify().faults
    assert (fault.where, fault.what) == (str(path), "the original is missing")
    assert decided.ledger()
    with pytest.raises(CaseError, match="missing"):
        decided.bundle(reports.parent / "bundle")
    assert not (reports.parent / "bundle").exists()


def test_what_lies_among_the_originals_is_named(decided: Case):
    folder = original(decided).parent
    (folder / "notes.txt").write_text("mine", "utf-8")
    (folder / f".{'0' * 64}.1.new").write_text("half", "utf-8")
    verdict = decided.verify()
    assert [fault.where for fault in verdict.faults] == [str(folder / "notes.txt")]
    assert len(verdict.leftovers) == 1


def contents(bundle: Path) -> dict[str, bytes]:
    return {str(path.relative_to(bundle)): path.read_bytes() for path in sorted(bundle.rglob("*")) if path.is_file()}


def test_a_bundle_holds_everything_and_the_same_case_gives_the_same_bytes(decided: Case, reports: Path, tmp_path: Path):
    bundle = decided.bundle(tmp_path / "out" / "bundle")
    held = contents(bundle)
    assert held["ledger.json"] == outputs.encoded(decided.ledger())
    originals = {data for name, data in held.items() if name.startswith("originals/")}
    assert originals == {path.read_bytes() for path in reports.iterdir()}
    decisions = [json.loads(line) for line in held["decisions.jsonl"].splitlines()]
    assert [d["action"] for d in decisions] == ["note", "grade", "undo"]
    assert contents(decided.bundle(tmp_path / "again")) == held
    archive = decided.bundle(tmp_path / "bundle.zip")
    with zipfile.ZipFile(archive) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == held
    assert archive.read_bytes() == decided.bundle(tmp_path / "again.zip").read_bytes()
    with pytest.raises(CaseError, match="already"):
        decided.bundle(archive)


def recipes(readme: str) -> list[str]:
    """Return the commands of the README, each block of indented lines as one."""
    blocks, block = [], list[str]()
    for line in [*readme.splitlines(), ""]:
        if line.startswith("  ") and any(word in line for word in ("sha256sum", "sed", "grep")) and "/  " not in line:
            block.append(line.strip().partition("            (on macOS")[0])
        elif block:
            blocks.append("\n".join(block))
            block = []
    return [block for block in blocks if not block.startswith(("SHA256SUMS", "audit.sha256"))]


@pytest.mark.skipif(shutil.which("sha256sum") is None or shutil.which("sh") is None, reason="no shell with sha256sum")
def test_the_readme_of_a_bundle_checks_it_with_a_shell_alone(decided: Case, tmp_path: Path):
    bundle = decided.bundle(tmp_path / "bundle")
    commands = recipes((bundle / "README.txt").read_text("utf-8"))
    assert len(commands) == 3

    def check() -> list[tuple[int, str]]:
        results = (subprocess.run(["sh", "-c", c], cwd=bundle, capture_output=True, text=True, check=False)
                   for c in commands)  # fmt: skip
        return [(result.returncode, result.stdout + result.stderr) for result in results]

    sums, names, trail = check()
    assert (sums[0], names[0], trail) == (0, 0, (0, ""))
    altered = (bundle / "audit.jsonl").read_text("utf-8").replace("call the ministry", "call the minister")
    (bundle / "audit.jsonl").write_text(altered, "utf-8")
    sums, _, trail = check()
    assert "audit.jsonl: FAILED" in sums[1]
    assert trail[1]


def test_a_damaged_file_is_damaged_for_every_command(filled: Case, new_case: Callable[[], Case]):
    where = Path(filled.store.where) / "case.sqlite"
    if not where.exists():
        pytest.skip("the case is in PostgreSQL")
    filled.close()
    data = where.read_bytes()
    where.write_bytes(b"not a database at all" + data[21:])
    with pytest.raises(CaseError, match="damaged"):
        Case.open(where.parent, who="Ana")

"""What holds for the project as a whole: its layout, its locks, and what no file of it may hold."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import counterclaim

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LOCKS = [ROOT / "requirements" / f"{name}.lock" for name in ("run", "dev")]
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 400, 50

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(map(re.escape, ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "index" + "-url")))
)
MACHINE_PATHS = re.compile(rf"(?<![\w.:/-])/(?:{'|'.join(('ro' + 'ot', 'ho' + 'me', 'wo' + 'rk', 'Us' + 'ers'))})/\w")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_holds_an_address_of_a_registry_or_a_path_of_a_machine():
    faults = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        for found in (*REGISTRIES.finditer(text), *MACHINE_PATHS.finditer(text)):
            faults.append(f"{path.relative_to(ROOT)}: {text[max(0, found.start() - 20) : found.end() + 20]!r}")
    assert not faults


def test_rooms_import_only_what_stands_above_them(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_and_functions_stay_small():
    faults = []
    for path in SOURCES:
        lines = len(path.read_text("utf-8").splitlines())
        faults += [f"{path.name} has {lines} lines"] if lines > MOST_LINES else []
        for function in functions(path):
            size = (function.end_lineno or 0) - function.lineno + 1
            faults += [f"{path.name}: {function.name} has {size} lines"] if size > MOST_LINES_OF_A_FUNCTION else []
    assert not faults


def test_no_module_is_a_drawer():
    assert not [path.name for path in SOURCES if path.stem in {"utils", "helpers", "util", "helper", "misc", "common"}]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_requirement_of_a_lock_is_pinned_with_digests(lock: Path):
    entries = re.split(r"\n(?=[a-z])", lock.read_text("utf-8").strip())
    assert len(entries) > 40
    for entry in entries:
        assert re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==[\w.]+ ", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_locks_agree_and_hold_what_the_project_asks_for():
    run, dev = (set(re.findall(r"^([a-z0-9-]+==\S+)", lock.read_text("utf-8"), re.MULTILINE)) for lock in LOCKS)
    assert run <= dev
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked = {pin.partition("==")[0] for pin in dev}
    for names, where in ((project["project"]["dependencies"], run), (project["dependency-groups"]["dev"], dev)):
        for requirement in names:
            name = re.match(r"[A-Za-z0-9_.-]+", requirement)
            assert name
            assert name[0].lower().replace("_", "-") in {pin.partition("==")[0] for pin in where}
    assert "hatchling" in locked


def test_the_version_is_the_same_wherever_it_stands():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == counterclaim.__version__


def test_every_public_name_is_there_and_typed_where_it_is_said_to_be():
    assert counterclaim.__all__ == sorted(counterclaim.__all__)
    assert set(counterclaim.__all__) <= set(dir(counterclaim))
    for name in counterclaim.__all__:
        assert getattr(counterclaim, name).__name__ == name
    declared = ast.parse((ROOT / "src" / "counterclaim" / "__init__.py").read_text("utf-8"))
    typed = {alias.name for node in ast.walk(declared) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed - {"import_module", "TYPE_CHECKING"} == set(counterclaim.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = counterclaim.nonsense


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, counterclaim; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "numpy", "cattrs", "rich", "typer", "logging", "json"} & set(loaded)

"""The command line, as a user meets it: what is printed where, what is written, and the exit status."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from counterclaim import __version__, cli, outputs, pipeline
from counterclaim.errors import ReportError
from counterclaim.ledger import Ledger, Report
from counterclaim.ledger_json import from_json, to_json
from counterclaim.pipeline import BuildResult

LEDGER = Ledger(reports=(Report(id="one", origin="one.txt", sha256="0", text="Two people were hurt.", language="en"),))
FAILURE = ReportError("the file is empty", where="two.txt", remedy="Save the report again")
SUMMARY = "NO INCIDENT WAS FOUND"

Run = Callable[..., Any]


@pytest.fixture
def run() -> Run:
    runner = CliRunner()
    return lambda *arguments: runner.invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Let a build give what a test wants, and return the calls that are made."""

    def give(ledger: Ledger = LEDGER, *failures: ReportError, error: BaseException | None = None) -> list[Any]:
        calls: list[Any] = []

        def build(
            paths: Iterable[Path], *, workers: int, progress: object, method: str, options: object
        ) -> BuildResult:
            calls.append((list(paths), workers, method))
            if error:
                raise error
            return BuildResult(ledger=ledger, failures=failures)

        monkeypatch.setattr(pipeline, "build", build)
        return calls

    return give


def test_a_mapping_of_columns_that_names_no_field_is_refused_with_status_2(run, built):
    built()
    result = run("build", "table.csv", "--json", "--columns", "words=body")
    assert result.exit_code == 2
    assert "FIELD=COLUMN" in result.stderr


def test_build_writes_both_files_and_ends_with_the_summary_and_where_the_dossier_is(run, built, tmp_path):
    calls = built()
    result = run("build", "one.txt", "folder", "--out", tmp_path / "a" / "b", "--workers", 2)
    assert result.exit_code == 0
    assert calls == [([Path("one.txt"), Path("folder")], 2, "both")]
    assert SUMMARY in result.stdout
    assert result.stdout.splitlines()[-1] == f"Dossier: {tmp_path / 'a' / 'b' / 'dossier.html'}"
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == ["dossier.html", "ledger.json"]
    assert from_json((tmp_path / "a" / "b" / "ledger.json").read_text("utf-8")) == LEDGER
    assert result.stderr == ""


def test_json_prints_the_ledger_and_nothing_else(run, built, tmp_path):
    built(LEDGER, FAILURE)
    result = run("build", "one.txt", "--json")
    assert result.stdout == to_json(LEDGER)
    assert result.exit_code == 1
    result = run("build", "one.txt", "--json", "--out", tmp_path)
    assert result.stdout == to_json(LEDGER) == (tmp_path / "ledger.json").read_text("utf-8")
    assert "Dossier: " in result.stderr


def test_a_report_that_fails_is_named_with_a_remedy_and_the_others_are_built(run, built, tmp_path):
    built(LEDGER, FAILURE, ReportError("there is no such file", where="three\x1b[2J.txt"))
    result = run("build", "one.txt", "two.txt", "--out", tmp_path)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0] == "[CC-E200] two.txt: the file is empty. Save the report again."
    assert len(lines) == 2
    assert "\x1b" not in result.stderr
    assert SUMMARY in result.stdout
    assert (tmp_path / "dossier.html").exists()


def test_where_no_report_can_be_read_nothing_is_written(run, built, tmp_path):
    built(Ledger(), FAILURE)
    result = run("build", "two.txt", "--out", tmp_path / "new")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "nothing was written" in result.stderr
    assert not (tmp_path / "new").exists()


def test_remarks_on_reports_are_told_but_not_without_end(run, built):
    reports = [Report(id=f"r{n}", origin=f"r{n}.txt", sha256="0", text="x", notes=("damaged",)) for n in range(30)]
    reports.append(Report(id="z", origin="z.txt", sha256="0", text="Bonjour", unread="the report is in French (fr)"))
    built(Ledger(reports=tuple(reports)))
    lines = run("build", "folder", "--json").stderr.splitlines()
    assert lines[0] == "note: z.txt: kept, but not read: the report is in French (fr)"
    assert len(lines) == cli.MOST_REMARKS + 1
    assert "21 more" in lines[-1]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ((), "Usage"),
        (("build",), "PATH"),
        (("build", "one.txt"), "--out"),
        (("build", "one.txt", "--out"), "--out"),
        (("build", "one.txt", "--json", "--workers", "0"), "--workers"),
        (("build", "one.txt", "--json", "--workers", "many"), "--workers"),
        (("build", "one.txt", "--nonsense"), "--nonsense"),
        (("shwo", "case"), "show"),
        (("show",), "DIR"),
    ],
)
def test_wrong_use_is_explained_and_has_status_2(run, built, arguments, hint):
    calls = built()
    result = run(*arguments)
    assert result.exit_code == 2
    assert hint in result.stderr + result.stdout
    assert "Traceback" not in result.stderr
    assert not calls


@pytest.mark.parametrize("out", ["file", "file/below", "ledger-is-folder"])
def test_a_place_that_cannot_be_written_to_is_refused_with_status_2(run, built, tmp_path, out):
    built()
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "ledger-is-folder" / "dossier.html").mkdir(parents=True)
    result = run("build", "one.txt", "--out", tmp_path / out)
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr
    assert "--out" in result.stderr
    assert (tmp_path / "file").read_text("utf-8") == "mine"
    assert [path.name for path in (tmp_path / "ledger-is-folder").iterdir()] == ["dossier.html"]


def test_a_place_that_cannot_be_written_to_is_refused_before_the_work(run, built, tmp_path):
    calls = built()
    (tmp_path / "file").touch()
    run("build", "one.txt", "--out", tmp_path / "file")
    assert not calls


def test_show_prints_the_summary_that_build_printed(run, built, tmp_path):
    built()
    first = run("build", "one.txt", "--out", tmp_path).stdout
    again = run("show", tmp_path)
    assert again.exit_code == 0
    assert again.stdout == "".join(first.splitlines(keepends=True)[:-1])


@pytest.mark.parametrize(
    ("content", "hint"),
    [(None, "holds no ledger.json"), (b"{", "not JSON"), (b"\xff\xfe", "UTF-8"), (b"{}", "counterclaim-ledger/1")],
)
def test_show_without_a_ledger_says_so_with_status_2(run, tmp_path, content, hint):
    if content is not None:
        (tmp_path / "ledger.json").write_bytes(content)
    result = run("show", tmp_path)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert str(tmp_path) in result.stderr
    assert "uild" in result.stderr  # what to do: build it


def test_show_without_a_folder_says_so_with_status_2(run, tmp_path):
    result = run("show", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "there is no such folder" in result.stderr


def test_an_interruption_is_quiet_and_writes_nothing(run, built, tmp_path):
    built(error=KeyboardInterrupt())
    result = run("build", "one.txt", "--out", tmp_path / "new")
    assert result.exit_code == cli.INTERRUPTED
    assert result.output == ""
    assert not (tmp_path / "new").exists()


def test_the_bar_is_not_shown_where_nobody_sees_it(run, built, monkeypatch):
    seen = []
    monkeypatch.setattr(pipeline, "build", lambda paths, *, workers, progress, **_: seen.append(progress) or _result())
    assert run("build", "one.txt", "--json").stderr == ""
    assert seen == [None]


def _result() -> BuildResult:
    return BuildResult(ledger=LEDGER, failures=())


def test_the_bar_counts_reports_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with cli._progress() as progress:
        assert progress is not None
        progress(1, cli.PROGRESS_FROM)
    assert f"1/{cli.PROGRESS_FROM}" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [(), ("build",), ("show",)])
def test_help_is_complete_with_an_example(run, arguments):
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"counterclaim {arguments[0] if arguments else 'build'} " in result.stdout


def test_version(run):
    assert run("--version").stdout == f"counterclaim {__version__}\n"


def command(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "counterclaim.cli", *arguments]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom counterclaim import cli\nsys.argv = ['counterclaim', 'build', '--help']\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
    assert not {"spacy", "numpy", "cattrs", "rich", "jinja2", "trafilatura", "lxml", "logging"} & set(loaded)


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    outputs.write(LEDGER, tmp_path)
    read, write = os.pipe()
    os.close(read)
    line = [sys.executable, "-m", "counterclaim.cli", "show", str(tmp_path)]
    result = subprocess.run(line, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert result.stderr == b""
    assert result.returncode == cli.BROKEN_PIPE


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_during_the_work_ends_it_quietly(root, tmp_path, workers):
    arguments = ("build", str(root / "examples"), "--out", str(tmp_path / "new"), "--workers", str(workers))
    # A session of its own, as a shell gives it: Ctrl-C reaches the program and its workers.
    # What starts the tests may ignore Ctrl-C, and hand that on.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = command(*arguments, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, heard)
    with running:
        assert _at_work(running, workers if workers > 1 else 0), "the work did not begin"
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (out, err.decode()) == (b"", "")
    assert running.returncode == cli.INTERRUPTED
    assert not (tmp_path / "new").exists()


def _at_work(running: subprocess.Popen[bytes], workers: int) -> bool:
    """Wait until a process has loaded the parser's library and started its workers, by what the kernel tells."""
    maps, children = Path(f"/proc/{running.pid}/maps"), Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell what a process does")
    for _ in range(1000):
        if "/spacy/" in maps.read_text("utf-8", "replace") and len(children.read_text().split()) >= workers:
            return True
        with suppress(subprocess.TimeoutExpired):
            running.wait(0.05)
            return False
    return False


def test_paths_that_lead_nowhere_are_failures_of_reports(run, tmp_path):
    (tmp_path / "empty").mkdir()
    paths = (tmp_path / "nowhere.txt", tmp_path / "empty", tmp_path / ("long" * 100 + ".txt"))
    result = run("build", *paths, "--out", tmp_path / "new")
    assert result.exit_code == cli.FAILED_REPORTS
    lines = result.stderr.splitlines()
    assert len(lines) == 4
    assert all(line.startswith("[CC-E200] ") for line in lines[:3])
    assert not (tmp_path / "new").exists()


def test_the_whole_way_with_a_report_that_fails(root, tmp_path):
    (tmp_path / "empty.txt").touch()
    paths = (str(root / "examples" / "togoga-2021"), str(tmp_path / "empty.txt"))
    with command("build", *paths, "--out", str(tmp_path / "case")) as running:
        out, err = running.communicate()
    assert running.returncode == cli.FAILED_REPORTS
    failures = [line for line in err.decode().splitlines() if not line.startswith("note: ")]
    assert len(failures) == 1
    assert failures[0].startswith(f"[CC-E200] {tmp_path / 'empty.txt'}: ")
    assert out.decode().endswith(f"Dossier: {tmp_path / 'case' / 'dossier.html'}\n")
    ledger = json.loads((tmp_path / "case" / "ledger.json").read_text("utf-8"))
    assert [report["id"] for report in ledger["reports"]] == ["togoga-2021-01", "togoga-2021-02"]

"""The docs name what there is: commands, options, codes, fields, claim types; and their Python runs."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from counterclaim import cli, findings, ledger
from counterclaim.claims.table import TABLE
from counterclaim.errors import CounterclaimError
from counterclaim.ingest.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent
README, LEDGER, ERRORS, CONTRIBUTING = (
    (ROOT / name).read_text("utf-8") for name in ("README.md", "docs/ledger.md", "docs/errors.md", "CONTRIBUTING.md")
)
NOUNS = (
    ledger.Ledger,
    ledger.Report,
    ledger.Statement,
    ledger.Actor,
    ledger.Incident,
    ledger.Point,
    ledger.Position,
    ledger.MainEvent,
    ledger.Figure,
    ledger.FigureEntry,
    ledger.Account,
    ledger.Hedge,
    ledger.TimeCandidate,
    findings.Grade,
    findings.Conflict,
    findings.Estimate,
    findings.Reply,
    findings.Proof,
    findings.Copy,
    findings.Passage,
    ledger.Change,
)


def test_every_command_has_help_with_an_example_and_stands_in_the_readme():
    command = typer.main.get_command(cli.app)
    for name, below in command.commands.items():  # type: ignore[attr-defined]
        assert f"counterclaim {name}" in README
        assert below.help
        assert f"counterclaim {name} " in below.epilog
        for parameter in below.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_every_option_of_build_stands_in_the_readme():
    for option in ("--out", "--json", "--workers", "--columns"):
        assert option in README


@pytest.mark.parametrize("cls", [CounterclaimError, *CounterclaimError.__subclasses__()])
def test_every_error_code_is_explained(cls: type[CounterclaimError]):
    assert re.search(rf"^\| {cls.code} \| `{cls.__name__}` \| \S", ERRORS, re.MULTILINE)


def test_every_exit_status_is_explained():
    for status in (0, cli.FAILED_REPORTS, cli.WRONG_USE, cli.INTERRUPTED, cli.BROKEN_PIPE):
        assert re.search(rf"^\| {status} \| ", ERRORS, re.MULTILINE)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_of_the_ledger_is_described(noun: type):
    assert not [field.name for field in fields(noun) if f"`{field.name}`" not in LEDGER]


@pytest.mark.parametrize("values", [ledger.KINDS, ledger.MODES, ledger.STANCES, ledger.MEASURES, ledger.ASPECTS,
                                    ledger.STATUSES])  # fmt: skip
def test_every_value_of_a_field_is_described(values: tuple[str, ...]):
    assert not [value for value in values if f"`{value}`" not in LEDGER]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_every_claim_type_is_described_with_its_fields(row):
    (line,) = re.findall(rf"^\| `{row.name}` \| (.*?) \| \S", LEDGER, re.MULTILINE)
    assert set(row.fields) <= set(re.findall(r"`(\w+)`", line))


def test_every_input_format_stands_in_the_readme():
    assert not [ending for ending in FORMATS if ending.removesuffix("l") not in README]


def test_what_contributing_names_is_there():
    for name in re.findall(r"`((?:[\w-]+/)+[\w.]*)`", CONTRIBUTING):
        if "<" not in name and name != "exports/":
            assert (ROOT / name).exists() or (ROOT / "src" / "counterclaim" / name).exists(), name


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/ledger.md", "docs/errors.md",
                                  "docs/ingest.md"])  # fmt: skip
def test_links_lead_somewhere(name: str):
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        if not target.endswith(".png"):
            assert (page.parent / target).exists(), target


def test_the_python_of_the_readme_runs(monkeypatch, tmp_path, capsys):
    (tmp_path / "reports").mkdir()
    text = "Dam fire\n\nThe Valley Ministry said on Monday that two people were hurt in the fire.\n"
    (tmp_path / "reports" / "one.txt").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(compile(block, "README.md", "exec"), {})
    assert "asserts" in capsys.readouterr().out

import logging
from pathlib import Path

import pytest

import counterclaim
from counterclaim import pipeline
from counterclaim.errors import ReportError
from counterclaim.pipeline import BuildResult

REPORT = counterclaim.Report(id="one", origin="one.txt", sha256="0", text="Two people were hurt.")
FAILURE = ReportError("the file is empty", where="two.txt")


def test_build_returns_the_ledger_of_real_files(tmp_path: Path):
    path = tmp_path / "one.txt"
    path.write_text("Dam fire\n\nThe ministry said on Monday that two people were hurt in the fire.\n", "utf-8")
    ledger = counterclaim.build([path])
    assert isinstance(ledger, counterclaim.Ledger)
    assert [report.id for report in ledger.reports] == ["one"]
    assert counterclaim.build(path) == counterclaim.build(str(path)) == ledger


def test_a_report_that_fails_is_logged_and_the_others_are_there(monkeypatch, caplog):
    result = BuildResult(ledger=counterclaim.Ledger(reports=(REPORT,)), failures=(FAILURE,))
    monkeypatch.setattr(pipeline, "build", lambda paths, **options: result)
    with caplog.at_level(logging.WARNING, logger="counterclaim"):
        assert counterclaim.build(["one.txt", "two.txt"]).reports == (REPORT,)
    assert caplog.messages == [str(FAILURE)]


def test_where_no_report_can_be_read_the_error_says_why(tmp_path: Path):
    with pytest.raises(counterclaim.UsageError) as refusal:
        counterclaim.build([tmp_path / "nowhere.txt", tmp_path / "neither.txt"])
    assert "nowhere.txt" in str(refusal.value)
    assert "neither.txt" in str(refusal.value)


def test_a_thousand_failures_are_not_all_named(monkeypatch):
    result = BuildResult(ledger=counterclaim.Ledger(), failures=(FAILURE,) * 1000)
    monkeypatch.setattr(pipeline, "build", lambda paths, **options: result)
    with pytest.raises(counterclaim.UsageError, match="990 more") as refusal:
        counterclaim.build(["folder"])
    assert len(str(refusal.value).splitlines()) < 15


def test_nothing_at_all_is_wrong_use():
    with pytest.raises(counterclaim.UsageError, match="Give paths"):
        counterclaim.build([])

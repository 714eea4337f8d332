"""What changed between two moments of a case."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.case import state
from counterclaim.case.case import Case
from counterclaim.errors import UsageError

NewCase = Callable[[], Case]


def kinds(case: Case, since: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for change in case.changes(since):
        found.setdefault(change.kind, []).append(change.what)
    return found


def test_everything_is_new_in_a_new_case_and_nothing_after_its_last_run(filled: Case):
    new = kinds(filled, "2021-03-05")
    assert len(new["report"]) == 3
    assert "River Front" in " ".join(new["speaker"])
    assert new["position"]
    assert new["figure"]
    assert filled.changes("1") == []
    assert filled.changes("2999-01-01") == []


def test_a_report_brings_speakers_and_positions(new_case: NewCase, reports: Path):
    case = new_case()
    list(case.add([reports / "one.txt"]))
    list(case.add([reports / "two.txt"]))
    found = kinds(case, "1")
    assert found["report"] == ["two: Front rejects blame"]
    assert any("Ben Adeyemi" in who for who in found["speaker"])
    assert not any("Ana Kovac" in who for who in found["speaker"])


def test_decisions_change_the_status_of_points_and_the_speakers(filled: Case):
    one = next(s for r, s in filled.ledger().statements() if r.id == "two" and s.speaker == "River Front")
    filled.set_speaker(one.id, "Tom Okafor", why="named in the recording")
    found = filled.changes("1")
    assert [c.what for c in found if c.kind == "speaker" and c.after] == ["Tom Okafor"]
    assert [c.what for c in found if c.kind == "report"] == ["two: Front rejects blame"]


def test_a_moment_is_a_day_a_time_or_a_run(filled: Case, reports: Path):
    with filled.store.read() as connection:
        assert state.moment(connection, "2021-03-05") == 0
        assert state.moment(connection, "2021-03-06") == 4
        assert state.moment(connection, "1") == 4
        for wrong in ("yesterday", "2", "2021-13-01", ""):
            with pytest.raises(UsageError):
                state.moment(connection, wrong)


def test_a_figure_that_moved_is_told_with_what_it_was(new_case: NewCase, reports: Path):
    case = new_case()
    list(case.add([reports / "one.txt"]))
    old = (reports / "one.txt").read_text("utf-8")
    (reports / "one.txt").write_text(old.replace("seven people", "eleven people"), "utf-8")
    list(case.add([reports / "one.txt"]))
    moved = [c for c in case.changes("1") if c.kind == "figure"]
    assert any("7" in (c.before or "") and "11" in (c.after or "") for c in moved)

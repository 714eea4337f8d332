import json

import gate
import pytest
from gate import Measured, RefusedError

PINS = {"sets": {"news": {"digest": "d1", "floors": {"claims": 0.5, "statements": 0.8}}}, "changes": []}


def measured(digest: str = "d1", **figures: float) -> Measured:
    return Measured(digest, {"claims": 0.5, "statements": 0.8, **figures})


def test_what_stands_at_its_floors_or_above_passes():
    assert gate.faults("news", measured(claims=0.7), PINS) == []
    assert gate.faults("news", measured(claims=0.5 - gate.TOLERANCE), PINS) == []


def test_what_falls_below_a_floor_is_named():
    (fault,) = gate.faults("news", measured(claims=0.49), PINS)
    assert "news: claims is 0.490, below its floor 0.500" in fault


def test_a_figure_that_is_no_longer_measured_is_a_fault():
    (fault,) = gate.faults("news", Measured("d1", {"claims": 0.6}), PINS)
    assert "statements" in fault


def test_data_that_changed_in_silence_are_a_fault():
    (fault,) = gate.faults("news", measured("d2"), PINS)
    assert "the data" in fault


def test_a_lost_report_is_a_fault_whatever_is_pinned():
    assert "lost" in gate.faults("news", measured(reports=0.997), PINS)[0]
    with pytest.raises(RefusedError, match="lost"):
        gate.updated({}, {"news": measured(reports=0.997)})


def test_a_set_without_floors_is_a_fault():
    (fault,) = gate.faults("other", measured(), PINS)
    assert "--update" in fault


def test_floors_rise_to_what_is_measured_and_a_hair_below_does_not_lower_them():
    pins = gate.updated(PINS, {"news": measured(claims=0.61239, statements=0.799)})
    assert pins["sets"]["news"]["floors"] == {"claims": 0.612, "statements": 0.8}
    assert pins["changes"] == []


def test_sets_that_are_not_there_keep_their_floors():
    assert gate.updated(PINS, {}) == PINS
    pins = gate.updated(PINS, {"other": measured("d9")})
    assert pins["sets"]["news"] == PINS["sets"]["news"]
    assert pins["sets"]["other"]["digest"] == "d9"


@pytest.mark.parametrize("leave", [{}, {"allow_regression": True}, {"reason": "a better corpus"}])
def test_a_floor_is_not_lowered_without_leave_and_reason(leave):
    with pytest.raises(RefusedError, match="below its floor"):
        gate.updated(PINS, {"news": measured(claims=0.3)}, **leave)


def test_a_floor_is_lowered_with_leave_and_reason_and_the_reason_is_kept():
    pins = gate.updated(PINS, {"news": measured(claims=0.3)}, allow_regression=True, reason="wrong before")
    assert pins["sets"]["news"]["floors"]["claims"] == 0.3
    (change,) = pins["changes"]
    assert change["reason"] == "wrong before"
    assert "claims is 0.300" in change["change"]
    assert gate.faults("news", measured(claims=0.3), pins) == []


def test_other_data_are_pinned_only_with_a_reason():
    with pytest.raises(RefusedError, match="the data"):
        gate.updated(PINS, {"news": measured("d2")})
    pins = gate.updated(PINS, {"news": measured("d2")}, reason="two annotations were mended")
    assert pins["sets"]["news"]["digest"] == "d2"
    assert len(pins["changes"]) == 1


def test_new_data_do_not_let_a_floor_fall_by_the_way():
    with pytest.raises(RefusedError, match="--allow-regression"):
        gate.updated(PINS, {"news": measured("d2", claims=0.1)}, reason="two annotations were mended")


def test_the_digest_sees_names_contents_and_nothing_else(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("one")
    first = gate.digest(tmp_path, (".txt",))
    (tmp_path / "a" / "notes.md").write_text("not of the set")
    assert gate.digest(tmp_path, (".txt",)) == first
    (tmp_path / "a" / "one.txt").rename(tmp_path / "a" / "two.txt")
    renamed = gate.digest(tmp_path, (".txt",))
    (tmp_path / "a" / "two.txt").write_text("two")
    assert len({first, renamed, gate.digest(tmp_path, (".txt",))}) == 3


def test_the_projects_own_set_is_pinned_as_it_stands():
    pins = json.loads(gate.FLOORS.read_text("utf-8"))
    own = gate.SETS[0]
    assert pins["sets"][own.name]["digest"] == gate.digest(own.folder, own.endings)
    assert pins["sets"][own.name]["floors"]["reports"] == 1.0

"""What a person names is looked up with as little of the case as it takes, and comes out the same either way."""

from pathlib import Path

import pytest

from counterclaim.case import assessing, regroup, revision, shown, standing
from counterclaim.case.case import Case
from counterclaim.errors import UsageError
from counterclaim.ledger import Statement

WHY = "heard the recording"


def by(case: Case, speaker: str, report: str) -> Statement:
    return next(s for r, s in case.ledger().statements() if s.speaker == speaker and r.id == report)


def body(case: Case) -> dict[str, object]:
    decided: dict[str, object] = case.decisions()[-1].body["after"]
    return decided


def test_deciding_on_a_statement_assesses_nothing_else(filled: Case, reports: Path, monkeypatch: pytest.MonkeyPatch):
    article = "".join(f"<p>{paragraph}</p>" for paragraph in (reports / "one.txt").read_text("utf-8").split("\n\n"))
    head = "<head><meta property='og:site_name' content='Valley Post'></head>"
    (reports / "page.html").write_text(f"<html>{head}<body><article>{article}</article></body></html>", "utf-8")
    assert [one.how for one in filled.add([reports / "page.html"])] == ["added"]
    front = by(filled, "River Front", "two")
    ministry = next(s for r, s in filled.ledger().statements() if r.id == "three" and s.claims)

    def never(*_: object) -> None:
        raise AssertionError("the whole case is assessed")

    monkeypatch.setattr(assessing, "assess", never)
    filled.set_speaker(front.id, "Ana Kovac", why=WHY)
    filled.clear_speaker(front.id, why=WHY)
    filled.correct_claim(f"{ministry.id}.1", {}, polarity="-", why=WHY)
    filled.remove_claim(f"{ministry.id}.1", why=WHY)
    filled.reject(ministry.id, why=WHY)
    filled.undo(5, why=WHY)
    filled.note(front.id, "ask for the recording")
    filled.note("two", "the page is gone")
    filled.note("case", "all quiet")
    filled.grade("Valley Post", "B", why=WHY)
    assert len(filled.decisions()) == 10


def test_a_statement_is_looked_up_as_it_was_decided(filled: Case):
    one = by(filled, "River Front", "two")
    filled.set_speaker(one.id, "Ben Adeyemi", why=WHY)
    held, now = filled.view().statement(one.id)
    assert (held.report.id, now.speaker) == ("two", "Ben Adeyemi")
    assert filled.view().read(held, now).speaker == "River Front"
    filled.reject(one.id, why=WHY)
    assert filled.view().find_statement(one.id) is None


def test_a_statement_that_is_not_there_is_named_with_those_that_are(filled: Case):
    one = by(filled, "River Front", "two").id
    for wrong in (one.replace("two", "tow"), one.rpartition("/")[0] + "/s99"):
        with pytest.raises(UsageError, match=r"Perhaps.*two/s"):
            filled.view().statement(wrong)
    with pytest.raises(UsageError, match="counterclaim search"):
        filled.view().statement("nothing like it")


def test_kind_and_side_are_those_of_the_actor_of_this_name(filled: Case):
    one = by(filled, "River Front", "two")
    filled.set_speaker(one.id, "Ben Adeyemi", why=WHY, kind="person", side="River Front")
    filled.set_speaker(by(filled, "Ana Kovac", "three").id, "Ben Adeyemi", why=WHY)
    assert body(filled) == {"speaker": "Ben Adeyemi", "kind": "person", "side": "River Front"}
    filled.set_speaker(one.id, "Jo Okafor", why=WHY)
    assert body(filled) == {"speaker": "Jo Okafor", "kind": "person", "side": None}


def test_words_that_only_describe_are_nobody_known(filled: Case):
    filled.set_speaker(by(filled, "River Front", "two").id, "a dam engineer", why=WHY, side="River Front")
    filled.set_speaker(by(filled, "Ana Kovac", "three").id, "a dam engineer", why=WHY)
    assert body(filled) == {"speaker": "a dam engineer", "kind": "unnamed", "side": None}


def test_who_is_known_is_the_same_whether_the_case_was_looked_through_or_not(
    filled: Case, monkeypatch: pytest.MonkeyPatch
):
    names = sorted(
        {name for actor in filled.ledger().actors for name in (actor.name, *actor.names)} | {"Nobody At All"}
    )

    def known() -> list[tuple[object, ...] | None]:
        view = filled.view()
        found = (view.known(name) for name in names)
        return [one and (one.name, one.names, one.kind, one.side) for one in found]

    small = known()
    monkeypatch.setattr(shown, "KEPT_FROM", 1)
    standing.bring_up_to_date(filled.store)
    large = known()
    monkeypatch.setattr(regroup, "ON_GROUPS", {"note"})
    filled.note("case", "all quiet")
    assert small == large == known()
    assert any(one is not None for one in small)


@pytest.mark.parametrize("much", [False, True])
def test_a_large_case_is_brought_up_to_date_for_a_decision_only_if_little_is_new(
    filled: Case, monkeypatch: pytest.MonkeyPatch, much: bool
):
    monkeypatch.setattr(shown, "KEPT_FROM", 1)
    monkeypatch.setattr(revision, "MOST_REVISED", 0.0 if much else 100.0)
    one = by(filled, "River Front", "two")
    filled.set_speaker(one.id, "Ana Kovac", why=WHY)
    assert body(filled)["kind"] == "person"

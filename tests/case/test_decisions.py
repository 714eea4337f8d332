"""Decisions: applied, never overwritten, undone only by another, and set against what the program reads later."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim import outputs, pipeline
from counterclaim.case import assessing, decisions, reading
from counterclaim.case.case import Case
from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger, Report, Statement

WHY = "heard the recording"


def statement(ledger: Ledger, identity: str) -> Statement:
    return next(s for _, s in ledger.statements() if s.id == identity)


def by(ledger: Ledger, speaker: str, report: str) -> Statement:
    return next(s for r, s in ledger.statements() if s.speaker == speaker and r.id == report)


def reads_otherwise(monkeypatch: pytest.MonkeyPatch, change: Callable[[Report], Report]) -> None:
    """Let the program read reports in another way from now on, as its next version might."""
    real = pipeline.read_draft
    monkeypatch.setattr(reading.pipeline, "read_draft", lambda report, method: change(real(report, method)))


def test_a_speaker_is_set_and_cleared_and_both_are_undone(filled: Case):
    before = filled.ledger()
    one = by(before, "River Front", "two")
    first = filled.set_speaker(one.id, "Ben Adeyemi", why=WHY, side="River Front")
    now = statement(filled.ledger(), one.id)
    assert (now.speaker, now.side) == ("Ben Adeyemi", "River Front")
    assert now.actor is not None
    second = filled.clear_speaker(one.id, why="two may be meant")
    assert statement(filled.ledger(), one.id).is_orphan
    filled.undo(second, why=WHY)
    assert statement(filled.ledger(), one.id).speaker == "Ben Adeyemi"
    filled.undo(first, why=WHY)
    assert filled.ledger() == before
    assert [d.action for d in filled.decisions()] == ["set speaker", "clear speaker", "undo", "undo"]
    assert [d.undone for d in filled.decisions()] == [4, 3, None, None]


def test_each_decision_has_who_when_and_why(filled: Case):
    filled.reject(by(filled.ledger(), "River Front", "two").id, why=WHY)
    (decision,) = filled.decisions()
    assert (decision.who, decision.why) == ("Ana", WHY)
    assert decision.at == "2021-03-05T09:04:00Z"
    with pytest.raises(UsageError, match="needs its reason"):
        filled.grade("River Front", "C", why=" ")


def test_a_decision_is_undone_once_and_an_undoing_is_not(filled: Case):
    number = filled.note("case", "call the ministry")
    undone = filled.undo(number, why=WHY)
    for what in (number, undone, 99):
        with pytest.raises(UsageError):
            filled.undo(what, why=WHY)


def test_a_statement_is_rejected(filled: Case):
    one = by(filled.ledger(), "River Front", "two")
    filled.reject(one.id, why=WHY)
    ledger = filled.ledger()
    assert one.id not in {s.id for _, s in ledger.statements()}
    assert not [p for point in ledger.points for p in point.positions if one.id in p.statements]


def test_a_claim_is_corrected_and_the_figures_follow(filled: Case):
    ledger = filled.ledger()
    one, place = next(
        (s, n) for r, s in ledger.statements() if r.id == "one" for n, c in enumerate(s.claims) if c.type == "casualty"
    )
    with pytest.raises(UsageError, match="fields"):
        filled.correct_claim(f"{one.id}.{place + 1}", {"colour": "red"}, why=WHY)
    filled.correct_claim(f"{one.id}.{place + 1}", {"low": 12, "high": 12}, why=WHY)
    ledger = filled.ledger()
    assert statement(ledger, one.id).claims[place].number("low") == 12
    assert 12 in {entry.low for figure in ledger.figures for entry in figure.history}
    filled.remove_claim(f"{one.id}.{place + 1}", why=WHY)
    assert len(statement(filled.ledger(), one.id).claims) == len(one.claims) - 1


def test_actors_are_merged_and_split(filled: Case):
    ledger = filled.ledger()
    names = {actor.name: actor.id for actor in ledger.actors}
    assert "Ben Adeyemi" in names
    filled.merge_actors(["River Front", "Ben Adeyemi"], why="he is the Front", name="The Front")
    ledger = filled.ledger()
    merged = next(actor for actor in ledger.actors if actor.name == "The Front")
    assert {"Ben Adeyemi", "River Front"} <= set(merged.names)
    assert {s.actor for _, s in ledger.statements() if s.speaker in {"Ben Adeyemi", "River Front"}} == {merged.id}
    filled.split_actor("The Front", "Ben Adeyemi", "B. Adeyemi of Kariba", why="another man", reports=["two"])
    ledger = filled.ledger()
    apart = next(actor for actor in ledger.actors if actor.name == "B. Adeyemi of Kariba")
    assert {s.actor for _, s in ledger.statements() if s.speaker == "Ben Adeyemi"} == {apart.id}
    assert {o.state for o in filled.outcomes()} == {"applied"}


def test_incidents_are_split_and_merged(filled: Case):
    before = filled.ledger()
    (fire,) = before.incidents
    filled.split_incident(fire.id, ["two"], "Second fire", why="a day later")
    ledger = filled.ledger()
    of = {i.name: i for i in ledger.incidents}
    assert (of[fire.name].reports, of["Second fire"].reports) == (("one", "three"), ("two",))
    told = {c.incident for r, s in ledger.statements() if r.id == "two" for c in s.claims}
    assert told == {of["Second fire"].id}
    assert {point.incident for point in ledger.points} == {i.id for i in ledger.incidents}
    filled.merge_incidents([i.id for i in ledger.incidents], why="one fire, dated apart", name="The fire")
    ledger = filled.ledger()
    assert [(i.name, i.reports) for i in ledger.incidents] == [("The fire", ("one", "three", "two"))]
    assert {point.incident for point in ledger.points} == {ledger.incidents[0].id}
    assert [o.state for o in filled.outcomes()] == ["applied", "applied"]
    for decision in filled.decisions():
        filled.undo(decision.id, why=WHY)
    assert filled.ledger() == before


def test_decisions_do_not_depend_on_the_order_in_which_reports_come(new_case: Callable[[], Case], reports: Path):
    ledgers = []
    for order in (("one", "two", "three"), ("two", "three", "one")):
        case = new_case()
        list(case.add([reports / "two.txt"]))
        filled = by(case.ledger(), "River Front", "two")
        case.grade("River Front", "D", why=WHY)
        case.set_speaker(filled.id, "Ben Adeyemi", why=WHY)
        for name in order:
            list(case.add([reports / f"{name}.txt"]))
        case.merge_actors(["River Front", "Ben Adeyemi"], why=WHY)
        ledgers.append(outputs.encoded(case.ledger()))
    assert ledgers[0] == ledgers[1]


def test_a_rerun_overwrites_no_decision_and_shows_where_it_disagrees(filled: Case, monkeypatch):
    one = by(filled.ledger(), "River Front", "two")
    filled.set_speaker(one.id, "Ben Adeyemi", why=WHY)
    assert [o.state for o in filled.outcomes()] == ["applied"]

    def otherwise(report: Report) -> Report:
        changed = (replace(s, speaker="the Mayor") if s.content == one.content else s for s in report.statements)
        return replace(report, statements=tuple(changed))

    reads_otherwise(monkeypatch, otherwise)
    assert [a.how for a in filled.rerun()] == ["read anew"]
    assert statement(filled.ledger(), one.id).speaker == "Ben Adeyemi"
    (outcome,) = filled.outcomes()
    assert outcome.state == "disagrees"
    assert "the Mayor" in outcome.detail


def test_where_the_program_comes_to_agree_it_says_so(filled: Case, monkeypatch):
    one = by(filled.ledger(), "River Front", "two")
    filled.set_speaker(one.id, "the Mayor", why=WHY, kind="person")

    def otherwise(report: Report) -> Report:
        changed = (replace(s, speaker="the Mayor", kind="person", side=None) if s.content == one.content else s
                   for s in report.statements)  # fmt: skip
        return replace(report, statements=tuple(changed))

    reads_otherwise(monkeypatch, otherwise)
    list(filled.rerun())
    assert [o.state for o in filled.outcomes()] == ["agrees"]


def test_a_statement_that_is_no_longer_found_stays_as_it_was_decided(filled: Case, monkeypatch):
    one = by(filled.ledger(), "River Front", "two")
    filled.set_speaker(one.id, "Ben Adeyemi", why=WHY)

    def otherwise(report: Report) -> Report:
        return replace(report, statements=tuple(s for s in report.statements if s.content != one.content))

    reads_otherwise(monkeypatch, otherwise)
    list(filled.rerun())
    kept = next(s for r, s in filled.ledger().statements() if r.id == "two" and s.content == one.content)
    assert kept.speaker == "Ben Adeyemi"
    (outcome,) = filled.outcomes()
    assert (outcome.state, outcome.detail) == ("disagrees", "the program no longer finds this statement")


def test_a_decision_follows_its_words_into_a_new_version_or_says_that_they_are_gone(filled: Case, reports: Path):
    one = by(filled.ledger(), "River Front", "two")
    filled.set_speaker(one.id, "Ben Adeyemi", why=WHY)
    path = reports / "two.txt"
    old = path.read_text("utf-8")
    path.write_text(old.replace("3 March 2021\n", "3 March 2021\n\nThis page was corrected.\n"), "utf-8")
    list(filled.add([path]))
    assert "Ben Adeyemi" in {s.speaker for r, s in filled.ledger().statements() if r.id == "two" and s.mode == one.mode}
    assert by(filled.ledger(), "Ben Adeyemi", "two").why.startswith("decided by Ana")
    path.write_text("Front rejects blame\n\n3 March 2021\n\nThe page was emptied by its publisher.\n", "utf-8")
    list(filled.add([path]))
    assert [o.state for o in filled.outcomes()] == ["unplaced"]


def test_nothing_is_decided_on_what_is_not_there(filled: Case):
    near = by(filled.ledger(), "River Front", "two").id
    with pytest.raises(UsageError, match="Perhaps"):
        filled.reject(near.replace("two", "tow"), why=WHY)
    with pytest.raises(UsageError, match="no such actor"):
        filled.merge_actors(["River Front", "Nobody At All"], why=WHY)
    with pytest.raises(UsageError, match="no such grade"):
        filled.grade("River Front", "G", why=WHY)
    assert filled.decisions() == []


def test_without_decisions_assessing_is_what_a_build_does(filled: Case, reports: Path):
    ledger, outcomes = assessing.assess(filled.held(), ())
    assert ledger == pipeline.build([reports]).ledger
    assert outcomes == []


def test_the_body_of_a_decision_is_read_back_as_it_was(filled: Case):
    one = by(filled.ledger(), "River Front", "two")
    assert decisions.statement_of(json.loads(json.dumps(decisions.statement_value(one)))) == one

"""The whole way: same input, same bytes; one bad report never stops the others; stages refuse a wrong order."""

import random
from pathlib import Path

import pytest

from counterclaim import pipeline, stages
from counterclaim.errors import AssemblyError
from counterclaim.ledger import Ledger, Report
from counterclaim.ledger_json import from_json, to_json

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "aleppo-2018"
PATHS = sorted(EXAMPLE.glob("*.txt"))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return pipeline.build(PATHS).ledger


def test_the_order_of_the_reports_changes_no_byte(ledger: Ledger) -> None:
    shuffled = list(PATHS)
    random.Random(7).shuffle(shuffled)
    assert to_json(pipeline.build(shuffled).ledger) == to_json(ledger)


def test_the_number_of_workers_changes_no_byte(ledger: Ledger) -> None:
    assert to_json(pipeline.build(PATHS, workers=2).ledger) == to_json(ledger)


def test_a_report_reads_the_same_alone_and_in_a_batch(ledger: Ledger) -> None:
    alone = pipeline.build(PATHS[:1]).ledger.reports[0]
    together = next(r for r in ledger.reports if r.id == alone.id)
    assert [(s.content, s.speaker, s.stance) for s in alone.statements] == [
        (s.content, s.speaker, s.stance) for s in together.statements
    ]


def test_a_folder_is_the_files_in_it(ledger: Ledger) -> None:
    assert to_json(pipeline.build([EXAMPLE]).ledger) == to_json(ledger)


def test_one_bad_report_never_stops_the_others(tmp_path: Path) -> None:
    empty, zipped = tmp_path / "empty.txt", tmp_path / "zipped.txt"
    empty.write_text("")
    zipped.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 8)
    result = pipeline.build([empty, PATHS[0], zipped, tmp_path / "missing.txt"])
    assert [r.id for r in result.ledger.reports] == [PATHS[0].stem]
    assert {Path(f.where).name for f in result.failures} == {"empty.txt", "zipped.txt", "missing.txt"}
    assert all(f.what and f.remedy for f in result.failures)


def test_every_span_lies_in_its_text(ledger: Ledger) -> None:
    for report, statement in ledger.statements():
        spans = [*statement.content, *(c.span for c in statement.claims)]
        spans += [s for s in (statement.cue, statement.source) if s]
        assert all(0 <= s.start < s.end <= len(report.text) for s in spans)


def test_the_ledger_refers_only_to_what_it_holds(ledger: Ledger) -> None:
    actors, incidents = {a.id for a in ledger.actors}, {i.id for i in ledger.incidents}
    statements = {s.id for _, s in ledger.statements()}
    for _, statement in ledger.statements():
        assert statement.actor is None or statement.actor in actors
        assert all(c.incident in incidents for c in statement.claims)
    for point in ledger.points:
        assert point.incident in incidents
        for position in point.positions:
            assert set(position.statements) <= statements
            assert set(position.originators) <= actors
    for figure in ledger.figures:
        assert figure.originator is None or figure.originator in actors
        assert {h.statement for h in figure.history} <= statements


def test_the_ledger_survives_its_own_json(ledger: Ledger) -> None:
    assert from_json(to_json(ledger)) == ledger


def test_a_report_in_another_language_is_kept_unread(tmp_path: Path) -> None:
    french = tmp_path / "rapport.txt"
    french.write_text(
        "Le gouvernement accuse les rebelles\n\nSelon le ministère, au moins douze personnes ont été tuées mardi dans "
        "une attaque contre un marché. Les rebelles démentent et parlent d'une mise en scène. L'opposition demande une "
        "enquête indépendante sur les faits, tandis que plusieurs témoins disent avoir entendu des avions.\n",
        encoding="utf-8",
    )
    (report,) = pipeline.build([french]).ledger.reports
    assert report.unread
    assert "fr" in report.unread
    assert report.statements == ()
    assert report.text == french.read_text("utf-8")


def test_ten_thousand_unclosed_marks_are_read(tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text('Ministry: "It was us\n\nThe ministry said that two people died. ' + '" ' * 10_000, encoding="utf-8")
    result = pipeline.build([odd])
    assert not result.failures
    assert any("two people died" in s.content[0].of(r.text) for r, s in result.ledger.statements())


def test_stages_refuse_a_wrong_order() -> None:
    wrong = (*pipeline.CLAIM_STAGES, *pipeline.LANGUAGE_STAGES)
    with pytest.raises(AssemblyError, match="needs"):
        stages.assemble(wrong, given=("report",))


def test_a_fault_of_the_program_costs_one_report_only(monkeypatch: pytest.MonkeyPatch) -> None:
    read = pipeline.read_draft

    def faulty(report: Report, method: str) -> Report:
        if report.id == PATHS[0].stem:
            raise IndexError("no such token")
        return read(report, method)

    monkeypatch.setattr(pipeline, "read_draft", faulty)
    result = pipeline.build(PATHS[:2])
    assert [r.id for r in result.ledger.reports] == [PATHS[1].stem]
    assert "IndexError" in str(result.failures[0])

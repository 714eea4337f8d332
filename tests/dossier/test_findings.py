"""What the reports add up to, on the page and on the terminal: grades, contradictions, replies, copies, estimates."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from counterclaim.dossier.page import render
from counterclaim.dossier.summary import summarise
from counterclaim.findings import Conflict, Copy, Estimate, Grade, Passage, Reply
from counterclaim.ledger import Ledger, Span


@pytest.fixture
def rich(ledger: Ledger) -> Ledger:
    """The ledger by hand, with what can be computed from its positions."""
    first = ledger.points[0]
    position = replace(first.positions[0], agreeing=(("a1", "a2"),), conceding=("a2",), credibility=Grade(
        scale="Admiralty", value="1", counts=(("hold it", 2),), reason="held by opponents"))  # fmt: skip
    conflict = Conflict(kind="denied", first="Hill fighters", second="not Hill fighters", first_by=("a1",),
                        second_by=("a2",), reason="one denies")  # fmt: skip
    points = (replace(first, positions=(position, *first.positions[1:]), conflicts=(conflict,)), *ledger.points[1:])
    grade = Grade(scale="Airwars", value="contested", counts=(("tell of harm", 2),), reason="rivals are blamed")
    incidents = tuple(replace(i, grade=grade) if i.id == "i1" else i for i in ledger.incidents)
    estimate = Estimate(incident="i1", measure="injured", low=19, best=30, high=30, open_high=True, originators=2,
                        best_by=("a1",), reason="it contradicts none")  # fmt: skip
    reply = Reply(kind="denies", incident="i1", statement="one/s2", answers=("one/s1.1",), reason="it is near")
    passages = tuple(Passage(report=r.id, span=Span(0, 8)) for r in ledger.reports[:2])
    copy = Copy(id="c1", passages=passages, source=ledger.reports[0].id, reason="published earlier")
    return replace(ledger, points=points, incidents=incidents, estimates=(estimate,), replies=(reply,), copies=(copy,))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_page_shows_grades_with_their_counts(rich: Ledger) -> None:
    page = words(render(rich))
    assert "Airwars contested (2 tell of harm): rivals are blamed" in page
    assert "Admiralty 1 (2 hold it): held by opponents" in page


def test_the_page_marks_opponents_who_agree_and_concessions(rich: Ledger) -> None:
    page = words(render(rich))
    assert "opponents agree" in page
    assert "against own interest" in page


def test_the_page_shows_contradictions_with_both_sides(rich: Ledger) -> None:
    page = words(render(rich))
    assert "1 contradiction" in page
    assert re.search(r"“Hill fighters” \( *Valley Ministry *\) against “not Hill fighters”", page)


def test_the_page_shows_low_best_and_high_and_what_they_rest_on(rich: Ledger) -> None:
    assert "injured 19 30 30 or more 2 originators" in words(render(rich))


def test_the_page_says_who_answers_whom(rich: Ledger) -> None:
    page = render(rich)
    table = page[page.index("Who answers whom</h3>") :]
    assert 'href="#one/s1"' in table
    assert "it is near" in table


def test_the_page_lists_copied_passages_with_their_source(rich: Ledger) -> None:
    assert "first in one : published earlier" in words(render(rich))


def test_a_ledger_without_them_shows_none_of_it(ledger: Ledger) -> None:
    page = words(render(ledger))
    assert "Airwars" not in page
    assert "Passages that several reports share" not in page


def test_the_summary_tells_what_cannot_both_be_true_and_who_a_lost_speaker_may_be(rich: Ledger) -> None:
    orphan = next(s.id for _, s in rich.statements() if s.is_orphan)
    console = Console(file=StringIO(), width=100, color_system=None, force_terminal=False)
    console.print(summarise(rich, {orphan: ("Bo Chen, in three: the same figure",)}))
    text = " ".join(console.file.getvalue().split())  # type: ignore[attr-defined]
    assert "What cannot both be true" in text
    assert "against not Hill fighters" in text
    assert "injured: 19, 30, 30 or more" in text
    assert "to look into: Bo Chen, in three: the same figure" in text

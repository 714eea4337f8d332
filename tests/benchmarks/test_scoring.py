import json
from dataclasses import replace
from pathlib import Path

import pytest
import scoring

from counterclaim.ledger import Claim, Ledger, Report, Span, Statement

TEXT = '"It was smoke," Ana Ruiz said. He denied that 41 people died.\n'


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def annotated(tmp_path: Path) -> list[scoring.Annotated]:
    statements = [
        {"id": "s1", "content": ["It was smoke"], "cue": "said", "source": "Ana Ruiz", "speaker": "Ana Ruiz",
         "also": ["the Hill spokeswoman"], "kind": "person", "side": None, "mode": "direct", "via": [],
         "stance": "asserts", "hedge": None, "said": None,
         "claims": [{"type": "means", "what": "smoke", "polarity": "+", "span": "smoke"}]},
        {"id": "s2", "content": ["41 people died"], "cue": "denied", "source": "He", "speaker": None, "also": [],
         "kind": "unresolved", "side": None, "mode": "indirect", "via": [], "stance": "denies", "hedge": None,
         "said": None,
         "claims": [{"type": "casualty", "measure": "killed", "low": 41, "high": 41, "approx": False, "of": "people",
                     "polarity": "-", "span": "41 people"}]},
    ]  # fmt: skip
    annotation = {
        "id": "r",
        "event": "e",
        "title": None,
        "publisher": None,
        "published": None,
        "statements": statements,
    }
    (tmp_path / "r.json").write_text(json.dumps(annotation), "utf-8")
    (tmp_path / "r.txt").write_text(TEXT, "utf-8")
    return scoring.read(tmp_path)


def found(annotated: list[scoring.Annotated], *changes: dict[str, object]) -> Ledger:
    """The annotated report as a ledger, with changes to its statements."""
    report: Report = annotated[0].report
    statements = tuple(replace(s, **change) for s, change in zip(report.statements, changes, strict=False))
    return Ledger(reports=(replace(report, statements=statements or report.statements),))


def test_the_annotation_itself_is_perfect(annotated):
    assert set(scoring.score(annotated, found(annotated)).values()) == {1.0}


def test_a_missing_report_counts_as_missed(annotated):
    assert set(scoring.score(annotated, Ledger()).values()) == {0.0}


def test_a_wrong_speaker_costs_the_attribution_and_nothing_else(annotated):
    figures = scoring.score(annotated, found(annotated, {"speaker": "Bo Lind"}, {}))
    assert figures["statements"] == figures["core claims"] == 1.0
    assert figures["statements with the right speaker"] == figures["attributed core claims"] == 0.5


def test_a_guessed_orphan_is_wrong_and_another_name_of_the_speaker_is_right(annotated):
    figures = scoring.score(annotated, found(annotated, {"speaker": "Hill spokeswoman"}, {"speaker": "Ana Ruiz"}))
    assert figures["statements with the right speaker"] == 0.5


def test_half_of_the_words_is_a_match_and_less_is_not(annotated):
    half, less = (span("It"),), (Span(0, 1),)
    assert scoring.score(annotated, found(annotated, {"content": half}, {}))["statements"] == 1.0
    assert scoring.score(annotated, found(annotated, {"content": less}, {}))["statements"] == 0.5


@pytest.mark.parametrize("change", [{"low": 40}, {"measure": "injured"}, {"high": None}])
def test_a_figure_must_have_its_measure_and_bounds(annotated, change):
    ours = annotated[0].report.statements[1].claims[0]
    theirs = replace(ours, values=tuple({**dict(ours.values), **change}.items()))
    assert scoring.closeness(TEXT, ours, ours) == 1.0
    assert scoring.closeness(TEXT, ours, theirs) == 0.0


def test_polarity_type_and_place_in_the_text_must_agree():
    ours = Claim(type="occurrence", span=Span(0, 5))
    assert scoring.closeness(TEXT, ours, replace(ours, polarity="-")) == 0.0
    assert scoring.closeness(TEXT, ours, replace(ours, type="means")) == 0.0
    assert scoring.closeness(TEXT, ours, replace(ours, span=Span(86, 90))) == 0.0
    assert 0 < scoring.closeness(TEXT, ours, replace(ours, span=Span(85, 90))) < 1


def test_a_party_is_right_by_name_or_by_the_words_of_the_annotated_span():
    text = "Valley troops of the regime burned it"
    ours = Claim(type="responsibility", span=Span(0, len(text)), values=(("party", "Valley Army"),))
    for party, right in (("Valley Army", True), ("the Army", True), ("Valley troops", True), ("Hill", False)):
        theirs = replace(ours, values=(("party", party),))
        assert bool(scoring.closeness(text, ours, theirs)) is right, party


def test_what_is_reported_in_the_own_voice_is_no_statement_but_its_claims_count(annotated):
    told = Statement(id="r/s1", content=(span("It was smoke"),), speaker="narrator", mode="narrator",
                     claims=annotated[0].report.statements[0].claims)  # fmt: skip
    report = replace(annotated[0].report, statements=(told,))
    figures = scoring.score(annotated, Ledger(reports=(report,)))
    assert figures["statements"] == 0.0
    assert figures["means claims"] == 1.0
    assert figures["attributed core claims"] == 0.0


def test_each_is_matched_once_and_the_best_first():
    assert scoring.pairs([1, 2], [2, 3], lambda a, b: 1 / (1 + abs(a - b))) == [(2, 2), (1, 3)]
    assert scoring.pairs([1], [1, 1], lambda a, b: 1) == [(1, 1)]
    assert scoring.pairs([1], [1], lambda a, b: 0) == []

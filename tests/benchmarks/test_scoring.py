import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import gold
import pytest
import scoring

from counterclaim.ledger import NARRATOR, Claim, Ledger, Report, Span, Statement
from counterclaim.ledger_json import to_json

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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sudanese army", "Khartoum", True),
        ("the government of Sudan", "Sudan", True),
        ("Sudanese opposition", "Sudan", False),
        ("Sudanese army", "Chad's army", False),
        ("the rebels", "opposition", True),
        ("Ana Ruiz", "Ruiz", True),
        ("Ana Ruiz", "Ana Lind", False),
        ("the officials", "officials", False),  # nothing tells them from others
        (None, None, True),
        (None, "Ana Ruiz", False),
    ],
)
def test_a_state_is_what_belongs_to_it_and_never_who_stands_against_it(one, other, same):
    assert scoring.same_name(one, other) is scoring.same_name(other, one) is same


def test_a_claim_about_another_event_costs_the_background_alone(annotated):
    first = annotated[0].report.statements[0]
    moved = tuple(replace(claim, about="an earlier fire") for claim in first.claims)
    figures = scoring.score(annotated, found(annotated, {"claims": moved}, {}))
    assert figures.pop(scoring.BACKGROUND) == 0.5
    assert set(figures.values()) == {1.0}


def test_words_that_stand_several_times_are_those_of_their_statement():
    text = "Smoke rose. He saw smoke. No smoke, she said."
    content = Span(text.index("No smoke"), len(text))
    assert gold.locate_near(text, "smoke", [content]).start == text.index("smoke, she")
    assert gold.locate_near(text, {"text": "smoke", "nth": 1}, [content]).start == text.index("smoke. No")
    assert gold.locate_near(text, "smoke", []).start == text.index("smoke. No")


NAMES = ("the Syrian army", "rebels", "Moscow", None, "police", "the Israeli government", "officials", "an opposition")


def altered(claim: Claim, number: int) -> Claim:
    """A claim with something changed, or with nothing, by its number."""
    values = dict(claim.values)
    if number % 4 == 1:
        return replace(claim, about=None if claim.about else "a war")
    if number % 9 == 4:
        return replace(claim, polarity="-" if claim.polarity == "+" else "+")
    if number % 5 == 2 and "party" in values:
        return replace(claim, values=tuple({**values, "party": NAMES[number % len(NAMES)]}.items()))
    if number % 7 == 3:
        return replace(claim, span=Span(claim.span.start + 5 * number, claim.span.end + 5 * number))
    return claim


def changed(report: Report) -> Report:
    """A report with statements dropped and speakers, contents and claims changed, always the same ones."""
    kept = []
    for number, statement in enumerate(s for n, s in enumerate(report.statements) if n % 5 != 3):
        other = report.statements[(number * 7 + 2) % len(report.statements)].speaker
        speakers = (other, None, NAMES[number % len(NAMES)])
        speaker = speakers[number % 3] if number % 4 == 0 else statement.speaker
        claims = tuple(altered(c, n + number) for n, c in enumerate(statement.claims) if (n + number) % 6 != 5)
        content = statement.content[:1] if number % 2 else statement.content
        mode = "narrator" if speaker == NARRATOR else "indirect"
        kept.append(replace(statement, speaker=speaker, mode=mode, claims=claims, content=content))
    return replace(report, statements=tuple(kept))


@pytest.mark.parametrize("name", ["police-killing", "world", "open"])
def test_figures_are_those_of_the_scorer_that_comes_with_the_annotations(shared, name):
    folder = shared(f"bench/ledger/{name}")
    path = shared("bench/ledger/score.py")
    spec = importlib.util.spec_from_file_location("shared_score", path)
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    ledger = Ledger(reports=tuple(map(changed, gold.read_reports(folder))))
    ours = scoring.score(scoring.read(folder), ledger)
    expected = theirs.score(theirs.read_gold(folder), json.loads(to_json(ledger)))
    figures = ("attributed core claims", "core claims", "statements with the right speaker", "statements")
    assert {name: round(ours[name], 3) for name in figures} == {name: expected[name]["f1"] for name in figures}
    assert round(ours[scoring.BACKGROUND], 3) == expected["background accuracy on matched"]
    assert 0.3 < ours["attributed core claims"] < ours["core claims"] < 1  # the changes tell

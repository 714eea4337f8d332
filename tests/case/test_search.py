"""Full-text search: the same on both databases."""

import pytest

from counterclaim.case import search
from counterclaim.case.case import Case
from counterclaim.errors import UsageError


def test_reports_statements_and_speakers_are_found(filled: Case):
    assert {hit.report for hit in filled.search("petrol", kinds=("report",))} == {"three"}
    (found, *_) = filled.search("petrol bombs", kinds=("statement",))
    assert found.statement is not None
    assert "petrol bombs" in found.words
    assert {hit.speaker for hit in filled.search("adeyemi", kinds=("speaker",))} == {"Ben Adeyemi"}
    assert "petrol" in filled.search("petrol", kinds=("report",))[0].words


def test_words_are_found_whatever_their_case_accents_and_marks(filled: Case):
    for query in ("KOVAC", "kovač", "Kovac,", "ana-kovac", '"Ana Kovac"', "kov*"):
        assert filled.search(query, kinds=("speaker",)), query
    assert not filled.search('"Kovac Ana"')
    assert not filled.search("kov")


def test_all_words_must_be_there_and_a_phrase_in_its_order(filled: Case):
    assert filled.search("dam fire kariba")
    assert not filled.search("dam fire atlantis")
    assert filled.search('"fire at the dam"')
    assert not filled.search('"dam at the fire"')


@pytest.mark.parametrize("query", ["", "…", '""', "* -", "()"])
def test_a_query_without_words_says_so(filled: Case, query: str):
    with pytest.raises(UsageError, match="no word"):
        filled.search(query)


@pytest.mark.parametrize(
    "query",
    [
        'dam" OR 1',
        "dam AND NOT fire",
        "NEAR(dam fire)",
        "folded:dam",
        "a & b | !c",
        "dam'; DROP TABLE run",
        "*dam",
        "^dam",
    ],
)
def test_what_a_database_would_take_for_an_operator_is_only_words(filled: Case, query: str):
    assert isinstance(filled.search(query), list)
    assert filled.captures()


def test_so_many_places_at_most_the_best_first(filled: Case):
    assert len(filled.search("fire", most=2)) == 2
    assert filled.search("nine people killed", kinds=("report",))[0].report in {"two", "three"}


def test_folding():
    assert search.fold("  Čapajev’s “Straße” №5: 1,200 ") == "capajev s strasse no5 1 200"
    assert len(search.fold("x" * 500)) == search.LONGEST

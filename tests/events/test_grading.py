"""Grades from counts: agreement of opponents, concessions, Admiralty credibility, the grade of Airwars."""

import pytest


def counts(grade):
    return dict(grade.counts)


def test_opponents_who_agree_are_marked_and_confirm(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland"), make.toll(5)),
                    make.said("Southland", make.toll(5), make.blame("Northland")))
    )  # fmt: skip
    hurt = case.position("casualty", "people were hurt")
    assert [case.names(pair) for pair in hurt.agreeing] == [["Northland", "Southland"]]
    assert hurt.credibility.value == "1"
    assert counts(hurt.credibility) == {"hold it": 2, "are against it": 0, "opponents agreeing": 1}


def test_one_voice_alone_is_possibly_true_and_nobody_cannot_be_judged(make):
    case = make.case(make.report("a", make.said("Northland", make.toll(5)), make.said(None, make.toll(7))))
    assert case.position("casualty: killed", "killed: 5").credibility.value == "3"
    assert case.position("casualty: killed", "killed: 7").credibility.value == "6"


def test_who_stands_against_more_than_hold_it_is_improbable(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland")),
                    make.said("Southland", make.blame("Southland", "-"), stance="denies"),
                    make.said("Eastland", make.blame("Southland", "-"), stance="denies"))
    )  # fmt: skip
    assert case.position("responsibility", "Southland").credibility.value == "5"
    assert case.position("responsibility", "Southland", "-").credibility.value == "4"


def test_who_says_both_counts_where_most_of_his_statements_are(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland")),
                    *[make.said("Southland", make.blame("Southland", "-"), stance="denies") for _ in range(2)],
                    make.said("Southland", make.blame("Southland")))
    )  # fmt: skip
    held = case.position("responsibility", "Southland")
    assert counts(held.credibility) == {"hold it": 1, "are against it": 1, "opponents agreeing": 0}
    assert held.conceding == ()


def test_who_says_it_of_an_ally_concedes_it(make):
    case = make.case(
        make.report(
            "a",
            make.said("Russia", make.blame("Syrian government"), side="Russia"),
            make.said("France", make.blame("Syrian government"), side="France"),
        )
    )
    assert case.names(case.position("responsibility", "Syrian government").conceding) == ["Russia"]


def test_who_clears_an_opponent_concedes_it(make):
    case = make.case(make.report("a", make.said("France", make.blame("Russia", "-"), side="France")))
    assert case.names(case.position("responsibility", "Russia", "-").conceding) == ["France"]


@pytest.mark.parametrize(("statements", "value"), [
    ([("Northland", "toll"), ("Northland", "Southland")], "weak"),
    ([("Northland", "toll"), ("Eastland", "toll"), ("Northland", "Southland")], "fair"),
    ([("Northland", "toll"), ("Northland", "Southland"), ("Southland", "Northland")], "contested"),
    ([("Northland", "toll"), ("Northland", "Southland"), ("Southland", "Southland")], "confirmed"),
])  # fmt: skip
def test_the_grade_of_airwars_follows_from_who_blames_whom(make, statements, value):
    said = [make.said(who, make.toll(4) if what == "toll" else make.blame(what)) for who, what in statements]
    incident = make.case(make.report("a", *said)).incident_of("a")
    assert incident.grade.value == value


def test_harm_that_was_taken_back_is_discounted(make):
    case = make.case(
        make.report("a", make.said("Northland", make.toll(12), said="2019-05-07")),
        make.report("b", make.said("Northland", make.toll(0), said="2019-05-08")),
    )
    assert case.incident_of("a").grade.value == "discounted"
    assert case.position("casualty", "people were hurt").originators == ()


def test_where_nobody_tells_of_harm_there_is_no_grade(make):
    assert make.case(make.report("a", make.said("Northland", make.blame("Southland")))).incident_of("a").grade is None

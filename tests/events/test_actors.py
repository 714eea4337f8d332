"""Who is who: the same actor under many names, and never two under one."""

import pytest


def both(make, first, second, kind="person", sides=(None, None)):
    """The actors of two speakers in two reports."""
    case = make.case(
        make.report("a", make.said(first, make.toll(3), kind=kind, side=sides[0])),
        make.report("b", make.said(second, make.toll(3), kind=kind, side=sides[1])),
    )
    return case.speaker("a/s1"), case.speaker("b/s1")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hana Brandt", "Brandt"),
        ("Brandt", "Hana Brandt"),
        ("Hana Brandt", "Col. Hana Brandt"),
        ("Hana Brandt", "Hana Lis Brandt"),
    ],
)
def test_names_of_one_person_are_one_actor(make, first, second):
    one, other = both(make, first, second)
    assert one == other
    assert {first, second} <= set(one.names)


def test_spellings_are_one_person_only_on_one_side(make):
    one, other = both(make, "Samir Abdurrahman", "Samir Abdulrahman", sides=("Northland", "Northland"))
    assert one == other
    one, other = both(make, "Samir Abdurrahman", "Samir Abdulrahman")
    assert one != other


def test_a_surname_of_two_persons_is_neither(make):
    case = make.case(
        make.report("a", make.said("Hana Brandt", make.toll(3), kind="person")),
        make.report("b", make.said("Jo Brandt", make.toll(3), kind="person")),
        make.report("c", make.said("Brandt", make.toll(3), kind="person")),
    )
    assert len({case.speaker(f"{r}/s1").id for r in "abc"}) == 3


def test_a_surname_is_nobody_of_another_side(make):
    one, other = both(make, "Hana Brandt", "Brandt", sides=("Northland", "Southland"))
    assert one != other


def test_known_parties_are_one_under_all_their_names(make):
    one, other = both(make, "Russian Ministry of Defence", "Russian Defence Ministry", kind="organisation")
    assert one == other


def test_an_acronym_is_the_one_organisation_with_these_initials(make):
    one, other = both(make, "Dourin Relief and Rescue Society", "DRRS", kind="organisation")
    assert one == other


def test_witnesses_of_two_reports_are_two_actors_but_count_once(make):
    case = make.case(
        make.report("a", make.said("a witness", make.toll(3), kind="unnamed")),
        make.report("b", make.said("an unnamed witness", make.toll(3), kind="unnamed")),
    )
    assert case.speaker("a/s1") != case.speaker("b/s1")
    assert len(case.position("casualty: killed", "killed: 3").originators) == 1


def test_joint_speakers_are_an_actor_with_its_members(make):
    case = make.case(make.report("a", make.said("Dourin Council; Maskar Council", make.toll(3), kind="organisation")))
    assert case.speaker("a/s1").name == "Dourin Council; Maskar Council"
    assert sorted(case.names(case.position("casualty: killed", "killed: 3").originators)) == [
        "Dourin Council",
        "Maskar Council",
    ]


def test_orphans_and_the_narrator_are_no_actors(make):
    case = make.case(make.report("a", make.said(None, make.toll(3)), make.said("narrator", make.toll(4))))
    assert case.ledger.actors == ()


def test_the_spelling_of_a_report_is_among_the_names_and_a_pronoun_is_not(make):
    case = make.case(
        make.report("a", make.said("Dourin Media Centre", make.toll(3), mention="the Dourin Media Center"),
                    make.said("Dourin Media Centre", make.toll(3), mention="He"))
    )  # fmt: skip
    assert case.named("Dourin Media Centre").names == ("Dourin Media Center", "Dourin Media Centre")


def test_a_spokesman_his_ministry_and_his_government_are_one_originator(make):
    case = make.case(
        make.report("a", make.said("Hana Brandt", make.toll(3), kind="person", side="Russian Ministry of Defence"),
                    make.said("Russian Ministry of Defence", make.toll(3)), make.said("Kremlin", make.toll(3)))
    )  # fmt: skip
    assert case.names(case.position("casualty: killed", "killed: 3").originators) == ["Russia"]


def test_a_state_agency_speaks_for_its_state_and_a_monitor_for_itself(make):
    case = make.case(
        make.report("a", make.said("SANA", make.toll(3), kind="media"),
                    make.said("Syrian Observatory for Human Rights", make.toll(3)))
    )  # fmt: skip
    assert case.names(case.position("casualty: killed", "killed: 3").originators) == [
        "Syrian government", "Syrian Observatory for Human Rights"]  # fmt: skip


def test_a_word_of_its_name_is_the_one_body_that_has_it(make):
    case = make.case(
        make.report("a", make.said("Harbour Observatory for the Coast", make.toll(1))),
        make.report("b", make.said("Observatory", make.toll(1))),
    )
    assert case.speaker("b/s1") == case.speaker("a/s1")


def test_a_word_that_two_bodies_have_in_their_names_is_neither(make):
    case = make.case(
        make.report("a", make.said("Harbour Council of Elders", make.toll(1))),
        make.report("b", make.said("Valley Council of Elders", make.toll(1))),
        make.report("c", make.said("Council", make.toll(1))),
    )
    assert case.speaker("c/s1").name == "Council"

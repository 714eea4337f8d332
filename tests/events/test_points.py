"""The status of points: each rule by a case of its own."""

import pytest

NORTH, SOUTH = "Northland", "Southland"


def army(make, *claims, **fields):
    return make.said("Northern Army", *claims, side=NORTH, **fields)


def rebels(make, *claims, **fields):
    return make.said("Southern Front", *claims, side=SOUTH, **fields)


def test_what_is_held_and_denied_is_disputed(make):
    case = make.case(
        make.report("a", army(make, make.blame(SOUTH)), rebels(make, make.blame(SOUTH, "-"), stance="denies"))
    )
    point = case.point("responsibility")
    assert (point.status, point.reason) == ("disputed", "“Southland” is held by Northland and denied by Southland")


def test_a_denial_for_the_army_answers_who_blames_its_government(make):
    case = make.case(
        make.report("a", make.said("Hana Brandt", make.blame("Syrian government"), kind="person"),
                    make.said("Syrian army", make.blame("Syrian army", "-"), stance="denies"))
    )  # fmt: skip
    assert case.point("responsibility").status == "disputed"


def test_two_who_blame_each_other_are_in_dispute(make):
    case = make.case(make.report("a", army(make, make.blame(SOUTH)), rebels(make, make.blame(NORTH))))
    assert case.point("responsibility").status == "disputed"


def test_nobody_is_in_dispute_with_himself(make):
    case = make.case(make.report("a", army(make, make.blame(SOUTH)), army(make, make.blame(SOUTH, "-"))))
    assert case.point("responsibility").status == "one-sided"


def test_the_alternatives_of_one_speaker_stay_alternatives(make):
    case = make.case(make.report("a", army(make, make.means("sarin"), make.means("a gas cylinder"))))
    point = case.point("means")
    assert point.status == "one-sided"
    assert [case.names(p.originators) for p in point.positions] == [[NORTH], [NORTH]]


def test_means_exclude_each_other_only_between_opponents(make):
    others = make.said("Relief Office", make.means("sarin"))
    opponents = army(make, make.blame(SOUTH)), rebels(make, make.means("sarin"))
    assert (
        make.case(make.report("a", army(make, make.means("barrel bombs")), others)).point("means").status == "one-sided"
    )
    assert (
        make.case(make.report("a", army(make, make.means("chlorine")), *opponents)).point("means").status == "disputed"
    )


def test_a_general_and_a_particular_means_are_no_dispute(make):
    case = make.case(
        make.report("a", army(make, make.means("toxic gas"), make.blame(SOUTH)), rebels(make, make.means("chlorine")))
    )
    assert case.point("means").status != "disputed"


def test_what_opponents_both_say_is_common_ground(make):
    case = make.case(
        make.report("a", army(make, make.blame(SOUTH), make.means("shelling")), rebels(make, make.means("shelling")))
    )
    assert case.point("means").status == "common ground"


@pytest.mark.parametrize("stance", ["doubts", "asks"])
def test_who_doubts_or_asks_holds_nothing(make, stance):
    case = make.case(make.report("a", army(make, make.means("shelling"), stance=stance)))
    assert (case.point("means").status, case.point("means").positions[0].originators) == ("open", ())


def test_what_only_orphans_and_the_report_itself_say_is_open(make):
    case = make.case(
        make.report("a", make.said(None, make.means("shelling")), make.said("narrator", make.means("shelling")))
    )
    assert case.point("means").status == "open"


def test_five_outlets_that_repeat_one_are_one_sided(make):
    reports = [make.report(name, army(make, make.means("shelling")), publisher=f"Outlet {name}") for name in "abcde"]
    case = make.case(*reports)
    (position,) = case.point("means").positions
    assert case.point("means").status == "one-sided"
    assert (len(position.statements), len(position.originators), len(position.relays)) == (5, 1, 5)


def test_the_media_that_were_told_are_relays(make):
    case = make.case(make.report("a", army(make, make.means("shelling"), via=("State TV",)), publisher="The Courier"))
    assert case.position("means", "shelling").relays == ("State TV", "The Courier")


def test_that_people_were_hurt_is_common_ground_of_two_who_do_not_speak_for_one_another(make):
    case = make.case(
        make.report("a", army(make, make.toll(46, measure="injured")), make.said("Relief Office", make.toll(8)))
    )
    point = case.point("casualty")
    assert (point.status, [p.answer for p in point.positions]) == ("common ground", ["people were hurt"])


def test_who_denies_a_number_does_not_deny_that_people_were_hurt(make):
    case = make.case(
        make.report("a", army(make, make.toll(46), make.blame(SOUTH)),
                    rebels(make, make.toll(46, polarity="-"), make.toll(3), stance="denies"))
    )  # fmt: skip
    assert case.point("casualty").status == "common ground"


def test_a_toll_of_nobody_is_no_harm(make):
    case = make.case(make.report("a", army(make, make.toll(0))))
    assert [p.question for p in case.ledger.points] == ["casualty: killed"]


def test_tolls_that_exclude_each_other_are_disputed(make):
    case = make.case(make.report("a", army(make, make.toll(46)), make.said("Relief Office", make.toll(107))))
    assert case.point("casualty: killed").status == "disputed"


def test_an_earlier_toll_of_somebody_who_counts_on_is_no_dispute(make):
    monitor = [make.report(f"m{day}", make.said("Relief Office", make.toll(count), said=f"2019-05-0{day}"))
               for day, count in ((7, 58), (8, 86))]  # fmt: skip
    agree = make.report("z", army(make, make.toll(86), said="2019-05-08"))
    differ = make.report("z", army(make, make.toll(58), said="2019-05-08"))
    assert make.case(*monitor, agree).point("casualty: killed").status == "common ground"
    assert make.case(*monitor, differ).point("casualty: killed").status != "one-sided"


def test_tolls_of_different_people_are_no_dispute(make):
    case = make.case(
        make.report("a", army(make, make.toll(58, of="people")), make.said("Relief Office", make.toll(2, of="nurses")))
    )
    assert case.point("casualty: killed").status == "one-sided"


def test_dozens_do_not_exclude_a_hundred(make):
    case = make.case(
        make.report("a", army(make, make.toll(24, 99, approx=True)), make.said("Relief Office", make.toll(100, None)))
    )
    assert case.point("casualty: killed").status == "one-sided"


def test_a_monitor_without_a_name_may_be_the_one_that_is_named(make):
    case = make.case(
        make.report("a", make.said("Syrian Observatory for Human Rights", make.toll(58))),
        make.report("b", make.said("a war monitor", make.toll(58), kind="unnamed")),
    )
    assert case.names(case.position("casualty: killed", "killed: 58").originators) == [
        "Syrian Observatory for Human Rights"
    ]


def test_state_media_and_a_monitor_of_two_outlets_are_one_pair(make):
    case = make.case(
        make.report("a", make.said("Syrian state media; a monitor", make.toll(100, approx=True), kind="group")),
        make.report("b", make.said("state media; a human rights group", make.toll(100, approx=True), kind="group")),
    )
    assert len(case.position("casualty: killed", "killed: about 100").originators) == 2
    assert [len(f.history) for f in case.ledger.figures] == [2]


def test_those_only_described_together_are_one_originator(make):
    case = make.case(
        make.report("a", make.said("leaders; officials of other countries", make.blame("Southland"), kind="unnamed"))
    )
    assert len(case.position("responsibility", "Southland").originators) == 1


def test_who_says_both_stands_only_where_most_of_his_statements_are(make):
    blames = [make.said("Northland", make.blame("Southland")) for _ in range(2)]
    clears = make.said("Northland", make.blame("Southland", "-"), stance="denies")
    case = make.case(make.report("a", *blames, clears))
    assert case.names(case.position("responsibility", "Southland").originators) == ["Northland"]
    assert case.position("responsibility", "Southland", "-").originators == ()
    assert case.position("responsibility", "Southland", "-").statements == ("a/s3",)


def test_words_that_name_no_place_answer_nothing(make):
    case = make.case(make.report("a", make.said("Northland", make.where("a neighbourhood"), make.where("Dourin"))))
    assert [p.answer for p in case.point("where").positions] == ["Dourin"]

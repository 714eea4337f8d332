"""Denials, doubts and counter-accusations, and the claims that they answer."""


def replies(case):
    return [(r.kind, r.statement, r.claim, r.answers) for r in case.ledger.replies]


def test_a_denial_answers_the_accusation_of_another_report(make):
    case = make.case(
        make.report("a", make.said("Northland", make.toll(3), make.blame("Southland"))),
        make.report("b", make.said("Southland", make.blame("Southland", "-"), stance="denies")),
    )
    assert replies(case) == [("denies", "b/s1", 1, ("a/s1.2",))]
    assert case.ledger.replies[0].reason == "other reports carry what it answers, its own does not"


def test_the_accusation_of_the_same_report_comes_first(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland"))),
        make.report("b", make.said("Eastland", make.blame("Southland")),
                    make.said("Southland", make.blame("Southland", "-"), stance="denies")),
    )  # fmt: skip
    assert replies(case) == [("denies", "b/s2", 1, ("b/s1.1", "a/s1.1"))]


def test_a_denial_for_the_army_answers_who_blames_its_government(make):
    case = make.case(
        make.report("a", make.said("France", make.blame("Syrian government"), side="France"),
                    make.said("Syrian army", make.blame("Syrian army", "-"), stance="denies"))
    )  # fmt: skip
    assert replies(case) == [("denies", "a/s2", 1, ("a/s1.1",))]


def test_what_was_said_later_is_not_answered(make):
    case = make.case(
        make.report("a", make.said("Southland", make.blame("Southland", "-"), stance="denies", said="2019-05-07")),
        make.report("b", make.said("Northland", make.blame("Southland"), said="2019-05-09")),
    )
    (reply,) = case.ledger.replies
    assert (reply.answers, reply.reason) == ((), "nobody in these reports claims what it denies")


def test_a_denial_that_does_not_say_what_answers_the_accusations_against_its_side(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland")), make.said("Southland", stance="denies"))
    )
    assert replies(case) == [("denies", "a/s2", None, ("a/s1.1",))]


def test_who_is_accused_and_accuses_answers_with_a_counter_accusation(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland"), said="2019-05-07"),
                    make.said("Southland", make.blame("Northland"), said="2019-05-08"))
    )  # fmt: skip
    assert replies(case)[-1] == ("counter-accuses", "a/s2", 1, ("a/s1.1",))


def test_our_planes_dropped_none_does_not_answer_who_speaks_of_other_planes(make):
    case = make.case(
        make.report("a", make.said("Northland", make.means("airstrikes"), make.blame("Southland")),
                    make.said("Westland", make.blame("Westland", "-"), make.means("airstrikes", "-"), stance="denies"))
    )  # fmt: skip
    assert [r.answers for r in case.ledger.replies] == [(), ()]


def test_a_doubt_is_linked_as_a_doubt(make):
    case = make.case(
        make.report("a", make.said("Northland", make.means("sarin")),
                    make.said("Southland", make.means("sarin"), stance="doubts"))
    )  # fmt: skip
    assert replies(case) == [("doubts", "a/s2", 1, ("a/s1.1",))]

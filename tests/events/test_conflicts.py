"""Contradictions with both sides: who stands by which answer, and which of them decide a point."""


def test_a_conflict_names_both_sides_and_their_statements(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland"))),
        make.report("b", make.said("Southland", make.blame("Southland", "-"), stance="denies")),
    )
    (conflict,) = case.point("responsibility").conflicts
    assert (conflict.kind, conflict.first, conflict.second) == ("denied", "Southland", "not Southland")
    assert (case.names(conflict.first_by), case.names(conflict.second_by)) == (["Northland"], ["Southland"])
    assert (conflict.first_in, conflict.second_in) == (("a/s1",), ("b/s1",))


def test_a_toll_that_rose_is_no_contradiction_and_one_that_fell_is(make):
    def tolls(first, second):
        return make.case(
            make.report("a", make.said("Northland", make.toll(first), said="2019-05-07")),
            make.report("b", make.said("Eastland", make.toll(second), said="2019-05-08")),
        )

    assert tolls(58, 86).point("casualty: killed").conflicts == ()
    (conflict,) = tolls(86, 58).point("casualty: killed").conflicts
    assert conflict.decides


def test_two_tolls_of_one_day_contradict_each_other(make):
    case = make.case(
        make.report("a", make.said("Northland", make.toll(58)), make.said("Eastland", make.toll(100, None)))
    )
    (conflict,) = case.point("casualty: killed").conflicts
    assert conflict.reason.endswith("both on 2019-05-08")


def test_a_toll_of_nobody_contradicts_and_decides_nothing(make):
    case = make.case(make.report("a", make.said("Northland", make.toll(86))),
                     make.report("b", make.said("narrator", make.toll(72))))  # fmt: skip
    (conflict,) = case.point("casualty: killed").conflicts
    assert (conflict.decides, conflict.second_by) == (False, ())
    assert case.point("casualty: killed").status == "one-sided"


def test_a_smaller_toll_beside_a_larger_one_counts_some_of_the_people(make):
    case = make.case(
        make.report("a", make.said("Ministry of Health", make.toll(80, None), make.toll(3))),
        make.report("b", make.said("Eastland", make.toll(86))),
    )
    assert case.point("casualty: killed").conflicts == ()


def test_to_deny_a_means_for_oneself_does_not_deny_it_of_others(make):
    case = make.case(
        make.report("a", make.said("Northland", make.means("airstrikes"), make.blame("Southland")),
                    make.said("Westland", make.blame("Westland", "-"), make.means("airstrikes", "-"), stance="denies"))
    )  # fmt: skip
    assert case.point("means").conflicts == ()
    assert case.names(case.position("means", "airstrikes by Westland", "-").originators) == ["Westland"]

"""Low, best and high: numbers that somebody stands by, and never an average."""


def estimate(case, measure="killed"):
    (found,) = [e for e in case.ledger.estimates if e.measure == measure]
    return found


def test_best_is_what_contradicts_fewest(make):
    case = make.case(
        make.report("a", make.said("Northland", make.toll(86)), make.said("Eastland", make.toll(50, None)),
                    make.said("Westland", make.toll(86)), make.said("Southland", make.toll(120)))
    )  # fmt: skip
    found = estimate(case)
    assert (found.low, found.best, found.high, found.open_high, found.originators) == (50, 50, 120, False, 4)
    assert case.names(found.low_by) == ["Eastland"]


def test_a_replaced_toll_does_not_count(make):
    case = make.case(
        make.report("a", make.said("Northland", make.toll(58), said="2019-05-07")),
        make.report("b", make.said("Northland", make.toll(86), said="2019-05-08")),
    )
    assert (estimate(case).low, estimate(case).best, estimate(case).high) == (86, 86, 86)


def test_of_equal_totals_the_last_one_is_best(make):
    case = make.case(
        make.report("a", make.said("Northland", make.toll(58), said="2019-05-07")),
        make.report("b", make.said("Eastland", make.toll(86), said="2019-05-08")),
    )
    assert estimate(case).best == 86


def test_at_least_leaves_the_high_end_open(make):
    case = make.case(make.report("a", make.said("Northland", make.toll(100, None))))
    assert (estimate(case).high, estimate(case).open_high) == (100, True)


def test_figures_of_nobody_count_only_where_nobody_is_named(make):
    alone = make.case(make.report("a", make.said("narrator", make.toll(72))))
    assert (estimate(alone).best, estimate(alone).originators, estimate(alone).unnamed) == (72, 0, 1)
    beside = make.case(
        make.report("a", make.said("Northland", make.toll(86))), make.report("b", make.said("narrator", make.toll(72)))
    )
    assert (estimate(beside).low, estimate(beside).unnamed) == (86, 1)

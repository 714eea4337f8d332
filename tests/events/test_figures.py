"""How figures moved: one chain for each giver, ordered by the saying, and what each step was."""


def test_a_chain_is_ordered_by_the_saying_and_not_by_the_publication(make):
    case = make.case(
        make.report("a", make.said("Monitor Group", make.toll(86), said="2019-05-09"), published="2019-05-09"),
        make.report("b", make.said("Monitor Group", make.toll(58), said="2019-05-07"), published="2019-05-20"),
    )
    assert case.values("Monitor Group") == [(58, 58, None), (86, 86, "higher count")]


def test_each_step_is_named(make):
    values = [(24, 99, True), (58, 58, False), (58, None, False), (50, 50, False), (0, 0, False)]
    case = make.case(
        *(make.report(f"r{n}", make.said("Monitor Group", make.toll(low, high, approx=approx), said=f"2019-05-0{n}"))
          for n, (low, high, approx) in enumerate(values, start=1))
    )  # fmt: skip
    changes = [change for _, _, change in case.values("Monitor Group")]
    assert changes == [None, "more exact", "repeated", "lower count", "retracted to zero"]


def test_a_value_that_a_report_gives_twice_is_one_entry_and_in_two_reports_two(make):
    case = make.case(
        make.report("a", make.said("Monitor Group", make.toll(58)), make.said("Monitor Group", make.toll(58, None))),
        make.report("b", make.said("Monitor Group", make.toll(58))),
    )
    assert [h.report for h in case.figures()["Monitor Group"].history] == ["a", "b"]


def test_a_report_that_repeats_what_somebody_told_it_gives_no_figure_of_its_own(make):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(58)), make.said("Monitor Group", make.toll(58, None)))
    )
    assert list(case.figures()) == ["Monitor Group"]


def test_dozens_in_the_reports_own_voice_are_nobodys_dozens(make):
    dozens = make.toll(24, 99, approx=True)
    case = make.case(make.report("a", make.said("narrator", dozens), make.said("Monitor Group", dozens)))
    assert set(case.figures()) == {None, "Monitor Group"}


def test_the_voices_of_two_reports_are_two_chains(make):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(58))), make.report("b", make.said("narrator", make.toll(72)))
    )
    assert [[h.low for h in f.history] for f in case.ledger.figures] == [[58], [72]]


def test_orphans_are_chained_only_where_the_report_says_that_one_replaced_the_other(make):
    statements = make.said(None, make.toll(41)), make.said(None, make.toll(50))
    apart = make.case(make.report("a", *statements))
    chained = make.case(make.report("a", *statements, revisions=[make.revision(41, 50)]))
    assert len(apart.ledger.figures) == 2
    assert [f.originator for f in chained.ledger.figures] == [None]
    assert chained.values(None) == [(41, 41, None), (50, 50, "corrected, as the report itself says")]


def test_a_revision_of_another_measure_chains_nothing(make):
    statements = make.said(None, make.toll(41)), make.said(None, make.toll(50))
    case = make.case(make.report("a", *statements, revisions=[make.revision(41, 50, "injured")]))
    assert len(case.ledger.figures) == 2


def test_parts_are_kept_and_never_totals(make):
    case = make.case(
        make.report("a", make.said("Monitor Group", make.toll(58), make.toll(11, of="children", part=True))),
        make.report("b", make.said("Monitor Group", make.toll(60)), published="2019-05-09"),
    )
    assert case.values("Monitor Group") == [(58, 58, None), (11, 11, "part of the total"), (60, 60, "higher count")]
    assert [p.answer for p in case.point("casualty: killed").positions] == ["killed: 58", "killed: 60"]


def test_a_figure_of_other_people_neither_raises_nor_retracts_a_toll(make):
    case = make.case(
        make.report("a", make.said("Monitor Group", make.toll(53, of="prisoners"), make.toll(0, of="prison guards")))
    )
    assert case.values("Monitor Group") == [(53, 53, None), (0, 0, "other scope")]


def test_a_figure_that_was_denied_or_asked_is_no_figure(make):
    case = make.case(
        make.report("a", make.said("Army Office", make.toll(58, polarity="-"), stance="denies"),
                    make.said("Army Office", make.toll(60), stance="doubts"))
    )  # fmt: skip
    assert case.ledger.figures == ()


def test_a_toll_told_alone_and_with_others_in_one_report_is_theirs(make):
    case = make.case(
        make.report(
            "a", make.said("Monitor Group", make.toll(58)), make.said("Monitor Group; Relief Office", make.toll(58))
        )
    )
    assert list(case.figures()) == ["Monitor Group; Relief Office"]


def test_measures_are_apart(make):
    case = make.case(make.report("a", make.said("Monitor Group", make.toll(5), make.toll(9, measure="injured"))))
    assert [(f.measure, f.history[0].low) for f in case.ledger.figures] == [("injured", 9), ("killed", 5)]


def test_a_smaller_total_in_the_same_breath_counts_some_of_the_people(make):
    case = make.case(make.report("a", make.said("Monitor Group", make.toll(80, None), make.toll(3))))
    assert case.values("Monitor Group") == [(80, None, None), (3, 3, "other scope")]


def test_an_entry_tells_when_it_appeared_and_through_whom(make):
    case = make.case(make.report("a", make.said("Monitor Group", make.toll(8), via=("Wire",)), publisher="Daily"))
    (entry,) = case.figures()["Monitor Group"].history
    assert (entry.published, entry.relays) == ("2019-05-08", ("Wire", "Daily"))


def test_a_monitor_is_the_one_that_the_same_report_names(make):
    case = make.case(
        make.report(
            "a",
            make.said("monitoring group", make.toll(86), kind="unnamed"),
            make.said("Harbour Observatory", make.toll(20, of="women", part=True)),
        )
    )
    assert case.values("Harbour Observatory") == [(86, 86, None), (20, 20, "part of the total")]

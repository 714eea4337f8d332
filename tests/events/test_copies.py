"""Words on one event that stand in two reports are one word, however many print them."""

from counterclaim.events.copies import find_copies

PASSAGE = "rescuers pulled nine people from under the stones of the old school before the second shell came down"


def told(*reports):
    return [(report, statement, None) for report in reports for statement in report.statements]


def test_a_passage_in_two_reports_is_a_copy_of_the_first(make):
    reports = [make.report("a", make.said("narrator", make.toll(9), words=PASSAGE)),
               make.report("b", make.said(None, make.toll(9), words=PASSAGE.replace("old ", "")))]  # fmt: skip
    assert find_copies(told(*reports)) == {"a/s1": "a/s1", "b/s1": "a/s1"}


def test_the_same_words_twice_in_one_report_are_no_copy(make):
    twice = [make.said("narrator", make.toll(9), words=PASSAGE)] * 2
    assert find_copies(told(make.report("a", *twice))) == {}


def test_short_statements_and_two_accounts_of_one_event_are_no_copies(make):
    short = "the army denied any part in it"
    own = "nine people were dug out by rescuers from the ruins of a school that had been hit twice in the night"
    reports = [
        make.report("a", make.said("narrator", words=short), make.said("narrator", words=PASSAGE)),
        make.report("b", make.said("narrator", words=short), make.said("narrator", words=own)),
    ]
    assert find_copies(told(*reports)) == {}


def test_two_descriptions_behind_one_passage_count_as_one_originator(make):
    case = make.case(
        make.report("a", make.said("a doctor", make.toll(9), words=PASSAGE, kind="unnamed")),
        make.report("b", make.said("a medical source", make.toll(9), words=PASSAGE, kind="unnamed")),
    )
    assert len(case.position("casualty: killed", "killed: 9").originators) == 1


def test_a_passage_under_two_full_names_stays_with_both(make):
    case = make.case(
        make.report("a", make.said("Hana Brandt", make.toll(9), words=PASSAGE, kind="person")),
        make.report("b", make.said("Jo Okafor", make.toll(9), words=PASSAGE, kind="person")),
    )
    assert len(case.position("casualty: killed", "killed: 9").originators) == 2


def test_the_orphans_of_one_passage_are_one_line_of_figures(make):
    case = make.case(
        make.report("a", make.said(None, make.toll(9), words=PASSAGE)),
        make.report("b", make.said(None, make.toll(9), words=PASSAGE)),
    )
    (figure,) = case.ledger.figures
    assert [(h.report, h.change) for h in figure.history] == [("a", None), ("b", "repeated")]

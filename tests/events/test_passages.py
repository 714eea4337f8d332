"""Copied passages: found word for word or nearly so, with their source where the dates tell."""

LEAD = (
    "The mill beside the harbour was burning for two days before anybody came with water, and the men who worked in it "
    "slept on the quay"
)
CHANGED = LEAD.replace("anybody came with water", "somebody arrived with hoses")
OTHER = (
    "Prices of flour rose in the whole valley during the autumn, and the council opened its stores to whoever could "
    "show that he had children"
)


def copies(case):
    return [([p.report for p in copy.passages], copy.source) for copy in case.ledger.copies]


def test_a_passage_is_found_though_words_were_changed(make):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(1), words=f"{LEAD} until Friday"), published="2019-05-08"),
        make.report("b", make.said("narrator", make.toll(1), words=f"Late news. {CHANGED}"), published="2019-05-09"),
    )
    assert copies(case) == [(["a", "b"], "a")]
    first, second = (p for p in case.ledger.copies[0].passages)
    texts = {report.id: report.text for report in case.ledger.reports}
    assert first.span.of(texts["a"]) == LEAD
    assert second.span.of(texts["b"]) == CHANGED
    assert case.ledger.copies[0].shared < 1


def test_two_passages_of_two_reports_stitched_together_are_two_copies(make):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(1), words=LEAD)),
        make.report("b", make.said("narrator", make.toll(1), words=OTHER)),
        make.report("c", make.said("narrator", make.toll(1), words=f"{OTHER}. {LEAD}")),
    )
    assert sorted(reports for reports, _ in copies(case)) == [["a", "c"], ["b", "c"]]


def test_one_passage_in_three_reports_is_one_copy(make):
    case = make.case(*[make.report(name, make.said("narrator", make.toll(1), words=LEAD)) for name in "abc"])
    assert copies(case) == [(["a", "b", "c"], None)]


def test_the_dates_of_one_day_tell_no_source_unless_they_have_hours_of_one_zone(make):
    def published(first, second):
        return copies(make.case(
            make.report("a", make.said("narrator", make.toll(1), words=LEAD), published=first),
            make.report("b", make.said("narrator", make.toll(1), words=LEAD), published=second),
        ))[0][1]  # fmt: skip

    assert published("2019-05-08", "2019-05-08") is None
    assert published("2019-05-08T10:00:00+00:00", "2019-05-08T09:00:00+00:00") == "b"
    assert published("2019-05-08T10:00:00+00:00", "2019-05-08T11:30:00+03:00") == "b"
    assert published("2019-05-08T10:00:00", "2019-05-08T11:30:00+03:00") is None
    assert published(None, "2019-05-08") is None


def test_what_reports_share_by_chance_is_no_passage(make):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(1), words="The minister of the interior said on Friday that")),
        make.report("b", make.said("narrator", make.toll(1), words="The minister of the interior said on Friday that")),
    )
    assert case.ledger.copies == ()

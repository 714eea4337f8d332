"""When two reports are of one event: place and day where little happens, and more where much does."""

import pytest

BUSY = [("2019-01-03", 11), ("2019-02-05", 12), ("2019-03-09", 13), ("2019-04-02", 14)]


@pytest.fixture
def city(make):
    """Reports by which Dourin is a place where much happens."""
    return [
        make.report(f"z{n}", make.said("narrator", make.toll(toll), make.means("airstrikes")), date=day, published=day)
        for n, (day, toll) in enumerate(BUSY)
    ]


def together(make, *reports):
    case = make.case(*reports)
    return case.incident_of("a") == case.incident_of("b")


def test_in_a_busy_place_a_day_between_two_reports_asks_for_more_than_in_a_quiet_one(make, city):
    first = make.report("a", make.said("narrator", make.toll(3)))
    second = make.report("b", make.said("narrator", make.toll(3)), date="2019-05-08")
    assert together(make, first, second)
    assert not together(make, first, second, *city)


def test_in_a_busy_place_a_large_toll_and_the_words_of_the_head_bridge_a_day(make, city):
    words = "A minibus with weavers was hit beside the old cannery and the harbour bridge"
    first = make.report("a", make.said("narrator", make.toll(31), words=words))
    second = make.report("b", make.said("narrator", make.toll(31), words=words), date="2019-05-08")
    assert together(make, first, second, *city)


def test_two_events_of_a_busy_place_on_one_day_are_told_by_their_words(make, city):
    first = make.report("a", make.said("narrator", make.toll(3), words="A minibus with weavers burnt at the cannery"))
    second = make.report("b", make.said("narrator", make.toll(5), words="The chapel of Saint Ann fell upon pilgrims"))
    same = make.report("b", make.said("narrator", make.toll(5), words="Weavers burnt in their minibus at the cannery"))
    assert not together(make, first, second, *city)
    assert together(make, first, same, *city)


def test_a_rare_means_is_something_in_common_and_a_usual_one_is_not(make, city):
    def two(means):
        return [make.report("a", make.said("narrator", make.toll(3), make.means(means))),
                make.report("b", make.said("narrator", make.toll(5), make.means(means)))]  # fmt: skip

    assert together(make, *two("sarin"), *city)
    assert not together(make, *two("airstrikes"), *city)


def test_a_report_whose_day_was_misread_joins_the_others_by_its_toll_and_its_words(make):
    words = "The ferry with schoolchildren burnt out at the jetty of the fishermen"
    first, second = (
        make.report(name, make.said("narrator", make.toll(61), words=words), published="2019-05-09") for name in "ab"
    )
    odd = make.report("c", make.said("narrator", make.toll(61), words=words), date="2019-05-03", published="2019-05-09")
    other = make.report("c", make.said("narrator", make.toll(62), words=words), date="2019-05-03")
    assert len(make.case(first, second, odd).ledger.incidents) == 1
    assert len(make.case(first, second, other).ledger.incidents) == 2


def test_a_day_after_the_publication_is_no_day_of_the_event(make):
    case = make.case(make.report("a", make.said("narrator", make.toll(3)), date="2019-06-01", published="2019-05-08"))
    assert case.incident_of("a").date is None


@pytest.mark.parametrize("spelling", ["Deir az-Dour", "Deir ed-Dowr", "Deir Eddour", "Deir Dour"])
def test_the_article_is_written_as_it_is_heard(make, spelling):
    first = make.report("a", make.said("narrator", make.toll(3)), place="Deir al-Dour")
    assert together(make, first, make.report("b", make.said("narrator", make.toll(3)), place=spelling))


def test_words_that_name_no_place_do_not_place_an_event(make):
    report = make.report("a", make.said("narrator", make.toll(3), make.where("Dourin")), place="a facility")
    assert make.case(report).incident_of("a").place == "Dourin"

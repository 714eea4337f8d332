"""Which reports tell of one event, and which events are kept apart."""

import pytest


def test_reports_of_one_town_and_day_are_one_incident(make):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(3))), make.report("b", make.said("narrator", make.toll(5)))
    )
    (incident,) = case.ledger.incidents
    assert (incident.place, incident.date, incident.reports, incident.background) == (
        "Dourin",
        "2019-05-07",
        ("a", "b"),
        False,
    )
    assert incident.name == "Events in Dourin, 7 May 2019"


@pytest.mark.parametrize("spelling", ["Al-Dourin", "Dowrin", "Dureen", "DOURIN"])
def test_spellings_of_a_town_are_one_town(make, spelling):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(3))),
        make.report("b", make.said("narrator", make.toll(3)), place=spelling),
    )
    assert len(case.ledger.incidents) == 1


def test_a_day_apart_is_one_event_and_two_are_not(make):
    next_day = make.report("b", make.said("narrator", make.toll(3)), date="2019-05-08")
    later = make.report("c", make.said("narrator", make.toll(3)), date="2019-05-09")
    first = make.report("a", make.said("narrator", make.toll(3)))
    assert len(make.case(first, next_day).ledger.incidents) == 1
    assert len(make.case(first, later).ledger.incidents) == 2


def test_two_towns_on_one_day_are_two_events(make):
    case = make.case(
        make.report("a", make.said("Ann Lee", make.toll(12), make.means("airstrikes"))),
        make.report("b", make.said("Ann Lee", make.toll(12), make.means("airstrikes")), place="Maskar"),
    )
    assert len(case.ledger.incidents) == 2


def test_a_province_joins_a_town_in_it_if_the_reports_share_something(make):
    town = make.report("a", make.said("narrator", make.toll(12)))
    same = make.report("b", make.said("narrator", make.toll(12)), place="Homs province")
    other = make.report("c", make.said("narrator", make.toll(40)), place="Homs province")
    case = make.case(town, same)
    assert [(i.place, i.reports) for i in case.ledger.incidents] == [("Dourin", ("a", "b"))]
    assert len(make.case(town, other).ledger.incidents) == 2


def test_a_report_without_a_date_joins_only_with_figures_and_a_near_publication(make):
    dated = make.report("a", make.said("narrator", make.toll(12)))
    same = make.report("b", make.said("narrator", make.toll(12)), date=None)
    other = make.report("c", make.said("narrator", make.toll(40)), date=None)
    late = make.report("d", make.said("narrator", make.toll(12)), date=None, published="2019-07-01")
    assert len(make.case(dated, same).ledger.incidents) == 1
    assert len(make.case(dated, other).ledger.incidents) == 2
    assert len(make.case(dated, late).ledger.incidents) == 2


def test_a_report_with_no_date_at_all_joins_only_by_much_in_common(make):
    claims = (make.toll(12), make.means("chlorine"))
    dated = make.report("a", make.said("Ann Lee", *claims, kind="person"))
    known = make.report("b", make.said("Ann Lee", *claims, kind="person"), date=None, published=None)
    scant = make.report("c", make.said("narrator", make.means("chlorine")), date=None, published=None)
    assert len(make.case(dated, known).ledger.incidents) == 1
    assert len(make.case(dated, scant).ledger.incidents) == 2


def test_a_country_as_place_gives_way_to_the_town_that_the_claims_name(make):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(12))),
        make.report("b", make.said("narrator", make.toll(12), make.where("Dourin")), place="Syria", province=None),
    )
    assert [i.place for i in case.ledger.incidents] == ["Dourin"]


def test_a_background_event_that_another_report_is_about_is_that_event(make):
    about = "strike on Maskar"
    told = [make.toll(30, about=about), make.where("Maskar", about), make.when("2019-04-02", about)]
    case = make.case(
        make.report("a", make.said("narrator", make.toll(3)), make.said("narrator", *told)),
        make.report("b", make.said("narrator", make.toll(30)), place="Maskar", date="2019-04-02"),
    )
    assert case.incident_of("a", about) == case.incident_of("b")
    assert not case.incident_of("b").background


def test_a_background_toll_never_reaches_the_main_event(make):
    about = "attack of last year"
    case = make.case(
        make.report("a", make.said("narrator", make.toll(3)), make.said("Ann Lee", make.toll(900, about=about))),
        make.report("b", make.said("narrator", make.toll(3)), make.said("Ann Lee", make.toll(900, about=about))),
    )
    main = case.incident_of("a")
    assert case.incident_of("a", about).background
    assert {h.low for f in case.ledger.figures if f.incident == main.id for h in f.history} == {3}


def test_what_a_report_keeps_apart_stays_apart(make):
    about = "second strike on Dourin"
    told = [make.toll(8, about=about), make.where("Dourin", about), make.when("2019-05-07", about)]
    case = make.case(
        make.report("a", make.said("narrator", make.toll(3)), make.said("narrator", *told)),
        make.report("b", make.said("narrator", make.toll(3))),
    )
    assert case.incident_of("a") == case.incident_of("b")
    assert case.incident_of("a", about) != case.incident_of("a")


@pytest.mark.parametrize(
    ("about", "incidents"),
    [("war in Syria", 1), ("Maskar massacre of 2013", 1), ("earlier attacks", 2), ("Events in Syria", 2)],
)
def test_background_events_are_one_by_a_name_and_not_by_loose_words(make, about, incidents):
    case = make.case(
        make.report("a", make.said("narrator", make.toll(3)), make.said("narrator", make.toll(90, about=about))),
        make.report("b", make.said("narrator", make.toll(3)), make.said("narrator", make.toll(50, about=about))),
    )
    assert sum(i.background for i in case.ledger.incidents) == incidents


def test_a_year_is_too_rough_to_join_a_background_event_to_a_day(make):
    about = "fighting in Dourin in 2019"
    told = [make.toll(900, about=about), make.where("Dourin", about), make.when("2019", about)]
    case = make.case(
        make.report("a", make.said("narrator", make.toll(3))),
        make.report("b", make.said("narrator", make.toll(7)), make.said("narrator", *told), place="Maskar"),
    )
    assert case.incident_of("b", about) != case.incident_of("a")


def test_another_town_named_for_the_event_joins_only_on_evidence(make):
    first = make.report("a", make.said("Ann Lee", make.toll(12), make.where("Maskar")))
    same = make.report("b", make.said("Ann Lee", make.toll(12)), place="Maskar")
    other = make.report("c", make.said("Bo Chen", make.toll(40)), place="Maskar")
    assert len(make.case(first, same).ledger.incidents) == 1
    assert len(make.case(first, other).ledger.incidents) == 2


def test_incidents_told_most_often_come_first_and_background_last(make):
    about = "siege of Maskar in 2015"
    case = make.case(
        make.report("a", make.said("narrator", make.toll(3)), place="Maskar", date="2019-01-01"),
        make.report("b", make.said("narrator", make.toll(3)), make.said("narrator", make.toll(9, about=about))),
        make.report("c", make.said("narrator", make.toll(3))),
    )
    assert [(i.reports, i.background) for i in case.ledger.incidents] == [
        (("b", "c"), False), (("a",), False), (("b",), True)]  # fmt: skip

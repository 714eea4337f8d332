import pytest

from counterclaim.draft import Draft
from counterclaim.language import parse, places
from counterclaim.ledger import Report


def read(text):
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    return places.STAGE.run(draft)


def names(text):
    return [place.name for place in read(text).places]


def test_towns_provinces_and_countries_are_found():
    text = "Shells fell on Lashkar Gah in Helmand province, in southern Afghanistan."
    found = read(text).places
    assert [(p.name, p.level, p.country) for p in found] == [
        ("Lashkar Gah", "city", "AF"),
        ("Helmand", "province", "AF"),
        ("Afghanistan", "country", "AF"),
    ]
    assert found[0].province == "Helmand"
    assert found[0].sure
    assert abs(found[0].latitude - 31.59) < 0.1
    assert [p.span.of(text) for p in found][1] == "Helmand province"


def test_the_country_of_the_report_decides_between_namesakes():
    syrian = read("Rockets hit Tripoli in Lebanon, Lebanese officers said. Beirut was quiet.").places[0]
    libyan = read("Militias fought in Tripoli, the Libyan capital, and near Misrata in Libya.").places[0]
    assert (syrian.country, libyan.country) == ("LB", "LY")


def test_a_name_with_two_candidates_stays_open():
    for place in read("A blast was heard in San Miguel. Nobody knew more.").places:
        assert not place.sure
        assert place.latitude is None


def test_a_village_that_no_list_has_is_a_place_where_a_word_says_so():
    text = "A mortar round killed two men in the village of Qarzabun in Kunduz province, Afghan police said."
    village = read(text).places[0]
    assert (village.name, village.country, village.province) == ("Qarzabun", "AF", "Kunduz")
    assert not village.sure
    assert village.latitude is None


def test_what_is_told_once_of_a_village_holds_in_the_whole_report():
    text = (
        "Fighters entered the village of Qarzabun in Kunduz province, Afghan police said. "
        "The village of Qarzabun was empty."
    )
    assert {place.province for place in read(text).places if place.name == "Qarzabun"} == {"Kunduz"}


@pytest.mark.parametrize(
    "text",
    [
        "The Mosul Media Center published a list.",
        "Washington Post reporters were there.",
        "General Nelson spoke. Colonel Hamilton agreed.",
        "He said that IS and HTS fought each other.",
    ],
)
def test_persons_and_organisations_are_no_places(text):
    assert names(text) == []


def test_an_adjective_of_a_state_is_no_place():
    assert names("Ukrainian troops met Polish and German officers.") == []


def test_lost_apostrophes_do_not_hide_a_place():
    assert "Kharkiv" in names("Strikes hit Ukraines Kharkiv region overnight and Ukraine answered.")


def test_spans_lie_in_order_and_inside_the_text():
    draft = read("In Aden, Taiz and Marib, in Yemen, people fled. Yemeni doctors in Aden treated them.")
    spans = [place.span for place in draft.places]
    assert spans == sorted(spans)
    assert all(0 <= s.start < s.end <= len(draft.text) for s in spans)
    assert [p.name for p in draft.places] == ["Aden", "Taiz", "Marib", "Yemen", "Aden"]


def test_a_capital_may_be_called_by_its_state():
    found = read("At least 19 people were killed near the Peruvian capital on Tuesday.").places
    assert [(p.name, p.country) for p in found if p.level == "city"] == [("Lima", "PE")]


def test_what_a_country_owns_is_a_place():
    found = read("The raid hit a depot in northern Syrias Afrin near the border. Syria mourned.").places
    assert ("Afrin", "SY") in [(p.name, p.country) for p in found]

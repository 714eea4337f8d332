import pycountry
import pytest

from counterclaim.language import party_mentions
from counterclaim.language.parties import home_of, opposed, party_of, side_of, split, state_of
from counterclaim.language.party_mentions import mentions
from counterclaim.language.party_table import index, states
from counterclaim.language.party_table import parties as table
from counterclaim.ledger import Span


def named(text: str) -> list[tuple[str, str]]:
    found = mentions(text, [Span(0, len(text))])
    return [(m.span.of(text), m.name) for m in found]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Moscow", "Russia"),
        ("the Kremlin", "Russia"),
        ("Russian jets", "Russia"),
        ("the Pentagon", "United States"),
        ("U.S. officials", "United States"),
        ("Downing Street", "United Kingdom"),
        ("Damascus", "Syrian government"),
        ("the Assad regime", "Syrian government"),
        ("Assads forces", "Syrian government"),
        ("Syrian government warplanes", "Syrian government"),
        ("the Syrian army", "Syrian army"),
        ("Syrian rebels", "Syrian opposition"),
        ("the Ethiopian military", "Ethiopian military"),
        ("Myanmar's junta", "Myanmar military"),
        ("Sudan’s army", "Sudanese army"),
        ("the RSF", "Rapid Support Forces"),
        ("Houthi rebels", "Houthis"),
        ("pro-Russian separatists", "pro-Russian separatists"),
        ("the US-led coalition", "US-led coalition"),
        ("the U.S.-led coalition", "US-led coalition"),
        ("Kurdish militiamen", "Kurdish forces"),
        ("Sudanese police", "Sudanese police"),
        ("Kurdish-led forces", "Kurdish forces"),
        ("Hamas militants", "Hamas"),
        ("US-backed Syrian Democratic Forces", "Syrian Democratic Forces"),
        ("Iran's foreign ministry", "Iranian Foreign Ministry"),
        ("Syrian state television", "Syrian state media"),
        ("IS", "Islamic State (ISIS)"),
        ("Daesh", "Islamic State (ISIS)"),
        ("the OPCW", "Organisation for the Prohibition of Chemical Weapons"),
        ("AFP", "Agence France-Presse"),
    ],
)
def test_many_names_are_one_party(words, name):
    party = party_of(words)
    assert party is not None
    assert party.name == name


@pytest.mark.parametrize("words", ["rebel-held districts", "US-backed fighters", "Turkish children", "is", "who", "it"])
def test_words_that_name_no_party(words):
    party = party_of(words, home="SY")
    assert party is None or not party.known


@pytest.mark.parametrize(
    ("words", "home", "name"),
    [
        ("the regime", "SY", "Syrian government"),
        ("rebels", "SY", "Syrian opposition"),
        ("the rebels", "UA", "pro-Russian separatists"),
        ("rebels", "PH", "rebels"),
        ("the government", "YE", "Yemeni government"),
        ("troops", "ET", "Ethiopian military"),
        ("militants", "SY", "militants"),
        ("terrorists", "SY", "terrorists"),
    ],
)
def test_general_words_depend_on_what_the_report_is_about(words, home, name):
    party = party_of(words, home)
    assert party is not None
    assert party.name == name


def test_forces_for_a_government_keep_their_own_name_and_take_its_side():
    party = party_of("pro-government militias", "SY")
    assert party is not None
    assert (party.name, party.side, party.known) == ("pro-government militias", "Syrian government", False)


def test_side_and_state():
    assert side_of("a Russian defence official") == "Russia"
    assert side_of("SANA") == "Syrian government"
    assert side_of("Reuters") is None
    assert state_of("Tasnim news agency") == "IR"


def test_the_state_of_a_report_is_the_one_at_war_that_it_names():
    text = "Russian and Turkish officials met. Russia said Syrian troops had left. Turkey said Syria must answer."
    assert home_of(split(text)) == "SY"
    assert home_of(split("It rained.")) is None


def test_places_are_no_parties():
    text = "In Syria, near Damascus, and across northern Mali nobody knew what Tehran wanted."
    assert [name for _, name in named(text)] == ["Iran"]


def test_spans_are_exact_where_apostrophes_are_lost():
    text = "Russias army and Syrias rebels traded fire; the Kremlin's envoy left."
    assert [words for words, _ in named(text)] == ["Russias army", "Syrias rebels", "Kremlin's"]


def test_a_title_leads_to_the_person():
    assert named("He met Russian President Vladimir Putin.") == [("Russian President Vladimir Putin", "Vladimir Putin")]


def test_only_the_given_stretches_are_read():
    text = "Share on RT. Moscow denied it."
    assert [m.name for m in mentions(text, [Span(13, len(text))])] == ["Russia"]


def test_opposing_sides_come_from_the_table():
    assert opposed("Russia", "Ukraine") is True
    assert opposed("Syrian government", "Russia") is False
    assert opposed("Russia", "Russia") is False
    assert opposed("Israel", "Norway") is None


def test_no_name_stands_for_two_parties():
    owners: dict[str, set[str]] = {}
    for entries in index().values():
        for entry in entries:
            owners.setdefault(entry.written, set()).add(entry.party.name)
    assert {name for name, found in owners.items() if len(found) > 1} == set()


def test_codes_are_those_of_iso_3166():
    known = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert set(states()) <= known
    assert {party.state for party in table().values() if party.state} <= known


def test_the_stage_declares_what_it_gives():
    assert party_mentions.STAGE.assigns == ("parties",)


def test_no_party_reaches_over_the_end_of_a_sentence():
    first, second = "The blame lay with its ally Russia.", "Rebel officials denied it."
    text = f"{first} {second}"
    found = mentions(text, [Span(0, len(first)), Span(len(first) + 1, len(text))])
    assert [m.span.of(text) for m in found] == ["Russia", "Rebel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas militants fired.", ["Hamas"]),
        ("Al-Qaeda loyalists attacked.", ["al-Qaeda"]),
        ("The Sudan war: a military operation began.", []),
        ("Syria militants killed a guard.", ["militants"]),
        ("Kurdish families fled.", []),
    ],
)
def test_one_party_is_never_two_and_a_word_is_no_party_by_chance(text, expected):
    found = [name for _, name in named(text)]
    assert [name for name in found if name not in {"Sudan", "Sudanese government"}] == expected


def test_the_rebels_are_the_group_that_is_called_so():
    text = "The government of Congo blamed M23 rebels. The rebels denied it."
    assert named(text)[-2:] == [("M23 rebels", "M23"), ("rebels", "M23")]
    two = "The government of Congo blamed M23 rebels and ADF rebels. The rebels denied it."
    assert named(two)[-1] == ("rebels", "rebels")


def test_government_troops_are_one_party():
    text = "The Congolese army is fighting in Congo. Congolese government troops fired, and government soldiers fled."
    assert [name for words, name in named(text) if "government" in words] == ["Congolese government"] * 2


def test_a_group_takes_in_what_describes_it():
    assert named("He blamed the separatist Tamil Tigers. She blamed Hutu rebels of the FDLR.") == [
        ("separatist Tamil Tigers", "Liberation Tigers of Tamil Eelam"),
        ("Hutu rebels of the FDLR", "FDLR"),
    ]

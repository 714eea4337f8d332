"""What whole statements claim, read through all stages of a report."""

import pytest

from counterclaim import pipeline
from counterclaim.ledger import Report

DATED = "2021-06-09"


def claims(text, kind):
    report = Report(id="r", origin="r", sha256="", text=text, published=DATED, language="en")
    read = pipeline.read_draft(report)
    return [(c, s) for s in read.statements for c in s.claims if c.type == kind]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Oslo dismissed claims by Russia that the Taliban had launched a gas attack on Kabul.", []),
        ("The Taliban denied firing any rockets and said no chlorine had been used in Kabul.", [("rockets", "-")]),
    ],
)
def test_who_denies_the_deed_does_not_deny_the_means(text, means):
    found = [(c.text("what"), c.polarity) for c, _ in claims(text, "means") if c.polarity == "-"]
    assert [f for f in found if f in means] == means
    assert all(what != "gas" for what, _ in found)


def test_who_rejects_an_accusation_against_others_does_not_speak_for_himself():
    text = "The United States and Britain rejected Russian claims that the Taliban launched an attack on Kabul."
    denied = {c.text("party") for c, _ in claims(text, "responsibility") if c.polarity == "-"}
    assert denied == {"Taliban"}


def test_what_somebody_is_said_to_want_is_no_deed():
    text = "Rebels accused Khartoum of seeking to wreck the ceasefire."
    assert claims(text, "responsibility") == []
    assert claims(text, "motive")


def test_alternatives_stay_apart():
    text = "Britain says that the attack was staged in order to frame the rebels or to end the truce."
    assert [c.span.of(text) for c, _ in claims(text, "motive")] == ["in order to frame the rebels", "to end the truce"]


def test_a_state_that_is_blamed_is_no_place():
    text = "Washington and London point to Russia over the attack on Kabul. Nine died in Kabul, across Afghanistan."
    assert "Russia" not in {c.text("place") for c, _ in claims(text, "where")}


def test_a_town_without_a_name_is_not_the_city_of_the_report():
    text = (
        "Shells kill nine in the city of Marib\n\nNine people were killed when shells hit the city of Marib on "
        "Tuesday, doctors said.\n\nThe army said it would answer.\n\nThe ministry spoke of other matters as well.\n\n"
        "Oman accused the Houthis of shelling the town, at first claiming that 12 people were killed."
    )
    told = {c.number("low"): c.about for c, _ in claims(text, "casualty")}
    assert told[9] is None
    assert told[12] is not None


def test_to_be_to_blame_is_no_motive():
    assert claims("Insurgents were to blame, the army said.", "motive") == []


def test_a_headline_repeated_in_the_body_is_claimed_once():
    title = "Rockets kill six in Marib"
    text = f"{title}\n\n{title}\nThe rockets fell at noon."
    report = Report(id="r", origin="r", sha256="", text=text, title=title, published=DATED, language="en")
    read = pipeline.read_draft(report)
    assert [c.span.start for s in read.statements for c in s.claims if c.type == "casualty"] == [text.index("kill six")]

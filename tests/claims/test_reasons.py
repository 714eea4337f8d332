"""Tolls that are not of the main event, read through the whole of a report."""

import pytest

from counterclaim.ledger import Report
from counterclaim.pipeline import read_draft

HEAD = "Shells kill nine in Marib\n\nNine people were killed by shells in Marib in Yemen on Tuesday, doctors said. "


def background(body: str, head: str = HEAD, published: str | None = "2021-06-09") -> dict[int, bool]:
    """Return for each number of killed in a report whether it is told of a background event."""
    text = head + body
    report = read_draft(
        Report(id="r", origin="r", sha256="", text=text, title=head.split("\n")[0], published=published, language="en")
    )
    claims = [claim for statement in report.statements for claim in statement.claims if claim.type == "casualty"]
    return {claim.number("low") or claim.number("high") or 0: claim.about is not None for claim in claims}


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("At least 210 people have been killed in the province since the truce collapsed.", 210),
        ("Since 3 May shelling has killed 61 people, the doctors said.", 61),
        ("The army has lost at least 14 soldiers in the civil war.", 14),
        ("Shelling has hit the port 40 times this year. More than 20 people have been killed.", 20),
        ("Twelve days of air strikes across the province had left 75 people dead.", 75),
        ("A mine killed 31 people in early January.", 31),
        ("A blast killed 44 people the year before.", 44),
        ("The attack came two days after fighting in which 17 soldiers were killed.", 17),
        ("Meanwhile coalition jets killed 26 fishermen.", 26),
        ("Also on Tuesday gunmen shot dead 13 guards.", 13),
        ("The militia says hundreds of people were killed by the shells.", 100),
    ],
)
def test_a_toll_of_something_else(body, number):
    assert background(body) == {9: False, number: True}


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("A second hospital put the toll at 12 dead.", 12),
        ("It was the deadliest shelling since the truce began, killing 11 people, the mayor said.", 11),
        ("At least 10 people have been killed since Tuesday, the mayor said.", 10),
    ],
)
def test_a_toll_of_the_main_event(body, number):
    assert background(body) == {9: False, number: False}


def test_parts_keep_the_event_of_their_total():
    found = background("The ongoing war killed at least 3,000 people, among them 955 children.")
    assert found == {9: False, 3000: True, 955: True}


def test_without_a_date_another_weekday_is_another_event():
    head = "Raid kills six in Ibb\n\nSix people were killed in a raid on Ibb in Yemen on Saturday. "
    body = "It was the first raid since an attack on Tuesday that killed 51 people."
    assert background(body, head=head, published=None) == {6: False, 51: True}


def test_a_town_within_the_province_of_the_lead_is_a_place_of_its_own():
    head = "Shells kill nine in Taiz\n\nNine people were killed by shells in the city of Taiz, Yemen, on Tuesday. "
    assert background("A mine killed 16 people in Mocha in Taiz province.", head=head) == {9: False, 16: True}


def test_what_the_lead_comes_after_is_another_event():
    head = "Shells kill nine in Marib\n\nNine people were killed in Marib, Yemen, hours after a blast in Aden. "
    assert background("The blast in Aden killed 23 people.", head=head) == {9: False, 23: True}


def test_what_the_lead_only_leads_up_to_is_the_main_event():
    head = "Aid to Aden stops\n\nThe charity has stopped its aid after an air strike on a depot in Aden, Yemen. "
    assert background("The strike in Aden killed 23 people.", head=head) == {23: False}

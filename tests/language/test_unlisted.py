import pytest

from counterclaim.draft import Draft
from counterclaim.language import parse, party_mentions, places
from counterclaim.ledger import Report


def names(text):
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    return {place.name for place in places.STAGE.run(party_mentions.STAGE.run(draft)).places}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells fell on the village of Quonvara at dawn. Quonvara has no clinic.", "Quonvara"),
        ("The convoy was hit 40 km east of Quonvara. The road to Quonvara was closed.", "Quonvara"),
        ("Two boats sank near Puerto Quonva. Fishermen in Puerto Quonva saw it.", "Puerto Quonva"),
        ("The bridge over the Quonva river was mined. Nobody crossed the Quonva.", "Quonva"),
    ],
)
def test_what_the_report_locates_things_at_is_a_place(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "UNHCR director Anna Lake told reporters that it was an outrage. Lake said that it must stop.",
        "A doctor, Hugh Hill, said on Monday that Quonvar had called him. Quonvar said so himself.",
        "The Quonvara Brigade said that it had left. Fighters of the Quonvara Brigade were seen.",
    ],
)
def test_people_and_armed_groups_are_no_places(text):
    assert not names(text)

import pytest

from counterclaim.draft import Draft
from counterclaim.language import parse, party_mentions
from counterclaim.ledger import Report


def groups(text):
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    return [m.name for m in party_mentions.STAGE.run(draft).parties if m.kind == "group" and m.known]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fighters of the ZPF shelled the town. The ZPF denied it.", ["ZPF", "ZPF"]),
        ("ZPF rebels left the valley. Nobody saw the ZPF again.", ["ZPF", "ZPF"]),
        ("The Quonva Liberation Front (QLF) attacked a clinic. The QLF said so.", ["Quonva Liberation Front"] * 3),
        ("Men of the Black Heron Brigade burned two buses.", ["Black Heron Brigade"]),
    ],
)
def test_what_a_report_makes_a_group_is_one_wherever_it_is_named(text, found):
    assert [name for name in groups(text) if name in found] == found


@pytest.mark.parametrize(
    "text",
    [
        "US fighters flew over the valley. UN units were seen.",
        "ARMY SHELLS TOWN AND ZPF REBELS FLEE",
        "The Quonva hospital was shelled by two men.",
        "Government fighters and the army left.",
        "Kenya's Coastal Defence Forces fired on the boat.",
    ],
)
def test_states_bodies_and_headlines_make_no_group(text):
    assert groups(text) == []


def test_the_coalition_is_the_one_that_the_report_is_about():
    text = "Coalition jets struck Sanaa. Yemen's Houthis said the coalition had hit a school in Yemen."
    assert "Saudi-led coalition" in groups(text)
    assert "Saudi-led coalition" not in groups("The ruling coalition in Yemen resigned.")

import pytest

from counterclaim.claims import casualty
from counterclaim.draft import Draft
from counterclaim.language import figures, parse
from counterclaim.ledger import Report, Span, Statement


def find(text: str) -> list[tuple[object, ...]]:
    draft = figures.STAGE.run(parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text))))
    claims = casualty.TYPE.find(draft, Statement(id="r/s1", content=(Span(0, len(text)),)))
    return [(c.get("measure"), c.get("low"), c.get("high"), c.get("of")) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed innocent fishermen.", [("killed", None, None, "innocent fishermen")]),
        ("Villagers were killed in the raid.", [("killed", None, None, "Villagers")]),
        ("The mayor said that children were among the dead and injured.", [("killed", None, None, "children")]),
        ("Farmers died on the road.", [("killed", None, None, "Farmers")]),
        ("The dead included Maria Lopez.", [("killed", 1, 1, "Maria Lopez")]),
        ("There were civilian casualties.", [("affected", None, None, "civilian casualties")]),
        ("Soldiers executed villagers. Then 180 men fled.", [("killed", None, None, "villagers")]),
    ],
)
def test_harm_in_no_number(text, expected):
    assert find(text)[:1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The raid could kill civilians.",
        "They meant to kill civilians.",
        "The killing of civilians is a crime.",
        "Villagers fled the raid.",
        "The patients were treated.",
        "The raid could cause civilian casualties.",
        "Soldiers killed the mayor.",
    ],
)
def test_no_toll(text):
    assert find(text) == []


def test_people_who_are_counted_beside_are_not_told_twice():
    assert find("The blast killed nine people, women among them.") == [("killed", 9, 9, "people")]

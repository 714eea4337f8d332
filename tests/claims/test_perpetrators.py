import pytest

from counterclaim.ledger import Report
from counterclaim.pipeline import read_draft


def grades(text: str) -> list[tuple[str | None, str | None]]:
    report = Report(id="r", origin="r", sha256="", text=text, published="2021-06-09", language="en")
    claims = [c for s in read_draft(report).statements for c in s.claims if c.type == "responsibility"]
    return [(c.text("party"), c.text("confidence")) for c in claims]


@pytest.mark.parametrize(
    ("text", "party", "grade"),
    [
        ("The Taliban shelled the bridge on Monday.", "Taliban", "reported as fact"),
        ("Suspected Taliban fighters shelled the bridge on Monday.", "Taliban", "suspected or accused"),
        ("The Taliban said they had shelled the bridge.", "Taliban", "claimed or admitted"),
        ("The interior ministry accused the Taliban of shelling the bridge.", "Taliban",
         "suspected or accused by authorities"),
        ("Villagers accused the Taliban of shelling the bridge.", "Taliban", "suspected or accused"),
        ("It was not clear whether the Taliban had shelled the bridge, villagers said.", "Taliban", "possible"),
        ("The Taliban denied shelling the bridge.", "Taliban", "denied"),
        ("A court ruled that the Taliban did not shell the bridge.", "Taliban", "acquitted"),
    ],
)  # fmt: skip
def test_how_sure_it_is_said_who_did_it(text, party, grade):
    assert (party, grade) in grades(text)


def test_whoever_stands_accused_accuses_in_return():
    text = "Baku accused Yerevan of shelling a village. Yerevan accused Baku of shelling two villages."
    assert grades(text) == [
        ("Armenia", "suspected or accused by authorities"),
        ("Azerbaijan", "counter-accused"),
    ]

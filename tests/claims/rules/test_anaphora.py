import pytest

from counterclaim.ledger import Report
from counterclaim.pipeline import read_draft


def held(text: str) -> set[str | None]:
    report = Report(id="r", origin="r", sha256="", text=text, published="2021-06-09", language="en")
    return {c.text("party") for s in read_draft(report).statements for c in s.claims if c.rule.endswith("referred")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saudi and Qatari jets circled over the port. The planes bombed a silo.", {"Saudi Arabia", "Qatar"}),
        ("Russian jets circled. The warplanes then struck a mill.", {"Russia"}),
        ("The Taliban came at dawn. They shelled the school.", {"Taliban"}),
        ("The Taliban fought Boko Haram. They shelled the school.", set()),
        ("Aircraft circled over the port. The planes bombed a silo.", set()),
        ("Russian jets circled. The planes landed.", set()),
    ],
)  # fmt: skip
def test_those_named_before_are_meant(text, expected):
    assert held(text) == expected

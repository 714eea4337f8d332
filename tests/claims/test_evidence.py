import pytest

from counterclaim.claims import evidence
from counterclaim.draft import Draft
from counterclaim.language import parse
from counterclaim.ledger import Report, Span, Statement


def find(text: str) -> list[tuple[object, str]]:
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r", sha256="", text=text)))
    claims = evidence.TYPE.find(draft, Statement(id="r/s1", content=(Span(0, len(text)),)))
    return [(claim.get("aspect"), claim.polarity) for claim in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents posted videos of the burning mill.", [("has", "+")]),
        ("Satellite images show a new crater.", [("has", "+")]),
        ("We have credible information that it was planned.", [("has", "+")]),
        ("Blood tests confirmed exposure to a nerve agent.", [("has", "+")]),
        ("There is no evidence of an explosion.", [("lacks", "+")]),
        ("The claim could not be independently verified.", [("lacks", "+")]),
        ("The agency was unable to confirm the toll.", [("lacks", "+")]),
        ("It remains unclear who opened fire.", [("lacks", "+")]),
        ("Soldiers tampered with the wreckage.", [("integrity", "+")]),
        ("Inspectors were barred from the harbour.", [("access", "-")]),
        ("Gunmen prevented the monitors from entering.", [("access", "-")]),
        ("The minister demanded an independent investigation.", [("independent", "+")]),
        ("UN investigators found that both had lied.", [("independent", "+")]),
        ("The harbour was calm.", []),
    ],
)
def test_aspects_of_proof(text, expected):
    assert find(text) == expected


def test_proof_and_its_absence_exclude_each_other():
    assert not evidence.TYPE.compatible("has", "lacks")
    assert evidence.TYPE.compatible("has", "access")

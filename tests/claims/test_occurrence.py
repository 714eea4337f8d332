import pytest

from counterclaim.claims import occurrence
from counterclaim.draft import Draft
from counterclaim.language import parse
from counterclaim.ledger import Report, Span, Statement


def find(text: str) -> list[tuple[str | None, str]]:
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    statement = Statement(id="r/s1", content=(Span(0, len(text)),), speaker="Ann Lee")
    return [(c.text("what"), c.polarity) for c in occurrence.TYPE.find(draft, statement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The whole scene was staged.", [("staged", "+")]),
        ("It was a false flag operation.", [("staged", "+")]),
        ("The accounts are enemy propaganda.", [("fabricated", "+")]),
        ("The video was a hoax.", [("fabricated", "+")]),
        ("No attack took place that night.", [("the event happened", "-")]),
        ("It never happened.", [("the event happened", "-")]),
        ("The convoy was struck near the river.", [("the event happened", "+")]),
        ("The harbour is busy.", []),
    ],
)
def test_whether_it_happened(text, expected):
    assert find(text) == expected


def test_what_was_staged_did_not_happen():
    assert not occurrence.compatible("staged", "the event happened")
    assert occurrence.compatible("staged", "fabricated")

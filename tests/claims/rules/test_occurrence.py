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
        ("The reports of a raid on the mill were made up.", [("the event happened", "-")]),
        ("The samples are from the place where the attack took place.", []),
    ],
)
def test_whether_it_happened(text, expected):
    assert find(text) == expected


def test_what_was_staged_did_not_happen():
    assert not occurrence.compatible("staged", "the event happened")
    assert occurrence.compatible("staged", "fabricated")


def test_who_rejects_the_accounts_says_that_it_did_not_happen():
    text = "The army rejected the accounts."
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    statement = Statement(id="r/s1", content=(Span(18, 30),), cue=Span(9, 17), speaker="army", stance="denies")
    assert [(c.text("what"), c.polarity) for c in occurrence.TYPE.find(draft, statement)] == [
        ("the event happened", "-")
    ]


def test_who_confirms_the_attack_says_that_it_happened():
    text = "The mayor confirmed the attack."
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    statement = Statement(id="r/s1", content=(Span(20, 30),), cue=Span(10, 19), speaker="mayor")
    assert [(c.text("what"), c.polarity) for c in occurrence.TYPE.find(draft, statement)] == [
        ("the event happened", "+")
    ]


def test_the_report_itself_tells_that_it_happened_only_where_that_is_denied():
    assert occurrence.is_contested("The army dismissed the reports.")
    assert not occurrence.is_contested("The army denied the reports that it had fired.")

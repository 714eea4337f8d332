from counterclaim import stages
from counterclaim.claims import motive
from counterclaim.draft import Draft
from counterclaim.language import parse, parties
from counterclaim.ledger import Report, Span, Statement


def find(text: str) -> list[tuple[object, str]]:
    report = Report(id="r", origin="r", sha256="", text=text)
    draft = stages.run([parse.STAGE, parties.STAGE], Draft(report=report))
    claims = motive.TYPE.find(draft, Statement(id="r/s1", content=(Span(0, len(text)),)))
    return [(claim.get("party"), claim.span.of(text)) for claim in claims]


def test_a_purpose_is_kept_in_its_own_words():
    assert find("Israeli troops burned the files in order to hide the losses.") == [
        ("Israel", "in order to hide the losses")
    ]


def test_alternatives_stay_apart():
    assert find("The Taliban shelled the town to punish its elders or to provoke the army.") == [
        ("Taliban", "to punish its elders"),
        ("Taliban", "to provoke the army"),
    ]


def test_a_plain_infinitive_is_no_motive():
    assert find("Iran wants to send a team to the harbour.") == []


def test_a_motive_of_nobody_named_has_no_party():
    assert find("It was done to hide the losses.") == [(None, "to hide the losses")]

from counterclaim import stages
from counterclaim.claims import motive
from counterclaim.draft import Draft
from counterclaim.language import parse, party_mentions
from counterclaim.ledger import Report, Span, Statement


def find(text: str) -> list[tuple[object, str]]:
    report = Report(id="r", origin="r", sha256="", text=text)
    draft = stages.run([parse.STAGE, party_mentions.STAGE], Draft(report=report))
    claims = motive.TYPE.find(draft, Statement(id="r/s1", content=(Span(0, len(text)),)))
    return [(claim.get("party"), claim.span.of(text)) for claim in claims]


def test_a_purpose_is_kept_in_its_own_words():
    assert find("Israeli troops burned the files in order to hide the losses.") == [
        ("Israeli military", "in order to hide the losses")
    ]


def test_alternatives_stay_apart():
    assert find("The Taliban shelled the town to punish its elders or to provoke the army.") == [
        ("Taliban", "to punish its elders"),
        ("Taliban", "to provoke the army"),
    ]


def test_the_aim_of_a_party_is_its_motive():
    text = "The aim of the Taliban was to starve the valley."
    assert find(text) == [("Taliban", "aim of the Taliban was to starve the valley")]


def test_a_deed_has_a_motive_whoever_did_it():
    assert find("The raid was revenge for the death of a trader.") == [(None, "was revenge for the death of a trader")]
    assert find("The purpose of the strike was to terrorise the valley.") != []
    assert find("The Taliban burned the silos as punishment for the ambush.") == [
        ("Taliban", "as punishment for the ambush")
    ]
    assert find("The strike was deliberate.") == []


def test_a_plain_infinitive_is_no_motive():
    assert find("Iran wants to send a team to the harbour.") == []


def test_a_motive_of_nobody_named_has_no_party():
    assert find("It was done to hide the losses.") == [(None, "to hide the losses")]


def test_an_alternative_that_is_a_deed_of_its_own_runs_to_its_end():
    text = 'It was done as a means to frame the rebels "or an exercise that failed and that Iran sought to exploit."'
    assert find(text) == [
        (None, "to frame the rebels"),
        ("Iran", "an exercise that failed and that Iran sought to exploit"),
    ]


def test_two_who_did_it_wanted_it_both():
    text = "Kenyan and Ugandan troops were involved in the shooting, and both are using it to undermine the truce."
    assert find(text) == [("Kenya; Ugandan army", "to undermine the truce")]


def test_what_a_deal_is_meant_to_do_is_no_motive_of_a_deed():
    assert find("The March deal was meant to protect three towns held by the Taliban.") == []
    assert find("The March raid was meant to punish three towns held by the Taliban.") != []


def test_who_mistook_what_he_struck_meant_something_else():
    assert find("Saudi jets struck the hall and had mistaken the funeral for a rally.") == [
        ("Saudi Arabia", "had mistaken the funeral for")
    ]

"""Who a lost speaker may be, as something to look into."""

from counterclaim.events.suggestions import suggest


def test_a_figure_and_a_channel_in_common_suggest_a_speaker(make):
    case = make.case(
        make.report("a", make.said(None, make.toll(41), via=("state TV",), words="Forty-one were taken in")),
        make.report("b", make.said("Hana Brandt", make.toll(41), via=("state TV",), kind="person")),
    )
    assert suggest(case.ledger) == {"a/s1": ("Hana Brandt, in b: the same figure (41), through state TV",)}
    assert case.speaker("a/s1") is None


def test_nothing_is_suggested_from_another_event_or_the_same_report(make):
    claims = make.toll(41), make.blame("Southland")
    same = make.said("Hana Brandt", *claims, kind="person")
    assert not suggest(make.case(make.report("a", make.said(None, *claims), same)).ledger)
    elsewhere = make.report("b", same, place="Maskar", date="2019-01-01")
    assert not suggest(make.case(make.report("a", make.said(None, *claims)), elsewhere).ledger)

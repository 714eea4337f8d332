"""What claims answer, and which answers can both be true."""

from counterclaim.claims import casualty, evidence, occurrence, responsibility
from counterclaim.ledger import Claim, Span


def test_answers_contradict_only_where_their_ranges_part():
    assert casualty.compatible("killed: at least 40", "killed: 53")
    assert not casualty.compatible("killed: up to 30", "killed: 53")
    assert casualty.compatible("killed: 3", "injured: 50")
    assert casualty.compatible("killed: about 100", "killed: 107")


def test_a_figure_without_bounds_answers_nothing():
    claim = Claim(type="casualty", span=Span(0, 5), values=(("measure", "killed"), ("low", None), ("high", None)))
    assert casualty.TYPE.answer(claim) is None


def test_proof_and_its_absence_exclude_each_other():
    assert not evidence.TYPE.compatible("has", "lacks")
    assert evidence.TYPE.compatible("has", "access")


def test_what_was_staged_did_not_happen():
    assert not occurrence.compatible("staged", "the event happened")
    assert occurrence.compatible("staged", "fabricated")


def test_alternatives_are_compatible_with_what_they_name():
    assert responsibility.TYPE.compatible("Russia", "Russia or Turkey")
    assert not responsibility.TYPE.compatible("Russia", "Turkey")

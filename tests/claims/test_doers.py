"""Who is meant by the words for a doer."""

from functools import cache

import pytest

from counterclaim import stages
from counterclaim.claims.doers import Doers
from counterclaim.draft import Draft
from counterclaim.ledger import NARRATOR, Report, Span, Statement
from counterclaim.pipeline import LANGUAGE_STAGES


@cache
def read(text):
    return stages.run(LANGUAGE_STAGES, Draft(report=Report(id="r", origin="", sha256="", text=text)))


def name(text, words, **statement):
    """Who some words mean, the last time that they stand in a text."""
    at = text.rindex(words)
    whole = Statement(id="r/s1", content=(Span(0, len(text)),), **statement)
    return Doers(read(text)).name(Span(at, at + len(words)), whole)


@pytest.mark.parametrize("words", ["We", "us", "our"])
def test_we_are_those_for_whom_the_statement_speaks(words):
    text = "We burned the mill. Blame us, it was our doing."
    assert name(text, words, speaker="Ana Ruiz", side="Valley Army") == "Valley Army"
    assert name(text, words, speaker="Ana Ruiz") == "Ana Ruiz"


@pytest.mark.parametrize("speaker", [None, NARRATOR])
def test_we_of_nobody_known_stay_as_they_are(speaker):
    assert name("We burned the mill.", "We", speaker=speaker) == "We"


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("The Russian army shelled the mill.", "The Russian army", "Russian armed forces"),
        ("The army of Iran shelled the mill.", "The army of Iran", "Iranian army"),
        ("The mill was shelled by Hezbollah.", "Hezbollah", "Hezbollah"),
        ("The Russian army's guns hit the mill.", "The Russian army's", "Russian armed forces"),
    ],
)
def test_a_party_that_heads_the_words_goes_by_its_name(text, words, party):
    assert name(text, words) == party


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mill was burned by bands allied to Syria.", "bands allied to Syria"),
        ("Rebels backed by Turkey shelled the mill.", "Rebels backed by Turkey"),
        ("The mill was burned by enemies of Hamas.", "enemies of Hamas"),
    ],
)
def test_who_is_only_told_by_a_party_is_not_that_party(text, words):
    assert name(text, words) == words


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("The masked men", "masked men"),
        ("an old baker", "old baker"),
        ("Those drunken sailors", "drunken sailors"),
        ("Anarchists", "Anarchists"),
    ],
)
def test_articles_go(words, bare):
    assert name(f"{words} burned the mill.", words) == bare


def test_words_on_two_lines_are_one_name():
    assert name("The masked\nmen burned the mill.", "The masked\nmen") == "masked men"


def test_a_possessive_is_no_part_of_a_name():
    assert name("The clan's elders burned the mill.", "The clan's") == "clan"
    assert name("It was the sailors' doing.", "the sailors'") == "sailors"


def test_a_family_name_is_the_person_named_in_full():
    text = "Oleg Karimov came to Minsk. On Sunday Karimov shot the guard."
    assert name(text, "Karimov") == "Oleg Karimov"


def test_a_pronoun_is_whom_it_stands_for():
    assert name("The Russian army moved in. It shelled the mill.", "It") == "Russian armed forces"


def test_a_pronoun_that_stands_for_nobody_stays_as_it_is():
    assert name("They shelled the mill.", "They") == "They"


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("Syrian jets", "Syrian government"),
        ("The Syrian air force", "Syrian government"),
        ("Israel's drones", "Israel"),
        ("Hezbollah fighters", "Hezbollah"),
    ],
)
def test_the_arms_of_a_party_are_the_party(words, party):
    assert name(f"{words} attacked the mill.", words) == party


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("Two Russian ships' cooks", "Two Russian ships' cooks"),
        ("Syrian villagers", "Syrian villagers"),
        ("Iran-backed fighters", "Iran-backed fighters"),
        ("A French tourist group", "French tourist group"),
    ],
)
def test_who_only_comes_from_a_state_is_not_that_state(words, bare):
    assert name(f"{words} attacked the mill.", words) == bare


def test_a_group_from_a_state_is_not_that_state():
    assert name("The mill was burned by a French group.", "a French group") == "French group"


def test_its_jets_are_those_of_the_body_that_speaks():
    text = "its jets struck the depot"
    assert name(text, "its jets", speaker="the Valley Army", side="Valley Army") == "Valley Army"
    assert name("its roof fell on the depot", "its roof", speaker="the Valley Army", side="Valley Army") == "its roof"

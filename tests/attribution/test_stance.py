"""Stance, hedge and date of saying."""

import pytest


def only(reading):
    assert len(reading.attributed) == 1, reading.said
    return reading.attributed[0]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army said two soldiers had died.", "asserts"),
        ("The general dismissed the report as fiction.", "denies"),
        ("The ministry denied that its jets had struck the market.", "denies"),
        ("Russia said Russian planes had not carried out any strikes on the town.", "denies"),
        ("Aid groups could not confirm the number of dead.", "doubts"),
        ("The police said it was not clear who had fired.", "doubts"),
        ("The embassy said it did not know whether its citizens were aboard.", "doubts"),
        ("The prime minister urged both sides to stop the shelling.", "asks"),
        ("The opposition demanded an independent investigation into the fire.", "asks"),
        ("The general described the reports of deaths as baseless and hostile.", "denies"),
        ("The minister called the accusation a lie.", "denies"),
        ("The minister called the raid a crime.", "asserts"),
        ('"We have not seen any aid," said Rosa Klein.', "asserts"),
        ("The UK Foreign Office said it was highly unlikely that the rebels used gas.", "denies"),
    ],
)
def test_stance(read, text, stance):
    assert only(read(text)).stance == stance


@pytest.mark.parametrize(
    ("speaker", "words", "low", "high", "scale"),
    [
        ("The UK Foreign Office", "highly unlikely", 0.10, 0.20, "PHIA"),
        ("The US State Department", "very likely", 0.80, 0.95, "ICD 203"),
        ("The Brazilian foreign ministry", "highly unlikely", None, None, None),
    ],
)
def test_a_hedge_is_measured_by_the_yardstick_of_the_speakers_own_government(read, speaker, words, low, high, scale):
    reading = read(f"{speaker} said it was {words} that the rebels used gas.")
    hedge = only(reading).hedge
    assert hedge is not None
    assert hedge.span.of(reading.text) == words
    assert (hedge.low, hedge.high, hedge.scale) == (low, high, scale)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The ministry said on Monday that two soldiers had died on Saturday.", "2021-06-07"),
        ('"The base is ours," General Adam Novak said on 3 June.', "2021-06-03"),
        ("The plane was shot down, the ministry said in a statement on Friday.", "2021-06-04"),
        ("The army said the attack took place on Sunday.", None),
        ("The mayor, who fled the town in March, said that 12 villages were empty.", None),
        ('"The guns fell silent on Monday. Now we wait," said Rosa Klein.', None),
    ],
)
def test_the_date_of_saying_is_not_that_of_what_is_said(read, text, said):
    assert {s.said for s in read(text).attributed} == {said}


def test_a_statement_says_how_it_was_attributed(read):
    statement = only(read("The army said two soldiers had died."))
    assert "say" in statement.why
    assert 0 < statement.confidence <= 1

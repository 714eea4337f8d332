"""Chains: who passed a statement on, and who stands behind it."""

import pytest


def chains(reading):
    return [(s.speaker, s.via, reading.content(s)) for s in reading.attributed]


def test_a_medium_that_was_told_is_a_relay(read):
    assert chains(read('"The bridge is closed," governor Ilya Markov told Reuters.')) == [
        ("Ilya Markov", ("Reuters",), "The bridge is closed")
    ]
    assert chains(read("Witnesses told Reuters that the soldiers left at noon.")) == [
        ("Witnesses", ("Reuters",), "the soldiers left at noon")
    ]


def test_a_medium_that_reports_speaks(read):
    assert chains(read("Reuters reported on Tuesday that the bridge was closed.")) == [
        ("Reuters", (), "the bridge was closed")
    ]


def test_who_works_for_a_medium_is_not_the_medium(read):
    assert chains(read("A Reuters photographer said he saw four bodies.")) == [
        ("an unnamed Reuters photographer", (), "he saw four bodies")
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "via", "content"),
    [
        (
            "The newspaper Al-Balad, citing a military source, reported that three soldiers were captured.",
            "an unnamed military source", ("newspaper Al-Balad",), "three soldiers were captured",
        ),
        (
            "Reuters quoting US officials said that two jets were in the skies.",
            "US officials", ("Reuters",), "two jets were in the skies",
        ),
        (
            "Some victims had foam at the mouth, the Border Observatory said, citing medical sources.",
            "medical sources", ("Border Observatory",), "Some victims had foam at the mouth",
        ),
    ],
)  # fmt: skip
def test_who_cites_a_source_passes_it_on(read, text, speaker, via, content):
    assert chains(read(text)) == [(speaker, via, content)]


def test_a_state_that_cites_a_report_speaks_itself(read):
    assert [who for who, *_ in chains(read("France, citing intelligence, said that the sample was sarin."))] == [
        "France"
    ]


def test_a_medium_that_only_carries_words_leaves_nothing_of_its_own(read):
    reading = read("State TV reported that the army said it had shot down a drone.")
    assert chains(reading) == [("army", ("State TV",), "it had shot down a drone")]
    assert reading.narrated == []


def test_what_an_opponent_is_said_to_claim_is_a_statement_inside_another(read):
    reading = read("The government rejected allegations by aid workers that food was stolen.")
    assert reading.said == [
        ("government", "allegations by aid workers that food was stolen"),
        ("aid workers", "food was stolen"),
    ]

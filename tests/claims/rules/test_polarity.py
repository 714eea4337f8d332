import pytest

from counterclaim.claims.rules.polarity import polarity_of
from counterclaim.draft import Draft
from counterclaim.language import parse
from counterclaim.ledger import Report, Span, Statement


def polarity(text: str, words: str, stance: str = "asserts") -> str:
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r", sha256="", text=text)))
    at = text.index(words)
    return polarity_of(
        draft, Statement(id="r/s1", content=(Span(0, len(text)),), stance=stance), Span(at, at + len(words))
    )


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The army used gas in the valley.", "used gas", "+"),
        ("The army did not use gas in the valley.", "use gas", "-"),
        ("The army never used gas.", "used gas", "-"),
        ("The armed forces dont use gas.", "use gas", "-"),
        ("It is highly unlikely that the army used gas.", "used gas", "-"),
        ("They falsely claimed that the army used gas.", "used gas", "-"),
        ("There is no evidence that the army used gas.", "used gas", "+"),
        ("It was not clear whether the army used gas.", "used gas", "+"),
        ("He could not confirm that the army used gas.", "used gas", "+"),
        ("Not only did the army use gas, it burned the village.", "use gas", "+"),
        ("He did not speak; the army used gas.", "used gas", "+"),
        ("The cause has not been found, but the burns fit phosphorus.", "phosphorus", "+"),
        ("These attacks by the army cannot be tolerated.", "attacks by the army", "+"),
        ("We will not forgive the army that used gas.", "army that used gas", "+"),
    ],
)
def test_negation_and_doubt(text, words, expected):
    assert polarity(text, words) == expected


def test_a_denial_covers_what_it_denies_even_in_negative_words():
    assert polarity("the army used gas", "used gas", "denies") == "-"
    assert polarity("We have not used gas", "used gas", "denies") == "-"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Oslo dismissed claims that rebels shelled it, saying that the army had bombed it",
            "army had bombed",
            "+",
        ),
        (
            "Oslo dismissed claims that rebels shelled it, saying that the army had bombed it",
            "shelled it",
            "-",
        ),
        ("Oslo refutes this and has credible information that the army used gas", "used gas", "+"),
        ("The army denied firing gas, insisting that it had not used gas", "had not used gas", "-"),
        ("They denied it and accused rebels of using gas", "using gas", "+"),
        ("They denied it, and denied using gas", "using gas", "-"),
    ],
)
def test_a_denial_ends_where_the_speaker_affirms_something_else(text, words, expected):
    assert polarity(text, words, "denies") == expected

import pytest

from counterclaim.claims import casualty
from counterclaim.draft import Draft
from counterclaim.language import figures, parse
from counterclaim.ledger import Claim, Report, Span, Statement


def find(text: str) -> list[Claim]:
    draft = figures.STAGE.run(parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text))))
    return list(casualty.TYPE.find(draft, Statement(id="r/s1", content=(Span(0, len(text)),))))


def counts(text: str) -> list[tuple[object, ...]]:
    return [(c.get("measure"), c.get("low"), c.get("high")) for c in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed 16 farmers and wounded 30 others.", [("killed", 16, 16), ("injured", 30, 30)]),
        ("At least 12 people were killed in the market.", [("killed", 12, None)]),
        ("The death toll from the flood on the coast rose to 70.", [("killed", 70, 70)]),
        ("The fire claimed the lives of 12 miners.", [("killed", 12, 12)]),
        ("It left 19 dead and 31 wounded.", [("killed", 19, 19), ("injured", 31, 31)]),
        ("The ministry puts the toll at 58.", [("killed", 58, 58)]),
        ("Nobody died.", [("killed", 0, 0)]),
        ("Some 40 people were taken to hospital.", [("hospitalised", 40, 40)]),
        ("More than 300 families' sons, 900 people, were displaced.", [("displaced", 900, 900)]),
        ("Dozens were killed and wounded.", [("killed", None, None), ("injured", None, None)]),
        ("The shelling killed and wounded 49 people.", [("killed", None, 49), ("injured", None, 49)]),
        ("Killed were 12 soldiers and 4 civilians.", [("killed", 12, 12), ("killed", 4, 4)]),
        ("Some 40 per cent of the villagers were hurt.", []),
        ("Dozens were wounded or missing.", [("injured", 24, 99), ("missing", 24, 99)]),
        ("The crash ended with the loss of 298 lives.", [("killed", 298, 298)]),
        ("Troops captured 15 gunmen.", [("captured", 15, 15)]),
        ("12 killed 30 wounded in blast", [("killed", 12, 12), ("injured", 30, 30)]),
        ("The blast killed 12 wounded 30", [("killed", 12, 12), ("injured", 30, 30)]),
        (
            "They had counted 18 bodies and taken 32 people to hospital.",
            [("killed", 18, 18), ("hospitalised", 32, 32)],
        ),
        ("Four soldiers and five rebels were killed.", [("killed", 4, 4), ("killed", 5, 5)]),
        ("The navy destroyed 60 fighters.", [("killed", 60, 60)]),
        ("The jets destroyed more than 2,000 oil tankers.", []),
        ("The ministry put the number of dead at 33 and of injured at 97.", [("killed", 33, 33), ("injured", 97, 97)]),
        ("Five of the wounded had since died.", [("killed", 5, 5)]),
        ("The number of farmers murdered on the coast rose today to 71.", [("killed", 71, 71)]),
        ("Two members of the crew lost their lives.", [("killed", 2, 2)]),
        ("Nine miners were burnt alive.", [("killed", 9, 9)]),
        ("Dozens of sailors drown off the cape.", [("killed", 24, 99)]),
        ("Some 30 people remain missing.", [("missing", 30, 30)]),
    ],
)
def test_what_happened_to_how_many(text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Planes flew 40 sorties.",
        "Troops captured five villages.",
        "The army destroyed 60 tanks.",
        "Some 4,000 people live under siege laws in the valley.",
        "The council met 12 officials.",
        "He was killed by three gunmen.",
        "They killed time for 20 minutes.",
    ],
)
def test_other_figures_are_no_casualties(text):
    assert counts(text) == []


def test_those_who_kill_are_not_counted_among_the_killed():
    assert counts("Two gunmen killed three farmers.") == [("killed", 3, 3)]


def test_a_part_of_a_figure_is_marked():
    claims = find("The strike killed 58 people, including 11 children.")
    assert [(c.get("low"), c.get("part"), c.get("of")) for c in claims] == [
        (58, None, "people"),
        (11, True, "children"),
    ]


def test_parts_named_before_the_whole():
    claims = find("Eleven children were among the 26 villagers killed.")
    assert [(c.get("low"), bool(c.get("part"))) for c in claims] == [(11, True), (26, False)]


def test_a_figure_revised_in_the_next_sentence_keeps_its_measure():
    assert counts("Officials gave a death toll of 47. This was later updated to 82.") == [
        ("killed", 47, 47),
        ("killed", 82, 82),
    ]


def test_a_page_counter_before_the_sentence_is_no_figure():
    assert counts("Views 1662 An unknown group killed 20 people.") == [("killed", 20, 20)]


def test_spans_are_the_exact_words():
    text = "At least 12 people were killed."
    (claim,) = find(text)
    assert claim.span.of(text) == "At least 12 people"


def test_only_figures_inside_the_content_are_claimed():
    text = "Twelve people died, she said, and 40 were hurt."
    draft = figures.STAGE.run(parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text))))
    inside = Statement(id="r/s1", content=(Span(0, 18),))
    assert [c.get("low") for c in casualty.TYPE.find(draft, inside)] == [12]


def test_answers_contradict_only_where_their_ranges_part():
    assert casualty.compatible("killed: at least 40", "killed: 53")
    assert not casualty.compatible("killed: up to 30", "killed: 53")
    assert casualty.compatible("killed: 3", "injured: 50")
    assert casualty.compatible("killed: about 100", "killed: 107")


def test_a_figure_without_bounds_answers_nothing():
    (claim,) = find("A large number of villagers were killed.")
    assert casualty.TYPE.answer(claim) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 killed 8 injured in rocket attacks on the port.", [("killed", 2), ("injured", 8)]),
        ("A child killed 7 people injured in the shelling of the port.", [("killed", 1), ("injured", 7)]),
        ("As well as those killed at least 160 people were injured.", [("injured", 160)]),
        ("The bomb killed 8 injured 30 in the port.", [("killed", 8), ("injured", 30)]),
        ("The blast killed eight wounded soldiers.", [("killed", 8)]),
        ("Scores of people fell ill after the leak.", [("affected", 40)]),
        ("The leak caused scores of people to suffer maladies of the lungs.", [("affected", 40)]),
    ],
)
def test_lists_of_killed_and_hurt_without_commas(text, expected):
    assert [(c.text("measure"), c.number("low")) for c in find(text)] == expected

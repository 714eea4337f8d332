import pytest

from counterclaim.draft import Draft, FigureMention
from counterclaim.language import figures, parse
from counterclaim.ledger import Report


def read(text: str) -> list[FigureMention]:
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    return list(figures.STAGE.run(draft).figures)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("They held 40 prisoners.", "people"),
        ("It was 20 percent of the town.", "percent"),
        ("They paid 3 million dollars.", "money"),
        ("She was 34 years old.", "age"),
        ("He was aged 34.", "age"),
        ("It feeds children under five.", "age"),
        ("It lasted 40 minutes.", "time"),
        ("They came at 10 p.m. sharp.", "time"),
        ("It lies 30 kilometres from the sea.", "distance"),
        ("This was on March 14 in the city.", "date"),
        ("The war began in 1998.", "date"),
        ("It flattened 12 houses.", "other"),
    ],
)
def test_a_figure_counts_what_stands_beside_it(text, quantity):
    assert [figure.quantity for figure in read(text)] == [quantity]


def test_the_counted_noun_has_its_modifiers():
    text = "At least 107 wounded rebel fighters arrived."
    (figure,) = read(text)
    assert figure.noun == "fighter"
    assert figure.noun_span is not None
    assert figure.noun_span.of(text) == "wounded rebel fighters"


def test_lost_commas_do_not_run_figures_together():
    text = "The dead were six women five children and three police officers"
    assert [(f.low, f.noun_span.of(text)) for f in read(text) if f.noun_span] == [
        (6, "women"),
        (5, "children"),
        (3, "police officers"),
    ]


def test_an_article_counts_one_and_no_counts_none():
    assert [(f.low, f.noun) for f in read("A child died and no soldiers were hurt.")] == [(1, "child"), (0, "soldier")]


def test_numbers_of_resolutions_are_no_figures():
    assert read("It breached Resolution 1441 of the council.") == []


def test_a_family_of_six_is_six_people():
    (figure,) = [f for f in read("A family of six died.") if f.low == 6]
    assert figure.quantity == "people"


def test_another_seven_adds():
    (figure,) = read("Another seven villagers were hurt.")
    assert figure.addition


def test_or_more_behind_the_noun_opens_the_bound():
    (figure,) = read("Nine villagers or more died.")
    assert (figure.low, figure.high) == (9, None)


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("Shells killed a driver, his wife and three children.", 4, "his wife and three children"),
        ("Her mother, her two brothers and a cousin died.", 4, "Her mother, her two brothers and a cousin"),
        ("A man whose wife and daughter were hurt spoke.", 2, "whose wife and daughter"),
    ],
)
def test_relatives_told_one_by_one_are_one_figure(text, number, words):
    (figure,) = [f for f in read(text) if f.noun == "relative"]
    assert (figure.low, figure.high, figure.span.of(text)) == (number, number, words)


def test_his_two_sons_are_two():
    assert [(f.low, f.noun) for f in read("He lost his two sons.")] == [(2, "son")]

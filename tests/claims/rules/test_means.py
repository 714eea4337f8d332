import pytest

from counterclaim.claims.ontology import can_both_be, canonical
from counterclaim.claims.rules import means
from counterclaim.draft import Draft
from counterclaim.language import parse
from counterclaim.ledger import Report, Span, Statement


def find(text: str) -> list[str | None]:
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    return [c.text("what") for c in means.find(draft, Statement(id="r/s1", content=(Span(0, len(text)),)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Air strikes hit the port.", ["airstrikes (air strikes)"]),
        ("An airstrike hit the port.", ["airstrikes (airstrike)"]),
        ("Militiamen shelled the harbour at dawn.", ["shelling"]),
        ("A rocket hit the school.", ["rocket"]),
        ("The hamlet was attacked with rockets.", ["rockets"]),
        ("A car bomb exploded at the gate.", ["car bomb"]),
        ("Ten men were killed in clashes.", ["clashes"]),
        ("Doctors saw signs of sarin, a nerve agent.", ["sarin"]),
        ("The planes fired missiles at the port.", ["missiles"]),
        ("They fired shells filled with toxic gas.", ["shelling (shells)", "toxic gas"]),
        ("The missiles fired at the suburb killed ten people.", ["missiles"]),
        ("Rockets were fired at the market, killing ten people.", ["rockets"]),
        ("The soldiers fired at the crowd, killing ten people.", ["gunfire (fired at)"]),
        ("Land mines planted by the group killed ten people.", ["landmines (land mines)"]),
        ("It was a gas attack.", ["gas"]),
        ("The air force flew nine sorties targeting the port.", ["airstrikes (sorties targeting)"]),
        ("The aircraft was hit by a missile.", ["missile"]),
    ],
)
def test_means_have_their_canonical_name(text, expected):
    assert find(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chemical weapons inspectors arrived.",
        "The Organisation for the Prohibition of Chemical Weapons met.",
        "The air force held a parade.",
        "They agreed to destroy their chemical weapons.",
        "Natural gas prices rose.",
        "The union called a general strike.",
        "The truce was hanging by a thread and two men were hurt.",
        "They condemned the raids.",
    ],
)
def test_names_and_mere_mentions_are_no_means(text):
    assert find(text) == []


def test_the_broader_substance_is_left_out_beside_the_narrower():
    assert find("The chemical attack used chlorine gas.") == ["chlorine"]


def test_the_broader_contradicts_nothing_narrower():
    assert can_both_be("toxic gas", "chlorine")
    assert can_both_be("toxic gas", "sarin")
    assert can_both_be("chemical weapons", "sarin")


def test_siblings_contradict_each_other():
    assert not can_both_be("chlorine", "tear gas")
    assert not can_both_be("airstrikes", "shelling")


def test_delivery_and_substance_go_together():
    assert can_both_be("missiles", "chlorine")
    assert can_both_be("rocket", "chlorine")


def test_what_left_no_trace_was_not_used():
    text = "The inspectors found no sign of a cruise missile."
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="r.txt", sha256="", text=text)))
    claims = means.find(draft, Statement(id="r/s1", content=(Span(0, len(text)),)))
    assert [(c.text("what"), c.polarity) for c in claims] == [("cruise missile", "-")]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("barrel bombs", "helicopters", True),
        ("barrel bombs", "airstrikes", True),
        ("barrel bombs", "chlorine", True),
        ("tear gas", "toxic gas", False),
        ("chlorine", "sarin", False),
        ("nerve agent", "sarin", True),
        ("nerve agent", "chlorine", False),
        ("gas", "tear gas", True),
        ("gas", "chlorine", True),
        ("cluster bombs", "airstrikes", True),
        ("thermobaric (vacuum) bombs", "airstrikes", True),
        ("landmines", "airstrikes", False),
    ],
)
def test_what_is_compatible_with_what(first, second, together):
    assert can_both_be(first, second) is together
    assert can_both_be(second, first) is together


def test_the_texts_own_word_is_kept_beside_the_name():
    assert find("Warplanes hit the port.") == ["airstrikes (warplanes)"]
    assert find("The army bombarded the port.") == ["bombardment"]
    assert find("A Kenyan drone hit the port.") == ["drones (drone)"]
    assert find("The ferry struck a mine and eight people died.") == ["landmines (struck a mine)"]
    assert canonical("airstrikes (warplanes)") == canonical("airstrikes")
    assert canonical("thermobaric (vacuum) bombs") == "thermobaric (vacuum) bombs"

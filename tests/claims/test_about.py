import pytest

from counterclaim.claims import about
from counterclaim.draft import DateMention, Draft, PlaceMention, Sentence
from counterclaim.language import parse, party_mentions
from counterclaim.ledger import Claim, Report, Span, Statement

HEAD = "Shells kill nine in Marib\n\nNine people were killed in Marib on Tuesday, doctors in Yemen said. "


def abouts(body: str, *wanted: str, places: dict[str, str] | None = None, dates: dict[str, str] | None = None):
    text = HEAD + body
    report = Report(id="r", origin="r", sha256="", text=text, title="Shells kill nine in Marib", published="2021-06-09")
    draft = party_mentions.STAGE.run(parse.STAGE.run(Draft(report=report)))
    given = {"Marib": "Marib", **(places or {})}
    found = [(text.index(name), name, province) for name, province in given.items() if name in text]
    mentions = tuple(
        PlaceMention(span=Span(at, at + len(name)), name=name, level="city", country="YE", province=province)
        for at, name, province in sorted(found)
    )
    known = {"on Tuesday": "2021-06-08", **(dates or {})}
    days = tuple(
        DateMention(
            span=Span(text.index(words), text.index(words) + len(words)),
            date=value,
            precision="day" if len(value) == 10 else "month" if len(value) == 7 else "year",
        )
        for words, value in sorted(known.items(), key=lambda item: text.index(item[0]))
    )
    claims = tuple(Claim(type="means", span=Span(text.index(w), text.index(w) + len(w))) for w in wanted)
    draft = about.STAGE.run(
        Draft(report=report, doc=draft.doc, sentences=draft.sentences, parties=draft.parties, places=mentions,
              dates=days,
              statements=(Statement(id="r/s1", content=(Span(0, len(text)),), claims=claims),))
    )  # fmt: skip
    return [claim.about for claim in draft.statements[0].claims]


def test_headline_and_lead_are_the_main_event():
    assert abouts("The shells hit a mill.", "Shells kill nine", "Nine people", "The shells hit") == [None, None, None]


def test_the_toll_of_a_war_is_background():
    found = abouts("More than 100,000 people have been killed since the war began in 2014.", "More than 100,000 people")
    assert found == ["conflict in Yemen"]


def test_an_earlier_date_is_background_and_names_the_event():
    found = abouts("An air strike in August 2018 killed 40 pupils.", "air strike", dates={"in August 2018": "2018-08"})
    assert found == ["strike in Yemen, August 2018"]


def test_what_is_only_told_of_somebody_dates_nothing():
    body = "The army, which has fought the rebels since August 2018, denied that it had shelled the mill."
    assert abouts(body, "shelled the mill", dates={"since August 2018": "2018-08"}) == [None]


def test_the_date_of_a_saying_is_not_the_date_of_the_event():
    found = abouts(
        "Officials said on Wednesday that a mill burned.", "a mill burned", dates={"on Wednesday": "2021-06-09"}
    )
    assert found == [None]


def test_another_town_is_background_with_one_name():
    found = abouts(
        "Rockets hit a school in Taiz and killed two. The rockets fell at dawn.",
        "Rockets hit",
        "The rockets fell",
        places={"Taiz": "Taiz"},
    )
    assert found[0] is not None
    assert "Taiz" in found[0]
    assert found[1] == found[0]


@pytest.mark.parametrize(
    "body",
    [
        "The rebels regularly fire rockets at the port.",
        "Previous attacks used rockets as well.",
        "In a separate incident rockets hit the port.",
    ],
)
def test_habits_and_other_attacks_are_background(body):
    assert abouts(body, "rockets")[0] is not None


def test_a_record_is_told_of_the_main_event():
    assert abouts("It was the deadliest shelling of the six-year war.", "shelling") == [None]


def test_a_part_of_the_lead_may_be_about_an_earlier_event():
    body = "The town was hit by shells a day after rockets killed six in Taiz."
    assert abouts(body, "hit by shells", "rockets", places={"Taiz": "Taiz"})[0] is None
    assert abouts(body, "hit by shells", "rockets", places={"Taiz": "Taiz"})[1] is not None


def test_a_report_without_sentences_has_no_background():
    draft = Draft(report=Report(id="r", origin="r", sha256="", text="x"), statements=(
        Statement(id="r/s1", content=(Span(0, 1),), claims=(Claim(type="means", span=Span(0, 1)),)),
    ))  # fmt: skip
    assert about.STAGE.run(draft).statements[0].claims[0].about is None
    assert Sentence(span=Span(0, 1), first=0, last=1, paragraph=0).is_title is False


def test_a_capital_that_is_a_government_is_no_place():
    assert abouts(
        "Sanaa accused Riyadh of shelling it.", "shelling it", places={"Sanaa": "Amanat", "Riyadh": "Riyadh"}
    ) == [None]


def test_what_another_speaker_says_is_not_another_event():
    assert abouts("It accused the two sides of shelling one another.", "shelling") == [None]


def test_the_same_town_the_day_before_is_the_same_event():
    found = abouts("A shell had hit Marib late on Monday.", "A shell", dates={"late on Monday": "2021-06-07"})
    assert found == [None]


def test_further_findings_of_a_body_are_on_what_its_last_ones_were_on():
    body = (
        "In earlier inquiries the panel found that rockets had struck wells. It also found that a drone had hit a dam."
    )
    (rockets, drone) = abouts(body, "rockets", "drone")
    assert rockets is not None
    assert drone == rockets


def test_a_place_where_a_truce_holds_is_not_where_it_happened():
    body = "Rebels fired the shells to break the ceasefire in Taiz."
    assert abouts(body, "fired the shells", places={"Taiz": "Taiz"}) == [None]

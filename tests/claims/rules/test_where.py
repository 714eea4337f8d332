from counterclaim.claims.rules import where
from counterclaim.draft import Draft
from counterclaim.language import dates, parse, places
from counterclaim.ledger import Report, Span, Statement

PUBLISHED = "2021-03-01"


def read(text, title=None):
    report = Report(id="r", origin="r.txt", sha256="", text=text, title=title, published=PUBLISHED)
    draft = Draft(report=report)
    for stage in (parse.STAGE, dates.STAGE, places.STAGE):
        draft = stage.run(draft)
    return draft


def claims(kind, text, content=None, **fields):
    draft = read(text)
    at = text.index(content) if content else 0
    span = Span(at, at + len(content or text))
    return list(kind.find(draft, Statement(id="s", content=(span,), **fields)))


def test_the_event_is_located_once_at_the_narrowest_place():
    (claim,) = claims(where, "An air strike hit a market in Taiz in southern Yemen, killing six.")
    assert (claim.get("place"), claim.get("country"), claim.get("province")) == ("Taiz", "YE", "Taiz")


def test_two_places_are_two_claims():
    found = claims(where, "Shells hit Taiz and Marib in Yemen on Friday.")
    assert [claim.get("place") for claim in found][:2] == ["Taiz", "Marib"]


def test_who_speaks_for_a_state_does_not_locate_the_event():
    found = claims(where, "Russia condemns the shelling of Taiz in Yemen.")
    assert [claim.get("place") for claim in found] == ["Taiz"]


def test_where_somebody_lives_or_is_taken_is_no_place_of_the_event():
    found = claims(where, "A blast in Aden, Yemen, hurt nine, who were taken to hospitals in Djibouti.")
    assert [claim.get("place") for claim in found] == ["Aden"]


def test_a_statement_without_an_event_has_no_place():
    assert claims(where, "The ministers had lunch in Aden.") == []


def test_the_main_place_is_that_of_headline_and_lead():
    title = "Air strike kills six in Taiz"
    text = (
        f"{title}\n\nAn air strike hit a market in Taiz, in Yemen, on Friday. The Yemeni army denied it. "
        "The war began in Saada. Fighting goes on in Marib, and last year shells hit Marib and Aden."
    )
    place = where.main_place(read(text, title))
    assert (place.name, place.province) == ("Taiz", "Taiz")


def test_capitals_that_speak_are_no_place():
    title = "Philippines says Chinese ship rammed boat; Beijing blames Manila"
    place = where.main_place(read(f"{title}\n\nThe Philippines accused China on Tuesday of ramming a boat.", title))
    assert place is None or place.name not in {"Beijing", "Manila"}


def test_a_report_that_names_no_place_has_no_main_place():
    assert where.main_place(read("Six people were killed by an air strike.")) is None

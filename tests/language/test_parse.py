"""Sentences and paragraphs of a report, on the offsets of its own text."""

import pytest

from counterclaim.language.parse import model, paragraphs, parse
from counterclaim.ledger import Report, Span


def sentences(text, *, title=None, furniture=()):
    report = Report(id="r", origin="", sha256="", text=text, title=title, furniture=furniture)
    return parse(report, model())[1]


def words(text, **more):
    return [s.span.of(text) for s in sentences(text, **more)]


def test_tokens_stand_where_the_text_has_them():
    text = "“It burned,” said Zoë. «Nothing» was left – nothing."
    doc, _ = parse(Report(id="r", origin="", sha256="", text=text), model())
    assert all(len(t) == len(text[t.idx : t.idx + len(t)]) for t in doc)
    assert len(doc.text) == len(text)
    assert next(t for t in doc if t.text == "Zoë").idx == text.index("Zoë")


def test_a_line_break_ends_a_sentence():
    text = "Dam breaks in the north\nTwelve people drowned.\n\nRain goes on."
    got = sentences(text)
    assert [s.span.of(text) for s in got] == ["Dam breaks in the north", "Twelve people drowned.", "Rain goes on."]
    assert [s.paragraph for s in got] == [0, 1, 2]


@pytest.mark.parametrize("rank", ["Cdr.", "Lt.", "Gen.", "Prof."])
def test_a_rank_ends_no_sentence(rank):
    text = f"The base was hit, navy spokesman {rank} Sean Miller said. He gave no details."
    assert words(text) == [f"The base was hit, navy spokesman {rank} Sean Miller said.", "He gave no details."]


def test_a_closing_mark_begins_no_sentence():
    text = 'The mayor said: "The bridge is gone." The road is closed.'
    assert words(text) == ['The mayor said: "The bridge is gone."', "The road is closed."]


def test_the_title_is_known_again_where_it_stands():
    text = "Dam breaks\nDam breaks\nTwelve people drowned in the flood."
    assert [s.is_title for s in sentences(text, title="Dam breaks")] == [True, True, False]


def test_page_furniture_is_no_sentence():
    text = "Share this page\nTwelve people drowned in the flood."
    assert words(text, furniture=(Span(0, 15),)) == ["Twelve people drowned in the flood."]


def test_blank_reports_have_no_paragraphs():
    assert paragraphs(Report(id="r", origin="", sha256="", text=" \n\n \t")) == ()
    assert sentences("") == ()


def test_a_parse_does_not_depend_on_what_was_parsed_before():
    text = "The army said two soldiers had died."
    first = sentences(text)
    sentences("Another report, about a flood.")
    assert sentences(text) == first

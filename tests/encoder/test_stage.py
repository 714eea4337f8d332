"""The stage that reads a report: each stretch between page furniture as one text, at its place in the report."""

import numpy as np
import pytest

from counterclaim.draft import Draft, Sentence
from counterclaim.encoder import stage
from counterclaim.encoder.reading import Encoded, Window
from counterclaim.ledger import Report, Span

TEXT = "Mill burns\n\nThe mill burned. Nobody saw it.\n\nShare this page\n\nPolice came."
SENTENCES = ("Mill burns", "The mill burned.", "Nobody saw it.", "Police came.")


def draft(*sentences: str) -> Draft:
    spans = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in sentences]
    made = tuple(Sentence(span=span, first=0, last=0, paragraph=0) for span in spans)
    return Draft(report=Report(id="r", origin="", sha256="", text=TEXT), sentences=made)


def test_page_furniture_parts_the_article_and_paragraphs_do_not() -> None:
    found = [TEXT[a:b] for a, b in stage.stretches(draft(*SENTENCES))]
    assert found == ["Mill burns\n\nThe mill burned. Nobody saw it.", "Police came."]


def test_a_report_without_sentences_has_no_stretches() -> None:
    assert list(stage.stretches(draft())) == []


def test_each_stretch_is_read_alone_and_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, model: object) -> Encoded | None:
        read_texts.append(text)
        one_piece = Window(0, 1, np.zeros((1, 0, 0)), np.zeros((1, 1)))
        return None if "Mill" in text else Encoded([one_piece], text, [(0, 6)])

    read_texts: list[str] = []
    monkeypatch.setattr(stage, "read", read)
    monkeypatch.setattr(stage.weights, "load", lambda: None)
    found = stage.encode(draft(*SENTENCES)).encoded
    assert read_texts == ["Mill burns\n\nThe mill burned. Nobody saw it.", "Police came."]
    assert [TEXT[s.start :][slice(*s.encoded.span((0, 1)))] for s in found] == ["Police"]

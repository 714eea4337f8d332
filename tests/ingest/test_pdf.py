import subprocess
import zlib
from pathlib import Path

import pytest
from specimens import Printed, article_pdf, column, pdf, pdf_of

from counterclaim.errors import ReportError
from counterclaim.ingest import isolated
from counterclaim.ingest.pdf_layout import joint
from counterclaim.ingest.read import read_bytes, read_report
from counterclaim.ledger import Report

FILLER = "The council met on Tuesday and heard what the doctors of the town had to say about it."


def _read(data: bytes) -> Report:
    return read_bytes(data, origin="paper.pdf", report_id="paper", suffix=".pdf")


def _body(report: Report) -> str:
    return "".join(c for at, c in enumerate(report.text) if not any(a <= at < b for a, b in report.furniture))


def test_words_and_sentences_that_lines_and_pages_part_are_whole():
    report = _read(article_pdf())
    assert "a hospital official said. At least twelve people were killed, according to the town council." in report.text
    assert "“We were not there,” its spokesman told the Daily Lantern, which had asked him for his word" in report.text
    assert report.title == "Army denies attack"


def test_running_heads_and_page_numbers_are_furniture_and_stay():
    report = _read(article_pdf())
    assert [span.of(report.text) for span in report.furniture] == ["Daily Lantern 7", "7", "Daily Lantern 8", "8"]


def test_every_page_begins_where_its_number_says():
    report = _read(article_pdf())
    assert len(report.pages) == 2
    assert report.pages[0] == 0
    assert report.text[report.pages[1] :].startswith("spokesman told")


def test_a_paragraph_ends_at_a_gap_an_indent_or_a_short_last_line():
    lines = [FILLER, FILLER, "They left.", FILLER, FILLER, "", FILLER]
    indented = [*column(lines), Printed(50, 610, FILLER), Printed(62, 596, FILLER), Printed(50, 582, FILLER)]
    text = _read(pdf([indented])).text
    assert text.count("\n\n") == 4
    assert f"They left.\n\n{FILLER}" in text


def test_a_second_column_goes_on_with_the_sentence_of_the_first():
    left = column([FILLER[:40], FILLER[40:], "The dam was shelled by"], x=50, top=700)
    right = column(["the army, the mayor said.", FILLER[:40], FILLER[40:]], x=320, top=700)
    assert "The dam was shelled by the army, the mayor said." in _read(pdf([[*left, *right]])).text


def test_a_heading_in_larger_type_is_a_paragraph():
    page = [Printed(50, 700, "What the army says", 16), *column([FILLER, FILLER], top=684)]
    assert _read(pdf([page])).text.startswith("What the army says\n\nThe council")


@pytest.mark.parametrize(
    ("first", "rest", "known", "expected"),
    [
        ("offi", "cial said", (), ""),
        ("well", "known man", (), "-"),
        ("al", "Assad said", (), "-"),
        ("co", "operate", ("cooperate",), ""),
        ("cease", "fire", ("cease-fire",), "-"),
        ("T", "shirt", (), "-"),
        ("2017", "18", (), "-"),
        ("state", "run agency", ("state-run",), "-"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_only_where_the_word_has_one(first, rest, known, expected):
    assert joint(first, rest, frozenset(known)) == expected


def test_the_time_of_the_document_counts_less_than_what_its_words_say():
    info = "/CreationDate (D:20190308091200+02'00') /ModDate (D:20190309)"
    page = [*column(["Army denies attack", "", "Published 5 March 2019", "", FILLER, FILLER])]
    report = _read(pdf([page], info=info))
    assert [(time.value, time.origin) for time in report.times][-2:] == [
        ("2019-03-08T09:12:00+02:00", "PDF CreationDate"),
        ("2019-03-09", "PDF ModDate"),
    ]
    assert report.published == "2019-03-05"


def test_a_page_printed_by_a_browser_tells_address_and_capture():
    info = "/Creator (Chromium) /Producer (Skia/PDF m120) /CreationDate (D:20190308091200+00'00')"
    foot = Printed(30, 20, "https://lantern.example/world/army-denies 1/1", 8)
    report = _read(pdf([[*column(["Army denies attack", "", FILLER, FILLER]), foot]], info=info))
    assert (report.url, report.captured) == ("https://lantern.example/world/army-denies", "2019-03-08T09:12:00+00:00")
    assert report.published is None
    assert foot.text not in _body(report)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4\nnothing follows", "damaged"),
        (b"", "damaged"),
        (pdf([[]]), "no text, only pictures"),
        (pdf([[Printed(50, 700, "7")]] * 3), "no text, only pictures"),
        (pdf([column([FILLER])], extra="/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >>"), "PDF"),
    ],
)
def test_a_pdf_without_a_report_is_refused_with_its_name_and_a_remedy(data, reason):
    with pytest.raises(ReportError, match=reason) as caught:
        _read(data)
    assert caught.value.where == "paper.pdf"
    assert caught.value.remedy


def test_a_reader_that_hangs_or_fails_costs_only_this_report(monkeypatch):
    def hang(*_args, **_options):
        raise subprocess.TimeoutExpired("python", 60)

    monkeypatch.setattr(isolated.subprocess, "run", hang)
    with pytest.raises(ReportError, match="too much time"):
        _read(article_pdf())


def test_a_reader_that_is_killed_is_told(tmp_path, monkeypatch):
    worker = tmp_path / "worker.py"
    worker.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(isolated, "WORKER", worker)
    with pytest.raises(ReportError, match="made its reader fail"):
        _read(article_pdf())


def test_a_decompression_bomb_is_refused():
    stream = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(stream) + stream + b"\nendstream",
    ]
    with pytest.raises(ReportError):
        _read(pdf_of(objects))


def test_a_pdf_is_read_from_disk_by_its_ending(tmp_path: Path):
    (tmp_path / "Paper.PDF").write_bytes(article_pdf())
    assert read_report(tmp_path / "Paper.PDF").id == "Paper"


def test_text_that_is_a_pdf_says_what_to_do():
    with pytest.raises(ReportError, match="this is a PDF") as caught:
        read_bytes(article_pdf(), origin="x.txt", report_id="x", suffix=".txt")
    assert ".pdf" in caught.value.remedy

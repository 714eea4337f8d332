import hashlib
import re
import socket
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import ReportError
from counterclaim.ingest.dateline import dateline
from counterclaim.ingest.read import read_bytes
from counterclaim.ledger import Report

BODY = (
    "Shells fell on the market of Tal Ahmar on Monday, a hospital official said. "
    "The army denied that it had fired them."
)


def _read(text: str, suffix: str = ".txt") -> Report:
    return read_bytes(text.encode(), origin="report" + suffix, report_id="report", suffix=suffix)


def _furniture(report: Report) -> list[str]:
    return [span.of(report.text) for span in report.furniture]


def test_navigation_before_the_headline_is_furniture():
    report = _read(
        "News\n\nActions\n\nArmy denies attack\n\nPosted at 3:26 PM, Mar 07, 2021\n"
        f"and last updated 2021-03-07 17:37:36-05\n\n{BODY}"
    )
    assert report.title == "Army denies attack"
    assert _furniture(report) == [
        "News",
        "Actions",
        "Posted at 3:26 PM, Mar 07, 2021",
        "and last updated 2021-03-07 17:37:36-05",
    ]
    assert (report.published, report.updated) == ("2021-03-07T15:26", "2021-03-07T17:37:36-05:00")
    assert report.sha256 == hashlib.sha256(report.text.encode()).hexdigest()


HEADS = [
    ("Army denies attack Monitor AFP Friday 8 Mar 2019 {body}", ["AFP", "Friday 8 Mar 2019"], "2019-03-08"),
    ("13-12-2018 Army denies attack. {body}", ["13-12-2018"], "2018-12-13"),
    (
        "27.05.2019(updated 1133 27.05.2019) Get short URL 13963 {body}",
        ["27.05.2019(updated 1133 27.05.2019)", "Get short URL 13963"],
        "2019-05-27",
    ),
    (
        "Posted on March 8 2019 by Jane Doe Army denies attack {body}",
        ["Posted on March 8 2019", "by Jane Doe"],
        "2019-03-08",
    ),
    ("Published March 8 2019 (AFP Photo) {body}", ["Published March 8 2019", "(AFP Photo)"], "2019-03-08"),
    (
        "Date of publication 8 March 2019 The army says it was not there. "
        "Tags Tal Ahmar army market The shells fell at noon.",
        ["Date of publication 8 March 2019", "Tags Tal Ahmar army market"],
        "2019-03-08",
    ),
    ("8 March 2019 The army says so. MOSCOW (Sputnik) {body}", ["8 March 2019", "MOSCOW (Sputnik)"], "2019-03-08"),
    ("The army says it was not there AFP Friday 8 Mar 2019 {body}", ["AFP", "Friday 8 Mar 2019"], "2019-03-08"),
]


@pytest.mark.parametrize(("head", "furniture", "published"), HEADS)
def test_furniture_at_the_head_of_a_single_paragraph(head, furniture, published):
    title = "Army denies attack Monitor" if "Monitor" in head else "Army denies attack"
    report = _read(f"{title}\n\n" + head.format(body=BODY))
    assert _furniture(report) == furniture
    assert report.published == published
    assert report.title == title


TAILS = [
    "(Source: Army Press Office) Twitter",
    "Read Also",
    "-REUTERS",
    "Agencies contributed Read Also",
    "Reporting by Jane Doe; Editing by John Roe Our Standards:The Thomson Reuters Trust Principles.",
    "Last Update: Friday 8 March 2019 KSA 23:28 - GMT 20:28 5938",
    "J. Doe/J.R/ K. Smith",
    "Share Facebook Twitter WhatsApp",
    "© 2019 Daily Lantern. All rights reserved.",
]


@pytest.mark.parametrize("tail", TAILS)
def test_furniture_at_the_end(tail):
    report = _read(f"Army denies attack\n\n{BODY} {tail}\n")
    assert report.furniture[0].start == report.text.index(tail)
    assert report.furniture[-1].end == len(report.text.rstrip())


ARTICLES = [
    "Wednesday 5 April 2017 was the worst day of the war, a doctor said.",
    "News of the attack reached the capital at noon.",
    "Video shows the moment of the strike, the army said.",
    "Reuters reported that ten had died. AFP put it at nine.",
    "UNICEF said that schools were hit.",
    "“Read more books,” the minister said.",
    "Share prices fell after the attack.",
    "Aleppo - once a city of two million - lies in ruins, he said.",
    "Ten people died (AFP counted nine) in the town.",
    "Updated figures were given by the hospital on Monday.",
    "Related families were among the dead, a doctor said.",
    "The attack was condemned by the world's media (Reuters, AFP and others).",
    "Published figures say that ten died.",
    "He was born on 5 May 1990.",
    "The minister spoke to CNN.",
    "Agence France-Presse (AFP) Director General Ann Roe said so.",
    "NATO - The alliance - denied it.",
    "PA-backed forces were there.",
    "Reuters Photographer Ann Roe was there.",
]


@pytest.mark.parametrize("article", ARTICLES)
def test_words_of_the_article_are_never_furniture(article):
    report = _read(f"Army denies attack\n\n{article} {BODY}\n\n{article}\n")
    assert report.furniture == ()


def test_lines_that_point_elsewhere_are_furniture_anywhere():
    report = _read(
        f"Army denies attack\n\n{BODY}\n\nRead also: Ten died in Idlib\n\nAdvertisement\n\n{BODY}\n\nRelated stories\n"
    )
    assert _furniture(report) == ["Read also: Ten died in Idlib", "Advertisement", "Related stories"]


def test_a_subheading_is_no_furniture():
    assert _read(f"Army denies attack\n\n{BODY}\n\n‘Highly unlikely’\n\n{BODY}\n").furniture == ()


DATELINES = [
    ("BEIRUT, Nov 25: {body}", ("BEIRUT", None, (11, 25))),
    ("BEIRUT, Nov 25 (Reuters) - {body}", ("BEIRUT", "Reuters", (11, 25))),
    ("LIMA, 10 January 2023. {body}", ("LIMA", None, (1, 10))),
    ("GOMA, Democratic Republic of Congo, 5 June 2024 - {body}", ("GOMA, Democratic Republic of Congo", None, (6, 5))),
    ("MANILA, June 18, 2024 - {body}", ("MANILA", None, (6, 18))),
    ("Sanaa, October 13, 2016 – {body}", ("Sanaa", None, (10, 13))),
    ("KYIV, Ukraine (AP) — {body}", ("KYIV, Ukraine", "AP", None)),
    ("(Reuters) - {body}", (None, "Reuters", None)),
    ("DEIR EZ-ZOR (Syria) (Sputnik) {body}", ("DEIR EZ-ZOR (Syria)", "Sputnik", None)),
    ("MOSCOW - {body}", ("MOSCOW", None, None)),
    ("ODESA/KYIV - {body}", ("ODESA/KYIV", None, None)),
    ("Damascus, SANA – {body}", ("Damascus", "SANA", None)),
    ("{body}-REUTERS", (None, "Reuters", None)),
    ("{body} (AFP)", (None, "AFP", None)),
    ("Damascus (SANA) – {body}", ("Damascus", "SANA", None)),
]


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_datelines_and_credits(text, expected):
    line = dateline(_read("Army denies attack\n\n" + text.format(body=BODY)))
    assert line is not None
    assert (line.place, line.agency, line.day) == expected


def test_a_text_without_dateline():
    assert dateline(_read(f"Army denies attack\n\n{BODY}")) is None


def test_a_dateline_takes_the_year_of_the_page():
    report = _read(f"Army denies attack\nJanuary 1, 2019\n\nBEIRUT, Dec 31: {BODY}")
    assert report.published == "2019-01-01"
    assert [time.value for time in report.times] == ["2019-01-01", "2018-12-31"]


@pytest.mark.parametrize(
    "line", ["LIMA, 10 January 2023.", "JERUSALEM, Oct 17, 2023 -", "COLOMBO, August 7, 2006 (AP) -"]
)
def test_a_dateline_with_its_year_is_when_a_report_was_published(line):
    report = _read(f"Army denies attack\n\n{line} {BODY}")
    assert (report.published or "")[:4] == re.findall(r"\d{4}", line)[0]
    assert report.notes == ()


@pytest.mark.parametrize("line", ["By Amina Yusuf", "By Ana de la Ruiz and Tom Hill", "By Tom Hill, Port Amer Bureau"])
def test_a_byline_of_its_own_is_furniture(line):
    assert _furniture(_read(f"Army denies attack\n\n{line}\n{BODY}")) == [line]


def test_a_line_that_begins_with_by_is_no_byline():
    assert _read(f"Army denies attack\n\nBy Tuesday the Army had left the town\n{BODY}").furniture == ()


def test_a_dateline_without_any_year_stays_open():
    report = _read(f"Army denies attack\n\nBEIRUT, Dec 31: {BODY}")
    assert report.published is None
    assert any("has no year" in note for note in report.notes)


def test_the_name_of_the_medium_is_set_apart_from_the_title():
    report = _read(f"Army denies attack - World - Daily Lantern\n\nArmy denies attack {BODY}\n")
    assert (report.title, report.publisher) == ("Army denies attack", "Daily Lantern")
    report = _read(f"Ten killed in strike - monitor\n\n{BODY}\n")
    assert (report.title, report.publisher) == ("Ten killed in strike - monitor", None)


def test_a_headline_may_look_like_a_dateline():
    report = _read(f"Aleppo - 40 dead in strike\n\n{BODY}\n")
    assert (report.title, report.furniture) == ("Aleppo - 40 dead in strike", ())


def test_a_stamp_may_stand_before_the_headline():
    report = _read(f"8 March 2019\nArmy denies attack\n\n{BODY}\n")
    assert (report.title, report.published) == ("Army denies attack", "2019-03-08")


def test_a_paragraph_is_no_title():
    assert _read(f"{BODY} {BODY} {BODY}").title is None


HTML = """<!DOCTYPE html><html><head><title>Army denies attack | Daily Lantern</title>
<meta property="og:site_name" content="Daily Lantern">
<meta property="article:published_time" content="2019-03-08T09:00:00Z">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"{headline}",
"publisher":{{"@type":"Organization","name":"The Daily Lantern"}},
"datePublished":"2019-03-08T11:00:00+0200","dateModified":"2019-03-09T10:30:00+02:00"}}]}}</script></head>
<body><nav><a href="/">Home</a></nav>
<article><h1>Army denies attack</h1><p>{body}</p><p>{body}</p></article></body></html>"""


def test_a_page_tells_title_publisher_and_times_with_their_zone():
    report = _read(HTML.format(headline="Army denies attack", body=BODY), ".html")
    assert report.text.startswith("Army denies attack")
    assert (report.title, report.publisher) == ("Army denies attack", "The Daily Lantern")
    assert (report.published, report.updated) == ("2019-03-08T11:00:00+02:00", "2019-03-09T10:30:00+02:00")
    assert [time.origin for time in report.times] == [
        "JSON-LD datePublished",
        "JSON-LD dateModified",
        "meta article:published_time",
    ]


def test_the_headline_that_stands_in_the_text_is_the_title():
    report = _read(HTML.format(headline="Denial &#8211; army", body=BODY), ".html")
    assert report.title == "Army denies attack"


def test_a_page_is_read_without_any_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        HTML.format(headline="Army denies attack", body=BODY)
        .replace("article:published_time", "x")
        .replace("datePublished", "y")
    )
    assert _read(page, ".html").text


def test_an_unknown_ending_is_refused():
    with pytest.raises(ReportError, match=r"\.docx cannot be read"):
        _read(BODY, ".docx")


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("AFP(Reuters)- BEIRUT,\n\rTagsMay5:2019./…“”Read Also Posted by é\ufeff\t"),
        min_size=1,
        max_size=200,
    )
)
def test_any_text_keeps_its_words_and_has_sound_spans(text):
    try:
        report = _read(text)
    except ReportError:
        return
    assert report.text == text
    assert report.title is None or report.title in text
    spans = list(report.furniture)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_plain_text_costs_none_of_the_libraries_of_other_formats(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(f"Army denies attack\n\n{BODY}\n", "utf-8")
    code = (
        "import sys, pathlib\nfrom counterclaim.ingest.read import read_report\n"
        f"read_report(pathlib.Path({str(path)!r}))\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"lxml", "trafilatura", "htmldate", "pypdfium2", "fastwarc", "feedparser", "py3langid", "numpy", "spacy"}
    assert not heavy & set(loaded)

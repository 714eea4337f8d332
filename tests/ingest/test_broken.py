from pathlib import Path

import pytest

from counterclaim.errors import ReportError
from counterclaim.ingest.read import read_bytes, read_file, read_report
from counterclaim.ledger import Report

BROKEN = Path(__file__).parent.parent / "broken"

REFUSED = {
    "empty.txt": "empty",
    "blank.txt": "empty",
    "zip-renamed.txt": "ZIP archive",
    "empty-body.html": "no article",
    "script-only.html": "no article",
    "no-article.html": "no article",
}
READ = {
    "truncated-utf16.txt": ("Shelling in Tal Ahmar", "could not be decoded as utf-16-le"),
    "latin1-names.txt": ("Fighting near Al-Hasaké", "decoded as cp1252"),
    "cp1252-curly-quotes.txt": ("Army denies attack", "decoded as cp1252"),
    "damaged-utf8.txt": ("Army denies attack", "2 places could not be decoded as utf-8"),
    "utf8-bom.txt": ("Army denies attack", None),
    "crlf.txt": ("Army denies attack", None),
    "old-mac-newlines.txt": ("Army denies attack", None),
    "unclosed-quotes.txt": ("Army denies attack", None),
    "nested-unclosed.html": ("Army denies attack", None),
    "broken-json-ld.html": ("Army denies attack", "JSON-LD is broken"),
    "wrong-declared-charset.html": ("Army denies attack", "decoded as cp1252"),
    "entity-bomb.html": ("Army denies attack", None),
}

# For each file: the titles of its reports, words of their notes, and words of its errors.
TITLE = "Army denies attack"
OTHERS: dict[str, tuple[list[str], str, list[str]]] = {
    "bomb-inside.warc": ([TITLE], "", ["larger than 10 MB"]),
    "bomb.pdf": ([], "", ["hostile"]),
    "bomb.wacz": ([], "", ["far more is packed"]),
    "bomb.warc.gz": ([], "", ["far more is packed"]),
    "broken-lines.jsonl": ([TITLE], "", ["no JSON", "no JSON object", "nested too deeply", "no JSON object"]),
    "entity-bomb.rss": ([], "", ["entities of its own"]),
    "external-entity.rss": ([], "", ["entities of its own"]),
    "formulas.csv": (['=HYPERLINK("http://evil.example","Army")'], "", []),
    "garbage-between.warc": ([TITLE, "Council meets"], "", []),
    "half-letters.jsonl": (["Army \ufffd denies attack"], "", []),
    "locked.pdf": ([], "", ["password"]),
    "member-names.wacz": ([TITLE, TITLE], "", []),
    "nested-parts.mhtml": ([], "", ["damaged"]),
    "no-archive.wacz": ([], "", ["damaged"]),
    "no-page.mhtml": ([], "", ["damaged"]),
    "no-such-letter.rss": ([], "", ["damaged"]),
    "no-text-column.csv": ([], "", ["it has place, toll"]),
    "no-text.pdf": ([], "", ["only pictures"]),
    "page-renamed.rss": ([], "", ["no feed"]),
    "page-tree-loop.pdf": ([], "", ["only pictures"]),
    "script-titles.rss": ([TITLE], "summary", []),
    "settings.xml": ([], "", ["no entry"]),
    "short-rows.csv": ([TITLE], "", ["is empty"]),
    "text-renamed.pdf": ([], "", ["damaged"]),
    "truncated.mhtml": ([TITLE], "", []),
    "truncated.pdf": ([], "", ["damaged"]),
    "truncated.warc.gz": ([TITLE, TITLE], "breaks off", []),
    "unclosed-quote.csv": ([TITLE], "", ["never closed"]),
    "unclosed.rss": ([TITLE, "Council meets"], "damaged", []),
    "unknown-charset.mhtml": ([TITLE], "", []),
    "wrong-length.warc": ([TITLE], "breaks off", []),
    "wrong-xref.pdf": ([TITLE], "", []),
    "zip-renamed.wacz": ([], "", ["no report"]),
}


@pytest.mark.parametrize(("name", "expected"), OTHERS.items())
def test_files_of_other_formats_give_what_can_be_read_of_them(name, expected):
    titles, note, reasons = expected
    outcomes = list(read_file(BROKEN / name))
    reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
    errors = [outcome for outcome in outcomes if isinstance(outcome, ReportError)]
    assert [report.title for report in reports] == titles
    assert note in "".join(word for report in reports for word in report.notes)
    assert [reason in error.what for reason, error in zip(reasons, errors, strict=True)] == [True] * len(reasons)
    assert all(name in error.where and error.remedy for error in errors)


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_a_file_without_a_report_is_refused_with_its_name_and_a_remedy(name, reason):
    with pytest.raises(ReportError, match=reason) as caught:
        read_report(BROKEN / name)
    assert name in caught.value.where
    assert caught.value.remedy


@pytest.mark.parametrize(("name", "expected"), READ.items())
def test_a_damaged_report_is_read_and_its_damage_told(name, expected):
    title, note = expected
    report = read_report(BROKEN / name)
    assert report.title == title
    assert report.title in report.text
    assert report.unread is None
    assert "hospital" in report.text or "We said" in report.text
    if note:
        assert any(note in one for one in report.notes)
    else:
        assert report.notes == ()


def test_every_broken_input_has_its_expectation():
    names = {path.name for path in BROKEN.iterdir()} - {"README.md", "french.txt"}
    assert names == set(REFUSED) | set(READ) | set(OTHERS)


def test_quotation_marks_of_windows_survive():
    assert "“We fired nothing,” the army’s spokesman said –" in read_report(BROKEN / "cp1252-curly-quotes.txt").text


def test_utf8_text_is_exactly_the_decoded_file():
    for name in ("utf8-bom.txt", "crlf.txt", "unclosed-quotes.txt"):
        path = BROKEN / name
        assert read_report(path).text == path.read_bytes().decode("utf-8")


def test_a_report_in_another_language_is_kept_unread_with_the_reason():
    report = read_report(BROKEN / "french.txt")
    assert (report.language, report.unread) == ("fr", "language fr: only English is read")
    assert report.furniture == ()


def test_broken_json_ld_leaves_the_other_metadata():
    report = read_report(BROKEN / "broken-json-ld.html")
    assert report.published == "2018-11-26T08:15:00+02:00"
    assert report.publisher == "Daily Lantern"


def test_a_large_file_is_refused_before_it_is_opened(tmp_path):
    path = tmp_path / "dump.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ReportError, match="50 MB, more than 10"):
        read_report(path)


def test_a_missing_file_is_named():
    with pytest.raises(ReportError, match="cannot be opened"):
        read_report(Path("no-such-file.txt"))


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 100_000,
        b"<html><body><table>" * 5_000,
        b"<html><body>" + b"<" * 100_000,
        b"<html><body>" + b"<p>a</p>" * 40_000,
        b"<html><body><p>" + b"<b><i>x</i></b> " * 12_000,
        b"<html><body>" + b"<p>Shells fell on the market.</p>" * 29_000,
        b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script>",
    ],
    ids=["nested", "tables", "brackets", "elements", "inline", "letters", "json"],
)
def test_hostile_markup_is_refused_quickly(data):
    with pytest.raises(ReportError):
        read_bytes(data, origin="page", report_id="page", suffix=".html")


@pytest.mark.parametrize(
    "data", [b"the of\n\n" + b"(" * 300_000, b"the of\n\n" + b"ABCDE 1 " * 40_000, b"12:3 " * 60_000]
)
def test_hostile_text_is_read_quickly(data):
    assert read_bytes(data, origin="text", report_id="text", suffix=".txt").text == data.decode()

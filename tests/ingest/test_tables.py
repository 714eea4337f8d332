import json

import pytest
from specimens import BODY, URL

from counterclaim.errors import ReportError, UsageError
from counterclaim.ingest.collect import collect
from counterclaim.ingest.columns import parse_columns
from counterclaim.ingest.extract import Options
from counterclaim.ingest.read import read_content
from counterclaim.ledger import Report

ROW = {"id": "a7", "headline": "Army denies attack", "body": BODY[0], "outlet": "Daily Lantern", "date": "2019-03-08",
       "link": URL}  # fmt: skip


def _all(data: bytes, suffix: str, columns: str = "") -> tuple[list[Report], list[ReportError]]:
    options = Options(columns=parse_columns(columns))
    outcomes = list(read_content(data, origin=f"rows{suffix}", report_id="rows", suffix=suffix, options=options))
    reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
    return reports, [outcome for outcome in outcomes if isinstance(outcome, ReportError)]


def _csv(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    lines = [delimiter.join(rows[0])]
    lines += [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row.values()) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode()


def _jsonl(*values: object) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (_csv(ROW), ".csv"),
        (_csv(ROW, delimiter=";"), ".csv"),
        (_csv(ROW, delimiter="\t"), ".tsv"),
        (b"\xef\xbb\xbf" + _csv(ROW), ".csv"),
        (_jsonl(ROW), ".jsonl"),
        (b"\xef\xbb\xbf" + _jsonl(ROW), ".ndjson"),
    ],
)
def test_a_row_is_a_report_by_the_usual_names_of_columns(data, suffix):
    (report,), errors = _all(data, suffix)
    assert errors == []
    assert report.id == "rows-a7"
    assert report.text == f"Army denies attack\n\n{BODY[0]}\n"
    assert (report.title, report.publisher, report.url) == ("Army denies attack", "Daily Lantern", URL)
    assert (report.published, report.times[0].origin) == ("2019-03-08", "column date")


def test_columns_of_other_names_are_mapped():
    row = {"Überschrift": "Army denies attack", "Inhalt": BODY[0], "text": "something else", "Tag": "8 March 2019"}
    (report,), _ = _all(_csv(row), ".csv", "title=Überschrift, text=Inhalt, published=Tag")
    assert report.text == f"Army denies attack\n\n{BODY[0]}\n"
    assert report.published == "2019-03-08"


def test_a_mapping_leads_into_objects_and_lists_of_paragraphs_are_text():
    value = {"meta": {"date": 1552036320}, "article": {"parts": list(BODY)}, "source": {"name": "Daily Lantern"}}
    (report,), _ = _all(_jsonl(value), ".jsonl", "text=article.parts,published=meta.date")
    assert report.text == f"{BODY[0]}\n\n{BODY[1]}\n"
    assert (report.published, report.publisher) == ("2019-03-08T09:12:00+00:00", "Daily Lantern")


def test_rows_without_id_keep_theirs_when_rows_are_added():
    rows = [{"text": one, "title": "Army denies attack"} for one in BODY]
    before = {report.text: report.id for report in _all(_csv(*rows), ".csv")[0]}
    after = {
        report.text: report.id for report in _all(_csv({"text": "New words on it.", "title": "x"}, *rows), ".csv")[0]
    }
    assert after.items() > before.items()


def test_the_same_row_twice_has_two_ids():
    reports, _ = _all(_csv(ROW, ROW), ".csv")
    assert [report.id for report in reports] == ["rows-a7", "rows-a7-2"]


def test_every_row_has_an_id_of_its_own_whatever_ids_the_table_gives():
    rows = [{**ROW, "id": one} for one in ("a7", "a7", "a7-2", "a7", "a7-3")]
    reports, _ = _all(_csv(*rows), ".csv")
    assert [report.id for report in reports] == ["rows-a7", "rows-a7-2", "rows-a7-2-2", "rows-a7-3", "rows-a7-3-2"]


def test_formulas_and_scripts_in_cells_are_text():
    row = {**ROW, "headline": '=HYPERLINK("http://evil.example","Army")', "outlet": "@SUM(1+1)*cmd|' /C calc'!A0",
           "body": f"+1+1 {BODY[0]}"}  # fmt: skip
    (report,), _ = _all(_csv(row), ".csv")
    assert report.title == row["headline"]
    assert report.publisher == row["outlet"]
    assert report.text.startswith(f"{row['headline']}\n\n+1+1 Shells")


def test_markup_in_cells_becomes_plain_text():
    row = {**ROW, "body": f"<p>{BODY[0]}</p><script>alert(1)</script><p>{BODY[1]}</p>", "link": "javascript:alert(1)"}
    (report,), _ = _all(_jsonl(row), ".jsonl")
    assert report.text == f"Army denies attack\n\n{BODY[0]}\n\n{BODY[1]}\n"
    assert report.url is None


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_read():
    data = b'{"text": "cut off\n' + _jsonl(ROW, [1], {"text": " "}, {"title": "x"}) + b"[" * 100_000 + b"\n\n"
    reports, errors = _all(data, ".jsonl")
    assert [report.id for report in reports] == ["rows-a7"]
    assert [error.where for error in errors] == [f"rows.jsonl#row {n}" for n in (1, 3, 4, 5, 6)]
    assert [error.what.partition("(")[0].strip() for error in errors] == [
        "the line is no JSON",
        "the line is no JSON object",
        "its column 'text' is empty",
        "it has no text",
        "the line is no JSON",
    ]


def test_a_thousand_faulty_rows_are_counted():
    _, errors = _all(b"x\n" * 1000, ".jsonl")
    assert len(errors) == 11
    assert errors[-1].what == "990 more rows cannot be read"


def test_halves_of_letters_become_a_substitute():
    line = (
        b'{"id": "\\ud83d", "title": "Army \\ud83d denies", "text": "Shells \\udc00 fell on the market of the town."}'
    )
    (report,), errors = _all(line, ".jsonl", "published=id")
    assert errors == []
    assert report.text == "Army \ufffd denies\n\nShells \ufffd fell on the market of the town.\n"
    repr(report).encode("utf-8")


def test_a_time_that_cannot_be_read_is_told():
    (report,), _ = _all(_csv({**ROW, "date": "soon"}), ".csv")
    assert report.published is None
    assert report.notes == ("the time 'soon' of column date could not be read",)


def test_an_ambiguous_day_stays_open():
    (report,), _ = _all(_csv({**ROW, "date": "04/05/2017"}), ".csv")
    assert report.published is None


@pytest.mark.parametrize(
    ("data", "columns", "reason"),
    [
        (b"", "", "empty"),
        (b"a,b\n1,2\n", "", "no column of the table is known to hold the text; it has a, b"),
        (_csv(ROW), "text=words", "no column 'words' for the text; it has id, headline"),
        (b"text\n", "", "holds no report"),
        (b"PK\x03\x04" + b"\x00" * 100, "", "ZIP"),
    ],
)
def test_a_table_without_reports_is_refused_with_its_name_and_a_remedy(data, columns, reason):
    reports, errors = _all(data, ".csv", columns)
    assert (reports, len(errors)) == ([], 1)
    assert errors[0].where == "rows.csv"
    assert reason in errors[0].what
    assert errors[0].remedy


def test_a_quotation_mark_that_is_never_closed_costs_only_its_row():
    data = _csv(ROW) + b'b1,"Army ' + b"x" * 3_000_000
    reports, errors = _all(data, ".csv")
    assert [report.id for report in reports] == ["rows-a7"]
    assert "larger than field limit" in errors[0].what


@pytest.mark.parametrize("words", ["text", "text=", "=body", "words=body", "text=body,x"])
def test_a_mapping_that_is_none_is_refused(words):
    with pytest.raises(UsageError, match="FIELD=COLUMN"):
        parse_columns(words)


def test_in_a_folder_only_tables_of_texts_are_taken(tmp_path):
    (tmp_path / "reports.csv").write_bytes(_csv(ROW))
    (tmp_path / "facts.csv").write_text("place,toll\nTal Ahmar,12\n")
    (tmp_path / "reports.jsonl").write_bytes(_jsonl({"n": 1, "body": "x" * 100_000}))
    (tmp_path / "log.jsonl").write_bytes(_jsonl({"level": "info"}))
    (tmp_path / "other.csv").write_text("place,words\nTal Ahmar,Twelve people died.\n")
    assert {source.path.name for source in collect([tmp_path])[0]} == {"reports.csv", "reports.jsonl"}
    options = Options(columns=(("text", "words"),))
    assert "other.csv" in {source.path.name for source in collect([tmp_path], options)[0]}

import gzip
import zlib

import brotli
import pytest
from specimens import BODY, URL, article_pdf, page, wacz, warc, warc_record

from counterclaim.errors import ReportError
from counterclaim.ingest.read import read_content
from counterclaim.ingest.unpacked import decoded
from counterclaim.ledger import Report

LIST = b'{"format": "json-pages-1.0"}\n{"url": "%s", "title": "x"}\n' % URL.encode()


def _all(data: bytes, suffix: str = ".warc") -> tuple[list[Report], list[ReportError]]:
    outcomes = list(read_content(data, origin=f"crawl{suffix}", report_id="crawl", suffix=suffix))
    reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
    return reports, [outcome for outcome in outcomes if isinstance(outcome, ReportError)]


@pytest.mark.parametrize("packed", [False, True])
def test_every_captured_page_is_a_report_with_address_and_time(packed):
    reports, errors = _all(warc(packed=packed))
    assert errors == []
    assert [(report.url, report.captured) for report in reports] == [
        (URL, "2019-03-08T10:15:00+00:00"),
        (URL, "2019-03-09T08:00:00+00:00"),
    ]
    assert reports[0].title == "Army denies attack"
    assert reports[0].origin == f"crawl.warc#20190308101500/{URL}"


def test_ids_stay_when_captures_are_added_or_the_archive_is_packed():
    before = {report.origin: report.id for report in _all(warc())[0]}
    more = warc_record("https://other.example/", page(title="Council meets").encode()) + warc()
    after = {report.origin: report.id for report in _all(more)[0]}
    assert after.items() > before.items()
    assert [report.id for report in _all(warc(packed=True), ".warc.gz")[0]] == list(before.values())


def test_two_captures_of_one_second_have_two_ids():
    record = warc_record(URL, page().encode())
    first, second = _all(record + warc_record(URL, page(body=(*BODY, "More.")).encode()))[0]
    assert second.id == f"{first.id}-2"


def test_pages_without_an_article_are_counted_and_named_and_are_no_error():
    data = warc_record("https://lantern.example/", b"<html><body>Home</body></html>") + warc()
    reports, errors = _all(data)
    assert errors == []
    assert reports[-1].notes == ("of the 3 pages in the archive 1 hold no article: https://lantern.example/",)


def test_pdf_and_text_in_an_archive_are_read_and_files_for_programs_are_not():
    words = "\n".join(["Army denies attack", *BODY]).encode()
    data = warc_record("https://a.example/report.pdf", article_pdf(), kind="application/pdf")
    data += warc_record("https://a.example/report.txt", words, kind="text/plain")
    data += warc_record("https://a.example/robots.txt", words, kind="text/plain")
    reports, errors = _all(data)
    assert [report.url for report in reports] == ["https://a.example/report.pdf", "https://a.example/report.txt"]
    assert errors == []
    assert len(reports[0].pages) == 2


def test_a_resource_without_http_headers_is_read():
    (report,), _ = _all(warc_record(URL, page().encode(), http=None, kind="text/html"))
    assert report.title == "Army denies attack"


PACKINGS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
}


@pytest.mark.parametrize("name", PACKINGS)
def test_a_packed_body_is_unpacked(name):
    record = warc_record(URL, PACKINGS[name](page().encode()), headers=f"Content-Encoding: {name}\r\n")
    (report,), _ = _all(record)
    assert report.title == "Army denies attack"


def test_a_chunked_body_is_put_together_and_one_that_only_says_so_is_taken_as_it_is():
    body = page().encode()
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, body[:100], len(body) - 100, body[100:])
    for sent in (chunked, body):
        (report,), _ = _all(warc_record(URL, sent, headers="Transfer-Encoding: chunked\r\n"))
        assert report.title == "Army denies attack"


def test_a_body_of_half_its_length_is_read_as_far_as_it_goes():
    packed = gzip.compress(page(body=BODY * 30).encode())
    (report,), _ = _all(warc_record(URL, packed[: len(packed) - 20], headers="Content-Encoding: gzip\r\n"))
    assert BODY[0] in report.text


def test_bombs_are_refused_and_the_pages_beside_them_are_read():
    bomb = gzip.compress(b"<p>a</p>" * 20_000_000)
    record = warc_record("https://bomb.example/", bomb, headers="Content-Encoding: gzip\r\n")
    reports, errors = _all(record + warc())
    assert len(reports) == 2
    assert "larger than 10 MB" in errors[0].what
    assert "bomb.example" in errors[0].where
    assert decoded(bomb, ["gzip"], 1000) is None


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_refused():
    data = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 3000000000\r\n\r\n" + b" " * 200_000_000)
    reports, errors = _all(data, ".warc.gz")
    assert reports == []
    assert "far more is packed" in errors[0].what


@pytest.mark.parametrize("data", [b"", b"garbage" * 100, b"\x1f\x8b garbage", b"WARC/1.1\r\nContent-Length: x\r\n\r\n"])
def test_what_is_no_archive_is_refused_with_its_name_and_a_remedy(data):
    reports, errors = _all(data)
    assert reports == []
    assert [error.where for error in errors] == ["crawl.warc"]
    assert errors[0].remedy


def test_a_damaged_archive_gives_the_pages_before_the_damage():
    data = warc(packed=True)
    reports, _ = _all(data[:-100], ".warc.gz")
    assert len(reports) >= 1


def test_a_packed_archive_is_read_by_its_list_of_pages():
    frame = warc_record("https://ads.example/frame", page(title="Buy now").encode())
    moved = warc_record("https://lantern.example/old", b"", http="HTTP/1.1 302 Found", headers=f"Location: {URL}\r\n")
    names = {"archive/data.warc": frame + moved + warc(), "pages/pages.jsonl": LIST, "datapackage.json": b"{}"}
    reports, errors = _all(wacz(names), ".wacz")
    assert errors == []
    assert [report.url for report in reports] == [URL, URL]
    listed = LIST.replace(URL.encode(), b"https://lantern.example/old")
    assert len(_all(wacz({**names, "pages/pages.jsonl": listed}), ".wacz")[0]) == 2
    for useless in (b"broken", b'{"url": "https://nowhere.example/"}\n'):
        assert len(_all(wacz({**names, "pages/pages.jsonl": useless}), ".wacz")[0]) == 3


def test_tricks_with_the_names_of_members_lead_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"../../evil.warc": warc(), "/etc/passwd": b"x", "archive/\x1b[31m.warc": b"garbage"}
    reports, _ = _all(wacz(names), ".wacz")
    assert len(reports) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_packed_bomb_is_refused():
    reports, errors = _all(wacz({"archive/a.warc": b" " * 150_000_000}), ".wacz")
    assert reports == []
    assert "far more is packed" in errors[0].what


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 garbage", wacz({"a.txt": b"x"}), wacz({})])
def test_a_file_without_an_archive_is_refused(data):
    reports, errors = _all(data, ".wacz")
    assert (reports, len(errors)) == ([], 1)
    assert errors[0].remedy

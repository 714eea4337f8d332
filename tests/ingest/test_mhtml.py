import pytest
from specimens import URL, mhtml, page

from counterclaim.errors import ReportError
from counterclaim.ingest.read import read_bytes
from counterclaim.ledger import Report

SAVED = "Snapshot-Content-Location: https://lantern.example/saved\r\nDate: Fri, 8 Mar 2019 10:15:00 -0000\r\n"


def _read(data: bytes) -> Report:
    return read_bytes(data, origin="page.mhtml", report_id="page", suffix=".mhtml")


def test_the_page_is_read_with_its_address_and_the_time_of_its_capture():
    report = _read(mhtml(page(), headers=SAVED))
    assert report.title == "Army denies attack"
    assert "“We were not there,” its spokesman told" in report.text
    assert (report.url, report.captured) == ("https://lantern.example/saved", "2019-03-08T10:15:00+00:00")


def test_the_pages_own_address_goes_before_that_of_the_saver():
    report = _read(mhtml(page(head=f'<link rel="canonical" href="{URL}">'), headers=SAVED))
    assert report.url == URL


def test_without_a_record_of_the_saving_the_part_names_the_address():
    report = _read(mhtml(page()))
    assert (report.url, report.captured) == (URL, None)


def test_a_time_after_the_capture_is_kept_and_passed_over():
    head = (
        '<meta property="article:published_time" content="2021-05-01T08:00:00Z"><meta name="date" content="2019-03-07">'
    )
    report = _read(mhtml(page(head=head), headers=SAVED))
    assert report.published == "2019-03-07"
    assert [time.value for time in report.times] == ["2021-05-01T08:00:00+00:00", "2019-03-07"]
    assert any("lies after the capture" in note for note in report.notes)


def test_the_part_that_is_named_as_root_is_the_page():
    frame = page(title="Advertisement", body=("Buy now. " * 30,))
    data = mhtml(page()).replace(b'type="text/html"', b'type="text/html"; start="<frame-1@mhtml.blink>"')
    first = b"------Part\r\nContent-Type: text/html\r\n\r\n" + frame.encode() + b"\r\n"
    data = data.replace(b"------Part\r\n", first + b"------Part\r\n", 1)
    assert _read(data).title == "Army denies attack"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (b"\x00\x01\x02", "damaged"),
        (b"From: x\r\nContent-Type: text/plain\r\n\r\nno page", "damaged"),
        (mhtml(""), "damaged"),
        (mhtml("<p>short</p>"), "no article"),
        (mhtml(page())[:200], "damaged"),
        (b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * 5_000, "damaged"),
    ],
)
def test_a_file_without_a_page_is_refused_with_its_name_and_a_remedy(data, reason):
    with pytest.raises(ReportError, match=reason) as caught:
        _read(data)
    assert caught.value.where == "page.mhtml"
    assert caught.value.remedy


def test_a_charset_that_nobody_knows_is_passed_over():
    assert _read(mhtml(page(), part='text/html; charset="martian"')).title == "Army denies attack"

"""What pages saved by browsers tell about their saving; articles and metadata are in test_read."""

import pytest
from specimens import URL, page

from counterclaim.ingest.read import read_bytes
from counterclaim.ingest.saved import mail_time, web_address
from counterclaim.ledger import Report


def _read(text: str) -> Report:
    return read_bytes(text.encode(), origin="page.html", report_id="page", suffix=".html")


def test_a_page_saved_by_a_browser_tells_its_address():
    report = _read(page().replace("<html>", f"\n<!-- saved from url=(0045){URL} -->\n<html>"))
    assert (report.url, report.captured) == (URL, None)


def test_a_page_saved_by_an_extension_tells_address_and_time():
    when = "Fri Mar 08 2019 10:15:00 GMT+0200 (Eastern European Time)"
    remark = f"<!--\n Page saved with SingleFile \n url: {URL}?session=1 \n saved date: {when}\n-->"
    report = _read(page().replace("<html>", f"<html>{remark}"))
    assert (report.url, report.captured) == (f"{URL}?session=1", "2019-03-08T10:15:00+02:00")


def test_the_permanent_address_goes_first():
    head = f'<link rel="canonical" href="{URL}#top">'
    assert (
        _read(page(head=head).replace("<html>", "<!-- saved from url=(0020)http://other.example/x --><html>")).url
        == URL
    )


@pytest.mark.parametrize("value", ["javascript:alert(1)", "file:///etc/passwd", "/relative", "https://", "http://[", "",
                                   "https://a.example/<script>", "https://a.example/ x", None])  # fmt: skip
def test_what_is_no_address_of_the_web_is_none(value):
    assert web_address(value) is None


@pytest.mark.parametrize("value", ["", "yesterday", "Fri, 99 Mar 2019 10:15:00", "Fri, 8 Mar 1019 10:15:00 +0000"])
def test_what_is_no_time_is_none(value):
    assert mail_time(value) is None

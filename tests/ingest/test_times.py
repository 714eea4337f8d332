import pytest
from specimens import URL, page

from counterclaim.ingest.metadata import any_time
from counterclaim.ingest.read import read_content
from counterclaim.ingest.times import is_after, of_address, with_times
from counterclaim.ledger import Report, TimeCandidate

SAVED = "2019-03-08T10:00:00+00:00"


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("2019-03-08T10:00:01+00:00", False),  # two clocks
        ("2019-03-08T10:06:00+00:00", True),
        ("2019-03-08T12:00:00+02:00", False),
        ("2019-03-08T13:00:00+02:00", True),
        ("2019-03-08", False),
        ("2019-03-09", False),  # it has begun in the east
        ("2019-03-10", True),
        ("2019-03-08T18:00", False),  # without a zone
        ("2019-03-09T18:00", True),
        ("nonsense", False),
    ],
)
def test_what_lies_after_the_capture(value, after):
    assert is_after(value, SAVED) is after
    assert is_after(value, None) is False


def test_a_capture_without_a_zone_or_without_sense_bounds_nothing_wrongly():
    assert is_after("2019-03-09", "2019-03-08T23:00:00") is False
    assert is_after("2029-03-09", "yesterday") is False


def test_the_first_that_can_be_true_counts_and_all_are_kept():
    report = Report(id="a", origin="a", sha256="", text="x", captured=SAVED)
    times = (
        TimeCandidate(role="published", value="2019-03-20", origin="JSON-LD datePublished"),
        TimeCandidate(role="published", value="2019-03-07", origin="text: 7 March 2019"),
        TimeCandidate(role="updated", value="2019-03-05", origin="meta lastmod"),
    )
    dated = with_times(report, times)
    assert (dated.published, dated.updated, dated.times) == ("2019-03-07", "2019-03-05", times)
    assert dated.notes == (
        "it was updated on 2019-03-05, before it was published on 2019-03-07",
        "the time 2019-03-20 (JSON-LD datePublished) lies after the capture and was passed over",
    )


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://lantern.example/2019/03/08/army-denies", "2019-03-08"),
        ("https://lantern.example/world/army-denies-2019-03-08", "2019-03-08"),
        ("https://lantern.example/20190308/army", "2019-03-08"),
        ("https://lantern.example/2019/13/08/army", None),
        ("https://lantern.example/a-2019030812", None),
        (URL, None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url, day):
    assert [time.value for time in of_address(url)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Fri, 08 Mar 2019 09:12:00 GMT", "2019-03-08T09:12:00+00:00"),
        ("March 8, 2019", "2019-03-08"),
        ("8 March 2019, 09:12", "2019-03-08T09:12"),
        ("2019-03-08T09:12:00+0200", "2019-03-08T09:12:00+02:00"),
        ("04/05/2017", None),
        ("published on March 8, 2019 by Ann Roe", None),
        ("", None),
    ],
)
def test_times_in_any_writing(words, time):
    assert any_time(words) == time


ELEMENTS = [
    ('<span itemprop="datePublished" content="2019-03-08T09:12:00Z">today</span>', "2019-03-08T09:12:00+00:00"),
    ('<abbr class="published" title="2019-03-08">yesterday</abbr>', "2019-03-08"),
    ('<time class="entry-date" datetime="2019-03-08">8 March</time>', "2019-03-08"),
    ('<span class="published-by">Ann Roe</span>', None),
]


@pytest.mark.parametrize(("element", "time"), ELEMENTS)
def test_times_in_elements_of_the_page(element, time):
    data = page().replace("</h1>", f"</h1>{element}").encode()
    (report,) = read_content(data, origin="a.html", report_id="a", suffix=".html")
    assert isinstance(report, Report)
    assert report.published == time


def test_the_time_of_the_saving_can_be_given_from_outside():
    data = page(head='<meta name="date" content="2021-01-01">').encode()
    (report,) = read_content(data, origin="a.html", report_id="a", suffix=".html", captured=SAVED)
    assert isinstance(report, Report)
    assert (report.captured, report.published) == (SAVED, None)

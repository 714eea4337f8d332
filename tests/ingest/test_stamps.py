import pytest

from counterclaim.ingest.stamps import decide, stamp_at

STAMPS = [
    ("Posted at 3:26 PM, Mar 07, 2021", "published", "2021-03-07T15:26"),
    ("and last updated 2021-03-07 17:37:36-05", "updated", "2021-03-07T17:37:36-05:00"),
    ("Published June 2 2019", "published", "2019-06-02"),
    ("Date of publication 7 June 2019", "published", "2019-06-07"),
    ("Last updated at Apr 052019", "updated", "2019-04-05"),
    ("Last Update: Tuesday 5 March 2019 KSA 23:28 - GMT 20:28", "updated", "2019-03-05T20:28+00:00"),
    ("Tuesday 5 March 2019", "published", "2019-03-05"),
    ("Friday 8 March 2019 20:02", "published", "2019-03-08T20:02"),
    ("Fri 08 Mar 2019 at 0914", "published", "2019-03-08T09:14"),
    ("March 8 2019 2037 UTC+3", "published", "2019-03-08T20:37+03:00"),
    ("Fri Mar 8 2019 190703", "published", "2019-03-08T19:07:03"),
    ("13-12-2014", "published", "2014-12-13"),
    ("27.05.2017", "published", "2017-05-27"),
    ("(updated 1133 27.05.2017)", "updated", "2017-05-27T11:33"),
    ("2019-03-08T09:12:00Z", "published", "2019-03-08T09:12:00+00:00"),
    ("Aug. 1 2016", "published", "2016-08-01"),
    ("31-08-2014 0742 PM", "published", "2014-08-31T19:42"),
    ("12:05 am, 1 May 2020", "published", "2020-05-01T00:05"),
    ("First published: 9 Oct 2018, 14:05 GMT", "published", "2018-10-09T14:05+00:00"),
]


@pytest.mark.parametrize(("text", "role", "iso"), STAMPS)
def test_stamps_as_publishers_write_them(text, role, iso):
    stamp = stamp_at(text, 0)
    assert stamp is not None
    assert (stamp.role, stamp.iso) == (role, iso)
    assert stamp.span == (0, len(text))


@pytest.mark.parametrize(
    "text", ["31 February 2019", "Published by the army", "2019", "12 people", "May 2019", "1/2/3", ""]
)
def test_what_is_no_stamp(text):
    assert stamp_at(text, 0) is None


def test_figures_behind_a_date_are_no_clock():
    stamp = stamp_at("8 March 2019 1200 people", 0)
    assert (stamp.iso, stamp.span.end) == ("2019-03-08", 12)


def _decided(*texts):
    stamps = [stamp_at(text, 0) for text in texts]
    settled, notes = decide(stamps, max(texts, key=len))
    return [stamp.iso for stamp in settled], notes


def test_strokes_stay_open_unless_a_weekday_or_another_date_decides():
    assert _decided("03/04/2017")[0] == [None]
    assert "left open" in _decided("03/04/2017")[1][0]
    assert _decided("Monday 03/04/2017")[0] == ["2017-04-03"]
    assert _decided("Saturday 03/04/2017")[0] == ["2017-03-04"]
    assert _decided("5 March 2017", "03/04/2017")[0] == ["2017-03-05", "2017-03-04"]


def test_points_and_hyphens_are_day_first_and_hyphens_say_so():
    assert _decided("03.04.2017") == (["2017-04-03"], [])
    iso, notes = _decided("03-04-2017")
    assert iso == ["2017-04-03"]
    assert "day, month, year" in notes[0]


def test_a_weekday_that_contradicts_its_date_is_told():
    assert "does not fit" in _decided("Monday 5 March 2019")[1][0]

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.language.calendar import LENGTH, WEEKDAYS
from counterclaim.language.dates import find_dates
from counterclaim.ledger import Span

PUBLISHED = "2021-03-01T09:30"  # a Monday


def found(text, published=PUBLISHED):
    return list(find_dates(text, (Span(0, len(text)),), published))


def dates(text, published=PUBLISHED):
    return [mention.date for mention in found(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge fell on Saturday.", "2021-02-27"),
        ("The bridge fell late on Saturday.", "2021-02-27"),
        ("The bridge fell on Monday morning.", "2021-03-01"),
        ("The bridge fell last Monday.", "2021-02-22"),
        ("Saturdays strike hit the port", "2021-02-27"),
        ("They will vote on Friday.", "2021-03-05"),
        ("They vote next Friday.", "2021-03-05"),
        ("It happened yesterday.", "2021-02-28"),
        ("It happened overnight.", "2021-03-01"),
        ("It happened last night.", "2021-02-28"),
        ("It happened the day before yesterday.", "2021-02-27"),
        ("on 24 January", "2021-01-24"),
        ("on December 31", "2020-12-31"),
        ("on April 4th", "2020-04-04"),
        ("on Feb. 14, 2019, in the port", "2019-02-14"),
        ("Tuesday 09 April 2019", "2019-04-09"),
        ("on 2019-04-09", "2019-04-09"),
        ("on 09.04.2019", "2019-04-09"),
        ("on 25/12/2019", "2019-12-25"),
        ("in December", "2020-12"),
        ("in late February", "2021-02"),
        ("since March 2011", "2011-03"),
        ("since March 5", "2020-03-05"),
        ("in early 2017", "2017"),
        ("in the summer of 2013", "2013"),
        ("two years ago", "2019"),
        ("three months ago", "2020-12"),
        ("three days ago", "2021-02-26"),
        ("two weeks ago", "2021-02"),
        ("last month", "2021-02"),
        ("last year", "2020"),
        ("the September 17 accord", "2020-09-17"),
    ],
)
def test_words_are_resolved_against_the_publication_date(text, expected):
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2,000 people fled",
        "some 2000 people fled",
        "resolution 2118 was passed",
        "They may have sat there in the sun.",
        "at 1984 Main Street",
        "a march through the town",
        "in 2013 people were counted there",
        "on 31 February 2019",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert dates(text) == []


def test_a_slashed_date_with_two_readings_stays_out_unless_one_is_near_publication():
    assert dates("on 03/02/2019") == []
    assert dates("on 02/03/2021", published="2021-03-20") == ["2021-03-02"]


def test_periods_have_both_ends():
    (mention,) = found("between 2012-2017")
    assert (mention.date, mention.until, mention.precision) == ("2012", "2017", "year")
    (mention,) = found("on 24-26 November 2018")
    assert (mention.date, mention.until) == ("2018-11-24", "2018-11-26")
    (mention,) = found("in the past 24 hours")
    assert (mention.date, mention.until) == ("2021-02-28", "2021-03-01")
    (mention,) = found("last week")
    assert (mention.date, mention.until) == ("2021-02-22", "2021-02-28")


def test_earlier_is_counted_from_the_date_named_before():
    first, second = found("The camp was hit on 3 May 2019. Two days earlier, on the road, a bus burned.")
    assert (second.date, second.relative_to) == ("2019-05-01", "mention")
    assert first.relative_to == "text"


def test_the_time_of_day_is_kept_in_words():
    assert [m.time for m in found("late on Saturday")] == ["late"]
    assert [m.time for m in found("on Sunday evening")] == ["evening"]
    assert [m.time for m in found("at dawn on Friday")] == ["dawn"]
    assert [m.time for m in found("on Friday")] == [None]


def test_relative_dates_stay_open_without_a_publication_date():
    assert dates("on Saturday, yesterday and two years ago", published=None) == [None, None, None]
    assert dates("on 3 May 2019", published=None) == ["2019-05-03"]


def test_spans_are_the_exact_words():
    text = "The port was shelled (Tuesday 09 April 2019) and again on Friday night."
    assert [mention.span.of(text) for mention in found(text)] == ["Tuesday 09 April 2019", "on Friday night"]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_weekday_lies_in_the_week_that_ends_with_publication(published, name):
    (mention,) = found(f"A blast on {name.capitalize()} shook the town.", published.isoformat())
    resolved = date.fromisoformat(mention.date)
    assert WEEKDAYS[resolved.weekday()] == name
    assert timedelta(0) <= published - resolved < timedelta(days=7)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 12, 31)))
def test_yesterday_crosses_months_and_years(published):
    (mention,) = found("It burned yesterday.", published.isoformat())
    assert date.fromisoformat(mention.date) + timedelta(days=1) == published


@given(st.text(alphabet="0123456789 -./,MaryondTuesJune", max_size=60), st.sampled_from([None, "2020-02-29"]))
def test_any_text_gives_dates_of_their_own_precision_inside_it(text, published):
    for mention in found(text, published):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        if mention.date is not None:
            assert len(mention.date) == LENGTH[mention.precision]

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.language import calendar

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
WEEKDAYS = st.integers(0, 6)


@given(DAYS, WEEKDAYS)
def test_a_weekday_is_the_latest_not_after_publication(published, weekday):
    found = calendar.weekday_before(published, weekday)
    assert found.weekday() == weekday
    assert timedelta(0) <= published - found < timedelta(days=7)


@given(DAYS, WEEKDAYS)
def test_last_weekday_is_never_the_day_itself(published, weekday):
    found = calendar.weekday_before(published, weekday, strictly=True)
    assert found.weekday() == weekday
    assert timedelta(0) < published - found <= timedelta(days=7)


@given(DAYS, WEEKDAYS)
def test_a_weekday_to_come_is_the_first_after_publication(published, weekday):
    found = calendar.weekday_after(published, weekday)
    assert found.weekday() == weekday
    assert timedelta(0) < found - published <= timedelta(days=7)


@given(DAYS, st.integers(1, 12))
def test_a_bare_month_is_not_after_publication_and_less_than_a_year_back(published, month):
    year, found = (int(part) for part in calendar.month_before(published, month).split("-"))
    assert found == month
    assert 0 <= (published.year - year) * 12 + published.month - month < 12


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_the_latest_such_day(published, month, day):
    found = calendar.day_before(published, month, day)
    assert (found.month, found.day) == (month, day)
    assert timedelta(0) <= published - found <= timedelta(days=366)


def test_29_february_is_sought_back_to_a_leap_year():
    assert calendar.day_before(date(2019, 3, 1), 2, 29) == date(2016, 2, 29)
    assert calendar.day_before(date(2019, 3, 1), 2, 30) is None


@given(DAYS, st.integers(-600, 600))
def test_months_are_moved_by_whole_months(published, count):
    text, precision = calendar.shift(published, count, "month")
    year, month = (int(part) for part in text.split("-"))
    assert precision == "month"
    assert (year - published.year) * 12 + month - published.month == count


@given(DAYS, st.sampled_from(["day", "night", "week", "month", "year", "decade"]), st.integers(-40, 40))
def test_a_shifted_date_is_as_long_as_its_precision(published, unit, count):
    text, precision = calendar.shift(published, count, unit)
    assert len(text) == calendar.LENGTH[precision]


def test_a_shift_out_of_the_calendar_is_no_date():
    assert calendar.shift(date(1, 1, 2), -5, "day") is None


@given(DAYS, st.integers(-5, 5))
def test_a_week_begins_on_monday(published, weeks):
    first, last = (date.fromisoformat(day) for day in calendar.week_of(published, weeks))
    assert (first.weekday(), last - first) == (0, timedelta(days=6))
    assert first <= published + timedelta(weeks=weeks) <= last

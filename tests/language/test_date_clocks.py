"""Dates told by the clock of the publication: any time zone, any hour, every turn of a week, month and year."""

from datetime import date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.draft import DateMention
from counterclaim.language.calendar import WEEKDAYS
from counterclaim.language.dates import find_dates
from counterclaim.ledger import Span

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31))
ZONES = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
HOURS = st.times(timezones=st.none()).map(lambda t: t.replace(microsecond=0))


def read(words: str, published: str | None) -> DateMention:
    text = f"The mill burned {words}."
    (found,) = find_dates(text, (Span(0, len(text)),), published)
    assert found.span.of(text) in words
    return found


def stamp(day: date, hour: time, zone: timezone) -> str:
    return datetime.combine(day, hour, zone).isoformat()


WORDS = st.sampled_from(
    ["on Tuesday", "last Sunday", "yesterday", "overnight", "this morning", "last week", "this month", "last year",
     "two days ago", "over the weekend", "in the past 24 hours", "on 3 March", "late on Friday", "last night"]
)  # fmt: skip


@given(DAYS, HOURS, ZONES, WORDS)
def test_the_day_is_that_of_the_publishers_own_clock(day, hour, zone, words):
    assert read(words, stamp(day, hour, zone)) == read(words, day.isoformat())


@given(DAYS, st.sampled_from(WEEKDAYS), st.sampled_from(["on {}", "late on {}", "early {}", "on {} night"]))
def test_a_weekday_lies_in_the_seven_days_up_to_publication(day, weekday, form):
    found = read(form.format(weekday.capitalize()), day.isoformat())
    assert found.precision == "day"
    told = date.fromisoformat(found.date or "")
    assert told.strftime("%A").lower() == weekday
    assert timedelta() <= day - told < timedelta(days=7)


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_last_weekday_is_never_the_day_itself(day, weekday):
    told = date.fromisoformat(read(f"last {weekday.capitalize()}", day.isoformat()).date or "")
    assert timedelta() < day - told <= timedelta(days=7)


@given(DAYS)
def test_last_week_ends_before_this_week_begins(day):
    last, this = read("last week", day.isoformat()), read("this week", day.isoformat())
    ended, begun = date.fromisoformat(last.until or ""), date.fromisoformat(this.date or "")
    assert begun - ended == timedelta(days=1)
    assert begun.weekday() == 0
    assert begun <= day <= date.fromisoformat(this.until or "")


@given(DAYS, st.integers(2, 6))
def test_days_ago_go_over_the_turn_of_months_and_years(day, count):
    words = ["two", "three", "four", "five", "six"][count - 2]
    assert read(f"{words} days ago", day.isoformat()).date == (day - timedelta(days=count)).isoformat()


@given(DAYS)
def test_no_word_is_given_more_precision_than_it_has(day):
    published = day.isoformat()
    assert (read("last month", published).precision, len(read("last month", published).date or "")) == ("month", 7)
    assert (read("last year", published).precision, len(read("last year", published).date or "")) == ("year", 4)
    assert read("two weeks ago", published).precision == "month"


@given(WORDS)
def test_without_a_publication_date_a_relative_date_stays_open(words):
    assert read(words, None).date is None

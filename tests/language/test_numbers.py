from hypothesis import given
from hypothesis import strategies as st

from counterclaim.language.numbers import OPEN, Number, numbers, table, value_of

UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelt(number: int) -> str:
    """Write a number in English words."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        tens = TENS[number // 10 - 2]
        return f"{tens}-{UNITS[number % 10]}" if number % 10 else tens
    if number < 1000:
        rest = f" and {spelt(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    rest = f" {spelt(number % 1000)}" if number % 1000 else ""
    return f"{spelt(number // 1000)} thousand{rest}"


def written(number: int) -> list[str]:
    """Write a number as news does: bare, with commas, in words, with blanks, with narrow blanks that do not break."""
    return [
        str(number),
        f"{number:,}",
        spelt(number),
        f"{number:,}".replace(",", " "),
        f"{number:,}".replace(",", "\u202f"),
    ]


BOUNDS = {
    "": lambda n: (n, n, False),
    "at least ": lambda n: (n, None, False),
    "no fewer than ": lambda n: (n, None, False),
    "more than ": lambda n: (n, None, False),
    "over ": lambda n: (n, None, False),
    "up to ": lambda n: (None, n, False),
    "as many as ": lambda n: (None, n, False),
    "no more than ": lambda n: (None, n, False),
    "nearly ": lambda n: (None, n, True),
    "almost ": lambda n: (None, n, True),
    "around ": lambda n: (n, n, True),
    "about ": lambda n: (n, n, True),
    "some ": lambda n: (n, n, True),
    "another ": lambda n: (n, n, False),
}


def read(text: str) -> list[Number]:
    return list(numbers(text, 0, len(text)))


@given(st.integers(2, 999_999), st.sampled_from(sorted(BOUNDS)), st.integers(0, 4))
def test_a_bounded_number_reads_back_as_it_was_written(number, bound, way):
    text = f"The blast killed {bound}{written(number)[way]} people."
    (found,) = read(text)
    assert (found.low, found.high, found.approx) == BOUNDS[bound](number)
    assert found.span.of(text) == f"{bound}{written(number)[way]}"


@given(
    st.integers(2, 900), st.integers(1, 90), st.sampled_from(["between {} and {}", "{}-{}", "{} to {}"]), st.booleans()
)
def test_a_range_reads_back_as_it_was_written(low, more, form, words):
    first, second = (spelt(low), spelt(low + more)) if words and form != "{}-{}" else (str(low), str(low + more))
    text = f"It hurt {form.format(first, second)} villagers"
    (found,) = read(text)
    assert (found.low, found.high) == (low, low + more)


@given(st.integers(11, 99).filter(lambda n: n % 10), st.sampled_from([" million", "m", "mn"]))
def test_millions_with_a_decimal_read_back(tenths, scale):
    text = f"about {tenths / 10}{scale} refugees"
    (found,) = read(text)
    assert (found.low, found.high, found.approx) == (tenths * 100_000, tenths * 100_000, True)
    assert found.span.of(text) == f"about {tenths / 10}{scale}"


@given(st.sampled_from(sorted(table()["vague"])), st.sampled_from(["", "at least ", "up to "]))
def test_a_vague_size_reads_back_as_the_table_has_it(words, bound):
    low, high = (None if n == OPEN else n for n in table()["vague"][words])
    (found,) = read(f"It drove {bound}{words} villagers away")
    expected = (None if bound == "up to " else low, None if bound == "at least " else high)
    assert (found.low, found.high, found.approx) == (*expected, True)


@given(st.text(alphabet="abc ,.-0123456789+%$", max_size=60))
def test_every_number_lies_where_it_says(text):
    end = 0
    for found in read(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end


def bounds(text: str) -> list[tuple[int | None, int | None, bool]]:
    return [(n.low, n.high, n.approx) for n in read(text)]


def test_vague_sizes_stand_for_their_range():
    assert bounds("dozens of people") == [(24, 99, True)]
    assert bounds("scores were hurt") == [(40, 99, True)]
    assert bounds("tens of thousands fled") == [(10_000, 99_999, True)]
    assert bounds("a large number of villagers") == [(None, None, True)]


def test_nobody_is_nought():
    assert bounds("Nobody died and no one was hurt") == [(0, 0, False), (0, 0, False)]


def test_small_alternatives_are_a_range_and_a_list_is_not():
    assert bounds("two or three men") == [(2, 3, False)]
    assert bounds("killed two and three") == [(2, 2, False), (3, 3, False)]


def test_a_move_tells_two_figures_and_no_range():
    assert bounds("rose from 41 to 50") == [(41, 41, False), (50, 50, False)]
    assert bounds("has gone up to 50") == [(50, 50, False)]


def test_words_behind_a_number_bound_it_too():
    assert bounds("20+ killed") == [(20, None, False)]
    assert bounds("thirty or more") == [(30, None, False)]
    assert bounds("a dozen or so men") == [(12, 12, True)]


def test_at_least_belongs_to_the_number_after_it():
    assert bounds("in 2016 at least 25") == [(2016, 2016, False), (25, None, False)]


def test_large_numbers():
    assert bounds("1,300 and 3.5 million and 11 million") == [(n, n, False) for n in (1_300, 3_500_000, 11_000_000)]
    assert bounds("1\u00a0300 people") == [(1_300, 1_300, False)]


def test_numbers_inside_names_clock_times_and_money_are_left_alone():
    assert bounds("an Su-24 with 120mm guns at 6:30 paid $40 on the 4th") == []


def test_value_of_what_is_no_number():
    assert value_of("8.15") is None
    assert value_of("twenty-one") == 21


def test_a_blank_parts_thousands_and_no_list():
    assert bounds("1 300 people") == [(1_300, 1_300, False)]
    assert bounds("killed 12 300 wounded") == [(12, 12, False), (300, 300, False)]
    assert bounds("on July 7 200 people fled") == [(7, 7, False), (200, 200, False)]


def test_a_letter_is_a_scale_only_before_people():
    assert bounds("a wall 5m high") == []
    assert bounds("some 5m people") == [(5_000_000, 5_000_000, True)]

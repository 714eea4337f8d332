from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from specimens import BODY, URL

from counterclaim.ingest.versions import changes, linked, page_key
from counterclaim.ledger import Report, Span

TEXT = f"Army denies attack\n\n{BODY[0]}\n\n{BODY[1]}\n"
FIRST = Report(id="a", origin="a", sha256="", text=TEXT, url=URL, publisher="Lantern", captured="2019-03-08T10:00:00Z")
SECOND = replace(FIRST, id="b", text=TEXT.replace("At least twelve", "Fifteen"), captured="2019-03-09T10:00:00Z")
THIRD = replace(SECOND, id="c", text=SECOND.text + "\nThe mayor left.\n", captured="2019-03-10T10:00:00Z")


def _changed(before: Report, after: Report) -> list[tuple[str, str]]:
    return [(one.before.of(before.text), one.after.of(after.text)) for one in changes(before, after)]


def test_captures_of_one_address_are_versions_with_what_changed():
    first, second, third = linked([FIRST, SECOND, THIRD])
    assert (first.earlier, second.earlier, third.earlier) == (None, "a", "b")
    assert _changed(first, second) == [("At least twelve", "Fifteen")]
    assert _changed(second, third) == [("", "The mayor left.")]
    assert second.changes == changes(FIRST, SECOND)


def test_neither_order_nor_repetition_changes_anything():
    once = linked([FIRST, SECOND, THIRD])
    assert all(set(linked(order)) == set(once) for order in permutations([FIRST, SECOND, THIRD]))
    assert linked(once) == once


def test_a_new_text_behind_an_old_address_is_no_version():
    other = replace(SECOND, text="Council meets\n\nThe council met on Tuesday and spoke about the water of the town.\n")
    assert [report.earlier for report in linked([FIRST, other])] == [None, None]


def test_an_agencys_text_in_two_outlets_is_no_version():
    other = replace(SECOND, url="https://other.example/a", publisher="Other")
    assert [report.earlier for report in linked([FIRST, other])] == [None, None]
    assert [report.earlier for report in linked([replace(FIRST, url=None), replace(other, url=None)])] == [None, None]


def test_without_an_address_one_outlet_and_nearly_the_same_words_are_a_version():
    bare = replace(SECOND, url=None)
    assert [report.earlier for report in linked([FIRST, bare])] == [None, "a"]
    assert [report.earlier for report in linked([replace(FIRST, publisher=None), replace(bare, publisher=None)])] == [
        None,
        None,
    ]


def test_page_furniture_is_no_change():
    first = replace(FIRST, text="5 comments\n" + TEXT, furniture=(Span(0, 10),))
    second = replace(SECOND, text="7 comments\n" + TEXT, furniture=(Span(0, 10),))
    assert changes(first, second) == ()
    assert linked([first, second])[1].earlier == "a"


def test_addresses_of_one_page():
    same = ["https://www.lantern.example/a/?utm_source=x&id=7#top", "http://lantern.example/a?id=7&fbclid=1"]
    assert len({page_key(url) for url in same}) == 1
    assert page_key("https://lantern.example/a?id=8") != page_key(same[0])


def test_a_long_text_that_is_wholly_different_is_one_change():
    first = replace(FIRST, text="".join(f"One{n} is here.\n" for n in range(6000)))
    second = replace(SECOND, text="".join(f"Two{n} is there.\n" for n in range(6000)))
    assert len(changes(first, second)) == 1


WORDS = st.lists(st.sampled_from(["The army.", "said", "Ten\n", "died!", "“No”", "\n\n", "and"]), max_size=25).map(
    " ".join
)


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_changes_turn_one_text_into_the_other(one, other):
    first, second = replace(FIRST, text=one), replace(SECOND, text=other)
    pieces, at = [], 0
    for change in changes(first, second):
        pieces += [one[at : change.before.start], change.after.of(other)]
        at = change.before.end
        assert change.before.start >= 0
    assert " ".join("".join(f" {piece} " for piece in [*pieces, one[at:]]).split()) == " ".join(other.split())

"""Claims that are read off event mentions, and those of rules beside them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims.fusion import BESIDE, joined
from counterclaim.ledger import Claim, Span


def claim(start, end=None, type_="means", rule="words"):
    return Claim(type=type_, span=Span(start, end if end is not None else start + 5), rule=rule)


READ = claim(100, 110, rule="event mention")


@pytest.mark.parametrize("ruled", [claim(102), claim(110 + BESIDE), claim(95 - BESIDE), claim(0, 400)])
def test_what_was_read_stands_for_what_a_rule_finds_near_it(ruled):
    assert joined([READ], [ruled], [READ]) == (READ,)


@pytest.mark.parametrize("ruled", [claim(111 + BESIDE), claim(94 - BESIDE), claim(102, type_="casualty")])
def test_what_stands_far_from_it_or_is_of_another_type_is_kept_behind_it(ruled):
    assert joined([READ], [ruled], [READ]) == (READ, ruled)


def test_what_another_statement_of_the_report_has_is_not_found_again():
    assert joined([], [claim(102)], [READ]) == ()


def test_rules_do_not_stand_for_one_another():
    ruled = [claim(10), claim(12)]
    assert joined([], ruled, []) == tuple(ruled)


claims = st.lists(
    st.builds(claim, st.integers(0, 500), type_=st.sampled_from(["means", "casualty", "where"])), max_size=6
)


@settings(deadline=None)
@given(claims, claims, claims)
def test_all_that_was_read_is_kept_and_of_the_rules_only_what_stands_alone(own, ruled, others):
    found = joined(own, ruled, [*own, *others])
    assert list(found[: len(own)]) == own
    for one in found[len(own) :]:
        assert one in ruled
        gaps = [
            max(o.span.start - one.span.end, one.span.start - o.span.end) for o in [*own, *others] if o.type == one.type
        ]
        assert all(gap > BESIDE for gap in gaps)


@settings(deadline=None)
@given(claims, claims)
def test_without_the_rules_nothing_of_a_report_changes(own, others):
    assert joined(own, [], [*own, *others]) == tuple(own)

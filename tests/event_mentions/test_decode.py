"""From scores to runs of words that tell of happening, with scores written by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.encoder.heads import ARGUMENTS, PREDICATES, VALUES
from counterclaim.event_mentions.decode import COSTS, HOLDS, Told, softmax, told

FREE = dict.fromkeys((*PREDICATES, *ARGUMENTS), 0.0)
TEXT = "Gunmen shot two millers dead at Kolva"


def heads(text, runs):
    return [(one.head, text[slice(*one.span)]) for one in runs]


def test_runs_of_all_heads_come_in_the_order_of_the_text(encoded):
    tags = {"harm": "OOBIEOO", "deed": "OBIIEOO", "place": "OOOOOOS", "agent": "SOOOOOO"}
    assert heads(TEXT, told(encoded(TEXT, tags), FREE)) == [
        ("agent", "Gunmen"),
        ("deed", "shot two millers dead"),
        ("harm", "two millers dead"),
        ("place", "Kolva"),
    ]


def test_the_same_words_may_be_a_harm_and_a_deed(encoded):
    tags = {"harm": "OBIIEOO", "deed": "OBIIEOO"}
    assert [one.head for one in told(encoded(TEXT, tags), FREE)] == ["harm", "deed"]


def test_what_belongs_to_attribution_tells_of_nothing(encoded):
    assert told(encoded(TEXT, {"source": "SOOOOOO", "cue": "OSOOOOO", "content": "OOBIIIE"}), FREE) == []


def test_a_run_must_earn_the_cost_of_its_own_head(encoded):
    read = encoded(TEXT, {"harm": "OSOOOOO", "deed": "OSOOOOO"}, sure=2.0)
    assert [one.head for one in told(read, {**FREE, "harm": 3.0})] == ["deed"]


def test_words_that_are_nothing_for_sure_tell_of_nothing_at_the_costs_of_the_program(encoded):
    assert told(encoded(TEXT, {})) == []
    assert set(COSTS) == {*PREDICATES, *ARGUMENTS}


def test_a_surer_run_has_the_higher_score(encoded):
    (weak,), (strong,) = (told(encoded(TEXT, {"harm": "OBEOOOO"}, sure=sure), FREE) for sure in (3.0, 6.0))
    assert 0 < weak.score < strong.score


def test_the_classes_of_a_run_are_those_of_most_of_its_words(encoded):
    values = {
        "measure": [None, None, "injured", "killed", "injured", None, "killed"],
        "harm negated": ["yes", "yes", "no", "no", "yes", "yes", "yes"],
        "background": [None, None, "yes", "no", "yes", None, None],
    }
    (one,) = told(encoded(TEXT, {"harm": "OOBIEOO"}, values), FREE)
    assert one.most_likely("measure") == "injured"
    assert not one.holds("harm negated")
    assert one.holds("background")


def test_each_run_has_probabilities_of_every_class(encoded):
    (one,) = told(encoded(TEXT, {"proof": "OBEOOOO"}), FREE)
    assert {name: len(found) for name, found in one.values.items()} == {name: len(c) for name, c in VALUES.items()}
    assert all(sum(found) == pytest.approx(1.0) for found in one.values.values())


@pytest.mark.parametrize("name", HOLDS)
def test_a_class_of_two_holds_from_its_threshold_on(name):
    at = HOLDS[name]
    values = [(1 - p, p) for p in (at - 0.01, at, at + 0.01)]
    assert [Told("harm", (0, 1), 0.0, {name: pair}).holds(name) for pair in values] == [False, True, True]


@settings(deadline=None)
@given(st.lists(st.floats(-500, 500, width=32), min_size=2, max_size=7))
def test_probabilities_add_up_to_one_and_keep_the_order_of_their_scores(scores):
    found = softmax(np.array(scores, dtype=np.float32))
    assert float(found.sum()) == pytest.approx(1.0, abs=1e-5)
    assert found[int(np.argmax(scores))] == found.max()

"""The table of deeds: each row with its own sentence, and what is no deed."""

from collections import Counter

import pytest

from counterclaim.draft import Draft
from counterclaim.event_mentions.frames import deeds, violence_of
from counterclaim.language import parse
from counterclaim.ledger import Report, Span


def violence(sentence, words):
    draft = parse.STAGE.run(Draft(report=Report(id="r", origin="", sha256="", text=sentence)))
    at = sentence.index(words)
    return violence_of(draft, Span(at, at + len(words)))


@pytest.mark.parametrize("name", deeds())
def test_the_example_of_each_deed_names_it(name):
    assert violence(deeds()[name].example, deeds()[name].found) == name


@pytest.mark.parametrize("part", ["verbs", "nouns"])
def test_no_word_stands_for_two_deeds(part):
    times = Counter(words for deed in deeds().values() for words in getattr(deed, part))
    assert [words for words, n in times.items() if n > 1] == []


@pytest.mark.parametrize(
    ("sentence", "words", "name"),
    [
        ("The fatal shooting of the miller shocked Kolva.", "The fatal shooting", "shooting"),
        ("Two millers had been shot dead by noon.", "had been shot", "shooting"),
        ("The sentries opened fire at noon.", "opened fire", "shooting"),
        ("The sentries gunned down a miller.", "gunned down", "shooting"),
        ("The sentries fired at the crowd.", "fired at", "shooting"),
        ("A fire in the mill killed a guard.", "A fire", "fire"),
        ("Rioters set fire to the mill.", "set fire", "fire"),
        ("There was a second explosion.", "a second explosion", "explosion"),
    ],
)
def test_words_beside_a_deed_that_name_no_thing_change_nothing(sentence, words, name):
    assert violence(sentence, words) == name


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The militia fired a rocket at the ferry.", "fired a rocket"),
        ("A suicide bombing killed the mayor.", "suicide bombing"),
        ("The mill was hit by a mortar shell.", "a mortar shell"),
        ("A missile hit the mill.", "A missile"),
        ("The mayor opened the bridge.", "opened the bridge"),
        ("They fired the cook's rifle.", "fired the cook's rifle"),
        ("Kolva mourned.", "mourned"),
    ],
)
def test_things_are_no_deeds(sentence, words):
    assert violence(sentence, words) is None

"""From scores to attributions, with scores written by hand: one word is one piece."""

from itertools import pairwise

import numpy as np
import pytest

from counterclaim.attribution.tagger import decode
from counterclaim.attribution.tagger.decode import Scores

SURE = 6.0


def scores_of(words: list[str], labels: dict[str, list[str]], links: dict[tuple[int, int, int], float]) -> Scores:
    """Labels by role as a string of O, B, I for each word; links by (relation, cue word, member word)."""
    bio = np.zeros((len(words), 9), dtype=np.float32)
    for role, name in enumerate(decode.ROLES):
        for place, label in enumerate(labels.get(name, ["O"] * len(words))):
            bio[place, role * 3 + "OBI".index(label)] = SURE
    pairs = np.full((2, len(words), len(words)), -SURE, dtype=np.float32)
    for (relation, cue, member), value in links.items():
        pairs[relation, cue, member] = value
    return Scores(0, bio, pairs)


def decoded(
    text: str, labels: dict[str, list[str]], links: dict[tuple[int, int, int], float]
) -> list[dict[str, object]]:
    words = text.split()
    offsets, at = [], 0
    for word in words:
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    found = decode.decode([scores_of(words, labels, links)], text, offsets).attributions
    return [
        {
            "source": [text[a:b] for a, b in f.source],
            "cue": text[slice(*f.cue)],
            "content": [text[a:b] for a, b in f.content],
        }
        for f in found
    ]


def test_a_cue_takes_the_source_and_the_content_that_it_is_linked_to() -> None:
    found = decoded(
        "the mayor said shells fell",
        {"source": [*"BIOOO"], "cue": [*"OOBOO"], "content": [*"OOOBI"]},
        {(0, 2, 0): SURE, (0, 2, 1): SURE, (1, 2, 3): SURE, (1, 2, 4): SURE},
    )
    assert found == [{"source": ["the mayor"], "cue": "said", "content": ["shells fell"]}]


def test_of_two_cues_the_one_with_the_stronger_link_gets_the_content() -> None:
    found = decoded(
        "police warned and medics said dozens died",
        {"source": [*"BOOBOOO"], "cue": [*"OBOOBOO"], "content": [*"OOOOOBI"]},
        {(1, 4, 5): SURE, (1, 4, 6): SURE, (0, 1, 0): SURE, (0, 4, 3): SURE},
    )
    assert [f["cue"] for f in found if f["content"]] == ["said"]
    assert next(f for f in found if f["content"])["source"] == ["medics"]


def test_content_around_its_cue_stays_one_attribution_with_two_spans() -> None:
    found = decoded(
        "roads said Lund are closed",
        {"source": [*"OOBOO"], "cue": [*"OBOOO"], "content": [*"BOOBI"]},
        {(0, 1, 2): SURE, (1, 1, 0): SURE, (1, 1, 3): SURE, (1, 1, 4): SURE},
    )
    assert found == [{"source": ["Lund"], "cue": "said", "content": ["roads", "are closed"]}]


def test_a_cue_without_a_source_keeps_none() -> None:
    found = decoded(
        "reportedly shells fell", {"cue": [*"BOO"], "content": [*"OBI"]}, {(1, 0, 1): SURE, (1, 0, 2): SURE}
    )
    assert found == [{"source": [], "cue": "reportedly", "content": ["shells fell"]}]


def test_no_pieces_give_no_attributions() -> None:
    assert decode.decode([], "", []).attributions == ()


@pytest.mark.parametrize("size", [1, 40, 64, 254, 255, 600, 2000, 4321])
def test_the_windows_cover_a_text_of_any_length_and_share_a_margin(size: int) -> None:
    bounds = decode.window_bounds(size)
    assert {p for low, high in bounds for p in range(low, high)} == set(range(size))
    assert all(high - low <= decode.WINDOW - 2 for low, high in bounds)
    shared = [before[1] - after[0] for before, after in pairwise(bounds)]
    assert all(abs(n - decode.OVERLAP) <= 1 for n in shared)


def test_a_word_of_several_pieces_begins_once() -> None:
    text = "Khartoum's port"
    offsets = [(0, 4), (4, 8), (8, 9), (9, 10), (11, 15)]
    assert decode.word_starts(text, offsets).tolist() == [0, 2, 3, 4]

"""From scores to attributions, with scores written by hand: one word is one piece."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from counterclaim.attribution.tagger import decode
from counterclaim.encoder.heads import COLUMNS, ROLES, WIDTH_OF_OUTPUT
from counterclaim.encoder.reading import Encoded, Window
from counterclaim.encoder.runs import TAGS

SURE = 8.0

Tags = tuple[str, str]  # of source, of content


def tagged(tags: Sequence[str], sure: float = SURE) -> np.ndarray:
    """Scores [words, len(tags), 5] that say one row of tags for each role."""
    scores = np.zeros((len(tags[0]), len(tags), len(TAGS)), dtype=np.float32)
    for role, row in enumerate(tags):
        for place, tag in enumerate(row):
            scores[place, role, TAGS.index(tag)] = sure
    return scores


class Linker:
    """Answers with tags by the first piece of the cue; `sure` is how sure it is."""

    def __init__(self, answers: dict[int, Tags], sure: dict[int, float] | None = None) -> None:
        self.answers, self.sure = answers, sure or {}

    def run(self, names: Sequence[str] | None, feed: Mapping[str, Any]) -> Sequence[Any]:
        low, ahead = (int(n) for n in feed["hidden"][0, 0])
        rows = []
        for weights in feed["cue"]:
            piece = int(np.flatnonzero(weights)[0]) - ahead + low
            scores = tagged(self.answers[piece], self.sure.get(piece, SURE))
            row = np.full((len(weights), 2, len(TAGS)), -SURE, dtype=np.float32)  # what is no word is nothing
            row[ahead:-1] = scores[low : low + len(weights) - ahead - 1]
            rows.append(row.reshape(len(weights), -1))
        return [np.stack(rows)]


def encoded(text: str, cues: str, bounds: Sequence[tuple[int, int]], flat: Tags | None, sure: float = SURE) -> Encoded:
    """A text as the encoder has read it; the windows behind the first are shown three pieces more."""
    words = text.split()
    offsets, at = [], 0
    for word in words:
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    whole = np.zeros((len(words), WIDTH_OF_OUTPUT), dtype=np.float32)
    rows = {"cue": cues} if flat is None else dict(zip(ROLES, (flat[0], cues, flat[1]), strict=True))
    for role, row in rows.items():
        whole[:, COLUMNS[role].slice] = tagged([row], sure)[:, 0]
    windows = []
    for low, high in bounds or [(0, len(words))]:
        ahead = 4 if low else 1
        hidden = np.full((1, ahead + high - low + 1, 2), (low, ahead), dtype=np.float32)
        windows.append(Window(low, ahead, hidden, whole[low:high]))
    return Encoded(windows, text, offsets)


def decoded(
    text: str, cues: str, linker: Linker, *, bounds: Sequence[tuple[int, int]] = (), flat: Tags | None = None
) -> list[tuple[list[str], str, list[str]]]:
    return [
        ([text[a:b] for a, b in f.source], text[slice(*f.cue)], [text[a:b] for a, b in f.content])
        for f in decode.decode(encoded(text, cues, bounds, flat), linker).attributions
    ]


def test_a_cue_takes_the_source_and_the_content_that_the_linker_gives_it() -> None:
    found = decoded("the mayor said shells fell", "OOSOO", Linker({2: ("BEOOO", "OOOBE")}))
    assert found == [(["the mayor"], "said", ["shells fell"])]


def test_of_two_cues_the_surer_one_gets_the_content() -> None:
    linker = Linker({1: ("SOOOOOO", "OOOOOBE"), 4: ("OOOSOOO", "OOOOOBE")}, {1: 4.0, 4: 9.0})
    found = decoded("police warned and medics said dozens died", "OSOOSOO", linker)
    assert found == [(["police"], "warned", []), (["medics"], "said", ["dozens died"])]


def test_content_around_its_cue_stays_one_attribution_with_two_spans() -> None:
    found = decoded("roads said Lund are closed", "OSOOO", Linker({1: ("OOSOO", "SOOBE")}))
    assert found == [(["Lund"], "said", ["roads", "are closed"])]


def test_two_cues_may_share_their_source() -> None:
    linker = Linker({1: ("SOOOOO", "OOBEOO"), 4: ("SOOOOO", "OOOOOS")})
    found = decoded("Lund said roads closed adding soon", "OSOOSO", linker)
    assert [source for source, _, _ in found] == [["Lund"], ["Lund"]]


def test_a_cue_without_a_source_keeps_none() -> None:
    assert decoded("reportedly shells fell", "SOO", Linker({0: ("OOO", "OBE")})) == [
        ([], "reportedly", ["shells fell"])
    ]


def test_content_that_runs_out_of_its_window_goes_on_as_its_neighbour_says() -> None:
    text = "Lund said roads were closed for good today"
    linker = Linker({1: ("SOOOOOOO", "OOBIIIIE")})
    found = decoded(text, "OSOOOOOO", linker, bounds=[(0, 5), (3, 8)], flat=("SOOOOOOO", "OOBIIIEO"))
    assert found == [(["Lund"], "said", ["roads were closed for good"])]


def test_a_cue_of_a_later_window_is_linked_behind_what_that_window_is_shown_first() -> None:
    linker = Linker({5: ("OOOOSOOO", "OOOOOOBE")})
    found = decoded("roads were closed today Lund said without delay", "OOOOOSOO", linker, bounds=[(0, 5), (3, 8)])
    assert found == [(["Lund"], "said", ["without delay"])]


def test_words_without_a_cue_give_no_attributions() -> None:
    assert decoded("shells fell", "OO", Linker({})) == []


def test_every_word_has_its_probability_of_standing_in_a_cue() -> None:
    found = decode.decode(encoded("Lund said so", "OSO", (), None), Linker({1: ("SOO", "OOS")}))
    assert found.words == ((0, 4), (5, 9), (10, 12))
    assert found.cue[1] > 0.99 > 0.01 > max(found.cue[0], found.cue[2])
    assert found.attributions[0].score == pytest.approx(found.cue[1])

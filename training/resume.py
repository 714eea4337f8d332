"""Rebuild a checkpoint from exported weights, to go on training where the shipped ones were left.

The weights are what int8 kept of them. Word embeddings are never trained: they come from the base weights.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from counterclaim.encoder.weights import ENCODER, LINKER

EMBEDDINGS = ("looks", "minilm.embeddings.token_type_embeddings", "minilm.embeddings.position_embeddings")
STEPS = 6  # nodes between a product and the sum that adds its bias


def weights_of(path: Path) -> dict[str, np.ndarray]:
    """Return the tensors of one exported part by the names of their parameters."""
    graph = onnx.load(str(path)).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    kept = {
        name: value
        for name, value in values.items()
        if value.dtype == np.float32 and "." in name and not name.startswith("/") and not name.endswith("_scale")
    }
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            bias = _bias(node, users, values)
            if bias is not None:
                base = node.input[1].removesuffix("_quantized")
                kept[bias.removesuffix("bias") + "weight"] = _floats(values, base).T.copy()
    for name in EMBEDDINGS:
        if f"{name}.weight_quantized" in values:
            kept[f"{name}.weight"] = _floats(values, f"{name}.weight")
    return kept


def _floats(values: dict[str, np.ndarray], base: str) -> np.ndarray:
    zero = values[f"{base}_zero_point"].astype(np.float32)
    floats: np.ndarray = (values[f"{base}_quantized"].astype(np.float32) - zero) * values[f"{base}_scale"]
    return floats


def _bias(node: onnx.NodeProto, users: dict[str, list[onnx.NodeProto]], values: dict[str, np.ndarray]) -> str | None:
    """Return the name of the bias that is added to a product, None if there is none."""
    for _ in range(STEPS):
        behind = [user for user in users.get(node.output[0], []) if user.op_type in {"Cast", "Mul", "Add"}]
        if not behind:
            return None
        node = behind[0]
        if node.op_type == "Add":
            return next((name for name in node.input if name in values), None)
    return None


def main() -> None:
    """Write the checkpoint."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--model", type=Path, required=True, help="folder of the exported model")
    ap.add_argument("--out", type=Path, required=True, help="checkpoint file")
    args = ap.parse_args()
    parts = {"encoder": weights_of(args.model / ENCODER), "linker": weights_of(args.model / LINKER)}
    tensors = {f"{part}.{name}": torch.tensor(value) for part, found in parts.items() for name, value in found.items()}
    torch.save(tensors, args.out)
    print(f"saved {args.out}: {len(tensors)} tensors")


if __name__ == "__main__":
    main()

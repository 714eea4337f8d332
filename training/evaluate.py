"""Tag the development articles with an exported model and write predictions for the scorer; report the speed."""

import argparse
import json
import time
from pathlib import Path

import onnxruntime
from data import read_articles
from tokenizers import Tokenizer

from counterclaim.attribution.tagger.decode import tag


def load(folder: Path, name: str) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    """Load a model on one thread and its tokenizer without padding and truncation."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return session, tokenizer


def main() -> None:
    """Write one JSON line for each article."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="folder with text/ and attributions/")
    ap.add_argument("--model", type=Path, required=True, help="folder of the exported model")
    ap.add_argument("--name", default="model.onnx")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--limit", type=int, default=10**6, help="only so many articles")
    args = ap.parse_args()
    session, tokenizer = load(args.model, args.name)
    articles = read_articles(args.data)[: args.limit]
    began = time.perf_counter()
    tagged = [tag(a.text, session, tokenizer).attributions for a in articles]
    took = time.perf_counter() - began
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words} words, {words / took:.0f} words/s on one thread")
    with args.out.open("w", encoding="utf-8") as out:
        for article, found in zip(articles, tagged, strict=True):
            rows = [{"source": list(a.source), "cue": [a.cue], "content": list(a.content)} for a in found]
            out.write(json.dumps({"doc": article.name, "attributions": rows}) + "\n")


if __name__ == "__main__":
    main()

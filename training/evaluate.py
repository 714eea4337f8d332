"""Tag articles with an exported model and write predictions for the scorer; report the speed."""

import argparse
import json
import time
from pathlib import Path

from annotated import read_folder
from data import article_of, read_articles
from texts import texts_in

from counterclaim.attribution.tagger.decode import Attribution, decode
from counterclaim.encoder import weights
from counterclaim.encoder.reading import Model, read


def tag(text: str, model: Model) -> tuple[Attribution, ...]:
    """Find the attributions of a text."""
    encoded = read(text, model)
    return decode(encoded, model.linker).attributions if encoded is not None else ()


def main() -> None:
    """Write one JSON line for each article."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, help="folder with text/ and attributions/")
    ap.add_argument("--annotated", type=Path, nargs="*", default=[], help="folders with annotated reports instead")
    ap.add_argument("--texts", type=Path, help="folder of the corpora over which reports are annotated by offsets")
    ap.add_argument("--model", type=Path, help="folder of the exported model; without it the one that is shipped")
    ap.add_argument("--encoder", default=weights.ENCODER, help="its encoder")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--limit", type=int, default=10**6, help="only so many articles")
    args = ap.parse_args()
    model = weights.load(args.model, args.encoder)
    texts = dict(texts_in(args.texts)) if args.texts else {}
    articles = [article_of(a) for folder in args.annotated for a in read_folder(folder, texts)]
    articles += read_articles(args.data) if args.data else []
    articles = articles[: args.limit]
    began = time.perf_counter()
    tagged = [tag(a.text, model) for a in articles]
    took = time.perf_counter() - began
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words} words, {words / took:.0f} words/s on one thread")
    with args.out.open("w", encoding="utf-8") as out:
        for article, found in zip(articles, tagged, strict=True):
            rows = [{"source": list(a.source), "cue": [a.cue], "content": list(a.content)} for a in found]
            out.write(json.dumps({"doc": article.name, "attributions": rows}) + "\n")


if __name__ == "__main__":
    main()

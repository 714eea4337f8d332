"""The tagger: MiniLM that labels every cue, and a light network that labels source and content once for each cue."""

import torch
from data import IGNORE, LINKED
from torch import Tensor, nn

from counterclaim.encoder.heads import COLUMNS, ROLES, SPANS, VALUES, WIDTH_OF_OUTPUT
from counterclaim.encoder.pieces import DISTANCES, LOOKS
from counterclaim.encoder.runs import TAGS

WIDTH = 384  # of MiniLM
NARROW = 192  # of the network that runs once for each cue
DILATIONS = (1, 3, 9)  # of three convolutions of KERNEL pieces: together they see 39 pieces on either side
KERNEL = 7
LINKED_SCALE = 48.0  # pieces of an average source and content: makes the loss of one cue as large as one label's
FOUND_WEIGHT = 2.0  # of the tags of a run against "outside", in the heads of what is told
RARE_WEIGHT = {"happening": 3.0, "proof": 3.0, "reason": 6.0}  # the same in heads that few words belong to
TOLD_WEIGHT = {"happening": 2.0, "proof": 2.0, "reason": 3.0}  # of the heads of what is told; 1 of those not named
YES_WEIGHT = 4.0  # of "negated" against "not negated", which is ten to thirty times as frequent
VALUE_WEIGHT = 0.5  # of each of the heads that class a run
VALUE_RUNS = 4.0  # runs in a batch below which their loss counts for less
FLAT_WEIGHT = 0.5  # labels of sources and contents without their cue only help the encoder to learn


class Block(nn.Module):
    """A residual convolution along the text, piece-wise layers behind it (Liu et al. 2022, ConvNeXt)."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        padding = dilation * (KERNEL // 2)
        self.along = nn.Conv1d(NARROW, NARROW, KERNEL, padding=padding, dilation=dilation, groups=NARROW)
        self.norm = nn.LayerNorm(NARROW)
        self.wide = nn.Linear(NARROW, 2 * NARROW)
        self.back = nn.Linear(2 * NARROW, NARROW)

    def forward(self, x: Tensor) -> Tensor:
        """Map [N, T, NARROW] to the same shape."""
        along = self.norm(self.along(x.transpose(1, 2)).transpose(1, 2))
        return x + self.back(nn.functional.gelu(self.wide(along)))


class Encoder(nn.Module):
    """Pieces [B, T] and their looks to hidden states [B, T, WIDTH] and flat label scores [B, T, roles x tags]."""

    def __init__(self, minilm: nn.Module) -> None:
        super().__init__()
        self.minilm = minilm
        self.looks = nn.Embedding(LOOKS, WIDTH)
        nn.init.zeros_(self.looks.weight)
        self.drop = nn.Dropout(0.1)
        self.flat = nn.Linear(WIDTH, WIDTH_OF_OUTPUT)

    def forward(self, ids: Tensor, mask: Tensor, looks: Tensor) -> tuple[Tensor, Tensor]:
        """Encode and label."""
        embedded = self.minilm.embeddings.word_embeddings(ids) + self.looks(looks)
        hidden = self.minilm(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return hidden, self.flat(self.drop(hidden))


class Linker(nn.Module):
    """For each cue, a label of its source and of its content at every piece of the cue's window."""

    def __init__(self) -> None:
        super().__init__()
        self.member = nn.Linear(WIDTH, 2 * NARROW)
        self.anchor = nn.Linear(WIDTH, 2 * NARROW)
        self.apart = nn.Embedding(DISTANCES, NARROW)
        nn.init.normal_(self.apart.weight, std=0.1)
        self.blocks = nn.ModuleList([Block(d) for d in DILATIONS])
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(NARROW, len(LINKED) * len(TAGS))

    def forward(self, hidden: Tensor, cue: Tensor, apart: Tensor) -> Tensor:
        """Label.

        Args:
            hidden: [N, T, WIDTH] or [1, T, WIDTH] where all cues are of one window.
            cue: [N, T] weights that add up to 1 over the pieces of the cue.
            apart: [N, T] numbers from `pieces.anchor`.

        Returns:
            [N, T, len(LINKED) x len(TAGS)].
        """
        add, times = self.member(hidden).chunk(2, dim=-1)
        of_cue = self.anchor(cue.unsqueeze(1) @ hidden)  # [N, 1, 2 x NARROW]
        cue_add, cue_times = of_cue.chunk(2, dim=-1)
        x = nn.functional.gelu(add + cue_add + self.apart(apart)) + times * cue_times / NARROW**0.5
        for block in self.blocks:
            x = block(x)
        return self.out(self.drop(x))


class Tagger(nn.Module):
    """Both parts, trained together."""

    def __init__(self, minilm: nn.Module) -> None:
        super().__init__()
        self.encoder = Encoder(minilm)
        self.linker = Linker()


def cross_entropy(scores: Tensor, gold: Tensor, weights: Tensor | None = None) -> Tensor:
    """Return the summed loss of label scores [..., tags] against [...]; IGNORE counts for nothing."""
    return nn.functional.cross_entropy(
        scores.reshape(-1, len(TAGS)).float(), gold.reshape(-1), weight=weights, ignore_index=IGNORE, reduction="sum"
    )


def spans_of(scores: Tensor) -> Tensor:
    """Return the scores of the span heads as [..., len(SPANS), tags]."""
    return scores[..., : len(SPANS) * len(TAGS)].unflatten(-1, (len(SPANS), len(TAGS)))


def loss_of(scores: Tensor, linked: Tensor | None, batch: dict[str, Tensor]) -> Tensor:
    """Mean loss of the labels of a word, plus that of the members of a cue, plus that of the classes of a run.

    Labels of what is told count double where a run is: most words lie in none.
    """
    tags, flat = spans_of(scores), batch["flat"]
    total = torch.zeros((), device=scores.device)
    for number, name in enumerate(SPANS):
        words = (flat[..., number] != IGNORE).sum().clamp(min=1)
        own = number < len(ROLES)
        weight = (1.0 if name == "cue" else FLAT_WEIGHT) if own else TOLD_WEIGHT.get(name, 1.0)
        runs = [RARE_WEIGHT.get(name, FOUND_WEIGHT)] * (len(TAGS) - 1)
        found = torch.tensor([1.0, *runs], device=scores.device)
        total = total + weight * cross_entropy(tags[:, :, number], flat[..., number], None if own else found) / words
    for number, name in enumerate(VALUES):
        gold, shares = batch["values"][..., number], batch["shares"][..., number]
        if not shares.any():
            continue
        each = nn.functional.cross_entropy(
            scores[..., COLUMNS[name].slice].transpose(1, 2).float(), gold, ignore_index=IGNORE, reduction="none",
            weight=torch.tensor([1.0, YES_WEIGHT], device=scores.device) if name.endswith("negated") else None,
        )  # fmt: skip
        total = total + VALUE_WEIGHT * (each * shares).sum() / shares.sum().clamp(min=VALUE_RUNS)
    if linked is not None and len(linked):
        total = total + cross_entropy(linked, batch["linked"]) / (len(linked) * LINKED_SCALE)
    return total

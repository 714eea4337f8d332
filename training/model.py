"""The tagger: MiniLM that labels every cue, and a light network that labels source and content once for each cue."""

import torch
from data import IGNORE, LINKED, ROLES
from torch import Tensor, nn

from counterclaim.attribution.tagger.pieces import DISTANCES, LOOKS
from counterclaim.attribution.tagger.viterbi import TAGS

WIDTH = 384  # of MiniLM
NARROW = 192  # of the network that runs once for each cue
DILATIONS = (1, 3, 9)  # of three convolutions of KERNEL pieces: together they see 39 pieces on either side
KERNEL = 7
LINKED_SCALE = 48.0  # pieces of an average source and content: makes the loss of one cue as large as one label's
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
        self.flat = nn.Linear(WIDTH, len(ROLES) * len(TAGS))

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


def loss_of(flat: Tensor, linked: Tensor | None, gold_flat: Tensor, gold_linked: Tensor) -> Tensor:
    """Mean loss of a word's cue label, plus half that of its other labels, plus that of the members of a cue."""
    shape = (*flat.shape[:2], len(ROLES), len(TAGS))
    scores = flat.view(shape)
    words = (gold_flat[..., 0] != IGNORE).sum().clamp(min=1)
    total = torch.zeros((), device=flat.device)
    for role, name in enumerate(ROLES):
        weight = 1.0 if name == "cue" else FLAT_WEIGHT
        total = total + weight * cross_entropy(scores[:, :, role], gold_flat[..., role]) / words
    if linked is not None and len(linked):
        total = total + cross_entropy(linked, gold_linked) / (len(linked) * LINKED_SCALE)
    return total


def soft_loss_of(
    flat: Tensor, linked: Tensor | None, taught_flat: Tensor, taught_linked: Tensor | None, batch: dict[str, Tensor]
) -> Tensor:
    """The same loss against probabilities of tags in place of tags (Hinton et al. 2015)."""
    words = batch["flat"][..., 0] != IGNORE
    weights = torch.tensor([1.0 if name == "cue" else FLAT_WEIGHT for name in ROLES], device=flat.device)
    each = -(taught_flat * flat.float().log_softmax(-1)).sum(-1)
    total = (each * weights * words.unsqueeze(-1)).sum() / words.sum().clamp(min=1)
    if linked is not None and taught_linked is not None:
        seen = batch["linked"] != IGNORE
        each = -(taught_linked * linked.float().log_softmax(-1)).sum(-1)
        total = total + (each * seen).sum() / (len(linked) * LINKED_SCALE)
    return total

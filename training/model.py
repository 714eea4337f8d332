"""The tagger: MiniLM with a BIO head for each role and a head that links pieces to cues."""

import torch
from data import IGNORE, LINKED, ROLES
from torch import Tensor, nn

LINK_WIDTH = 128
FARTHEST = 128  # pieces; longer distances share one bias
DISTANCE_SCALE = 10.0  # makes the biases learn as fast as they must: a plain table hardly moves in one epoch
LINK_WEIGHT = 5.0  # most pairs are easy noes, so the mean over all pairs is small


class Tagger(nn.Module):
    """Pieces to (BIO logits [B, T, 9], link logits [B, 2, T, T]: cue piece by member piece)."""

    def __init__(self, encoder: nn.Module, width: int = 384) -> None:
        super().__init__()
        self.encoder = encoder
        self.bio = nn.Linear(width, len(ROLES) * 3)
        self.cue_side = nn.Linear(width, len(LINKED) * LINK_WIDTH)
        self.member_side = nn.Linear(width, len(LINKED) * LINK_WIDTH)
        self.distance = nn.Parameter(torch.zeros(len(LINKED), 2 * FARTHEST + 1))
        self.floor = nn.Parameter(torch.tensor(-2.0))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Score all pieces and all pairs of pieces."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        batch, size = ids.shape[0], ids.shape[1]
        shape = (batch, size, len(LINKED), LINK_WIDTH)
        cue = self.cue_side(hidden).view(shape).transpose(1, 2)
        member = self.member_side(hidden).view(shape).transpose(1, 2)
        place = torch.arange(size, device=ids.device)
        apart = (place[None, :] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        links = cue @ member.transpose(2, 3) / LINK_WIDTH**0.5
        return self.bio(hidden), links + DISTANCE_SCALE * self.distance[:, apart] + self.floor


def loss_of(bio: Tensor, links: Tensor, gold_bio: Tensor, cues: Tensor, members: Tensor, mask: Tensor) -> Tensor:
    """Mean loss of the labels plus that of the links of the gold cues (cues: [N, 2] batch, piece)."""
    labels = nn.functional.cross_entropy(bio.reshape(-1, 3).float(), gold_bio.reshape(-1), ignore_index=IGNORE)
    if not len(cues):
        return labels
    rows = links[cues[:, 0], :, cues[:, 1]].float()
    each = nn.functional.binary_cross_entropy_with_logits(rows, members, reduction="none")
    seen = mask[cues[:, 0]][:, None].float()
    return labels + LINK_WEIGHT * (each * seen).sum() / (seen.sum() * len(LINKED))

"""Heads beside the attributions: entities, links between mentions, acts."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.act_signs import SIGNS

LINK_WIDTH = 64
ACT_WIDTH = 128


class LinkHead(nn.Module):
    """Scores every word of a window as one that means the same as another, against meaning nothing.

    Word-level coreference after Dobrovolskii (2021), with a plain product of two projections.
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.query = nn.Linear(hidden, LINK_WIDTH)
        self.key = nn.Linear(hidden, LINK_WIDTH)

    def loss(self, words: Tensor, clusters: Tensor, rivals: Tensor) -> Tensor:
        """Negative log-likelihood of the links, summed over mentions.

        words: float32 [windows, words, hidden]. clusters: int64 [windows, words], 0 for no mention.
        rivals: bool of that shape, the words that may be chosen.
        """
        scores = self.query(words) @ self.key(words).transpose(1, 2) / LINK_WIDTH**0.5
        itself = torch.eye(scores.shape[1], dtype=torch.bool)
        scores = scores.masked_fill(itself | ~rivals[:, None], -1e4)
        scores = F.pad(scores, (1, 0))
        same = (clusters[:, :, None] == clusters[:, None]) & ~itself & rivals[:, None]
        right = torch.cat([~same.any(2, keepdim=True), same], 2)
        chosen = torch.logsumexp(scores.masked_fill(~right, -1e9), 2)
        return (torch.logsumexp(scores, 2) - chosen)[clusters > 0].sum()


def meaning_loss(scores: Tensor, sentence: Tensor, wanted: Tensor) -> Tensor:
    """One less the cosine of each sentence's mean vector with a teacher's, summed.

    scores: float32 [windows, words, width]. sentence: int64 [windows, words], a row of wanted, or
    -1. wanted: unit vectors, float32 [sentences, width].
    """
    inside = sentence.flatten() >= 0
    rows = sentence.flatten()[inside]
    sums = torch.zeros_like(wanted).index_add(0, rows, scores.flatten(0, 1)[inside])
    return (1 - F.cosine_similarity(sums, wanted)).sum()


class ActHead(nn.Module):
    """Scores the act of a statement from the mean of its cue's and of its contents' words, and from signs."""

    def __init__(self, hidden: int, labels: int, dropout: float = 0.3) -> None:
        super().__init__()
        self.cue = nn.Linear(hidden, ACT_WIDTH)
        self.content = nn.Linear(hidden, ACT_WIDTH)
        self.label = nn.Linear(ACT_WIDTH, labels)
        self.signs = nn.Linear(len(SIGNS), labels, bias=False)
        nn.init.zeros_(self.signs.weight)
        self.dropout = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, shown: Tensor | None = None) -> Tensor:
        """Label scores, float32 [statements, labels].

        vectors: float32 [statements, 2, hidden], the mean of the cue's words and of the contents'.
        shown: float32 [statements, SIGNS], 1 for what a statement shows; left out, the vectors say all.
        """
        mixed = F.gelu(self.cue(vectors[:, 0]) + self.content(vectors[:, 1]))
        scores: Tensor = self.label(self.dropout(mixed))
        return scores if shown is None else scores + self.signs(shown)

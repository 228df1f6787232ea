"""Fit the head of meaning on a trained encoder that stays as it is."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.batches import collate, cut, prepare
from training.model import Attributor
from training.statements import bare, source_articles
from training.train import window_marks

#: Strength of the penalty on large weights (Hoerl and Kennard 1970).
RIDGE = 10.0


@torch.no_grad()
def fit_meanings(
    model: Attributor, tokenizer: Tokenizer, data: Path, wanted: dict[str, torch.Tensor]
) -> None:
    """Fit the head of meaning on a trained encoder that stays as it is, by ridge regression.

    wanted: as `sentence_meanings` gives them.
    """
    vectors, targets = [], []
    marks = window_marks(tokenizer)
    articles = {a.name: a for a in source_articles(data)}
    for article in articles.values():
        if article.name in wanted:
            ready = prepare(bare(article), tokenizer)
            for a, b in cut(ready, 300):
                read = model.words(collate([(ready, a, b)], *marks))[0]
                numbers = torch.tensor([ready.words[i].sentence for i in range(a, b)])
                for number in numbers.unique().tolist():
                    vectors.append(read[numbers == number].mean(0))
                    targets.append(wanted[article.name][number])
    solve_meanings(model, torch.stack(vectors), torch.stack(targets))


@torch.no_grad()
def solve_meanings(model: Attributor, vectors: torch.Tensor, targets: torch.Tensor) -> None:
    """Set the head's weights to those that miss the targets least; one of each row a sentence."""
    middle = vectors.mean(0)
    moved = vectors - middle
    square = moved.T @ moved + RIDGE * torch.eye(moved.shape[1])
    weights = torch.linalg.solve(square, moved.T @ targets)
    model.meaning.weight.copy_(weights.T)
    model.meaning.bias.copy_(-middle @ weights)

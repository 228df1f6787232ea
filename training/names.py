"""Fit the layer that tags names on a shipped encoder that stays as it is: `python -m training.names --help`.

Every article is read once, in the windows that the product reads it in, and only the vectors of
its words are kept. Entities are chains of tags, one a sentence.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from onrecord.read.entities import LONGEST, TAGS
from onrecord.read.windows import plan
from training.batches import entity_row, prepare
from training.exported import Exported, cases, padded
from training.model import chain_loss
from training.newswire import held_out, read_newswire
from training.polnear import GoldArticle
from training.word_layer import WordLayer, lay, lead

#: Numbers a word has inside the layer, by the encoder's hidden size.
WIDTHS = {768: 192, 384: 160}
PEAK = 2e-3
WINDOWS = 8


@dataclass(frozen=True)
class Window:
    """Words of one window: vectors, float16 [words, 2 * hidden]; case, tags, sentence: int64 [words]."""

    vectors: Tensor
    case: Tensor
    tags: Tensor
    sentence: Tensor


class NameTagger(nn.Module):
    """A word layer and the moves between its tags."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.layer = WordLayer(hidden, WIDTHS[hidden], TAGS)
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))

    def loss(self, windows: Sequence[Window]) -> Tensor:
        """Negative log-likelihood of the windows' tags, nats a word."""
        live, vectors, case = padded([w.vectors for w in windows], [w.case for w in windows])
        scores = self.layer(vectors, case, live)[live]
        tags = torch.cat([w.tags for w in windows])
        numbers = torch.cat([w.sentence + 100_000 * k for k, w in enumerate(windows)])
        lengths = _chain_lengths(numbers)
        inside = torch.arange(int(lengths.max())) < lengths[:, None]
        table = scores.new_zeros((*inside.shape, TAGS))
        table[inside] = scores
        wanted = torch.zeros(inside.shape, dtype=torch.long)
        wanted[inside] = tags
        return chain_loss(table, self.moves, wanted, lengths).sum() / len(tags)


def _chain_lengths(numbers: Tensor) -> Tensor:
    """Words of each sentence, those of very long ones parted as the product parts them."""
    _, sizes = torch.unique_consecutive(numbers, return_counts=True)
    parts = [min(LONGEST, n - k) for n in sizes.tolist() for k in range(0, n, LONGEST)]
    return torch.tensor(parts)


def read_windows(encoder: Exported, articles: Iterable[GoldArticle]) -> Iterator[Window]:
    """Run articles through the encoder, window by window."""

    def read(article: GoldArticle) -> list[Window]:
        ready = prepare(article, encoder.tokenizer)
        case = cases(ready.words)
        sentence = torch.tensor([w.sentence for w in ready.words])
        return [
            Window(
                torch.from_numpy(encoder.vectors(ready.pieces, w.begin, w.end)),
                case[w.begin : w.end],
                entity_row(ready, w.begin, w.end),
                sentence[w.begin : w.end],
            )
            for w in plan(ready.words, ready.pieces)
        ]

    with ThreadPoolExecutor(2) as pool:
        for windows in pool.map(read, articles):
            yield from windows


def fit(tagger: NameTagger, windows: Sequence[Window], epochs: int, seed: int = 1) -> None:
    """Train a tagger: the rate goes up over the first tenth, then down to nothing."""
    rng = random.Random(seed)
    steps = epochs * math.ceil(len(windows) / WINDOWS)
    optimizer = torch.optim.AdamW(tagger.parameters(), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, PEAK, total_steps=steps + 1, pct_start=0.1
    )
    for epoch in range(epochs):
        order = rng.sample(windows, len(windows))
        total = 0.0
        for at in range(0, len(order), WINDOWS):
            loss = tagger.loss(order[at : at + WINDOWS])
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            total += loss.item()
        print(
            json.dumps({"epoch": epoch + 1, "loss": round(total * WINDOWS / len(order), 4)}),
            flush=True,
        )


def fit_names(folder: Path, data: Path, epochs: int = 8) -> None:
    """Fit the names of the exported model in a folder, and write them into its files."""
    torch.manual_seed(1)
    articles = read_newswire(data / "en-worldwide-newswire")
    windows = list(read_windows(Exported(folder), (a for a in articles if not held_out(a.name))))
    tagger = NameTagger(windows[0].vectors.shape[1] // 2)
    fit(tagger, windows, epochs)
    write_names(tagger.eval(), folder)


def write_names(tagger: NameTagger, folder: Path) -> None:
    """Put a fitted tagger in the place of what tags entities in an exported model."""
    model = onnx.load(folder / "encoder.onnx")
    lead(model, "entity", lay(model, tagger.layer, "names"))
    onnx.save(model, folder / "encoder.onnx")
    with np.load(folder / "heads.npz") as weights:
        heads = dict(weights) | {"entity_moves": tagger.moves.detach().numpy()}
    np.savez(folder / "heads.npz", **heads)


def main() -> None:
    """Read the options and fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an exported model, written again")
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    fit_names(options.folder, options.data, options.epochs)


if __name__ == "__main__":
    main()

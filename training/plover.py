"""Fit the model of what one actor does to another: `python -m training.plover --help`.

A softmax regression over the hashed features of `onrecord.read.events.relation`, on PLV_train
without the fifth that is held back; features of one sentence only are left out. The figures are
macro-F1 over the held-back fifth, and over all sentences, each part scored by a fit on the others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import onrecord.read.events
from evaluation.plover import PARTS, Sentence, macro_f1, read_plv
from onrecord.read.events.relation import BUCKETS, TABLE, TYPES, buckets

#: Strength of the ridge on the weights.
RIDGE = 0.02
STEPS = 40


class Regression:
    """Weights over the features that more than one sentence has."""

    def __init__(self, found: Sequence[Sequence[int]], types: Sequence[str]) -> None:
        seen = Counter(row for rows in found for row in rows)
        self.index = {row: k for k, row in enumerate(r for r, n in seen.items() if n > 1)}
        self.weights = torch.zeros(len(self.index), len(TYPES), requires_grad=True)
        self.bias = torch.zeros(len(TYPES), requires_grad=True)
        inputs, wanted = self._inputs(found), torch.tensor([TYPES.index(t) for t in types])
        fitter = torch.optim.LBFGS(
            [self.weights, self.bias],
            max_iter=STEPS,
            history_size=8,
            line_search_fn="strong_wolfe",
        )

        def loss() -> torch.Tensor:
            fitter.zero_grad()
            scores = torch.sparse.mm(inputs, self.weights) + self.bias
            total = F.cross_entropy(scores, wanted, reduction="sum")
            total = total + RIDGE / 2 * (self.weights**2).sum()
            total.backward()
            return total

        fitter.step(loss)

    def _inputs(self, found: Sequence[Sequence[int]]) -> torch.Tensor:
        places, values = [], []
        for k, rows in enumerate(found):
            for row in rows:
                if row in self.index:
                    places.append((k, self.index[row]))
                    values.append((len(rows) + 1) ** -0.5)
        size = (len(found), len(self.index))
        table = torch.sparse_coo_tensor(torch.tensor(places).T, values, size, check_invariants=True)
        return table.coalesce().float()

    @torch.no_grad()
    def best(self, found: Sequence[Sequence[int]]) -> list[str]:
        """The likeliest type of each."""
        scores = torch.sparse.mm(self._inputs(found), self.weights) + self.bias
        return [TYPES[k] for k in scores.argmax(1).tolist()]

    def save(self, path: Path) -> None:
        """Write the weights in 8 bits, a scale for each type."""
        table = np.zeros((BUCKETS, len(TYPES)), np.float32)
        table[list(self.index)] = self.weights.detach().numpy()
        scale = np.abs(table).max(0) / 127
        np.savez_compressed(
            path,
            weights=np.round(table / scale).astype(np.int8),
            scale=scale,
            bias=self.bias.detach().numpy(),
        )


def crossed(found: Sequence[Sequence[int]], sentences: Sequence[Sentence]) -> float:
    """Macro-F1 over all sentences, each part of them by a fit on the others."""
    ours = [""] * len(sentences)
    for part in range(PARTS):
        rest = [k for k, s in enumerate(sentences) if s.part != part]
        here = [k for k, s in enumerate(sentences) if s.part == part]
        model = Regression([found[k] for k in rest], [sentences[k].type for k in rest])
        for k, name in zip(here, model.best([found[k] for k in here]), strict=True):
            ours[k] = name
    return macro_f1([s.type for s in sentences], ours)


def main() -> None:
    """Fit, print the figures and write the table into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    options = parser.parse_args()
    torch.set_num_threads(1)
    sentences = read_plv(options.data)
    found = [buckets(s.cut, s.source, s.target) for s in sentences]
    kept = [k for k, s in enumerate(sentences) if not s.held_back]
    back = [k for k, s in enumerate(sentences) if s.held_back]
    model = Regression([found[k] for k in kept], [sentences[k].type for k in kept])
    ours = model.best([found[k] for k in back])
    figures = {
        "held_back": round(macro_f1([sentences[k].type for k in back], ours), 1),
        "crossed": round(crossed(found, sentences), 1),
    }
    print(json.dumps(figures))
    model.save(Path(onrecord.read.events.__file__).with_name(TABLE))


if __name__ == "__main__":
    main()

"""Fit the head of acts on a shipped encoder that stays as it is: `python -m training.acts --help`.

The head is linear up to the mean over a statement's words, so each statement is read once and
kept as two mean vectors, beside what its words show plainly. It reads the middle layer's vectors
beside the last one's: those of the last keep what its training asked for. Two annotators' labels
are the targets, half each where they differ. Our own gold of acts is trained on too, but for the
articles that stay blind, so what is printed is measured crosswise: each article of news, and each
set of our own gold, by a head that has not seen it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from evaluation.acts import Judged, calibration
from evaluation.run import LEAST, label_f1
from onrecord.read.acts import ACTS
from training.act_vectors import Corpora, Statements, read_corpora, read_statements
from training.exported import Exported
from training.model_heads import ActHead
from training.statements import SEEN
from training.word_layer import lead, normed

#: Parts that the articles of news are cut into to measure on each after training on the others.
FOLDS = 3
#: Principal components of cues' and of contents' vectors that the head is trained on.
COMPONENTS = 256
BATCH = 128
#: Share of a statement's components that are hidden at random, and of statements whose vectors are
#: hidden whole, so that the signs learn to stand alone.
FORGET, HIDE = 0.2, 0.4
PEAK, SIGNS_PEAK = 3e-3, 2e-2


@dataclass(frozen=True)
class Axes:
    """The mean of some vectors, and the scaled axes of their greatest spread: [components, wide]."""

    mean: Tensor
    across: Tensor

    @classmethod
    def of(cls, vectors: Tensor) -> Axes:
        """Find the axes of vectors, float32 [statements, wide]."""
        mean = vectors.mean(0)
        apart = vectors - mean
        across = torch.linalg.eigh(apart.T @ apart)[1][:, -COMPONENTS:]
        return cls(mean, across / (apart @ across).std())

    def small(self, vectors: Tensor) -> Tensor:
        """The vectors' components along the axes."""
        return (vectors - self.mean) @ self.across

    @torch.no_grad()
    def unfold(self, part: nn.Linear) -> nn.Linear:
        """What is a layer over the components as a layer over the vectors themselves."""
        whole = nn.Linear(len(self.mean), part.out_features)
        whole.weight.copy_(part.weight @ self.across.T)
        whole.bias.copy_(part.bias - whole.weight @ self.mean)
        return whole


def fit(found: Statements, *, epochs: int, seed: int) -> ActHead:
    """Train a head on statements whose vectors are components: as good as all of them, in a fifth of the time."""
    torch.manual_seed(seed)
    head = ActHead(found.vectors.shape[2], found.wanted.shape[1]).train()
    dense = [p for name, p in head.named_parameters() if not name.startswith("signs")]
    groups = [
        {"params": dense, "peak": PEAK, "lr": PEAK},
        {"params": head.signs.parameters(), "peak": SIGNS_PEAK, "lr": SIGNS_PEAK},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.05)
    steps = epochs * (len(found.wanted) // BATCH + 1)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * (1 - step / steps)
        chosen = torch.randint(len(found.wanted), (BATCH,))
        kept = F.dropout(found.vectors[chosen], FORGET) * (torch.rand(BATCH, 1, 1) > HIDE)
        loss = F.cross_entropy(head(kept, found.shown[chosen]), found.wanted[chosen])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return head.eval()


@torch.no_grad()
def scores(head: ActHead, found: Statements) -> Tensor:
    """Scores of each label, float32 [statements, labels]."""
    scored: Tensor = head(found.vectors, found.shown)
    return scored


def temperature(scored: Tensor, wanted: Tensor) -> float:
    """What to divide scores by so that they are as sure as they are right (Guo et al. 2017)."""
    heats = [0.5 + 0.05 * k for k in range(51)]
    return min(heats, key=lambda heat: float(F.cross_entropy(scored / heat, wanted)))


def figures(scored: Tensor, wanted: Tensor) -> dict[str, float]:
    """Percent right (the label of one annotator at least), macro-F1 and calibration error."""
    labels = list(ACTS)
    judged = []
    for sure, share in zip(scored.softmax(1), wanted, strict=True):
        best = int(sure.argmax())
        meant = best if share[best] > 0 else int(share.argmax())
        judged.append(Judged(labels[best], float(sure[best]), labels[meant]))
    pairs = [(one.label, one.wanted) for one in judged]
    frequent = [label for label, n in Counter(w for _, w in pairs).items() if n >= LEAST]
    return {
        "statements": len(pairs),
        "act": round(100 * sum(one.right for one in judged) / len(judged), 1),
        "act_macro": round(sum(100 * label_f1(pairs, one) for one in frequent) / len(frequent), 1),
        "calibration_error": round(100 * calibration(judged)[0], 1),
    }


def crosswise(corpora: Corpora) -> Iterator[dict[str, list[str]]]:
    """Names of the texts to leave out, by what they measure, one fold after the other.

    A set of our own gold is left out whole: its articles are alike.
    """
    for fold in range(FOLDS):
        yield {"news": [n for n in corpora.news if part(n) == fold]}
    for letter in SEEN:
        yield {letter: [n for n in corpora.gold if n.startswith(letter)]}


def part(name: str) -> int:
    """The fold of an article of news, by its name alone."""
    return blake2b(name.encode(), digest_size=2).digest()[0] % FOLDS


def measured(
    corpora: Corpora, found: dict[str, Statements], epochs: int
) -> tuple[dict[str, dict[str, float]], float]:
    """Figures of each set when it is left out, and the temperature that suits them all."""
    apart: dict[str, list[tuple[Tensor, Tensor]]] = {}
    for fold in crosswise(corpora):
        out = {name for names in fold.values() for name in names}
        head = fit(joined(found, found.keys() - out), epochs=epochs, seed=1)
        for name, names in fold.items():
            left = joined(found, found.keys() & names)
            apart.setdefault(name, []).append((scores(head, left), left.wanted))
    pooled = {
        name: (torch.cat([s for s, _ in each]), torch.cat([w for _, w in each]))
        for name, each in apart.items()
    }
    own = [pooled[letter] for letter in SEEN]
    pooled["gold"] = torch.cat([s for s, _ in own]), torch.cat([w for _, w in own])
    heat = temperature(*pooled["gold"])
    return {name: figures(s / heat, w) for name, (s, w) in pooled.items()}, heat


def joined(found: dict[str, Statements], names: Iterable[str]) -> Statements:
    """The statements of some texts, in the order of their names."""
    return Statements.joined([found[name] for name in sorted(names)])


def read_all(encoder: Exported, corpora: Corpora) -> dict[str, Statements]:
    """Read every text's labelled statements; our own gold in the windows that the product reads."""
    texts = {**corpora.news, **corpora.gold, **corpora.written}
    with ThreadPoolExecutor(2) as pool:
        read = pool.map(
            lambda name: read_statements(encoder, texts[name], whole=name in corpora.gold), texts
        )
        return {name: one for name, one in zip(texts, read, strict=True) if one is not None}


def fit_acts(folder: Path, data: Path, epochs: int = 14) -> None:
    """Fit the act head of the exported model in a folder, print how it does, and write it there."""
    corpora = read_corpora(data)
    finish(folder, corpora, read_all(Exported(folder), corpora), epochs)


def finish(folder: Path, corpora: Corpora, found: dict[str, Statements], epochs: int) -> None:
    """Measure, fit and write the head, given every statement's vectors."""
    everything = joined(found, found).vectors
    axes = [Axes.of(everything[:, k]) for k in (0, 1)]
    small = {
        name: replace(
            one, vectors=torch.stack([a.small(one.vectors[:, k]) for k, a in enumerate(axes)], 1)
        )
        for name, one in found.items()
    }
    sets, heat = measured(corpora, small, epochs)
    print(json.dumps({**sets, "temperature": round(heat, 2)}))
    write_acts(fit(joined(small, small), epochs=epochs, seed=1), axes, heat, folder)


def write_acts(head: ActHead, axes: Sequence[Axes], heat: float, folder: Path) -> None:
    """Put a fitted head in the place of an exported model's, its scores divided by `heat`."""
    model = onnx.load(folder / "encoder.onnx")
    both = normed(model, "acts", len(axes[0].mean))
    for output, part, axis in zip(
        ("act_cue", "act_content"), (head.cue, head.content), axes, strict=True
    ):
        lead(model, output, both, axis.unfold(part))
    onnx.save(model, folder / "encoder.onnx")
    own = {"act": head.label.weight, "act_bias": head.label.bias, "act_signs": head.signs.weight}
    with np.load(folder / "heads.npz") as weights:
        heads = dict(weights) | {k: (v / heat).detach().numpy() for k, v in own.items()}
    np.savez(folder / "heads.npz", **heads)


def main() -> None:
    """Read the options and fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an exported model, written again")
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--epochs", type=int, default=14)
    options = parser.parse_args()
    fit_acts(options.folder, options.data, options.epochs)


if __name__ == "__main__":
    main()

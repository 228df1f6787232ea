"""Fit a layer over words under the heads of attributions, on a shipped encoder that stays as it is.

`python -m training.attribution_layer --help`. The heads go on from the shipped ones and train with
the layer. Every text is read once, in the windows that the product reads it in.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from onrecord.read.windows import Window, plan
from training.batches import Prepared, collate, prepare
from training.exported import Exported, Halves, cases, padded
from training.model import AttributionHeads
from training.polnear import GoldArticle, read_split
from training.train import window_marks
from training.word_layer import WordLayer, add, laid, lay, lead

WIDTHS = {768: 192, 384: 160}
LAYER = "told"
#: Heads that read the layer's words.
HEADS = ("cue", "flat", "of_word", "of_cue")
#: What `heads.npz` keeps of them, and the weight that each is.
KEPT = {
    "distance": "distance.weight",
    "role": "role.weight",
    "role_bias": "role.bias",
    "cue_moves": "cue_moves",
    "role_moves": "role_moves",
}
WINDOWS = 6
#: Peak rates of the heads and of the layer.
HEADS_PEAK, LAYER_PEAK = 4e-4, 1e-3


class LayeredHeads(AttributionHeads):
    """The heads of attributions over words that a layer has moved; it starts by moving nothing."""

    def __init__(self, hidden: int, width: int) -> None:
        super().__init__(hidden, width)
        self.hidden = hidden
        self.layer = WordLayer(hidden, WIDTHS[hidden], hidden, dropout=0.2)
        nn.init.zeros_(self.layer.out.weight)
        nn.init.zeros_(self.layer.out.bias)

    def words(self, vectors: Tensor, case: Tensor, live: Tensor) -> Tensor:
        """What the heads read, float32 [windows, words, hidden]; arguments as `WordLayer` takes them."""
        return vectors[..., : self.hidden] + self.layer(vectors, case, live)


@dataclass(frozen=True)
class Read:
    """One text as the encoder reads it: its windows, and for each its words' vectors."""

    windows: list[Window]
    vectors: list[Halves]


def shipped_heads(folder: Path) -> LayeredHeads:
    """The heads of an exported model and the layer under them; where it has none, one that moves nothing."""
    model = onnx.load(folder / "encoder.onnx")
    weights = {w.name: numpy_helper.to_array(w) for w in model.graph.initializer}
    hidden, width = weights["head.of_word.w"].shape
    state = {}
    for head in HEADS:
        state[f"{head}.weight"] = torch.from_numpy(weights[f"head.{head}.w"].T.copy())
        state[f"{head}.bias"] = torch.from_numpy(weights[f"head.{head}.b"].copy())
    with np.load(folder / "heads.npz") as small:
        state |= {name: torch.from_numpy(small[key]) for key, name in KEPT.items()}
    state |= {f"layer.{name}": weight for name, weight in laid(model, LAYER).items()}
    heads = LayeredHeads(hidden, width)
    heads.load_state_dict(state, strict=False)
    return heads


def read_texts(encoder: Exported, articles: list[GoldArticle]) -> dict[str, Read]:
    """Run each text once through the encoder; an article with several annotators is one text."""

    def read(article: GoldArticle) -> Read:
        ready = prepare(article, encoder.tokenizer)
        windows = plan(ready.words, ready.pieces)
        return Read(windows, [encoder.vectors(ready.pieces, w.begin, w.end) for w in windows])

    texts = {article.text: article for article in articles}
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(texts, pool.map(read, texts.values()), strict=True))


Cut = tuple[Prepared, Window, Halves]


def endless_cuts(
    prepared: dict[str, list[Prepared]], read: dict[str, Read], rng: random.Random
) -> Iterator[list[Cut]]:
    """Pass after pass over all windows, each in a new order; of several annotations of a text one is drawn."""
    while True:
        cuts: list[Cut] = []
        for text, versions in prepared.items():
            ready, one = rng.choice(versions), read[text]
            cuts += [(ready, w, v) for w, v in zip(one.windows, one.vectors, strict=True)]
        rng.shuffle(cuts)
        yield from (cuts[at : at + WINDOWS] for at in range(0, len(cuts), WINDOWS))


def loss_of(heads: LayeredHeads, cuts: list[Cut], marks: tuple[tuple[int, int], int]) -> Tensor:
    """Loss of some windows, nats in forty words."""
    batch = collate([(ready, w.begin, w.end) for ready, w, _ in cuts], *marks)
    found = [ready.words[w.begin : w.end] for ready, w, _ in cuts]
    live, vectors, case = padded([torch.from_numpy(v) for *_, v in cuts], [cases(f) for f in found])
    words = nn.functional.dropout(heads.words(vectors, case, live), 0.1, heads.training)
    assert batch.cue_tags is not None
    return heads.attribution_loss(words, batch, batch.cue_tags) / int(live.sum()) * 40


def fit(
    heads: LayeredHeads,
    cuts: Iterator[list[Cut]],
    marks: tuple[tuple[int, int], int],
    steps: int,
) -> None:
    """Train layer and heads: the rate goes up over the first steps, then down to nothing."""
    tied = [p for name, p in heads.named_parameters() if not name.startswith("layer.")]
    groups = [
        {"params": tied, "weight_decay": 0.01},
        {"params": heads.layer.parameters(), "weight_decay": 0.05},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        [HEADS_PEAK, LAYER_PEAK],
        total_steps=steps + 1,
        pct_start=0.06,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    running = 0.0
    for step in range(1, steps + 1):
        loss = loss_of(heads, next(cuts), marks)
        running += (loss.item() - running) / min(step, 100)
        loss.backward()
        nn.utils.clip_grad_norm_(heads.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        if step % 100 == 0:
            print(json.dumps({"step": step, "loss": round(running, 3)}), flush=True)


def fit_attributions(folder: Path, data: Path, epochs: int = 3) -> None:
    """Fit the layer and the heads of the exported model in a folder, and write them into its files."""
    torch.manual_seed(1)
    encoder = Exported(folder)
    articles = read_split(data / "polnear" / "train")
    read = read_texts(encoder, articles)
    prepared: dict[str, list[Prepared]] = {}
    for article in articles:
        prepared.setdefault(article.text, []).append(prepare(article, encoder.tokenizer))
    heads = shipped_heads(folder).train()
    cuts = endless_cuts(prepared, read, random.Random(1))
    steps = epochs * sum(len(r.windows) for r in read.values()) // WINDOWS
    fit(heads, cuts, window_marks(encoder.tokenizer), steps)
    write_attributions(heads.eval(), folder)


def write_attributions(heads: LayeredHeads, folder: Path) -> None:
    """Put a fitted layer and its heads into an exported model."""
    model = onnx.load(folder / "encoder.onnx")
    moved = add(model, ["words", lay(model, heads.layer, LAYER)], f"{LAYER}.words")
    for head in HEADS:
        lead(model, head, moved, getattr(heads, head))
    onnx.save(model, folder / "encoder.onnx")
    state = heads.state_dict()
    with np.load(folder / "heads.npz") as weights:
        small = dict(weights) | {key: state[name].numpy() for key, name in KEPT.items()}
    np.savez(folder / "heads.npz", **small)


def main() -> None:
    """Read the options and fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an exported model, written again")
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--epochs", type=int, default=3)
    options = parser.parse_args()
    fit_attributions(options.folder, options.data, options.epochs)


if __name__ == "__main__":
    main()

"""Make an exported encoder smaller without training it: `python -m training.slim --help`.

The neurons and attention heads that are missed least are taken out, layer by layer from the bottom,
and what is left is fitted, by least squares, to the sums that the whole encoder has there. The
inputs of each fit are those of the layers already made smaller, in 8 bits, so that it makes up for
the losses below it (`training.moments`). The linear heads are fitted to the whole model's in the
end; layers over words are fitted again by their own commands.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.read.encoder import window_feeds
from onrecord.read.windows import plan
from training.batches import prepare
from training.moments import Moments, Places, Surgeon
from training.newswire import held_out, read_newswire
from training.polnear import GoldArticle, read_split
from training.recipes import SLIM, Slim
from training.slim_graph import Feeds, SlimGraph

#: Linear heads over words that are fitted to what they were.
LINEAR = ("link_query", "link_key", "act_cue", "act_content", "meaning")


class Slimming:
    """An encoder made smaller beside the whole one, over some windows of text."""

    def __init__(self, file: Path, windows: Sequence[Feeds]) -> None:
        self.whole, self.small, self.windows = SlimGraph(file), SlimGraph(file), windows
        sums = [f"layer{k}.res{half}" for k in range(self.whole.layers) for half in (1, 2)]
        rows = self.whole.rows(sums, windows)
        self._sums = [[v.astype(np.float16) for v in found] for found in rows]

    def moments(self, layer: int, half: int) -> Moments:
        """What the layer's heads (half 1) or neurons (2) give now, with what they should add to the rows below."""
        read, below = f"layer{layer}.gelu", f"layer{layer}.norm1.y"
        if half == 1:
            read, below = f"layer{layer}.mixed", self.small.below(layer)
        moments = Moments()
        rows = self.small.rows([read, below], self.windows)
        for (inputs, under), sums in zip(rows, self._sums, strict=True):
            moments.add(inputs, sums[2 * layer + half - 1].astype(np.float32) - under)
        return moments

    def surgeon(self, moments: Moments, layer: int, half: int) -> Surgeon:
        """A surgeon of heads or of neurons; outputs count by how the normalisation behind them does."""
        groups = self.whole.heads if half == 1 else moments.width
        return Surgeon(moments, self.whole.weight(f"layer{layer}.norm{half}.g"), groups)

    def heads(self, layer: int, keep: int | Sequence[int]) -> Places:
        """Leave a layer so many heads, or those that are named; returns them."""
        moments = self.moments(layer, 1)
        surgeon = self.surgeon(moments, layer, 1)
        kept = surgeon.left(keep) if isinstance(keep, int) else np.array(keep)
        self.small.keep_heads(layer, kept, *moments.fit(surgeon.places(kept)))
        return kept

    def neurons(self, layer: int, keep: int) -> None:
        """Leave a layer so many neurons."""
        moments = self.moments(layer, 2)
        kept = self.surgeon(moments, layer, 2).left(keep)
        self.small.keep_neurons(layer, kept, *moments.fit(kept))

    def linear_heads(self) -> None:
        """Fit the heads that read words without a layer to what they gave."""
        told = Moments()
        wanted = (np.concatenate(v, 1) for v in self.whole.rows(LINEAR, self.windows))
        for (words,), want in zip(self.small.rows(["words"], self.windows), wanted, strict=True):
            told.add(words, want)
        weights, bias = told.fit(np.arange(told.width))
        at = 0
        for head in LINEAR:
            width = len(self.whole.weight(f"head.{head}.b"))
            self.small.put(f"head.{head}.w", weights[:, at : at + width])
            self.small.put(f"head.{head}.b", bias[at : at + width])
            at += width

    def differs(self, layer: int) -> float:
        """Part of the variance of a layer's sums that is not as it was."""
        error = variance = 0.0
        for (now,), sums in zip(
            self.small.rows([f"layer{layer}.res2"], self.windows), self._sums, strict=True
        ):
            was = sums[2 * layer + 1].astype(np.float32)
            error += float(((now - was) ** 2).sum())
            variance += float(((was - was.mean(1, keepdims=True)) ** 2).sum())
        return error / variance


def texts(data: Path, count: int, seed: int = 3) -> list[GoldArticle]:
    """Articles of the corpora that training sees, by turns."""
    rng = random.Random(seed)
    told = list({a.text: a for a in read_split(data / "polnear" / "train")}.values())
    wire = [a for a in read_newswire(data / "en-worldwide-newswire") if not held_out(a.name)]
    pairs = zip(rng.sample(told, count // 2), rng.sample(wire, count // 2), strict=True)
    return list(itertools.chain.from_iterable(pairs))


def windows(folder: Path, articles: Sequence[GoldArticle]) -> Iterator[Feeds]:
    """The windows of some articles as the product reads them."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    marks = json.loads((folder / "model.json").read_text(encoding="utf-8"))["marks"]
    for article in articles:
        ready = prepare(article, tokenizer)
        for window in plan(ready.words, ready.pieces):
            yield window_feeds(ready.pieces, window.begin, window.end, marks)


def slim(folder: Path, out: Path, recipe: Slim, data: Path, articles: int) -> None:
    """Make the exported model in a folder smaller and write it to another."""
    made = Slimming(folder / "encoder.onnx", list(windows(folder, texts(data, articles))))
    for layer, (heads, neurons) in enumerate(zip(recipe.heads, recipe.neurons, strict=True)):
        kept = made.heads(layer, heads)
        made.neurons(layer, neurons)
        row = {"layer": layer, "heads": kept.tolist(), "neurons": neurons}
        print(json.dumps(row | {"differs": round(made.differs(layer), 4)}), flush=True)
    made.linear_heads()
    out.mkdir(parents=True, exist_ok=True)
    for name in ("heads.npz", "tokenizer.json", "model.json"):
        shutil.copy(folder / name, out / name)
    made.small.save(out / "encoder.onnx")


def main() -> None:
    """Read the options and make a model smaller."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an exported model, whole")
    parser.add_argument("recipe", choices=sorted(SLIM))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--articles", type=int, default=60, help="articles to fit on")
    options = parser.parse_args()
    slim(options.folder, options.out, SLIM[options.recipe], options.data, options.articles)


if __name__ == "__main__":
    main()

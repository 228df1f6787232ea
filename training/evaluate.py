"""Score a checkpoint on PolNeAR dev without exporting it: `python -m training.evaluate --help`."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from evaluation.scorer import Roles, Scores, stripped
from onrecord.read.attributions import Attribution, Heads, Run, WindowScores, attributions
from onrecord.read.features import pieces
from onrecord.read.segment import Word, words
from onrecord.read.windows import plan
from training.batches import Prepared, collate
from training.encoder import load_pretrained
from training.model import HEADS, Attributor
from training.polnear import GoldArticle, read_split
from training.recipes import RECIPES, Recipe
from training.train import load_tokenizer, window_marks


def heads_of(model: Attributor) -> Heads:
    """The model's small weights as the runtime wants them."""

    def plain(weight: torch.Tensor) -> np.ndarray:
        return weight.detach().numpy().astype(np.float32)

    return Heads(
        distance=plain(model.distance.weight),
        role=plain(model.role.weight),
        role_bias=plain(model.role.bias),
        cue_moves=plain(model.cue_moves),
        role_moves=plain(model.role_moves),
        entity_moves=plain(model.entity_moves),
        act=plain(model.act.label.weight),
        act_bias=plain(model.act.label.bias),
        act_signs=plain(model.act.signs.weight),
    )


def window_scores(
    model: Attributor, ready: Prepared, begin: int, end: int, marks: tuple[tuple[int, int], int]
) -> WindowScores:
    """Run one window through the torch model."""
    batch = collate([(ready, begin, end)], *marks)
    vectors = model.words(batch)[0]
    parts = {f.name: model.get_submodule(HEADS[f.name]) for f in fields(WindowScores)}
    return WindowScores(**{name: part(vectors).numpy() for name, part in parts.items()})


@torch.no_grad()
def score(model: Attributor, tokenizer: Tokenizer, articles: list[GoldArticle]) -> Scores:
    """Score a torch model on whole articles."""
    heads, marks, total = heads_of(model), window_marks(tokenizer), Scores()
    for article in articles:
        found = words(article.text)
        ready = Prepared(found, pieces(found, tokenizer), None)
        windows = plan(found, ready.pieces)
        scores = [window_scores(model, ready, w.begin, w.end, marks) for w in windows]
        ours = [_roles(a, found, article.text) for a in attributions(windows, scores, heads)]
        total.add(ours, article.attributions or ())
    return total


def _roles(one: Attribution, found: list[Word], text: str) -> Roles:
    def chars(runs: Iterable[Run]) -> tuple[tuple[int, int], ...]:
        return stripped(((found[a].start, found[b - 1].end) for a, b in runs), text)

    return Roles(chars(one.source), chars([one.cue]), chars(one.content))


def main() -> None:
    """Print the figures of one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--articles", type=int, help="only so many, drawn with seed 0")
    options = parser.parse_args()
    model = load_checkpoint(RECIPES[options.recipe], options.encoder, options.checkpoint)
    articles = read_split(options.data / "polnear" / "dev")
    random.Random(0).shuffle(articles)
    total = score(model, load_tokenizer(options.encoder), articles[: options.articles])
    print(json.dumps(total.figures()))


def load_checkpoint(recipe: Recipe, encoder: Path, checkpoint: Path) -> Attributor:
    """A trained model, ready to score."""
    model = Attributor(load_pretrained(encoder, recipe.layers, recipe.frozen))
    model.load_state_dict(torch.load(checkpoint), strict=False)
    return model.eval()


if __name__ == "__main__":
    main()

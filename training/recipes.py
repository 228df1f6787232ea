"""How each shipped model was trained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """Settings of one training run.

    encoder: `mpnet` or `minilm`. layers: how many of its layers are kept, of which the lowest
    `frozen` do not train. budget: most subwords a step; longest: most subwords a window.
    rate: peak learning rate of the top layer, times `decay` a layer down. restyle: share of
    articles whose marks are rewritten as other sites print them.
    """

    encoder: str
    layers: int
    frozen: int
    steps: int
    rate: float
    decay: float
    budget: int = 2600
    longest: int = 448
    restyle: float = 0.15
    seed: int = 1


RECIPES = {
    "base": Recipe("mpnet", layers=7, frozen=2, steps=800, rate=8e-5, decay=0.9),
    "small": Recipe("minilm", layers=6, frozen=0, steps=1000, rate=2e-4, decay=0.95),
}

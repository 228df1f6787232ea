"""How each shipped model was trained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """Settings of one training run.

    encoder: `mpnet` or `minilm`. layers: how many of its layers are kept, of which the lowest
    `frozen` do not train. phases: steps and peak learning rate of each run over the data, the
    rate being the top layer's, times `decay` a layer down. budget: most subwords a step;
    longest: most subwords a window. restyle: share of articles whose marks are rewritten as
    other sites print them. A phase's seed is `seed` plus its number.
    """

    encoder: str
    layers: int
    frozen: int
    phases: tuple[tuple[int, float], ...]
    decay: float
    budget: int = 2600
    longest: int = 448
    restyle: float = 0.15
    seed: int = 1


RECIPES = {
    "base": Recipe("mpnet", layers=7, frozen=2, phases=((800, 8e-5), (270, 5e-5)), decay=0.9),
    # Not shipped: not yet trained to the end. MiniLM-L6 is five times less work a word.
    "small": Recipe(
        "minilm", layers=6, frozen=0, phases=((1000, 1.5e-4),), decay=0.95, budget=1800
    ),
}

"""How each shipped model was trained."""

from __future__ import annotations

from dataclasses import dataclass

#: Attributions alone, and everything: share of the steps that each corpus gets.
ATTRIBUTIONS = {"polnear": 1.0}
EVERYTHING = {"polnear": 0.52, "newswire": 0.26, "gum": 0.12, "gap": 0.10}
NAMES_AND_ACTS = {
    "polnear": 0.30,
    "newswire": 0.42,
    "acts": 0.12,
    "commitments": 0.06,
    "gum": 0.05,
    "gap": 0.05,
}


@dataclass(frozen=True)
class Phase:
    """One run: its steps, its peak learning rate, and how often each corpus is drawn from."""

    steps: int
    rate: float
    corpora: dict[str, float]


@dataclass(frozen=True)
class Recipe:
    """Settings of one training run.

    encoder: `mpnet` or `minilm`. layers: how many of its layers are kept, of which the lowest
    `frozen` do not train. phases: one run over the data after another; a learning rate is the
    top layer's, times `decay` a layer down. budget: most subwords a step;
    longest: most subwords a window. restyle: share of articles whose marks are rewritten as
    other sites print them. A phase's seed is `seed` plus its number.
    """

    encoder: str
    layers: int
    frozen: int
    phases: tuple[Phase, ...]
    decay: float
    budget: int = 2600
    longest: int = 448
    restyle: float = 0.15
    seed: int = 1


RECIPES = {
    "base": Recipe(
        "mpnet",
        layers=7,
        frozen=2,
        phases=(
            Phase(800, 8e-5, ATTRIBUTIONS),
            Phase(270, 5e-5, ATTRIBUTIONS),
            Phase(300, 4e-5, ATTRIBUTIONS),
            Phase(700, 4e-5, EVERYTHING),
            Phase(500, 8e-5, NAMES_AND_ACTS),
        ),
        decay=0.9,
    ),
    "small": Recipe(
        "minilm",
        layers=6,
        frozen=0,
        phases=(
            Phase(1500, 1.5e-4, ATTRIBUTIONS),
            Phase(600, 1.5e-4, EVERYTHING),
            Phase(800, 1.5e-4, NAMES_AND_ACTS),
        ),
        decay=0.95,
        budget=2200,
    ),
}


@dataclass(frozen=True)
class Slim:
    """What each layer of an exported encoder keeps: so many attention heads, or those named, and neurons.

    Encoders whose heads have a bias by distance keep the same ones in all layers, so that there is
    one table of them.
    """

    heads: tuple[int, ...] | tuple[tuple[int, ...], ...]
    neurons: tuple[int, ...]


#: Chosen by loss for cost; `base` loses too much by it to be shipped so (docs/decisions/0021).
SLIM = {
    "base": Slim(((0, 4, 5, 6, 7, 8, 11),) * 7, (1344, 1984, 2176, 1728, 1344, 960, 768)),
    "small": Slim((6, 11, 10, 9, 7, 3), (1344, 1472, 1408, 1344, 1216, 832)),
}

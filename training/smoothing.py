"""How large each input of a matrix product gets: what 8-bit activations need to be smoothed by.

A few channels of a transformer are far larger than the rest, and one range for all of them leaves
the others hardly any steps. Dividing the input by its channels' share and multiplying the weights
by it moves the difficulty into the weights, which have a range a column (SmoothQuant, Xiao et al.
2023, with alpha one half).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.batches import collate, cut, prepare
from training.model import Attributor
from training.newswire import held_out, read_newswire
from training.polnear import GoldArticle

#: Input channels quieter than this are not made louder.
LEAST = 1e-5


@torch.no_grad()
def input_peaks(
    model: Attributor,
    tokenizer: Tokenizer,
    articles: list[GoldArticle],
    marks: tuple[tuple[int, int], int],
) -> dict[str, torch.Tensor]:
    """Largest absolute value of each input channel, by name of the linear layer: float32 [inputs]."""
    peaks: dict[str, torch.Tensor] = {}

    def watch(name: str):  # type: ignore[no-untyped-def]
        def seen(_: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            peak = inputs[0].abs().flatten(0, -2).amax(0)
            peaks[name] = torch.maximum(peaks[name], peak) if name in peaks else peak

        return seen

    hooks = [
        layer.register_forward_pre_hook(watch(name))
        for name, layer in model.encoder.named_modules()
        if isinstance(layer, torch.nn.Linear)
    ]
    for article in articles:
        ready = prepare(article, tokenizer)
        for a, b in cut(ready, 448):
            model.words(collate([(ready, a, b)], *marks))
    for hook in hooks:
        hook.remove()
    return peaks


def shares(peak: torch.Tensor, weight: torch.Tensor) -> np.ndarray:
    """What to divide each input channel by: float32 [inputs]. weight: [outputs, inputs]."""
    strength = weight.detach().abs().amax(0).clamp(min=LEAST)
    return (peak.clamp(min=LEAST) / strength).sqrt().numpy().astype(np.float32)


def calibration_articles(data: Path, count: int = 24) -> list[GoldArticle]:
    """A few articles to watch the model on: of the newswire that training sees."""
    kept = [a for a in read_newswire(data / "en-worldwide-newswire") if not held_out(a.name)]
    return kept[:: max(1, len(kept) // count)][:count]

"""The pretrained encoders (MPNet and BERT families) as one small torch module."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.features import GAPS, QUOTES, SHAPES


@dataclass(frozen=True)
class EncoderConfig:
    """Sizes of an encoder; `family` is `mpnet` or `bert`."""

    family: str
    vocabulary: int
    hidden: int
    heads: int
    intermediate: int
    layers: int
    positions: int
    epsilon: float

    @property
    def first_position(self) -> int:
        """Index of a window's first position embedding (MPNet keeps two for padding)."""
        return 2 if self.family == "mpnet" else 0


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        width = config.hidden
        self.heads = config.heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.attention_norm = nn.LayerNorm(width, eps=config.epsilon)
        self.up = nn.Linear(width, config.intermediate)
        self.down = nn.Linear(config.intermediate, width)
        self.norm = nn.LayerNorm(width, eps=config.epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """One layer over x, float32 [windows, subwords, hidden], with a bias on its attention."""
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        mixed = F.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=bias
        )
        x = self.attention_norm(x + self.out(mixed.transpose(1, 2).reshape(batch, length, width)))
        return self.norm(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Embeddings, layers that stay as they were pretrained, features, layers that train.

    The features enter above the frozen layers, so that these need no backward pass.

    forward takes ids, shape, gap, quote: int64 [windows, subwords], and mask: bool of the same
    shape; returns float32 [windows, subwords, hidden].
    """

    def __init__(self, config: EncoderConfig, frozen: int = 0) -> None:
        super().__init__()
        self.config = config
        self.frozen = frozen
        self.token = nn.Embedding(config.vocabulary, config.hidden)
        self.position = nn.Embedding(config.positions, config.hidden)
        self.shape = nn.Embedding(SHAPES, config.hidden)
        self.gap = nn.Embedding(GAPS, config.hidden)
        self.quote = nn.Embedding(QUOTES, config.hidden)
        for feature in (self.shape, self.gap, self.quote):
            nn.init.zeros_(feature.weight)
        self.norm = nn.LayerNorm(config.hidden, eps=config.epsilon)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.relative = nn.Embedding(32, config.heads) if config.family == "mpnet" else None

    def forward(
        self, ids: Tensor, shape: Tensor, gap: Tensor, quote: Tensor, mask: Tensor
    ) -> Tensor:
        """Vectors of every subword; see the class for shapes."""
        length = ids.shape[1]
        places = torch.arange(length) + self.config.first_position
        bias = self.bias(length) + torch.where(mask, 0.0, -1e4)[:, None, None, :]
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            x = self.norm(self.token(ids) + self.position(places))
            for layer in self.layers[: self.frozen]:
                x = layer(x, bias)
        x = x + self.shape(shape) + self.gap(gap) + self.quote(quote)
        for layer in self.layers[self.frozen :]:
            x = layer(x, bias)
        return x

    def bias(self, length: int) -> Tensor:
        """MPNet's relative-position bias, float32 [1, heads, length, length]; zero for BERT."""
        if self.relative is None:
            return torch.zeros(1, 1, length, length)
        places = torch.arange(length)
        buckets = relative_buckets(places[None, :] - places[:, None])
        return self.relative(buckets).permute(2, 0, 1)[None]


def relative_buckets(offset: Tensor) -> Tensor:
    """T5-style buckets of key minus query position, as MPNet was pretrained: 32, up to 128 away."""
    half, exact, furthest = 16, 8, 128
    distance = offset.abs()
    far = exact + (
        torch.log(distance.clamp(min=1) / exact) / math.log(furthest / exact) * (half - exact)
    ).long().clamp(max=half - 1 - exact)
    return torch.where(offset > 0, half, 0) + torch.where(distance < exact, distance, far)


def load_pretrained(folder: Path, layers: int | None = None, frozen: int = 0) -> Encoder:
    """Build an encoder from a folder with `config.json` and `model.safetensors`.

    layers: keep only the first so many; frozen: of these, the lowest that do not train. Raises KeyError when a weight is missing.
    """
    raw = json.loads((folder / "config.json").read_text())
    config = EncoderConfig(
        family="mpnet" if raw["model_type"] == "mpnet" else "bert",
        vocabulary=raw["vocab_size"],
        hidden=raw["hidden_size"],
        heads=raw["num_attention_heads"],
        intermediate=raw["intermediate_size"],
        layers=layers or raw["num_hidden_layers"],
        positions=raw["max_position_embeddings"],
        epsilon=raw["layer_norm_eps"],
    )
    weights = load_file(folder / "model.safetensors")
    encoder = Encoder(config, frozen)
    state = encoder.state_dict()
    for name in state:
        if name.split(".")[0] not in ("shape", "gap", "quote"):
            state[name] = weights[_published_name(name, config.family)]
    if config.family == "bert":
        state["token.weight"] = (
            state["token.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
    encoder.load_state_dict(state)
    return encoder


def _published_name(name: str, family: str) -> str:
    """Name of one of our weights in the published checkpoint."""
    top = {
        "token.weight": "embeddings.word_embeddings.weight",
        "position.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
        "relative.weight": "encoder.relative_attention_bias.weight",
    }
    if name in top:
        return top[name]
    _, number, part, kind = name.split(".")
    attention = {"query": "attn.q", "key": "attn.k", "value": "attn.v", "out": "attn.o"}
    if family == "bert":
        attention = {k: f"self.{k}" for k in ("query", "key", "value")} | {"out": "output.dense"}
    parts = {k: f"attention.{v}" for k, v in attention.items()} | {
        "attention_norm": "attention.LayerNorm"
        if family == "mpnet"
        else "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    return f"encoder.layer.{number}.{parts[part]}.{kind}"

"""An ONNX graph under construction."""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from training.smoothing import shares


class Graph:
    """Nodes and weights of an ONNX graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        """Add a constant and return its name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: object
    ) -> str:
        """Add a node with one output and return that output's name."""
        self.nodes.append(
            helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes)
        )
        return name

    def linear(
        self, x: str, layer: torch.nn.Linear, name: str, peak: torch.Tensor | None = None
    ) -> str:
        """Add `x @ W + b`; with `peak`, the largest input of each channel, smoothed for 8 bits."""
        w = array(layer.weight).T
        if peak is not None:
            share = shares(peak, layer.weight)
            x = self.add("Mul", [x, self.weight(f"{name}.s", 1 / share)], f"{name}.x")
            w = w * share[:, None]
        w = self.weight(f"{name}.w", w)
        return self.add(
            "Add",
            [
                self.add("MatMul", [x, w], f"{name}.mm"),
                self.weight(f"{name}.b", array(layer.bias)),
            ],
            f"{name}.y",
        )

    def norm(self, x: str, layer: torch.nn.LayerNorm, name: str) -> str:
        """Add layer normalisation."""
        scale, shift = (
            self.weight(f"{name}.g", array(layer.weight)),
            self.weight(f"{name}.b", array(layer.bias)),
        )
        return self.add(
            "LayerNormalization", [x, scale, shift], f"{name}.y", axis=-1, epsilon=layer.eps
        )


def array(weight: torch.Tensor) -> np.ndarray:
    """A weight as float32."""
    return weight.detach().numpy().astype(np.float32)

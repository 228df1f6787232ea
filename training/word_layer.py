"""A layer over words, above an encoder that stays as it is, and its place in the exported graph."""

from __future__ import annotations

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.features import SHAPES
from training.graph import Graph, array

#: Words that one word sees to either side, twice.
REACH = 1
CASE_WIDTH = 16
#: Names of a layer's weights in a graph, by those that it has itself.
LAID = {
    "case.weight": "case.table",
    **{f"norm.{k}": f"norm.{v}" for k, v in (("weight", "g"), ("bias", "b"))},
    **{
        f"{part}.{k}": f"{part.replace('.', '')}.{v}"
        for part in ("down", "near.0", "near.1", "out")
        for k, v in (("weight", "w"), ("bias", "b"))
    },
}


class WordLayer(nn.Module):
    """Scores words by their vectors, those of a layer below, their case, and their neighbours.

    The last layer of an encoder keeps what its training asked for; one in the middle still knows
    the rest (Tenney et al. 2019). Two convolutions over words, each added to what it reads.
    """

    def __init__(self, hidden: int, width: int, outputs: int, dropout: float = 0.3) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(2 * hidden)
        self.case = nn.Embedding(SHAPES, CASE_WIDTH)
        self.down = nn.Linear(2 * hidden + CASE_WIDTH, width)
        self.near = nn.ModuleList(
            nn.Conv1d(width, width, 2 * REACH + 1, padding=REACH) for _ in range(2)
        )
        self.out = nn.Linear(width, outputs)
        self.dropout = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, case: Tensor, live: Tensor) -> Tensor:
        """Scores, float32 [windows, words, outputs].

        vectors: float32 [windows, words, 2 * hidden], the last layer's beside the middle one's.
        case: int64 [windows, words], as `features.shape` has it. live: bool of that shape, words
        that are there.
        """
        seen = torch.cat([self.dropout(self.norm(vectors)), self.case(case)], -1)
        x = self.dropout(F.gelu(self.down(seen))).transpose(1, 2) * live[:, None]
        for near in self.near:
            x = (x + F.gelu(near(x))) * live[:, None]
        scores: Tensor = self.out(self.dropout(x.transpose(1, 2)))
        return scores


def open_vectors(model: onnx.ModelProto) -> list[str]:
    """Lay open an exported graph's vectors of words: names of the last layer's and of the middle one's."""
    graph = model.graph
    if not any("middle" in node.output for node in graph.node):
        g = Graph()
        layers = sum(node.op_type == "MultiHeadAttention" for node in graph.node)
        x = g.add("Squeeze", [f"layer{layers * 2 // 3}.norm2.y", "axis0"], "middle.vectors")
        ends = [g.add("Gather", [x, k], f"middle.{k}", axis=0) for k in ("first", "last")]
        g.add("Mul", [g.add("Add", ends, "middle.ends"), "half"], "middle")
        graph.node.extend(g.nodes)
    return ["words", "middle"]


def lay(model: onnx.ModelProto, layer: WordLayer, name: str) -> str:
    """Lay a word layer into an exported graph, in the place of one of that name; returns its scores' name."""
    _clear(model, f"{name}.")
    words, middle = open_vectors(model)
    g = Graph()
    both = g.add("Concat", [words, middle], f"{name}.both", axis=-1)
    table = g.weight(f"{name}.case.table", array(layer.case.weight))
    # A word's first subword has the word's case.
    case = g.add("Gather", ["shape", "first"], f"{name}.case")
    rows = g.add("Gather", [table, case], f"{name}.case.row")
    normed = g.norm(both, layer.norm, f"{name}.norm")
    seen = g.add("Concat", [normed, rows], f"{name}.seen", axis=-1)
    x = _gelu(g, g.linear(seen, layer.down, f"{name}.down"), f"{name}.down.gelu")
    x = g.add("Transpose", [x], f"{name}.turned", perm=[1, 0])
    x = g.add("Unsqueeze", [x, "axis0"], f"{name}.one")
    for number, near in enumerate(layer.near):
        part = f"{name}.near{number}"
        weights = [
            g.weight(f"{part}.w", array(near.weight)),
            g.weight(f"{part}.b", array(near.bias)),
        ]
        around = g.add("Conv", [x, *weights], f"{part}.y", pads=[REACH, REACH])
        x = g.add("Add", [x, _gelu(g, around, f"{part}.gelu")], f"{part}.sum")
    x = g.add("Squeeze", [x, "axis0"], f"{name}.flat")
    x = g.add("Transpose", [x], f"{name}.back", perm=[1, 0])
    scores = g.linear(x, layer.out, f"{name}.out")
    _extend(model, g)
    return scores


def laid(model: onnx.ModelProto, name: str) -> dict[str, Tensor]:
    """The weights of the word layer of that name in an exported graph, as `WordLayer` keeps them; none if it has none."""
    weights = {w.name: numpy_helper.to_array(w) for w in model.graph.initializer}
    state = {}
    for ours, theirs in LAID.items():
        value = weights.get(f"{name}.{theirs}")
        if value is not None:
            linear = ours in ("down.weight", "out.weight")
            state[ours] = torch.from_numpy((value.T if linear else value).copy())
    return state


def lead(model: onnx.ModelProto, output: str, source: str, layer: nn.Linear | None = None) -> None:
    """Let an output of an exported graph come from `source`, through a linear layer where one is given."""
    _clear(model, f"head.{output}.", output)
    g = Graph()
    g.add("Identity", [g.linear(source, layer, f"head.{output}") if layer else source], output)
    _extend(model, g)


def normed(model: onnx.ModelProto, name: str, wide: int) -> str:
    """Lay both vectors of each word of an exported graph side by side, `wide` numbers normed as one."""
    _clear(model, f"{name}.")
    words, middle = open_vectors(model)
    g = Graph()
    both = g.add("Concat", [words, middle], f"{name}.both", axis=-1)
    x = g.norm(both, nn.LayerNorm(wide), f"{name}.norm")
    _extend(model, g)
    return x


def add(model: onnx.ModelProto, parts: list[str], name: str) -> str:
    """Add two vectors of words of an exported graph."""
    g = Graph()
    g.add("Add", parts, name)
    _extend(model, g)
    return name


def _extend(model: onnx.ModelProto, g: Graph) -> None:
    model.graph.node.extend(g.nodes)
    model.graph.initializer.extend(g.weights)


def _clear(model: onnx.ModelProto, prefix: str, name: str = "") -> None:
    """Take out the nodes and weights of a part of the graph, and the node `name`."""
    for part in (model.graph.node, model.graph.initializer):
        for one in [x for x in part if x.name.startswith(prefix) or x.name == name]:
            part.remove(one)


def _gelu(g: Graph, x: str, name: str) -> str:
    return g.add("Gelu", [x], name, domain="com.microsoft")

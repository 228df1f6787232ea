"""A layer over words, above an encoder that stays as it is, and its place in the exported graph."""

from __future__ import annotations

import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.features import SHAPES
from training.graph import Graph, array

#: Words that one word sees to either side, twice.
REACH = 1
CASE_WIDTH = 16


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


def lay(model: onnx.ModelProto, layer: WordLayer, output: str) -> None:
    """Let `output` of an exported graph come from a word layer, instead of what it came from."""
    graph, prefix = model.graph, f"{output}."
    old = (prefix, f"head.{prefix}")
    for part in (graph.node, graph.initializer):
        for one in [x for x in part if x.name == output or x.name.startswith(old)]:
            part.remove(one)
    words, middle = open_vectors(model)
    g = Graph()
    both = g.add("Concat", [words, middle], f"{prefix}both", axis=-1)
    table = g.weight(f"{prefix}case.table", array(layer.case.weight))
    # A word's first subword has the word's case.
    rows = g.add(
        "Gather", [table, g.add("Gather", ["shape", "first"], f"{prefix}case")], f"{prefix}case.row"
    )
    seen = g.add(
        "Concat", [g.norm(both, layer.norm, f"{prefix}norm"), rows], f"{prefix}seen", axis=-1
    )
    x = _gelu(g, g.linear(seen, layer.down, f"{prefix}down"), f"{prefix}down.gelu")
    x = g.add("Transpose", [x], f"{prefix}turned", perm=[1, 0])
    x = g.add("Unsqueeze", [x, "axis0"], f"{prefix}one")
    for number, near in enumerate(layer.near):
        name = f"{prefix}near{number}"
        weights = [
            g.weight(f"{name}.w", array(near.weight)),
            g.weight(f"{name}.b", array(near.bias)),
        ]
        seen = g.add("Conv", [x, *weights], f"{name}.y", pads=[REACH, REACH])
        x = g.add("Add", [x, _gelu(g, seen, f"{name}.gelu")], f"{name}.sum")
    x = g.add("Squeeze", [x, "axis0"], f"{prefix}flat")
    x = g.add("Transpose", [x], f"{prefix}back", perm=[1, 0])
    g.add("Identity", [g.linear(x, layer.out, f"{prefix}out")], output)
    graph.node.extend(g.nodes)
    graph.initializer.extend(g.weights)
    if not any(o.name == output for o in graph.output):
        graph.output.append(
            helper.make_tensor_value_info(output, TensorProto.FLOAT, ["words", None])
        )


def _gelu(g: Graph, x: str, name: str) -> str:
    return g.add("Gelu", [x], name, domain="com.microsoft")

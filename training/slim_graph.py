"""An exported encoder's graph, its layers open to being made smaller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import NodeProto, helper, numpy_helper

from training.exported import showing
from training.moments import Floats, Places

Feeds = dict[str, npt.NDArray[np.int64]]

#: Largest quantised weight, of seven bits as `training.export` has them.
LARGEST = 63
#: What a quantised product keeps of its columns.
COLUMNS = ("w_quantized", "w_scale", "w_zero_point", "b")


class SlimGraph:
    """A whole encoder, with the names of rows and weights that `training.export` gives."""

    def __init__(self, file: Path) -> None:
        """Read a graph; raises OSError when there is none."""
        self.model = onnx.load(file)
        # Shapes noted for the whole encoder are wrong for a smaller one.
        del self.model.graph.value_info[:]
        self._weights = {t.name: t for t in self.model.graph.initializer}
        attention = [n for n in self.model.graph.node if n.op_type == "MultiHeadAttention"]
        self.layers = len(attention)
        self.heads = next(a.i for a in attention[0].attribute if a.name == "num_heads")
        self.hidden = len(self.weight("layer0.out.b"))

    def weight(self, name: str) -> npt.NDArray[np.float32]:
        """A weight as it is now."""
        return numpy_helper.to_array(self._weights[name])

    def put(self, name: str, value: npt.NDArray[np.generic]) -> None:
        """Set a weight."""
        self._weights[name].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(value), name))

    @property
    def biased(self) -> bool:
        """Whether all layers' heads share one table of biases by distance, as MPNet's do."""
        return "relative" in self._weights

    def rows(self, names: Sequence[str], windows: Sequence[Feeds]) -> Iterator[list[Floats]]:
        """What the graph has under some names in every window: float32 [subwords or words, width] each."""
        cut = onnx.ModelProto()
        cut.CopyFrom(self.model)
        del cut.graph.output[:]
        session = showing(cut, names)
        takes = {i.name for i in session.get_inputs()}
        for feeds in windows:
            found = session.run(None, {k: v for k, v in feeds.items() if k in takes})
            yield [v.reshape(-1, v.shape[-1]) for v in found]

    def below(self, layer: int) -> str:
        """The rows that a layer's attention adds to."""
        added = next(n for n in self.model.graph.node if f"layer{layer}.res1" in n.output)
        return next(name for name in added.input if not name.startswith(f"layer{layer}.out"))

    def keep_neurons(self, layer: int, kept: Places, weights: Floats, bias: Floats) -> None:
        """Leave a layer some neurons, which then add up with new weights."""
        self._keep_columns(f"layer{layer}.up", kept)
        self._refit(f"layer{layer}.down", weights, bias)

    def keep_heads(self, layer: int, kept: Places, weights: Floats, bias: Floats) -> None:
        """Leave a layer some attention heads, which then add up with new weights."""
        size = self.hidden // self.heads
        places = (kept[:, None] * size + np.arange(size)).ravel()
        thirds = [places + third * self.hidden for third in range(3)]
        self._keep_columns(f"layer{layer}.qkv", np.concatenate(thirds))
        self._refit(f"layer{layer}.out", weights, bias)
        attention = self._node(f"layer{layer}.mixed")
        for attribute in attention.attribute:
            if attribute.name == "num_heads":
                attribute.i = len(kept)
        if self.biased:
            attention.input[5] = self._fewer_biases(kept)

    def _fewer_biases(self, kept: Places) -> str:
        """The bias of the heads that stay, of which every layer keeps the same."""
        if "kept.relative" not in self._weights:
            table = numpy_helper.from_array(self.weight("relative")[kept], "kept.relative")
            self.model.graph.initializer.append(table)
            self._weights["kept.relative"] = self.model.graph.initializer[-1]
            at = list(self.model.graph.node).index(self._node("relative.bias")) + 1
            for node in (
                helper.make_node("Unsqueeze", ["kept.rows", "axis"], ["kept.bias"], "kept.bias"),
                helper.make_node(
                    "Gather", ["kept.relative", "offset"], ["kept.rows"], "kept.rows", axis=1
                ),
            ):
                self.model.graph.node.insert(at, node)
        return "kept.bias"

    def save(self, file: Path) -> None:
        """Write the graph, without what nothing in it reads any more."""
        graph = self.model.graph
        if "kept.relative" in self._weights:
            for name in ("relative.bias", "relative.rows"):
                graph.node.remove(self._node(name))
            graph.initializer.remove(self._weights["relative"])
        onnx.save(self.model, file)

    def _keep_columns(self, name: str, kept: Places) -> None:
        for part in COLUMNS:
            self.put(f"{name}.{part}", self.weight(f"{name}.{part}")[..., kept])

    def _refit(self, name: str, weights: Floats, bias: Floats) -> None:
        scale = np.abs(weights).max(0).clip(1e-8) / LARGEST
        self.put(f"{name}.w_quantized", np.round(weights / scale).astype(np.int8))
        self.put(f"{name}.w_scale", scale.astype(np.float32))
        self.put(f"{name}.w_zero_point", np.zeros(len(scale), np.int8))
        self.put(f"{name}.b", bias)

    def _node(self, output: str) -> NodeProto:
        return next(n for n in self.model.graph.node if output in n.output)

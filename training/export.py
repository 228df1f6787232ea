"""Write a checkpoint as the quantised ONNX model that onrecord ships: `python -m training.export --help`.

The graph is laid by hand: a Gather of 8-bit embedding rows, fused attention with MPNet's
relative bias, and dynamic 8-bit matrix products with 7-bit weights a column (processors without
VNNI add pairs of products in 16 bits, which 8-bit weights would overflow).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.encoder import relative_buckets
from training.evaluate import heads_of, load_checkpoint
from training.graph import Graph, array
from training.model import HEADS, Attributor
from training.polnear import GoldArticle
from training.recipes import RECIPES
from training.smoothing import calibration_articles, input_peaks
from training.train import load_tokenizer, window_marks


def build(model: Attributor, peaks: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """Lay the float graph: ids, shape, gap, quote, first, last in; HEADS out.

    peaks: as `input_peaks` gives them; a layer that it lacks is left as it is.
    """
    g, encoder = Graph(), model.encoder
    x, bias = _embeddings(g, model)
    for number, layer in enumerate(encoder.layers):
        if number == encoder.frozen:
            x = _features(g, model, x)
        own = {k: peaks.get(f"layers.{number}.{k}") for k in ("query", "up")}
        x = _layer(g, layer, x, f"layer{number}", bias=bias, peaks=own)
    flat_x = g.add("Squeeze", [x, g.weight("axis0", np.array([0]))], "vectors")
    half = g.weight("half", np.array(0.5, np.float32))
    ends = [g.add("Gather", [flat_x, where], f"{where}.x", axis=0) for where in ("first", "last")]
    words = g.add("Mul", [g.add("Add", ends, "ends"), half], "words")
    for head, layer in HEADS.items():
        scored = g.linear(words, model.get_submodule(layer), f"head.{head}")
        g.add("Identity", [scored], head)
    inputs = [
        helper.make_tensor_value_info(k, TensorProto.INT64, ["subwords"])
        for k in ("ids", "shape", "gap", "quote")
    ]
    inputs += [
        helper.make_tensor_value_info(k, TensorProto.INT64, ["words"]) for k in ("first", "last")
    ]
    outputs = [helper.make_tensor_value_info(k, TensorProto.FLOAT, ["words", None]) for k in HEADS]
    graph = helper.make_graph(g.nodes, "onrecord", inputs, outputs, g.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _embeddings(g: Graph, model: Attributor) -> tuple[str, str]:
    encoder = model.encoder
    table = array(encoder.token.weight)
    scale = np.abs(table).max(1, keepdims=True).clip(1e-8) / 127
    rows = g.add(
        "Gather", [g.weight("token.q", np.round(table / scale).astype(np.int8)), "ids"], "token.row"
    )
    sizes = g.add(
        "Gather", [g.weight("token.scale", scale.astype(np.float32)), "ids"], "token.size"
    )
    token = g.add(
        "Mul", [g.add("Cast", [rows], "token.float", to=TensorProto.FLOAT), sizes], "token"
    )
    count = g.add("Shape", ["ids"], "count")
    first = encoder.config.first_position
    table = g.weight("position.table", array(encoder.position.weight)[first:])
    position = g.add("Slice", [table, g.weight("begin", np.array([0])), count], "position")
    summed = g.add("Add", [token, position], "summed")
    x = g.norm(
        g.add("Unsqueeze", [summed, g.weight("axis", np.array([0]))], "summed3"),
        encoder.norm,
        "embedded",
    )
    return x, _relative_bias(g, model, count)


def _relative_bias(g: Graph, model: Attributor, count: str) -> str:
    """MPNet's bias from a table by offset, [1, heads, subwords, subwords]; no input for BERT."""
    relative = model.encoder.relative
    if relative is None:
        return ""
    longest = model.encoder.config.positions
    ends = [
        g.weight("zero", np.array(0)),
        g.add("Squeeze", [count], "stop"),
        g.weight("one", np.array(1)),
    ]
    places = g.add("Range", ends, "places")
    table = relative(relative_buckets(torch.arange(-longest, longest + 1)))
    down = g.add("Unsqueeze", [places, g.weight("axis1", np.array([1]))], "places.down")
    across = g.add("Sub", [places, down], "offset.signed")
    offset = g.add("Add", [across, g.weight("longest", np.array(longest))], "offset")
    rows = g.add("Gather", [g.weight("relative", array(table).T), offset], "relative.rows", axis=1)
    return g.add("Unsqueeze", [rows, "axis"], "relative.bias")


def _features(g: Graph, model: Attributor, x: str) -> str:
    for kind in ("shape", "gap", "quote"):
        table = g.weight(f"{kind}.table", array(getattr(model.encoder, kind).weight))
        x = g.add("Add", [x, g.add("Gather", [table, kind], f"{kind}.row")], f"{kind}.x")
    return x


def _layer(  # type: ignore[no-untyped-def]
    g: Graph, layer, x: str, name: str, *, bias: str, peaks: dict[str, torch.Tensor | None]
) -> str:
    joint = torch.nn.Linear(1, 1)
    parts = (layer.query, layer.key, layer.value)
    joint.weight = torch.nn.Parameter(torch.cat([p.weight for p in parts]))
    joint.bias = torch.nn.Parameter(torch.cat([p.bias for p in parts]))
    packed = g.linear(x, joint, f"{name}.qkv", peaks["query"])
    names = [f"{name}.{k}" for k in "qkv"]
    g.nodes.append(helper.make_node("Split", [packed], names, name=f"{name}.split", axis=-1))
    mixed = g.add(
        "MultiHeadAttention",
        [*names, "", "", bias] if bias else names,
        f"{name}.mixed",
        domain="com.microsoft",
        num_heads=layer.heads,
    )
    attended = g.add("Add", [x, g.linear(mixed, layer.out, f"{name}.out")], f"{name}.res1")
    x = g.norm(attended, layer.attention_norm, f"{name}.norm1")
    up = g.add(
        "Gelu",
        [g.linear(x, layer.up, f"{name}.up", peaks["up"])],
        f"{name}.gelu",
        domain="com.microsoft",
    )
    return g.norm(
        g.add("Add", [x, g.linear(up, layer.down, f"{name}.down")], f"{name}.res2"),
        layer.norm,
        f"{name}.norm2",
    )


def main() -> None:
    """Export one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", choices=sorted(RECIPES))
    parser.add_argument("--encoder", type=Path, required=True, help="pretrained encoder's folder")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--name", required=True, help="such as base-1")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave the matrix products in 32 bits")
    options = parser.parse_args()
    model = load_checkpoint(RECIPES[options.recipe], options.encoder, options.checkpoint)
    tokenizer = load_tokenizer(options.encoder)
    write(
        model,
        tokenizer,
        options.name,
        options.out,
        watched=calibration_articles(options.data),
        quantised=not options.float,
    )


def write(
    model: Attributor,
    tokenizer: Tokenizer,
    name: str,
    out: Path,
    *,
    watched: Sequence[GoldArticle] = (),
    quantised: bool = True,
) -> None:
    """Write the four files of a model: encoder.onnx, heads.npz, tokenizer.json, model.json.

    watched: articles to measure activations on, so that they can be smoothed; none leaves them.
    quantised: matrix products in 8 bits, the embedding rows always.
    """
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    heads = heads_of(model)
    np.savez(out / "heads.npz", **{k: getattr(heads, k) for k in heads.__slots__ if k != "clauses"})
    with tempfile.TemporaryDirectory() as scratch:
        plain, target = Path(scratch) / "float.onnx", out / "encoder.onnx"
        peaks = input_peaks(model, tokenizer, list(watched), window_marks(tokenizer))
        onnx.save(build(model, peaks), plain)
        if quantised:
            quantize_dynamic(
                plain,
                target,
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul"],
                nodes_to_exclude=[f"head.{h}.mm" for h in HEADS],
                extra_options={"DefaultTensorType": TensorProto.FLOAT},
            )
        else:
            shutil.copy(plain, target)
    marks, _ = window_marks(tokenizer)
    (out / "model.json").write_text(json.dumps({"name": name, "marks": marks}) + "\n")


if __name__ == "__main__":
    main()

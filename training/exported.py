"""An exported encoder as training reads it: the vectors of words, just as the product has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.read.encoder import window_feeds
from onrecord.read.features import Pieces, shape
from onrecord.read.segment import Word
from training.word_layer import open_vectors

Halves = npt.NDArray[np.float16]


class Exported:
    """A shipped model's encoder, its vectors of words laid open.

    What is fitted on these makes up for the rounding to 8 bits too.
    """

    def __init__(self, folder: Path) -> None:
        """Load `encoder.onnx`, `model.json` and `tokenizer.json`; raises OSError when one is missing."""
        model = onnx.load(folder / "encoder.onnx")
        self._names = open_vectors(model)
        for name in self._names:
            model.graph.output.append(
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["words", None])
            )
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = ort.InferenceSession(model.SerializeToString(), options)
        self._marks = json.loads((folder / "model.json").read_text(encoding="utf-8"))["marks"]
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def vectors(self, cut: Pieces, begin: int, end: int) -> Halves:
        """The vectors of a half-open run of words read as one window: float16 [words, 2 * hidden]."""
        found = self._session.run(self._names, window_feeds(cut, begin, end, self._marks))
        return np.concatenate(found, axis=1).astype(np.float16)


def cases(found: Sequence[Word]) -> Tensor:
    """The case shape of each word, int64 [words]."""
    return torch.tensor([shape(w.text) for w in found])


def padded(vectors: Sequence[Tensor], case: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Windows laid to one length: which words are there, their vectors, their case, as `WordLayer` takes them.

    vectors: float16 [words, 2 * hidden] of each window; case: int64 [words].
    """
    longest = max(len(c) for c in case)
    live = torch.tensor([len(c) for c in case])[:, None] > torch.arange(longest)
    table = torch.zeros(*live.shape, vectors[0].shape[1])
    table[live] = torch.cat(list(vectors)).float()
    shapes = torch.zeros(live.shape, dtype=torch.long)
    shapes[live] = torch.cat(list(case))
    return live, table, shapes

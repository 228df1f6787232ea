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

from onrecord.read.attributions import WindowScores
from onrecord.read.encoder import Encoder, window_feeds
from onrecord.read.features import Pieces, pieces, shape
from onrecord.read.segment import Word
from onrecord.read.windows import plan
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
        self._session = showing(model, self._names)
        self._marks = json.loads((folder / "model.json").read_text(encoding="utf-8"))["marks"]
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def vectors(self, cut: Pieces, begin: int, end: int) -> Halves:
        """The vectors of a half-open run of words read as one window: float16 [words, 2 * hidden]."""
        found = self._session.run(self._names, window_feeds(cut, begin, end, self._marks))
        return np.concatenate(found, axis=1).astype(np.float16)


def showing(model: onnx.ModelProto, names: Sequence[str]) -> ort.InferenceSession:
    """A session of an exported graph, on one thread, that puts out some rows of it too."""
    for name in names:
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(model.SerializeToString(), options)


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


class Watched(Encoder):
    """The product's encoder, which keeps the vectors of the words that it reads beside their scores."""

    def __init__(self, folder: Path) -> None:
        """Load an exported model; raises ModelError when a file is missing or damaged."""
        super().__init__(folder, threads=1)
        model = onnx.load(folder / "encoder.onnx")
        self._names = open_vectors(model)
        self._session = showing(model, self._names)
        self._kept: dict[tuple[int, int, int], Halves] = {}

    def score(self, cut: Pieces, begin: int, end: int) -> WindowScores:
        """Score them, and keep their words' vectors."""
        feeds = window_feeds(cut, begin, end, self._marks)
        *scores, last, middle = self._session.run([*self._outputs, *self._names], feeds)
        both = np.concatenate([last, middle], axis=1).astype(np.float16)
        self._kept[len(cut.first), begin, end] = both
        return WindowScores(**dict(zip(self._outputs, scores, strict=True)))

    def taken(self, found: Sequence[Word]) -> Halves:
        """Vectors of a text's words, each from the window that owns it, and forget all that is kept.

        float16 [words, 2 * hidden]. found: all words of the text that was read last.
        """
        windows = plan(found, pieces(list(found), self.tokenizer))
        owned = [
            self._kept[len(found), w.begin, w.end][w.core_begin - w.begin : w.core_end - w.begin]
            for w in windows
        ]
        self._kept = {}
        return np.concatenate(owned)

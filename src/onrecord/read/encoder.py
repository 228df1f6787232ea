"""The one place that knows the inference runtime: windows in, scores out."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.read.attributions import Heads, WindowScores
from onrecord.read.features import Ints, Pieces, Spelled, pieces
from onrecord.read.segment import Word

OUTPUTS = frozenset(f.name for f in fields(WindowScores))
MODELS = Path(__file__).resolve().parent.parent / "models"


class Encoder:
    """A shipped model: its tokenizer, its encoder session and the weights of its heads.

    Every window is run alone, so that neither padding nor the quantisation range of a
    neighbour can change its scores; threads run windows side by side.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        """Load the model in `folder`; raises ModelError when a file is missing or damaged."""
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="onrecord")
        try:
            # The runtime leaves Python alone while it loads: the rest is loaded meanwhile.
            session = self._pool.submit(_session, folder)
            self.info = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            with np.load(folder / "heads.npz") as weights:
                self.heads = Heads.of({name: weights[name] for name in weights.files})
            self._session = session.result()
        except Exception as error:
            raise ModelError(
                f"the model in {folder} cannot be loaded ({error})",
                "Install onrecord again, or pass the folder of a complete model",
            ) from error
        self._outputs = [o.name for o in self._session.get_outputs() if o.name in OUTPUTS]
        self.name: str = self.info["name"]
        self._marks: list[int] = self.info["marks"]
        self._spelled: dict[str, Spelled] = {}

    def cut(self, found: list[Word]) -> Pieces:
        """Cut words into the subwords that this model knows."""
        return pieces(found, self.tokenizer, self._spelled)

    def submit(self, cut: Pieces, begin: int, end: int) -> Future[WindowScores]:
        """Start scoring the half-open run of words of an article, given the article's pieces."""
        return self._pool.submit(self.score, cut, begin, end)

    def score(self, cut: Pieces, begin: int, end: int) -> WindowScores:
        """Score them at once, in the thread that asks."""
        scores = self._session.run(self._outputs, window_feeds(cut, begin, end, self._marks))
        return WindowScores(**dict(zip(self._outputs, scores, strict=True)))


def window_feeds(cut: Pieces, begin: int, end: int, marks: Sequence[int]) -> dict[str, Ints]:
    """What the encoder takes to read a half-open run of an article's words as one window.

    marks: ids of what opens and closes a window.
    """
    low, high = int(cut.first[begin]), int(cut.last[end - 1]) + 1
    opens, closes = marks
    return {
        "ids": _marked(cut.ids[low:high], opens, closes),
        "shape": _marked(cut.shape[low:high]),
        "gap": _marked(cut.gap[low:high]),
        "quote": _marked(cut.quote[low:high]),
        "first": cut.first[begin:end] - low + 1,
        "last": cut.last[begin:end] - low + 1,
    }


def _marked(row: Ints, opens: int = 0, closes: int = 0) -> Ints:
    return np.concatenate(([opens], row, [closes]))


def find_model(model: str) -> Path:
    """Folder of a shipped model by name, or the folder given; raises ModelError when there is none."""
    for folder in (MODELS / model, Path(model)):
        if (folder / "model.json").is_file():
            return folder
    shipped = ", ".join(sorted(p.parent.name for p in MODELS.glob("*/model.json"))) or "none"
    raise ModelError(f"there is no model {model!r}", f"Shipped models: {shipped}")


def default_threads() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(folder: Path) -> ort.InferenceSession:
    return ort.InferenceSession(
        str(folder / "encoder.onnx"), _options(), providers=["CPUExecutionProvider"]
    )


def _options() -> ort.SessionOptions:
    options = ort.SessionOptions()
    # One thread a window, several windows at once: no waiting at barriers, the same sums always.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena keeps what one window needed for the next; without it the same speed takes 33 MB
    # less with the base model, and what a long article needed is given back.
    options.enable_cpu_mem_arena = False
    return options

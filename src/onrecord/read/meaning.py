"""Vectors that are near each other where words mean the same: for search by meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.read.attributions import Floats, Run
from onrecord.read.layers import Layers

#: Numbers of a vector.
WIDTH = 128


def meanings(layers: Layers, texts: Sequence[Sequence[Run]]) -> Floats:
    """The unit vector of each text, given as half-open word runs of the article: float32 [texts, WIDTH].

    A text without a word is all zero.
    """
    table = np.zeros((len(texts), WIDTH), np.float32)
    for row, runs in enumerate(texts):
        if runs:
            table[row] = np.concatenate([layers.meaning[a:b] for a, b in runs]).mean(0)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.maximum(lengths, np.float32(1e-9)), np.float32)

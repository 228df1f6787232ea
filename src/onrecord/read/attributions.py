"""Scores to attributions: cues first, then each cue's own source and contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.read.chains import decode, runs
from onrecord.read.windows import Window

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Run = tuple[int, int]

CUE, SOURCE, CONTENT = 1, 1, 3
DISTANCES = 64


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the encoder says of one window's words.

    cue: float32 [words, 3]. flat: float32 [words, 5]. of_word, of_cue: float32 [words, width].
    """

    cue: Floats
    flat: Floats
    of_word: Floats
    of_cue: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """The small weights that tie cues to their sources and contents.

    distance: float32 [2 * DISTANCES + 1, width]. role: float32 [5, width], role_bias: [5].
    cue_moves: float32 [3, 3]. role_moves: float32 [5, 5].
    """

    distance: Floats
    role: Floats
    role_bias: Floats
    cue_moves: Floats
    role_moves: Floats


@dataclass(frozen=True, slots=True)
class Attribution:
    """Half-open word runs of one attribution, and the probability that all of them are right."""

    source: tuple[Run, ...]
    cue: Run
    content: tuple[Run, ...]
    score: float


def attributions(
    windows: Sequence[Window], scores: Sequence[WindowScores], heads: Heads
) -> list[Attribution]:
    """Decode one article's windows into attributions, in order of their cues.

    A cue counts in the window that owns its first word. A cue without content is none.
    """
    if not windows:
        return []
    cues = _cues(windows, scores, heads)
    if not cues:
        return []
    longest = max(w.end - w.begin for w in windows)
    table = np.zeros((len(cues), longest, 5), np.float32)
    lengths = np.zeros(len(cues), np.int64)
    for row, (w, cue, _) in enumerate(cues):
        size = windows[w].end - windows[w].begin
        table[row, :size] = role_scores(scores[w], cue, heads)
        lengths[row] = size
    tags, sure = decode(table, heads.role_moves, lengths)
    found = []
    for row, (w, cue, p) in enumerate(cues):
        source, content = runs(tags[row], SOURCE), runs(tags[row], CONTENT)
        if content:
            base = windows[w].begin
            found.append(
                Attribution(
                    tuple((base + a, base + b) for a, b in source),
                    (base + cue[0], base + cue[1]),
                    tuple((base + a, base + b) for a, b in content),
                    float(p * sure[row]),
                )
            )
    return found


def _cues(
    windows: Sequence[Window], scores: Sequence[WindowScores], heads: Heads
) -> list[tuple[int, Run, float]]:
    """Every cue as its window, its run of words in that window, and its probability."""
    longest = max(len(s.cue) for s in scores)
    table = np.zeros((len(scores), longest, 3), np.float32)
    for row, s in enumerate(scores):
        table[row, : len(s.cue)] = s.cue
    lengths = np.array([len(s.cue) for s in scores])
    tags, _ = decode(table, heads.cue_moves, lengths)
    found = []
    for w, window in enumerate(windows):
        soft = np.exp(scores[w].cue - scores[w].cue.max(1, keepdims=True))
        soft /= soft.sum(1, keepdims=True)
        for a, b in runs(tags[w], CUE):
            if window.core_begin <= window.begin + a < window.core_end:
                found.append((w, (a, b), float(soft[a, 1:].sum())))
    return found


def role_scores(scores: WindowScores, cue: Run, heads: Heads) -> Floats:
    """Score every word of a window as part of one cue's source or content: float32 [words, 5]."""
    begin, end = cue
    places = np.arange(len(scores.cue))
    mixed = (
        scores.of_word
        + scores.of_cue[begin:end].mean(0)
        + heads.distance[cue_distance(places, cue)]
    )
    return scores.flat + gelu(mixed) @ heads.role.T + heads.role_bias


def cue_distance(places: Ints, cue: Run) -> Ints:
    """Signed distance of each word to a cue, in buckets that widen: int64 [words]."""
    before = np.maximum(cue[0] - places, 0)
    after = np.maximum(places - cue[1] + 1, 0)
    steps = before + after
    wide = np.minimum(np.where(steps <= 32, steps, 32 + (steps - 32) // 8), DISTANCES)
    return DISTANCES + np.where(before > 0, -wide, wide)


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit, tanh form (Hendrycks and Gimpel 2016), within 0.0005 of the exact one."""
    inner = np.tanh(np.float32(0.7978846) * (x + np.float32(0.044715) * x * x * x))
    return np.asarray(np.float32(0.5) * x * (np.float32(1) + inner))

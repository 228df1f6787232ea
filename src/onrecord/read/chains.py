"""Decoding of linear-chain conditional random fields, many chains at a time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def decode(scores: Floats, moves: Floats, lengths: Ints) -> tuple[Ints, Floats]:
    """Find each chain's best tags and their probability.

    scores: float32 [chains, words, tags]. moves: float32 [tags, tags], from row to column.
    lengths: int64 [chains], words that count. Returns tags int64 [chains, words] (0 past the
    end) and the probability of each whole chain, float32 [chains]. Viterbi (1967) and the
    forward algorithm, in one sweep.
    """
    chains, longest, tags = scores.shape
    back = np.zeros((longest, chains, tags), np.int8)
    best = scores[:, 0].astype(np.float64)
    total = best.copy()
    for t in range(1, longest):
        live = (lengths > t)[:, None]
        paths = best[:, :, None] + moves
        back[t] = paths.argmax(1)
        best = np.where(live, paths.max(1) + scores[:, t], best)
        onward = total[:, :, None] + moves
        peak = onward.max(1)
        summed = peak + np.log(np.exp(onward - peak[:, None]).sum(1))
        total = np.where(live, summed + scores[:, t], total)
    peak = total.max(1)
    partition = peak + np.log(np.exp(total - peak[:, None]).sum(1))
    return _follow(best, back, lengths), np.exp(best.max(1) - partition).astype(np.float32)


def _follow(best: npt.NDArray[np.float64], back: npt.NDArray[np.int8], lengths: Ints) -> Ints:
    longest, chains, _ = back.shape
    rows = np.arange(chains)
    tag = best.argmax(1)
    found = np.zeros((chains, longest), np.int64)
    for t in range(longest - 1, -1, -1):
        live = t < lengths
        found[live, t] = tag[live]
        if t:
            tag = np.where(live, back[t, rows, tag], tag)
    return found


def marginals(scores: Floats, moves: Floats) -> Floats:
    """Probability of each tag of one chain by forward-backward: float32 [words, tags].

    scores: float32 [words, tags]. moves: float32 [tags, tags].
    """
    words, tags = scores.shape
    forward = np.zeros((words, tags))
    backward = np.zeros((words, tags))
    if words == 0:
        return forward.astype(np.float32)
    forward[0] = scores[0]
    for t in range(1, words):
        forward[t] = np.logaddexp.reduce(forward[t - 1][:, None] + moves, axis=0) + scores[t]
    for t in range(words - 2, -1, -1):
        backward[t] = np.logaddexp.reduce(moves + scores[t + 1] + backward[t + 1], axis=1)
    joint = forward + backward
    joint -= np.logaddexp.reduce(joint, axis=1)[:, None]
    return np.exp(joint).astype(np.float32)


def runs(tags: Ints, begin: int) -> list[tuple[int, int]]:
    """Half-open runs of one role, whose tags are `begin` and `begin + 1`.

    A run starts at each `begin`; a stray inside tag starts one too, so that nothing is lost.
    """
    found: list[tuple[int, int]] = []
    for t, tag in enumerate(tags):
        if tag == begin + 1 and found and found[-1][1] == t:
            found[-1] = (found[-1][0], t + 1)
        elif tag in (begin, begin + 1):
            found.append((t, t + 1))
    return found

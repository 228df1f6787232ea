"""Decoding of linear-chain conditional random fields, many chains at a time.

A step of a chain is a few dozen numbers, and calling numpy costs more than what it does with them:
so a loop over words holds only what needs the word before, and all else is done for all words at once.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

#: Words between two scalings of probabilities: their products stay far from the smallest double.
SCALED = 8


def best_tags(scores: Floats, moves: Floats, lengths: Ints) -> Ints:
    """Find each chain's best tags: int64 [chains, words], 0 past a chain's end.

    scores: float32 [chains, words, tags]. moves: float32 [tags, tags], from row to column.
    lengths: int64 [chains], words that count. Viterbi (1967).
    """
    chains, longest, tags = scores.shape
    local = np.ascontiguousarray(scores.transpose(1, 2, 0))
    best = np.empty_like(local)
    best[0] = local[0]
    paths = np.empty((tags, tags, chains), scores.dtype)
    spread = moves[:, :, None]
    for before, best_here, here in zip(best[:-1, :, None], best[1:], local[1:], strict=True):
        np.add(before, spread, out=paths)
        np.maximum.reduce(paths, axis=0, out=best_here)
        np.add(best_here, here, out=best_here)
    back = _best_before(best[:-1], moves)
    found = np.zeros((chains, longest), np.int64)
    for row, length in enumerate(lengths.tolist()):
        at = length - 1
        tag = int(best[at, :, row].argmax())
        # Most words have no role: from one of them straight to the last word before it that has.
        ends = [-1, *np.flatnonzero(back[:at, 0, row]).tolist()]
        while at >= 0:
            found[row, at] = tag
            at = at - 1 if tag else ends[bisect_left(ends, at) - 1]
            tag = int(back[at, tag, row]) if at >= 0 else 0
    return found


def _best_before(best: Floats, moves: Floats) -> npt.NDArray[np.int8]:
    """The tag before each word's each tag on its best path: int8 [words, tags, chains]."""
    reached = best[:, :1] + moves[0][:, None]
    back = np.zeros(reached.shape, np.int8)
    for tag in range(1, len(moves)):
        path = best[:, tag : tag + 1] + moves[tag][:, None]
        back[path > reached] = tag
        np.maximum(reached, path, out=reached)
    return back


def marginals(scores: Floats, moves: Floats, lengths: Ints) -> Floats:
    """Probability of every tag of every word: float32 [chains, words, tags], 0 past a chain's end.

    scores, moves, lengths: as for `best_tags`. Forward-backward: both directions in one loop, each
    chain turned round at its own end, scaled every few words.
    """
    chains, longest, tags = scores.shape
    spread = np.exp(scores - scores.max(2, keepdims=True)).astype(np.float64).transpose(1, 0, 2)
    steps = np.exp(moves).astype(np.float64)
    turned = np.maximum(lengths - 1 - np.arange(longest)[:, None], 0), np.arange(chains)
    local = np.stack([spread, spread[turned]], axis=1)
    ways = np.stack([steps, steps.T])
    run = np.empty_like(local)
    run[0] = local[0]
    for t in range(1, longest):
        message = np.matmul(run[t - 1], ways, out=run[t])
        message *= local[t]
        if t % SCALED == 0:
            message /= message.sum(2, keepdims=True)
    # What the words behind a word say of it: nothing behind a chain's last.
    behind = np.empty((longest, chains, tags))
    behind[:-1] = (run[:, 1][turned][1:].reshape(-1, tags) @ steps.T).reshape(-1, chains, tags)
    behind[-1] = behind[lengths - 1, turned[1]] = 1
    behind *= run[:, 0]
    behind /= behind.sum(2, keepdims=True)
    joint = behind.transpose(1, 0, 2).astype(np.float32, order="C")
    joint[np.arange(longest) >= lengths[:, None]] = 0
    return joint


def runs(tags: Ints, begin: int) -> list[tuple[int, int]]:
    """Half-open runs of one role, whose tags are `begin` and `begin + 1`.

    A run starts at each `begin`; a stray inside tag starts one too, so that nothing is lost.
    """
    found: list[tuple[int, int]] = []
    places = np.flatnonzero((tags == begin) | (tags == begin + 1))
    for t, tag in zip(places.tolist(), tags[places].tolist(), strict=True):
        if tag == begin + 1 and found and found[-1][1] == t:
            found[-1] = (found[-1][0], t + 1)
        else:
            found.append((t, t + 1))
    return found


def mean_row(table: Floats) -> Floats:
    """The mean of some rows, as numpy's own gives it in twice the time: float32 [columns]."""
    total: Floats = np.add.reduce(table, axis=0)
    total /= np.float32(len(table))
    return total


def mean(shares: Floats) -> float:
    """The mean of a few words' probabilities; numpy's own takes longer to check than to add them."""
    return float(np.add.reduce(shares) / np.float32(len(shares)))

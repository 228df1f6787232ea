"""Decoding of linear-chain conditional random fields, many chains at a time.

A step of a chain is a few dozen numbers, and calling numpy costs more than what it does with them:
so a loop over words holds only what needs the word before, and all else is done for all words at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_tags(scores: Floats, moves: Floats, lengths: Ints) -> Ints:
    """Find each chain's best tags: int64 [chains, words], 0 past a chain's end.

    scores: float32 [chains, words, tags]. moves: float32 [tags, tags], from row to column.
    lengths: int64 [chains], words that count. Viterbi (1967).
    """
    chains, longest, tags = scores.shape
    local = np.ascontiguousarray(scores.transpose(1, 0, 2))
    best = np.empty_like(local)
    best[0] = local[0]
    paths = np.empty((tags, chains, tags), scores.dtype)
    spread = moves[:, None, :]
    for t in range(1, longest):
        np.add(best[t - 1].T[:, :, None], spread, out=paths)
        np.maximum.reduce(paths, axis=0, out=best[t])
        best[t] += local[t]
    rows = np.arange(chains)
    last = best[lengths - 1, rows].argmax(1)
    # From each word's tag to the tag before it, in one row that is indexed by chain and tag.
    back = (best[:-1, :, None, :] + moves.T).argmax(3).reshape(longest - 1, chains * tags)
    found = np.empty((longest, chains), np.int64)
    offsets = rows * tags
    shortest = int(lengths.min())
    tag = last
    for t in range(longest - 1, -1, -1):
        if t >= shortest - 1:
            tag = np.where(lengths - 1 == t, last, tag)
        found[t] = tag
        if t:
            tag = back[t - 1].take(offsets + tag)
    found[np.arange(longest)[:, None] >= lengths] = 0
    return np.ascontiguousarray(found.T)


def marginals(scores: Floats, moves: Floats, lengths: Ints) -> Floats:
    """Probability of every tag of every word: float32 [chains, words, tags], 0 past a chain's end.

    scores, moves, lengths: as for `best_tags`. Forward-backward, scaled word by word.
    """
    chains, longest, tags = scores.shape
    spread = np.exp(scores - scores.max(2, keepdims=True)).astype(np.float64)
    local = np.ascontiguousarray(spread.transpose(1, 0, 2))
    steps = np.exp(moves).astype(np.float64)
    total = np.empty((chains, 1))
    forward = np.empty((longest, chains, tags))
    np.divide(local[0], local[0].sum(1, keepdims=True), out=forward[0])
    for t in range(1, longest):
        message = np.matmul(forward[t - 1], steps, out=forward[t])
        message *= local[t]
        message /= np.add.reduce(message, axis=1, keepdims=True, out=total)
    shortest = int(lengths.min())
    behind = np.empty((longest, chains, tags))
    behind[-1] = 1
    onward = np.empty((chains, tags))
    for t in range(longest - 1, 0, -1):
        np.multiply(local[t], behind[t], out=onward)
        earlier = np.matmul(onward, steps.T, out=behind[t - 1])
        earlier /= np.add.reduce(earlier, axis=1, keepdims=True, out=total)
        if t >= shortest:
            earlier[t >= lengths] = 1
    forward *= behind
    forward /= forward.sum(2, keepdims=True)
    joint = forward.transpose(1, 0, 2).astype(np.float32, order="C")
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

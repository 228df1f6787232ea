"""Decoding of linear-chain conditional random fields, many chains at a time."""

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
    back = np.zeros((longest, chains, tags), np.int8)
    best = scores[:, 0]
    for t in range(1, longest):
        paths = best[:, :, None] + moves
        back[t] = paths.argmax(1)
        best = np.where((lengths > t)[:, None], paths.max(1) + scores[:, t], best)
    rows = np.arange(chains)
    tag = best.argmax(1)
    found = np.zeros((chains, longest), np.int64)
    for t in range(longest - 1, -1, -1):
        live = t < lengths
        found[live, t] = tag[live]
        if t:
            tag = np.where(live, back[t, rows, tag], tag)
    return found


def marginals(scores: Floats, moves: Floats, lengths: Ints) -> Floats:
    """Probability of every tag of every word: float32 [chains, words, tags], 0 past a chain's end.

    scores, moves, lengths: as for `best_tags`. Forward-backward, scaled word by word.
    """
    chains, longest, tags = scores.shape
    local = np.exp(scores - scores.max(2, keepdims=True)).astype(np.float64)
    steps = np.exp(moves).astype(np.float64)
    live = np.arange(longest) < lengths[:, None]
    forward = np.zeros((longest, chains, tags))
    message = local[:, 0]
    for t in range(longest):
        if t:
            message = np.where(live[:, t, None], (message @ steps) * local[:, t], message)
        message = message / message.sum(1, keepdims=True)
        forward[t] = message
    behind = np.ones((chains, tags))
    joint = np.zeros((chains, longest, tags), np.float32)
    for t in range(longest - 1, -1, -1):
        both = forward[t] * behind
        joint[:, t] = both / both.sum(1, keepdims=True)
        earlier = (local[:, t] * behind) @ steps.T
        earlier /= earlier.sum(1, keepdims=True)
        behind = np.where(live[:, t, None], earlier, behind)
    joint[~live] = 0
    return joint


def runs(tags: Ints, begin: int) -> list[tuple[int, int]]:
    """Half-open runs of one role, whose tags are `begin` and `begin + 1`.

    A run starts at each `begin`; a stray inside tag starts one too, so that nothing is lost.
    """
    found: list[tuple[int, int]] = []
    for t, tag in enumerate(tags.tolist()):
        if tag == begin + 1 and found and found[-1][1] == t:
            found[-1] = (found[-1][0], t + 1)
        elif tag in (begin, begin + 1):
            found.append((t, t + 1))
    return found

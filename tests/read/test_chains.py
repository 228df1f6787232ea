"""Chain decoding against brute force."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.read.chains import decode, runs


def brute_force(scores: np.ndarray, moves: np.ndarray) -> tuple[tuple[int, ...], float]:  # type: ignore[type-arg]
    words, tags = scores.shape
    totals = {
        path: sum(scores[t, tag] for t, tag in enumerate(path))
        + sum(moves[a, b] for a, b in pairwise(path))
        for path in product(range(tags), repeat=words)
    }
    best = max(totals, key=lambda p: totals[p])
    return best, float(np.exp(totals[best]) / sum(np.exp(v) for v in totals.values()))


@pytest.mark.parametrize("seed", range(5))
def test_decode_finds_the_best_path_and_its_probability(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lengths = np.array([5, 3, 1])
    scores = rng.normal(size=(3, 5, 3)).astype(np.float32)
    moves = rng.normal(size=(3, 3)).astype(np.float32)
    tags, sure = decode(scores, moves, lengths)
    for row, length in enumerate(lengths):
        path, probability = brute_force(scores[row, :length], moves)
        assert tuple(tags[row, :length]) == path
        assert sure[row] == pytest.approx(probability, rel=1e-4)
        assert not tags[row, length:].any()


def test_padding_does_not_change_a_chain() -> None:
    rng = np.random.default_rng(9)
    scores = rng.normal(size=(1, 4, 5)).astype(np.float32)
    moves = rng.normal(size=(5, 5)).astype(np.float32)
    alone = decode(scores, moves, np.array([4]))
    wide = np.concatenate([scores, rng.normal(size=(1, 6, 5)).astype(np.float32)], axis=1)
    beside = decode(wide, moves, np.array([4]))
    assert (beside[0][:, :4] == alone[0]).all()
    assert beside[1] == pytest.approx(alone[1])


def test_runs_start_at_each_begin_tag_and_at_strays() -> None:
    assert runs(np.array([0, 1, 2, 1, 0, 2, 2, 3, 4]), 1) == [(1, 3), (3, 4), (5, 7)]
    assert runs(np.array([0, 1, 2, 1, 0, 2, 2, 3, 4]), 3) == [(7, 9)]

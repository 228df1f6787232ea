"""Chain decoding against brute force."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import numpy.typing as npt
import pytest

from onrecord.read.chains import best_tags, marginals, runs

Path = tuple[int, ...]


def paths(scores: npt.NDArray[np.float32], moves: npt.NDArray[np.float32]) -> dict[Path, float]:
    """Probability of every path."""
    length, tags = scores.shape
    totals = {
        path: float(
            np.exp(
                sum(scores[t, tag] for t, tag in enumerate(path))
                + sum(moves[a, b] for a, b in pairwise(path))
            )
        )
        for path in product(range(tags), repeat=length)
    }
    whole = sum(totals.values())
    return {path: total / whole for path, total in totals.items()}


@pytest.mark.parametrize("seed", range(5))
def test_best_tags_and_marginals(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lengths = np.array([5, 3, 1])
    scores = rng.normal(size=(3, 5, 3)).astype(np.float32) * 3
    moves = rng.normal(size=(3, 3)).astype(np.float32)
    tags = best_tags(scores, moves, lengths)
    sure = marginals(scores, moves, lengths)
    for row, length in enumerate(lengths):
        every = paths(scores[row, :length], moves)
        assert tuple(tags[row, :length]) == max(every, key=lambda p: every[p])
        for t in range(length):
            for tag in range(3):
                share = sum(p for path, p in every.items() if path[t] == tag)
                assert sure[row, t, tag] == pytest.approx(share, abs=1e-5)
        assert not tags[row, length:].any()
        assert not sure[row, length:].any()


def test_padding_does_not_change_a_chain() -> None:
    rng = np.random.default_rng(9)
    scores = rng.normal(size=(1, 4, 5)).astype(np.float32)
    moves = rng.normal(size=(5, 5)).astype(np.float32)
    wide = np.concatenate([scores, rng.normal(size=(1, 6, 5)).astype(np.float32)], axis=1)
    four = np.array([4])
    assert (best_tags(wide, moves, four)[:, :4] == best_tags(scores, moves, four)).all()
    assert marginals(wide, moves, four)[:, :4] == pytest.approx(marginals(scores, moves, four))


def test_large_scores_do_not_overflow() -> None:
    scores = np.array([[[900.0, 0, 0], [0, -900.0, 5], [0, 0, 800.0]]], np.float32)
    sure = marginals(scores, np.zeros((3, 3), np.float32), np.array([3]))
    assert np.isfinite(sure).all()
    assert sure[0, 0, 0] == pytest.approx(1)


def test_runs_start_at_each_begin_tag_and_at_strays() -> None:
    assert runs(np.array([0, 1, 2, 1, 0, 2, 2, 3, 4]), 1) == [(1, 3), (3, 4), (5, 7)]
    assert runs(np.array([0, 1, 2, 1, 0, 2, 2, 3, 4]), 3) == [(7, 9)]

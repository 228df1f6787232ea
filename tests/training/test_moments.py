"""What can go from a product's inputs, and what the rest makes up for."""

import numpy as np
import numpy.typing as npt
import pytest

from training.moments import Moments, Surgeon

ROWS = 4000


def seen(inputs: npt.NDArray[np.float32], weights: npt.NDArray[np.float32]) -> Moments:
    """Moments of inputs whose outputs are their weighted sums and a half more."""
    moments = Moments()
    for part in np.split(inputs, 4):
        moments.add(part, part @ weights + np.float32(0.5))
    return moments


@pytest.fixture
def inputs() -> npt.NDArray[np.float32]:
    """Six inputs, of which the last is the sum of the first two."""
    free = np.random.default_rng(1).normal(size=(ROWS, 5)).astype(np.float32)
    return np.concatenate([free, free[:, :1] + free[:, 1:2]], 1)


def test_what_others_can_make_up_for_goes_first(inputs: npt.NDArray[np.float32]) -> None:
    weights = np.ones((6, 3), np.float32)
    moments = seen(inputs, weights)
    kept = Surgeon(moments, np.ones(3, np.float32), 6).left(5)
    assert set(range(6)) - set(kept.tolist()) <= {0, 1, 5}
    fitted, bias = moments.fit(kept)
    was = inputs @ weights + 0.5
    assert np.abs(inputs[:, kept] @ fitted + bias - was).max() < 0.02


def test_what_weighs_little_goes_first(inputs: npt.NDArray[np.float32]) -> None:
    weights = np.diag([3, 2, 0.01, 1, 4, 0]).astype(np.float32)[:, :5]
    kept = Surgeon(seen(inputs, weights), np.ones(5, np.float32), 6).left(4)
    assert kept.tolist() == [0, 1, 3, 4]


def test_outputs_that_do_not_count_keep_nothing(inputs: npt.NDArray[np.float32]) -> None:
    weights = np.eye(6, dtype=np.float32)[:, :5] * 2
    gain = np.array([1, 1, 1, 0, 1], np.float32)
    kept = Surgeon(seen(inputs, weights), gain, 6).left(4)
    assert 3 not in kept.tolist()


def test_groups_go_whole(inputs: npt.NDArray[np.float32]) -> None:
    weights = np.diag([1, 1, 0.1, 0.1, 2, 2]).astype(np.float32)
    surgeon = Surgeon(seen(inputs[:, [2, 3, 0, 1, 4, 5]], weights), np.ones(6, np.float32), 3)
    kept = surgeon.left(2)
    assert kept.tolist() == [0, 2]
    assert surgeon.places(kept).tolist() == [0, 1, 4, 5]

"""Heads of state and government against other data sets, where these lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evaluation.world import DRAWS, SEED, Checker, alike

#: Per cent of the draws that must be right.
LEAST = 97.0


def test_200_random_heads_are_right() -> None:
    shared = os.environ.get("ONRECORD_SHARED")
    if not shared:
        pytest.skip("ONRECORD_SHARED does not name the folder with data/world")
    draws = [d for d in Checker(Path(shared) / "data/world").draws(DRAWS, SEED) if d.checked]
    right = sum(draw.right for draw in draws)
    assert len(draws) > DRAWS / 2
    assert 100 * right / len(draws) >= LEAST, [d for d in draws if not d.right]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("President Vladimir Vladimirovich PUTIN", "Vladimir Putin", True),
        ("ALYAKSANDR LUKASHENKA", "Alexander Lukashenko", True),
        ("G.W. Bush", "George W. Bush", True),
        ("King HARALD V", "Harald V", True),
        ("Prime Minister Tony Blair", "Gordon Brown", False),
        ("President of the Republic", "The President", False),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same

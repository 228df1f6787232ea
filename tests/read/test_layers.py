"""What the windows say, laid together: each word from its owner, and links as probabilities."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from onrecord.read.attributions import Floats, Heads, WindowScores
from onrecord.read.entities import TAGS
from onrecord.read.layers import Layers
from onrecord.read.segment import Word
from onrecord.read.windows import Window

WIDTHS = {f.name: k for k, f in enumerate(fields(WindowScores), 2)} | {"entity": TAGS}


def scored(window: Window, number: int) -> WindowScores:
    """Scores that say which window, layer and word of the article they are of."""

    def layer(place: int, width: int) -> Floats:
        words = np.arange(window.begin, window.end, dtype=np.float32)[:, None]
        return np.repeat(words + 1000 * number + 100_000 * place, width, axis=1)

    return WindowScores(**{name: layer(k, WIDTHS[name]) for k, name in enumerate(WIDTHS)})


def heads() -> Heads:
    """Heads of which only the moves between entity tags are read, and say nothing."""
    none = np.zeros((1, 1), np.float32)
    moves = np.zeros((TAGS, TAGS), np.float32)
    return Heads(none, none, none, none, none, moves, none, none, none)


def linking(query: list[list[float]], key: list[list[float]]) -> Layers:
    nothing = np.zeros((len(key), 1), np.float32)
    links = np.array(query, np.float32), np.array(key, np.float32)
    return Layers(*links, nothing, nothing, nothing)


def test_every_word_is_scored_by_the_window_that_owns_it() -> None:
    windows = [Window(0, 8, 0, 6), Window(3, 14, 6, 11), Window(9, 15, 11, 15)]
    found = [Word(k, k + 1, "a", 0, 0, 0) for k in range(15)]
    layers = Layers.of(found, windows, [scored(w, k) for k, w in enumerate(windows)], heads())
    owner = np.repeat([0, 1, 2], [6, 5, 4])
    for place, name in enumerate(WIDTHS):
        if hasattr(layers, name):
            wanted = np.arange(15) + 1000 * owner + 100_000 * place
            assert getattr(layers, name).shape == (15, WIDTHS[name])
            assert (getattr(layers, name) == wanted[:, None]).all(), name
    assert [f.name for f in fields(Layers)] == [
        "link_query", "link_key", "act_cue", "act_content", "meaning", "entities", "clause",
    ]  # fmt: skip


def test_entities_come_from_the_window_that_owns_their_words() -> None:
    windows = [Window(0, 4, 0, 3), Window(2, 6, 3, 6)]
    found = [Word(k, k + 1, "a", 0, 0, 0) for k in range(6)]
    each = [scored(w, k) for k, w in enumerate(windows)]
    for number, (scores, other, own) in enumerate(zip(each, (3, 0), (1, 2), strict=True)):
        scores.entity[:] = 0
        scores.entity[[other, own], 1 + 2 * number] = 9
    layers = Layers.of(found, windows, each, heads())
    assert [(e.run, e.type) for e in layers.entities] == [
        ((1, 2), "Person"),
        ((4, 5), "Organization"),
    ]


def test_links_are_probabilities_that_leave_a_share_for_nobody() -> None:
    # Scores are products over the root of the width: 0, log 2 and log 5 beside nobody's 0.
    key = [[0, 0, 0, 0], [2 * np.log(2), 0, 0, 0], [2 * np.log(5), 9, 9, 9], [7, 7, 7, 7]]
    layers = linking([[0] * 4, [0] * 4, [0] * 4, [1, 0, 0, 0]], key)
    shares = layers.links(3, [0, 1, 2])
    assert shares == pytest.approx([1 / 9, 2 / 9, 5 / 9], rel=1e-5)
    assert 1 - shares.sum() == pytest.approx(1 / 9, rel=1e-4)
    assert shares.dtype == np.float32


def test_links_come_in_the_order_of_the_candidates() -> None:
    layers = linking([[1.0], [0.0]], [[3.0], [-3.0]])
    assert layers.links(0, [0, 1]) == pytest.approx(layers.links(0, [1, 0])[::-1])
    assert layers.links(0, [0, 1])[0] > 0.9


def test_the_anaphor_asks_and_the_candidate_answers() -> None:
    layers = linking([[4.0], [0.0]], [[0.0], [4.0]])
    assert layers.links(0, [1])[0] > 0.9
    assert layers.links(1, [0]) == pytest.approx([0.5])


def test_one_candidate_alone_is_no_certainty() -> None:
    layers = linking([[0.0], [-5.0]], [[2.0], [2.0]])
    assert layers.links(0, [1]) == pytest.approx([0.5])
    assert layers.links(1, [0])[0] < 0.001


def test_without_candidates_nobody_is_meant() -> None:
    layers = linking([[1.0]], [[1.0]])
    assert layers.links(0, []).shape == (0,)

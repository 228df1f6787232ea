"""The scorer on cases counted by hand."""

from __future__ import annotations

import pytest

from evaluation.run import below, raised
from evaluation.scorer import Roles, Scores, iou, stripped


def test_exact_overlap_and_whole() -> None:
    gold = [Roles(((0, 4),), ((5, 9),), ((10, 30),)), Roles((), ((40, 44),), ((45, 60),))]
    ours = [Roles(((0, 4),), ((5, 9),), ((10, 29),)), Roles((), ((40, 44),), ((45, 60),))]
    scores = Scores()
    scores.add(ours, gold)
    figures = scores.figures()
    assert figures["exact_source"] == 100
    assert figures["exact_cue"] == 100
    assert figures["exact_content"] == 50
    assert figures["overlap_content"] == 100
    assert figures["whole"] == 50


def test_precision_and_recall_differ() -> None:
    scores = Scores()
    scores.add(
        [Roles((), ((0, 2),), ((3, 5),)), Roles((), ((6, 8),), ((9, 12),))],
        [Roles((), ((0, 2),), ((3, 5),))],
    )
    assert scores.exact["cue"].precision == 0.5
    assert scores.exact["cue"].recall == 1.0
    assert scores.figures()["exact_cue"] == pytest.approx(66.67)


def test_spans_are_compared_without_white_space() -> None:
    assert stripped([(0, 6), (6, 8)], " ab  c  ") == ((1, 6),)
    assert iou((0, 10), (5, 15)) == pytest.approx(1 / 3)


def test_floors_only_rise() -> None:
    assert below({"whole": 50.0}, {"whole": 51.0}) == ["whole is 50.0, its floor 51.0"]
    assert raised({"whole": 60.0, "from_furniture": 0}, {"whole": 55.0}) == {"whole": 59.0}
    assert raised({"whole": 50.0}, {"whole": 55.0}) == {"whole": 55.0}

"""The act of a statement, read off made-up scores of its words, with the labels of the guide."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.read.act_signs import PLACE, SIGNS
from onrecord.read.acts import ACTS, act
from onrecord.read.attributions import Floats, Heads
from onrecord.read.layers import Layers
from onrecord.read.segment import words

#: The guide's table: class, labels, and the PLOVER type that a label has whatever its content.
GUIDE: dict[str, dict[str, str | None]] = {
    "assertive": {
        "state": None, "predict": None, "warn": None, "accuse": "ACCUSE",
        "deny": None, "confirm": None,
    },
    "directive": {"demand": "REQUEST", "request": "REQUEST", "propose": None, "ask": None},
    "commissive": {
        "promise": None, "threaten": "THREATEN", "offer": None, "refuse": "REJECT",
        "agree": "AGREE", "intend": None,
    },
    "expressive": {"praise": "SUPPORT", "regret": None},
    "declarative": {"decree": None},
    "attitude": {"believe": None},
}  # fmt: skip
LABELS = list(ACTS)
WORDS = 8
TEXT = words(" ".join(["stone"] * WORDS))


def test_labels_classes_and_plover_types_are_the_guides() -> None:
    wanted = {label: (name, plover) for name, row in GUIDE.items() for label, plover in row.items()}
    assert wanted == ACTS


def heads() -> Heads:
    """Heads that read one label off each place of a vector."""
    none = np.zeros((1, 1), np.float32)
    labels = len(LABELS)
    label, bias = np.eye(labels, dtype=np.float32), np.zeros(labels, np.float32)
    signs = np.zeros((labels, len(SIGNS)), np.float32)
    return Heads(none, none, none, none, none, none, label, bias, signs)


def layers(cue: dict[int, tuple[str, float]], content: dict[int, tuple[str, float]]) -> Layers:
    """Words of which some speak for one label, in the cue or in the content."""

    def layer(votes: dict[int, tuple[str, float]]) -> Floats:
        table = np.zeros((WORDS, len(LABELS)), np.float32)
        for word, (label, strength) in votes.items():
            table[word, LABELS.index(label)] = strength
        return table

    none = np.zeros((WORDS, 1), np.float32)
    return Layers(none, none, layer(cue), layer(content), none)


@pytest.mark.parametrize("label", LABELS)
def test_the_best_label_brings_its_class_and_type(label: str) -> None:
    found = act(TEXT, layers({2: (label, 6.0)}, {}), (2, 3), [(4, 6)], heads())
    assert (found.label, (found.class_, found.plover)) == (label, ACTS[label])


def test_cue_and_content_decide_together() -> None:
    both = layers({2: ("state", 3.0)}, {4: ("refuse", 8.0), 5: ("refuse", 8.0)})
    assert act(TEXT, both, (2, 3), [(4, 6)], heads()).label == "refuse"
    assert act(TEXT, both, (2, 3), [(6, 8)], heads()).label == "state"
    assert act(TEXT, both, (0, 1), [(4, 6)], heads()).label == "refuse"


def test_a_word_speaks_as_cue_or_as_content_only_where_it_is_one() -> None:
    crossed = layers({4: ("threaten", 9.0), 7: ("threaten", 9.0)}, {2: ("praise", 9.0)})
    neutral = act(TEXT, crossed, (2, 3), [(4, 6)], heads())
    assert neutral.score == pytest.approx(1 / len(LABELS), abs=1e-4)


def test_a_cue_of_several_words_counts_as_their_mean() -> None:
    one = layers({1: ("deny", 4.0), 2: ("confirm", 3.0), 3: ("confirm", 3.0)}, {})
    assert act(TEXT, one, (1, 2), [(4, 5)], heads()).label == "deny"
    assert act(TEXT, one, (1, 4), [(4, 5)], heads()).label == "confirm"


def test_several_contents_count_word_by_word() -> None:
    # One word for a promise, three for a threat: words are weighed, not pieces.
    found = layers({}, {0: ("promise", 6.0), **dict.fromkeys((4, 5, 6), ("threaten", 4.0))})
    assert act(TEXT, found, (2, 3), [(0, 1)], heads()).label == "promise"
    assert act(TEXT, found, (2, 3), [(0, 1), (4, 7)], heads()).label == "threaten"
    assert act(TEXT, found, (2, 3), [(0, 1), (4, 7)], heads()) == act(
        TEXT, found, (2, 3), [(4, 7), (0, 1)], heads()
    )


def test_the_score_is_the_probability_of_the_label() -> None:
    # A vote of five counts five: nothing but the tanh form of the unit stands between.
    strong = act(TEXT, layers({2: ("agree", 5.0)}, {}), (2, 3), [(4, 6)], heads())
    others = len(LABELS) - 1
    assert strong.score == pytest.approx(np.exp(5) / (np.exp(5) + others), abs=1e-3)
    assert act(TEXT, layers({}, {}), (2, 3), [(4, 6)], heads()).score == pytest.approx(
        1 / (others + 1)
    )


def test_a_sure_act_has_a_score_of_one_and_no_overflow() -> None:
    assert act(TEXT, layers({2: ("agree", 1e4)}, {}), (2, 3), [(4, 6)], heads()).score == 1.0


def test_the_bias_of_a_label_counts() -> None:
    biased = replace(heads(), act_bias=np.eye(len(LABELS), dtype=np.float32)[LABELS.index("ask")])
    assert act(TEXT, layers({}, {}), (2, 3), [(4, 6)], biased).label == "ask"


def test_what_the_words_show_counts_beside_the_vectors() -> None:
    told = words("Aid will be paid, she promised")
    weights = np.zeros((len(LABELS), len(SIGNS)), np.float32)
    weights[LABELS.index("promise"), PLACE["cue promise"]] = 5
    informed = replace(heads(), act_signs=weights)
    assert act(told, layers({}, {}), (6, 7), [(0, 4)], informed).label == "promise"
    unnamed = act(told, layers({}, {}), (5, 6), [(0, 4)], informed)
    assert unnamed.score == pytest.approx(1 / len(LABELS), abs=1e-4)


def test_weights_from_before_a_sign_came_still_read() -> None:
    told = words("Aid will be paid, she promised")
    older = np.zeros((len(LABELS), PLACE["grave"] + 1), np.float32)
    older[LABELS.index("promise"), PLACE["cue promise"]] = 5
    informed = replace(heads(), act_signs=older)
    assert act(told, layers({}, {}), (6, 7), [(0, 4)], informed).label == "promise"

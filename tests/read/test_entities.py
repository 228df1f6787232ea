"""Word tags to entities on made-up scores, and the word that stands for a mention."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.read.entities import TAGS, TYPES, entities, head_word

TAG = {"O": 0} | {
    f"{edge}-{name}": 1 + 2 * kind + inside
    for kind, name in enumerate(TYPES)
    for inside, edge in enumerate("BI")
}
#: Moves between tags that say nothing.
STILL = np.zeros((TAGS, TAGS), np.float32)


def decoded(*tags: str) -> list[tuple[int, int, str]]:
    """The entities of words that each have one tag for sure."""
    scores = np.zeros((len(tags), TAGS), np.float32)
    scores[np.arange(len(tags)), [TAG[t] for t in tags]] = 9
    return [(*e.run, e.type) for e in entities(scores, STILL, [0] * len(tags))]


def test_each_type_is_told_by_its_own_tags() -> None:
    for name in ("Person", "Organization", "Location", "NORP"):
        assert decoded("O", f"B-{name}", f"I-{name}", "O") == [(1, 3, name)]


def test_a_begin_ends_the_entity_before_it() -> None:
    assert decoded("B-Person", "B-Person", "I-Person") == [(0, 1, "Person"), (1, 3, "Person")]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (("I-Person", "I-Person", "O"), [(0, 2, "Person")]),
        (("O", "I-Location"), [(1, 2, "Location")]),
        (("B-Person", "O", "I-Person"), [(0, 1, "Person"), (2, 3, "Person")]),
        (
            ("B-Person", "I-Organization", "I-Organization"),
            [(0, 1, "Person"), (1, 3, "Organization")],
        ),
        (
            ("B-Person", "I-NORP", "I-Person"),
            [(0, 1, "Person"), (1, 2, "NORP"), (2, 3, "Person")],
        ),
    ],
)
def test_an_inside_that_continues_nothing_of_its_type_starts_an_entity(
    tags: tuple[str, ...], found: list[tuple[int, int, str]]
) -> None:
    assert decoded(*tags) == found


def test_words_without_a_tag_are_no_entity() -> None:
    assert decoded("O", "O", "O") == []
    assert entities(np.zeros((0, TAGS), np.float32), STILL, []) == []


def test_how_sure_an_entity_is_averages_its_words_over_both_tags_of_its_type() -> None:
    shares = np.full((2, TAGS), 1e-9, np.float32)
    shares[0, [TAG["B-Location"], TAG["I-Location"], TAG["O"]]] = 0.5, 0.3, 0.2
    shares[1, [TAG["I-Location"], TAG["B-Person"]]] = 0.6, 0.4
    # Scores count only against each other: a constant more for a word changes nothing.
    (found,) = entities(np.log(shares) + np.array([[500], [-500]], np.float32), STILL, [0, 0])
    assert (found.run, found.type) == ((0, 2), "Location")
    assert found.sure == pytest.approx(0.7, abs=1e-4)


def test_moves_decide_where_words_leave_it_open() -> None:
    scores = np.zeros((2, TAGS), np.float32)
    scores[0, TAG["B-Person"]] = 5
    scores[1, [TAG["B-Person"], TAG["I-Person"]]] = 5.0, 4.9
    moves = STILL.copy()
    moves[TAG["B-Person"], TAG["I-Person"]] = 1
    (found,) = entities(scores, moves, [0, 0])
    assert (found.run, found.type) == ((0, 2), "Person")
    # Another sentence is another chain.
    assert [e.run for e in entities(scores, moves, [0, 1])] == [(0, 1), (1, 2)]


def test_a_sentence_of_any_length_is_read_whole() -> None:
    scores = np.zeros((10_000, TAGS), np.float32)
    scores[:, TAG["I-Location"]] = 9
    (found,) = entities(scores, STILL, [0] * 10_000)
    assert found.run == (0, 10_000)


@pytest.mark.parametrize(
    ("mention", "head"),
    [
        ("minister", "minister"),
        ("the former prime minister", "minister"),
        ("the head of the union", "head"),
        ("Lena Marsh , the mayor", "Marsh"),
        ("the man who spoke to them", "man"),
        ("Delegates In Geneva", "Delegates"),
        ("the mayor ( 51 )", "mayor"),
        ("the mayor 's", "mayor"),
        ("the mayor ' s", "mayor"),
        ("the mayor ’ s", "mayor"),
        ("“ Iron ” Marsh .", "Marsh"),
        ("of late", "late"),
        ("’", "’"),
    ],
)
def test_the_head_of_a_mention(mention: str, head: str) -> None:
    found = mention.replace("'s", "' s").split()
    assert head_word(found) == found.index(head)

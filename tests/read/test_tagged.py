"""Entity tags on names, with made-up scores: what they may change and what not."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.read.entities import TAGS, TYPES, entities
from onrecord.read.layers import Layers
from onrecord.read.names import Name, names
from onrecord.read.segment import words
from onrecord.read.tagged import retyped
from onrecord.read.tokens import tokens


def tagged(text: str, *runs: tuple[str, str]) -> list[Name]:
    """The names of a text whose words `runs` are tagged as those types, for sure."""
    found = words(text)
    scores = np.zeros((len(found), TAGS), np.float32)
    scores[:, 0] = 9
    for words_of, kind in runs:
        start = text.index(words_of)
        for k, w in enumerate(found):
            if start <= w.start < start + len(words_of):
                inside = w.start > start
                scores[k] = 0
                scores[k, 1 + 2 * TYPES.index(kind) + inside] = 9
    nothing = np.zeros((len(found), 1), np.float32)
    cut = tokens(text, found)
    still = np.zeros((TAGS, TAGS), np.float32)
    named = entities(scores, still, [w.sentence for w in found])
    layers = Layers(nothing, nothing, nothing, nothing, nothing, tuple(named))
    return retyped(names(cut), found, layers, cut)


def kinds(found: list[Name]) -> list[tuple[str, str]]:
    return [(n.text, n.kind) for n in found]


@pytest.mark.parametrize(
    ("text", "runs", "expected"),
    [
        ("They met Kestrel Freight.", [("Kestrel Freight", "Organization")], "organisation"),
        ("They met Ann Lee.", [("Ann Lee", "Person")], "person"),
        ("They met on Election Day.", [], "unknown"),
        ("They met Mr Ann Lee.", [], "person"),
        ("They met NATO.", [("NATO", "Location")], "place"),
        ("They met in Russia.", [("Russia", "Person")], "state"),
    ],
)
def test_a_guess_gives_way_to_the_tag(
    text: str, runs: list[tuple[str, str]], expected: str
) -> None:
    assert [kind for _, kind in kinds(tagged(text, *runs))] == [expected]


def test_a_word_that_only_looked_like_a_title_belongs_to_the_body() -> None:
    found = tagged("They met National Highways.", ("National Highways", "Organization"))
    assert kinds(found) == [("National Highways", "organisation")]


def test_a_title_that_no_list_has_is_cut_off() -> None:
    found = tagged("They met Veep Ann Lee.", ("Ann Lee", "Person"))
    assert kinds(found) == [("Ann Lee", "person")]


def test_a_name_that_opens_a_sentence_is_seen_by_its_tag_alone() -> None:
    assert kinds(tagged("Reuters wrote it.", ("Reuters", "Organization"))) == [
        ("Reuters", "organisation")
    ]
    assert kinds(tagged("Officials wrote it.", ("Officials", "Organization"))) == []


def test_a_sure_person_is_one_whatever_stands_before() -> None:
    found = tagged("They met Ann Lee.", ("Ann Lee", "Person"))
    assert [n.sure for n in found] == [True]

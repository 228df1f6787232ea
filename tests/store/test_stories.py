"""Versions of one text are found, other texts on the same subject are not."""

from __future__ import annotations

import random

import pytest

from onrecord.store.stories import SHARED, bands, shared, shingles
from onrecord.store.words import words

CHANCE = random.Random(7)
WORDS = [f"word{i}" for i in range(3_000)]


def text(length: int) -> str:
    return " ".join(CHANCE.choices(WORDS, k=length))


def known(one: str, other: str) -> bool:
    """Whether the two are found to be one story: by a band, and then by their words."""
    a, b = shingles(words(one)), shingles(words(other))
    return bool(set(bands(a)) & set(bands(b))) and shared(a, b) >= SHARED


@pytest.mark.parametrize("length", [60, 300, 900])
def test_wire_copy_is_known_when_it_is_cut_and_added_to(length: int) -> None:
    found = 0
    for _ in range(20):
        whole = text(length)
        cut = " ".join(whole.split()[: length * 3 // 4])
        found += known(whole, f"{text(length // 12)} {cut} {text(length // 12)}")
    assert found >= 18


def test_texts_of_common_words_are_not_one_story() -> None:
    common = WORDS[:60]
    texts = [" ".join(CHANCE.choices(common, k=400)) for _ in range(12)]
    assert not any(known(a, b) for i, a in enumerate(texts) for b in texts[:i])


def test_a_quotation_in_common_is_not_one_story() -> None:
    quoted = text(60)
    assert not known(f"{text(300)} {quoted}", f"{quoted} {text(300)}")


def test_short_texts_are_not_compared() -> None:
    assert bands(shingles(words("He said so."))) == []
    assert shared(shingles(words("He said so.")), shingles(words("He said so."))) == 0.0


def test_stored_bands_stay_the_same() -> None:
    found = bands(shingles([f"w{i}" for i in range(40)]))
    assert (len(found), found[0], found[-1]) == (24, FIRST, LAST)


FIRST, LAST = 6_084_012_883_241_966_062, 3_131_088_141_687_581_366

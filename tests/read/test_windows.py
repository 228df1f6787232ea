"""Windows and blocks cover a text, each part owned once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.blocks import blocks
from onrecord.read.features import Pieces
from onrecord.read.segment import Word
from onrecord.read.windows import plan


def fake(lengths: list[int], sentence_every: int) -> tuple[list[Word], Pieces]:
    found = [Word(i, i + 1, "x", 1, 0, i // sentence_every) for i in range(len(lengths))]
    last = np.cumsum(lengths) - 1
    row = np.zeros(int(sum(lengths)), np.int64)
    return found, Pieces(row, row, row, row, last - np.array(lengths) + 1, last)


@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=300),
    st.integers(1, 80),
    st.integers(20, 60),
)
def test_every_word_has_one_owner_and_windows_fit(
    lengths: list[int], every: int, budget: int
) -> None:
    found, cut = fake(lengths, every)
    windows = plan(found, cut, budget, budget // 8)
    owned = [i for w in windows for i in range(w.core_begin, w.core_end)]
    assert owned == list(range(len(found)))
    for w in windows:
        assert w.begin <= w.core_begin < w.core_end <= w.end
        assert cut.last[w.end - 1] + 1 - cut.first[w.begin] <= budget


def test_text_added_behind_does_not_move_the_windows_before() -> None:
    found, cut = fake([1] * 1000, 20)
    longer, longer_cut = fake([1] * 1500, 20)
    before, after = plan(found, cut, 200, 20), plan(longer, longer_cut, 200, 20)
    assert before[:-1] == after[: len(before) - 1]


def test_owned_words_see_their_context() -> None:
    found, cut = fake([1] * 1000, 20)
    for w in plan(found, cut, 200, 20):
        assert w.begin == 0 or w.core_begin - w.begin >= 20
        assert w.end == 1000 or w.end - w.core_end >= 20


@given(st.text(alphabet="ab \n", max_size=400), st.integers(5, 60), st.integers(0, 20))
def test_every_character_has_one_owning_block(text: str, length: int, context: int) -> None:
    found = list(blocks(text, length, context))
    assert "".join(text[b.core_start : b.core_end] for b in found) == text
    assert all(b.start <= b.core_start < b.core_end <= b.end for b in found)
    assert all(b.end - b.start <= 2 * length + 4 * context for b in found)


def test_an_ordinary_article_is_one_block() -> None:
    text = "A paragraph.\n\n" * 500
    assert [(b.start, b.end) for b in blocks(text)] == [(0, len(text))]

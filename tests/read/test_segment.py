"""Words, sentences and quotation states."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.segment import CLOSING, INSIDE, OPENING, OUTSIDE, words


def sentences(text: str) -> list[str]:
    found = words(text)
    count = found[-1].sentence + 1 if found else 0
    of = [[w for w in found if w.sentence == i] for i in range(count)]
    return [text[s[0].start : s[-1].end] for s in of]


def quoted(text: str) -> list[str]:
    return [w.text for w in words(text) if w.quote == INSIDE]


def test_marks_and_possessives_are_words_of_their_own() -> None:
    assert [w.text for w in words("Russia's “no”.")] == ["Russia", "'", "s", "“", "no", "”", "."]


def test_gaps_tell_spaces_lines_and_paragraphs_apart() -> None:
    assert [w.gap for w in words("One two\nthree\n\nfour,\r\n\r\nfive")] == [3, 1, 2, 3, 0, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Smith met Sen. Jones. They talked.", ["Mr. Smith met Sen. Jones.", "They talked."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("J. Smith came. A. Lee left.", ["J. Smith came.", "A. Lee left."]),
        ("“We will go.” He went.", ["“We will go.”", "He went."]),
        ("It rose 3.5 percent. Nobody knew.", ["It rose 3.5 percent.", "Nobody knew."]),
        ("Headline without a stop\n\nThe text.", ["Headline without a stop", "The text."]),
        ("Will he go? Nobody knows!", ["Will he go?", "Nobody knows!"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_straight_marks_pair_up() -> None:
    found = words('He said "we go" and "we stay".')
    assert [w.quote for w in found if w.text == '"'] == [OPENING, CLOSING, OPENING, CLOSING]
    assert quoted('He said "we go" and "we stay".') == ["we", "go", "we", "stay"]


def test_a_mark_that_nothing_closes_harms_its_own_paragraph_only() -> None:
    text = '"We go, he said.\n\nShe stayed. "I stay," she said.'
    assert "She" not in quoted(text)
    assert quoted(text)[-3:] == ["I", "stay", ","]


def test_single_marks_quote_and_apostrophes_do_not() -> None:
    assert quoted("The land was ‘historically’ Russian, the ministers’ aides said.") == [
        "historically"
    ]
    assert quoted("It's the workers' party, and that's 'final' now.") == ["final"]


def test_a_quotation_inside_single_marks_may_hold_an_apostrophe() -> None:
    assert quoted("He said: ‘We don’t know.’") == ["We", "don", "’", "t", "know", "."]


@given(st.text(alphabet="ab .\n\"'“”‘’(U.S)é1\r", max_size=120))
def test_every_visible_character_is_in_one_word_in_order(text: str) -> None:
    found = words(text)
    assert "".join(w.text for w in found) == "".join(c for c in text if not c.isspace())
    assert all(a.end <= b.start and a.sentence <= b.sentence for a, b in pairwise(found))
    assert all(w.quote in (OUTSIDE, OPENING, INSIDE, CLOSING) for w in found)

"""Candidates held against each other, on made-up probabilities."""

from __future__ import annotations

from onrecord.read.attributions import Attribution, Candidate, Piece, _settled
from onrecord.read.inner import passed_on
from onrecord.read.quotations import drafts
from onrecord.read.segment import Word, words


def candidate(
    cue: tuple[int, int], *content: tuple[int, int, float], sure: float = 0.9
) -> Candidate:
    return Candidate((), cue, tuple(Piece((a, b), p) for a, b, p in content), sure)


def contents(*found: Candidate) -> list[tuple[tuple[int, int], ...]]:
    return [a.content for a in _settled(found)]


def test_a_stray_piece_yields_to_the_attribution_that_is_surer_of_it() -> None:
    one = candidate((5, 6), (6, 12, 0.9), (22, 24, 0.75))
    other = candidate((20, 21), (21, 30, 0.95))
    assert contents(one, other) == [((6, 12),), ((21, 30),)]


def test_an_unlikely_further_piece_goes_and_a_likely_one_stays() -> None:
    assert contents(candidate((5, 6), (6, 12, 0.9), (30, 33, 0.6))) == [((6, 12),)]
    assert contents(candidate((5, 6), (1, 4, 0.8), (6, 12, 0.9))) == [((1, 4), (6, 12))]


def test_a_nested_attribution_shares_its_words() -> None:
    outer = candidate((2, 3), (3, 20, 0.9))
    inner = candidate((5, 6), (6, 20, 0.95))
    assert contents(outer, inner) == [((3, 20),), ((6, 20),)]


def test_the_surest_content_always_stays_and_a_cue_without_content_goes() -> None:
    assert contents(candidate((5, 6), (6, 8, 0.2))) == [((6, 8),)]
    assert contents(candidate((5, 6))) == []


def test_one_source_and_a_score_of_the_least_sure_part() -> None:
    one = Candidate((Piece((0, 1), 0.5), Piece((3, 5), 0.8)), (5, 6), (Piece((6, 9), 0.9),), 0.5)
    found = _settled([one])[0]
    assert found.source == ((3, 5),)
    assert found.score == 0.5 * 0.8


def test_what_an_outlet_passes_on_is_read_by_itself() -> None:
    text = "He denied the charge on Monday, AP News reported."
    found = words(text)
    outer = drafts(found, [Attribution(((7, 9),), (9, 10), ((0, 6),), 0.9)])[0]
    inside = Attribution(((0, 1),), (1, 2), ((2, 6),), 0.8)

    def read_alone(alone: list[Word]) -> list[Attribution]:
        assert [w.text for w in alone] == ["He", "denied", "the", "charge", "on", "Monday"]
        return [inside]

    assert passed_on(text, found, outer, read_alone) == [inside]
    assert passed_on(text, found, outer, lambda _: []) == []
    minister = text.replace("AP News", "the board")
    assert passed_on(minister, words(minister), outer, read_alone) == []

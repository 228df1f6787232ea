"""Tags of words to conditions and consequences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from onrecord.read.attributions import ClauseHeads, Floats
from onrecord.read.clause_chains import CLAUSE, POOL, TAGS, Draft, kind_scores, tagged

NOTHING = np.zeros((0, 0), np.float32)
HEADS = ClauseHeads(np.zeros((TAGS, TAGS), np.float32), NOTHING, NOTHING, NOTHING, NOTHING)


def scored(tags: str, by: float = 4) -> Floats:
    """Scores of words that say their tag so clearly: `.` none, `Cc` a condition, `Qq` a consequence."""
    table = np.zeros((len(tags), CLAUSE), np.float32)
    table[np.arange(len(tags)), [".CcQq".index(t) for t in tags]] = by
    return table


def drafts(tags: str, by: float = 4) -> tuple[Draft, ...]:
    return tagged(scored(tags, by), [(0, len(tags))], HEADS)[0].plain


def test_a_condition_and_what_follows_from_it() -> None:
    assert drafts(".Ccc.Qqqq.") == (Draft(((1, 4),), ((5, 9),)),)
    assert drafts("Qqq.Cc") == (Draft(((4, 6),), ((0, 3),)),)
    assert drafts("Cc.Cc.Qq") == (Draft(((0, 2), (3, 5)), ((6, 8),)),)


def test_a_condition_goes_to_the_nearest_consequence() -> None:
    assert drafts("Qq....Cc.Qq") == (Draft((), ((0, 2),)), Draft(((6, 8),), ((9, 11),)))


def test_a_condition_without_a_consequence_is_nothing() -> None:
    assert drafts("..Ccc..") == ()


def test_an_inside_tag_that_nothing_opens_starts_a_run() -> None:
    assert drafts("..qqq..") == (Draft((), ((2, 5),)),)


def test_sentences_are_read_apart_and_in_words_of_the_article() -> None:
    first, second = tagged(scored("Qqqq.Qq.."), [(0, 3), (3, 9)], HEADS)
    assert first.plain == (Draft((), ((0, 3),)),)
    assert second.plain == (Draft((), ((3, 4),)), Draft((), ((5, 7),)))
    assert second.shares.shape == (6, TAGS)
    assert np.allclose(second.shares.sum(1), 1)


def test_the_bold_reading_takes_what_the_plain_one_is_unsure_of() -> None:
    table = scored("..Qqq..", by=4)
    table[2:5, 0] = 4.5
    sentence = tagged(table, [(0, 7)], HEADS)[0]
    assert sentence.plain == ()
    assert sentence.bold == (Draft((), ((2, 5),)),)


def test_no_sentence_is_read_where_none_is_asked_for() -> None:
    assert tagged(scored("Qq"), [], HEADS) == []


def test_the_kind_comes_from_consequence_and_condition() -> None:
    table = np.zeros((4, CLAUSE), np.float32)
    table[2:, TAGS] = 3  # the consequence speaks for the first kind
    table[0, TAGS + POOL + 1] = 9  # the condition, where there is one, for the second
    kind = np.zeros((2, POOL), np.float32)
    kind[0, 0] = kind[1, 1] = 1
    heads = replace(HEADS, kind=kind, kind_bias=np.zeros(2, np.float32))
    alone = kind_scores(table, Draft((), ((2, 4),)), heads)
    limited = kind_scores(table, Draft(((0, 1),), ((2, 4),)), heads)
    assert alone.argmax() == 0
    assert limited.argmax() == 1
    assert np.allclose(np.exp(alone).sum(), 1)

"""What counts as a quotation found, and as its source and speaker."""

from __future__ import annotations

import pytest

from benchmarks.quotes import QuoteScores, bare
from benchmarks.speed import table
from benchmarks.systems import Quote
from evaluation.gold import Annotated
from evaluation.scorer import Roles
from onrecord.records import Article

TEXT = '"We will not pay," Ann Oro said. She called it "a very bad joke indeed". Oro left.'


def span(words: str) -> tuple[int, int]:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


DIRECT, MIXED = span('"We will not pay,"'), span('"a very bad joke indeed"')
GOLD = Annotated(
    "x",
    Article.of(TEXT),
    (
        Roles((span("Ann Oro"),), (span("said"),), (DIRECT,)),
        Roles((span("She"),), (span("called"),), (MIXED,)),
    ),
    kinds=("direct", "mixed"),
    speakers=(("Ann Oro",), ("Ann Oro",)),
)


def figures(*quotes: Quote, resolved: bool = True) -> dict[str, float]:
    scores = QuoteScores()
    scores.add(GOLD, list(quotes), resolved=resolved)
    return scores.figures()


def test_marks_at_the_edges_do_not_count() -> None:
    assert bare(DIRECT, TEXT) == bare(span("We will not pay,"), TEXT)
    found = figures(Quote(span("We will not pay"), span("Ann Oro"), ("Ann Oro",)))
    assert found == {"quotes_f1": 100.0, "source": 100.0, "speaker": 100.0, "gold_quotes": 1}


def test_a_quotation_of_another_kind_counts_neither_way() -> None:
    right = Quote(DIRECT, span("Ann Oro"), ("Ann Oro",))
    assert figures(right, Quote(MIXED, span("She"), ("Ann Oro",)))["quotes_f1"] == 100.0
    assert figures(right, Quote(span("Oro left"), None, ()))["quotes_f1"] == pytest.approx(66.7)


def test_what_is_not_found_has_no_source_and_no_speaker() -> None:
    assert figures() == {"quotes_f1": 0.0, "source": 0.0, "speaker": 0.0, "gold_quotes": 1}


@pytest.mark.parametrize(
    ("said", "resolved", "right"),
    [
        ("Ann Oro", True, 100.0),
        ("Oro", True, 0.0),
        ("Oro", False, 100.0),
        ("Minister Oro", False, 100.0),
        ("She", False, 0.0),
    ],
)
def test_a_system_that_resolves_nothing_needs_one_word_of_the_name(
    said: str, resolved: bool, right: float
) -> None:
    found = figures(Quote(DIRECT, span("She"), (said,)), resolved=resolved)
    assert found["speaker"] == right
    assert found["source"] == 0.0


def test_a_system_without_quotations_has_none_in_the_table() -> None:
    told = table({"en_core_web_sm": {"articles_a_second": 6.0, "ratio": 1.0}})
    assert told.splitlines()[1].split() == ["en_core_web_sm", "6.0", "1.0", "-", "-", "-", "-", "-"]

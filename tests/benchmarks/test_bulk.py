"""The articles that bulk runs are measured with, and how a rate is taken from a run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks.bulk import _steady_rate
from benchmarks.bulk_articles import articles


def lay_part(out: Path, name: str, articles: int, at: float) -> None:
    """A finished part, as the summary of one says it."""
    path = out / "parts" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"entries": ["id"] * articles}))
    os.utime(path, (at, at))


def test_a_rate_leaves_out_the_start_and_the_end(tmp_path: Path) -> None:
    # Two workers: slow to start, 20 articles each ten seconds, and one that has nothing left to do.
    for number in range(14):
        lay_part(tmp_path, f"p{number}", 10, 100 + 5 * number)
    lay_part(tmp_path, "first", 3, 20.0)
    lay_part(tmp_path, "last", 50, 500.0)
    assert _steady_rate(tmp_path, 2) == pytest.approx(2.0)


def test_too_few_parts_give_no_rate(tmp_path: Path) -> None:
    for number in range(8):
        lay_part(tmp_path, f"p{number}", 10, 100 + number)
    with pytest.raises(SystemExit, match="more articles"):
        _steady_rate(tmp_path, 2)


def test_articles_are_the_same_each_time_and_none_is_another() -> None:
    once, again = list(articles(60)), list(articles(60))
    assert once == again
    assert len({row["text"] for row in once}) == 60


def test_brief_articles_are_brief() -> None:
    lengths = [len(row["text"].split()) for row in articles(60, brief=True)]
    assert 120 < sum(lengths) / len(lengths) < 200
    assert max(lengths) < 350

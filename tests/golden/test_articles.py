"""The shipped model on whole articles: the specimen, the floors, and cuts that must not show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.gold import gold_sets, own_gold
from evaluation.run import FLOORS, below, measure
from evaluation.scorer import iou
from onrecord.read.reader import Reader
from onrecord.records import Article, Record

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def specimen(base: Reader, shared: Path) -> Record:
    text = (shared / "specimen" / "nato-2022.txt").read_text(encoding="utf-8")
    return base.read(Article.of(text, published="2022-01-08"))


def expected() -> list[dict[str, list[list[int]]]]:
    raw = json.loads((ROOT / "evaluation" / "specimen.json").read_text(encoding="utf-8"))
    found: list[dict[str, list[list[int]]]] = raw["attributions"]
    return found


def reach(spans: list[tuple[int, int]]) -> tuple[int, int]:
    return min(a for a, _ in spans), max(b for _, b in spans)


def test_specimen_attributions_are_found(specimen: Record) -> None:
    ours = [reach([(c.start, c.end) for c in s.content]) for s in specimen.statements]
    gold = [reach([(a, b) for a, b in g["content"]]) for g in expected()]
    missed = [
        specimen.article.text[a:b] for a, b in gold if not any(iou((a, b), o) >= 0.5 for o in ours)
    ]
    assert len(missed) <= SPECIMEN_MISSES, missed


#: Measured: 19 of 21 or more; what is nested in a quotation is missed.
SPECIMEN_MISSES = 2


def test_specimen_furniture_is_no_statement(specimen: Record) -> None:
    end = specimen.article.text.index("Sign up to receive")
    assert all(c.end <= end for s in specimen.statements for c in s.content)


@pytest.mark.parametrize(
    "model", sorted(json.loads(FLOORS.read_text()) if FLOORS.exists() else ["base"])
)
def test_own_gold_stays_above_its_floor(model: str) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[model]
    reader = Reader.open(model)
    for name, articles in gold_sets().items():
        figures = measure(reader, articles)
        assert figures["from_furniture"] == 0
        assert not below(figures, floors[name]), name


def test_text_added_behind_hardly_changes_what_an_article_says(base: Reader) -> None:
    """Windows must not show: the same attributions whatever the article's length.

    Context shows a little. Measured over six articles: 99 % of the attributions are found again,
    93 % equal to the character.
    """
    every = [a.article.text.strip() for a in own_gold()][:6]
    equal = again = most = 0
    for text, behind in zip(every, every[1:] + every[:1], strict=True):
        alone = _contents(base.read(Article.of(text)), len(text))
        longer = _contents(base.read(Article.of(f"{text}\n\n{behind}\n\n{behind}")), len(text))
        equal += len(set(map(tuple, alone)) & set(map(tuple, longer)))
        again += sum(any(iou(reach(a), reach(b)) >= 0.5 for b in longer) for a in alone)
        most += max(len(alone), len(longer))
    assert again >= 0.97 * most
    assert equal >= 0.9 * most


def _contents(record: Record, end: int) -> list[list[tuple[int, int]]]:
    return [
        [(c.start, c.end) for c in s.content]
        for s in record.statements
        if s.cue and s.cue.end <= end
    ]


def test_an_article_reads_the_same_among_others(base: Reader) -> None:
    every = [a.article for a in own_gold()][:5]
    assert list(base.read_many((a, ()) for a in every)) == [base.read(a) for a in every]

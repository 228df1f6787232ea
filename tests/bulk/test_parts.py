"""Parts: equal articles give equal parts, whatever lies around them."""

from __future__ import annotations

import dataclasses

import pytest

from onrecord.bulk import parts
from onrecord.bulk.job import Job
from onrecord.bulk.parts import cut
from onrecord.ingest.raw import Raw
from tests.bulk.archives import raws

JOB = Job("base", "base-9", "d1", ("parquet", "jsonl"))


def ids(found: list[Raw], job: Job = JOB, most: int = 20) -> list[str]:
    return [part.id for part in cut(found, job, most)]


def test_parts_hold_every_article_once_and_in_order() -> None:
    found = raws(range(205))
    cuts = list(cut(found, JOB, 20))
    assert [raw for part in cuts for raw in part.raws] == found
    assert all(len(part.raws) <= 20 for part in cuts)
    assert all(len(part.raws) >= 10 for part in cuts[:-1])
    assert len({part.id for part in cuts}) == len(cuts)


def test_an_article_put_in_front_changes_the_parts_next_to_it_only() -> None:
    before = ids(raws(range(400)))
    after = ids([*raws([9999]), *raws(range(400))])
    assert before != after
    assert len(set(before) & set(after)) > len(before) * 0.6


def test_an_article_taken_out_of_the_middle_leaves_the_beginning_alone() -> None:
    before = ids(raws(range(400)))
    after = ids(raws(n for n in range(400) if n != 200))
    assert before[:10] == after[:10]
    assert before[-5:] == after[-5:]


@pytest.mark.parametrize(
    "change",
    [{"version": "9.9"}, {"digest": "d2"}, {"forms": ("jsonl",)}, {"schema": "onrecord/9"}],
)
def test_another_version_model_or_form_is_another_part(change: dict[str, object]) -> None:
    found = raws(range(30))
    other = dataclasses.replace(JOB, **change)  # type: ignore[arg-type]
    assert not set(ids(found)) & set(ids(found, other))


def test_where_the_model_lies_is_no_part_of_it() -> None:
    found = raws(range(30))
    assert ids(found) == ids(found, dataclasses.replace(JOB, model="/elsewhere/base"))


def test_metadata_is_part_of_an_article() -> None:
    one, other = Raw("words", published="2024-01-01"), Raw("words", published="2024-01-02")
    assert one.digest() != other.digest()
    assert Raw("words").digest() != Raw(b"words").digest()
    assert Raw("a", url="bc").digest() != Raw("ab", url="c").digest()


def test_heavy_articles_end_a_part_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "HEAVIEST", 1000)
    found = [Raw("x" * 400 + str(n)) for n in range(9)]
    assert [len(part.raws) for part in cut(found, JOB, 100)] == [3, 3, 3]


def test_a_part_of_one_article_at_most() -> None:
    assert [len(part.raws) for part in cut(raws(range(5)), JOB, 1)] == [1] * 5

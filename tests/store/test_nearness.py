"""Vectors in memory: the first look loses little, and what has changed is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import event, insert, update

from onrecord.store import Store, open_store, tables
from onrecord.store.nearness import Nearness
from onrecord.store.numbering import revise
from onrecord.store.packing import WIDTH, Floats, codes_of

COUNT = 12_000
CHANCE = np.random.default_rng(5)


def unit(rows: NDArray[Any]) -> Floats:
    found: Floats = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return found


#: Like those of a model: in groups, and all in one corner of space.
CENTRES = CHANCE.normal(0.4, 1, (60, WIDTH))
VECTORS = unit(CENTRES[CHANCE.integers(0, 60, COUNT)] + CHANCE.normal(0, 0.8, (COUNT, WIDTH)))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Statement n has vector n - 1; a thousand are in an article."""
    place: Path = tmp_path_factory.mktemp("near") / "own.db"
    with open_store(place) as opened:
        # There are vectors here, and no articles that they belong to.
        event.listen(opened.engine, "connect", lambda c, _: c.execute("PRAGMA foreign_keys = OFF"))
        opened.engine.dispose()
        rows = [_row(number, number * 1_000) for number in range(COUNT // 1_000)]
        with opened.writing() as connection:
            connection.execute(insert(tables.vectors), rows)
        yield opened


def _row(article: int, start: int, *, revision: int = 0) -> dict[str, object]:
    return {
        "article": article + 1,
        "statements": np.arange(start + 1, start + 1_001, dtype="<i8").tobytes(),
        "codes": codes_of(VECTORS[start : start + 1_000]).tobytes(),
        "revision": revision,
    }


def exact(vector: Floats, most: int) -> list[int]:
    return [int(at) + 1 for at in np.argsort(-(VECTORS @ vector))[:most]]


def test_all_compared_the_nearest_are_found(store: Store) -> None:
    near = Nearness()
    with store.reading() as connection:
        for vector in unit(VECTORS[:20] + CHANCE.normal(0, 0.05, (20, WIDTH))):
            hits = near.nearest(connection, vector, 10, None)
            scores = VECTORS @ vector
            assert [hit.score for hit in hits] == pytest.approx(
                sorted(scores, reverse=True)[:10], abs=0.01
            )


def test_the_first_look_loses_little(store: Store) -> None:
    near = Nearness(few=100, shortlist=600)
    found = 0
    asked = unit(VECTORS[:50] + CHANCE.normal(0, 0.05, (50, WIDTH)))
    with store.reading() as connection:
        for vector in asked:
            hits = {hit.statement for hit in near.nearest(connection, vector, 20, None)}
            found += len(hits & set(exact(vector, 20)))
    assert found / (20 * len(asked)) > 0.9


def test_among_some_only_those_are_found(store: Store) -> None:
    near = Nearness(few=100)
    among = list(range(1, COUNT, 37))
    vector = VECTORS[4]
    with store.reading() as connection:
        hits = near.nearest(connection, vector, 5, [*among, 10**9, -3])
    expected = sorted(among, key=lambda id: -float(VECTORS[id - 1] @ vector))[:5]
    assert [hit.statement for hit in hits] == expected


def test_what_is_read_anew_takes_the_place_of_what_was(store: Store) -> None:
    near = Nearness()
    with store.reading() as connection:
        (first,) = near.nearest(connection, VECTORS[0], 1, None)
    assert first.statement == 1
    with store.writing() as connection:
        now = revise(connection)
        table = tables.vectors
        values = _row(0, 5_000, revision=now)
        connection.execute(update(table).where(table.c.article == 1).values(values))
    with store.reading() as connection:
        (again,) = near.nearest(connection, VECTORS[0], 1, None)
        assert again.statement != 1
        (moved,) = near.nearest(connection, VECTORS[5_000], 1, None)
        assert moved.statement == 5_001

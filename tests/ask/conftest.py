"""Stores to ask: the small crisis, and our gold articles as annotated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.whatif import annotated, fill
from onrecord.store import Store, open_store
from tests.ask.story import ATTACK, REFUSAL, WARNING


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Store]:
    """The crisis before the attack."""
    with open_store(tmp_path / "before.db") as store:
        store.add(WARNING)
        store.add(REFUSAL)
        yield store


@pytest.fixture
def after(before: Store) -> Store:
    """The crisis after the attack."""
    before.add(ATTACK)
    return before


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All gold articles, as annotated."""
    with open_store(tmp_path_factory.mktemp("gold") / "gold.db") as store:
        fill(store, annotated().values(), None)
        yield store

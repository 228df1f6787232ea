"""The table of who is who in the gold: its articles exist, its keys are the knowledge base's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evaluation.gold import GOLD, own_gold
from onrecord.world import World

TABLE: dict[str, dict[str, dict[str, Any]]] = json.loads(
    (GOLD.parent / "actors.json").read_text(encoding="utf-8")
)


def test_articles_and_names_are_of_the_gold() -> None:
    gold = {a.name: a for a in own_gold()}
    assert sum(map(len, TABLE.values())) >= 40
    for article, listed in TABLE.items():
        fields = (gold[article].speakers, gold[article].addressees, gold[article].about)
        named = {name for field in fields for names in field for name in names}
        assert set(listed) <= named, article


@pytest.mark.parametrize("article", TABLE)
def test_keys_are_known(article: str) -> None:
    world = World.open()
    for said in TABLE[article].values():
        for key in (said["key"], *(said["acts_for"] or ())):
            assert key is None or world.entity(key), key

"""Adding that is killed and started again ends as adding that is left alone, whatever the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.store_killed import kill_and_restart, snapshot
from onrecord.store import open_store
from tests.contract.conftest import Places
from tests.store.adder import write_articles

ARTICLES = 36


def test_nothing_is_lost_and_nothing_is_there_twice(places: Places, tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", ARTICLES)
    calm, killed = places(), places()
    command = [sys.executable, "-m", "tests.store.adder", str(tmp_path / "articles"), "--store"]
    subprocess.run([*command, calm], check=True, capture_output=True)
    subprocess.run([*command, calm], check=True, capture_output=True)
    kills = kill_and_restart([*command, killed], 3.0, seed=4, most=5)
    with open_store(calm) as one, open_store(killed) as other:
        assert one.counts()["articles"] == ARTICLES
        assert one.counts()["statements"] == ARTICLES * 2 // 3
        assert snapshot(other) == snapshot(one)
    assert kills > 0, "the run was never killed: it proves nothing"

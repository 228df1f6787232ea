"""What one benchmark measures stays in the file of results when another is run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import bulk, bulk_cost, speed
from benchmarks.results import RESULTS

SPEED = {
    "articles": 2,
    "words_an_article": 500,
    "systems": {"en_core_web_sm": {"articles_a_second": 6.0}, "small": {"articles_a_second": 4.0}},
}
KILL = {"articles": 5000, "lost": 0, "twice": 0, "files_that_differ": 0}
SCALE = {"words_an_article": 600, "articles_a_second_1_worker": 2.0, "same_per_core": 0.9}


def run(what: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a benchmark's command, with what it would measure given."""
    with monkeypatch.context() as patch:
        patch.setattr(speed, "compare", lambda _: SPEED)
        patch.setattr(bulk, "kill", lambda *_: KILL)
        patch.setattr(bulk, "scale", lambda *_: SCALE)
        given = ["--spacy", "sm"] if what == "speed" else [what, "--model", "small"]
        patch.setattr(sys, "argv", ["benchmark", *given, "--save", str(path)])
        (speed if what == "speed" else bulk).main()


@pytest.mark.parametrize(
    "order", [("speed", "kill", "scale"), ("kill", "scale", "speed"), ("scale", "speed", "kill")]
)
def test_each_benchmark_leaves_the_figures_of_the_others(
    order: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.json"
    for what in (*order, order[0]):
        run(what, path, monkeypatch)
    kept: dict[str, Any] = json.loads(path.read_text())
    machines = [figures.pop("machine") for figures in kept.values()]
    assert kept == {"speed": SPEED, "bulk_kill_small": KILL, "bulk_scale_small": SCALE}
    assert all(machine["cores"] >= 1 for machine in machines)


def test_what_a_system_no_longer_measures_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.json"
    path.write_text(json.dumps({"speed": {"systems": {"spacy": {"articles_a_second": 1.0}}}}))
    run("speed", path, monkeypatch)
    assert set(json.loads(path.read_text())["speed"]["systems"]) == {"en_core_web_sm", "small"}


def test_the_rate_of_a_core_is_that_of_one_worker_where_it_was_measured() -> None:
    results = {"speed": {**SPEED, "machine": {"cores": 2}}}
    assert bulk_cost.words_a_second(results, "small") == 4.0 * 500 / 2
    assert bulk_cost.words_a_second({**results, "bulk_scale_small": SCALE}, "small") == 2.0 * 600
    assert bulk_cost.words_a_second(results, "base") is None


def test_cores_are_enough_for_a_day() -> None:
    words_a_day = 1000 * bulk_cost.DAY * bulk_cost.BUSY
    assert bulk_cost.cores(round(words_a_day * 2.5 / 700), 700, 1000) == 3


def test_the_committed_results_can_be_reckoned_with() -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    assert bulk_cost.words_a_second(results, "small")
    assert bulk_cost.words_a_second(results, "base")

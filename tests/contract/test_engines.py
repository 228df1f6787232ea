"""Both engines: the same files, byte for byte, whatever dies on the way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.bulk.engines import EngineName
from onrecord.bulk.run import Options, Progress, run
from tests.bulk.archives import TINY, files, write_jsonl

ROOT = Path(__file__).parents[2]
ARTICLES = 90
PART_SIZE = 6

psutil = pytest.importorskip("psutil")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_jsonl(tmp_path_factory.mktemp("archive") / "a.jsonl", range(ARTICLES))


@pytest.fixture(scope="module")
def expected(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed run with one worker writes."""
    out = tmp_path_factory.mktemp("expected")
    report = run(options(archive, out, "local", 1))
    assert report.counts.articles == ARTICLES
    return files(out)


def options(archive: Path, out: Path, engine: EngineName, workers: int, **more: Any) -> Options:
    return Options(
        [str(archive)],
        out,
        model=TINY,
        part_size=PART_SIZE,
        engine=engine,
        workers=workers,
        **more,
    )


class Killer:
    """Kills a process, given by name, each time that some more parts are done."""

    def __init__(self, name: str, times: int) -> None:
        self._name = name
        self._times = times
        self.killed: list[int] = []

    def __call__(self, progress: Progress) -> None:
        due = (len(self.killed) + 1) * ARTICLES // (self._times + 2)
        if len(self.killed) < self._times and progress.read >= due:
            self.killed += self._kill()

    def _kill(self) -> list[int]:
        for child in psutil.Process().children(recursive=True):
            if self._is_meant(child) and child.pid not in self.killed:
                child.send_signal(signal.SIGKILL)
                return [child.pid]
        return []

    def _is_meant(self, process: Any) -> bool:
        try:
            return self._name in " ".join(process.cmdline())
        except psutil.Error:
            return False


def test_local_gives_the_same_files_with_more_workers(
    archive: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    run(options(archive, tmp_path / "out", "local", 3))
    assert files(tmp_path / "out") == expected


def test_local_gives_the_same_files_when_workers_are_killed(
    archive: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    killer = Killer("multiprocessing.spawn", 2)
    report = run(options(archive, tmp_path / "out", "local", 2), killer)
    assert len(killer.killed) == 2
    assert report.totals.read == ARTICLES
    assert files(tmp_path / "out") == expected
    assert multiprocessing.active_children() == []


def test_local_gives_the_same_files_when_the_run_is_killed_and_started_again(
    archive: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "onrecord", "bulk", str(archive), "-o", str(out)]
    command += ["--model", TINY, "--part-size", str(PART_SIZE), "--workers", "2", "--quiet"]
    finished = 0
    for _ in range(2):
        process = subprocess.Popen(command, cwd=ROOT)
        workers: list[Any] = []
        while process.poll() is None and len(list(out.glob("parts/*.json"))) < finished + 3:
            workers = psutil.Process(process.pid).children(recursive=True)
            time.sleep(0.02)
        assert process.poll() is None
        process.kill()
        process.wait()
        _, alive = psutil.wait_procs(workers, timeout=20)
        assert alive == []  # workers of a killed run end by themselves
        finished = len(list(out.glob("parts/*.json")))
        assert not (out / "report.json").exists()
    report = run(options(archive, out, "local", 2))
    assert 0 < report.totals.kept < ARTICLES
    assert report.totals.kept + report.totals.read == ARTICLES
    assert files(out) == expected


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two Ray nodes on this machine, one processor each."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    small: dict[str, Any] = {"num_cpus": 1, "object_store_memory": 100 * 2**20}
    nodes: Any = Cluster(initialize_head=True, head_node_args={**small, "include_dashboard": False})
    nodes.add_node(**small)
    yield nodes
    nodes.shutdown()


def test_ray_gives_the_same_files_when_workers_are_killed(
    archive: Path, expected: dict[str, bytes], tmp_path: Path, cluster: Any
) -> None:
    killer = Killer("ray::_read_remotely", 2)
    report = run(
        options(archive, tmp_path / "out", "ray", 2, address=cluster.address),
        killer,
    )
    assert len(killer.killed) == 2
    assert report.totals.read == ARTICLES
    assert files(tmp_path / "out") == expected


def test_ray_gives_the_same_files_when_a_node_is_killed(
    archive: Path, expected: dict[str, bytes], tmp_path: Path, cluster: Any
) -> None:
    killed: list[Any] = []

    def kill_node(progress: Progress) -> None:
        if not killed and progress.read > ARTICLES // 3:
            node = cluster.worker_nodes.copy().pop()
            killed.append(node)
            cluster.remove_node(node, allow_graceful=False)

    report = run(
        options(archive, tmp_path / "out", "ray", 2, address=cluster.address),
        kill_node,
    )
    assert killed
    assert report.totals.read == ARTICLES
    assert files(tmp_path / "out") == expected

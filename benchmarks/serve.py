"""How fast pages come with many readers at once: `python -m benchmarks.serve STORE --help`.

    python -m benchmarks.store make million.db --statements 1000000
    python -m benchmarks.serve million.db --readers 20

The pages are served by a process of their own, on loopback. Each reader opens pages at random: the
stream, searches, statements, articles, actors, topics. Charts are images that come after the
page; they are not counted. Between two pages a reader waits `--pause` seconds: with 0 the pages
are always asked for by all readers at once, which measures throughput; a person reads.

Machines are shared, so that every page is also timed alone, by the processor's clock: what it
would take on a free core, and what readers at once share.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import psutil
from sqlalchemy import func, select

from onrecord.store import open_store, tables

#: Words of the examples and of news at large.
WORDS = [
    "strait",
    "sanctions",
    "talks",
    "water",
    "council",
    "attack",
    "border",
    "government",
    "minister",
    "reported",
]


#: Pages that are opened before anything is timed.
WARM = ("/", "/?q=strait", "/statements/1", "/articles/1", "/topics?q=strait")
_OFTEN = "1000000/second"


class Addresses:
    """Pages of a store, drawn at random: kinds as often as people open them."""

    def __init__(self, store: Path, seed: int) -> None:
        self._chance = random.Random(seed)
        with open_store(store) as opened, opened.reading() as connection:
            self._statements, self._articles = (
                connection.execute(select(func.max(table.c.id))).scalar_one()
                for table in (tables.statements, tables.articles)
            )
            drawn = [self._chance.randint(1, self._statements) for _ in range(500)]
            cast = tables.statement_actors.c
            speakers = select(cast.actor).where(cast.role == "speaker", cast.statement.in_(drawn))
            # As often as they speak: those who say most are looked up most.
            self._actors = connection.execute(speakers).scalars().all()

    def one(self) -> tuple[str, str]:
        """The kind of a page, and its address."""
        chance = self._chance
        kind = chance.choices(
            ["stream", "search", "statement", "article", "actor", "topic"], [15, 20, 30, 15, 15, 5]
        )[0]
        words = " ".join(chance.sample(WORDS, chance.choice((1, 1, 2))))
        actor = chance.choice(self._actors)
        return kind, {
            "stream": "/",
            "search": f"/?q={quote(words)}"
            + chance.choice(("", "&kind=direct", f"&speaker={actor}", "&since=2022-01-01")),
            "statement": f"/statements/{chance.randint(1, self._statements)}",
            "article": f"/articles/{chance.randint(1, self._articles)}",
            "actor": f"/actors/{actor}",
            "topic": f"/topics?q={quote(words)}",
        }[kind]


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, float, psutil.Process]]:
    """Serve a store: the address, seconds from the start to the first page, the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = store.with_suffix(".toml")
    settings.write_text(f'[serve.rates]\nreading = "{_OFTEN}"\n', encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "serve", "--store", str(store)]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--port", str(port), "--settings", str(settings)])
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/", timeout=60).read()
                break
            except OSError:
                if time.perf_counter() - started > 120:
                    raise
                time.sleep(0.02)
        yield address, time.perf_counter() - started, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()
        settings.unlink()


async def read(
    address: str, pages: Addresses, readers: int, each: int, pause: float
) -> list[tuple[str, float, int]]:
    """Let readers open pages; kind, seconds and status of each."""
    taken: list[tuple[str, float, int]] = []

    async def reader(client: httpx.AsyncClient) -> None:
        for _ in range(each):
            kind, page = pages.one()
            started = time.perf_counter()
            answer = await client.get(page)
            taken.append((kind, time.perf_counter() - started, answer.status_code))
            if pause:
                await asyncio.sleep(random.uniform(0.5, 1.5) * pause)

    limits = httpx.Limits(max_connections=readers)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        await asyncio.gather(*(reader(client) for _ in range(readers)))
    return taken


def alone(store: Path, pages: Addresses, count: int) -> list[tuple[str, float, int]]:
    """Make pages one after the other; kind, seconds of the processor and status of each."""
    from starlette.testclient import TestClient

    from onrecord.serve.app import create_app
    from onrecord.serve.settings import Rates, Settings

    taken: list[tuple[str, float, int]] = []
    with open_store(store) as opened:
        app = create_app(Settings(rates=Rates(reading=_OFTEN)), opened)
        client = TestClient(app, base_url="http://127.0.0.1")
        for n in range(count + len(WARM)):
            kind, page = ("warm", WARM[n]) if n < len(WARM) else pages.one()
            started = time.process_time()
            status = client.get(page).status_code
            taken.append((kind, time.process_time() - started, status))
        client.close()
    return taken[len(WARM) :]


def figures(taken: list[tuple[str, float, int]]) -> dict[str, Any]:
    """Percentiles in milliseconds, over all and by kind."""

    def told(times: list[float]) -> dict[str, float]:
        ranked = sorted(times)
        return {
            "p50_ms": round(1000 * ranked[len(ranked) // 2], 1),
            "p95_ms": round(1000 * ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))], 1),
        }

    kinds = sorted({kind for kind, _, _ in taken})
    return {
        "pages": len(taken),
        "faults": sum(status >= 500 for _, _, status in taken),
        "all": told([s for _, s, _ in taken]),
        **{kind: told([s for k, s, _ in taken if k == kind]) for kind in kinds},
    }


def main() -> None:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pages", type=int, default=20, help="of each reader")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds, on average")
    parser.add_argument("--alone", type=int, default=300, help="pages that are timed alone")
    options = parser.parse_args()
    pages = Addresses(options.store, seed=1)
    with serving(options.store) as (address, first, process):
        asyncio.run(read(address, pages, 2, 5, 0))
        before = process.cpu_times()
        started = time.perf_counter()
        taken = asyncio.run(read(address, pages, options.readers, options.pages, options.pause))
        spent = process.cpu_times()
        seconds = time.perf_counter() - started
    processor = spent.user + spent.system - before.user - before.system
    print(
        json.dumps(
            {
                "first_page_s": round(first, 2),
                "readers": options.readers,
                "pause_s": options.pause,
                "pages_a_second": round(len(taken) / seconds, 1),
                "processor_ms_a_page": round(1000 * processor / len(taken), 1),
                "on_the_clock": figures(taken),
                "by_the_processor": figures(alone(options.store, pages, options.alone)),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()

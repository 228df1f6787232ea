"""The store's figures: `python -m benchmarks.store make|search|adding|killed --help`.

    python -m benchmarks.store make million.db --statements 1000000
    python -m benchmarks.store search million.db

Machines are shared, so that every figure is given twice: as time on the clock, and as time of the
processor, which is what the clock would show on a free core.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.store_filling import fill
from benchmarks.store_killed import killed
from benchmarks.store_making import PER_ARTICLE, Maker, Real, folders
from onrecord.ask.search import Query, search
from onrecord.ingest import Input, find_inputs, load
from onrecord.read.reader import Reader
from onrecord.store import Store, open_store
from onrecord.store.packing import Floats

ACTS = ("state", "refuse", "demand", "promise", "threaten", "deny", "warn", "believe")


def make(options: argparse.Namespace) -> dict[str, Any]:
    """Make a store to search in."""
    real = Real.read(options.articles or folders(), options.model)
    started = time.process_time()
    with open_store(options.store) as store:
        fill(
            store, Maker(real), options.statements // PER_ARTICLE // options.copies, options.copies
        )
    taken = time.process_time() - started
    return {"statements": options.statements, "processor_s": round(taken, 1)}


def search_all(options: argparse.Namespace) -> dict[str, Any]:
    """Time searches of each kind, a page of twenty with snippets each."""
    chance = random.Random(2)
    real = Real.read(options.articles or folders(), options.model)
    with open_store(options.store, create=False) as store:
        statements = store.counts()["statements"]
        kinds: dict[str, Callable[[], Query]] = {
            "words": lambda: Query(_words(real, chance)),
            "words, best first": lambda: Query(_words(real, chance), order="best"),
            "filters": lambda: _filters(chance),
            "words and filters": lambda: _filters(chance, _words(real, chance)),
            "meaning": lambda: Query(meaning="asked"),
            "meaning and filters": lambda: _filters(chance, meaning="asked"),
        }
        figures = {
            name: _timed(store, [query() for _ in range(options.queries)], _vectors(real, chance))
            for name, query in kinds.items()
        }
        figures["words, with facets"] = _timed(
            store,
            [Query(_words(real, chance)) for _ in range(options.queries)],
            _vectors(real, chance),
            facets=True,
        )
    return {"statements": statements, **figures}


def adding(options: argparse.Namespace) -> dict[str, Any]:
    """Compare reading with reading and adding, article by article in turn."""
    reader = Reader.open(options.model, threads=1)
    sources = [f for f in find_inputs(options.articles or folders()) if isinstance(f, Input)]
    loaded = [load(source) for source in sources]
    reading = kept = 0.0
    with TemporaryDirectory() as folder, open_store(Path(folder) / "new.db") as store:
        reader.read(loaded[0].article)
        for one in loaded:
            started = time.process_time()
            record, vectors = next(reader.read_many_with_vectors([(one.article, one.notices)]))
            between = time.process_time()
            store.add(record, vectors)
            reading += between - started
            kept += time.process_time() - between
    return {
        "articles": len(loaded),
        "reading_ms": round(1000 * reading / len(loaded), 1),
        "adding_ms": round(1000 * kept / len(loaded), 1),
        "more_time": round(kept / reading, 3),
    }


def _words(real: Real, chance: random.Random) -> str:
    """One to three words, drawn as often as they occur; now and then a phrase or a beginning."""
    drawn = chance.choices(real.words, cum_weights=real.frequencies, k=chance.randint(1, 3))
    kind = chance.random()
    if kind < 0.2:
        return f'"{" ".join(drawn)}"'
    return drawn[0][:4] + "*" if kind < 0.3 else " ".join(drawn)


def _filters(chance: random.Random, words: str = "", meaning: str = "") -> Query:
    year = chance.randint(2015, 2024)
    given: dict[str, Any] = {
        "speaker": (f"Speaker Number{int(chance.paretovariate(0.4)) % 20_000}",),
        "act": (chance.choice(ACTS),),
        "outlet": (f"Outlet {int(chance.paretovariate(0.7)) % 400}",),
        "kind": ("indirect",),
        "since": f"{year}-01-01",
        "until": f"{year}-12-31",
    }
    chosen = chance.sample(list(given), chance.randint(1, 3))
    return Query(words=words, meaning=meaning, **{name: given[name] for name in chosen})


def _vectors(real: Real, chance: random.Random) -> Callable[[str], Floats]:
    noise = np.random.default_rng(3)

    def vector(_text: str) -> Floats:
        near = real.vectors[chance.randrange(len(real.vectors))]
        near = near + noise.normal(0, 0.05, near.shape).astype(np.float32)
        found: Floats = near / np.linalg.norm(near)
        return found

    return vector


def _timed(
    store: Store, queries: Iterable[Query], vector: Callable[[str], Floats], *, facets: bool = False
) -> dict[str, float]:
    clock, processor = [], []
    for number, query in enumerate(queries):
        wall, own = time.perf_counter(), time.process_time()
        search(store, query, vector=vector, facets=facets)
        if number >= 10:  # the first ones warm up
            clock.append(1000 * (time.perf_counter() - wall))
            processor.append(1000 * (time.process_time() - own))
    return {
        f"{name}_p{part}_ms": round(float(np.percentile(taken, part)), 1)
        for name, taken in (("clock", clock), ("processor", processor))
        for part in (50, 95)
    }


def main() -> None:
    """Run one of the benchmarks and print its figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    for name, run in (
        ("make", make),
        ("search", search_all),
        ("adding", adding),
        ("killed", killed),
    ):
        command = commands.add_parser(name, help=(run.__doc__ or "").partition("\n")[0])
        command.set_defaults(run=run)
        if name in ("make", "search"):
            command.add_argument("store", help="path or URL")
        if name == "make":
            command.add_argument("--statements", type=int, default=1_000_000)
            command.add_argument("--copies", type=int, default=20, help="of the first statements")
        if name == "search":
            command.add_argument("--queries", type=int, default=200)
        if name == "killed":
            command.add_argument("--postgres", help="URL of a new database; SQLite without it")
            command.add_argument("--count", type=int, default=500)
        if name != "killed":
            command.add_argument("--model", default="small")
            command.add_argument("--articles", nargs="*", help="folders; our own without it")
    options = parser.parse_args()
    print(json.dumps(options.run(options), indent=2))


if __name__ == "__main__":
    main()

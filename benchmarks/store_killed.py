"""Adding that is killed again and again (SIGKILL), against adding that is left alone."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select, text

from onrecord.store import Store, open_store, tables

_NAMES = ("Ann Lee", "Bo Ek", "Cy Roe", "Dee Falk", "Eva Ros")
_CUES = ("said", "warned", "promised", "denied", "told reporters")


def killed(options: argparse.Namespace) -> dict[str, Any]:
    """Add short articles, killed at random moments and started again; compare what is there."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        articles = folder / "articles"
        articles.mkdir()
        for number in range(options.count):
            (articles / f"{number:04}.txt").write_text(_article(number), encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "add", str(articles), "--model", "small"]
        calm = folder / "calm.db"
        started = time.perf_counter()
        subprocess.run([*command, "--store", str(calm)], check=True, capture_output=True)
        whole = time.perf_counter() - started
        where = options.postgres or str(folder / "killed.db")
        kills = kill_and_restart([*command, "--store", where], whole / 4, seed=1)
        with open_store(calm) as one, open_store(where) as other:
            expected, found = snapshot(one), snapshot(other)
    return {
        "articles": options.count,
        "kills": kills,
        "lost": sum((expected - found).values()),
        "twice": sum((found - expected).values()),
    }


def kill_and_restart(command: Sequence[str], longest: float, *, seed: int, most: int = 12) -> int:
    """Run a command to its end, killed up to `most` times after up to `longest` seconds."""
    chance = random.Random(seed)
    for kills in range(most):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(longest / 10, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        else:
            return kills
    subprocess.run(command, check=True, capture_output=True)
    return most


def snapshot(store: Store) -> Counter[tuple[object, ...]]:
    """All that a store holds, but for numbers and times, which depend on the order of things."""
    articles, statements, actors = tables.articles, tables.statements, tables.actors
    found: Counter[tuple[object, ...]] = Counter()
    cast = tables.statement_actors
    queries = (
        select(articles.c.key, articles.c.text, articles.c.outlet),
        select(
            articles.c.key,
            statements.c.local,
            statements.c.content,
            statements.c.act,
            statements.c.reports,
            statements.c.day,
        ).join(articles, articles.c.id == statements.c.article),
        select(articles.c.key, statements.c.local, cast.c.role, actors.c.identity)
        .select_from(cast)
        .join(statements, statements.c.id == cast.c.statement)
        .join(articles, articles.c.id == statements.c.article)
        .join(actors, actors.c.id == cast.c.actor),
        select(articles.c.key, tables.reports.c.local).join(
            articles, articles.c.id == tables.reports.c.article
        ),
        select(articles.c.key, func.length(tables.vectors.c.codes)).join(
            articles, articles.c.id == tables.vectors.c.article
        ),
        select(articles.c.key, tables.commitments.c.consequence, tables.commitments.c.leading).join(
            articles, articles.c.id == tables.commitments.c.article
        ),
    )
    with store.reading() as connection:
        for number, query in enumerate(queries):
            found.update((number, *row) for row in connection.execute(query))
        words = connection.execute(text("SELECT count(*) FROM statement_words")).scalar_one()
    found[("words", words)] = 1
    return found


def _article(number: int) -> str:
    chance = random.Random(number)
    lines = []
    for line in range(3):
        name, cue = chance.choice(_NAMES), chance.choice(_CUES)
        lines.append(
            f"{name} {cue} that bridge {number} of {line + 2} would be open in {number} days."
        )
    return "\n\n".join(lines) + "\n"

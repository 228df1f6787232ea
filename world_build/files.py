"""Reading hand-kept tables and writing the shipped ones."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

HAND = Path(__file__).parent / "hand"
SHIPPED = Path(__file__).parents[1] / "src" / "onrecord" / "world" / "data"
#: Id of what the team compiled itself.
BY_HAND = "hand"


def hand(table: str) -> list[dict[str, str]]:
    """Rows of a hand-kept table by column."""
    with (HAND / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a shipped table, sorted, and say how long it is."""
    ordered = sorted(map(tuple, rows))
    with (SHIPPED / f"{table}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(ordered)
    print(f"{table}: {len(ordered)} rows")

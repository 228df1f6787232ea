"""The tables of the knowledge base as rows of text, read when first asked for."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

Row = tuple[str, ...]

#: Where the shipped tables are.
DATA = Path(__file__).parent / "data"

#: Columns of every table, in the order of its file.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states": ("name", "aliases", "demonyms", "capital", "code", "wikidata", "source"),
    "organisations": (
        "key", "name", "aliases", "part_of", "wikidata", "outlet", "source"),
    "metonyms": ("name", "of", "source"),
    "persons": (
        "key", "name", "aliases", "surnames", "gender", "state", "wikidata", "source"),
    "titles": ("title", "name", "nouns", "rank", "single"),
    "offices": ("key", "body", "title", "name", "nouns", "phrases", "source"),
    "roles": ("body", "role", "title", "from", "to", "source"),
    "tenures": ("office", "from", "to", "person", "source"),
    "memberships": ("organisation", "member", "from", "to", "source"),
    "coverage": ("of", "from", "to", "source"),
    "sources": ("id", "name", "licence", "note"),
}  # fmt: skip


@cache
def shipped(table: str) -> tuple[Row, ...]:
    """Rows of a shipped table, without its heading."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        rows = csv.reader(handle)
        next(rows)
        return tuple(map(tuple, rows))


def several(field: str) -> tuple[str, ...]:
    """The parts of a field that holds several, joined by bars."""
    return tuple(field.split("|")) if field else ()


class Tables:
    """The shipped rows, and after them the rows of users' files."""

    def __init__(self, own: Sequence[Mapping[str, Sequence[Row]]] = ()) -> None:
        self._own = own

    def rows(self, table: str) -> Iterator[Row]:
        """Rows of a table, each as long as its columns; the shipped ones first."""
        yield from shipped(table)
        yield from self.own(table)

    def own(self, table: str) -> Iterator[Row]:
        """Rows of users' files alone."""
        for tables in self._own:
            yield from tables.get(table, ())

"""What became of every place of the archive, kept on disk so that memory does not grow with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from onrecord.bulk.step import Reject
from onrecord.errors import InputError, OutputError, RepeatedInput
from onrecord.ingest.raw import Found, Raw

_TABLES = """
CREATE TABLE places (
    number INTEGER PRIMARY KEY, file TEXT, row INTEGER, given TEXT,
    part INTEGER, place INTEGER, code TEXT, reason TEXT, remedy TEXT
);
CREATE TABLE digests (digest BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE articles (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE parts (number INTEGER PRIMARY KEY, id TEXT);
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a row of one, and what became of it.

    part, place: the id of the part that holds its article and the place there; None when it was
    rejected before there were parts.
    """

    file: str
    row: int | None
    given: str | None
    part: str | None
    place: int | None
    reject: Reject | None


class Ledger:
    """Takes down every place in order; an article that was there before is a reject.

    To be used in a `with` block, which gives the disk space back at its end and raises OutputError
    (R301) when there is none left.
    """

    def __init__(self) -> None:
        # An empty name is a temporary file that SQLite removes, whatever happens.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        self._number = 0
        self._part = 1
        self._place = 0

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()
        if isinstance(error, sqlite3.Error):
            raise OutputError(
                f"what became of every row cannot be kept in a temporary file ({error})",
                "Make room where temporary files are, or name another folder for them in "
                "SQLITE_TMPDIR; what is finished stays, and the same command goes on",
            ) from error

    def enter(self, found: Found) -> Raw | None:
        """Take down a place; give its article, or None when there is none that is new."""
        self._number += 1
        if isinstance(found.raw, InputError):
            self._reject(found, found.raw)
            return None
        digest = found.raw.digest()
        before = self._base.execute(
            "SELECT file, row FROM digests JOIN places USING (number) WHERE digest = ?", (digest,)
        ).fetchone()
        if before:
            file, row = before
            where = f"row {row} of {file}" if row else file
            problem = RepeatedInput(f"it is the same as {where}", "Nothing: it was read once")
            self._reject(found, problem)
            return None
        self._base.execute("INSERT INTO digests VALUES (?, ?)", (digest, self._number))
        self._insert(found, self._part, self._place, None)
        self._place += 1
        return found.raw

    def close_part(self, part: str) -> None:
        """End a part: the articles since the last one are its own, in their order."""
        self._base.execute("INSERT INTO parts VALUES (?, ?)", (self._part, part))
        self._part += 1
        self._place = 0

    def places(self) -> Iterator[Place]:
        """All places, in the order of the archive."""
        found = self._base.execute(
            "SELECT file, row, given, parts.id, place, code, reason, remedy FROM places "
            "LEFT JOIN parts ON parts.number = places.part ORDER BY places.number"
        )
        for file, row, given, part, place, *problem in found:
            reject = Reject(*problem) if problem[0] else None
            yield Place(file, row, given, part, place, reject)

    def parts(self) -> Iterator[str]:
        """Ids of all parts, in the order of the archive."""
        yield from (part for (part,) in self._base.execute("SELECT id FROM parts ORDER BY number"))

    def is_new(self, article: str) -> bool:
        """Tell whether an article's id was not asked about before."""
        return (
            self._base.execute("INSERT OR IGNORE INTO articles VALUES (?)", (article,)).rowcount
            == 1
        )

    def ids_of_several(self) -> tuple[int, str | None]:
        """How many ids the rows give to more than one article, and the first of them."""
        found = self._base.execute(
            "SELECT given FROM places WHERE given IS NOT NULL AND place IS NOT NULL "
            "GROUP BY given HAVING COUNT(*) > 1 ORDER BY MIN(number)"
        )
        first = found.fetchone()
        return (1 + sum(1 for _ in found), str(first[0])) if first else (0, None)

    def _reject(self, found: Found, error: InputError) -> None:
        self._insert(found, None, None, Reject.of(error))

    def _insert(
        self, found: Found, part: int | None, place: int | None, reject: Reject | None
    ) -> None:
        problem = (reject.code, reject.reason, reject.remedy) if reject else (None, None, None)
        self._base.execute(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self._number, found.file, found.row, found.given, part, place, *problem),
        )

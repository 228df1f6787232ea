"""The statements that mean what a vector means: all vectors in memory, kept up with the store.

Codes of eight bits, 128 MB a million statements. A first look compares signs (128 bits each,
Charikar 2002), a second the codes of those whose signs agree most; few vectors are compared
outright. docs/decisions/0017-meaning.md has what was measured against what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from onrecord.store.numbering import revision
from onrecord.store.packing import SCALE, WIDTH, Codes, Floats
from onrecord.store.tables import vectors

#: Up to so many vectors, all are compared: a first look would save nothing.
FEW = 250_000
#: How many pass the first look, at the least.
SHORTLIST = 20_000
#: Vectors that are turned into floats at a time: they fit a processor's cache.
_BLOCK = 4_096

_Words = NDArray[np.uint64]
_Numbers = NDArray[np.int64]
T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement, and the cosine of the angle between its vector and the one asked for."""

    statement: int
    score: float


class Nearness:
    """A store's vectors, read when first asked for and then only as far as they have changed."""

    def __init__(self, few: int = FEW, shortlist: int = SHORTLIST) -> None:
        self._few = few
        self._shortlist = shortlist
        self._lock = Lock()
        self._revision = -1
        self._count = 0
        self._codes: Codes = np.zeros((0, WIDTH), np.int8)
        self._signs: _Words = np.zeros((0, WIDTH // 64), np.uint64)
        self._statements: _Numbers = np.zeros(0, np.int64)
        self._articles: _Numbers = np.zeros(0, np.int64)
        #: The row of each statement; -1 where there is none.
        self._rows: _Numbers = np.zeros(0, np.int64)
        #: Vectors point into one corner of space: signs are taken from where they have their middle.
        self._middle: Codes = np.zeros(WIDTH, np.int8)

    def nearest(
        self, connection: Connection, vector: Floats, most: int, among: Sequence[int] | None
    ) -> list[Hit]:
        """The nearest statements to a unit vector, nearest first, of all or among some numbers."""
        with self._lock:
            self._keep_up(connection)
            rows = self._candidates(vector, among, most)
            if not len(rows):
                return []
            scores = self._scores(rows, vector)
            statements = self._statements[rows]
        order = np.argsort(-scores, kind="stable")
        hits: dict[int, float] = {}
        for at in order:
            if scores[at] <= 0 or len(hits) == most:
                break
            hits.setdefault(int(statements[at]), round(float(scores[at]), 4))
        return [Hit(statement, score) for statement, score in hits.items()]

    def _candidates(
        self, vector: Floats, among: Sequence[int] | None, most: int
    ) -> NDArray[np.intp]:
        if among is not None:
            wanted = np.asarray(among, np.int64)
            wanted = wanted[(wanted > 0) & (wanted < len(self._rows))]
            own: NDArray[np.intp] = np.unique(self._rows[wanted])
            return own[own >= 0]
        alive: NDArray[np.intp] = self._rows[self._rows >= 0]
        if len(alive) <= max(self._few, most):
            return alive
        asked = _signs(np.rint(vector * SCALE).astype(np.int8)[None], self._middle)[0]
        signs = self._signs[: self._count]
        apart = np.bitwise_count(signs[:, 0] ^ asked[0])
        apart += np.bitwise_count(signs[:, 1] ^ asked[1])
        within = np.bincount(apart, minlength=WIDTH + 1).cumsum()
        limit = int(np.searchsorted(within, max(self._shortlist, 4 * most)))
        rows: NDArray[np.intp] = np.flatnonzero(apart <= limit)
        # A row whose statement has another by now is an older reading's.
        current: NDArray[np.intp] = rows[self._rows[self._statements[rows]] == rows]
        return current

    def _scores(self, rows: NDArray[np.intp], vector: Floats) -> Floats:
        scores = np.empty(len(rows), np.float32)
        for start in range(0, len(rows), _BLOCK):
            block = self._codes[rows[start : start + _BLOCK]].astype(np.float32)
            scores[start : start + _BLOCK] = block @ vector
        return scores / np.float32(SCALE)

    def _keep_up(self, connection: Connection) -> None:
        now = revision(connection)
        if now == self._revision:
            return
        changed = connection.execute(
            select(vectors).where(vectors.c.revision > self._revision).order_by(vectors.c.article)
        ).all()
        self._revision = now
        if not changed:
            return
        first = self._count == 0
        codes = np.frombuffer(b"".join(row.codes for row in changed), np.int8)
        codes = codes.reshape(-1, WIDTH)
        statements = np.frombuffer(b"".join(row.statements for row in changed), "<i8")
        counts = [len(row.statements) // 8 for row in changed]
        articles = np.repeat([row.article for row in changed], counts)
        if first:
            self._middle = np.median(codes[:: max(1, len(codes) // 10_000)], axis=0).astype(np.int8)
        else:
            self._forget(articles)
        self._append(codes, statements, articles)

    def _forget(self, articles: _Numbers) -> None:
        """Let go of the rows of articles that have been read anew."""
        old = np.flatnonzero(np.isin(self._articles[: self._count], articles))
        gone = self._statements[old]
        self._rows[gone[self._rows[gone] == old]] = -1

    def _append(self, codes: Codes, statements: _Numbers, articles: _Numbers) -> None:
        begin, end = self._count, self._count + len(codes)
        self._codes = _with_room(self._codes, end)
        self._signs = _with_room(self._signs, end)
        self._statements = _with_room(self._statements, end)
        self._articles = _with_room(self._articles, end)
        self._codes[begin:end] = codes
        self._signs[begin:end] = _signs(codes, self._middle)
        self._statements[begin:end] = statements
        self._articles[begin:end] = articles
        self._count = end
        known = len(self._rows)
        self._rows = _with_room(self._rows, int(statements.max()) + 1)
        self._rows[known:] = -1
        self._rows[statements] = np.arange(begin, end)


def _signs(codes: Codes, middle: Codes) -> _Words:
    """On which side of the middle each number of each code lies, a bit each: uint64 [n, 2]."""
    return np.packbits(codes > middle, axis=1).view(np.uint64)


def _with_room(array: NDArray[T], rows: int) -> NDArray[T]:
    """The array, or a longer copy of it when it has fewer rows."""
    if rows <= len(array):
        return array
    longer = np.zeros((max(rows, len(array) * 5 // 4), *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer

"""A reader that keeps what it reads in a store, each article before the next, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from onrecord.records import Article, Notice, ReaderInfo, Record

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.packing import Floats

Submission = tuple[Article, tuple[Notice, ...]]


class VectorReader(Protocol):
    """What keeping needs of a `Reader`."""

    info: ReaderInfo

    def read_many_with_vectors(
        self, articles: Iterable[Submission]
    ) -> Iterator[tuple[Record, Floats]]:
        """Read articles lazily, each with its statements' vectors of meaning."""


class Keeper:
    """Reads articles into a store; those that it holds already are not wanted.

    tally: articles that were `new`, `replaced` or `unchanged`; statements that were `fresh`.
    """

    def __init__(self, store: Store, open_reader: Callable[[], VectorReader]) -> None:
        self._store = store
        self._open_reader = open_reader
        self._reader: VectorReader | None = None
        self.tally: Counter[str] = Counter()

    def open(self) -> Keeper:
        """Load the model, once; raises ModelError (R401)."""
        if self._reader is None:
            self._reader = self._open_reader()
        return self

    def wanted(self, article: Article) -> bool:
        """Whether there is anything to read; to be asked once the reader is open."""
        if self._reader is None or not self._store.holds(article, self._reader.info):
            return True
        self.tally["unchanged"] += 1
        return False

    def read(self, article: Article, notices: tuple[Notice, ...] = ()) -> Record:
        """Read and keep one article."""
        return next(self.read_many([(article, notices)]))

    def read_many(self, articles: Iterable[Submission]) -> Iterator[Record]:
        """Read articles, and keep each before it is handed on; raises StoreError."""
        self.open()
        assert self._reader is not None
        for record, vectors in self._reader.read_many_with_vectors(articles):
            added = self._store.add(record, vectors)
            self.tally[added.change] += 1
            self.tally["fresh"] += len(added.fresh)
            yield record

    def told(self) -> str:
        """The tally in words."""
        fresh, new = self.tally["fresh"], self.tally["new"]
        parts = [f"{_count(new, 'article')} added, with {_count(fresh, 'new statement')}"]
        parts += [
            f"{self.tally[name]} {name}" for name in ("replaced", "unchanged") if self.tally[name]
        ]
        return "; ".join(parts)


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"

"""Answers that stay true until the record changes, kept to be given again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

_KEPT = 512


class Memory:
    """The answers of one revision of the store; a newer revision forgets them all."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._revision: int | None = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def recall(self, revision: int, key: Hashable, find: Callable[[], T]) -> T:
        """The answer to `key` at that revision, found out where it is not known."""
        with self._lock:
            if revision != self._revision:
                self._answers.clear()
                self._revision = revision
            if key in self._answers:
                self._answers.move_to_end(key)
                known: T = self._answers[key]
                return known
        answer = find()
        with self._lock:
            if revision == self._revision:
                self._answers[key] = answer
                while len(self._answers) > _KEPT:
                    self._answers.popitem(last=False)
        return answer

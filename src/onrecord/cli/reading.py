"""One run of `onrecord read`: inputs → articles → records, counted, and stopped when asked to."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Protocol, TypeVar

from onrecord.cli.output import complain
from onrecord.errors import InputError, OnrecordError
from onrecord.records import Article, Notice, Record

if TYPE_CHECKING:
    from onrecord.ingest import Input, Loaded, Overrides

T = TypeVar("T")

#: Given the number of inputs, something to call after each of them.
Progress = Callable[[int], AbstractContextManager[Callable[[], None]]]


class ArticleReader(Protocol):
    """What a run needs of a `Reader`."""

    def read(self, article: Article, notices: tuple[Notice, ...] = ()) -> Record:
        """Read one article."""

    def read_many(self, articles: Iterable[tuple[Article, tuple[Notice, ...]]]) -> Iterator[Record]:
        """Read articles lazily, one record each, in their order."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The library's steps that a run goes through; tests hand in their own."""

    find_inputs: Callable[[Sequence[str]], Iterable[Input | InputError]]
    load: Callable[[Input, Overrides], Loaded]
    open_reader: Callable[[], ArticleReader]


class Run:
    """Reads every input that can be read, and says which cannot.

    read, failed: how many articles were handed out, how many inputs were complained about.
    """

    def __init__(
        self,
        steps: Steps,
        overrides: Overrides,
        progress: Progress,
        wanted: Callable[[Article], bool] = lambda _: True,
    ) -> None:
        """Prepare a run; articles that are not wanted are passed over once the reader is open."""
        self._steps = steps
        self._overrides = overrides
        self._progress = progress
        self._wanted = wanted
        self.read = 0
        self.failed = 0

    def records(self, arguments: Sequence[str]) -> Iterator[Record]:
        """Read the inputs lazily, in their order; raises ModelError when there is no model to."""
        inputs = list(self._steps.find_inputs(arguments))
        with self._progress(len(inputs)) as advance:
            articles = self._articles(inputs, advance)
            first = next(articles, None)
            if first is None:
                # A mistyped file name is told without waiting for the model.
                return
            reader = self._steps.open_reader()
            for record in self._read(reader, chain([first], articles), advance):
                advance()
                self.read += 1
                yield record

    def _articles(
        self, inputs: Iterable[Input | InputError], advance: Callable[[], None]
    ) -> Iterator[tuple[str, Loaded]]:
        for found in inputs:
            try:
                if isinstance(found, InputError):
                    raise found
                name, loaded = found.name, self._load(found)
            except InputError as error:
                self._fail(error)
                advance()
            else:
                yield name, loaded

    def _load(self, source: Input) -> Loaded:
        try:
            return self._steps.load(source, self._overrides)
        except OnrecordError:
            raise
        except Exception as error:  # one bad article never stops the others
            raise _unforeseen(source.name, error) from error

    def _read(
        self,
        reader: ArticleReader,
        articles: Iterator[tuple[str, Loaded]],
        advance: Callable[[], None],
    ) -> Iterator[Record]:
        """Read articles together; where that fails, those under way are read one by one."""
        under_way: deque[tuple[str, Loaded]] = deque()

        def handed_over() -> Iterator[tuple[Article, tuple[Notice, ...]]]:
            for name, loaded in articles:
                if self._wanted(loaded.article):
                    under_way.append((name, loaded))
                    yield loaded.article, loaded.notices
                else:
                    advance()

        while True:
            try:
                for record in reader.read_many(handed_over()):
                    under_way.popleft()
                    yield record
                return
            except OnrecordError:
                raise
            except Exception:
                if not under_way:
                    raise
            while under_way:
                name, loaded = under_way.popleft()
                try:
                    yield reader.read(loaded.article, loaded.notices)
                except Exception as error:  # one bad article never stops the others
                    self._fail(_unforeseen(name, error))
                    advance()

    def _fail(self, error: InputError) -> None:
        self.failed += 1
        complain(error)


class Stop:
    """Turns Ctrl-C and SIGTERM into an early end of the records, so that every format ends whole.

    A signal breaks into the wait for a record and into nothing else: a line that is being
    written is written to its end.
    """

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> Stop:
        for number in (signal.SIGINT, signal.SIGTERM):
            # A shell starts background jobs with SIGINT ignored; that stays so.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def until_asked(self, items: Iterator[T]) -> Iterator[T]:
        """Hand items on until a signal comes."""
        while not self.asked:
            try:
                self._waiting = True
                item = next(items)
            except StopIteration:
                return
            except KeyboardInterrupt:
                self.asked = True
                return
            finally:
                self._waiting = False
            yield item

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self._waiting:
            raise KeyboardInterrupt


def _unforeseen(name: str, error: Exception) -> InputError:
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return InputError(
        f"{name} could not be read ({told})",
        "This is a fault of onrecord; please report it with the article",
    )

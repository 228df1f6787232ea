"""Fake steps for `onrecord read`: inputs and articles by name, and a reader without a model.

An argument says what happens to it: `good…` is read, `missing…` is not there, `odd…` fails in
ingest in a way that nobody foresaw, `bad…` breaks the reader, `slow…` keeps it busy.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.cli.reading import Steps
from onrecord.errors import InputError, MissingInput
from onrecord.ingest import Input, Loaded, Overrides
from onrecord.records import SCHEMA, Article, Notice, ReaderInfo, Record

Submission = tuple[Article, tuple[Notice, ...]]


def find_inputs(arguments: Sequence[str]) -> Iterator[Input | InputError]:
    for argument in arguments:
        if argument.startswith("missing"):
            yield MissingInput(f"there is no file {argument}", "Check its name")
        else:
            yield Input(argument)


def load(source: Input, overrides: Overrides) -> Loaded:
    if source.name.startswith("odd"):
        raise RecursionError("deep")
    article = Article.of(
        f"The minister said that {source.name} is well.",
        title=overrides.title or source.name,
        outlet=overrides.outlet,
        published=overrides.published,
    )
    return Loaded(article, ())


@dataclass
class FakeReader:
    """Looks two articles ahead, as the real one looks many."""

    read_names: list[str] = field(default_factory=list)

    def read(self, article: Article, notices: tuple[Notice, ...] = ()) -> Record:
        title = str(article.title)
        if title.startswith("bad"):
            raise IndexError("span out of range")
        if title.startswith("slow"):
            # A test waits for this line before it interrupts.
            print("at work", file=sys.stderr, flush=True)
            time.sleep(30)
        self.read_names.append(title)
        return Record(SCHEMA, ReaderInfo("0", "fake"), article, notices=notices)

    def read_many(self, articles: Iterable[Submission]) -> Iterator[Record]:
        ahead: list[Submission] = []
        for pair in articles:
            ahead.append(pair)
            if len(ahead) > 2:
                yield self.read(*ahead.pop(0))
        for pair in ahead:
            yield self.read(*pair)


def steps(open_reader: Callable[[], FakeReader] = FakeReader) -> Steps:
    return Steps(find_inputs, load, open_reader)

"""Records → one self-contained HTML page: the article with its words marked, who said what beside.

record → marked text, entries, pledges, dates, remarks → template. The template streams: an article is written
before the next one is asked for.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from onrecord.export.cast import RELAYS, Figure, figures
from onrecord.export.marks import Piece, mark, writable
from onrecord.export.timeline import Day, timeline
from onrecord.export.wording import joined, one_line
from onrecord.records import Article, Commitment, Record, Statement

HEADLINE_WORDS = 12
#: Parts of the template that are handed on together: some kilobytes.
BUFFERED_PARTS = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as the list shows it; `words` is the id of its place in the article.

    who: its speakers or, where nobody is settled, nothing, and `written` is what the article has.
    """

    statement: Statement
    number: int
    who: list[Figure]
    written: str | None
    what: str
    to: list[Figure]
    about: list[Figure]
    relays: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment as the list shows it; `words` is the id of its place in the article.

    said: the number of its statement, None in the article's own voice.
    """

    commitment: Commitment
    number: int
    by: list[Figure]
    toward: list[Figure]
    condition: str
    consequence: str
    said: int | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the timeline; `places` are ids of its words in the article, and the words."""

    day: Day
    number: int
    places: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Remark:
    """The notices of one code and message; `places` are their numbers and, of each, its words."""

    code: str
    message: str
    places: list[tuple[int, str | None]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article of the page; `prefix` tells its ids from those of the other articles."""

    record: Record
    prefix: str
    headline: str
    pieces: list[Piece]
    cast: dict[str, Figure]
    entries: list[Entry]
    pledges: list[Pledge]
    dates: list[Date]
    remarks: list[Remark]


def page(records: Iterable[Record]) -> str:
    """Write records as one HTML page; see `pages`."""
    return "".join(pages(records))


def pages(records: Iterable[Record]) -> Iterator[str]:
    """Write records as one HTML page, lazily, in parts of some kilobytes.

    Statement n has the anchor `#sn`, or `#sk-n` in the k-th article of several. The page loads
    nothing, and its Content-Security-Policy forbids it to.
    """
    rest = iter(records)
    first = list(islice(rest, 2))
    several = len(first) > 1
    sheets = (
        _sheet(record, f"{k}-" if several else "")
        for k, record in enumerate(chain(first, rest), start=1)
    )
    only = _headline(first[0].article) if first else "Nothing was read"
    stream = _template().stream(title=None if several else only, several=several, sheets=sheets)
    stream.enable_buffering(BUFFERED_PARTS)
    return iter(stream)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("onrecord", "export"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["digest"] = _digest
    return environment.get_template("page.html.jinja")


def _finished(value: object) -> object:
    return writable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _digest(code: str) -> str:
    """The Content-Security-Policy source that allows this inline code and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}"


def _sheet(record: Record, prefix: str) -> Sheet:
    marked = mark(record, prefix)
    numbers = range(1, len(record.statements) + 1)
    cast = figures(record)
    return Sheet(
        record,
        prefix,
        _headline(record.article),
        marked.pieces,
        cast,
        [_entry(record, n, cast, marked.handles.get(n)) for n in numbers],
        list(_pledges(record, cast, marked.promised)),
        list(_dates(record, prefix, marked.timed)),
        _remarks(record, marked.noticed),
    )


def _headline(article: Article) -> str:
    """The title or, for want of one, the first words of the text's first line."""
    if article.title and article.title.strip():
        return one_line(article.title)
    opening, goes_on = article.opening(HEADLINE_WORDS)
    return opening + (" …" if goes_on else "") or "Article without words"


def _entry(record: Record, number: int, cast: dict[str, Figure], words: str | None) -> Entry:
    statement = record.statements[number - 1]
    written = one_line(statement.source.text) if statement.source else None
    who = _those(statement.speakers, cast)
    told = written and any(written in figure.actor.name for figure in who)
    return Entry(
        statement,
        number,
        who,
        None if told else written,
        joined(statement.content),
        _those(statement.addressees, cast),
        _those(statement.about, cast),
        ", ".join(RELAYS.get(name, name) for name in statement.relayed_by) or None,
        words,
    )


def _those(ids: Sequence[str], cast: dict[str, Figure]) -> list[Figure]:
    return [cast[id] for id in ids if id in cast]


def _pledges(record: Record, cast: dict[str, Figure], promised: dict[int, str]) -> Iterator[Pledge]:
    said = {statement.id: n for n, statement in enumerate(record.statements, start=1)}
    for n, one in enumerate(record.commitments, start=1):
        yield Pledge(
            one,
            n,
            _those(one.by, cast),
            _those(one.toward, cast),
            joined(one.condition),
            joined(one.consequence),
            said.get(one.statement) if one.statement else None,
            promised.get(n),
        )


def _dates(record: Record, prefix: str, timed: set[int]) -> Iterator[Date]:
    for number, day in enumerate(timeline(record), start=1):
        places = [
            (f"t{prefix}{n}", one_line(span.text)) for n, span in day.expressions if n in timed
        ]
        yield Date(day, number, places)


def _remarks(record: Record, noticed: set[int]) -> list[Remark]:
    """Notices in order, those of one code and message together."""
    remarks: dict[tuple[str, str], Remark] = {}
    for n, notice in enumerate(record.notices, start=1):
        key = (notice.code, notice.message)
        words = one_line(notice.span.text) if notice.span and n in noticed else None
        remarks.setdefault(key, Remark(*key, [])).places.append((n, words))
    return list(remarks.values())

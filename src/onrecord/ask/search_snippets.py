"""The words around a find, and which of its words were searched for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from onrecord.ask.search_index import Look, match_of, tsquery_of
from onrecord.records import Span
from onrecord.store.said import Said
from onrecord.store.words import WORD, fold, words

_OPEN, _CLOSE = "[", "]"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A find in its article: the words before, its own, and the words after.

    Its own words reach from its first span, at `start`, to its last. marked: half-open spans of the article
    that hold what was searched for, as the database's stemmer sees it.
    """

    start: int
    before: str
    words: str
    after: str
    marked: tuple[tuple[int, int], ...]


def snippets(connection: Connection, look: Look, found: Sequence[Said]) -> dict[int, Snippet]:
    """The snippet of each statement, by its place."""
    asked = Look(tuple(term for term in look.terms if not term.excluded))
    marked = _marked(connection, asked, found) if asked.terms and found else {}
    return {
        one.place: Snippet(one.start, one.before, one.words, one.after, marked.get(one.place, ()))
        for one in found
    }


def _marked(
    connection: Connection, asked: Look, found: Sequence[Said]
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Let the database mark the words that it matched, and find them in the article again."""
    by_place = {one.place: one for one in found}
    if connection.dialect.name == "sqlite":
        listed = ", ".join(map(str, by_place))
        rows = connection.execute(
            text(
                f"SELECT rowid, highlight(statement_words, 0, '{_OPEN}', '{_CLOSE}') "
                f"FROM statement_words WHERE statement_words MATCH :match AND rowid IN ({listed})"
            ),
            {"match": match_of(asked)},
        )
        told = {row[0]: row[1] for row in rows}
    else:
        values: dict[str, str] = {}
        query = tsquery_of(asked.terms, values)
        options = f"HighlightAll=true,StartSel={_OPEN},StopSel={_CLOSE}"
        command = text(f"SELECT ts_headline('onrecord', :told, {query}, '{options}')")
        told = {
            place: connection.execute(
                command, {**values, "told": " ".join(_words_of(one))}
            ).scalar_one()
            for place, one in by_place.items()
        }
    return {place: _places(by_place[place], line) for place, line in told.items()}


def _words_of(one: Said) -> list[str]:
    """The words of the content as the index has them."""
    return [word for span in one.content for word in words(span.text)]


def _places(one: Said, line: str) -> tuple[tuple[int, int], ...]:
    spots = _spots(one.content)
    found = []
    inside = False
    for token, spot in zip(line.split(" "), spots, strict=False):
        inside = inside or token.startswith(_OPEN)
        if inside:
            found.append(spot)
        if token.endswith(_CLOSE):
            inside = False
    return tuple(found)


def _spots(content: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where each word of the content stands in the article, in the order of the index."""
    for span in content:
        for match in WORD.finditer(span.text):
            if fold(match[0]):
                yield span.start + match.start(), span.start + match.end()

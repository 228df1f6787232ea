"""The index of words and marks: one inverted index answers words and filters alike.

A mark is a word of ours that says what else holds of a statement ("spoken by actor 12", "of the
act deny"), so that "`words`, spoken by X, denied, in outlet Y" is one intersection of sorted
lists, in the order in which things were said, whatever is rare and whatever is common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from onrecord.store.words import number

#: Marks of the roles in which actors stand in a statement.
ROLE_MARKS = {"speaker": "s", "addressee": "t", "about": "b", "behalf": "h"}

_SQLITE_PUT = text(
    "INSERT INTO statement_words (rowid, words, source, marks) "
    "VALUES (:place, :words, :source, :marks)"
)
# Words of the content weigh more than those of source and cue.
_POSTGRES_PUT = text(
    "INSERT INTO statement_words (place, lexemes) VALUES (:place, "
    "setweight(to_tsvector('onrecord', :words), 'A') || "
    "setweight(to_tsvector('onrecord', :source), 'B') || "
    "array_to_tsvector(string_to_array(:marks, ' ')))"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of the statement at a place: folded words, and marks."""

    place: int
    words: Sequence[str]
    source: Sequence[str]
    marks: Sequence[str]


def actor_mark(role: str, actor: int) -> str:
    """The mark of an actor (`read_as`) in a role."""
    return f"{ROLE_MARKS[role]}{actor}"


def value_mark(name: str, value: str) -> str:
    """The mark of a column's value, such as an act's label or the name of an outlet."""
    # Ends in a figure, so that no stemmer shortens it.
    return f"{name}{number(value)}"


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add entries; there must be none at their places."""
    sqlite = connection.dialect.name == "sqlite"
    sign = "" if sqlite else "="
    rows = [
        {
            "place": e.place,
            "words": " ".join(e.words),
            "source": " ".join(e.source),
            "marks": " ".join(sign + mark for mark in e.marks),
        }
        for e in entries
    ]
    if rows:
        connection.execute(_SQLITE_PUT if sqlite else _POSTGRES_PUT, rows)


def drop(connection: Connection, places: Iterable[int]) -> None:
    """Take out the entries at these places, where there are any."""
    rows = [{"place": place} for place in places]
    if rows:
        name = "rowid" if connection.dialect.name == "sqlite" else "place"
        connection.execute(text(f"DELETE FROM statement_words WHERE {name} = :place"), rows)

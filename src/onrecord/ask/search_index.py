"""One look into the store's index of words and marks, in the words of either database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from onrecord.ask.search_terms import Term

#: Marks of which a statement has one.
Marks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What must hold: terms, and for each group of marks one of them.

    above, below: places between which, ends excluded, the statements lie.
    """

    terms: tuple[Term, ...] = ()
    marks: tuple[Marks, ...] = ()
    above: int = -1
    below: int = 2**62


def places(connection: Connection, look: Look, most: int, *, newest: bool = True) -> list[int]:
    """Places of the statements for which it holds, in order of time."""
    order = "DESC" if newest else "ASC"
    place, table, match, values = _parts(connection, look)
    rows = connection.execute(
        text(
            f"SELECT {place} FROM {table} WHERE {match} {place} > :above AND {place} < :below "
            f"ORDER BY {place} {order} LIMIT :most"
        ),
        {**values, "above": look.above, "below": look.below, "most": most},
    )
    return [row[0] for row in rows]


def best(connection: Connection, look: Look, among: int) -> list[tuple[float, int]]:
    """Score and place of the newest statements for which it holds, best match first."""
    place, table, match, values = _parts(connection, look)
    if connection.dialect.name == "sqlite":
        # A match in the content counts more than one in the source; bm25 is negative.
        score = "-bm25(statement_words, 10.0, 4.0, 0.0)"
    else:
        score = f"ts_rank('{{0, 0, 0.4, 1}}', lexemes, {tsquery_of(look.terms, values)})"
    rows = connection.execute(
        text(
            f"SELECT {score}, {place} FROM {table} WHERE {match} "
            f"{place} > :above AND {place} < :below ORDER BY {place} DESC LIMIT :most"
        ),
        {**values, "above": look.above, "below": look.below, "most": among},
    )
    found = [(round(float(row[0]), 6), int(row[1])) for row in rows]
    return sorted(found, key=lambda hit: (-hit[0], -hit[1]))


def holding(connection: Connection, look: Look, among: Sequence[int]) -> set[int]:
    """Those of some places for which it holds."""
    if not among:
        return set()
    place, table, match, values = _parts(connection, look)
    listed = ", ".join(str(int(one)) for one in among)
    # The plus keeps SQLite from looking into the index of words once for each place.
    plus = "+" if look.terms or look.marks else ""
    rows = connection.execute(
        text(
            f"SELECT {place} FROM {table} WHERE {match} {plus}{place} IN ({listed}) "
            f"AND {place} > :above AND {place} < :below"
        ),
        {
            **values,
            "above": max(look.above, min(among) - 1),
            "below": min(look.below, max(among) + 1),
        },
    )
    return {row[0] for row in rows}


def _parts(connection: Connection, look: Look) -> tuple[str, str, str, dict[str, Any]]:
    """Name of the place, table, condition ending in AND, and the condition's values."""
    if not look.terms and not look.marks:
        name = "statements"
        return "place", name, "status <> 'rejected' AND NOT withdrawn AND", {}
    if connection.dialect.name == "sqlite":
        return (
            "rowid",
            "statement_words",
            "statement_words MATCH :match AND",
            {"match": match_of(look)},
        )
    values: dict[str, Any] = {}
    wanted = [f"({tsquery_of(look.terms, values)})"] if look.terms else []
    for at, marks in enumerate(look.marks):
        values[f"marks{at}"] = " | ".join(f"'={mark}'" for mark in marks)
        wanted.append(f"(:marks{at})::tsquery")
    return "place", "statement_words", f"lexemes @@ ({' && '.join(wanted)}) AND", values


def match_of(look: Look) -> str:
    """The condition in FTS5's language; every word is a string, so that none is an operator."""
    wanted = [f"{{words source}}: {_string(t)}" for t in look.terms if not t.excluded]
    wanted += [
        "marks: (" + " OR ".join(f'"{mark}"' for mark in marks) + ")" for marks in look.marks
    ]
    unwanted = [f"{{words source}}: {_string(t)}" for t in look.terms if t.excluded]
    both = " AND ".join(f"({one})" for one in wanted)
    return f"({both}) NOT ({' OR '.join(unwanted)})" if unwanted else both


def _string(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.prefix else "")


def tsquery_of(wanted: Sequence[Term], values: dict[str, Any]) -> str:
    """The terms as an expression of PostgreSQL, whose values are put into `values`."""
    parts = []
    for at, term in enumerate(wanted):
        name = f"term{at}"
        values[name] = " ".join(term.words)
        if term.prefix:
            # A folded word is letters and figures: it has no sign that to_tsquery would read.
            values[name] += ":*"
            part = f"to_tsquery('onrecord', :{name})"
        else:
            part = f"phraseto_tsquery('onrecord', :{name})"
        parts.append(f"!! {part}" if term.excluded else part)
    return "(" + " && ".join(parts) + ")"

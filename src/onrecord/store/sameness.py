"""Which statements of a reading the store has already: from an older reading, or another outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.records import Statement
from onrecord.store.laying import Reading, fingerprint, joined, reach
from onrecord.store.tables import articles, reports, statement_actors, statements
from onrecord.store.words import words

#: How much of two statements' words must be the same, within an article and within a story.
ALIKE = 0.6
#: Words that a statement needs to be known again outside its story.
FEWEST = 6
#: Days between two articles of different stories that report one statement.
DAYS = 7

#: Words that turn a statement round; "t" is what is left of "won't".
_NEGATIONS = frozenset({
    "no", "not", "never", "nobody", "none", "nothing", "neither", "nor", "cannot", "without", "t",
})  # fmt: skip

Report = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A statement of a new reading, as it is compared: by place, words and fingerprint."""

    local: str
    start: int
    end: int
    words: frozenset[str]
    count: int
    fingerprint: int

    @classmethod
    def of(cls, statement: Statement) -> Fresh:
        """Take from a statement what is compared."""
        content = joined(statement.content)
        found = words(content)
        return cls(
            statement.id, *reach(statement), frozenset(found), len(found), fingerprint(content)
        )


def carried(fresh: Iterable[Fresh], old: Sequence[Report], same_text: bool) -> dict[str, int]:
    """The statements of an article's older reading that are read again, by their new id.

    old: rows of `reports`. same_text: whether places of the two readings can be compared.
    """
    pairs = []
    for one in fresh:
        for report in old:
            alike = _share(one.words, frozenset(words(report.content)))
            if same_text:
                alike = max(alike, _overlap(one, report))
            if alike >= ALIKE:
                pairs.append((-alike, one.start, one.local, report.statement))
    return _one_to_one(pairs)


def elsewhere(
    connection: Connection, reading: Reading, fresh: Sequence[Fresh], story: int
) -> dict[str, int]:
    """The statements that other articles report already, by their id in this reading.

    In versions of one story, that is the same words, more or less; outside it, the very same
    words, at least FEWEST of them, of the same speaker within DAYS.
    """
    pairs = [
        (-alike, one.start, one.local, report.statement)
        for report in _of_story(connection, story, reading.article)
        for one in fresh
        if (alike := _share(one.words, frozenset(words(report.content)))) >= ALIKE
    ]
    found = _one_to_one(pairs)
    rest = [one for one in fresh if one.local not in found and one.count >= FEWEST]
    known = set(found.values())
    for one, statement in _verbatim(connection, reading, rest):
        if one.local not in found and statement not in known:
            found[one.local] = statement
            known.add(statement)
    return found


def _of_story(connection: Connection, story: int, article: int) -> Sequence[Report]:
    return connection.execute(
        select(reports.c.statement, reports.c.content)
        .join(articles, articles.c.id == reports.c.article)
        .where(articles.c.story == story, articles.c.id != article)
        .order_by(reports.c.statement)
    ).all()


def _verbatim(
    connection: Connection, reading: Reading, fresh: Sequence[Fresh]
) -> Iterable[tuple[Fresh, int]]:
    rows = connection.execute(
        select(
            statements.c.id, statements.c.fingerprint, statements.c.day, statement_actors.c.read_as
        )
        .join(statement_actors, statement_actors.c.statement == statements.c.id)
        .where(
            statements.c.fingerprint.in_({one.fingerprint for one in fresh}),
            statement_actors.c.role == "speaker",
        )
        .order_by(statements.c.id)
    ).all()
    speakers = {s.id: s.speakers for s in reading.record.statements}
    for one in fresh if rows else ():
        own = {reading.known[a].read_as for a in speakers[one.local]}
        for row in rows:
            if (
                row.fingerprint == one.fingerprint
                and row.read_as in own
                and _near(row.day, reading.record.article.published)
            ):
                yield one, row.id


def _near(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= DAYS


def _one_to_one(pairs: list[tuple[float, int, str, int]]) -> dict[str, int]:
    """Pairs, the most alike first, so that nothing is taken twice."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for _, _, local, statement in sorted(pairs):
        if local not in found and statement not in taken:
            found[local] = statement
            taken.add(statement)
    return found


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of all words that both have; none where a number or a "not" tells them apart."""
    if any(word in _NEGATIONS or not word.isalpha() for word in one ^ other):
        return 0.0
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def _overlap(one: Fresh, report: Report) -> float:
    both = min(one.end, report.end) - max(one.start, report.start)
    whole = max(one.end, report.end) - min(one.start, report.start)
    return max(both, 0) / whole if whole else 0.0

"""Commitments of the store with all that tells of them: who, toward whom, on what condition."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ask.happening import Happening, happening
from onrecord.ask.matching import Around
from onrecord.ask.naming import Named, keys_of, named_in
from onrecord.ask.stems import stems
from onrecord.records import Span
from onrecord.store.said import Said, Source, Who, said
from onrecord.store.tables import actors, article_actors, articles, commitment_actors, commitments
from onrecord.world import World


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment as it stands, with its evidence.

    by, toward: actors. condition, consequence: spans of its article's text. day: when it was said,
    as far as known. said: the statement that carries it, null for the article's own voice.
    """

    id: int
    kind: str
    by: tuple[Who, ...]
    toward: tuple[Who, ...]
    condition: tuple[Span, ...]
    negated_condition: bool
    consequence: tuple[Span, ...]
    day: str | None
    score: float
    article: Source
    said: Said | None

    def speakers(self) -> tuple[Who, ...]:
        """Who would act, or for want of it who says so."""
        return self.by or (self.said.speakers if self.said else ())


def pledges(connection: Connection, ids: Sequence[int]) -> list[Pledge]:
    """The commitments of these numbers, in this order; unknown numbers are left out."""
    table = commitments
    found = {
        row.id: row for row in connection.execute(select(table).where(table.c.id.in_(set(ids))))
    }
    texts = _articles(connection, [row.article for row in found.values()])
    carriers = {
        one.id: one
        for one in said(connection, [r.statement for r in found.values() if r.statement])
    }
    cast = _cast(connection, list(found))
    return [
        Pledge(
            row.id,
            row.kind,
            cast[row.id, "by"],
            cast[row.id, "toward"],
            _cut(texts[row.article][1], row.spans["condition"]),
            row.negated_condition,
            _cut(texts[row.article][1], row.spans["consequence"]),
            row.day,
            row.score,
            texts[row.article][0],
            carriers.get(row.statement),
        )
        for id in ids
        if (row := found.get(id))
    ]


def _articles(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Source, str]]:
    table = articles.c
    wanted = select(
        table.id, table.key, table.url, table.outlet, table.title, table.published, table.text
    ).where(table.id.in_(set(ids)))
    return {row.id: (Source(*row[:6]), row.text) for row in connection.execute(wanted)}


def _cut(text: str, places: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(a, b, text[a:b]) for a, b in places)


def _cast(
    connection: Connection, ids: Sequence[int]
) -> defaultdict[tuple[int, str], tuple[Who, ...]]:
    table = commitment_actors
    found: defaultdict[tuple[int, str], tuple[Who, ...]] = defaultdict(tuple)
    for row in connection.execute(
        select(
            table.c.commitment,
            table.c.role,
            actors.c.id,
            actors.c.name,
            actors.c.kind,
            actors.c.key,
        )
        .join(actors, actors.c.id == table.c.actor)
        .where(table.c.commitment.in_(ids))
        .order_by(table.c.read_as)
    ):
        found[row.commitment, row.role] += (Who(row.id, row.name, row.kind, row.key),)
    return found


class Mentions:
    """Who is mentioned where in articles, pronouns included, as their readings have it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, list[Named]] = {}

    def told(self, article: Source, spans: Sequence[Span]) -> Happening:
        """What spans of an article say happens."""
        return happening([(span.text, self._within(article, span)) for span in spans])

    def keys(self, who: Sequence[Who], on: str | None) -> frozenset[str]:
        """Every key that stands for some actors of the store."""
        found: set[str] = set()
        for one in who:
            found |= set(_keys(one.key, one.id, on))
        return frozenset(found)

    def around(self, pledge: Pledge, on: str | None) -> Around:
        """Whom the words of a commitment may mean without naming them."""
        said = pledge.said
        near = (*pledge.by, *pledge.toward, *(said.speakers + said.about if said else ()))
        beside = [span.text for span in pledge.consequence]
        beside += [said.before, said.words, said.after] if said else []
        return Around(self.keys(near, on), self.there(pledge.article), stems(" ".join(beside)))

    def there(self, article: Source) -> frozenset[str]:
        """The keys of everybody in an article."""
        return frozenset(key for one in self._of(article) for key in one.keys)

    def _within(self, article: Source, span: Span) -> list[Named]:
        inside = [
            Named(m.start - span.start, m.end - span.start, m.keys)
            for m in self._of(article)
            if span.start <= m.start and m.end <= span.end
        ]
        # What the reader did not take for a mention, such as an adjective, may name a state.
        return inside + [
            one
            for one in named_in(span.text, article.published)
            if not any(m.start < one.end and one.start < m.end for m in inside)
        ]

    def _of(self, article: Source) -> list[Named]:
        if article.id not in self._known:
            self._known[article.id] = list(self._read(article))
        return self._known[article.id]

    def _read(self, article: Source) -> list[Named]:
        packed = self._connection.execute(
            select(articles.c.reading).where(articles.c.id == article.id)
        ).scalar_one()
        # The mentions alone: to check a whole record takes ten times as long.
        cast = json.loads(zlib.decompress(packed))["actors"]
        rows = self._connection.execute(
            select(article_actors.c.local, article_actors.c.actor).where(
                article_actors.c.article == article.id
            )
        )
        known = {row.local: row.actor for row in rows}
        keys = {
            one["id"]: _keys(one["key"], known.get(one["id"], 0), article.published) for one in cast
        }
        found = []
        for one in cast:
            # "A member" is nobody whom a question could mean.
            if not one["key"] and all(m["form"] != "name" for m in one["mentions"]):
                continue
            behalf = [key for other in one["acts_for"] for key in keys.get(other, ())]
            # "Leaders of ECOWAS" stand for ECOWAS, too.
            inside = () if one["key"] else named_in(one["name"], article.published)
            behalf += [key for other in inside for key in other.keys]
            every = tuple(dict.fromkeys((*keys[one["id"]], *behalf)))
            found += [Named(m["start"], m["end"], every) for m in one["mentions"]]
        return sorted(found, key=lambda each: each.start)


def _keys(key: str | None, id: int, on: str | None) -> tuple[str, ...]:
    own = f"actor:{id}"
    entity = World.open().entity(key) if key else None
    return (own, *keys_of(entity, on)) if entity else (own, key) if key else (own,)

"""Rows → what a person is shown: statements with their words, actors, article and context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.records import Span
from onrecord.store import tables
from onrecord.store.tables import actors, articles, statement_actors, statements

#: Characters of the article that are shown on each side of a statement.
AROUND = 160


@dataclass(frozen=True, slots=True)
class Who:
    """An actor, as far as it takes to name it."""

    id: int
    name: str
    kind: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a statement is quoted from: its number, and what it says of itself."""

    id: int
    key: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it stands, decisions applied, with its evidence.

    id: permanent number in the store. place: where it stands in order of time. article: its
    earliest report's; spans are in that article's text. local: its id in that article's record.
    day: when it was said, as far as known. behalf: for whom the speakers act. status: read,
    confirmed, corrected or rejected. reports: how many articles carry it. start, words:
    where its first span begins, and all of the article from there to the end of its last. before, after: what stands around that.
    """

    id: int
    place: int
    article: Source
    local: str
    day: str | None
    kind: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speakers: tuple[Who, ...]
    addressees: tuple[Who, ...]
    about: tuple[Who, ...]
    behalf: tuple[Who, ...]
    relayed_by: tuple[str, ...]
    act: str | None
    act_class: str | None
    plover: str | None
    act_score: float | None
    said_on: str | None
    score: float
    status: str
    withdrawn: bool
    reports: int
    start: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Report:
    """One article that carries a statement, and where: `[start, end)` of its text."""

    statement: int
    article: Source
    local: str
    start: int
    end: int


def said(connection: Connection, ids: Sequence[int]) -> list[Said]:
    """The statements of these numbers, in this order; unknown numbers are left out."""
    wanted = set(ids)
    rows = connection.execute(
        select(statements, *_SOURCE, articles.c.text)
        .join(articles, articles.c.id == statements.c.article)
        .where(statements.c.id.in_(wanted))
    )
    found = {row.id: row for row in rows}
    cast = _cast(connection, wanted)
    return [_said(found[id], cast[id]) for id in ids if id in found]


def reports(connection: Connection, ids: Iterable[int]) -> list[Report]:
    """Every report of these statements, the earliest first."""
    table = tables.reports
    rows = connection.execute(
        select(table, *_SOURCE)
        .join(articles, articles.c.id == table.c.article)
        .where(table.c.statement.in_(set(ids)))
        .order_by(articles.c.published.is_(None), articles.c.published, articles.c.id)
    )
    return [Report(r.statement, _source(r), r.local, r.start, r.end) for r in rows]


_SOURCE = (
    articles.c.id.label("article_id"),
    articles.c.key.label("article_key"),
    articles.c.url.label("article_url"),
    articles.c.outlet.label("article_outlet"),
    articles.c.title.label("article_title"),
    articles.c.published.label("article_published"),
)


def _source(row: Row[Any]) -> Source:
    return Source(
        row.article_id,
        row.article_key,
        row.article_url,
        row.article_outlet,
        row.article_title,
        row.article_published,
    )


def _cast(connection: Connection, ids: Iterable[int]) -> dict[int, dict[str, tuple[Who, ...]]]:
    cast = statement_actors
    rows = connection.execute(
        select(
            cast.c.statement, cast.c.role, actors.c.id, actors.c.name, actors.c.kind, actors.c.key
        )
        .join(actors, actors.c.id == cast.c.actor)
        .where(cast.c.statement.in_(ids))
        .order_by(cast.c.read_as)
    )
    found: dict[int, dict[str, dict[Who, None]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        # Two actors of one statement that a person has merged are one.
        found[row.statement][row.role][Who(row.id, row.name, row.kind, row.key)] = None
    plain: dict[int, dict[str, tuple[Who, ...]]] = defaultdict(dict)
    for id, roles in found.items():
        plain[id] = {role: tuple(who) for role, who in roles.items()}
    return plain


def _said(row: Row[Any], cast: dict[str, tuple[Who, ...]]) -> Said:
    text: str = row.text
    spans = row.spans

    def cut(place: Sequence[int] | None) -> Span | None:
        return Span(place[0], place[1], text[place[0] : place[1]]) if place else None

    content = [span for place in spans["content"] if (span := cut(place))]
    every = [place for place in (spans["source"], spans["cue"], *spans["content"]) if place]
    start = min((a for a, _ in every), default=0)
    end = max((b for _, b in every), default=0)
    return Said(
        id=row.id,
        place=row.place,
        article=_source(row),
        local=row.local,
        day=row.day,
        kind=row.kind,
        source=cut(spans["source"]),
        cue=cut(spans["cue"]),
        content=tuple(content),
        speakers=cast.get("speaker", ()),
        addressees=cast.get("addressee", ()),
        about=cast.get("about", ()),
        behalf=cast.get("behalf", ()),
        relayed_by=tuple(row.relayed_by),
        act=row.act,
        act_class=row.act_class,
        plover=row.plover,
        act_score=row.act_score,
        said_on=row.said_on,
        score=row.score,
        status=row.status,
        withdrawn=row.withdrawn,
        reports=row.reports,
        start=start,
        before=text[max(0, start - AROUND) : start],
        words=text[start:end],
        after=text[end : end + AROUND],
    )

"""One article: its text with all that was found marked in it, and the record beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Depends, Response
from sqlalchemy import select

from onrecord.export.marks import Piece, mark
from onrecord.records import Commitment, Notice, Record, Span, Statement
from onrecord.serve.access.gate import reader
from onrecord.serve.presenting import PAGE, Number, Present
from onrecord.serve.wording import one_line
from onrecord.store import Store, tables
from onrecord.store.said import Said

router = APIRouter(tags=["articles"], dependencies=[Depends(reader)])


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement of the article; `words` are the article's, `said` how the statement stands."""

    number: int
    said: Said
    words: str
    has_marks: bool


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment of the article, with the number of its statement in the list."""

    number: int
    commitment: Commitment
    by: list[str]
    toward: list[str]
    statement: int | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as it was read, with people's decisions applied to its statements."""

    id: int
    record: Record
    statements: list[Entry]
    commitments: list[Pledge]
    versions: list[tuple[int, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Shown(ArticlePage):
    """The page's own: the marked text."""

    pieces: list[Piece]

    @property
    def notices(self) -> list[tuple[int, Notice]]:
        """The notices with their numbers, those of one message once."""
        seen: dict[tuple[str, str], tuple[int, Notice]] = {}
        for n, notice in enumerate(self.record.notices, start=1):
            seen.setdefault((notice.code, notice.message), (n, notice))
        return list(seen.values())

    @property
    def headline(self) -> str:
        """The title or, for want of one, the first words."""
        article = self.record.article
        if article.title and article.title.strip():
            return one_line(article.title)
        opening, goes_on = article.opening(12)
        return (opening + (" …" if goes_on else "")) or "An article without words"


@router.get("/articles/{article}", response_model=ArticlePage, responses=PAGE)
def article(article: Number, present: Present) -> Response:
    """Show an article; statement n of its list has the anchor `#sn`, its words `#wn`."""
    service = present.service
    shown = service.recall(("article", article), lambda: _shown(service.store, article))
    if present.form == "json":
        page = ArticlePage(
            shown.id, shown.record, shown.statements, shown.commitments, shown.versions
        )
        return present("article.html.jinja", page)
    return present("article.html.jinja", shown)


def _shown(store: Store, article: int) -> Shown:
    record = store.record(article)
    said = _standing(store, article)
    standing = tuple(_as_it_stands(s, said.get(s.id), article) for s in record.statements)
    marked = mark(replace(record, statements=standing), "")
    entries = [
        Entry(n, said[s.id], _words(s.content), n in marked.handles)
        for n, s in enumerate(standing, start=1)
        if s.id in said
    ]
    return Shown(
        article, record, entries, _pledges(record), _versions(store, article), marked.pieces
    )


def _standing(store: Store, article: int) -> dict[str, Said]:
    """The article's statements as they stand, by their id in its record."""
    reports = tables.reports
    wanted = select(reports.c.local, reports.c.statement).where(reports.c.article == article)
    with store.reading() as connection:
        numbers = {row.local: row.statement for row in connection.execute(wanted)}
    found = {said.id: said for said in store.statements(list(numbers.values()))}
    return {local: found[id] for local, id in numbers.items() if id in found}


def _as_it_stands(read: Statement, said: Said | None, article: int) -> Statement:
    """Spans as people left them; without any where they rejected the statement.

    A statement that another article reports first has its spans there, and keeps those read here.
    """
    if said and said.status == "rejected":
        return replace(read, source=None, cue=None, content=())
    if said and said.status == "corrected" and said.article.id == article:
        return replace(read, source=said.source, cue=said.cue, content=said.content)
    return read


def _pledges(record: Record) -> list[Pledge]:
    names = {actor.id: actor.name for actor in record.actors}
    places = {s.id: n for n, s in enumerate(record.statements, start=1)}
    return [
        Pledge(
            n,
            commitment,
            [names.get(id, id) for id in commitment.by],
            [names.get(id, id) for id in commitment.toward],
            places.get(commitment.statement or ""),
        )
        for n, commitment in enumerate(record.commitments, start=1)
    ]


def _versions(store: Store, article: int) -> list[tuple[int, str | None, str | None]]:
    """Other articles that carry the same text: number, outlet, title."""
    table = tables.articles
    story = select(table.c.story).where(table.c.id == article).scalar_subquery()
    wanted = (
        select(table.c.id, table.c.outlet, table.c.title)
        .where(table.c.story == story, table.c.id != article)
        .order_by(table.c.id)
        .limit(20)
    )
    with store.reading() as connection:
        return [(row.id, row.outlet, row.title) for row in connection.execute(wanted)]


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(one_line(span.text) for span in spans)

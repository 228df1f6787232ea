"""All articles, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy import func, select

from onrecord.serve.access.gate import reader
from onrecord.serve.presenting import LARGEST, PAGE, Present
from onrecord.store import tables

router = APIRouter(tags=["articles"], dependencies=[Depends(reader)])

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the list; `added` in seconds since 1970."""

    id: int
    title: str
    outlet: str | None
    published: str | None
    added: int


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """Articles in the order in which they came, the latest first; `before` goes on from the last."""

    articles: list[ArticleRow]
    before: int | None


@router.get("/articles", response_model=ArticlesPage, responses=PAGE)
def articles(
    present: Present,
    before: Annotated[
        int | None, Query(ge=0, le=LARGEST, description="Go on below this number")
    ] = None,
) -> Response:
    """List the articles."""
    table = tables.articles
    head = func.coalesce(table.c.title, func.substr(table.c.text, 1, 90)).label("title")
    wanted = select(table.c.id, head, table.c.outlet, table.c.published, table.c.added)
    if before is not None:
        wanted = wanted.where(table.c.id < before)
    with present.service.store.reading() as connection:
        rows = connection.execute(wanted.order_by(table.c.id.desc()).limit(_SHOWN + 1)).all()
    found = [ArticleRow(r.id, r.title, r.outlet, r.published, r.added) for r in rows[:_SHOWN]]
    more = found[-1].id if len(rows) > _SHOWN else None
    return present("articles.html.jinja", ArticlesPage(found, more))

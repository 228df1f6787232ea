"""A topic: the words of a search, who speaks on it, what they do, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from onrecord.ask.search import Page, search
from onrecord.ask.search import Query as Question
from onrecord.serve.access.gate import reader
from onrecord.serve.charts.drawing import Size, Theme
from onrecord.serve.charts.over_time import acts_over_time
from onrecord.serve.presenting import PAGE, Present, drawing
from onrecord.serve.tallies import bars, over_time

router = APIRouter(tags=["questions"], dependencies=[Depends(reader)])

_SHOWN = 15
#: The newest statements on a topic that are drawn.
_DRAWN = 200

Topic = Annotated[str, Query(max_length=1_000, description="Words, as in a search")]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """What is said on a topic, the newest first, with who says it; null without words."""

    topic: str
    said: Page | None


@router.get("/topics", response_model=TopicPage, responses=PAGE)
def topic(
    present: Present,
    q: Topic = "",
    after: Annotated[str | None, Query(max_length=80)] = None,
    facets: Annotated[bool, Query(description="Count who speaks of it, too")] = False,
) -> Response:
    """Show a topic; without words, the form for one."""
    service, question = present.service, Question(words=q, order="newest")

    def find() -> Page:
        return search(service.store, question, most=_SHOWN, after=after, facets=facets)

    said = service.recall(("search", question, _SHOWN, after, facets), find) if q.strip() else None
    return present("topic.html.jinja", TopicPage(q.strip(), said))


@router.get("/topics/chart", response_class=Response)
def chart(present: Present, q: Topic = "", theme: Theme = "light", size: Size = "wide") -> Response:
    """Draw what is done in words on a topic over time, as SVG."""
    store = present.service.store
    found = search(store, Question(words=q, order="newest"), most=_DRAWN)
    with store.reading() as connection:
        drawn, unit = bars(over_time(connection, [one.said.id for one in found.found]))
    return drawing(acts_over_time(drawn, unit, theme, size))

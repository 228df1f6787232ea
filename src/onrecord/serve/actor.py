"""One actor: over time, by act, on a topic; what it commits itself to; whom it speaks to and about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import RedirectResponse

from onrecord.ask.search import Page, search
from onrecord.ask.search import Query as Question
from onrecord.serve.access.gate import reader
from onrecord.serve.charts.drawing import Theme
from onrecord.serve.charts.over_time import acts_over_time
from onrecord.serve.corrections import one_actor
from onrecord.serve.presenting import PAGE, Present, drawing
from onrecord.serve.tallies import Partner, bars, made_by, over_time, partners
from onrecord.store.listing import ActorRow, Decision

router = APIRouter(tags=["actors"], dependencies=[Depends(reader)])

_PARTNERS = 12
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor. topic: words that its statements are narrowed to; empty for all."""

    actor: ActorRow
    topic: str
    said: Page
    speaks_to: list[Partner]
    speaks_about: list[Partner]
    decisions: list[Decision]


@router.get("/actors/{actor}", response_model=ActorPage, responses=PAGE)
def actor(
    actor: str,
    present: Present,
    topic: Annotated[str, Query(max_length=1_000, description="Words; as in a search")] = "",
    after: Annotated[str | None, Query(max_length=80)] = None,
) -> Response:
    """Show an actor, by its number; a key of the knowledge base leads there."""
    store = present.service.store
    row = one_actor(store, actor)
    if actor != str(row.id):
        return RedirectResponse(f"/actors/{row.id}", 307)
    said = search(
        store,
        Question(words=topic, speaker=(str(row.id),), order="newest"),
        most=_SHOWN,
        after=after,
    )
    with store.reading() as connection:
        page = ActorPage(
            row,
            topic,
            said,
            partners(connection, row.id, "addressee", _PARTNERS),
            partners(connection, row.id, "about", _PARTNERS),
            store.decisions(actor=row.id),
        )
    return present("actor.html.jinja", page)


@router.get("/actors/{actor}/chart", response_class=Response)
def chart(actor: int, present: Present, theme: Theme = "light") -> Response:
    """Draw an actor's acts over time, as SVG."""
    store = present.service.store
    with store.reading() as connection:
        found, unit = bars(over_time(connection, made_by(store.actor(actor).id)))
    return drawing(acts_over_time(found, unit, theme))

"""One actor: over time, on a topic, what it commits itself to, whom it speaks to and about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import RedirectResponse

from onrecord.ask.actor import Portrait, portrait
from onrecord.ask.positions import Positions, positions
from onrecord.serve.access.gate import reader
from onrecord.serve.charts.drawing import Size, Theme
from onrecord.serve.charts.over_time import acts_over_time
from onrecord.serve.corrections import one_actor
from onrecord.serve.naming import names_in
from onrecord.serve.presenting import PAGE, Number, Present, drawing
from onrecord.serve.tallies import bars, made_by, over_time
from onrecord.store.listing import Decision

router = APIRouter(tags=["actors"], dependencies=[Depends(reader)])


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor. topic: what positions are on; without one they are null.

    names: of the actors that decisions name, by number.
    """

    portrait: Portrait
    topic: str
    positions: Positions | None
    decisions: list[Decision]
    names: dict[str, str]


@router.get("/actors/{actor}", response_model=ActorPage, responses=PAGE)
def actor(
    actor: str,
    present: Present,
    topic: Annotated[str, Query(max_length=1_000, description="Words, or an actor's name")] = "",
) -> Response:
    """Show an actor, by its number; a key of the knowledge base leads there."""
    service = present.service
    if not (actor.isascii() and actor.isdecimal()):
        return RedirectResponse(f"/actors/{one_actor(service.store, actor).id}", 307)
    shown = service.recall(("portrait", actor), lambda: portrait(service.store, actor))
    if actor != str(shown.actor.id):
        return RedirectResponse(f"/actors/{shown.actor.id}", 307)
    decisions = service.store.decisions(actor=shown.actor.id)
    page = ActorPage(
        shown,
        topic.strip(),
        positions(service.store, actor, topic) if topic.strip() else None,
        decisions,
        names_in(service.store, decisions),
    )
    return present("actor.html.jinja", page)


@router.get("/actors/{actor}/chart", response_class=Response)
def chart(actor: Number, present: Present, theme: Theme = "light", size: Size = "wide") -> Response:
    """Draw an actor's acts over time, as SVG."""
    service = present.service
    row = service.actor(actor)
    with service.store.reading() as connection:
        found, unit = bars(over_time(connection, made_by(row.id)))
    return drawing(acts_over_time(found, unit, theme, size))

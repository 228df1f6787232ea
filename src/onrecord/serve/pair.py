"""Two actors: what one says to or about the other, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Response

from onrecord.serve.access.gate import reader
from onrecord.serve.charts.drawing import Size, Theme
from onrecord.serve.charts.over_time import acts_over_time
from onrecord.serve.presenting import PAGE, Number, Present, drawing
from onrecord.serve.tallies import bars, made_by, over_time
from onrecord.store.listing import ActorRow
from onrecord.store.said import Said

router = APIRouter(tags=["actors"], dependencies=[Depends(reader)])

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class PairPage:
    """What the first says to or about the second, and the other way round, the newest first."""

    first: ActorRow
    second: ActorRow
    said: list[Said]
    answered: list[Said]


@router.get("/pairs/{first}/{second}", response_model=PairPage, responses=PAGE)
def pair(first: Number, second: Number, present: Present) -> Response:
    """Show what two actors say to and about each other."""
    store = present.service.store
    one, other = present.service.actor(first), present.service.actor(second)
    with store.reading() as connection:
        there, back = (
            [row.statement for row in connection.execute(made_by(a.id, b.id).limit(_SHOWN))]
            for a, b in ((one, other), (other, one))
        )
    return present(
        "pair.html.jinja", PairPage(one, other, store.statements(there), store.statements(back))
    )


@router.get("/pairs/{first}/{second}/chart", response_class=Response)
def chart(
    first: Number, second: Number, present: Present, theme: Theme = "light", size: Size = "wide"
) -> Response:
    """Draw what the first does toward the second over time, as SVG."""
    service = present.service
    wanted = made_by(service.actor(first).id, service.actor(second).id)
    with service.store.reading() as connection:
        found, unit = bars(over_time(connection, wanted))
    return drawing(acts_over_time(found, unit, theme, size))

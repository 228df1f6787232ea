"""Who is on record: those who say most first, or those of a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from onrecord.serve.access.gate import reader
from onrecord.serve.presenting import PAGE, Present
from onrecord.serve.tallies import Speaker, speakers
from onrecord.world.spelling import folded

router = APIRouter(tags=["actors"], dependencies=[Depends(reader)])

_SHOWN = 120

Kind = Literal["", "person", "state", "organisation", "office", "group"]


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Actors with how many statements each speaks; `q` and `kind` as asked."""

    q: str
    kind: Kind
    actors: list[Speaker]


@router.get("/actors", response_model=ActorsPage, responses=PAGE)
def actors(
    present: Present,
    q: Annotated[str, Query(max_length=200, description="What a name holds")] = "",
    kind: Kind = "",
) -> Response:
    """List who speaks."""
    service = present.service

    def find() -> list[Speaker]:
        with service.store.reading() as connection:
            return speakers(connection, folded=folded(q.strip()), kind=kind, most=_SHOWN)

    found = service.recall(("actors", q, kind), find)
    return present("actors.html.jinja", ActorsPage(q, kind, found))

"""The stream: the latest statements, or those that a search finds, with facets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from onrecord.ask import search as asking
from onrecord.ask.search import Found, Page
from onrecord.serve.access.gate import reader
from onrecord.serve.naming import names_of
from onrecord.serve.presenting import PAGE, Present
from onrecord.serve.searching import (
    Choice,
    Piece,
    address,
    asked,
    choices,
    chosen,
    parameters,
    pieces,
)
from onrecord.serve.service import Service
from onrecord.serve.wording import query as as_query

router = APIRouter(tags=["statements"], dependencies=[Depends(reader)])

#: The question of the first page.
NOTHING = asking.Query()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page makes of a search: the same, with addresses to go on."""

    search: Page
    choices: dict[str, list[Choice]]
    chosen: list[tuple[str, str]]
    here: str
    counting: str
    older: str | None
    totals: dict[str, int] | None

    def pieces(self, found: Found) -> list[Piece]:
        """A find's words, its hits told apart."""
        return pieces(found)


@router.get("/", response_model=Page, responses=PAGE)
def stream(
    present: Present,
    query: Annotated[asking.Query, Depends(asked)],
    after: Annotated[
        str | None, Query(max_length=80, description="`following` of the page before")
    ] = None,
    most: Annotated[int, Query(ge=1, le=asking.MOST)] = 20,
    facets: Annotated[
        bool, Query(description="Count what the matches are, which takes longer than to find them")
    ] = False,
) -> Response:
    """Find statements; without a question, the latest, with their facets."""
    service = present.service
    counted = facets or query == NOTHING

    def find() -> Page:
        return asking.search(
            service.store,
            query,
            most=most,
            after=after or None,
            facets=counted,
            vector=service.vector,
        )

    page = service.recall(("search", query, most, after, counted), find)
    if present.form == "json":
        return present("stream.html.jinja", page)
    return present("stream.html.jinja", _shown(service, page, first=not after))


def _shown(service: Service, page: Page, *, first: bool) -> Shown:
    query = page.query
    here = address(query)
    going_on = parameters(query) | {"after": page.following}
    plain = here == "/" and first
    return Shown(
        page,
        choices(query, page.facets) if page.facets else {},
        chosen(query, names_of(service.store, (*query.speaker, *query.addressee, *query.about))),
        here,
        "/" + as_query(parameters(query) | {"facets": "true"}),
        "/" + as_query(going_on) if page.following else None,
        service.recall("counts", service.store.counts) if plain else None,
    )

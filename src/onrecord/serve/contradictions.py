"""Pairs of statements that are at odds: shown to be judged, not judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from onrecord.ask.contradictions import Contradiction
from onrecord.ask.contradictions import contradictions as find_contradictions
from onrecord.serve.access.gate import reader
from onrecord.serve.naming import names_of
from onrecord.serve.presenting import PAGE, Present
from onrecord.serve.searching import Day, checked_day

router = APIRouter(tags=["questions"], dependencies=[Depends(reader)])

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    """Pairs, the clearest first; the rest as asked."""

    who: str
    topic: str
    since: str | None
    until: str | None
    pairs: list[Contradiction]
    name: str


@router.get("/contradictions", response_model=ContradictionsPage, responses=PAGE)
def contradictions(
    present: Present,
    who: Annotated[
        str, Query(max_length=300, description="Name, key or number of who says one of the two")
    ] = "",
    topic: Annotated[str, Query(max_length=1_000, description="Words, as in a search")] = "",
    since: Day = "",
    until: Day = "",
) -> Response:
    """Show demands that were refused, claims that were denied, and changes of mind."""
    service = present.service
    asked = (
        who.strip() or None,
        topic,
        checked_day("since", since),
        checked_day("until", until),
    )

    def find() -> list[Contradiction]:
        return find_contradictions(
            service.store, asked[0], topic=topic, since=asked[2], until=asked[3], most=_SHOWN
        )

    pairs = service.recall(("contradictions", *asked), find)
    name = names_of(service.store, (who,)).get(who, who)
    page = ContradictionsPage(who, topic, asked[2], asked[3], pairs, name)
    return present("contradictions.html.jinja", page)

"""One actor that is two: which articles have the other, and what that one is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Response
from pydantic import Field

from onrecord.serve.access.gate import FORM, reviewer
from onrecord.serve.presenting import LARGEST, PAGE, Number, Present
from onrecord.store.listing import ActorRow, Appearance

router = APIRouter(tags=["review"], dependencies=[Depends(reviewer)])

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class SplitPage:
    """An actor, and articles that have it, the last to come first; `before` goes on from them."""

    actor: ActorRow
    appearances: list[Appearance]
    before: int | None


@dataclass(frozen=True, slots=True)
class Split:
    """What was decided: the decision's number, and the new actor's."""

    decision: int
    actor: int


@router.get("/actors/{actor}/split", response_model=SplitPage, responses=PAGE)
def form(
    actor: Number,
    present: Present,
    before: Annotated[
        int | None, Query(ge=0, le=LARGEST, description="Go on below this article")
    ] = None,
) -> Response:
    """Show the articles that have an actor, to choose those that mean somebody else."""
    store = present.service.store
    one = store.actor(actor)
    found = store.appearances(one.id, _SHOWN + 1, before)
    more = found[_SHOWN - 1].article if len(found) > _SHOWN else None
    return present("split.html.jinja", SplitPage(one, found[:_SHOWN], more))


@router.post(
    "/actors/{actor}/split",
    response_model=Split,
    responses=PAGE,
    dependencies=FORM,
)
def split(
    actor: Number,
    present: Present,
    name: Annotated[str, Form(max_length=300, description="What the other one is called")],
    article: Annotated[
        list[Annotated[int, Field(ge=0, le=LARGEST)]] | None,
        Form(max_length=_SHOWN, description="Articles that mean the other one"),
    ] = None,
) -> Response:
    """Say that an actor of some articles is somebody else."""
    store = present.service.store
    decision, other = store.split(actor, article or [], name, present.who.signed_on.name)
    return present.go(f"/actors/{other}", Split(decision, other))

"""People's judgement: the least certain statements first; confirm, correct, reject, merge, undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Response

from onrecord.errors import OptionError
from onrecord.serve.access.gate import SignOnNeeded, genuine_form, reviewer
from onrecord.serve.corrections import Corrected, changes_of, corrected, one_actor
from onrecord.serve.presenting import LARGEST, PAGE, Number, Present
from onrecord.serve.sign_on import local_address
from onrecord.store.listing import Decision
from onrecord.store.said import Said

router = APIRouter(tags=["review"], dependencies=[Depends(reviewer)])

_SHOWN = 20
_LATEST = 10
_FORM = [Depends(genuine_form)]

Next = Annotated[str, Form(max_length=4_000, description="The page of ours to go on to")]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue; `following` goes on from its last statement."""

    queue: list[Said]
    following: str | None
    latest: list[Decision]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided: the decision's number, and the statement as it stands now."""

    decision: int
    statement: Said | None


@router.get("/review", response_model=ReviewPage, responses=PAGE)
def review(
    present: Present,
    after: Annotated[
        str, Query(max_length=60, description="Score and number of the last one seen")
    ] = "",
) -> Response:
    """Show statements that nobody has judged, the least certain first."""
    queue = present.service.store.doubtful(_SHOWN, _position(after))
    following = f"{queue[-1].score!r},{queue[-1].id}" if len(queue) == _SHOWN else None
    latest = present.service.store.decisions()[:_LATEST]
    return present("review.html.jinja", ReviewPage(queue, following, latest))


@router.post(
    "/statements/{statement}/confirm", response_model=Judged, responses=PAGE, dependencies=_FORM
)
def confirm(statement: Number, present: Present, next: Next = "") -> Response:
    """Say that a statement is right as it stands."""
    decision = present.service.store.confirm(statement, _name(present))
    return _judged(present, decision, statement, next)


@router.post(
    "/statements/{statement}/reject", response_model=Judged, responses=PAGE, dependencies=_FORM
)
def reject(statement: Number, present: Present, next: Next = "") -> Response:
    """Say that nobody said this."""
    decision = present.service.store.reject(statement, _name(present))
    return _judged(present, decision, statement, next)


@router.post(
    "/statements/{statement}/correct", response_model=Judged, responses=PAGE, dependencies=_FORM
)
def correct(
    statement: Number,
    present: Present,
    given: Annotated[Corrected, Depends(corrected)],
    next: Next = "",
) -> Response:
    """Correct what is wrong with a statement; fields that are left out stay as they are."""
    store = present.service.store
    said = store.statement(statement)
    changes = changes_of(store, said, given)
    if not changes:
        raise OptionError("nothing was changed", "Change a field, or confirm the statement")
    decision = store.correct(statement, _name(present), changes)
    return _judged(present, decision, statement, next)


@router.post("/actors/{actor}/merge", response_model=Judged, responses=PAGE, dependencies=_FORM)
def merge(
    actor: Number,
    present: Present,
    into: Annotated[str, Form(max_length=500, description="A name, key or number")],
) -> Response:
    """Say that an actor is another one."""
    store = present.service.store
    other = one_actor(store, into)
    decision = store.merge(actor, other.id, _name(present))
    return present.go(f"/actors/{other.id}", Judged(decision, None))


@router.post(
    "/decisions/{decision}/undo", response_model=Judged, responses=PAGE, dependencies=_FORM
)
def undo(decision: Number, present: Present, next: Next = "/review") -> Response:
    """Take a decision back."""
    present.service.store.undo(decision, _name(present))
    return present.go(local_address(next), Judged(decision, None))


def _judged(present: Present, decision: int, statement: int, next: str) -> Response:
    on = local_address(next) if next else f"/statements/{statement}"
    return present.go(on, Judged(decision, present.service.store.statement(statement)))


def _name(present: Present) -> str:
    if present.who.account is None:
        raise SignOnNeeded
    return present.who.account.name


def _position(after: str) -> tuple[float, int] | None:
    if not after:
        return None
    score, _, id = after.partition(",")
    try:
        place = float(score), int(id)
        if 0 <= place[0] <= 1 and 0 <= place[1] <= LARGEST:
            return place
        raise ValueError
    except ValueError:
        raise OptionError(f"after: {after!r} is no place in the queue", "Leave it out") from None

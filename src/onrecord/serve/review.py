"""People's judgement: the least certain statements first; confirm, correct, reject, merge, undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Response

from onrecord.errors import OptionError
from onrecord.serve.access.gate import FORM, reviewer
from onrecord.serve.corrections import Corrected, changes_of, corrected, one_actor
from onrecord.serve.naming import names_in
from onrecord.serve.presenting import LARGEST, PAGE, Number, Present
from onrecord.serve.sign_on import local_address
from onrecord.store.listing import Decision
from onrecord.store.said import Said

router = APIRouter(tags=["review"], dependencies=[Depends(reviewer)])

_SHOWN = 20
_LATEST = 10

Next = Annotated[str, Form(max_length=4_000, description="The page of ours to go on to")]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue; `following` goes on from its last statement.

    names: of the actors that the latest decisions name, by number.
    """

    queue: list[Said]
    following: str | None
    latest: list[Decision]
    names: dict[str, str]


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
    names = names_in(present.service.store, latest)
    return present("review.html.jinja", ReviewPage(queue, following, latest, names))


@router.post(
    "/statements/{statement}/confirm", response_model=Judged, responses=PAGE, dependencies=FORM
)
def confirm(statement: Number, present: Present, next: Next = "") -> Response:
    """Say that a statement is right as it stands."""
    decision = present.service.store.confirm(statement, present.who.signed_on.name)
    return _judged(present, decision, statement, next)


@router.post(
    "/statements/{statement}/reject", response_model=Judged, responses=PAGE, dependencies=FORM
)
def reject(statement: Number, present: Present, next: Next = "") -> Response:
    """Say that nobody said this."""
    decision = present.service.store.reject(statement, present.who.signed_on.name)
    return _judged(present, decision, statement, next)


@router.post(
    "/statements/{statement}/correct", response_model=Judged, responses=PAGE, dependencies=FORM
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
    decision = store.correct(statement, present.who.signed_on.name, changes)
    return _judged(present, decision, statement, next)


@router.post("/actors/{actor}/merge", response_model=Judged, responses=PAGE, dependencies=FORM)
def merge(
    actor: Number,
    present: Present,
    into: Annotated[str, Form(max_length=500, description="A name, key or number")],
) -> Response:
    """Say that an actor is another one."""
    store = present.service.store
    other = one_actor(store, into)
    decision = store.merge(actor, other.id, present.who.signed_on.name)
    return present.go(f"/actors/{other.id}", Judged(decision, None))


@router.post("/decisions/{decision}/undo", response_model=Judged, responses=PAGE, dependencies=FORM)
def undo(decision: Number, present: Present, next: Next = "/review") -> Response:
    """Take a decision back."""
    present.service.store.undo(decision, present.who.signed_on.name)
    return present.go(local_address(next), Judged(decision, None))


def _judged(present: Present, decision: int, statement: int, next: str) -> Response:
    on = local_address(next) if next else f"/statements/{statement}"
    return present.go(on, Judged(decision, present.service.store.statement(statement)))


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

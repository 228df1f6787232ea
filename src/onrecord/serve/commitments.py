"""The ledger of commitments: open ones first, with what was said or done later beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from onrecord.ask.commitments import MOST, Filters, Ledger, ledger
from onrecord.serve.access.gate import reader
from onrecord.serve.naming import names_of
from onrecord.serve.presenting import PAGE, Present
from onrecord.serve.searching import Day, Names, Values, checked_day
from onrecord.serve.wording import query as as_query

router = APIRouter(tags=["questions"], dependencies=[Depends(reader)])

KINDS = ("threat", "promise", "offer", "refusal", "prediction")
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """The page's own: the ledger, and addresses near it."""

    ledger: Ledger
    names: dict[str, str]
    kinds: list[tuple[str, str, bool]]
    without: list[tuple[str, str]]
    more: str | None


def asked(
    *,
    by: Names = None,
    toward: Names = None,
    kind: Values = None,
    condition: Annotated[
        str, Query(max_length=1_000, description="Words of the condition or the consequence")
    ] = "",
    conditional: Annotated[bool, Query(description="Only those with a condition")] = False,
    since: Day = "",
    until: Day = "",
) -> Filters:
    """Which commitments an address asks for."""
    return Filters(
        tuple(filter(str.strip, by or ())),
        tuple(filter(str.strip, toward or ())),
        tuple(filter(None, kind or ())),
        condition,
        conditional,
        checked_day("since", since),
        checked_day("until", until),
    )


@router.get("/commitments", response_model=Ledger, responses=PAGE)
def commitments(
    present: Present,
    filters: Annotated[Filters, Depends(asked)],
    most: Annotated[int, Query(ge=1, le=MOST)] = _SHOWN,
) -> Response:
    """Show who has committed themselves to what, toward whom, on what condition."""
    service = present.service
    found = service.recall(
        ("commitments", filters, most), lambda: ledger(service.store, filters, most=most)
    )
    if present.form == "json":
        return present("commitments.html.jinja", found)
    names = names_of(service.store, (*filters.by, *filters.toward))
    shown = Shown(found, names, _kinds(filters), _without(filters, names), _more(found, most))
    return present("commitments.html.jinja", shown)


def address(filters: Filters, **changes: Any) -> str:
    """The address of a ledger with some fields changed."""
    fields: dict[str, Any] = {
        "by": filters.by,
        "toward": filters.toward,
        "kind": filters.kind,
        "condition": filters.condition,
        "conditional": "true" if filters.conditional else "",
        "since": filters.since,
        "until": filters.until,
    }
    return "/commitments" + as_query(fields | changes)


def _kinds(filters: Filters) -> list[tuple[str, str, bool]]:
    """The kinds as links: name, address, whether it is chosen."""
    return [
        (
            kind,
            address(
                filters,
                kind=tuple(k for k in filters.kind if k != kind)
                if kind in filters.kind
                else (*filters.kind, kind),
            ),
            kind in filters.kind,
        )
        for kind in KINDS
    ]


def _without(filters: Filters, names: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for field, label in (("by", "by"), ("toward", "toward")):
        given: tuple[str, ...] = getattr(filters, field)
        for value in given:
            rest = tuple(v for v in given if v != value)
            found.append((f"{label} {names.get(value, value)}", address(filters, **{field: rest})))
    return found


def _more(found: Ledger, most: int) -> str | None:
    further = found.of > most and most < MOST
    return address(found.filters, most=min(MOST, 2 * most)) if further else None

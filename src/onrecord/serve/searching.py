"""A search as an address: its parameters → a question to ask, and addresses of searches near it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Annotated, Any

from fastapi import Query as Parameter

from onrecord.ask.search import Found, Order, Query
from onrecord.ask.search_facets import Facets, Value
from onrecord.errors import OptionError
from onrecord.serve.wording import query as as_query

#: Characters of a statement's words in a list.
SHOWN = 420
_MOST_VALUES = 20

Words = Annotated[
    str, Parameter(max_length=10_000, description='Words; "a phrase", -without, begin*')
]
Names = Annotated[
    list[str] | None,
    Parameter(max_length=_MOST_VALUES, description="Names, keys or numbers of actors"),
]
Values = Annotated[list[str] | None, Parameter(max_length=_MOST_VALUES)]
Day = Annotated[str, Parameter(max_length=40, description="As 2022-01-08")]


def asked(
    *,
    q: Words = "",
    meaning: Annotated[
        str, Parameter(max_length=10_000, description="What means the like comes first")
    ] = "",
    speaker: Names = None,
    addressee: Names = None,
    about: Names = None,
    acting: Annotated[
        bool, Parameter(description="Also what is said by those who act for the speaker")
    ] = False,
    act: Values = None,
    act_class: Values = None,
    kind: Values = None,
    outlet: Values = None,
    since: Day = "",
    until: Day = "",
    order: Annotated[str, Parameter(max_length=20, description="newest, oldest or best")] = "",
) -> Query:
    """Put the question that an address asks."""
    known: Any = order or None
    return Query(
        words=q,
        meaning=meaning,
        speaker=_given(speaker),
        addressee=_given(addressee),
        about=_given(about),
        acting=acting,
        act=_given(act),
        act_class=_given(act_class),
        kind=_given(kind),
        outlet=_given(outlet),
        since=checked_day("since", since),
        until=checked_day("until", until),
        order=known,
    )


def checked_day(name: str, given: str) -> str | None:
    """An ISO day, or None for nothing; raises OptionError (R201) for anything else."""
    if not given:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise OptionError(f"{name}: {given!r} is no day", "Write it as 2022-01-08") from None


def parameters(query: Query, *, order: Order | None = None) -> dict[str, Any]:
    """A question as the parameters of its address."""
    return {
        "q": query.words,
        "meaning": query.meaning,
        "speaker": query.speaker,
        "addressee": query.addressee,
        "about": query.about,
        "acting": "true" if query.acting else "",
        "act": query.act,
        "act_class": query.act_class,
        "kind": query.kind,
        "outlet": query.outlet,
        "since": query.since,
        "until": query.until,
        "order": order or query.order,
    }


def address(query: Query, path: str = "/") -> str:
    """The address of a question."""
    asked_for = as_query(parameters(query))
    return path if asked_for == "?" else path + asked_for


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: the address of the search with it or, where it is chosen, without."""

    label: str
    count: int
    address: str
    chosen: bool


def choices(query: Query, facets: Facets) -> dict[str, list[Choice]]:
    """The facets as links, by the name of their field."""
    found = {
        "speaker": [_choice(query, "speaker", v, str(v.id)) for v in facets.speaker],
        "act": [_choice(query, "act", v, v.value) for v in facets.act],
        "kind": [_choice(query, "kind", v, v.value) for v in facets.kind],
        "outlet": [_choice(query, "outlet", v, v.value) for v in facets.outlet],
        "year": [_year(query, v) for v in facets.year],
    }
    return {name: listed for name, listed in found.items() if listed}


def chosen(query: Query, names: dict[str, str]) -> list[tuple[str, str]]:
    """What the question asks for beside its words: how it reads, and the address without it.

    names: of actors, by the number that the question has.
    """
    found = []
    for field, label in (
        ("speaker", "said by"),
        ("addressee", "to"),
        ("about", "about"),
        ("act", ""),
        ("act_class", ""),
        ("kind", ""),
        ("outlet", "in"),
    ):
        for value in getattr(query, field):
            rest = tuple(v for v in getattr(query, field) if v != value)
            without = _with(query, **{field: rest})
            found.append((f"{label} {names.get(value, value)}".strip(), address(without)))
    for field, label in (("since", "since"), ("until", "until"), ("meaning", "means")):
        if value := getattr(query, field):
            without = _with(query, **{field: "" if field == "meaning" else None})
            found.append((f"{label} {value}", address(without)))
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a statement in a list; hit: whether they were searched for."""

    words: str
    hit: bool


def pieces(found: Found) -> list[Piece]:
    """The content's words with the hits told apart, cut around the first hit where they are long."""
    made: list[Piece] = []
    for n, span in enumerate(found.said.content):
        marked = [(a, b) for a, b in found.snippet.marked if span.start <= a and b <= span.end]
        edges = sorted({span.start, span.end, *(x for pair in marked for x in pair)})
        if n:
            made.append(Piece(" … ", hit=False))
        for a, b in pairwise(edges):
            made.append(Piece(span.text[a - span.start : b - span.start], (a, b) in marked))
    return _cut(made)


def _cut(made: list[Piece]) -> list[Piece]:
    if sum(len(piece.words) for piece in made) <= SHOWN:
        return made
    ahead = 0
    for piece in made:
        if piece.hit:
            break
        ahead += len(piece.words)
    begin = max(0, ahead - SHOWN // 3) if any(piece.hit for piece in made) else 0
    kept, at = [Piece("… ", hit=False)] if begin else [], 0
    for piece in made:
        start, stop = max(begin - at, 0), min(begin + SHOWN - at, len(piece.words))
        if start < stop:
            kept.append(replace(piece, words=piece.words[start:stop]))
        at += len(piece.words)
    return [*kept, Piece(" …", hit=False)] if at > begin + SHOWN else kept


def _given(values: list[str] | None) -> tuple[str, ...]:
    return tuple(value for value in values or () if value.strip())


def _with(query: Query, **changes: Any) -> Query:
    return replace(query, **changes)


def _choice(query: Query, field: str, value: Value, key: str) -> Choice:
    now: tuple[str, ...] = getattr(query, field)
    has = key in now
    then = tuple(v for v in now if v != key) if has else (*now, key)
    return Choice(value.value, value.count, address(_with(query, **{field: then})), has)


def _year(query: Query, value: Value) -> Choice:
    since, until = f"{value.value}-01-01", f"{value.value}-12-31"
    has = (query.since, query.until) == (since, until)
    then = _with(query, since=None if has else since, until=None if has else until)
    return Choice(value.value, value.count, address(then), has)

"""Search: by words, by meaning, by who says what to whom about whom, when, and in which outlet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, get_args

from sqlalchemy import Connection, select

from onrecord.ask.search_facets import Facets, facets_of
from onrecord.ask.search_index import Look, Marks, best, holding, places
from onrecord.ask.search_names import numbers_of
from onrecord.ask.search_snippets import Snippet, snippets
from onrecord.ask.search_terms import terms
from onrecord.errors import OptionError
from onrecord.read.acts import ACTS
from onrecord.records import ActClass, QuoteKind
from onrecord.store import Store
from onrecord.store.days import first_place, id_at
from onrecord.store.fulltext import actor_mark, value_mark
from onrecord.store.packing import Floats
from onrecord.store.said import Said, said
from onrecord.store.tables import statements

Order = Literal["newest", "oldest", "best"]

#: Statements that one page may have.
MOST = 200
#: The newest matches, among which the best are looked for, and facets are counted.
RANKED = 5_000
#: Filters that more statements than this pass are applied after looking for what is near.
NARROW = 20_000
#: How many near statements there are to page through.
NEAR = 1_000

_CURSOR = re.compile(r"(newest|oldest|best):(?:(-?\d+\.\d+):)?(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for; everything given must hold, and of several values of a field one.

    words: see `search_terms`. meaning: a text; what means the like comes first. speaker,
    addressee, about: names, keys or numbers of actors. acting: speakers include those who act for
    the actor named. since, until: ISO days, both included. order: the newest first unless told;
    `best` ranks by the words, and a meaning always ranks.
    """

    words: str = ""
    meaning: str = ""
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    acting: bool = False
    act: tuple[str, ...] = ()
    act_class: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that was found; score: by the order `best` or meaning, else null."""

    said: Said
    snippet: Snippet
    score: float | None


@dataclass(frozen=True, slots=True)
class Page:
    """Statements in order. following: where the next page goes on, null on the last one."""

    query: Query
    order: Order
    found: tuple[Found, ...]
    following: str | None
    facets: Facets | None = field(default=None)


def search(
    store: Store,
    query: Query,
    *,
    most: int = 20,
    after: str | None = None,
    facets: bool = False,
    vector: Callable[[str], Floats] | None = None,
) -> Page:
    """Find statements, a page at a time.

    most: 1 to 200. after: `following` of the page before; statements that come in meanwhile
    neither repeat nor shift what is to come. facets: count what the matches are, too.
    vector: gives the unit vector of a text, as `Reader.vector` does; needed for `meaning`.
    Raises OptionError (R201) for what makes no sense, NotInStore (R807) for an unknown actor.
    """
    if not 1 <= most <= MOST:
        raise OptionError(f"a page has 1 to {MOST} statements, not {most}", "Give another number")
    order = _order(query)
    look = look_of(store, query)
    since = _cursor(after, order)
    with store.reading() as connection:
        page: Sequence[Hit]
        if query.meaning.strip():
            hits = _by_meaning(store, connection, query, look, vector)
            page = _cut(hits, since, most)
        elif order == "best":
            page = _cut(best(connection, look, RANKED), since, most)
        else:
            page = [(None, place) for place in _in_order(connection, look, order, since, most)]
        shown = page[:most]
        told = {one.place: one for one in said(connection, [id_at(p) for _, p in shown])}
        words = snippets(connection, look, list(told.values()))
        counted = facets_of(connection, look, RANKED) if facets else None
    return Page(
        query,
        order,
        tuple(Found(told[p], words[p], score) for score, p in shown if p in told),
        _following(order, shown[-1]) if len(page) > most else None,
        counted,
    )


Hit = tuple[float | None, int]


def _order(query: Query) -> Order:
    if query.order is not None and query.order not in get_args(Order):
        raise _senseless("order", query.order, get_args(Order))
    if query.meaning.strip():
        return "best"
    return (query.order if query.words.strip() or query.order != "best" else None) or "newest"


def look_of(store: Store, query: Query) -> Look:
    """The query in terms of the index; raises OptionError (R201), NotInStore (R807)."""
    groups: list[Marks] = []
    roles = {"speaker": ("speaker", "behalf") if query.acting else ("speaker",)}
    for role in ("speaker", "addressee", "about"):
        if given := getattr(query, role):
            ids = _numbers(store, given, query)
            groups.append(tuple(actor_mark(r, id) for r in roles.get(role, (role,)) for id in ids))
    allowed: dict[str, Sequence[str]] = {
        "act": tuple(ACTS),
        "class": get_args(ActClass),
        "kind": get_args(QuoteKind),
    }
    for name, values in (
        ("act", query.act),
        ("class", query.act_class),
        ("kind", query.kind),
        ("outlet", query.outlet),
    ):
        for value in values:
            if name in allowed and value not in allowed[name]:
                raise _senseless(name, value, allowed[name])
        if values:
            groups.append(tuple(value_mark(name, value) for value in values))
    wanted = terms(query.words)
    if wanted and not groups and all(term.excluded for term in wanted):
        # "Not this word" needs something to take away from: all that there is.
        groups.append(tuple(value_mark("kind", kind) for kind in get_args(QuoteKind)))
    return Look(wanted, tuple(groups), *_span(query))


def _numbers(store: Store, given: Sequence[str], query: Query) -> list[int]:
    """The numbers under which the index knows the actors of some names, merged ones too."""
    return list(dict.fromkeys(id for name in given for id in numbers_of(store, name, query.until)))


def _span(query: Query) -> tuple[int, int]:
    since, until = _day("since", query.since), _day("until", query.until)
    if since and until and since > until:
        raise OptionError(f"{since} lies after {until}", "Give the earlier day as since")
    above = first_place(since.isoformat()) - 1 if since else -1
    if not until:
        return above, 2**62
    # Without a day, nobody knows that it was said by then.
    return max(above, 2**32), first_place((until + timedelta(1)).isoformat())


def _day(name: str, given: str | None) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise OptionError(f"{name}: {given[:40]!r} is no day", "Write it as 2022-01-08") from None


def _in_order(
    connection: Connection, look: Look, order: Order, since: Hit | None, most: int
) -> list[int]:
    newest = order == "newest"
    above, below = look.above, look.below
    if since:
        above, below = (above, min(below, since[1])) if newest else (max(above, since[1]), below)
    return places(connection, Look(look.terms, look.marks, above, below), most + 1, newest=newest)


def _by_meaning(
    store: Store,
    connection: Connection,
    query: Query,
    look: Look,
    vector: Callable[[str], Floats] | None,
) -> list[tuple[float, int]]:
    """Score and place of what means the like and passes the filters, nearest first."""
    if vector is None:
        raise OptionError("there is no reader to take a meaning", "Search by words")
    if len(query.meaning) > 10_000:
        raise OptionError("the meaning has more than 10000 characters", "Give a sentence or two")
    asked = vector(query.meaning)
    free = not look.terms and not look.marks and look.above < 0 and look.below == 2**62
    passing = None if free else places(connection, look, NARROW + 1)
    if passing is not None and len(passing) <= NARROW:
        place_of = {id_at(place): place for place in passing}
        near = store.nearest(asked, NEAR, list(place_of))
        hits = [(hit.score, place_of[hit.statement]) for hit in near]
    else:
        scores = {hit.statement: hit.score for hit in store.nearest(asked, NEAR)}
        table = statements.c
        rows = connection.execute(select(table.place).where(table.id.in_(scores))).scalars().all()
        hits = [(scores[id_at(place)], place) for place in holding(connection, look, rows)]
    return sorted(hits, key=lambda hit: (-hit[0], -hit[1]))


def _cut(hits: Sequence[tuple[float, int]], since: Hit | None, most: int) -> Sequence[Hit]:
    """The hits after one, and one more than a page has; the one itself may be gone by now."""
    if since is None:
        return hits[: most + 1]
    score, place = since[0] or 0.0, since[1]
    return [hit for hit in hits if (-hit[0], -hit[1]) > (-score, -place)][: most + 1]


def _cursor(after: str | None, order: Order) -> Hit | None:
    if after is None:
        return None
    found = _CURSOR.fullmatch(after)
    if not found or found[1] != order or (found[2] is None) == (order == "best"):
        raise OptionError(
            f"{after[:60]!r} is no place in this search", "Take it from the page before"
        )
    return (float(found[2]) if found[2] else None, int(found[3]))


def _following(order: Order, last: Hit) -> str:
    score, place = last
    return f"{order}:{place}" if score is None else f"{order}:{score:.6f}:{place}"


def _senseless(name: str, value: str, allowed: Sequence[str]) -> OptionError:
    return OptionError(f"{name}: there is no {value[:40]!r}", f"It is one of {', '.join(allowed)}")

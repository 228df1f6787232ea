"""What somebody has said on a topic, in order of time, and where it turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.ask.search import MOST, Query, search
from onrecord.ask.search_names import actors_of
from onrecord.ask.stance import PLAIN, polarity
from onrecord.errors import NotInStore, OptionError
from onrecord.store import Store
from onrecord.store.listing import ActorRow
from onrecord.store.said import Said

Matched = Literal["all words", "about", "any word"]
_SIGNS = {1: "yes", -1: "no"}


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a position turned: polarity or act changed since an earlier statement.

    since: number of that statement. why: in words.
    """

    kind: Literal["polarity", "act"]
    since: int
    why: str


@dataclass(frozen=True, slots=True)
class Position:
    """A statement on the topic: 1 for yes, -1 for no, 0 for neither; and the turn that it makes."""

    said: Said
    polarity: int
    turn: Turn | None


@dataclass(frozen=True, slots=True)
class Positions:
    """An actor's statements on a topic, the oldest first.

    matched: how the topic was found: all of its words; as whom the statements are about; or, for
    want of both, any of its words. whole: these are all, and not only the newest.
    """

    of: tuple[ActorRow, ...]
    topic: str
    matched: Matched
    positions: tuple[Position, ...]
    whole: bool


def positions(
    store: Store,
    who: str,
    topic: str,
    *,
    since: str | None = None,
    until: str | None = None,
    most: int = 100,
) -> Positions:
    """What an actor, or whoever acts for it, has said on a topic.

    who: a name, key or number. topic: words as in a search, or the name of an actor.
    most: 1 to 200, the newest. Raises OptionError (R201), NotInStore (R807).
    """
    if not topic.strip():
        raise OptionError("positions are on a topic", "Give it in a word or two")
    if not 1 <= most <= MOST:
        raise OptionError(f"there are 1 to {MOST} positions, not {most}", "Give another number")
    found = tuple(actors_of(store, who, until))
    ids = tuple(str(actor.id) for actor in found)
    own = Query(speaker=ids, acting=True, since=since, until=until, order="newest")
    for matched, queries in _ways(store, own, topic, until):
        told: dict[int, Said] = {}
        whole = True
        for query in queries:
            page = search(store, query, most=most)
            told |= {one.said.place: one.said for one in page.found}
            whole = whole and page.following is None
        if told:
            newest = sorted(told)[-most:]
            turned = tuple(_turns([told[place] for place in newest]))
            return Positions(found, topic, matched, turned, whole and len(told) <= most)
    return Positions(found, topic, "all words", (), True)


def _ways(
    store: Store, own: Query, topic: str, until: str | None
) -> Iterator[tuple[Matched, list[Query]]]:
    """The ways to find a topic, the strictest first."""
    try:
        about = tuple(str(actor.id) for actor in actors_of(store, topic, until))
    except NotInStore:
        about = ()
    exact = [replace(own, words=topic)]
    yield "all words", exact
    if about:
        yield "about", [replace(own, about=about)]
    words = [word for word in topic.split() if len(word) > 3]
    if len(words) > 1:
        yield "any word", [replace(own, words=word) for word in words]


def _turns(told: Sequence[Said]) -> Iterator[Position]:
    """Every statement with the turn that it makes against the last one that took a side."""
    sided: Said | None = None
    acted: Said | None = None
    for one in told:
        side = polarity(one)
        turn = None
        if sided is not None and side and side != polarity(sided):
            turn = Turn(
                "polarity",
                sided.id,
                f"from {_SIGNS[-side]} ({sided.act}, {sided.day or 'no date'}) "
                f"to {_SIGNS[side]} ({one.act})",
            )
        elif acted is not None and one.act not in (None, *PLAIN) and one.act != acted.act:
            turn = Turn(
                "act", acted.id, f"from {acted.act} ({acted.day or 'no date'}) to {one.act}"
            )
        if side:
            sided = one
        if one.act not in (None, *PLAIN):
            acted = one
        yield Position(one, side, turn)

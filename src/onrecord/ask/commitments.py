"""The ledger: who has committed themselves to what, toward whom, on what condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from sqlalchemy import Connection, or_, select

from onrecord.ask.bearing import Bearing, bearing
from onrecord.ask.pledges import Mentions, Pledge, pledges
from onrecord.ask.search_names import actors_of
from onrecord.ask.stems import stems
from onrecord.errors import OptionError
from onrecord.records import CommitmentKind
from onrecord.store import Store
from onrecord.store.tables import commitment_actors, commitments, statement_actors

#: The newest commitments that pass the filters, among which the open ones are looked for.
MOST_READ = 300
#: Most entries that are given at a time.
MOST = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """Which commitments: everything given must hold, and of several values of a field one.

    by, toward: names, keys or numbers of actors; `by` includes who says it, and who acts for them.
    kind: threat, promise, offer, refusal, prediction. condition: words that the condition, or the
    consequence, must have, whatever their endings. conditional: only those with a condition.
    since, until: ISO days.
    """

    by: tuple[str, ...] = ()
    toward: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    condition: str = ""
    conditional: bool = False
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment, and what was said or done later that bears on its condition.

    open: nothing does, as far as the store knows. Whether a condition is met is for people to say.
    """

    pledge: Pledge
    open: bool
    bearing: tuple[Bearing, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries, open ones first, the newest before older ones. whole: all that pass were looked at."""

    filters: Filters
    entries: tuple[Entry, ...]
    of: int
    whole: bool


def ledger(store: Store, filters: Filters, *, most: int = 50) -> Ledger:
    """The commitments of a store, open ones first.

    most: 1 to 200. Raises OptionError (R201) for what makes no sense, NotInStore (R807) for an
    actor that the store lacks.
    """
    if not 1 <= most <= MOST:
        raise OptionError(f"a ledger has 1 to {MOST} entries, not {most}", "Give another number")
    for kind in filters.kind:
        if kind not in get_args(CommitmentKind):
            allowed = ", ".join(get_args(CommitmentKind))
            raise OptionError(f"kind: there is no {kind[:40]!r}", f"It is one of {allowed}")
    for name in ("since", "until"):
        _check_day(name, getattr(filters, name))
    groups = {
        role: [id for name in given for a in actors_of(store, name) for id in (a.id, *a.absorbed)]
        for role, given in (("by", filters.by), ("toward", filters.toward))
    }
    with store.reading() as connection:
        ids = _passing(connection, filters, groups)
        wanted = stems(filters.condition)
        mentions = Mentions(connection)
        found = [
            Entry(one, not hits, tuple(hits))
            for one in pledges(connection, ids[:MOST_READ])
            if wanted <= _words(one)
            for hits in [bearing(connection, mentions, one)]
        ]
    found.sort(key=lambda entry: not entry.open)
    return Ledger(filters, tuple(found[:most]), len(found), len(ids) <= MOST_READ)


def _passing(
    connection: Connection, filters: Filters, groups: dict[str, list[int]]
) -> Sequence[int]:
    """Numbers of the commitments that pass, the newest first; one more than is looked at."""
    table, cast, told = commitments.c, commitment_actors.c, statement_actors.c
    query = select(table.id).where(table.leading)
    if filters.kind:
        query = query.where(table.kind.in_(filters.kind))
    if filters.conditional:
        query = query.where(table.condition.is_not(None))
    if filters.since:
        query = query.where(table.day >= filters.since)
    if filters.until:
        query = query.where(table.day <= filters.until)
    for role, ids in groups.items():
        if not ids:
            continue
        taken = select(cast.commitment).where(cast.role == role, cast.actor.in_(ids))
        if role == "by":
            said = select(told.statement).where(
                told.role.in_(("speaker", "behalf")), told.actor.in_(ids)
            )
            query = query.where(or_(table.id.in_(taken), table.statement.in_(said)))
        else:
            query = query.where(table.id.in_(taken))
    newest = query.order_by(table.day.desc().nulls_last(), table.id.desc()).limit(MOST_READ + 1)
    return connection.execute(newest).scalars().all()


def _words(one: Pledge) -> frozenset[str]:
    return stems(" ".join(span.text for span in (*one.condition, *one.consequence)))


def _check_day(name: str, given: str | None) -> None:
    if given:
        try:
            date.fromisoformat(given)
        except ValueError:
            raise OptionError(
                f"{name}: {given[:40]!r} is no day", "Write it as 2022-01-08"
            ) from None

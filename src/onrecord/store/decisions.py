"""People's decisions: taken, checked, undone. Each is a row; none changes what was read.

A correction's payload names fields of the statement: `act` (a label), `kind`, `said_on` (an ISO
day or null), `source` and `cue` (a span or null), `content` (spans), `speakers`, `addressees` and
`about` (numbers of actors). A span is {"start", "end", "text"} in the leading article's text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from sqlalchemy import Connection, Row, insert, select, update

from onrecord.errors import NotInStore, OptionError
from onrecord.read.acts import ACTS
from onrecord.records import QuoteKind
from onrecord.store import tables
from onrecord.store.casting import merge_all, move
from onrecord.store.deciding import find_span
from onrecord.store.identity import short
from onrecord.store.settling import ROLES, lead_repeated, reading_of, settle
from onrecord.store.tables import decisions
from onrecord.world.spelling import folded

LONGEST_AUTHOR = 200
_FIELDS = ("act", "kind", "said_on", "source", "cue", "content", *ROLES)


def judge(
    connection: Connection,
    kind: str,
    statement: int,
    *,
    author: str,
    payload: Mapping[str, Any],
    at: int,
) -> int:
    """Confirm, correct or reject a statement; the decision's number.

    Raises NotInStore (R807), OptionError (R201) for a field or value that makes no sense.
    """
    row = connection.execute(
        select(tables.statements).where(tables.statements.c.id == statement)
    ).first()
    if row is None:
        raise missing("statement", statement)
    checked = _checked(connection, payload, row) if kind == "correct" else {}
    id = _enter(connection, kind, author, at, statement=statement, payload=checked)
    _settle(connection, statement, at)
    return id


def merge(connection: Connection, actor: int, into: int, author: str, at: int) -> int:
    """Say that an actor is another one; the decision's number.

    Raises NotInStore (R807), OptionError (R201) when they are one already.
    """
    now = {row.id: row.merged_into or row.id for row in _actors(connection, [actor, into])}
    if now[actor] == now[into]:
        raise OptionError(f"actors {actor} and {into} are one already", "There is nothing to do")
    payload = {"into": now[into]}
    id = _enter(connection, "merge", author, at, actor=now[actor], payload=payload)
    merge_all(connection)
    return id


def split(
    connection: Connection, actor: int, articles: Sequence[int], name: str, *, author: str, at: int
) -> tuple[int, int]:
    """Say that an actor of these articles is somebody else; the decision's number, the new actor's.

    Raises NotInStore (R807), OptionError (R201) when the actor is not in these articles.
    """
    (row,) = _actors(connection, [actor])
    cast = tables.article_actors
    found = connection.execute(
        select(cast.c.article).where(cast.c.read_as == actor, cast.c.article.in_(articles))
    ).scalars()
    if missed := set(articles) - set(found) or (not articles and {0}):
        raise OptionError(
            f"actor {actor} is not in article {min(missed)}", "Name articles that have the actor"
        )
    if not name.strip() or not name.strip().isprintable():
        raise OptionError("the new actor has no name", "Give the name by which it is to be known")
    id = _enter(connection, "split", author, at, actor=actor, payload={})
    made = connection.execute(
        insert(tables.actors).values(
            identity=f"split:{id}",
            name=name.strip(),
            folded=short(folded(name.strip())),
            kind=row.kind,
            named=True,
        )
    ).inserted_primary_key
    assert made is not None
    new = int(made[0])
    where = sorted(set(articles))
    payload = {"into": new, "articles": where, "name": name.strip()}
    connection.execute(update(decisions).where(decisions.c.id == id).values(payload=payload))
    move(connection, actor, new, where, at)
    return id, new


def undo(connection: Connection, decision: int, author: str, at: int) -> None:
    """Take a decision back.

    Raises NotInStore (R807), OptionError (R201) when that was done before.
    """
    row = connection.execute(select(decisions).where(decisions.c.id == decision)).first()
    if row is None:
        raise missing("decision", decision)
    if row.undone_at is not None:
        raise OptionError(f"decision {decision} was undone before", "There is nothing to do")
    connection.execute(
        update(decisions)
        .where(decisions.c.id == decision)
        .values(undone_at=at, undone_by=checked_author(author))
    )
    if row.statement is not None:
        _settle(connection, row.statement, at)
    elif row.kind == "merge":
        merge_all(connection)
    else:
        move(connection, row.payload["into"], row.actor, row.payload["articles"], at)


def missing(what: str, id: object) -> NotInStore:
    """The error for a number that the store does not know."""
    return NotInStore(f"the store holds no {what} {id}", "Check the number")


def checked_author(author: str) -> str:
    """The author's name without white space around it; raises OptionError without one."""
    plain = author.strip()
    if not plain or len(plain) > LONGEST_AUTHOR or not plain.isprintable():
        raise OptionError(
            f"{author[:LONGEST_AUTHOR]!r} is no name of an author",
            "Say who decides, in one line, such as --author 'Ann Lee'",
        )
    return plain


def _settle(connection: Connection, statement: int, at: int) -> None:
    settle(connection, None, {statement}, frozenset(), at)
    lead_repeated(connection, {statement})


def _enter(
    connection: Connection,
    kind: str,
    author: str,
    at: int,
    *,
    statement: int | None = None,
    actor: int | None = None,
    payload: Mapping[str, Any],
) -> int:
    row = {
        "author": checked_author(author),
        "at": at,
        "kind": kind,
        "statement": statement,
        "actor": actor,
        "payload": dict(payload),
    }
    made = connection.execute(insert(decisions).values(row)).inserted_primary_key
    assert made is not None
    return int(made[0])


def _actors(connection: Connection, ids: Sequence[int]) -> list[Row[Any]]:
    found = {
        row.id: row
        for row in connection.execute(select(tables.actors).where(tables.actors.c.id.in_(ids)))
    }
    for id in ids:
        if id not in found:
            raise missing("actor", id)
    return [found[id] for id in ids]


def _checked(
    connection: Connection, payload: Mapping[str, Any], statement: Row[Any]
) -> dict[str, Any]:
    if not payload:
        raise OptionError("the correction changes nothing", f"Give one of: {', '.join(_FIELDS)}")
    for name, value in payload.items():
        if name not in _FIELDS:
            raise _senseless(name, value, f"a correction has {', '.join(_FIELDS)}")
        if name == "act" and value not in ACTS:
            raise _senseless(name, value, f"an act is one of {', '.join(ACTS)}")
        if name == "kind" and value not in get_args(QuoteKind):
            raise _senseless(name, value, f"a kind is one of {', '.join(get_args(QuoteKind))}")
        if name == "said_on" and value is not None and not _is_day(value):
            raise _senseless(name, value, "a day is written as 2022-01-08")
    checked = dict(payload)
    for name in ROLES:
        if name in checked:
            checked[name] = [int(a) for a in dict.fromkeys(checked[name])]
            _actors(connection, checked[name])
    if any(name in checked for name in ("source", "cue", "content")):
        _check_spans(connection, checked, statement)
    return checked


def _check_spans(connection: Connection, checked: dict[str, Any], statement: Row[Any]) -> None:
    """Put each span in the form that decisions keep; refuse one that is not in the article."""
    article = reading_of(connection, statement.article).record.article

    def kept(name: str, given: Any) -> dict[str, Any]:
        try:
            start, end = int(given["start"]), int(given["end"])
            span = article.span(start, end)
            if find_span(article, {"start": start, "text": given.get("text", span.text)}) != span:
                raise ValueError
        except (KeyError, TypeError, ValueError):
            raise _senseless(name, given, "a span lies in the text of the article") from None
        return {"start": span.start, "end": span.end, "text": span.text}

    for name in ("source", "cue"):
        if checked.get(name) is not None:
            checked[name] = kept(name, checked[name])
    if "content" in checked:
        if not checked["content"]:
            raise _senseless("content", checked["content"], "a statement has words")
        checked["content"] = [kept("content", given) for given in checked["content"]]


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _senseless(name: str, value: object, rule: str) -> OptionError:
    return OptionError(f"{name}: {str(value)[:100]!r} makes no sense", f"Note that {rule}")

"""`onrecord review`: what people decide about what was read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.output import EXIT_NOTHING_READ, complain, plain
from onrecord.cli.store_option import store_option
from onrecord.errors import OnrecordError, OptionError

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.listing import Decision
    from onrecord.store.said import Said

AUTHOR = click.option(
    "--author",
    required=True,
    envvar="ONRECORD_AUTHOR",
    metavar="NAME",
    help="Who decides; ONRECORD_AUTHOR is the same.",
)


@click.group("review")
def review() -> None:
    """Confirm, correct or reject statements; merge or split actors; undo.

    What was read stays as it is: a decision is laid over it, under its author's name, holds for
    every later reading, and can be undone. The number of a statement is what `onrecord search`
    shows; that of an actor is in its JSON.

    Exit codes: 0 done; 2 a decision that makes no sense, or no store.
    """


@review.command("queue")
@store_option
@click.option(
    "--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="How many."
)
def queue(where: str, *, limit: int) -> None:
    """Show statements that nobody has judged, the least certain first."""
    with _store(where) as store:
        for said in store.doubtful(limit):
            click.echo(_line(said))


@review.command("confirm")
@click.argument("statement", type=int)
@store_option
@AUTHOR
def confirm(statement: int, where: str, author: str) -> None:
    """Say that a STATEMENT is right as it stands."""
    with _store(where) as store:
        _tell(store.confirm(statement, author))


@review.command("reject")
@click.argument("statement", type=int)
@store_option
@AUTHOR
def reject(statement: int, where: str, author: str) -> None:
    """Say that nobody said a STATEMENT: it is found no more."""
    with _store(where) as store:
        _tell(store.reject(statement, author))


@review.command("correct")
@click.argument("statement", type=int)
@click.option("--act", metavar="ACT", help="What the words do: deny, threaten, …")
@click.option("--kind", metavar="KIND", help="direct, indirect or mixed.")
@click.option("--said-on", metavar="DATE", help="The day on which it was said; empty for unknown.")
@click.option(
    "--speaker", multiple=True, metavar="WHO", help="Who says it, instead of who was read."
)
@click.option("--addressee", multiple=True, metavar="WHO", help="To whom.")
@click.option("--about", multiple=True, metavar="WHO", help="About whom.")
@click.option("--no-speaker", is_flag=True, help="Nobody that the article tells of says it.")
@click.option("--source", metavar="START-END", help="The source's span in the article.")
@click.option("--cue", metavar="START-END", help="The cue's span.")
@click.option("--content", multiple=True, metavar="START-END", help="The content's spans.")
@store_option
@AUTHOR
def correct(statement: int, where: str, author: str, **given: Any) -> None:
    """Correct a STATEMENT: whatever is given takes the place of what was read.

    WHO is a name, a key, or a number of the store; a name that several actors have is refused.
    """
    with _store(where) as store:
        _tell(store.correct(statement, author, _changes(store, given)))


@review.command("merge")
@click.argument("actor")
@click.argument("into")
@store_option
@AUTHOR
def merge(actor: str, into: str, where: str, author: str) -> None:
    """Say that an ACTOR is one with another, INTO."""
    with _store(where) as store:
        _tell(store.merge(_actor(store, actor), _actor(store, into), author))


@review.command("split")
@click.argument("actor")
@click.argument("articles", nargs=-1, type=int, required=True, metavar="ARTICLE...")
@click.option("--name", required=True, metavar="NAME", help="What the other is to be called.")
@store_option
@AUTHOR
def split(actor: str, articles: tuple[int, ...], where: str, *, name: str, author: str) -> None:
    """Say that the ACTOR of these ARTICLEs is somebody else of that name."""
    with _store(where) as store:
        decision, new = store.split(_actor(store, actor), articles, name, author)
        _tell(decision, f"; the new actor is {new}")


@review.command("undo")
@click.argument("decision", type=int)
@store_option
@AUTHOR
def undo(decision: int, where: str, author: str) -> None:
    """Take a DECISION back."""
    with _store(where) as store:
        store.undo(decision, author)
        click.echo(f"decision {decision} undone")


@review.command("log")
@click.option("--statement", type=int, metavar="NUMBER", help="Those on one statement.")
@click.option("--actor", type=int, metavar="NUMBER", help="Those on one actor.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text or json."
)
@store_option
def log(where: str, *, statement: int | None, actor: int | None, form: str) -> None:
    """Show what was decided, the latest first."""
    with _store(where) as store:
        found = store.decisions(statement=statement, actor=actor)
    if form == "json":
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(_decision(one))


@contextmanager
def _store(where: str) -> Iterator[Store]:
    from onrecord.store import open_store  # noqa: PLC0415, slow to import

    try:
        with open_store(where, create=False) as store:
            yield store
    except OnrecordError as error:
        complain(error)
        click.get_current_context().exit(EXIT_NOTHING_READ)


def _tell(decision: int, more: str = "") -> None:
    click.echo(f"decision {decision}{more}")


def _changes(store: Store, given: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {
        name: given[name] for name in ("act", "kind") if given[name] is not None
    }
    if given["said_on"] is not None:
        changes["said_on"] = given["said_on"] or None
    for option, name in (("speaker", "speakers"), ("addressee", "addressees"), ("about", "about")):
        if given[option]:
            changes[name] = [_actor(store, who) for who in given[option]]
    if given["no_speaker"]:
        changes["speakers"] = []
    for name in ("source", "cue"):
        if given[name] is not None:
            changes[name] = _span(given[name])
    if given["content"]:
        changes["content"] = [_span(one) for one in given["content"]]
    return changes


def _span(written: str) -> dict[str, int]:
    start, _, end = written.partition("-")
    if not (start.isdigit() and end.isdigit()):
        raise OptionError(f"{written!r} is no span", "Write it as 120-180")
    return {"start": int(start), "end": int(end)}


def _actor(store: Store, who: str) -> int:
    from onrecord.ask.search_names import actors_of  # noqa: PLC0415, slow to import

    found = actors_of(store, who)
    if len(found) > 1:
        told = ", ".join(f"{one.id} {one.name} ({one.kind})" for one in found[:8])
        raise OptionError(f"{who!r} can be {told}", "Give the number")
    return found[0].id


def _line(said: Said) -> str:
    speakers = plain(", ".join(who.name for who in said.speakers)) or "-"
    return f"{said.id}\t{said.score:.2f}\t{speakers}\t{said.act or '-'}\t{plain(said.words)}"


def _decision(one: Decision) -> str:
    from datetime import UTC, datetime  # noqa: PLC0415, seldom needed

    on = f"statement {one.statement}" if one.statement is not None else f"actor {one.actor}"
    at = datetime.fromtimestamp(one.at, UTC).strftime("%Y-%m-%d %H:%M")
    undone = f", undone by {one.undone_by}" if one.undone_at else ""
    payload = json.dumps(one.payload, ensure_ascii=False) if one.payload else ""
    return f"{one.id}\t{at}\t{one.author}\t{one.kind} {on}{undone}\t{payload}".rstrip()

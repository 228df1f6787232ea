"""`onrecord actor`: everything on one actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer, asking_options

if TYPE_CHECKING:
    from onrecord.ask.actor import Portrait
    from onrecord.store import Store


@click.command("actor")
@click.argument("who")
@click.option("--on", metavar="DATE", help="Offices and memberships of when. [default: today]")
@click.option(
    "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Of each list."
)
@asking_options
def actor(who: str, *, on: str | None, limit: int, where: str, form: str) -> None:
    """Show everything on WHO: offices, what it says, to and of whom, commitments by and toward it.

    WHO is a name, a key such as person:vladimir-putin, or a number of the store.

    Exit codes: 0 answered, be it by nothing; 2 a question that makes no sense, or no store.
    """

    def ask(store: Store) -> Portrait:
        from onrecord.ask.actor import portrait  # noqa: PLC0415, slow to import

        return portrait(store, who, on=on, most=limit)

    answer(where, form, ask, "actor_text")

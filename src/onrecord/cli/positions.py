"""`onrecord positions`: what somebody has said on a topic, and where it turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer, asking_options, dates_options

if TYPE_CHECKING:
    from onrecord.ask.positions import Positions
    from onrecord.store import Store


@click.command("positions")
@click.argument("who")
@click.argument("topic", nargs=-1, required=True)
@dates_options
@click.option(
    "--limit", type=click.IntRange(1, 200), default=100, show_default=True, help="The newest."
)
@asking_options
def positions(
    who: str,
    topic: tuple[str, ...],
    *,
    since: str | None,
    until: str | None,
    limit: int,
    where: str,
    form: str,
) -> None:
    """Show what WHO, or whoever acts for it, has said on TOPIC, the oldest first.

    Statements that turn from yes to no or no to yes, or in which the act changes, say so: that is
    for you to judge, from the words. TOPIC is words as in a search, or somebody's name.

    Exit codes: 0 answered, be it by nothing; 2 a question that makes no sense, or no store.
    """

    def ask(store: Store) -> Positions:
        from onrecord.ask.positions import positions as question  # noqa: PLC0415, slow to import

        return question(store, who, " ".join(topic), since=since, until=until, most=limit)

    answer(where, form, ask, "positions_text")

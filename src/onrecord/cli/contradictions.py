"""`onrecord contradictions`: statements that cannot both stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer, asking_options, dates_options

if TYPE_CHECKING:
    from onrecord.ask.contradictions import Contradiction
    from onrecord.store import Store


@click.command("contradictions")
@click.argument("who", required=False)
@click.option("--topic", default="", metavar="WORDS", help="Only what has these words.")
@dates_options
@click.option(
    "--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="How many."
)
@asking_options
def contradictions(
    who: str | None,
    *,
    topic: str,
    since: str | None,
    until: str | None,
    limit: int,
    where: str,
    form: str,
) -> None:
    """Show pairs of statements that cannot both stand, the clearest first, each with a reason.

    A demand that is refused, a claim that is denied, one actor's yes and later no. With WHO, only
    pairs of which it says one. Whether they contradict each other is for you to judge.

    Exit codes: 0 answered, be it by nothing; 2 a question that makes no sense, or no store.
    """

    def ask(store: Store) -> list[Contradiction]:
        from onrecord.ask.contradictions import contradictions as question  # noqa: PLC0415, slow

        return question(store, who, topic=topic, since=since, until=until, most=limit)

    answer(where, form, ask, "contradictions_text")

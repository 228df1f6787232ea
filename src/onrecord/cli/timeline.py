"""`onrecord timeline`: what was said, in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer, asking_options, dates_options

if TYPE_CHECKING:
    from onrecord.ask.timeline import Timeline
    from onrecord.store import Store


@click.command("timeline")
@click.argument("who", required=False)
@click.option("--with", "other", metavar="WHO", help="Only what the two say to and of each other.")
@click.option("--topic", default="", metavar="WORDS", help="Only what has these words.")
@dates_options
@click.option(
    "--limit", type=click.IntRange(1, 200), default=50, show_default=True, help="How many."
)
@click.option("--after", metavar="PLACE", help="Go on after a page; it names its PLACE.")
@asking_options
def timeline(
    who: str | None,
    *,
    other: str | None,
    topic: str,
    since: str | None,
    until: str | None,
    limit: int,
    after: str | None,
    where: str,
    form: str,
) -> None:
    """Show what was said in order of time: by, to and about WHO, between two, or on a topic.

    WHO is a name, a key such as person:vladimir-putin, or a number of the store. Events that the
    articles tell of stand between the statements.

    Exit codes: 0 answered, be it by nothing; 2 a question that makes no sense, or no store.
    """

    def ask(store: Store) -> Timeline:
        from onrecord.ask.timeline import timeline as question  # noqa: PLC0415, slow to import

        return question(
            store, who, other=other, topic=topic, since=since, until=until, most=limit, after=after
        )

    answer(where, form, ask, "timeline_text")

"""`onrecord search`: statements of the store that say, mean or concern something."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import click

from onrecord.cli.output import EXIT_NOTHING_READ, complain
from onrecord.cli.reader_options import model_options
from onrecord.cli.store_option import store_option
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.ask.search import Order
    from onrecord.store.packing import Floats


@click.command("search")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@store_option
@click.option(
    "--meaning", metavar="TEXT", default="", help="What means the like of TEXT, nearest first."
)
@click.option("--speaker", multiple=True, metavar="WHO", help="Who says it.")
@click.option("--acting", is_flag=True, help="With --speaker: whoever acts for them, too.")
@click.option("--addressee", multiple=True, metavar="WHO", help="To whom.")
@click.option("--about", multiple=True, metavar="WHO", help="About whom.")
@click.option("--act", multiple=True, metavar="ACT", help="What the words do: deny, threaten, …")
@click.option(
    "--class", "act_class", multiple=True, metavar="CLASS", help="Class of act: commissive, …"
)
@click.option("--kind", multiple=True, metavar="KIND", help="direct, indirect or mixed.")
@click.option("--outlet", multiple=True, metavar="NAME", help="Who published it.")
@click.option("--since", metavar="DATE", help="The first day, as 2022-01-08.")
@click.option("--until", metavar="DATE", help="The last day.")
@click.option(
    "--order",
    type=click.Choice(["newest", "oldest", "best"]),
    help="best ranks by the words. [default: newest; with --meaning, the nearest]",
)
@click.option(
    "--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="How many."
)
@click.option("--after", metavar="PLACE", help="Go on after a page; it names its PLACE.")
@click.option("--facets", is_flag=True, help="Count the matches by act, speaker, outlet and year.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)
@model_options
@click.pass_context
def search(
    context: click.Context,
    words: tuple[str, ...],
    *,
    where: str,
    meaning: str,
    speaker: tuple[str, ...],
    acting: bool,
    addressee: tuple[str, ...],
    about: tuple[str, ...],
    act: tuple[str, ...],
    act_class: tuple[str, ...],
    kind: tuple[str, ...],
    outlet: tuple[str, ...],
    since: str | None,
    until: str | None,
    order: Order | None,
    limit: int,
    after: str | None,
    facets: bool,
    form: Literal["text", "json"],
    model: str,
    threads: int | None,
) -> None:
    """Find statements in the store.

    All WORDs must occur; '"a phrase"' as it stands, -word not at all, word* with any ending; put
    -- before a first WORD that begins with -. WHO is a name, a key such as person:vladimir-putin,
    or a number of the store. Options that may be given several times mean any of their values.

    Exit codes: 0 answered, be it by nothing; 2 a search that makes no sense, or no store.
    """
    from onrecord.ask.search import Query  # noqa: PLC0415, slow to import
    from onrecord.ask.search import search as find  # noqa: PLC0415, as above
    from onrecord.store import open_store  # noqa: PLC0415, as above

    query = Query(
        words=" ".join(words),
        meaning=meaning,
        speaker=speaker,
        addressee=addressee,
        about=about,
        acting=acting,
        act=act,
        act_class=act_class,
        kind=kind,
        outlet=outlet,
        since=since,
        until=until,
        order=order,
    )
    try:
        with open_store(where, create=False) as store:
            page = find(
                store,
                query,
                most=limit,
                after=after,
                facets=facets,
                vector=_vector(model, threads) if meaning.strip() else None,
            )
    except OnrecordError as error:
        complain(error)
        context.exit(EXIT_NOTHING_READ)
    if form == "json":
        from dataclasses import asdict  # noqa: PLC0415, json output alone needs it

        click.echo(json.dumps(asdict(page), ensure_ascii=False, indent=2))
        return
    from rich.console import Console  # noqa: PLC0415, slow to import

    from onrecord.cli.search_text import render  # noqa: PLC0415, imports rich

    render(page, Console())


def _vector(model: str, threads: int | None) -> Callable[[str], Floats]:
    from onrecord.read.reader import Reader  # noqa: PLC0415, a search by meaning alone needs it

    return Reader.open(model, threads=threads).vector

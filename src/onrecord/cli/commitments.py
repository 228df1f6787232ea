"""`onrecord commitments`: the ledger of threats, promises, offers, refusals and predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer, asking_options, dates_options

if TYPE_CHECKING:
    from onrecord.ask.commitments import Ledger
    from onrecord.store import Store


@click.command("commitments")
@click.argument("words", nargs=-1)
@click.option(
    "--by", multiple=True, metavar="WHO", help="Who would act, says so, or is spoken for."
)
@click.option("--toward", multiple=True, metavar="WHO", help="At whom it is aimed.")
@click.option("--kind", multiple=True, metavar="KIND", help="threat, promise, offer, refusal, …")
@click.option("--conditional", is_flag=True, help="Only those with a condition.")
@dates_options
@click.option(
    "--limit", type=click.IntRange(1, 200), default=50, show_default=True, help="How many."
)
@asking_options
def commitments(
    words: tuple[str, ...],
    *,
    by: tuple[str, ...],
    toward: tuple[str, ...],
    kind: tuple[str, ...],
    conditional: bool,
    since: str | None,
    until: str | None,
    limit: int,
    where: str,
    form: str,
) -> None:
    """Show who has committed themselves to what, on what condition; open ones first.

    All WORDS must be in the condition or in what follows from it, whatever their endings. Later
    statements and events that bear on a condition stand beside it as possibly met: evidence, and
    no verdict.

    Exit codes: 0 answered, be it by nothing; 2 a question that makes no sense, or no store.
    """

    def ask(store: Store) -> Ledger:
        from onrecord.ask.commitments import Filters, ledger  # noqa: PLC0415, slow to import

        filters = Filters(by, toward, kind, " ".join(words), conditional, since, until)
        return ledger(store, filters, most=limit)

    answer(where, form, ask, "commitments_text")

"""`onrecord whatif`: what would follow if something happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer, asking_options

if TYPE_CHECKING:
    from onrecord.ask.whatif import WhatIf
    from onrecord.store import Store


@click.command("whatif")
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--on", metavar="DATE", help="Up to when, as 2022-01-08, 2022-01 or 2022. [default: today]"
)
@click.option(
    "--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="Of each list."
)
@asking_options
def whatif(question: tuple[str, ...], *, on: str | None, limit: int, where: str, form: str) -> None:
    """Show what would follow if something happened, such as 'Russia invades Ukraine'.

    In three parts, each with its evidence: who has said what they would do; who is bound by
    treaty, and who expressly is not; what else was predicted. What the treaties that are covered do
    not say is unknown, never no.

    Exit codes: 0 answered, be it by nothing; 2 a question that makes no sense, or no store.
    """

    def ask(store: Store) -> WhatIf:
        from onrecord.ask.whatif import whatif as answer_of  # noqa: PLC0415, slow to import

        return answer_of(store, " ".join(question), on, most=limit)

    answer(where, form, ask, "whatif_text")

"""`onrecord mcp`: a store as tools for assistants, over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import EXIT_NOTHING_READ, complain
from onrecord.cli.reader_options import model_option
from onrecord.cli.store_option import store_option
from onrecord.errors import MissingInput, OnrecordError

if TYPE_CHECKING:
    from onrecord.read.reader import Reader
    from onrecord.store.packing import Floats


@click.command("mcp")
@store_option
@model_option
@click.pass_context
def mcp(context: click.Context, *, where: str, model: str) -> None:
    """Let an assistant look things up in a store, over the Model Context Protocol.

    An assistant starts this command itself; docs/mcp.md says how to tell it so. It speaks over
    standard input and output until its input ends, and changes nothing in the store.

    Exit codes: 0 ended; 2 there is no such store, or the extra onrecord[mcp] is not installed.
    """
    try:
        # Before the store, so that what is missing is told first.
        from onrecord.mcp_server.server import create_server  # noqa: PLC0415, an extra
        from onrecord.store import open_store  # noqa: PLC0415, sqlalchemy is slow to import

        if "://" not in where and not Path(where).exists():
            # Opening would make an empty one.
            raise MissingInput(f"there is no store {where}", "Check the name")
        with open_store(where) as store:
            create_server(store, _vector(model)).run("stdio")
    except OnrecordError as error:
        complain(error)
        context.exit(EXIT_NOTHING_READ)


def _vector(model: str) -> Callable[[str], Floats]:
    """What gives the meaning of a text; the model is loaded when it is first asked for."""

    @cache
    def reader() -> Reader:
        from onrecord.read.reader import Reader  # noqa: PLC0415, the runtime

        return Reader.open(model)

    def vector(text: str) -> Floats:
        return reader().vector(text)

    return vector

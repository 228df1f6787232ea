"""`onrecord schema`: the JSON Schema of a record."""

from __future__ import annotations

import json
from pathlib import Path

import click

from onrecord.cli.output import EXIT_OUTPUT, complain, open_output
from onrecord.errors import OutputError


@click.command("schema")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of standard output.",
)
@click.pass_context
def schema(context: click.Context, output: Path | None) -> None:
    """Print the JSON Schema that every line of `onrecord read --format jsonl` meets.

    Exit codes: 0 done; 3 the output cannot be written.
    """
    from onrecord.contract import record_schema  # noqa: PLC0415, pydantic is slow to import

    try:
        target = open_output(output)
        try:
            target.write(json.dumps(record_schema(), indent=2) + "\n")
            target.keep()
        except BaseException:
            target.discard()
            raise
    except BrokenPipeError:
        pass  # whoever read the pipe has seen enough
    except OutputError as error:
        complain(error)
        context.exit(EXIT_OUTPUT)

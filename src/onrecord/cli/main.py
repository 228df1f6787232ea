"""`onrecord`: the command, its version and its sub-commands.

Only click is imported here, a sub-command when it is asked for, and what it needs beyond click
where it is used, because `onrecord --help` and a mistyped file name should answer at once: the
runtime, rich, pydantic and trafilatura together take longer to import than the model takes to
read an article.
"""

from __future__ import annotations

from importlib import import_module

import click

from onrecord import __version__

#: Sub-commands: each is a module here, and the command of the same name in it.
COMMANDS = (
    "actor",
    "add",
    "alerts",
    "bulk",
    "commitments",
    "contradictions",
    "export",
    "mcp",
    "positions",
    "read",
    "review",
    "schema",
    "search",
    "serve",
    "timeline",
    "watch",
    "whatif",
    "world",
)


class _Commands(click.Group):
    """Imports a sub-command when it is asked for; all of them take as long as the runtime."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"onrecord.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Turn news text into a record of what was said.

    Every entry is bound to the exact words that carry it.
    """

"""Write the references that are generated from the code: `python docs/generate.py`.

docs/cli.md comes from click's help. A test fails when it is not what this script writes.
"""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.main import main

DOCS = Path(__file__).parent
WIDTH = 88


def cli_reference() -> str:
    """The help of every command, as Markdown."""
    pages = ["# Command line", "Generated from `onrecord --help`; see docs/generate.py."]
    root = click.Context(main, info_name="onrecord", **main.context_settings)
    pages += _page(root)
    pages += _commands(main, root)
    return "\n\n".join(pages) + "\n"


def _commands(group: click.Group, parent: click.Context) -> list[str]:
    pages = []
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        assert command is not None, name
        context = click.Context(command, parent=parent, info_name=name)
        pages += _page(context)
        if isinstance(command, click.Group):
            pages += _commands(command, context)
    return pages


def _page(context: click.Context) -> list[str]:
    # The width of whoever's terminal this runs in must not show.
    context.terminal_width = context.max_content_width = WIDTH
    return [f"## {context.command_path}", f"```text\n{context.get_help()}\n```"]


if __name__ == "__main__":
    (DOCS / "cli.md").write_text(cli_reference(), encoding="utf-8")

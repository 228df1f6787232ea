"""Positions over time, for people, with where they turned."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.ask.positions import Positions
from onrecord.cli.text_writer import Writer
from onrecord.cli.timeline_text import called, said_lines

_SIGNS = {1: "yes", -1: "no", 0: ""}


def render(found: Positions, console: Console) -> None:
    """Print an actor's statements on a topic."""
    writer = Writer(console)
    head = [called(writer, found.of), writer.theirs(found.topic), writer.ours(found.matched)]
    writer.print_header([writer.joined(head, " · ")])
    if not found.positions:
        writer.print_rows([(Text(), writer.ours("Nothing was found.", "dim"))])
    for one in found.positions:
        lines = list(said_lines(writer, one.said))
        if one.turn:
            lines.insert(0, writer.ours(f"turns {one.turn.why}", "bold yellow"))
        margin = writer.ours(_SIGNS[one.polarity], "cyan")
        writer.print_rows([(margin if at == 0 else Text(), line) for at, line in enumerate(lines)])
    if not found.whole:
        told = "These are the newest; give --since, --until or a higher --limit for others"
        writer.print_rows([(Text(), writer.ours(told, "dim"))])

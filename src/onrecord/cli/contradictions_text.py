"""Contradictions, for people: the reason, then both statements."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.ask.contradictions import Contradiction
from onrecord.cli.text_writer import Writer
from onrecord.cli.timeline_text import said_lines


def render(found: Sequence[Contradiction], console: Console) -> None:
    """Print every pair, the clearest first."""
    writer = Writer(console)
    if not found:
        writer.print_rows([(Text(), writer.ours("Nothing was found.", "dim"))])
    for number, one in enumerate(found, start=1):
        told = [writer.theirs(one.why, "bold"), writer.ours(f"score {one.score:.2f}", "dim")]
        rows = [(Text.styled(str(number), "dim"), writer.joined(told, " · "))]
        for said in (one.first, one.second):
            rows += [(Text(), line) for line in said_lines(writer, said)]
        writer.print_rows(rows)

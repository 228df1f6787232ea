"""Commitments with what bears on them, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.ask.bearing import Bearing
from onrecord.ask.commitments import Ledger
from onrecord.ask.pledges import Pledge
from onrecord.cli.text_writer import Writer
from onrecord.cli.timeline_text import deed_lines, from_line, named, said_lines
from onrecord.records import Span


def render(found: Ledger, console: Console) -> None:
    """Print a ledger: open commitments, then those whose condition is possibly met."""
    writer = Writer(console)
    for heading, is_open in (("Open", True), ("Possibly met or averted", False)):
        entries = [entry for entry in found.entries if entry.open is is_open]
        if entries:
            writer.print_header([writer.ours(f"{heading}: {len(entries)}", "bold")])
        for entry in entries:
            rows = list(pledge_lines(writer, entry.pledge))
            for one in entry.bearing:
                rows += _bearing(writer, one)
            writer.print_rows([(Text(), line) for line in rows])
    if not found.entries:
        writer.print_rows([(Text(), writer.ours("Nothing was found.", "dim"))])
    shown = len(found.entries)
    if found.of > shown or not found.whole:
        least = "" if found.whole else "at least "
        told = f"{shown} of {least}{found.of}; narrow it by --by, --toward, --kind or dates"
        writer.print_rows([(Text(), writer.ours(told, "dim"))])


def pledge_lines(writer: Writer, one: Pledge, score: float | None = None) -> Iterator[Text]:
    """A commitment: kind, who, toward whom; its condition; its consequence; its words."""
    head = [writer.theirs(one.day or "no date", "cyan"), writer.ours(one.kind, "green")]
    who = named(writer, one.by or one.speakers(), "nobody named")
    head.append(Text.assemble("by " if one.by else "said by ", who))
    if one.toward:
        head.append(Text.assemble("toward ", named(writer, one.toward)))
    if score is not None:
        head.append(writer.ours(f"fits {score:.2f}", "dim"))
    yield writer.joined(head, " · ")
    if one.condition:
        when = "unless: " if one.negated_condition else "if: "
        yield Text.assemble((when, "yellow"), pieces(writer, one.condition))
    yield Text.assemble(writer.ours("→ ", "yellow"), pieces(writer, one.consequence))
    where = f"statement {one.said.id}" if one.said else "in the article's own voice"
    yield from_line(writer, one.article, where, f"commitment {one.id}")


def pieces(writer: Writer, spans: Sequence[Span]) -> Text:
    """Spans of an article in one line."""
    return writer.joined((writer.theirs(span.text) for span in spans), " … ")


def _bearing(writer: Writer, one: Bearing) -> Iterator[Text]:
    told = f"possibly {one.possibly} ({', '.join(one.why)})"
    yield writer.ours(told, "bold yellow")
    if one.said:
        yield from said_lines(writer, one.said)
    elif one.event:
        yield from deed_lines(writer, one.event)

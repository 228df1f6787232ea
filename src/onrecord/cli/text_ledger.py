"""What an article's actors commit themselves to, and its dates, as rows of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from onrecord.cli.text_writer import Row, Writer
from onrecord.export.cast import Figure
from onrecord.export.timeline import Day
from onrecord.records import Commitment, Record, Span


def commitments(record: Record, cast: dict[str, Figure], writer: Writer) -> Iterator[Row]:
    """For each, `c1 KIND by WHO toward WHOM`, its condition, and `→ consequence`."""
    numbers = {statement.id: n for n, statement in enumerate(record.statements, start=1)}
    for one in record.commitments:
        yield writer.theirs(one.id, "dim"), _parties(one, cast, writer)
        if one.condition:
            when = "unless: " if one.negated_condition else "if: "
            yield Text(), Text.assemble((when, "yellow"), _pieces(one.condition, writer))
        yield writer.ours("→", "yellow"), _pieces(one.consequence, writer)
        place = f"statement {numbers[one.statement]}" if one.statement in numbers else None
        where = Text(place or "in the article's own voice")
        yield Text(), writer.joined([where, Text.styled(f"score {one.score:.2f}", "dim")], " · ")


def _parties(one: Commitment, cast: dict[str, Figure], writer: Writer) -> Text:
    parts = [writer.theirs(one.kind, "green")]
    for word, ids in (("by", one.by), ("toward", one.toward)):
        if ids:
            parts += [Text.styled(word, "dim"), writer.names(cast, ids)]
    return Text(" ").join(parts)


def _pieces(spans: Iterable[Span], writer: Writer) -> Text:
    return writer.joined((writer.theirs(span.text) for span in spans), " … ")


def dates(days: Iterable[Day], writer: Writer) -> Iterator[Row]:
    """A timeline: `○ VALUE  words · said: statements`, and `●` for the day of publication."""
    days = list(days)
    widest = max((len(day.value) for day in days), default=0)
    for day in days:
        mark = writer.ours("●" if day.published else "○", "yellow")
        known = [Text.styled("published", "green")] if day.published else []
        words = dict.fromkeys(" ".join(span.text.split()) for _, span in day.expressions)
        known += [writer.quoted(one) for one in words]
        if day.said:
            known.append(Text(f"said then: {', '.join(map(str, day.said))}"))
        gap = " " * (widest - len(day.value) + 2)
        yield (
            mark,
            Text.assemble(writer.theirs(day.value, "bold"), gap, writer.joined(known, " · ")),
        )

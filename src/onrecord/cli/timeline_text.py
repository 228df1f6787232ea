"""Statements and events in order of time, for people: day, who, what, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from onrecord.ask.bearing import Deed
from onrecord.ask.timeline import Timeline
from onrecord.cli.text_writer import Writer
from onrecord.store.listing import ActorRow
from onrecord.store.said import Said, Source, Who


def render(found: Timeline, console: Console) -> None:
    """Print a timeline, and where it goes on."""
    writer = Writer(console)
    title = [called(writer, found.of), called(writer, found.other), writer.theirs(found.topic)]
    writer.print_header([writer.joined([part for part in title if part], " · ")])
    if not found.moments:
        writer.print_rows([(Text(), writer.ours("Nothing was found.", "dim"))])
    for moment in found.moments:
        if moment.said:
            rows = said_lines(writer, moment.said)
        elif moment.event:
            rows = deed_lines(writer, moment.event)
        writer.print_rows([(Text(), line) for line in rows])
    if found.following:
        told = f"More: --after {found.following}"
        writer.print_rows([(Text(), writer.ours(told, "dim"))])


def called(writer: Writer, actors: Iterable[ActorRow]) -> Text:
    """The names of actors of the store."""
    return writer.theirs(", ".join(actor.name for actor in actors), "bold")


def named(writer: Writer, who: Iterable[Who], otherwise: str = "") -> Text:
    """The names of actors that are told of."""
    return writer.theirs(", ".join(each.name for each in who) or otherwise, "bold")


def said_lines(writer: Writer, said: Said) -> Iterator[Text]:
    """A statement: its day, who says it, what it does; its words; where it is from."""
    head = [
        writer.theirs(said.day or "no date", "cyan"),
        named(writer, said.speakers, "nobody named"),
        writer.ours(said.act or said.kind, "green"),
    ]
    if said.addressees:
        head.append(Text.assemble("to ", named(writer, said.addressees)))
    if said.status != "read":
        head.append(writer.ours(said.status, "yellow"))
    yield writer.joined(head, " · ")
    yield writer.theirs(said.words)
    told = [f"{said.reports} reports"] if said.reports > 1 else []
    yield from_line(writer, said.article, *told, f"statement {said.id}")


def deed_lines(writer: Writer, deed: Deed) -> Iterator[Text]:
    """An event: its day, kind and words, and its parties."""
    head = [
        writer.theirs(deed.day or "no date", "cyan"),
        writer.ours(f"{deed.type} {deed.status}", "magenta"),
        writer.quoted(deed.trigger.text),
    ]
    if deed.actors:
        head.append(Text.assemble("by ", named(writer, deed.actors)))
    if deed.recipients:
        head.append(Text.assemble("to ", named(writer, deed.recipients)))
    yield writer.joined(head, " · ")
    yield from_line(writer, deed.article)


def from_line(writer: Writer, source: Source, *more: str) -> Text:
    """Where something is from: outlet, title or address, and day of publication."""
    parts = (source.outlet, source.title or source.url, source.published, *more)
    return writer.joined([writer.theirs(part, "dim") for part in parts if part], " · ")

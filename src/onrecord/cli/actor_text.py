"""Everything on one actor, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.ask.actor import Known, Other, Portrait
from onrecord.cli.commitments_text import pledge_lines
from onrecord.cli.text_writer import Writer
from onrecord.cli.timeline_text import said_lines
from onrecord.world import World


def render(found: Portrait, console: Console) -> None:
    """Print who it is, with whom it deals, what it said first and latest, and what it pledged."""
    writer = Writer(console)
    one = found.actor
    head = [writer.theirs(one.name, "bold"), writer.theirs(one.key or one.kind)]
    writer.print_header([writer.joined(head, " · ")])
    writer.print_rows([(Text(), line) for line in _facts(writer, found)])
    for title, statements in (
        ("First", [found.first] if found.first else []),
        ("Latest", list(found.latest)),
    ):
        for at, said in enumerate(statements):
            rows = [(Text(), line) for line in said_lines(writer, said)]
            if at == 0:
                rows.insert(0, (Text(), writer.ours(title, "bold underline")))
            writer.print_rows(rows)
    for title, pledges in (("Commitments", found.pledged), ("Aimed at it", found.aimed_at)):
        for at, pledge in enumerate(pledges):
            rows = [(Text(), line) for line in pledge_lines(writer, pledge)]
            if at == 0:
                rows.insert(0, (Text(), writer.ours(title, "bold underline")))
            writer.print_rows(rows)


def _facts(writer: Writer, found: Portrait) -> Iterator[Text]:
    if found.known:
        yield from _known(writer, found.known)
    names = [name for name in found.actor.names if name != found.actor.name]
    newest = f" in the newest {found.recent}" if found.spoken > found.recent else ""
    newest_on = f" in the newest {found.recent}" if found.spoken_of > found.recent else ""
    for title, told in (
        ("also", ", ".join(names)),
        ("in articles", ", ".join(found.actor.offices)),
        (f"says{newest}", ", ".join(f"{act.value} {act.count}" for act in found.acts)),
        (f"speaks of{newest}", _others(found.about)),
        (f"speaks to{newest}", _others(found.to)),
        (f"spoken of by{newest_on}", _others(found.speaking_of)),
        ("others of that name", ", ".join(f"{a.name} ({a.id})" for a in found.others)),
    ):
        if told:
            yield Text.assemble((f"{title} ", "cyan"), writer.theirs(told))
    yield writer.ours(f"{found.spoken} statements by it or for it, {found.spoken_of} on or to it")


def _known(writer: Writer, known: Known) -> Iterator[Text]:
    for office, tenure in known.offices:
        until = f" to {tenure.until}" if tenure.until else ""
        yield writer.theirs(f"{office.name}, from {tenure.since}{until}")
    if known.member_of:
        world = World.open()
        names = [e.name for m in known.member_of if (e := world.entity(m.organisation))]
        yield Text.assemble((f"member on {known.on} of ", "cyan"), writer.theirs(", ".join(names)))


def _others(found: Sequence[Other]) -> str:
    return ", ".join(f"{other.who.name} {other.count}" for other in found)

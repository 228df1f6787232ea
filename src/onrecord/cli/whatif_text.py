"""The three parts of a what-if, for people: who said what, who is bound, what is predicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.ask.bound import Bound
from onrecord.ask.whatif import Answered, WhatIf
from onrecord.cli.commitments_text import pledge_lines
from onrecord.cli.text_writer import Row, Writer
from onrecord.cli.timeline_text import from_line, named, said_lines
from onrecord.cli.world_obligations import article
from onrecord.world import World

#: Share of the parties of a pact that owe the state something else, from which on it is named.
NEAR = 0.5
#: Statements on clauses that are shown.
MOST_SAID = 10


def render(found: WhatIf, console: Console) -> None:
    """Print the answer."""
    writer = Writer(console)
    head = [writer.theirs(found.question, "bold"), writer.theirs(f"as of {found.on}")]
    writer.print_header([writer.joined(head, " · ")])
    _title(writer, "1. Who has said what they would do")
    _answers(writer, found.conditional)
    if found.standing:
        _title(writer, "   Without a condition, to whoever would be attacked")
        _answers(writer, found.standing)
    if found.related:
        _title(writer, "   What may bear on it")
        _answers(writer, found.related)
    if not (found.conditional or found.standing or found.related):
        _nothing(writer)
    _title(writer, "2. Who is bound by treaty, and who is not")
    for one in found.bound:
        writer.print_rows(_bound(writer, one))
    if not found.bound:
        told = "No state is attacked in the question, so no treaty was looked up."
        writer.print_rows([(Text(), writer.ours(told, "dim"))])
    _title(writer, "3. What else was predicted")
    _answers(writer, found.predicted)
    for warned in found.warned:
        writer.print_rows([(Text(), line) for line in said_lines(writer, warned.said)])
    if not (found.predicted or found.warned):
        _nothing(writer)


def _title(writer: Writer, words: str) -> None:
    writer.print_rows([(Text(), writer.ours(words, "bold underline"))])


def _nothing(writer: Writer) -> None:
    writer.print_rows([(Text(), writer.ours("Nothing in the store.", "dim"))])


def _answers(writer: Writer, found: Sequence[Answered]) -> None:
    for one in found:
        rows = list(pledge_lines(writer, one.pledge, one.score))
        told = ", ".join(one.why)
        if one.follows is not None:
            told += f"; of what commitment {one.follows} says"
        rows.append(writer.ours(told, "dim"))
        writer.print_rows([(Text(), line) for line in rows])


def _bound(writer: Writer, one: Bound) -> Iterator[Row]:
    standing = one.standing
    yield Text(), Text.assemble(_state(writer, standing.state), f" on {standing.on}")
    if standing.status == "unknown":
        yield Text(), writer.ours(f"unknown: {standing.coverage}. Last known:", "yellow")
    defenders = standing.defenders()
    if defenders:
        yield Text(), Text.assemble("bound to defend it: ", _states(writer, defenders))
        seen = {}
        for o in standing.toward:
            if o.clause.kind == "defend" and o.state == "bound":
                seen[o.treaty.key, o.clause.article] = o
        for o in seen.values():
            yield Text(), writer.ours(f"{o.treaty.name}, {article(o.clause)}: {o.clause.words}")
            yield Text(), writer.ours(o.treaty.source, "dim")
    else:
        told = "Nobody is bound to defend it by any agreement that is covered."
        yield Text(), writer.ours(told)
    for each in standing.not_covered:
        if each.near >= NEAR:
            told = f"not covered by {each.treaty.name}, {article(each.clause)}: {each.why}"
            yield Text(), writer.ours(told)
            yield Text(), writer.ours(each.treaty.source, "dim")
    for o in {(a.treaty.key, a.clause.article): a for a in standing.assurances}.values():
        told = f"assurance, no duty to defend: {o.treaty.name}, {article(o.clause)}: "
        yield Text(), writer.ours(told + o.clause.words)
    yield Text(), writer.ours(f"covered: {standing.coverage}", "dim")
    for clause in one.said[:MOST_SAID]:
        which = f"{clause.treaty.name}, Article {clause.article}" if clause.treaty else "a clause"
        who = named(writer, clause.said.speakers, "somebody")
        verb = " says that it is not covered by " if clause.excludes else " on "
        yield Text(), Text.assemble(who, verb, which, ": ", writer.quoted(clause.quote))
        told = f"statement {clause.said.id}"
        yield Text(), from_line(writer, clause.said.article, told)


def _state(writer: Writer, key: str) -> Text:
    return _states(writer, [key])


def _states(writer: Writer, keys: Sequence[str]) -> Text:
    entities = (World.open().entity(key) for key in keys)
    return writer.theirs(", ".join(entity.name for entity in entities if entity), "bold")

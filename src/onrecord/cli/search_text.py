"""Statements that were found, for people: who, when, where, and the words with those around."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from onrecord.ask.search import Found, Page
from onrecord.ask.search_facets import Facets
from onrecord.cli.text_writer import Writer

#: Characters that are shown on each side of a statement.
AROUND = 60


def render(page: Page, console: Console) -> None:
    """Print a page of a search: its statements, its facets, and where it goes on."""
    writer = Writer(console)
    if not page.found:
        writer.print_rows([(Text(), writer.ours("Nothing was found.", "dim"))])
    for found in page.found:
        writer.print_rows([(Text(), line) for line in _lines(writer, found)])
    if page.facets:
        writer.print_rows([(Text(), line) for line in _facets(writer, page.facets)])
    if page.following:
        told = f"More: --after {page.following}"
        writer.print_rows([(Text(), writer.ours(told, "dim"))])


def _lines(writer: Writer, found: Found) -> Iterator[Text]:
    said = found.said
    speakers = ", ".join(who.name for who in said.speakers) or "nobody named"
    head = [writer.theirs(speakers, "bold"), writer.ours(said.act or said.kind, "cyan")]
    if said.addressees:
        head.append(writer.theirs("to " + ", ".join(who.name for who in said.addressees)))
    if said.status != "read":
        head.append(writer.ours(said.status, "yellow"))
    yield writer.joined(head, " · ")
    yield _words(writer, found)
    source = said.article
    reports = f"{said.reports} reports" if said.reports > 1 else None
    told = (said.day, source.outlet, source.title or source.url, reports, f"statement {said.id}")
    yield writer.joined([writer.theirs(part, "dim") for part in told if part], " · ")


def _words(writer: Writer, found: Found) -> Text:
    snippet = found.snippet
    start = snippet.start
    line = Text.assemble(writer.ours("…", "dim"), writer.theirs(snippet.before[-AROUND:], "dim"))
    line.append(" " if snippet.before[-1:].isspace() else "")
    at = start
    for begin, end in snippet.marked:
        line.append_text(_piece(writer, snippet.words[at - start : begin - start], ""))
        line.append_text(_piece(writer, snippet.words[begin - start : end - start], "bold green"))
        at = end
    line.append_text(_piece(writer, snippet.words[at - start :], ""))
    line.append(" " if snippet.after[:1].isspace() else "")
    line.append_text(writer.theirs(snippet.after[:AROUND], "dim"))
    return line.append_text(writer.ours("…", "dim"))


def _piece(writer: Writer, words: str, style: str) -> Text:
    """Words of a piece of a line, with the white space at its ends that `theirs` takes away."""
    inside = writer.theirs(words, style)
    if not inside:
        return Text(" " if words else "")
    return Text.assemble(
        " " if words[:1].isspace() else "", inside, " " if words[-1:].isspace() else ""
    )


def _facets(writer: Writer, facets: Facets) -> Iterator[Text]:
    whole = "" if facets.whole else "the newest "
    yield writer.ours(f"Of {whole}{facets.of} matches:", "bold")
    for name in ("speaker", "act", "kind", "outlet", "year"):
        values = getattr(facets, name)
        if values:
            told = ", ".join(f"{value.value} {value.count}" for value in values)
            yield Text.assemble(writer.ours(f"{name} ", "cyan"), writer.theirs(told))

"""A record for people at a terminal: what the article is, who said what, who would do what, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from onrecord.cli.text_ledger import commitments, dates
from onrecord.cli.text_writer import Row, Writer, look
from onrecord.export.cast import RELAYS, Figure, figures
from onrecord.export.timeline import timeline
from onrecord.records import Article, Notice, Record, Statement

HEADLINE_WORDS = 12
KIND_STYLES = {"direct": "bold", "indirect": "", "mixed": "italic"}


def render(record: Record, console: Console) -> None:
    """Print a record: a header, who is who, a block a statement, commitments, dates, notices.

    Wraps at the console's width, or at 100 columns where it is wider.
    """
    writer = Writer(console)
    writer.print_header(_header(record, writer))
    cast = figures(record)
    legend = list(_legend(cast.values(), writer))
    if legend:
        writer.print_rows(legend)
    for n in range(1, len(record.statements) + 1):
        writer.print_rows(_statement(record, n, cast, writer))
    if record.commitments:
        writer.print_rows(commitments(record, cast, writer))
    days = timeline(record)
    if days:
        writer.print_rows(dates(days, writer))
    if record.notices:
        writer.print_rows(_notices(record.notices, writer))


def _header(record: Record, writer: Writer) -> Iterator[Text]:
    article = record.article
    yield _headline(article, writer)
    if article.url:
        yield writer.theirs(article.url, "dim")
    known = (article.outlet, article.published, article.byline)
    facts = [writer.theirs(fact) for fact in known if fact]
    facts.append(Text(_count(len(record.statements), "statement")))
    if record.commitments:
        facts.append(Text(_count(len(record.commitments), "commitment")))
    if record.notices:
        facts.append(Text.styled(_count(len(record.notices), "notice"), "yellow"))
    yield writer.joined(facts, " · ")


def _headline(article: Article, writer: Writer) -> Text:
    """The title or, for want of one, the first words of the text's first line."""
    if article.title and article.title.strip():
        return writer.theirs(article.title, "bold")
    opening, goes_on = article.opening(HEADLINE_WORDS)
    first = writer.theirs(opening, "bold")
    return first + writer.ours(" …") if goes_on else first


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _legend(cast: Iterable[Figure], writer: Writer) -> Iterator[Row]:
    """Actors of whom the record knows an office or a side: `● NAME  office · for SIDE`."""
    for figure in cast:
        if figure.office or figure.side:
            known = [writer.theirs(figure.office)] if figure.office else []
            if figure.side:
                known.append(Text.assemble(("for ", "dim"), writer.theirs(figure.side)))
            name = writer.theirs(figure.actor.name, look(figure))
            mark = writer.ours("●", look(figure))
            yield mark, Text.assemble(name, "  ", writer.joined(known, " · "))


def _statement(
    record: Record, number: int, cast: dict[str, Figure], writer: Writer
) -> Iterator[Row]:
    """`3 WHO [cue] → WHOM`, then `→ what`, then the details."""
    statement = record.statements[number - 1]
    yield Text.styled(str(number), "dim"), _who(statement, cast, writer)
    style = KIND_STYLES[statement.kind]
    if statement.content:
        what = (writer.theirs(span.text, style) for span in statement.content)
        yield writer.ours("→", "yellow"), writer.joined(what, " … ")
    yield Text(), writer.joined(_details(statement, cast, writer), " · ")


def _who(statement: Statement, cast: dict[str, Figure], writer: Writer) -> Text:
    """Who spoke, what the article calls them where that differs, the cue, and to whom."""
    who = writer.names(cast, statement.speakers)
    parts = [who or Text.styled("(no source)", "dim")]
    if statement.source and not who:
        parts = [writer.theirs(statement.source.text, "bold")]
    elif statement.source:
        written = writer.theirs(statement.source.text)
        if written.plain not in who.plain:
            parts.append(Text.assemble(writer.ours("(“"), written, writer.ours("”)")))
    if statement.cue:
        parts.append(Text.assemble("[", writer.theirs(statement.cue.text, "magenta"), "]"))
    if statement.addressees:
        parts += [writer.ours("→", "yellow"), writer.names(cast, statement.addressees)]
    return Text(" ").join(parts)


def _details(statement: Statement, cast: dict[str, Figure], writer: Writer) -> Iterator[Text]:
    yield Text.styled(statement.kind, "green")
    if statement.act:
        yield writer.theirs(statement.act.label, "green")
    if statement.relayed_by:
        names = (writer.theirs(RELAYS.get(name, name), "blue") for name in statement.relayed_by)
        yield Text.assemble("relayed by ", Text(", ").join(names))
    if statement.about:
        yield Text.assemble("about ", writer.names(cast, statement.about))
    if statement.said_on:
        yield Text.assemble("said on ", writer.theirs(statement.said_on.value))
    yield Text.styled(f"score {statement.score:.2f}", "dim")


def _notices(notices: Iterable[Notice], writer: Writer) -> Iterator[Row]:
    """Notices in order, those of one code and message together, with their words and offsets."""
    grouped: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        grouped.setdefault((notice.code, notice.message), []).append(notice)
    for (code, message), group in grouped.items():
        coded = Text.assemble(" (", writer.theirs(code, "dim"), ")")
        yield Text.styled("!", "bold yellow"), writer.theirs(message) + coded
        for span in (notice.span for notice in group if notice.span):
            yield Text(), Text.assemble(writer.quoted(span.text), (f" at {span.start}", "dim"))

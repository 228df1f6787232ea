"""A record for people at a terminal: what the article is, who said what, what to look out for.

Colour only repeats what marks and words say, so that nothing is lost in a pipe, on paper or to
an eye that sees no red. Words of the article reach the terminal as plain text: never as rich
markup, and without the characters that would make a terminal do something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from onrecord.export.cast import Figure, figures
from onrecord.records import Article, Notice, Record, Statement

#: Lines longer than this are hard to read, however wide the terminal.
WIDEST = 100
HEADLINE_WORDS = 12
KIND_STYLES = {"direct": "bold", "indirect": "", "mixed": "italic"}
#: One look an actor, of a hue and a line as on the page: without colour, nothing is lost.
HUES = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_magenta")
LINES = ("", " underline", " italic")
#: What stands for our own signs where the output has ASCII only.
ASCII = {"→": "->", "·": "-", "“": '"', "”": '"', "…": "...", "─": "-", "●": "*"}
#: "reportedly": the record knows that it was passed on, and not by whom.
RELAYS = {"unspecified": "someone unnamed"}

# Besides the control characters: signs that turn the direction of the rest of the line.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


#: A margin of `MARGIN` columns and what stands beside it.
Row = tuple[Text, Text]
MARGIN = 4


def render(record: Record, console: Console) -> None:
    """Print a record: a header, who is who, a block a statement, then the notices.

    Wraps at the console's width, or at 100 columns where it is wider.
    """
    writer = _Writer(console)
    writer.print_header(_header(record, writer))
    cast = figures(record)
    legend = list(_legend(cast.values(), writer))
    if legend:
        writer.print_rows(legend)
    for n in range(1, len(record.statements) + 1):
        writer.print_rows(_statement(record, n, cast, writer))
    if record.notices:
        writer.print_rows(_notices(record.notices, writer))


class _Writer:
    """Makes words fit for the console, and prints them."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = max(min(console.width, WIDEST), 2 * MARGIN)

    def print_header(self, lines: Iterable[Text]) -> None:
        """Print lines at the left edge, a rule below them and an empty line."""
        for line in lines:
            self._print_wrapped("", Text(), line)
        self._print_wrapped("", Text(), self.ours("─" * self._width, "dim"))
        self._console.print()

    def print_rows(self, rows: Iterable[Row]) -> None:
        """Print rows beside their margin, and an empty line below them."""
        for margin, body in rows:
            self._print_wrapped(" " * MARGIN, margin, body)
        self._console.print()

    def _print_wrapped(self, indent: str, margin: Text, body: Text) -> None:
        lines = body.wrap(self._console, self._width - len(indent), overflow="fold")
        for i, line in enumerate(lines):
            before = Text(indent)
            if i == 0 and margin:
                before = Text.assemble(" " * (MARGIN - 1 - len(margin)), margin, " ")
            whole = before + line
            whole.rstrip()
            self._console.print(whole, no_wrap=True, overflow="ignore", crop=False, highlight=False)

    def theirs(self, words: str, style: str = "") -> Text:
        """Words from outside on one line: white space made single, control characters gone."""
        plain = _TURNS.sub("", " ".join(words.split()))
        plain = "".join(c for c in plain if unicodedata.category(c) != "Cc")
        return Text.styled(self._encodable(plain), style)

    def ours(self, words: str, style: str = "") -> Text:
        """Words of this module, their signs in ASCII where need be."""
        if self._console.options.ascii_only:
            words = "".join(ASCII.get(c, c) for c in words)
        return Text.styled(words, style)

    def joined(self, parts: Iterable[Text], by: str) -> Text:
        """Parts in one text with a dim sign between them."""
        sign = self.ours(by, "dim")
        return Text().join(
            t for i, part in enumerate(parts) for t in ((sign, part) if i else (part,))
        )

    def _encodable(self, words: str) -> str:
        encoding = self._console.encoding
        return words.encode(encoding, "backslashreplace").decode(encoding)


def _header(record: Record, writer: _Writer) -> Iterator[Text]:
    article = record.article
    yield _headline(article, writer)
    if article.url:
        yield writer.theirs(article.url, "dim")
    known = (article.outlet, article.published, article.byline)
    facts = [writer.theirs(fact) for fact in known if fact]
    facts.append(Text(_count(len(record.statements), "statement")))
    if record.notices:
        facts.append(Text.styled(_count(len(record.notices), "notice"), "yellow"))
    yield writer.joined(facts, " · ")


def _headline(article: Article, writer: _Writer) -> Text:
    """The title or, for want of one, the first words of the text's first line."""
    if article.title and article.title.strip():
        return writer.theirs(article.title, "bold")
    opening, goes_on = article.opening(HEADLINE_WORDS)
    first = writer.theirs(opening, "bold")
    return first + writer.ours(" …") if goes_on else first


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _look(figure: Figure) -> str:
    return "bold " + HUES[figure.hue] + LINES[figure.line]


def _legend(cast: Iterable[Figure], writer: _Writer) -> Iterator[Row]:
    """Actors of whom the record knows an office or a side: `● NAME  office · for SIDE`."""
    for figure in cast:
        if figure.office or figure.side:
            known = [writer.theirs(figure.office)] if figure.office else []
            if figure.side:
                known.append(Text.assemble(("for ", "dim"), writer.theirs(figure.side)))
            name = writer.theirs(figure.actor.name, _look(figure))
            mark = writer.ours("●", _look(figure))
            yield mark, Text.assemble(name, "  ", writer.joined(known, " · "))


def _statement(
    record: Record, number: int, cast: dict[str, Figure], writer: _Writer
) -> Iterator[Row]:
    """`3 WHO [cue] → WHOM`, then `→ what`, then the details."""
    statement = record.statements[number - 1]
    yield Text.styled(str(number), "dim"), _who(statement, cast, writer)
    style = KIND_STYLES[statement.kind]
    if statement.content:
        what = (writer.theirs(span.text, style) for span in statement.content)
        yield writer.ours("→", "yellow"), writer.joined(what, " … ")
    yield Text(), writer.joined(_details(statement, cast, writer), " · ")


def _who(statement: Statement, cast: dict[str, Figure], writer: _Writer) -> Text:
    """Who spoke, what the article calls them where that differs, the cue, and to whom."""
    who = _names(cast, statement.speakers, writer)
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
        parts += [writer.ours("→", "yellow"), _names(cast, statement.addressees, writer)]
    return Text(" ").join(parts)


def _names(cast: dict[str, Figure], ids: Iterable[str], writer: _Writer) -> Text:
    """Names of actors, each with its look; an actor that the record lacks by its id."""
    return Text(", ").join(
        writer.theirs(cast[id].actor.name, _look(cast[id])) if id in cast else writer.theirs(id)
        for id in ids
    )


def _details(statement: Statement, cast: dict[str, Figure], writer: _Writer) -> Iterator[Text]:
    yield Text.styled(statement.kind, "green")
    if statement.act:
        yield writer.theirs(statement.act.label, "green")
    if statement.relayed_by:
        names = (writer.theirs(RELAYS.get(name, name), "blue") for name in statement.relayed_by)
        yield Text.assemble("relayed by ", Text(", ").join(names))
    if statement.about:
        yield Text.assemble("about ", _names(cast, statement.about, writer))
    if statement.said_on:
        yield Text.assemble("said on ", writer.theirs(statement.said_on.value))
    yield Text.styled(f"score {statement.score:.2f}", "dim")


def _notices(notices: Iterable[Notice], writer: _Writer) -> Iterator[Row]:
    """Notices in order, those of one code and message together, with their words and offsets."""
    grouped: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        grouped.setdefault((notice.code, notice.message), []).append(notice)
    for (code, message), group in grouped.items():
        coded = Text.assemble(" (", writer.theirs(code, "dim"), ")")
        yield Text.styled("!", "bold yellow"), writer.theirs(message) + coded
        for span in (notice.span for notice in group if notice.span):
            quoted = (writer.ours("“"), writer.theirs(span.text), writer.ours("”"))
            yield Text(), Text.assemble(*quoted, (f" at {span.start}", "dim"))

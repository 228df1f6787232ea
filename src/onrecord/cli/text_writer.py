"""Words on a terminal: made fit for it, wrapped, and set beside a margin.

Colour only repeats what marks and words say, so that nothing is lost in a pipe, on paper or to
an eye that sees no red. Words of the article reach the terminal as plain text: never as rich
markup, and without the characters that would make a terminal do something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from onrecord.export.cast import Figure

#: Lines longer than this are hard to read, however wide the terminal.
WIDEST = 100
#: One look an actor, of a hue and a line as on the page: without colour, nothing is lost.
HUES = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_magenta")
LINES = ("", " underline", " italic")
#: What stands for our own signs where the output has ASCII only.
ASCII = {"→": "->", "·": "-", "“": '"', "”": '"', "…": "...", "─": "-", "●": "*", "○": "o"}

# Besides the control characters: signs that turn the direction of the rest of the line.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

#: A margin of `MARGIN` columns and what stands beside it.
Row = tuple[Text, Text]
MARGIN = 4


class Writer:
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

    def names(self, cast: dict[str, Figure], ids: Iterable[str]) -> Text:
        """Names of actors, each with its look; an actor that the record lacks by its id."""
        return Text(", ").join(
            self.theirs(cast[id].actor.name, look(cast[id])) if id in cast else self.theirs(id)
            for id in ids
        )

    def quoted(self, words: str) -> Text:
        """Words from outside between quotation marks."""
        return Text.assemble(self.ours("“"), self.theirs(words), self.ours("”"))

    def _encodable(self, words: str) -> str:
        encoding = self._console.encoding
        return words.encode(encoding, "backslashreplace").decode(encoding)


def look(figure: Figure) -> str:
    """The style that an actor's name has wherever it stands."""
    return "bold " + HUES[figure.hue] + LINES[figure.line]

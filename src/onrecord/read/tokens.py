"""Words as names need them: "U.N.", "O'Brien" and "Jean-Pierre" are one token each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.segment import OUTSIDE, Word

#: A word with its inner hyphens, apostrophes and dots ("U.N.", "O'Brien", "al-Assad"), or one mark.
TOKEN = re.compile(
    r"@\w+|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|(?:[A-Z]|Ch|Th|Yu|Ts|Zh|Sh|Wm|Kh)\.(?=\s+[A-Z][a-z.])|"
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Adm|Prof|Rev|St|Jr|Sr|Maj|Cmdr|Inc|Corp|Ltd|Cllr|Brig)\.|"
    r"[^\W_]+(?:['’&-][^\W_]+)*|\S"
)
#: A particle that keeps its small letter before a capital.
SMALL_FIRST = re.compile(r"(?:al|el|d|l|i|e)[-'’]?[A-Z]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `end` and `text` leave out a possessive 's, which `possessive` tells of.

    sentence, paragraph: their indices. quoted: whether it stands in quotation marks. capital:
    whether it looks like a part of a name, also after "al-" or "d'".
    """

    start: int
    end: int
    text: str
    sentence: int
    paragraph: int
    quoted: bool
    possessive: bool
    lower: str
    capital: bool


def tokens(text: str, found: Sequence[Word]) -> list[Token]:
    """Cut a text into tokens that know the sentence, paragraph and quotation of `found`."""
    starts = [w.start for w in found]
    paragraphs: list[int] = []
    for w in found:
        paragraphs.append((paragraphs[-1] if paragraphs else -1) + (w.gap == 3))
    cut: list[Token] = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        at = max(0, bisect_right(starts, start) - 1)
        word = match.group()
        possessive = word[-1] in "sS" and word[-2:-1] in ("'", "’") and len(word) > 2
        if possessive:
            end -= 2
        elif word[-1] in "sS" and text[end : end + 1] in ("'", "’") and found[at].quote == OUTSIDE:
            possessive = text[end + 1 : end + 2].isspace()
        if end > start:
            cut.append(_token(text[start:end], start, found[at], paragraphs[at], possessive))
    return cut


def _token(word: str, start: int, w: Word, paragraph: int, possessive: bool) -> Token:
    capital = word[0].isupper() or word[0] == "@" or bool(SMALL_FIRST.match(word))
    end = start + len(word)
    quoted = w.quote != OUTSIDE
    return Token(start, end, word, w.sentence, paragraph, quoted, possessive, word.lower(), capital)

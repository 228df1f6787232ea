"""Words as names need them: "U.N.", "O'Brien" and "Jean-Pierre" are one token each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.segment import OUTSIDE, Word

#: A word with its inner hyphens, apostrophes and dots ("U.N.", "O'Brien", "al-Assad"), or one mark.
#: Most words have no dot behind them: those are taken first, without asking what the dot means.
TOKEN = re.compile(
    r"[^\W_]++(?!\.)(?:['’&-][^\W_]+)*|"
    r"@\w+|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|(?:[A-Z]|Ch|Th|Yu|Ts|Zh|Sh|Wm|Kh)\.(?=\s+[A-Z][a-z.])|"
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Adm|Prof|Rev|St|Jr|Sr|Maj|Cmdr|Inc|Corp|Ltd|Cllr|Brig|Smt|Shri|Sri)\.|"
    r"[^\W_]+(?:['’&-][^\W_]+)*|\S"
)
#: An initial or title whose stop ends no sentence.
INITIAL = re.compile(r"(?:[A-Z]|Ch|Th|Yu|Smt|Shri|Sri|Brig|Cllr|Rs)\.")
#: A verb drawn to the word before it, as in "We'll".
CONTRACTION = re.compile(r"(?<=\w)['’](?:ll|ve|re|d|m)$", re.IGNORECASE)
#: A particle that keeps its small letter before a capital.
SMALL_FIRST = re.compile(r"(?:al|el|d|l|i|e)[-'’]?[A-Z]")


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One word or mark, never changed; `end` and `text` leave out a possessive 's, which `possessive` tells of.

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
    starts = [*(w.start for w in found), len(text) + 1]
    paragraphs: list[int] = []
    for w in found:
        paragraphs.append((paragraphs[-1] if paragraphs else -1) + (w.gap == 3))
    cut: list[Token] = []
    joined: dict[int, int] = {}
    at = 0
    for match in TOKEN.finditer(text):
        start = match.start()
        while starts[at + 1] <= start:
            at += 1
        w = found[at]
        word, possessive = _without_ending(match.group(), text, match.end(), w.quote == OUTSIDE)
        if not word:
            continue
        sentence = joined.get(w.sentence, w.sentence)
        if cut and cut[-1].sentence < sentence and INITIAL.fullmatch(cut[-1].text):
            joined[w.sentence] = sentence = cut[-1].sentence
        cut.append(
            Token(
                start,
                start + len(word),
                word,
                sentence,
                paragraphs[at],
                w.quote != OUTSIDE,
                possessive,
                word.lower(),
                word[0].isupper()
                or word[0] == "@"
                or (not word.islower() and bool(SMALL_FIRST.match(word))),
            )
        )
    return cut


def _without_ending(word: str, text: str, end: int, unquoted: bool) -> tuple[str, bool]:
    """A word without its possessive 's or a verb drawn to it, and whether it is a possessive."""
    if word[-1] in "sS":
        if word[-2:-1] in ("'", "’") and len(word) > 2:
            return word[:-2], True
        if unquoted and text[end : end + 1] in ("'", "’"):
            return word, text[end + 1 : end + 2].isspace()
    elif ("'" in word or "’" in word) and (contraction := CONTRACTION.search(word)):
        return word[: contraction.start()], False
    return word, False

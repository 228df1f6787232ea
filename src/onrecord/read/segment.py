"""Text to paragraphs, sentences and words; every unit is a half-open character span.

A word is a run of letters and digits or one mark, so that every edge an annotator
may choose ("Russia" in "Russia's", a quotation mark) is an edge of a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

WORD = re.compile(r"[^\W_]+|''|``|[^\w\s]|_+")
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")
LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]")

#: Words before a full stop that do not end a sentence, lower case.
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "capt",
        "cmdr",
        "sgt",
        "adm",
        "maj",
        "sen",
        "rep",
        "gov",
        "rev",
        "hon",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "inc",
        "corp",
        "ltd",
        "co",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "no",
        "fig",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "i.e",
        "e.g",
    ]
)
TERMINATORS = frozenset(".?!…")
CLOSERS = frozenset("\"'”’»)]")
OPENERS = frozenset("\"'“‘«([")

OUTSIDE, OPENING, INSIDE, CLOSING = range(4)
DOUBLE_MARKS = frozenset(['"', "“", "”", "„", "«", "»", "''", "``"])
LONGEST_SINGLE_QUOTE = 300


# Not frozen, nor are tokens and terms: to freeze one of thousands costs six times what making it does.
@dataclass(slots=True, unsafe_hash=True)
class Word:
    """One word or mark of the text; never changed.

    start, end: half-open character offsets. gap: what stands before it: 0 nothing, 1 space,
    2 a line break, 3 a paragraph break. quote: OUTSIDE, OPENING, INSIDE or CLOSING.
    sentence: index of the sentence that holds it.
    """

    start: int
    end: int
    text: str
    gap: int
    quote: int
    sentence: int


def words(text: str) -> list[Word]:
    """Cut a text into words, each knowing its sentence and whether it stands in quotation marks.

    Marks are paired inside one paragraph, so a missing one harms that paragraph only; a
    quotation that re-opens in the next paragraph starts there anew.
    """
    spans = [match.span() for match in WORD.finditer(text)]
    gaps = [_gap(text, before[1], after[0]) for before, after in pairwise(spans)]
    gaps[:0] = [3] * bool(spans)
    found: list[Word] = []
    sentence = -1
    begin = 0
    for end in [*(i for i, gap in enumerate(gaps) if gap == 3 and i), len(spans)]:
        block = spans[begin:end]
        states = quote_states(text, block)
        for k, (start, stop) in enumerate(block):
            i = begin + k
            if k == 0 or (gaps[i] and _ends_sentence(text, block, gaps[i], k)):
                sentence += 1
            found.append(Word(start, stop, text[start:stop], gaps[i], states[k], sentence))
        begin = end
    return found


def _gap(text: str, end: int, start: int) -> int:
    if end == start:
        return 0
    between = text[end:start]
    if between == " ":
        return 1
    if PARAGRAPH_BREAK.search(between):
        return 3
    return 2 if LINE_BREAK.search(between) else 1


def _ends_sentence(text: str, block: list[tuple[int, int]], gap: int, k: int) -> bool:
    """Whether a sentence of this paragraph starts at its word `k`, which follows white space."""
    start, end = block[k]
    if gap == 2 and not text[start:end].islower():
        return True
    first = text[start:end]
    if not (first[0].isupper() or first[0].isdigit() or first[0] in OPENERS):
        return False
    j = k - 1
    while j >= 0 and text[block[j][0]] in CLOSERS:
        j -= 1
    if j < 0 or text[block[j][0]] not in TERMINATORS:
        return False
    if text[block[j][0]] != "." or j == 0 or j < k - 1:
        return True
    before = text[block[j - 1][0] : block[j - 1][1]]
    if len(before) == 1 and before.isupper():
        return first in {"The", "He", "She", "It", "They", "But", "In", "And", "A"}
    return before.lower() not in ABBREVIATIONS


def quote_states(text: str, block: list[tuple[int, int]]) -> list[int]:
    """Say for each word of one paragraph whether it opens, closes or stands inside a quotation.

    block: half-open character spans of the words. Returns one state a word. A mark that
    nothing closes keeps the rest of its paragraph INSIDE.
    """
    states = [OUTSIDE] * len(block)
    inside = ""
    for k, (start, end) in enumerate(block):
        mark = text[start:end]
        if mark in DOUBLE_MARKS:
            opens = _opens(text, start, end, bool(inside))
            states[k] = OPENING if opens else CLOSING
            inside = mark if opens else ""
        elif not inside and mark in "'‘" and (close := _single_close(text, block, k)) is not None:
            states[k] = OPENING
            inside = str(close)
        elif inside and inside == str(k):
            states[k] = CLOSING
            inside = ""
        elif inside:
            states[k] = INSIDE
    return states


def _opens(text: str, start: int, end: int, inside: bool) -> bool:
    mark = text[start]
    if mark in "“„«`":
        return True
    if mark in "”»":
        return False
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isspace() and not after.isspace():
        return True
    if after.isspace() and not before.isspace():
        return False
    if before in "([—–-" and not inside:
        return True
    return not inside


def _single_close(text: str, block: list[tuple[int, int]], k: int) -> int | None:
    """Index of the word that closes the single quotation mark at word `k`, if it opens one."""
    start, end = block[k]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if not (before.isspace() or before in '([—–"“') or not after.isalnum():
        return None
    for j in range(k + 2, len(block)):
        at, stop = block[j]
        if at - start > LONGEST_SINGLE_QUOTE or text[at:stop] in DOUBLE_MARKS:
            return None
        following = text[stop] if stop < len(text) else " "
        if text[at:stop] in ("'", "’") and not following.isalnum() and not text[at - 1].isspace():
            return j
    return None

"""What a record holds → its words in the article as elements, nested whatever they overlap.

spans → elements → cut at paragraphs → one pass over the text that opens and closes them.
Elements that cross are closed and opened again, as HTML must have them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape

from onrecord.export.timeline import timeline
from onrecord.records import Commitment, Record, Span, Statement

Offsets = tuple[int, int]
Role = Literal[
    "paragraph",
    "furniture",
    "content",
    "source",
    "cue",
    "condition",
    "consequence",
    "actor",
    "time",
    "notice",
]

#: Which element holds which where two begin and end at the same characters.
RANK: dict[Role, int] = {
    "paragraph": 0,
    "furniture": 1,
    "content": 2,
    "source": 3,
    "cue": 4,
    "consequence": 5,
    "condition": 6,
    "actor": 7,
    "time": 8,
    "notice": 9,
}
FURNITURE = "page-furniture"

_LINE = re.compile(r"[^\r\n]+")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Element:
    """Words of the article under one tag.

    numbers: of the statements, commitments, times or notices that the words belong to. id: set
    where something links to the words. href: set where the words link to their entry. actor: id
    of the actor that the words mean.
    """

    start: int
    end: int
    role: Role
    numbers: tuple[int, ...] = ()
    id: str | None = None
    href: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One step in writing the article: words, an element opened, or (with neither) one closed.

    depth: how many contents of other statements the element stands in.
    """

    words: Markup | None = None
    opened: Element | None = None
    tag: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """An article's text with its elements.

    handles, promised: for each statement's, each commitment's number, the id of the words to jump
    to; only where it has any. timed, noticed: the numbers of the times, of the notices, that have
    words here.
    """

    pieces: list[Piece]
    handles: dict[int, str]
    promised: dict[int, str]
    timed: set[int]
    noticed: set[int]


def writable(words: str) -> str:
    """The words with U+FFFD for each character that HTML in UTF-8 cannot hold."""
    return _UNWRITABLE.sub("\ufffd", words)


def mark(record: Record, prefix: str) -> Marked:
    """Mark the words of all that a record holds but events; numbers count from 1.

    prefix: put into every id. The words of all pieces together are `article.text`, but for the
    few characters that HTML cannot hold, which are U+FFFD.
    """
    text = record.article.text
    paragraphs = _paragraphs(text)
    said, handles = _linked(map(_said, record.statements), f"w{prefix}", f"s{prefix}")
    pledged, promised = _linked(map(_pledged, record.commitments), f"k{prefix}", f"c{prefix}")
    timed = list(_timed(record, prefix))
    noticed = list(_noticed(record, prefix))
    elements = [*said, *pledged, *timed, *noticed, *_meant(record)]
    cuts = [cut for element in elements for cut in _cut(element, paragraphs)]
    shown = {cut.id for cut in cuts}
    blocks = [Element(start, end, "paragraph") for start, end in paragraphs]
    return Marked(
        list(_nested(text, [*blocks, *cuts])),
        {n: id for n, id in handles.items() if id in shown},
        {n: id for n, id in promised.items() if id in shown},
        {n for element in timed if element.id in shown for n in element.numbers},
        {n for element in noticed if element.id in shown for n in element.numbers},
    )


def _linked(
    entries: Iterable[Iterable[tuple[Role, Span]]], words: str, listed: str
) -> tuple[list[Element], dict[int, str]]:
    """The elements of all entries, and for each entry the id of the one to jump to: its first.

    words, listed: what ids begin with, in the article and in the list. Spans that entries share
    are one element.
    """
    numbers: dict[tuple[int, int, Role], dict[int, None]] = {}
    leads: dict[tuple[int, int, Role], int] = {}
    handles: dict[int, str] = {}
    for n, entry in enumerate(entries, start=1):
        keys = [(span.start, span.end, role) for role, span in entry]
        for key in keys:
            numbers.setdefault(key, {})[n] = None
        if keys:
            handles[n] = f"{words}{leads.setdefault(keys[0], n)}"
    elements = [
        Element(
            *key,
            tuple(numbers[key]),
            id=f"{words}{leads[key]}" if key in leads else None,
            href=f"{listed}{leads[key]}" if key in leads else None,
        )
        for key in numbers
    ]
    return elements, handles


def _said(statement: Statement) -> Iterator[tuple[Role, Span]]:
    """The cue or, for want of one, the source or content comes first."""
    if statement.cue:
        yield "cue", statement.cue
    if statement.source:
        yield "source", statement.source
    for span in statement.content:
        yield "content", span


def _pledged(commitment: Commitment) -> Iterator[tuple[Role, Span]]:
    for span in commitment.consequence:
        yield "consequence", span
    for span in commitment.condition:
        yield "condition", span


def _timed(record: Record, prefix: str) -> Iterator[Element]:
    """The time expressions that stand on the timeline."""
    for day, entry in enumerate(timeline(record), start=1):
        for n, span in entry.expressions:
            yield Element(
                span.start, span.end, "time", (n,), id=f"t{prefix}{n}", href=f"d{prefix}{day}"
            )


def _meant(record: Record) -> Iterator[Element]:
    """The mentions of all actors."""
    for actor in record.actors:
        for mention in actor.mentions:
            yield Element(mention.start, mention.end, "actor", actor=actor.id)


def _noticed(record: Record, prefix: str) -> Iterator[Element]:
    for n, notice in enumerate(record.notices, start=1):
        if notice.span:
            role: Role = "furniture" if notice.code == FURNITURE else "notice"
            span, key = notice.span, f"{prefix}{n}"
            yield Element(span.start, span.end, role, (n,), id=f"m{key}", href=f"n{key}")


def _paragraphs(text: str) -> list[Offsets]:
    """Spans between blank lines or, in a text without any, between line breaks."""
    lines = [m.span() for m in _LINE.finditer(text) if not m[0].isspace()]
    if not lines:
        return []
    blank = [len(_LINE_BREAK.findall(text, a[1], b[0])) > 1 for a, b in pairwise(lines)]
    splits = blank if any(blank) else [True] * len(blank)
    starts = [
        lines[0][0],
        *(line[0] for line, split in zip(lines[1:], splits, strict=True) if split),
    ]
    ends = [*(line[1] for line, split in zip(lines, splits, strict=False) if split), lines[-1][1]]
    return list(zip(starts, ends, strict=True))


def _cut(element: Element, paragraphs: list[Offsets]) -> Iterator[Element]:
    """The parts of an element that lie in paragraphs; the first keeps its id."""
    id = element.id
    first = bisect_right(paragraphs, element.start, key=lambda paragraph: paragraph[1])
    for i in range(first, len(paragraphs)):
        start, end = paragraphs[i]
        if start >= element.end:
            return
        if max(start, element.start) < min(end, element.end):
            yield replace(
                element, start=max(start, element.start), end=min(end, element.end), id=id
            )
            id = None


def _nested(text: str, elements: Iterable[Element]) -> Iterator[Piece]:
    """Write the text with its elements; one that crosses another's end is closed and reopened."""
    waiting = sorted(elements, key=lambda e: -e.start)
    edges = {0, len(text), *(e.start for e in waiting), *(e.end for e in waiting)}
    stack: list[tuple[Element, Piece]] = []
    for edge, following in pairwise([*sorted(edges), len(text)]):
        ended = next((i for i, (e, _) in enumerate(stack) if e.end <= edge), len(stack))
        opening = [replace(e, id=None) for e, _ in stack[ended:] if e.end > edge]
        for _, piece in reversed(stack[ended:]):
            yield Piece(tag=piece.tag)
        del stack[ended:]
        while waiting and waiting[-1].start == edge:
            opening.append(waiting.pop())
        for element in sorted(opening, key=lambda e: (-e.end, RANK[e.role])):
            piece = _open(element, [e for e, _ in stack], {p.tag for _, p in stack})
            stack.append((element, piece))
            yield piece
        if edge < following:
            yield Piece(words=_escaped(text[edge:following]))


def _open(element: Element, around: Sequence[Element], tags: set[str]) -> Piece:
    if element.role == "paragraph":
        return Piece(opened=element, tag="p")
    # HTML has no link inside a link.
    tag = "a" if element.href and "a" not in tags else "span"
    return Piece(opened=element, tag=tag, depth=sum(e.role == "content" for e in around))


def _escaped(words: str) -> Markup:
    # A bare carriage return would be read as a line feed.
    return escape(writable(words)).replace("\r", Markup("&#13;"))

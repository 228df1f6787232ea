"""Very long texts in pieces, so that memory stays bounded; an ordinary article is one block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Characters a block owns at least; forty long articles.
LENGTH = 200_000
#: Characters of neighbouring text that a block sees on either side, as a window would.
CONTEXT = 4_000

_BREAK = re.compile(r"\n\s*\n\s*|\r\n\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """Half-open stretch of a text to read, and the part of it whose cues it owns."""

    start: int
    end: int
    core_start: int
    core_end: int


def blocks(text: str, length: int = LENGTH, context: int = CONTEXT) -> Iterator[Block]:
    """Cut a text at paragraph breaks (or, without any, anywhere) into overlapping blocks.

    Every character has one owner. length, context: in characters.
    """
    core = 0
    while core < len(text):
        core_end = _cut(text, core + length, core + 2 * length)
        start = 0 if core == 0 else _cut(text, max(0, core - context), core)
        end = (
            len(text)
            if core_end == len(text)
            else _cut(text, core_end + context, core_end + 2 * context)
        )
        yield Block(start, end, core, core_end)
        core = core_end


def _cut(text: str, at: int, limit: int) -> int:
    """Start of the first paragraph between `at` and `limit`, else `limit`, never past the end."""
    if limit >= len(text) and at >= len(text):
        return len(text)
    found = _BREAK.search(text, at, limit)
    return found.end() if found else min(limit, len(text))

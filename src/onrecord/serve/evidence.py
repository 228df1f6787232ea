"""A statement's place in its article: the words around it, and in them its source, cue, content."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.store.said import Said

Role = Literal["cue", "source", "content"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the article; `role` is what they are to the statement, None for those around it."""

    words: str
    role: Role | None


def evidence(said: Said, text: str) -> list[Stretch]:
    """Cut the article's text around a statement into stretches; where spans overlap, the smaller role shows."""
    spans: list[tuple[int, int, Role]] = []
    if said.cue:
        spans.append((said.cue.start, said.cue.end, "cue"))
    if said.source:
        spans.append((said.source.start, said.source.end, "source"))
    spans += [(span.start, span.end, "content") for span in said.content]
    if not spans:
        return []
    first, last = min(a for a, _, _ in spans), max(b for _, b, _ in spans)
    begin, end = _whole_words(text, first - len(said.before), last + len(said.after))
    edges = sorted({begin, end, *(a for a, _, _ in spans), *(b for _, b, _ in spans)})
    stretches = []
    for start, stop in pairwise(edges):
        role = next((role for a, b, role in spans if a <= start and stop <= b), None)
        stretches.append(Stretch(text[start:stop], role))
    return stretches


def _whole_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """Draw the bounds in to the next white space, unless they are those of the text."""
    if begin > 0:
        space = next((i for i in range(begin, min(begin + 40, end)) if text[i].isspace()), begin)
        begin = space + 1 if space > begin else begin
    if end < len(text):
        space = next((i for i in range(end, max(end - 40, begin), -1) if text[i].isspace()), end)
        end = space
    return begin, end

"""A find as a mail shows it: its words with the hits told apart, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.ask.search import Found

#: Characters of a statement, and on each side of it, that a mail shows.
LONGEST = 600
AROUND = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a statement; hit: whether they were searched for."""

    words: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A find with the words around it.

    who: who says it, as far as known. when: a day in words. where: the outlet or the article.
    """

    statement: int
    who: str
    act: str | None
    when: str
    where: str
    before: str
    pieces: tuple[Piece, ...]
    after: str


def excerpt(found: Found) -> Excerpt:
    """Cut a find out of its article."""
    said, snippet = found.said, found.snippet
    who = " and ".join(one.name for one in said.speakers)
    if not who:
        who = f"“{said.source.text}”" if said.source else "Nobody named"
    pieces, whole = _pieces(snippet.words, snippet.start, snippet.marked)
    return Excerpt(
        said.id,
        who,
        said.act,
        _day(said.day),
        said.article.outlet or said.article.title or "an article",
        _last_words(snippet.before),
        pieces,
        _first_words(snippet.after) if whole else "",
    )


def _pieces(
    words: str, start: int, marked: tuple[tuple[int, int], ...]
) -> tuple[tuple[Piece, ...], bool]:
    """The words in pieces, and whether they are there to their end."""
    hits = sorted((a - start, b - start) for a, b in marked)
    first = hits[0][0] if hits else 0
    begin = max(0, first - LONGEST // 3) if len(words) > LONGEST else 0
    end = min(len(words), begin + LONGEST)
    made = [Piece("… ", hit=False)] if begin else []
    at = begin
    for a, b in hits:
        if at <= a and b <= end:
            made += [Piece(words[at:a], hit=False), Piece(words[a:b], hit=True)]
            at = b
    made.append(Piece(words[at:end], hit=False))
    if end < len(words):
        made.append(Piece(" …", hit=False))
    return tuple(piece for piece in made if piece.words), end == len(words)


def _last_words(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return "… " + text[-AROUND:].partition(" ")[2]


def _first_words(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return text[:AROUND].rpartition(" ")[0] + " …"


def _day(day: str | None) -> str:
    if day is None:
        return "no date"
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"

"""Worldwide newswire as running text: entities over 1,075 news articles from outside the West."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from training.polnear import GoldArticle

#: Marks that touch the word before them, and those that touch the word after them.
CLOSING = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "%", "”", "’", "..."])
OPENING = frozenset(["(", "[", "$", "“", "‘", "#", "£", "€"])
CLITIC = re.compile(r"n['’]t|['’](?:s|re|ve|ll|d|m)", re.IGNORECASE)


def read_newswire(folder: Path) -> list[GoldArticle]:
    """Read every article, its first line (the address) left out.

    folder: holds `*.tsv`, a token and its tag a line, an empty line after each sentence.
    Raises FileNotFoundError when there is none.
    """
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise FileNotFoundError(f"no .tsv files under {folder}")
    return [_article(file) for file in files]


def held_out(name: str) -> bool:
    """Whether an article belongs to the fifth that is only measured on."""
    return hashlib.blake2b(name.encode(), digest_size=2).digest()[0] % 5 == 0


def _article(file: Path) -> GoldArticle:
    text, entities = "", []
    sentences = re.split(r"\n\s*\n", file.read_text(encoding="utf-8"))
    for number, block in enumerate(sentences):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if not rows or (number == 0 and rows[0][0].startswith("http")):
            continue
        text, placed = joined([r[0] for r in rows], text)
        entities += _entities(placed, [r[1] if len(r) > 1 else "O" for r in rows])
    return GoldArticle(file.name.partition(".")[0], text, entities=tuple(entities))


def joined(tokens: list[str], before: str = "") -> tuple[str, list[tuple[int, int]]]:
    """Append tokens to a text as print sets them, and say where each lies.

    Straight double marks open and close by turns.
    """
    text = before + (" " if before else "")
    placed: list[tuple[int, int]] = []
    inside = touching = False
    for position, token in enumerate(tokens):
        straight = token == '"'
        inside = inside != straight
        joins = token in CLOSING or CLITIC.fullmatch(token) or (straight and not inside)
        if position and not joins and not touching:
            text += " "
        touching = token in OPENING or (straight and inside)
        placed.append((len(text), len(text) + len(token)))
        text += token
    return text, placed


def _entities(placed: list[tuple[int, int]], tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for position, ((start, end), tag) in enumerate(zip(placed, tags, strict=True)):
        if tag.startswith("I-") and position and tags[position - 1][2:] == tag[2:] and found:
            found[-1] = (found[-1][0], end, tag[2:])
        elif tag[:2] in ("B-", "I-"):
            found.append((start, end, tag[2:]))
    return found

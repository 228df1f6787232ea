"""Words as they are compared: folded and without marks, the same for every database."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

#: Letters and figures, with the marks that stand on them.
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
#: Longer runs are no words, and a database has no room for them in its index.
LONGEST = 64


def fold(word: str) -> str:
    """A word in lower case and without accents, cut to LONGEST."""
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(c for c in apart if c.isalnum())
    return word.lower()[:LONGEST]


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [folded for word in WORD.findall(text) if (folded := fold(word))]


def number(*parts: str) -> int:
    """A 63-bit number (BLAKE2b) that the same parts always give."""
    digest = blake2b(digest_size=8)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return int.from_bytes(digest.digest()) >> 1

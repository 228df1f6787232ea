"""How names are compared: without case, accents, full stops, articles and possessives."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode does not take apart.
_LETTERS = str.maketrans({
    "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d",
    "þ": "th", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "\u00a0": " ",
})  # fmt: skip


@lru_cache(65536)
def folded(name: str) -> str:
    """The form in which a name is looked up: "the U.S." and "US" both give `us`."""
    text = name.lower()
    if not text.isascii():
        text = text.translate(_LETTERS)
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in apart if not unicodedata.combining(c))
    if "." in text:
        text = text.replace(". ", " ").replace(".", "")
    if "-" in text:
        text = text.replace("-", " ")
    if "  " in text or text[:1].isspace() or text[-1:].isspace():
        text = " ".join(text.split())
    return text.removeprefix("the ")


def without_possessive(text: str) -> str:
    """A folded name without a possessive's ending: `russia's` gives `russia`."""
    if text.endswith("'s"):
        return text[:-2]
    return text[:-1] if text.endswith("s'") else text


#: Words that begin a surname of several: "van der Bellen", "al-Assad", "de Gaulle".
PARTICLES = frozenset({
    "al", "el", "abu", "ibn", "bin", "ben", "bint", "ould", "von", "van", "der", "den", "de", "da",
    "do", "dos", "das", "du", "di", "la", "le", "lo", "mac", "st", "del", "della", "ter", "ten",
    "te", "zu", "af", "av", "y",
})  # fmt: skip
#: What follows a name and is no part of it: "Jr.", and the numbers of monarchs and popes.
_SUFFIX = re.compile(r"jr|sr|[ivx]+")


def surnames(name: str) -> tuple[str, ...]:
    """The folded bare surnames that news may use for a full name in the order given-name surname.

    "Ursula von der Leyen" gives `von der leyen` and `leyen`; a single word, or a name with a
    number such as "Elizabeth II", gives nothing.
    """
    words = folded(name).replace(",", "").split()
    while words and _SUFFIX.fullmatch(words[-1]):
        words.pop()
    if len(words) < 2:
        return ()
    found = [words[-1]]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
        found.append(" ".join(words[start:]))
    return tuple(found)

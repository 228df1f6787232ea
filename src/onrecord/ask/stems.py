"""Words of content without their endings, for comparing what is told in different words."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.read.lexicon import words as listed
from onrecord.store.words import words

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer

#: Words that say nothing of what happens.
EMPTY = listed(
    "a about after again against all also an and any are as at be been before being both but by can "
    "could did do does doing done down during each either every few for from further get gets got had "
    "has have having he her here hers him his how i if in into is it its itself just let many may me "
    "might more most much must my neither no nor not now of off on once one only or other our out over "
    "own s same shall she should so some someone something still such t than that the their them then "
    "there these they this those through to too under until up upon us very was we were what when "
    "where whether which while who whom whose why will with within without would you your say says "
    "said new"
)


def stems(text: str) -> frozenset[str]:
    """The stems (Porter 2) of a text's words of content."""
    return frozenset(_stem(word) for word in words(text) if word not in EMPTY)


@lru_cache(65536)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


@cache
def _stemmer() -> EnglishStemmer:
    import snowballstemmer  # noqa: PLC0415, takes a fifth of a second

    return snowballstemmer.stemmer("english")

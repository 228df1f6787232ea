"""Words to the encoder's input: subword ids and what an uncased vocabulary cannot see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.read.segment import Word

Ints = npt.NDArray[np.int64]

SHAPES = 9
GAPS = 4
QUOTES = 4
#: Marks that news sites vary and the vocabulary may lack, to the form seen most in training.
PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "`": "'",
        "—": "-",
        "–": "-",
    }
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The subwords of a run of words, without the marks that open and close a window.

    ids, shape, gap, quote: int64 [subwords]. first, last: int64 [words], the index of each
    word's first and last subword.
    """

    ids: Ints
    shape: Ints
    gap: Ints
    quote: Ints
    first: Ints
    last: Ints


def pieces(found: list[Word], tokenizer: Tokenizer) -> Pieces:
    """Cut words into subwords and give each the case shape, gap and quote state of its word.

    A word that the vocabulary cannot spell at all becomes one unknown-word piece.
    """
    unknown = tokenizer.token_to_id("[UNK]") or 0
    encoded = tokenizer.encode_batch(
        [word.text.translate(PLAIN) for word in found], add_special_tokens=False
    )
    spelled = [list(e.ids) or [unknown] for e in encoded]
    lengths = np.fromiter((len(s) for s in spelled), np.int64, len(spelled))
    last = np.cumsum(lengths) - 1
    return Pieces(
        ids=np.fromiter((i for s in spelled for i in s), np.int64, int(lengths.sum())),
        shape=np.repeat(np.fromiter((shape(w.text) for w in found), np.int64, len(found)), lengths),
        gap=np.repeat(np.fromiter((w.gap for w in found), np.int64, len(found)), lengths),
        quote=np.repeat(np.fromiter((w.quote for w in found), np.int64, len(found)), lengths),
        first=last - lengths + 1,
        last=last,
    )


def shape(word: str) -> int:
    """Case shape of a word: 1 lower, 2 Title, 3 UPPER, 4 one capital, 5 mixed, 6 digits, 7 mark, 8 other."""
    if word.isdigit():
        return 6
    if not word.isalpha():
        return 7 if len(word) == 1 else 8
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if word[0].isupper() and word[1:].islower():
        return 2
    return 5 if word.lower() != word else 8

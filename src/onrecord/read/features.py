"""Words to the encoder's input: subword ids and what an uncased vocabulary cannot see."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.read.segment import Word

Ints = npt.NDArray[np.int64]
#: Subword ids of a word, and its shape.
Spelled = tuple[list[int], int]

SHAPES = 9
GAPS = 4
QUOTES = 4
#: Spelled words that are kept at most, some 10 MB; an article seldom brings more than a hundred.
KEPT = 40_000
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


def pieces(
    found: list[Word], tokenizer: Tokenizer, spelled: dict[str, Spelled] | None = None
) -> Pieces:
    """Cut words into subwords and give each the case shape, gap and quote state of its word.

    A word that the vocabulary cannot spell at all becomes one unknown-word piece. spelled: what
    that tokenizer gave for the words of other articles, kept and added to: most words come again.
    """
    known = {} if spelled is None else spelled
    if len(known) > KEPT:
        known.clear()
    texts = [word.text for word in found]
    # Another thread may clear them: what this text needs is held on to.
    own = {word: each for word in set(texts) if (each := known.get(word))}
    new = [word for word in dict.fromkeys(texts) if word not in own]
    if new:
        unknown = tokenizer.token_to_id("[UNK]") or 0
        encoded = tokenizer.encode_batch(
            [word.translate(PLAIN) for word in new], add_special_tokens=False
        )
        own |= {w: (e.ids or [unknown], shape(w)) for w, e in zip(new, encoded, strict=True)}
        known |= own
    ids = [own[word][0] for word in texts]
    lengths = np.array([len(each) for each in ids], np.int64)
    last = np.cumsum(lengths) - 1
    return Pieces(
        ids=np.array(list(chain.from_iterable(ids)), np.int64),
        shape=np.repeat(np.array([own[word][1] for word in texts], np.int64), lengths),
        gap=np.repeat(np.array([w.gap for w in found], np.int64), lengths),
        quote=np.repeat(np.array([w.quote for w in found], np.int64), lengths),
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

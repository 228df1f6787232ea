"""Which articles are versions of one text: near-duplicates by MinHash (Broder 1997) with banding.

Wire copy comes cut, retitled and with a paragraph of the outlet's own. Bands find candidates
without comparing all with all; whether two are one story is then decided on their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.store.words import number

#: Words of a shingle.
SHINGLE = 4
BANDS = 24
ROWS = 3
#: Shingles that two texts share, of those of the shorter, from which on they are one story.
SHARED = 0.5
#: Texts with fewer shingles are too short to say.
FEWEST = 20


def shingles(words: Sequence[str]) -> NDArray[np.uint64]:
    """The distinct runs of SHINGLE words of a text as 32-bit numbers, sorted: uint64 [n]."""
    each = np.fromiter((crc32(word.encode()) for word in words), np.uint64, len(words))
    count = len(each) - SHINGLE + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    mixed = np.zeros(count, np.uint64)
    for step in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + each[step : step + count]
    return np.unique(mixed >> np.uint64(32))


def bands(found: NDArray[np.uint64]) -> list[int]:
    """BANDS numbers of 63 bits, one of which similar texts are likely to share; none if too short."""
    if len(found) < FEWEST:
        return []
    # Universal hashing: h(x) = (a x + b) mod 2^64, its upper half.
    least = ((found[:, None] * _factors() + _offsets()) >> np.uint64(32)).min(axis=0)
    rows = least.reshape(BANDS, ROWS)
    mixed = np.arange(BANDS, dtype=np.uint64)
    for step in range(ROWS):
        mixed = (mixed ^ rows[:, step]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return [int(band) for band in mixed >> np.uint64(1)]


def shared(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """The part of the shorter text's shingles that the other has too."""
    least = min(len(one), len(other))
    if least < FEWEST:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / least


@cache
def _factors() -> NDArray[np.uint64]:
    # Odd, so that no bit is lost. Stores keep bands: these numbers may never change.
    return np.array([number("factor", str(i)) | 1 for i in range(BANDS * ROWS)], np.uint64)


@cache
def _offsets() -> NDArray[np.uint64]:
    return np.array([number("offset", str(i)) for i in range(BANDS * ROWS)], np.uint64)

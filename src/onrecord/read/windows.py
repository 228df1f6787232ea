"""Cut an article into windows that the encoder can take, so that the cuts do not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.read.features import Pieces
from onrecord.read.segment import Word

#: Subwords a window holds at most, without its two end marks.
BUDGET = 508
#: Subwords of neighbouring text that a cue sees at least on either side, where there is text.
#: More costs speed: with 80, a fifth more windows are run (training/MODEL_CARD.md).
CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open run of words to encode, and the part of it whose cues this window owns."""

    begin: int
    end: int
    core_begin: int
    core_end: int


def plan(
    found: Sequence[Word], cut: Pieces, budget: int = BUDGET, context: int = CONTEXT
) -> list[Window]:
    """Cover an article with overlapping windows of whole sentences; each word has one owner.

    Windows are laid from the front, each depending only on the text before its own end, so text
    added behind does not move them. A sentence longer than a window is cut inside.
    """
    windows: list[Window] = []
    count = len(found)
    starts = sentence_starts(found)
    begin = core = 0
    while core < count:
        end = _furthest(cut, begin, budget)
        if end >= count:
            windows.append(Window(begin, count, core, count))
            break
        inner = int(np.searchsorted(cut.first, cut.last[end - 1] + 1 - context))
        owned = _sentence_before(starts, inner)
        core_end = owned if owned > core else max(inner, core + 1)
        windows.append(Window(begin, end, core, core_end))
        back = int(np.searchsorted(cut.first, max(0, int(cut.first[core_end]) - context)))
        aligned = _sentence_before(starts, back)
        room = cut.first[core_end] - cut.first[aligned] < budget // 2
        begin = max(begin, aligned if room else back)
        core = core_end
    return windows


def sentence_starts(found: Sequence[Word]) -> list[int]:
    """Index of the first word of every sentence."""
    return [i for i, w in enumerate(found) if i == 0 or w.sentence != found[i - 1].sentence]


def _furthest(cut: Pieces, begin: int, budget: int) -> int:
    """End of the longest run of words from `begin` that fits, one word at least."""
    end = int(np.searchsorted(cut.last, cut.first[begin] + budget, side="left"))
    return max(end, begin + 1)


def _sentence_before(starts: list[int], word: int) -> int:
    """Start of the last sentence that begins at or before `word`."""
    return starts[max(0, int(np.searchsorted(starts, word, side="right")) - 1)]

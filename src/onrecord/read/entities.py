"""Word tags to entities, and the word that stands for a mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.read.chains import best_tags, marginals, mean

Floats = npt.NDArray[np.float32]

#: Kinds of entity that the encoder tells apart; tag 0 is none, then begin and inside of each.
TYPES = ("Person", "Organization", "Location", "NORP")
TAGS = 1 + 2 * len(TYPES)
#: Words of a chain at most: bounds what a text without full stops takes.
LONGEST = 100

#: Words behind which a mention only goes on to be modified.
AFTER_HEAD = frozenset(
    [
        ",", "(", ";", ":", "-", "–", "—", "of", "in", "who", "that", "which", "for", "from", "at", "on", "with",
        "to", "by", "whose", "where", "when", "about", "between", "under", "over", "against",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """Half-open word run of one named entity, its type of `TYPES`, and its mean probability."""

    run: tuple[int, int]
    type: str
    sure: float


def entities(scores: Floats, moves: Floats, sentences: Sequence[int]) -> list[Entity]:
    """Decode an article's tags as one chain a sentence, by a conditional random field.

    scores: float32 [words, TAGS]. moves: float32 [TAGS, TAGS], from row to column. sentences: the
    sentence of each word. An inside tag that does not go on from its own type starts an entity,
    so that nothing is lost.
    """
    if not len(scores):
        return []
    starts = _chain_starts(sentences)
    lengths = np.diff([*starts, len(scores)])
    live = np.arange(lengths.max()) < lengths[:, None]
    table = np.zeros((*live.shape, TAGS), np.float32)
    table[live] = scores
    tags = best_tags(table, moves, lengths)[live]
    shares = marginals(table, moves, lengths)[live]
    # A word is as much in an entity of a type whether it begins it or goes on with it.
    sure = shares[:, 1::2] + shares[:, 2::2]
    open_runs: list[tuple[int, int, int]] = []
    for at in np.flatnonzero(tags).tolist():
        kind, inside = divmod(int(tags[at]) - 1, 2)
        if inside and open_runs and open_runs[-1][1:] == (at, kind):
            open_runs[-1] = (open_runs[-1][0], at + 1, kind)
        else:
            open_runs.append((at, at + 1, kind))
    return [Entity((a, b), TYPES[kind], mean(sure[a:b, kind])) for a, b, kind in open_runs]


def _chain_starts(sentences: Sequence[int]) -> list[int]:
    """Where a chain starts: at each sentence, and every `LONGEST` words inside a longer one."""
    starts = [0]
    for at in range(1, len(sentences)):
        if sentences[at] != sentences[at - 1] or at - starts[-1] == LONGEST:
            starts.append(at)
    return starts


def head_word(found: Sequence[str]) -> int:
    """Index of the word that stands for a mention of those words: its head noun, roughly.

    The last word before a mark or a preposition that modifies; the possessive 's is no head.
    """
    end = next((k for k, w in enumerate(found) if k and w.lower() in AFTER_HEAD), len(found))
    while end > 1 and found[end - 1].lower() in ("'", "’", "s", '"', "”", "."):
        end -= 1
    return end - 1

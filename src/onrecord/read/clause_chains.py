"""Word tags to conditions and what follows from them, a sentence at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.read.attributions import ClauseHeads, Floats, gelu
from onrecord.read.chains import best_tags, marginals, runs

Run = tuple[int, int]

#: None, then begin and inside of a condition and of a consequence.
TAGS = 5
CONDITION, CONSEQUENCE = 1, 3
#: Numbers of a word that say what it adds to the kind, as part of a consequence and of a condition.
POOL = 48
#: All that the encoder says of a word here: scores of its tags, then both of those.
CLAUSE = TAGS + 2 * POOL
#: A second reading takes more words for clauses, so that what the first one misses can be judged too.
BOLD = np.array([0, 0.75, 0.75, 1.5, 1.5], np.float32)
#: Words of a chain at most: bounds what a text without full stops takes.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """Half-open word runs of a commitment's conditions and of its consequence."""

    conditions: tuple[Run, ...]
    consequence: tuple[Run, ...]

    @property
    def begin(self) -> int:
        """The first word of the consequence."""
        return self.consequence[0][0]


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence `[begin, end)` of words: what its tags say, and how sure they are.

    plain: drafts of its best tags; bold: of a reading that is less shy. shares: probability of
    every tag of every word, float32 [words, TAGS].
    """

    begin: int
    end: int
    plain: tuple[Draft, ...]
    bold: tuple[Draft, ...]
    shares: Floats


def tagged(clause: Floats, spans: Sequence[Run], heads: ClauseHeads) -> list[TaggedSentence]:
    """Decode sentences, each a half-open run of words, as chains of tags.

    clause: float32 [words, CLAUSE], of the whole article.
    """
    if not spans:
        return []
    spans = [(a, min(b, a + LONGEST)) for a, b in spans]
    lengths = np.array([b - a for a, b in spans])
    table = np.zeros((len(spans), lengths.max(), TAGS), np.float32)
    for row, (a, b) in enumerate(spans):
        table[row, : b - a] = clause[a:b, :TAGS]
    plain, bold = (best_tags(t, heads.moves, lengths) for t in (table, table + BOLD))
    shares = marginals(table, heads.moves, lengths)
    sentences = []
    for row, (a, b) in enumerate(spans):
        first, second = (tuple(_drafts(tags[row, : b - a], a)) for tags in (plain, bold))
        sentences.append(TaggedSentence(a, b, first, second, shares[row, : b - a]))
    return sentences


def _drafts(tags: npt.NDArray[np.int64], base: int) -> list[Draft]:
    """Conditions go to the nearest consequence; without one they are nothing."""
    conditions, consequences = (
        [(base + a, base + b) for a, b in runs(tags, tag)] for tag in (CONDITION, CONSEQUENCE)
    )
    held: list[list[Run]] = [[] for _ in consequences]
    for run in conditions if held else ():
        gaps = [min(abs(q[0] - run[1]), abs(run[0] - q[1])) for q in consequences]
        held[gaps.index(min(gaps))].append(run)
    return [Draft(tuple(c), (q,)) for c, q in zip(held, consequences, strict=True)]


def kind_scores(clause: Floats, draft: Draft, heads: ClauseHeads) -> Floats:
    """Log-probability of each kind by the draft's words: float32 [KINDS]."""
    mixed = clause[_inside(draft.consequence), TAGS : TAGS + POOL].mean(0)
    if draft.conditions:
        mixed = mixed + clause[_inside(draft.conditions), TAGS + POOL :].mean(0)
    scores = gelu(mixed) @ heads.kind.T + heads.kind_bias
    shifted = scores - scores.max()
    found: Floats = shifted - np.log(np.exp(shifted).sum())
    return found


def _inside(found: Sequence[Run]) -> list[int]:
    return [k for a, b in found for k in range(a, b)]

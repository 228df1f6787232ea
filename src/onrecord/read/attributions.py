"""Scores to attributions: cues first, then each cue's own source and contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.read.chains import best_tags, marginals, mean, mean_row, runs
from onrecord.read.windows import Window

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Run = tuple[int, int]

CUE, SOURCE, CONTENT = 1, 1, 3
DISTANCES = 64
#: What the names of weights of commitments begin with.
OF_CLAUSES = "clause_"

#: Log odds given to cues over what training would say: it weighs a missed attribution like an
#: invented one, and both count the same in F1. Tuned on articles of PolNeAR's train split.
CUE_PRIOR = np.array([0.5, 0, 0], np.float32)
#: Least mean probability of a further piece of content.
LIKELY = 0.7


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the encoder says of one window's words.

    cue: float32 [words, 3]. flat: float32 [words, 5]. of_word, of_cue: float32 [words, width].
    entity: float32 [words, 9]. link_query, link_key: float32 [words, 64]. act_cue, act_content:
    float32 [words, 128]. meaning: float32 [words, 128]. clause: float32 [words, CLAUSE], as
    `clause_chains` has it; None with a model that was not fitted to commitments.
    """

    cue: Floats
    flat: Floats
    of_word: Floats
    of_cue: Floats
    entity: Floats
    link_query: Floats
    link_key: Floats
    act_cue: Floats
    act_content: Floats
    meaning: Floats
    clause: Floats | None = None


@dataclass(frozen=True, slots=True)
class ClauseHeads:
    """The small weights that make commitments of tagged words.

    moves: float32 [TAGS, TAGS]. kind: float32 [kinds, POOL], kind_bias: [kinds], as
    `clause_chains` has them. verdict: float32 [1 + kinds, SIGNS], verdict_bias: [1 + kinds], over
    the signs of `clause_signs`.
    """

    moves: Floats
    kind: Floats
    kind_bias: Floats
    verdict: Floats
    verdict_bias: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """The small weights that tie cues to their sources and contents.

    distance: float32 [2 * DISTANCES + 1, width]. role: float32 [5, width], role_bias: [5].
    cue_moves: float32 [3, 3]. role_moves: float32 [5, 5]. entity_moves: float32 [9, 9]. act: float32 [labels, 128],
    act_bias: float32 [labels], over the mean of a statement's words; act_signs: float32 [labels,
    SIGNS], over what its words show. clauses: None with a model that was not fitted to commitments.
    """

    distance: Floats
    role: Floats
    role_bias: Floats
    cue_moves: Floats
    role_moves: Floats
    entity_moves: Floats
    act: Floats
    act_bias: Floats
    act_signs: Floats
    clauses: ClauseHeads | None = None

    @classmethod
    def of(cls, weights: Mapping[str, Floats]) -> Heads:
        """Put the weights of a model in their places; those of commitments are named `clause_…`."""
        parted = {
            name.removeprefix(OF_CLAUSES): w
            for name, w in weights.items()
            if name.startswith(OF_CLAUSES)
        }
        others = {name: w for name, w in weights.items() if not name.startswith(OF_CLAUSES)}
        return cls(**others, clauses=ClauseHeads(**parted) if parted else None)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Half-open word runs of one attribution, and how sure the model is of them.

    score: probability of the cue, times the mean probability of the words of its least sure piece.
    """

    source: tuple[Run, ...]
    cue: Run
    content: tuple[Run, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the window that owns it: its half-open words there, and its probability."""

    window: int
    run: Run
    probability: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A half-open run of words and the mean probability that its words belong to its role."""

    run: Run
    sure: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cue's attribution before it is held against the others; `sure` is its cue's."""

    source: tuple[Piece, ...]
    cue: Run
    content: tuple[Piece, ...]
    sure: float


def attributions(
    windows: Sequence[Window], scores: Sequence[WindowScores], heads: Heads
) -> list[Attribution]:
    """Decode one article's windows into attributions, in order of their cues.

    A cue counts in the window that owns its first word. A cue without content is none.
    """
    cues = _cues(windows, scores, heads) if windows else []
    return _settled(_candidates(windows, scores, heads, cues)) if cues else []


def _cues(windows: Sequence[Window], scores: Sequence[WindowScores], heads: Heads) -> list[Cue]:
    table = np.zeros((len(scores), max(len(s.cue) for s in scores), 3), np.float32)
    for row, s in enumerate(scores):
        table[row, : len(s.cue)] = s.cue - CUE_PRIOR
    lengths = np.array([len(s.cue) for s in scores])
    tags = best_tags(table, heads.cue_moves, lengths)
    sure = marginals(table, heads.cue_moves, lengths)[:, :, 1:].sum(2)
    return [
        Cue(w, (a, b), mean(sure[w, a:b]))
        for w, window in enumerate(windows)
        for a, b in runs(tags[w], CUE)
        if window.core_begin <= window.begin + a < window.core_end
    ]


def _candidates(
    windows: Sequence[Window], scores: Sequence[WindowScores], heads: Heads, cues: Sequence[Cue]
) -> list[Candidate]:
    """Tag each cue's own source and contents, as a chain over the words of its window."""
    lengths = np.array([windows[c.window].end - windows[c.window].begin for c in cues])
    table = np.zeros((len(cues), lengths.max(), 5), np.float32)
    for row, cue in enumerate(cues):
        table[row, : lengths[row]] = role_scores(scores[cue.window], cue.run, heads)
    tags = best_tags(table, heads.role_moves, lengths)
    shares = marginals(table, heads.role_moves, lengths)
    sure = {tag: shares[:, :, tag : tag + 2].sum(2) for tag in (SOURCE, CONTENT)}
    found = []
    for row, cue in enumerate(cues):
        base = windows[cue.window].begin

        def pieces(tag: int, row: int = row, base: int = base) -> tuple[Piece, ...]:
            return tuple(
                Piece((base + a, base + b), mean(sure[tag][row, a:b]))
                for a, b in runs(tags[row], tag)
            )

        run = (base + cue.run[0], base + cue.run[1])
        found.append(Candidate(pieces(SOURCE), run, pieces(CONTENT), cue.probability))
    return found


def _settled(found: Sequence[Candidate]) -> list[Attribution]:
    """Hold candidates against each other: a stray piece yields to the attribution that is surer of it.

    Each keeps its surest content; another piece stays when it is likely and no other attribution
    claims its words with more right. An attribution has one source.
    """
    settled = []
    for one in found:
        surest = max((p.sure for p in one.content), default=0.0)
        content = [
            p
            for p in one.content
            if p.sure == surest or (p.sure >= LIKELY and not _yields(p, one, found))
        ]
        if content:
            source = sorted(one.source, key=lambda p: -p.sure)[:1]
            score = one.sure * min(p.sure for p in (*source, *content))
            runs_of = [tuple(p.run for p in pieces) for pieces in (source, content)]
            settled.append(Attribution(runs_of[0], one.cue, runs_of[1], min(1.0, score)))
    return settled


def _yields(piece: Piece, own: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether another attribution, not nested with this one, is surer of words of this piece."""
    return any(
        (q.sure > piece.sure or (len(other.content) == 1 and q.sure >= LIKELY))
        and _overlap(piece.run, q.run)
        and not _overlap(own.cue, q.run)
        and not _overlap(other.cue, piece.run)
        for other in found
        if other is not own
        for q in other.content
    )


def _overlap(a: Run, b: Run) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def role_scores(scores: WindowScores, cue: Run, heads: Heads) -> Floats:
    """Score every word of a window as part of one cue's source or content: float32 [words, 5]."""
    begin, end = cue
    places = np.arange(len(scores.cue))
    mixed = scores.of_word + mean_row(scores.of_cue[begin:end])
    mixed += heads.distance.take(cue_distance(places, cue), axis=0)
    return scores.flat + gelu(mixed) @ heads.role.T + heads.role_bias


def cue_distance(places: Ints, cue: Run) -> Ints:
    """Signed distance of each word to a cue, in buckets that widen: int64 [words]."""
    before = np.maximum(cue[0] - places, 0)
    after = np.maximum(places - cue[1] + 1, 0)
    steps = before + after
    wide = np.minimum(np.where(steps <= 32, steps, 32 + (steps - 32) // 8), DISTANCES)
    return DISTANCES + np.where(before > 0, -wide, wide)


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit, tanh form (Hendrycks and Gimpel 2016), within 0.0005 of the exact one."""
    # As x / (1 + exp(-2 y)), which is x (1 + tanh y) / 2, and in place: a tanh costs a third more
    # than an exponential, and laying out a new array as much as a sum.
    inner = x * x
    inner *= np.float32(-2 * 0.7978846 * 0.044715)
    inner += np.float32(-2 * 0.7978846)
    inner *= x
    with np.errstate(over="ignore"):  # far below zero it is nothing
        np.exp(inner, out=inner)
    inner += np.float32(1)
    np.divide(x, inner, out=inner)
    return inner

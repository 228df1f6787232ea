"""Labelled statements as the act head reads them: mean vectors of cue and content, and plain signs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord.read.act_signs import SIGNS, signs
from onrecord.read.windows import BUDGET, plan
from training.batches import Prepared, prepare
from training.exported import Exported
from training.polnear import GoldArticle, Labelled, Span
from training.statements import (
    ANNOTATIONS,
    WRITTEN,
    bare,
    read_labels,
    read_own_gold,
    read_written,
    source_articles,
    targets,
)


@dataclass(frozen=True)
class Statements:
    """Some statements: what the head is given of them, and what it should say.

    vectors: float32 [statements, 2, 2 * hidden], the mean of the cue's words and of the contents',
    each word's vectors of the last and of the middle layer normed. shown: float32 [statements,
    SIGNS], 1 for what the words show. wanted: float32 [statements, labels].
    """

    vectors: Tensor
    shown: Tensor
    wanted: Tensor

    @classmethod
    def joined(cls, parts: Sequence[Statements]) -> Statements:
        """All the statements of the parts, in their order."""
        return cls(
            torch.cat([p.vectors for p in parts]),
            torch.cat([p.shown for p in parts]),
            torch.cat([p.wanted for p in parts]),
        )


@dataclass(frozen=True)
class Corpora:
    """Texts with labelled statements, by name: real news, our own gold, and what we wrote."""

    news: dict[str, GoldArticle]
    gold: dict[str, GoldArticle]
    written: dict[str, GoldArticle]


def read_corpora(data: Path) -> Corpora:
    """Read every text with labelled statements; raises ValueError when one is no longer what was labelled.

    data: folder of the corpora.
    """
    articles = {a.name: a for a in source_articles(data)}
    labelled: dict[str, list[Labelled]] = defaultdict(list)
    for statement in read_labels(ANNOTATIONS, articles):
        labelled[statement.article].append(statement)
    return Corpora(
        {name: bare(articles[name], acts=tuple(found)) for name, found in labelled.items()},
        {article.name: article for article in read_own_gold()},
        {article.name: bare(article, acts=(one,)) for article, one in read_written(WRITTEN)},
    )


def read_statements(encoder: Exported, article: GoldArticle, *, whole: bool) -> Statements | None:
    """Read one text's labelled statements; those whose cue or content no window holds are left out.

    whole: in the windows that the product reads, instead of the statements' own sentences alone,
    which takes a fifth of the time where few statements of a long text are labelled.
    """
    ready = prepare(article, encoder.tokenizer)
    found = ready.statements or []
    vectors: list[Tensor | None] = [None] * len(found)
    for begin, end, inside in product_windows(ready) if whole else own_sentences(ready):
        words = torch.from_numpy(encoder.vectors(ready.pieces, begin, end)).float()
        words = F.layer_norm(words, words.shape[1:])
        for k in inside:
            means = [_mean(words, runs, begin, end) for runs in found[k][:2]]
            vectors[k] = torch.stack(means)
    kept = [k for k, v in enumerate(vectors) if v is not None and bool(v.isfinite().all())]
    if not kept:
        return None
    return Statements(
        torch.stack([v for k in kept if (v := vectors[k]) is not None]),
        torch.stack([_shown(ready, *found[k][:2]) for k in kept]),
        targets([found[k][2] for k in kept]),
    )


def _mean(words: Tensor, runs: Sequence[Span], begin: int, end: int) -> Tensor:
    """Mean vector of some runs, as far as the window [begin, end) holds them."""
    return torch.cat([words[max(a, begin) - begin : min(b, end) - begin] for a, b in runs]).mean(0)


def product_windows(ready: Prepared) -> Iterator[tuple[int, int, list[int]]]:
    """The windows that the product would read, and which statements' cues each owns."""
    for window in plan(ready.words, ready.pieces):
        inside = [
            k
            for k, (cue, _, _) in enumerate(ready.statements or ())
            if window.core_begin <= cue[0][0] < window.core_end
        ]
        if inside:
            yield window.begin, window.end, inside


def own_sentences(ready: Prepared) -> Iterator[tuple[int, int, list[int]]]:
    """The sentences of each statement, those of statements that share some as one window."""
    numbers = [w.sentence for w in ready.words]
    spans = []
    for k, (cue, content, _) in enumerate(ready.statements or ()):
        first, last = min(a for a, _ in (*cue, *content)), max(b for _, b in (*cue, *content))
        begin = bisect_left(numbers, numbers[first])
        spans.append((begin, bisect_right(numbers, numbers[last - 1]), [k]))
    joined: list[tuple[int, int, list[int]]] = []
    for begin, end, inside in sorted(spans):
        start, stop, before = joined[-1] if joined else (begin, 0, [])
        if begin < stop and _fits(ready, start, max(stop, end)):
            joined[-1] = start, max(stop, end), before + inside
        else:
            joined.append((begin, end, inside))
    for begin, end, inside in joined:
        furthest = ready.pieces.first[begin] + BUDGET
        yield begin, min(end, int(np.searchsorted(ready.pieces.last, furthest))), inside


def _fits(ready: Prepared, begin: int, end: int) -> bool:
    return bool(ready.pieces.last[end - 1] - ready.pieces.first[begin] < BUDGET)


def _shown(ready: Prepared, cue: Sequence[Span], content: Sequence[Span]) -> Tensor:
    said, told = ([w for a, b in runs for w in ready.words[a:b]] for runs in (cue, content))
    row = torch.zeros(len(SIGNS))
    row[
        signs([w.text for w in said], [w.text for w in told], quoted=any(w.quote for w in told))
    ] = 1
    return row

"""The layer that tags conditions and consequences and tells the kind of a commitment by its words."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.attributions import ClauseHeads, Floats
from onrecord.read.clause_chains import CLAUSE, CONDITION, CONSEQUENCE, LONGEST, POOL, TAGS
from onrecord.read.clause_signs import SIGNS, VERDICTS
from training.clause_texts import ReadPassage, Run, snapped
from training.exported import cases, padded
from training.model import chain_loss
from training.word_layer import WordLayer

#: Numbers a word has inside the layer, by the encoder's hidden size.
WIDTHS = {768: 128, 384: 96}
PEAK = 2e-3
EPOCHS = 6
BATCH = 32
#: Words of its neighbours that a sentence is shown with: as many as the convolutions reach.
BESIDE = 3
#: What a wrong kind weighs against a wrong tag.
KIND_SHARE = 0.15


@dataclass(frozen=True)
class Chain:
    """An annotated sentence with a few words to either side.

    vectors: float16 [words, 2 * hidden]. case: int64 [words]. inside: the sentence's own words.
    tags: int64, of these. made: conditions and consequence of each commitment as words, and the
    kind's number.
    """

    vectors: Tensor
    case: Tensor
    inside: Run
    tags: Tensor
    made: tuple[tuple[list[int], list[int], int], ...]


def chains(read: ReadPassage) -> Iterator[Chain]:
    """The annotated sentences of a passage."""
    found, case = read.words, cases(read.words)
    tags = torch.zeros(len(found), dtype=torch.long)
    made = []
    for one in read.passage.commitments:
        runs = [
            [snapped(found, run) for run in spans] for spans in (one.condition, one.consequence)
        ]
        for tag, parts in zip((CONDITION, CONSEQUENCE), runs, strict=True):
            for a, b in parts:
                tags[a] = tag
                tags[a + 1 : b] = tag + 1
        made.append((*runs, VERDICTS.index(one.kind)))
    for begin, stop in read.runs:
        end = min(stop, begin + LONGEST)
        lo, hi = max(0, begin - BESIDE), min(len(found), end + BESIDE)

        def near(runs: Sequence[Run], lo: int = lo, hi: int = hi) -> list[int]:
            return [k - lo for a, b in runs for k in range(max(a, lo), min(b, hi))]

        yield Chain(
            torch.from_numpy(read.vectors[lo:hi]),
            case[lo:hi],
            (begin - lo, end - lo),
            tags[begin:end],
            tuple(
                (near(condition), near(consequence), kind)
                for condition, consequence, kind in made
                if begin <= consequence[0][0] < end
            ),
        )


class ClauseTagger(nn.Module):
    """A word layer, the moves between its tags, and the kind of a commitment by its words' sum."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.layer = WordLayer(hidden, WIDTHS[hidden], CLAUSE)
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.kind = nn.Linear(POOL, len(VERDICTS))

    def loss(self, batch: Sequence[Chain]) -> Tensor:
        """Negative log-likelihood of tags and kinds, nats a word."""
        live, vectors, case = padded([c.vectors for c in batch], [c.case for c in batch])
        scores = self.layer(vectors, case, live)
        lengths = torch.tensor([len(c.tags) for c in batch])
        table = scores.new_zeros(len(batch), int(lengths.max()), TAGS)
        wanted = torch.zeros(table.shape[:2], dtype=torch.long)
        sums, kinds = [], []
        for row, chain in enumerate(batch):
            a, b = chain.inside
            table[row, : b - a] = scores[row, a:b, :TAGS]
            wanted[row, : b - a] = chain.tags
            for condition, consequence, kind in chain.made:
                mixed = scores[row, consequence, TAGS : TAGS + POOL].mean(0)
                if condition:
                    mixed = mixed + scores[row, condition, TAGS + POOL :].mean(0)
                sums.append(mixed)
                kinds.append(kind)
        total = chain_loss(table, self.moves, wanted, lengths).sum() / lengths.sum()
        if sums:
            told = self.kind(F.gelu(torch.stack(sums)))
            lost = F.cross_entropy(told, torch.tensor(kinds), reduction="sum")
            total = total + KIND_SHARE * lost / len(batch)
        return total

    def heads(self, verdict: Floats, bias: Floats) -> ClauseHeads:
        """The small weights as the product takes them; verdict, bias: as `ClauseHeads` has them."""
        kind = self.kind.weight.detach().numpy(), self.kind.bias.detach().numpy()
        return ClauseHeads(self.moves.detach().numpy(), *kind, verdict, bias)

    def unjudged(self) -> ClauseHeads:
        """The small weights of a tagger whose drafts nothing judges yet."""
        rows = 1 + len(VERDICTS)
        return self.heads(np.zeros((rows, len(SIGNS)), np.float32), np.zeros(rows, np.float32))

    @torch.no_grad()
    def scores(self, read: ReadPassage) -> Floats:
        """What the encoder would say of a passage's words: float32 [words, CLAUSE]."""
        live, vectors, case = padded([torch.from_numpy(read.vectors)], [cases(read.words)])
        found: Floats = self.layer(vectors, case, live)[0].numpy()
        return found


def fitted(data: Sequence[Chain], *, seed: int = 1) -> ClauseTagger:
    """Train a tagger on sentences: the rate goes up over the first tenth, then down to nothing."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tagger = ClauseTagger(data[0].vectors.shape[1] // 2)
    steps = EPOCHS * math.ceil(len(data) / BATCH)
    optimizer = torch.optim.AdamW(tagger.parameters(), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, PEAK, total_steps=steps + 1, pct_start=0.1
    )
    for _ in range(EPOCHS):
        for batch in _batches(data, rng):
            tagger.loss(batch).backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
    return tagger.eval()


def _batches(data: Sequence[Chain], rng: random.Random) -> list[list[Chain]]:
    """All sentences once, those of like length together, in random order."""
    order = rng.sample(data, len(data))
    size = 8 * BATCH
    near = [
        sorted(order[k : k + size], key=lambda c: len(c.case)) for k in range(0, len(order), size)
    ]
    found = [part[k : k + BATCH] for part in near for k in range(0, len(part), BATCH)]
    return rng.sample(found, len(found))

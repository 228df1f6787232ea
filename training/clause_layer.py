"""The layer that tags conditions and consequences and tells the kind of a commitment by its words.

It is trained on the principal components of the vectors and unfolded into a layer over the vectors
themselves: as good, in half the time.
"""

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
from onrecord.read.verdicts import HOPELESS
from training.clause_texts import ReadPassage, Run, snapped
from training.exported import Halves, cases, padded
from training.model import chain_loss
from training.word_layer import CASE_WIDTH, WordLayer

#: Numbers a word has inside the layer, by the encoder's hidden size.
WIDTHS = {768: 96, 384: 96}
PEAK = 2e-3
EPOCHS = 8
BATCH = 16
#: Words of its neighbours that a sentence is shown with: as many as the convolutions reach.
BESIDE = 3
#: What a wrong kind weighs against a wrong tag.
KIND_SHARE = 0.15
#: Principal components that the layer is trained on, and words that they are found from.
COMPONENTS, SAMPLE = 256, 15_000


@dataclass(frozen=True)
class Reduction:
    """The mean of normed vectors, float32 [2 * hidden], and scaled axes of their greatest spread.

    axes: float32 [2 * hidden, COMPONENTS].
    """

    mean: Tensor
    axes: Tensor

    @classmethod
    def of(cls, read: Sequence[ReadPassage]) -> Reduction:
        """Find it from a sample of the words of some passages."""
        step = max(1, sum(len(p.words) for p in read) // SAMPLE)
        seen = normed(np.concatenate([p.vectors[::step] for p in read]))
        mean = seen.mean(0)
        apart = seen - mean
        spread, axes = torch.linalg.eigh(apart.T @ apart / len(apart))
        kept = min(COMPONENTS, len(spread))
        return cls(mean, axes[:, -kept:] / spread[-kept:].mean().sqrt())

    def __call__(self, vectors: Halves) -> Tensor:
        """The components of vectors: float32 [words, COMPONENTS]."""
        return (normed(vectors) - self.mean) @ self.axes


def normed(vectors: Halves) -> Tensor:
    """Each vector with mean 0 and spread 1, as the layer's first norm has it."""
    return F.layer_norm(torch.from_numpy(vectors).float(), vectors.shape[1:])


@dataclass(frozen=True)
class Chain:
    """An annotated sentence with a few words to either side.

    vectors: float32 [words, COMPONENTS]. case: int64 [words]. inside: the sentence's own words.
    tags: int64, of these. made: conditions and consequence of each commitment as words, and the
    kind's number.
    """

    vectors: Tensor
    case: Tensor
    inside: Run
    tags: Tensor
    made: tuple[tuple[list[int], list[int], int], ...]


def chains(read: ReadPassage, reduction: Reduction) -> Iterator[Chain]:
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
            reduction(read.vectors[lo:hi]),
            case[lo:hi],
            (begin - lo, end - lo),
            tags[begin:end],
            tuple(
                (near(condition), near(consequence), kind)
                for condition, consequence, kind in made
                if begin <= consequence[0][0] < end
            ),
        )


class ComponentLayer(WordLayer):
    """A word layer over components of the vectors."""

    def __init__(self, hidden: int, reduction: Reduction) -> None:
        super().__init__(hidden, WIDTHS[hidden], CLAUSE)
        self.hidden, self.reduction = hidden, reduction
        count = reduction.axes.shape[1]
        self.norm = nn.Identity()
        self.down = nn.Linear(count + CASE_WIDTH, WIDTHS[hidden])

    @torch.no_grad()
    def unfolded(self) -> WordLayer:
        """The same layer over the vectors themselves."""
        whole = WordLayer(self.hidden, WIDTHS[self.hidden], CLAUSE)
        count = self.reduction.axes.shape[1]
        kept = {k: v for k, v in self.state_dict().items() if not k.startswith("down.")}
        whole.load_state_dict(kept, strict=False)
        over = self.down.weight[:, :count] @ self.reduction.axes.T
        whole.down.weight.copy_(torch.cat([over, self.down.weight[:, count:]], 1))
        whole.down.bias.copy_(self.down.bias - over @ self.reduction.mean)
        return whole.eval()


class ClauseTagger(nn.Module):
    """A word layer, the moves between its tags, and the kind of a commitment by its words' sum."""

    def __init__(self, hidden: int, reduction: Reduction) -> None:
        super().__init__()
        self.layer = ComponentLayer(hidden, reduction)
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
        """What the encoder would say of a passage's annotated sentences: float32 [words, CLAUSE].

        Other words are none, and surely so.
        """
        table = np.zeros((len(read.words), CLAUSE), np.float32)
        table[:, 0] = 2 * HOPELESS
        case = cases(read.words)
        for begin, end in read.runs:
            lo, hi = max(0, begin - BESIDE), min(len(read.words), end + BESIDE)
            seen = self.layer.reduction(read.vectors[lo:hi])[None]
            live = torch.ones(1, hi - lo, dtype=torch.bool)
            told = self.layer(seen, case[None, lo:hi], live)[0].numpy()
            table[begin:end] = told[begin - lo : end - lo]
        return table


def fitted(
    data: Sequence[Chain], hidden: int, reduction: Reduction, *, seed: int = 1
) -> ClauseTagger:
    """Train a tagger on sentences: the rate goes up over the first tenth, then down to nothing."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tagger = ClauseTagger(hidden, reduction)
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

"""How much each sign of a drafted commitment says: fitted on what taggers draft of articles that they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from evaluation.commitments import matches, spans_fit
from evaluation.gold import GoldCommitment
from onrecord.read.attributions import ClauseHeads, Floats
from onrecord.read.clause_chains import Draft
from onrecord.read.clause_signs import SIGNS, VERDICTS, laid
from onrecord.read.commitments import NARRATOR
from onrecord.read.parties import Parties
from onrecord.read.verdicts import Drafts, chosen, verdicts
from onrecord.records import Commitment, Span
from training.clause_layer import ClauseTagger
from training.clause_texts import ReadPassage

#: Signs that tell what the rules find. They were written with our own gold in sight, which would
#: have them trusted more than news bears out.
RULED = tuple(k for k, s in enumerate(SIGNS) if s.startswith(("ruled", "near")))
#: Weight decay of the squared weights, full-batch steps, peak rate.
DECAY, STEPS, PEAK = 1e-3, 400, 2e-2


@dataclass(frozen=True)
class Drafted:
    """The drafts of one annotated sentence: their signs, float32 [drafts, SIGNS], their verdicts.

    made: each as a commitment whose kind says nothing. wanted: int64 [drafts], 0 for none, else
    the kind's number and one. gold: what is annotated. own: whether of our own gold.
    """

    drafts: list[Draft]
    made: list[Commitment]
    signs: Floats
    wanted: list[int]
    gold: list[GoldCommitment]
    own: bool


def drafted(read: ReadPassage, tagger: ClauseTagger) -> list[Drafted]:
    """What a tagger and the rules draft in the annotated sentences of a passage."""
    text, found = read.passage.text, read.words
    drafts = Drafts(text, found, read.statements, Parties(text, read.actors), NARRATOR)
    scores = tagger.scores(read)
    held: dict[int, Drafted] = {}
    for number, (begin, end) in enumerate(read.runs):
        span = found[begin].start, found[end - 1].end
        gold = [c for c in read.passage.commitments if span[0] <= c.consequence[0][0] < span[1]]
        empty = np.zeros((0, len(SIGNS)), np.float32)
        held[number] = Drafted([], [], empty, [], gold, read.passage.own)
    spans = [(read.words[a].start, read.words[b - 1].end) for a, b in read.runs]
    ruled = [hit for hit in read.ruled if _within(hit[1].consequence[0].start, spans)]
    for candidates in drafts.candidates(ruled, scores, tagger.unjudged()):
        for one in candidates:
            place = next(
                (k for k, (a, b) in enumerate(read.runs) if a <= one.draft.begin < b), None
            )
            if place is None:
                continue
            here = held[place]
            made = _commitment(read, one.draft)
            right = next((c for c in here.gold if spans_fit(made, c)), None)
            here.drafts.append(one.draft)
            here.made.append(made)
            here.wanted.append(1 + VERDICTS.index(right.kind) if right else 0)
            rows = np.concatenate([here.signs, laid([one.signs])])
            held[place] = Drafted(here.drafts, here.made, rows, here.wanted, here.gold, here.own)
    return list(held.values())


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _commitment(read: ReadPassage, draft: Draft) -> Commitment:
    condition, consequence = (
        tuple(Span(read.words[a].start, read.words[b - 1].end, "") for a, b in runs)
        for runs in (draft.conditions, draft.consequence)
    )
    return Commitment("", None, "prediction", (), (), condition, False, consequence, 0.0)


class Verdict(nn.Module):
    """Scores none and each kind by the signs of a draft, each put to one scale."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.linear = nn.Linear(table.shape[1], 1 + len(VERDICTS))
        nn.init.zeros_(self.linear.weight)
        self.middle, self.spread = table.mean(0), table.std(0) + 0.1

    def forward(self, table: Tensor) -> Tensor:
        """Scores, float32 [drafts, 1 + VERDICTS], of signs, float32 [drafts, SIGNS]."""
        found: Tensor = self.linear((table - self.middle) / self.spread)
        return found

    def weights(self) -> tuple[Floats, Floats]:
        """Weights and biases over the signs as they are."""
        weight = (self.linear.weight / self.spread).detach()
        bias = self.linear.bias.detach() - weight @ self.middle
        return weight.numpy(), bias.numpy()


def fit_verdicts(found: Sequence[Drafted]) -> tuple[Floats, Floats]:
    """Fit weights and biases of the signs; of our own gold those of the rules are hidden."""
    rows, wanted = [], []
    for one in found:
        if one.drafts:
            table = torch.from_numpy(one.signs.copy())
            if one.own:
                table[:, RULED] = 0
            rows.append(table)
            wanted += one.wanted
    table, target = torch.cat(rows), torch.tensor(wanted)
    model = Verdict(table)
    optimizer = torch.optim.Adam(model.parameters())
    for step in range(STEPS):
        optimizer.param_groups[0]["lr"] = PEAK * (1 - step / STEPS)
        loss = F.cross_entropy(model(table), target) + DECAY * model.linear.weight.square().sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.weights()


def standing(one: Drafted, heads: ClauseHeads, shy: float) -> list[Commitment]:
    """The commitments that stand of a sentence's drafts; shy: what is added to the score of none."""
    if not one.drafts:
        return []
    bias = heads.verdict_bias.copy()
    bias[0] += shy
    moved = ClauseHeads(heads.moves, heads.kind, heads.kind_bias, heads.verdict, bias)
    return [
        Commitment("", None, VERDICTS[kind], (), (), one.made[k].condition, False,
                   one.made[k].consequence, sure)
        for k, kind, sure in chosen(one.drafts, verdicts(one.signs, moved))
    ]  # fmt: skip


def right(made: Sequence[Commitment], gold: Sequence[GoldCommitment]) -> tuple[int, int]:
    """How many are found with their kind, and whatever the kind."""
    kind = matches(made, gold, lambda a, b: a.kind == b.kind and spans_fit(a, b))
    return len(kind), len(matches(made, gold, spans_fit))

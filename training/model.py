"""Encoder, cue tagger and cue-conditioned role tagger, trained together."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.acts import ACTS
from onrecord.read.entities import TAGS as ENTITY_TAGS
from training.clause_tags import CLAUSE_TAGS
from training.encoder import Encoder
from training.model_heads import ActHead, LinkHead, meaning_loss

#: Tags of the cue chain and of one cue's role chain.
CUE_TAGS = ("O", "B-cue", "I-cue")
ROLE_TAGS = ("O", "B-source", "I-source", "B-content", "I-content")
DISTANCES = 64
#: Numbers of a vector of meaning.
MEANING = 128
#: Tag of a word that nobody has looked at.
UNSEEN = -100
#: Outputs of the graph and the layer of the model that each is.
HEADS = {
    "cue": "cue",
    "flat": "flat",
    "of_word": "of_word",
    "of_cue": "of_cue",
    "entity": "entity",
    "link_query": "link.query",
    "link_key": "link.key",
    "act_cue": "act.cue",
    "act_content": "act.content",
    "clause": "clause",
    "meaning": "meaning",
}


@dataclass
class Batch:
    """Windows padded to one length, and the gold of the cues inside.

    ids, shape, gap, quote: int64 [windows, subwords]; mask: bool, same shape.
    first, last: int64 [windows, words]; word_mask: bool, same shape.
    cue_tags, flat_tags: int64 [windows, words]. owner: int64 [cues], the window of each cue.
    cue_span: int64 [cues, 2], half-open word indices. role_tags: int64 [cues, words].
    entity_tags: int64 [windows, words]. clusters: int64, same shape, 0 for no mention; rivals:
    bool, same shape. act_owner: int64 [statements], the window of each; act_words: float32
    [statements, 2, words], the share of each word in the mean of its cue and of its contents;
    act_wanted: float32 [statements, labels]. clause_tags: int64 [windows, words], UNSEEN where
    nobody looked. sentence: int64 [windows, words], a row of meanings, or -1; meanings: float32
    [sentences, MEANING]. What the batch's articles are not annotated with is None.
    """

    ids: Tensor
    shape: Tensor
    gap: Tensor
    quote: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    word_mask: Tensor
    cue_tags: Tensor | None
    flat_tags: Tensor
    owner: Tensor
    cue_span: Tensor
    role_tags: Tensor
    entity_tags: Tensor | None
    clusters: Tensor | None
    rivals: Tensor
    act_owner: Tensor | None
    act_words: Tensor | None
    act_wanted: Tensor | None
    clause_tags: Tensor | None
    sentence: Tensor | None
    meanings: Tensor | None


class AttributionHeads(nn.Module):
    """Over vectors of words: cues by a linear chain; for each cue, its source and contents by another.

    The role chain of a cue scores each word by what it is anyway (`flat`) and by what it is to
    this cue: a layer over the word, the cue and their distance. A conditional random field
    (Lafferty et al. 2001) decodes both.
    """

    def __init__(self, hidden: int, width: int = 192) -> None:
        super().__init__()
        self.cue = nn.Linear(hidden, len(CUE_TAGS))
        self.flat = nn.Linear(hidden, len(ROLE_TAGS))
        self.of_word = nn.Linear(hidden, width)
        self.of_cue = nn.Linear(hidden, width)
        self.distance = nn.Embedding(2 * DISTANCES + 1, width)
        self.role = nn.Linear(width, len(ROLE_TAGS))
        self.cue_moves = nn.Parameter(torch.zeros(len(CUE_TAGS), len(CUE_TAGS)))
        self.role_moves = nn.Parameter(torch.zeros(len(ROLE_TAGS), len(ROLE_TAGS)))
        nn.init.normal_(self.distance.weight, std=0.02)

    def role_scores(self, words: Tensor, owner: Tensor, cue_span: Tensor) -> Tensor:
        """Score every word for every cue: float32 [cues, words, ROLE_TAGS]."""
        places = torch.arange(words.shape[1])
        inside = (places >= cue_span[:, :1]) & (places < cue_span[:, 1:])
        share = inside.float() / inside.sum(1, keepdim=True)
        cue_part = torch.einsum("cw,cwd->cd", share, self.of_cue(words)[owner])
        far = self.distance(cue_distance(places, cue_span))
        mixed = F.gelu(self.of_word(words)[owner] + cue_part[:, None] + far)
        return self.flat(words)[owner] + self.role(mixed)

    def attribution_loss(self, words: Tensor, batch: Batch, cue_tags: Tensor) -> Tensor:
        """Loss of cues and of their sources and contents, a number of nats."""
        lengths = batch.word_mask.sum(1)
        cue = chain_loss(self.cue(words), self.cue_moves, cue_tags, lengths)
        flat = F.cross_entropy(
            self.flat(words)[batch.word_mask], batch.flat_tags[batch.word_mask], reduction="sum"
        )
        total = cue.sum() + 0.25 * flat
        if len(batch.owner):
            scores = self.role_scores(words, batch.owner, batch.cue_span)
            chains = chain_loss(scores, self.role_moves, batch.role_tags, lengths[batch.owner])
            total = total + chains.sum()
        return total


class Attributor(AttributionHeads):
    """One encoder pass under all heads."""

    def __init__(self, encoder: Encoder, width: int = 192, dropout: float = 0.1) -> None:
        hidden = encoder.config.hidden
        super().__init__(hidden, width)
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.entity = nn.Linear(hidden, ENTITY_TAGS)
        self.link = LinkHead(hidden)
        self.act = ActHead(hidden, len(ACTS))
        self.clause = nn.Linear(hidden, CLAUSE_TAGS)
        self.meaning = nn.Linear(hidden, MEANING)
        self.entity_moves = nn.Parameter(torch.zeros(ENTITY_TAGS, ENTITY_TAGS))

    def words(self, batch: Batch) -> Tensor:
        """Vector of each word, the mean of its first and last subword: [windows, words, hidden]."""
        # The products in 16 bits halve a step where the processor has them, and take ten times as
        # long where it has not; losses stay in 32.
        short = self.training and torch.cpu._is_avx512_bf16_supported()
        with torch.autocast("cpu", torch.bfloat16, enabled=short):
            x = self.encoder(batch.ids, batch.shape, batch.gap, batch.quote, batch.mask).float()
        rows = torch.arange(len(x))[:, None]
        return self.dropout((x[rows, batch.first] + x[rows, batch.last]) / 2)

    def loss(self, batch: Batch) -> Tensor:
        """Negative log-likelihood, summed over what is annotated, nats in forty words."""
        words = self.words(batch)
        total = words.new_zeros(())
        if batch.cue_tags is not None:
            total = total + self.attribution_loss(words, batch, batch.cue_tags)
        live = batch.word_mask
        if batch.entity_tags is not None:
            lengths = live.sum(1)
            chains = chain_loss(self.entity(words), self.entity_moves, batch.entity_tags, lengths)
            total = total + chains.sum()
        if batch.clusters is not None:
            # Half: most chains are automatic.
            total = total + 0.5 * self.link.loss(words, batch.clusters, batch.rivals)
        if batch.act_owner is not None:
            total = total + self.act_loss(words, batch)
        if batch.clause_tags is not None:
            total = total + F.cross_entropy(
                self.clause(words).flatten(0, 1),
                batch.clause_tags.flatten(),
                ignore_index=UNSEEN,
                reduction="sum",
            )
        if batch.meanings is not None:
            total = total + meaning_loss(self.meaning(words), batch.sentence, batch.meanings)
        return total / max(1, int(live.sum())) * 40

    def act_loss(self, words: Tensor, batch: Batch) -> Tensor:
        """Loss of the acts of the batch's statements, a number of nats."""
        vectors = torch.einsum("spw,swd->spd", batch.act_words, words[batch.act_owner])
        scores = self.act(vectors)
        return 2 * F.cross_entropy(scores, batch.act_wanted, label_smoothing=0.05, reduction="sum")


def cue_distance(places: Tensor, cue_span: Tensor) -> Tensor:
    """Signed distance of each word to each cue, in buckets that widen: int64 [cues, words]."""
    before = (cue_span[:, :1] - places).clamp(min=0)
    after = (places - cue_span[:, 1:] + 1).clamp(min=0)
    steps = before + after
    wide = torch.where(steps <= 32, steps, 32 + (steps - 32) // 8).clamp(max=DISTANCES)
    return DISTANCES + torch.where(before > 0, -wide, wide)


def chain_loss(scores: Tensor, moves: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
    """Negative log-likelihood of tag chains under a conditional random field: float64 [chains].

    scores: [chains, words, tags]. moves: [tags, tags], from row to column. tags: [chains, words].

    Over hundreds of words the sums in 32 bits are off by a thousandth, which is as much of what a
    chain expects as all that there is to learn from it: so they have 64.
    """
    scores, moves = scores.double(), moves.double()
    longest = scores.shape[1]
    live = torch.arange(longest) < lengths[:, None]
    picked = scores.gather(2, tags[:, :, None]).squeeze(2).masked_fill(~live, 0).sum(1)
    stepped = moves[tags[:, :-1], tags[:, 1:]].masked_fill(~live[:, 1:], 0).sum(1)
    alpha = scores[:, 0]
    for t in range(1, longest):
        onward = torch.logsumexp(alpha[:, :, None] + moves, dim=1) + scores[:, t]
        alpha = torch.where(live[:, t, None], onward, alpha)
    return torch.logsumexp(alpha, 1) - picked - stepped

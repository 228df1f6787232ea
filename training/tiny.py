"""Make the tiny model that unit tests run: `python -m training.tiny tests/models/tiny`.

Two layers of 48, a vocabulary of 1,500 subwords, trained for a minute on our own gold articles:
good enough to find attributions in them, small enough to commit (about 300 kB).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from evaluation.gold import gold_sets
from training.batches import collate, cut, prepare
from training.encoder import Encoder, EncoderConfig
from training.export import write
from training.model import Attributor
from training.polnear import GoldArticle
from training.train import window_marks

CONFIG = EncoderConfig(
    "bert", 1500, hidden=48, heads=4, intermediate=96, layers=2, positions=512, epsilon=1e-12
)


def tiny_tokenizer(texts: list[str]) -> Tokenizer:
    """Train an uncased WordPiece vocabulary on the texts."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer.train_from_iterator(
        texts, trainers.WordPieceTrainer(vocab_size=CONFIG.vocabulary, special_tokens=special)
    )
    return tokenizer


def main(out: Path, steps: int = 350) -> None:
    """Train and write the tiny model."""
    torch.manual_seed(1)
    rng = random.Random(1)
    articles = [GoldArticle(a.name, a.article.text, a.attributions) for a in gold_sets()["gold"]]
    tokenizer = tiny_tokenizer([a.text for a in articles])
    ends, pad = window_marks(tokenizer)
    ready = [prepare(a, tokenizer) for a in articles]
    model = Attributor(Encoder(CONFIG), width=32, dropout=0.0)
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3)
    for step in range(steps):
        chosen = rng.sample(ready, 4)
        cuts = [(p, a, b) for p in chosen for a, b in cut(p, 200, offset=rng.randint(40, 198))]
        for group in optimizer.param_groups:
            group["lr"] = 4e-3 * (1 - step / steps)
        loss = model.loss(collate(rng.sample(cuts, min(8, len(cuts))), ends, pad))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        optimizer.zero_grad()
    write(model.eval(), tokenizer, "tiny", out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

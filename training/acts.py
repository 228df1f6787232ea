"""Fit the head of acts on a trained encoder that stays as it is: `python -m training.acts --help`.

The act head is linear up to the mean over a statement's words, so each statement is read once and
kept as two mean vectors. Two annotators' labels are the targets, half each where they differ.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from onrecord.read.windows import plan
from training.batches import Prepared, collate, prepare
from training.evaluate import load_checkpoint
from training.model import Attributor
from training.polnear import Labelled, Span
from training.recipes import RECIPES
from training.statements import (
    ANNOTATIONS,
    WRITTEN,
    held_back,
    read_labels,
    read_written,
    source_articles,
    targets,
)
from training.train import load_tokenizer, window_marks


@torch.no_grad()
def word_vectors(
    model: Attributor, tokenizer: Tokenizer, ready: Prepared, found: list[Labelled]
) -> torch.Tensor:
    """The vector of every word, from the window that owns it: float32 [words, hidden].

    Windows without a word of the statements are not read, and their words are all zero.
    """
    marks = window_marks(tokenizer)
    bare = Prepared(ready.words, ready.pieces, None)
    spans = [span for s in found for span in (*s.cue, *s.content)]
    vectors = torch.zeros(len(ready.words), model.encoder.config.hidden)
    for w in plan(ready.words, ready.pieces):
        begin, end = ready.words[w.core_begin].start, ready.words[w.core_end - 1].end
        if any(a < end and begin < b for a, b in spans):
            read = model.words(collate([(bare, w.begin, w.end)], *marks))[0]
            vectors[w.core_begin : w.core_end] = read[w.core_begin - w.begin : w.core_end - w.begin]
    return vectors


def mean_vectors(ready: Prepared, vectors: torch.Tensor, found: list[Labelled]) -> torch.Tensor:
    """Mean vector of each statement's cue and of its contents: float32 [statements, 2, hidden]."""

    def mean(spans: tuple[Span, ...]) -> torch.Tensor:
        inside = [
            i for i, w in enumerate(ready.words) if any(w.start < b and a < w.end for a, b in spans)
        ]
        return vectors[inside].mean(0)

    return torch.stack([torch.stack([mean(s.cue), mean(s.content)]) for s in found])


def fit(
    model: Attributor, vectors: torch.Tensor, wanted: torch.Tensor, *, epochs: int, seed: int
) -> None:
    """Train the act head alone. vectors: [statements, 2, hidden]. wanted: [statements, labels]."""
    torch.manual_seed(seed)
    head = model.act.train()
    for layer in (head.cue, head.content, head.label):
        layer.reset_parameters()
    optimizer = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.05)
    size, steps = 64, epochs * (len(vectors) // 64 + 1)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - step / steps)
        chosen = torch.randint(len(vectors), (size,))
        scores = head(F.dropout(vectors[chosen], 0.2))
        loss = F.cross_entropy(scores, wanted[chosen], label_smoothing=0.05)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()


@torch.no_grad()
def right(model: Attributor, vectors: torch.Tensor, wanted: torch.Tensor) -> float:
    """Share of statements whose best label one annotator gave at least."""
    scores = model.act.eval()(vectors)
    return float((wanted[torch.arange(len(wanted)), scores.argmax(1)] > 0).float().mean())


@torch.no_grad()
def temperature(model: Attributor, vectors: torch.Tensor, wanted: torch.Tensor) -> float:
    """What to divide the label scores by so that they are as sure as they are right (Guo et al. 2017)."""
    scores = model.act.eval()(vectors)
    heats = [0.5 + 0.05 * k for k in range(51)]
    return min(heats, key=lambda heat: float(F.cross_entropy(scores / heat, wanted)))


def main() -> None:
    """Fit the head, print its accuracy over held-back articles, and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--encoder", type=Path, required=True, help="pretrained encoder's folder")
    parser.add_argument("--checkpoint", type=Path, required=True, help="read, and written again")
    parser.add_argument("--epochs", type=int, default=40)
    options = parser.parse_args()
    model = load_checkpoint(RECIPES[options.recipe], options.encoder, options.checkpoint)
    fit_acts(model, load_tokenizer(options.encoder), options.data, options.epochs)
    torch.save(model.state_dict(), options.checkpoint)


def fit_acts(model: Attributor, tokenizer: Tokenizer, data: Path, epochs: int = 40) -> None:
    """Fit the act head of a trained model, after a check on a fifth of the annotated articles."""
    articles = {a.name: a for a in source_articles(data)}
    by_article: dict[str, list[Labelled]] = defaultdict(list)
    for statement in read_labels(ANNOTATIONS, articles):
        by_article[statement.article].append(statement)
    check = sorted(held_back(by_article))
    for article, statement in read_written(WRITTEN):
        articles[article.name] = article
        by_article[article.name].append(statement)
    vectors = {}
    for name, found in by_article.items():
        ready = prepare(articles[name], tokenizer)
        words = word_vectors(model, tokenizer, ready, found)
        vectors[name] = mean_vectors(ready, words, found)
    wanted = {n: targets(found) for n, found in by_article.items()}

    def stacked(part: Iterable[str]) -> tuple[torch.Tensor, torch.Tensor]:
        chosen = list(part)
        return torch.cat([vectors[n] for n in chosen]), torch.cat([wanted[n] for n in chosen])

    fit(model, *stacked(sorted(by_article.keys() - set(check))), epochs=epochs, seed=1)
    heat = temperature(model, *stacked(check))
    accuracy = round(right(model, *stacked(check)), 4)
    print(json.dumps({"held_back": accuracy, "temperature": heat}))
    fit(model, *stacked(by_article), epochs=epochs, seed=1)
    with torch.no_grad():
        model.act.label.weight /= heat
        model.act.label.bias /= heat


if __name__ == "__main__":
    main()

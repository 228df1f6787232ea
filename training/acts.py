"""Fit the head of acts on a trained encoder that stays as it is: `python -m training.acts --help`.

The act head is linear up to the mean over a statement's words, so each statement is read once and
kept as two mean vectors, beside what its words show plainly. Two annotators' labels are the targets,
half each where they differ. Our own gold of acts is trained on too, but for the articles that stay blind,
so what is printed is cross-validated by article.
"""

from __future__ import annotations

import argparse
import json
import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from onrecord.read.act_signs import SIGNS, signs
from training.batches import Prepared, collate, prepare
from training.evaluate import load_checkpoint
from training.model import Attributor
from training.model_heads import ActHead
from training.polnear import Labelled, Span
from training.recipes import RECIPES
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
from training.train import load_tokenizer, window_marks

#: Parts that articles are cut into to measure on each after training on the others.
FOLDS = 3
#: Principal components of cues' and of contents' vectors that the head is trained on.
COMPONENTS = 192


@torch.no_grad()
def mean_vectors(model: Attributor, tokenizer: Tokenizer, ready: Prepared) -> torch.Tensor:
    """Mean vector of each statement's cue and of its contents: float32 [statements, 2, hidden].

    Each statement is read with the sentences around it.
    """
    marks = window_marks(tokenizer)
    bare = Prepared(ready.words, ready.pieces, None)
    rows = []
    for cue, content, _ in ready.statements or ():
        begin, end = around(ready, [*cue, *content])
        words = model.words(collate([(bare, begin, end)], *marks))[0]
        means = [
            torch.cat([words[a - begin : b - begin] for a, b in runs]).mean(0)
            for runs in (cue, content)
        ]
        rows.append(torch.stack(means))
    return torch.stack(rows)


def around(ready: Prepared, runs: list[Span]) -> Span:
    """The whole sentences of some word runs and the one to either side, as half-open words."""
    numbers = [w.sentence for w in ready.words]
    first, last = min(a for a, _ in runs), max(b for _, b in runs)
    return bisect_left(numbers, numbers[first] - 1), bisect_right(numbers, numbers[last - 1] + 1)


Statements = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def shown(ready: Prepared) -> torch.Tensor:
    """What each statement shows in its words: float32 [statements, SIGNS], 1 or 0."""
    table = torch.zeros(len(ready.statements or ()), len(SIGNS))
    for row, (cue, content, _) in enumerate(ready.statements or ()):
        said, told = ([w for a, b in runs for w in ready.words[a:b]] for runs in (cue, content))
        places = signs(
            [w.text for w in said], [w.text for w in told], quoted=any(w.quote for w in told)
        )
        table[row, places] = 1
    return table


def fit(model: Attributor, found: Statements, *, epochs: int, seed: int) -> None:
    """Train the act head alone on statements' vectors, signs and wanted labels, as `ActHead` takes them.

    A head of few inputs is trained on the vectors' principal components and unfolded into the
    model's: as good as one of all inputs, in a fifth of the time. The vectors of two in five are
    hidden at random, so that the signs learn to stand alone.
    """
    torch.manual_seed(seed)
    vectors, table, wanted = found
    axes = [components(vectors[:, k]) for k in (0, 1)]
    small = torch.stack([(vectors[:, k] - m) @ p for k, (m, p) in enumerate(axes)], 1)
    head = ActHead(small.shape[2], wanted.shape[1]).train()
    dense = [p for name, p in head.named_parameters() if not name.startswith("signs")]
    groups = [
        {"params": dense, "peak": 3e-3, "lr": 3e-3},
        {"params": head.signs.parameters(), "peak": 2e-2, "lr": 2e-2},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.05)
    size = 128
    steps = epochs * (len(small) // size + 1)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * (1 - step / steps)
        chosen = torch.randint(len(small), (size,))
        kept = F.dropout(small[chosen], 0.2) * (torch.rand(size, 1, 1) > 0.4)
        loss = F.cross_entropy(head(kept, table[chosen]), wanted[chosen])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    unfold(head, axes, model.act)


Axes = tuple[torch.Tensor, torch.Tensor]


def components(vectors: torch.Tensor) -> Axes:
    """The mean of vectors, and the scaled axes of their greatest spread: float32 [hidden, COMPONENTS]."""
    mean = vectors.mean(0)
    apart = vectors - mean
    axes = torch.linalg.eigh(apart.T @ apart)[1][:, -COMPONENTS:]
    return mean, axes / (apart @ axes).std()


@torch.no_grad()
def unfold(small: ActHead, axes: list[Axes], head: ActHead) -> None:
    """Write a head over components of the vectors as one over the vectors themselves."""
    for whole, part, (mean, axis) in zip(
        (head.cue, head.content), (small.cue, small.content), axes, strict=True
    ):
        whole.weight.copy_(part.weight @ axis.T)
        whole.bias.copy_(part.bias - whole.weight @ mean)
    head.label.load_state_dict(small.label.state_dict())
    head.signs.load_state_dict(small.signs.state_dict())


@torch.no_grad()
def right(model: Attributor, found: Statements) -> float:
    """Share of statements whose best label one annotator gave at least."""
    vectors, table, wanted = found
    best = model.act.eval()(vectors, table).argmax(1)
    return float((wanted[torch.arange(len(wanted)), best] > 0).float().mean())


@torch.no_grad()
def temperature(model: Attributor, found: Statements) -> float:
    """What to divide the label scores by so that they are as sure as they are right (Guo et al. 2017)."""
    vectors, table, wanted = found
    scores = model.act.eval()(vectors, table)
    heats = [0.5 + 0.05 * k for k in range(51)]
    return min(heats, key=lambda heat: float(F.cross_entropy(scores / heat, wanted)))


def fitted(
    model: Attributor, by_article: dict[str, Statements], sets: dict[str, list[str]], epochs: int
) -> dict[str, float]:
    """Fit the head and scale its scores; says the share right of each set, cross-validated by article.

    sets: names of articles to measure on; an article in none is always trained on.
    """

    def stacked(names: Iterable[str]) -> Statements:
        vectors, table, wanted = zip(*(by_article[n] for n in names), strict=True)
        return torch.cat(vectors), torch.cat(table), torch.cat(wanted)

    found: dict[str, float] = defaultdict(float)
    heats = []
    for fold in range(FOLDS):
        held = {name: shuffled(names)[fold::FOLDS] for name, names in sets.items()}
        out = {n for names in held.values() for n in names}
        fit(model, stacked(n for n in by_article if n not in out), epochs=epochs, seed=1)
        heats.append(temperature(model, stacked(sorted(out))))
        for name, names in held.items():
            part = stacked(names)
            found[name] += right(model, part) * len(part[0])
    sizes = {name: len(stacked(names)[0]) for name, names in sets.items()}
    heat = sum(heats) / FOLDS
    fit(model, stacked(by_article), epochs=epochs, seed=1)
    with torch.no_grad():
        for part in (model.act.label, model.act.signs):
            for weights in part.parameters():
                weights.div_(heat)
    shares = {name: round(count / sizes[name], 4) for name, count in found.items()}
    return shares | {"temperature": round(heat, 2)}


def shuffled(names: Iterable[str]) -> list[str]:
    """Names in an order that is the same each time and follows no alphabet."""
    ordered = sorted(names)
    random.Random(7).shuffle(ordered)
    return ordered


def main() -> None:
    """Fit the head, print its cross-validated accuracy, and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--encoder", type=Path, required=True, help="pretrained encoder's folder")
    parser.add_argument("--checkpoint", type=Path, required=True, help="read, and written again")
    parser.add_argument("--epochs", type=int, default=14)
    options = parser.parse_args()
    model = load_checkpoint(RECIPES[options.recipe], options.encoder, options.checkpoint)
    fit_acts(model, load_tokenizer(options.encoder), options.data, options.epochs)
    torch.save(model.state_dict(), options.checkpoint)


def fit_acts(model: Attributor, tokenizer: Tokenizer, data: Path, epochs: int = 14) -> None:
    """Fit the act head of a trained model, and print how it does, cross-validated by article."""
    articles = {a.name: a for a in source_articles(data)}
    labelled: dict[str, list[Labelled]] = defaultdict(list)
    for statement in read_labels(ANNOTATIONS, articles):
        labelled[statement.article].append(statement)
    sets = {"news": list(labelled), "gold": []}
    for article in read_own_gold():
        articles[article.name] = article
        labelled[article.name].extend(article.acts or ())
        sets["gold"].append(article.name)
    for article, statement in read_written(WRITTEN):
        articles[article.name] = article
        labelled[article.name].append(statement)
    by_article = {}
    for name, found in labelled.items():
        ready = prepare(bare(articles[name], acts=tuple(found)), tokenizer)
        by_article[name] = mean_vectors(model, tokenizer, ready), shown(ready), targets(found)
    print(json.dumps(fitted(model, by_article, sets, epochs)))


if __name__ == "__main__":
    main()

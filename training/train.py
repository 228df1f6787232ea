"""Train one model: `python -m training.train --help`."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training.batches import Prepared, collate, cut, focused, prepare, restyled
from training.coreference import read_gap, read_gum
from training.encoder import load_pretrained
from training.meaning import sentence_meanings
from training.model import Attributor, Batch
from training.newswire import held_out, read_newswire
from training.polnear import GoldArticle, read_split
from training.recipes import RECIPES, Recipe
from training.statements import read_acts, read_commitments

Cut = tuple[Prepared, int, int]


def load_tokenizer(folder: Path) -> Tokenizer:
    """Read `tokenizer.json` and switch its own cutting and padding off."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def window_marks(tokenizer: Tokenizer) -> tuple[tuple[int, int], int]:
    """Ids of the marks that open and close a window, and of padding."""
    if tokenizer.token_to_id("<s>") is not None:
        return (tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")), tokenizer.token_to_id(
            "<pad>"
        )
    return (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")), tokenizer.token_to_id(
        "[PAD]"
    )


def epoch_batches(
    articles: list[GoldArticle],
    tokenizer: Tokenizer,
    rng: random.Random,
    recipe: Recipe,
    meanings: dict[str, torch.Tensor],
) -> Iterator[Batch]:
    """One pass over the articles in a new order, newly cut, some restyled.

    Of an article with several annotators one annotation is drawn. One window in twenty is also
    cut to a single sentence. Where only some statements or sentences are labelled, the windows are
    the sentences around each.
    """
    by_name: dict[str, list[GoldArticle]] = {}
    for article in articles:
        by_name.setdefault(article.name, []).append(article)
    cuts: list[Cut] = []
    for versions in by_name.values():
        article = rng.choice(versions)
        known = meanings.get(article.name)
        if article.attributions is not None and rng.random() < recipe.restyle:
            # Restyled marks can part sentences elsewhere.
            article, known = restyled(article, rng), None
        ready = prepare(article, tokenizer, known)
        if ready.statements is not None or ready.clauses is not None:
            cuts += [(ready, a, b) for a, b in focused(ready, recipe.longest, rng)]
            continue
        size = rng.randint(recipe.longest * 2 // 3, recipe.longest)
        for a, b in cut(ready, size, offset=rng.randint(size // 4, size - 2)):
            cuts.append((ready, a, b))
            if rng.random() < 0.05:
                cuts.append(_one_sentence(ready, a, b, rng))
    rng.shuffle(cuts)
    ends, pad = window_marks(tokenizer)
    chunks = [sorted(cuts[i : i + 128], key=_size) for i in range(0, len(cuts), 128)]
    groups = [group for chunk in chunks for group in _grouped(chunk, recipe.budget)]
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, ends, pad)


def _one_sentence(ready: Prepared, a: int, b: int, rng: random.Random) -> Cut:
    sentence = ready.words[rng.randrange(a, b)].sentence
    inside = [i for i in range(a, b) if ready.words[i].sentence == sentence]
    return ready, inside[0], inside[-1] + 1


def _size(one: Cut) -> int:
    ready, a, b = one
    return int(ready.pieces.last[b - 1] - ready.pieces.first[a]) + 3


def _grouped(cuts: list[Cut], budget: int) -> list[list[Cut]]:
    groups: list[list[Cut]] = []
    for one in cuts:
        if groups and _size(one) * (len(groups[-1]) + 1) <= budget:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def parameter_groups(model: Attributor, rate: float, decay: float) -> list[dict[str, Any]]:
    """Learning rates: full for the top layer, `decay` times less a layer down, ten times for heads."""
    layers = model.encoder.layers
    groups = []
    for name, weight in model.named_parameters():
        lr = rate * 10
        if name.startswith("encoder.layers."):
            number = int(name.split(".")[2])
            lr = rate * decay ** (len(layers) - 1 - number)
            weight.requires_grad = number >= model.encoder.frozen
        elif name.startswith(("encoder.shape.", "encoder.gap.", "encoder.quote.")):
            lr = rate * 4
        elif name.startswith("encoder."):
            weight.requires_grad = False
        if weight.requires_grad:
            groups.append(
                {
                    "params": [weight],
                    "lr": lr,
                    "peak": lr,
                    "weight_decay": 0.01 if weight.ndim > 1 else 0.0,
                }
            )
    return groups


def train(
    recipe: Recipe,
    data: Path,
    encoder: Path,
    teacher: Path,
    out: Path,
    *,
    threads: int,
    start: Path | None = None,
    first: int = 0,
) -> None:
    """Run one recipe; `model.pt` and `log.jsonl` in `out` follow it, every 100 steps and at the end.

    data: holds the corpora's folders. encoder: the pretrained encoder's folder. teacher: that of
    the encoder whose sentence vectors are to be learnt.
    start, first: go on from a checkpoint with that phase. Stops with a message when the loss is
    no number.
    """
    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(encoder)
    model = Attributor(load_pretrained(encoder, recipe.layers, recipe.frozen)).train()
    if start is not None:
        # A head that the checkpoint lacks starts afresh.
        model.load_state_dict(torch.load(start), strict=False)
    meanings = sentence_meanings(data, teacher, load_tokenizer(teacher), out / "meanings.pt")
    for number in range(first, len(recipe.phases)):
        phase = recipe.phases[number]
        torch.manual_seed(recipe.seed + number)
        rng = random.Random(recipe.seed + number)
        corpora = {name: (share, CORPORA[name](data)) for name, share in phase.corpora.items()}
        batches = mixed_batches(corpora, tokenizer, rng, recipe, meanings)
        groups = parameter_groups(model, phase.rate, recipe.decay)
        run_phase(model, groups, batches, phase.steps, out)


def run_phase(
    model: Attributor,
    groups: list[dict[str, Any]],
    batches: Iterator[Batch],
    steps: int,
    out: Path,
) -> None:
    """Train for so many steps, the learning rate going up, and then down to nothing."""
    optimizer = torch.optim.AdamW(groups, fused=True)
    started, running = time.time(), 0.0
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * schedule(step - 1, steps)
        loss = model.loss(next(batches))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        running += (loss.item() - running) / min(step, 50)
        if not math.isfinite(running):
            raise SystemExit(f"loss is {running} at step {step}: lower the recipe's rate")
        if step % 20 == 0:
            line = {
                "step": step,
                "loss": round(running, 3),
                "seconds": round(time.time() - started),
            }
            with (out / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
        if step % 100 == 0 or step == steps:
            torch.save(model.state_dict(), out / "model.pt")


def schedule(step: int, steps: int) -> float:
    """Share of the peak learning rate: up over the first 6 %, then down to nothing."""
    return min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)


#: What each corpus gives to training, by its name in a recipe.
CORPORA: dict[str, Callable[[Path], list[GoldArticle]]] = {
    "polnear": lambda data: read_split(data / "polnear" / "train"),
    "newswire": lambda data: [
        a for a in read_newswire(data / "en-worldwide-newswire") if not held_out(a.name)
    ],
    "gum": lambda data: read_gum(data / "gum")["train"],
    "acts": read_acts,
    "commitments": read_commitments,
    "gap": lambda data: read_gap(data / "gap" / "gap-development.tsv"),
}


def mixed_batches(
    corpora: dict[str, tuple[float, list[GoldArticle]]],
    tokenizer: Tokenizer,
    rng: random.Random,
    recipe: Recipe,
    meanings: dict[str, torch.Tensor],
) -> Iterator[Batch]:
    """Batches of one corpus each, drawn by the corpora's shares, each corpus epoch after epoch."""
    streams = {
        name: endless_batches(articles, tokenizer, rng, recipe, meanings)
        for name, (_, articles) in corpora.items()
    }
    names = sorted(streams)
    while True:
        [name] = rng.choices(names, [corpora[n][0] for n in names])
        yield next(streams[name])


def endless_batches(
    articles: list[GoldArticle],
    tokenizer: Tokenizer,
    rng: random.Random,
    recipe: Recipe,
    meanings: dict[str, torch.Tensor],
) -> Iterator[Batch]:
    """Epoch after epoch."""
    while True:
        yield from epoch_batches(articles, tokenizer, rng, recipe, meanings)


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--encoder", type=Path, required=True, help="pretrained encoder's folder")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of MiniLM")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--first", type=int, default=0, help="number of the first phase to run")
    options = parser.parse_args()
    train(
        RECIPES[options.recipe],
        options.data,
        options.encoder,
        options.teacher,
        options.out,
        threads=options.threads,
        start=options.start,
        first=options.first,
    )


if __name__ == "__main__":
    main()

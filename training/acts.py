"""Fit the heads of acts and entities on a trained encoder that stays as it is: `python -m training.acts --help`.

The act head is linear up to the mean over a statement's words, so each statement is read once and
kept as two mean vectors. Two annotators' labels are the targets, half each where they differ.
The entity head is fitted again on the newswire articles that are read for that.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from onrecord.read.acts import ACTS
from onrecord.read.windows import plan
from onrecord.records import stable_id
from training.batches import Prepared, collate, entity_row, prepare
from training.evaluate import load_checkpoint
from training.model import Attributor
from training.newswire import read_newswire
from training.polnear import GoldArticle, Span, read_split
from training.recipes import RECIPES
from training.train import load_tokenizer, window_marks

ANNOTATIONS = Path(__file__).parent / "annotations" / "acts.tsv"
WRITTEN = ANNOTATIONS.with_name("written.tsv")
#: Marks of a written statement: source, cue, content.
MARKS = re.compile(r"\[|\]|<<|>>|\{|\}")
#: What an annotator calls words that attribute nothing.
NONE = "bad"


@dataclass(frozen=True)
class Labelled:
    """One statement of an article, in character spans, and each annotator's label."""

    article: str
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    labels: tuple[str, ...]


def read_labels(file: Path, articles: dict[str, GoldArticle]) -> list[Labelled]:
    """Read the annotations; statements that either annotator calls none are left out.

    Raises ValueError when an article's words are no longer those that were annotated.
    """
    found = []
    with file.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            cue, content = _spans(row["cue"]), _spans(row["content"])
            text = articles[row["article"]].text
            if marked_digest(text, cue, content) != row["digest"]:
                raise ValueError(f"{file}: the words of {row['article']} at {cue} have changed")
            labels = (row["first"], row["second"])
            if NONE not in labels:
                found.append(Labelled(row["article"], cue, content, labels))
    return found


def read_written(file: Path) -> list[tuple[GoldArticle, Labelled]]:
    """Read the statements that we wrote, each a text of its own with its marks taken out."""
    found = []
    with file.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(
            csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        ):
            text, spans = "", defaultdict(list)
            last = 0
            for mark in MARKS.finditer(row["text"]):
                text += row["text"][last : mark.start()]
                spans[mark.group()].append(len(text))
                last = mark.end()
            text += row["text"][last:]
            cue = tuple(zip(spans["<<"], spans[">>"], strict=True))
            content = tuple(zip(spans["{"], spans["}"], strict=True))
            name = f"written-{number}"
            found.append((GoldArticle(name, text), Labelled(name, cue, content, (row["label"],))))
    return found


def marked_digest(text: str, cue: tuple[Span, ...], content: tuple[Span, ...]) -> str:
    """A short digest of a statement's words, so that a change of the text is noticed."""
    return stable_id(*(text[a:b] for a, b in (*cue, *content)), length=8)


def _spans(field: str) -> tuple[Span, ...]:
    return tuple((int(a), int(b)) for a, b in (p.split("-") for p in field.split(" ") if p))


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
            with torch.autocast("cpu", torch.bfloat16):
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


def targets(found: list[Labelled]) -> torch.Tensor:
    """Each annotator's label with an equal share: float32 [statements, labels]."""
    names = list(ACTS)
    table = torch.zeros(len(found), len(names))
    for row, statement in enumerate(found):
        for label in statement.labels:
            table[row, names.index(label)] += 1 / len(statement.labels)
    return table


def fit_entities(model: Attributor, vectors: torch.Tensor, tags: torch.Tensor) -> None:
    """Train the entity head alone. vectors: float16 [words, hidden]. tags: int64 [words]."""
    torch.manual_seed(1)
    optimizer = torch.optim.AdamW(model.entity.parameters(), lr=1e-3, weight_decay=0.01)
    steps, size = 1500, 2048
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 1e-3 * (1 - step / steps)
        chosen = torch.randint(len(vectors), (size,))
        loss = F.cross_entropy(model.entity(F.dropout(vectors[chosen].float(), 0.1)), tags[chosen])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()


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
    corpora = [
        *read_split(data / "polnear" / "train"),
        *read_newswire(data / "en-worldwide-newswire"),
    ]
    articles = {a.name: a for a in corpora}
    by_article: dict[str, list[Labelled]] = defaultdict(list)
    for statement in read_labels(ANNOTATIONS, articles):
        by_article[statement.article].append(statement)
    names = sorted(by_article)
    random.Random(0).shuffle(names)
    check = names[: len(names) // 5]
    for article, statement in read_written(WRITTEN):
        articles[article.name] = article
        by_article[article.name].append(statement)
    vectors, named = {}, []
    for name, found in by_article.items():
        ready = prepare(articles[name], tokenizer)
        words = word_vectors(model, tokenizer, ready, found)
        vectors[name] = mean_vectors(ready, words, found)
        if ready.entities is not None:
            seen = words.any(1)
            named.append((words[seen].half(), entity_row(ready, 0, len(ready.words))[seen]))
    fit_entities(model, torch.cat([v for v, _ in named]), torch.cat([t for _, t in named]))
    wanted = {n: targets(found) for n, found in by_article.items()}

    def stacked(part: Iterable[str]) -> tuple[torch.Tensor, torch.Tensor]:
        chosen = list(part)
        return torch.cat([vectors[n] for n in chosen]), torch.cat([wanted[n] for n in chosen])

    fit(model, *stacked(sorted(by_article.keys() - set(check))), epochs=epochs, seed=1)
    print(json.dumps({"held_back": round(right(model, *stacked(check)), 4)}))
    fit(model, *stacked(by_article), epochs=epochs, seed=1)


if __name__ == "__main__":
    main()

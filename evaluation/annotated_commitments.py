"""Measure commitments over sentences of real news: `python -m evaluation.annotated_commitments --help`.

The sentences are those of `training/annotations/commitments.tsv`; a commitment counts in the
sentence that holds the start of its consequence, and is found as `evaluation.commitments` says.
Articles fall into two halves by a hash of their name: errors of `dev` are looked at, of `check`
only the figures. The encoder has learned from both, so attributions are better than on new text; and
a model that was fitted to commitments has learned these very sentences: `python -m training.clauses`
prints what it finds in those that it has not seen.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.commitments import count, line, matches, spans_fit
from evaluation.gold import GoldCommitment
from evaluation.scorer import Span, Tally
from onrecord.read.reader import Reader
from onrecord.records import Article, Commitment
from training.briefings import BRIEFINGS, read_briefings
from training.newswire import read_newswire
from training.polnear import read_split

ANNOTATIONS = Path(__file__).parent.parent / "training" / "annotations" / "commitments.tsv"
HALVES = ("dev", "check")


@dataclass(frozen=True)
class Sentence:
    """One annotated sentence of an article, and the commitments whose consequence lies in it."""

    article: str
    span: Span
    commitments: tuple[GoldCommitment, ...]


def half(article: str) -> str:
    """The half that an article belongs to."""
    return HALVES[hashlib.blake2b(article.encode(), digest_size=2).digest()[0] % 2]


def sentences(file: Path = ANNOTATIONS) -> Iterator[Sentence]:
    """Every annotated sentence, in the order of the file."""
    found: dict[tuple[str, Span], list[GoldCommitment]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            here = found[row["article"], _spans(row["sentence"])[0]]
            if row["kind"] != "none":
                here.append(_commitment(row))
    return (Sentence(name, span, tuple(made)) for (name, span), made in found.items())


def _commitment(row: dict[str, str]) -> GoldCommitment:
    condition, consequence = _spans(row["condition"]), _spans(row["consequence"])
    return GoldCommitment(row["kind"], (), (), condition, row["negated"] == "1", consequence, None)


def _spans(raw: str) -> tuple[Span, ...]:
    return tuple((int(a), int(b)) for a, b in (p.split("-") for p in raw.split(" ") if p))


def inside(ours: Sequence[Commitment], sentence: Sentence) -> list[Commitment]:
    """Those of an article's commitments that count in a sentence."""
    begin, end = sentence.span
    return [c for c in ours if begin <= c.consequence[0].start < end]


def texts(data: Path) -> dict[str, str]:
    """The articles that the annotations point into, by name."""
    read = [
        *read_newswire(data / "en-worldwide-newswire"),
        *read_split(data / "polnear" / "train"),
        *read_briefings(data / BRIEFINGS),
    ]
    return {article.name: article.text for article in read}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print precision, recall and F1 in percent of each half."""
    parser = argparse.ArgumentParser(description="Score commitments on annotated sentences.")
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("--model", default="base")
    options = parser.parse_args(arguments)
    by_article: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences():
        by_article[sentence.article].append(sentence)
    found, reader = texts(options.data), Reader.open(options.model, threads=1)
    tallies = {name: (Tally(), Tally()) for name in HALVES}
    for name, held in by_article.items():
        text = found[name]
        ours = reader.read(Article.of(text)).commitments
        add(tallies[half(name)], ours, held)
    print("percent: precision, recall, F1 of each measure")
    for name, (kind, spans) in tallies.items():
        print(line(name, {"kind": kind, "spans": spans}))


def add(tallies: tuple[Tally, Tally], ours: Sequence[Commitment], held: Sequence[Sentence]) -> None:
    """Count one article's sentences: with the kind, and whatever the kind."""
    for sentence in held:
        mine, gold = inside(ours, sentence), sentence.commitments
        same = matches(mine, gold, lambda a, b: a.kind == b.kind and spans_fit(a, b))
        count(tallies[0], len(same), mine, gold)
        count(tallies[1], len(matches(mine, gold, spans_fit)), mine, gold)


if __name__ == "__main__":
    main()

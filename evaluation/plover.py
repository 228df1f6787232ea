"""The sentences of PLV_train, their actors and types: `PLV_train.tsv`, of which a fifth is held back."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.read.clauses import Term, terms
from onrecord.read.segment import words

FILE = Path("plover") / "PLV_train.tsv"
MARK = re.compile(r"</?([st])>")
PARTS = 5


@dataclass(frozen=True)
class Sentence:
    """A sentence's terms, the indices of its actors' terms, its type, and its part of PARTS."""

    cut: tuple[Term, ...]
    source: frozenset[int]
    target: frozenset[int]
    type: str
    part: int

    @property
    def held_back(self) -> bool:
        """Whether no weights of ours have seen it: the first byte of its MD5 is a multiple of five."""
        return self.part == 0


def read_plv(data: Path) -> list[Sentence]:
    """Read every sentence with the actors that its marks name; data: the folder of the corpora."""
    with (data / FILE).open(encoding="utf-8", newline="") as handle:
        return [_sentence(row) for row in csv.DictReader(handle, delimiter="\t")]


def _sentence(row: dict[str, str]) -> Sentence:
    marked = row["marked_sentence"]
    text, at = "", 0
    edges: dict[str, list[int]] = {"s": [], "t": []}
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        edges[mark[1]].append(len(text))
        at = mark.end()
    text += marked[at:]
    found = words(text)
    cut = tuple(terms(found, 0, len(found), 0))
    part = hashlib.md5(text.encode(), usedforsecurity=False).digest()[0] % PARTS
    source, target = (_inside(cut, edges[name]) for name in "st")
    return Sentence(cut, source, target, row["gold_root"], part)


def _inside(cut: Sequence[Term], edges: Sequence[int]) -> frozenset[int]:
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    return frozenset(k for k, t in enumerate(cut) if any(a <= t.start < b for a, b in spans))


def macro_f1(gold: Sequence[str], ours: Sequence[str]) -> float:
    """Mean F1, in percent, over the types that either side has."""
    scores = []
    for name in {*gold, *ours}:
        right = sum(a == b == name for a, b in zip(gold, ours, strict=True))
        scores.append(2 * right / (gold.count(name) + ours.count(name)))
    return 100 * sum(scores) / len(scores)

"""PolNeAR as training material: annotators' versions kept apart, coreference from its silver file."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import polnear
from evaluation.scorer import Roles

Span = tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    """One statement of an article, in character spans, and each annotator's label of its act."""

    article: str
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Clauses:
    """One sentence, and its conditions and consequences, each with its number in CLAUSES."""

    sentence: Span
    parts: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class GoldArticle:
    """One text and what is annotated of it, in half-open character spans; None is not annotated.

    attributions: as one annotator saw them. entities: spans with a type of
    `onrecord.read.entities.TYPES`, or another, which counts as none. clusters: each the mentions
    of one entity. rivals: of clusters, the only mentions that may be compared, empty for all. acts, clauses: the few
    statements and sentences of the article that are annotated with those.
    """

    name: str
    text: str
    attributions: tuple[Roles, ...] | None = None
    entities: tuple[tuple[int, int, str], ...] | None = None
    clusters: tuple[tuple[Span, ...], ...] | None = None
    rivals: tuple[Span, ...] = ()
    acts: tuple[Labelled, ...] | None = None
    clauses: tuple[Clauses, ...] | None = None


def read_split(folder: Path) -> list[GoldArticle]:
    """Read every annotated article of one PolNeAR split, one entry for each annotator.

    folder: holds `text/*.txt` and `attributions/*_<annotator>.ann`; beside it may lie
    `corenlp_silver.jsonl.gz`, whose coreference chains are then taken.
    Raises FileNotFoundError when the split has no annotation file.
    """
    chains = _silver(folder.parent / "corenlp_silver.jsonl.gz")
    found = [
        GoldArticle(name, a.article.text, a.attributions, clusters=chains.get(name))
        for a in polnear(folder)
        for name in [a.name.rpartition("_")[0]]
    ]
    if not found:
        raise FileNotFoundError(f"no annotations under {folder}")
    return found


def _silver(file: Path) -> dict[str, tuple[tuple[Span, ...], ...]]:
    """Automatic coreference chains by article; empty when the file is not there."""
    if not file.exists():
        return {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {
        row["article"]: tuple(tuple((a, b) for a, b, _ in chain) for chain in row["coreference"])
        for row in rows
    }

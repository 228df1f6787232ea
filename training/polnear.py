"""PolNeAR as training material: annotators' versions kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import polnear
from evaluation.scorer import Roles


@dataclass(frozen=True)
class GoldArticle:
    """One article as one annotator saw it; each role holds half-open character spans in order."""

    name: str
    text: str
    attributions: tuple[Roles, ...]


def read_split(folder: Path) -> list[GoldArticle]:
    """Read every annotated article of one PolNeAR split, one entry for each annotator.

    folder: holds `text/*.txt` and `attributions/*_<annotator>.ann`.
    Raises FileNotFoundError when the split has no annotation file.
    """
    found = [
        GoldArticle(a.name.rpartition("_")[0], a.article.text, a.attributions)
        for a in polnear(folder)
    ]
    if not found:
        raise FileNotFoundError(f"no annotations under {folder}")
    return found

"""GUM and GAP as material for coreference."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from training.newswire import joined
from training.polnear import GoldArticle, Span

#: Genres of GUM whose licence lets weights be shipped.
FREE = frozenset(
    [
        "academic",
        "bio",
        "conversation",
        "court",
        "interview",
        "news",
        "speech",
        "textbook",
        "vlog",
        "voyage",
    ]
)
MARK = re.compile(r"\((\d+)\)?|(\d+)\)")


def read_gum(folder: Path) -> dict[str, list[GoldArticle]]:
    """Read OntoGUM's documents of the free genres by split: train, dev, test.

    folder: holds `splits.md` and `coref/ontogum_conll/*.conll`.
    """
    listed: dict[str, str] = {}
    split = ""
    for line in (folder / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            split = line[3:].strip()
        elif line.strip().startswith("* "):
            listed[line.strip()[2:]] = split
    found: dict[str, list[GoldArticle]] = {"train": [], "dev": [], "test": []}
    for file in sorted((folder / "coref" / "ontogum_conll").glob("GUM_*.conll")):
        part = listed.get(file.stem, "train")
        if file.stem.split("_")[1] in FREE and part in found:
            found[part].append(_conll(file))
    return found


def _conll(file: Path) -> GoldArticle:
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if len(row) > 2]
    text, placed = joined([row[1] for row in rows])
    opened: dict[str, list[int]] = {}
    clusters: dict[str, list[Span]] = {}
    for (start, end), row in zip(placed, rows, strict=True):
        for mark in MARK.finditer(row[2]):
            key = mark.group(1) or mark.group(2)
            if mark.group(1):
                opened.setdefault(key, []).append(start)
            if mark.group().endswith(")"):
                clusters.setdefault(key, []).append((opened[key].pop(), end))
    return GoldArticle(file.stem, text, clusters=tuple(tuple(c) for c in clusters.values()))


def read_gap(file: Path) -> list[GoldArticle]:
    """Read GAP's snippets: a pronoun and two names, of which one or neither is whom it means.

    A snippet whose pronoun means neither has the pronoun in a cluster of its own.
    """
    found = []
    with file.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            at = int(row["Pronoun-offset"])
            pronoun = (at, at + len(row["Pronoun"]))
            names = {
                k: (int(row[f"{k}-offset"]), int(row[f"{k}-offset"]) + len(row[k])) for k in "AB"
            }
            right = [names[k] for k in "AB" if row[f"{k}-coref"] == "TRUE"]
            found.append(
                GoldArticle(
                    row["ID"],
                    row["Text"],
                    clusters=((pronoun, *right),),
                    rivals=(pronoun, *names.values()),
                )
            )
    return found

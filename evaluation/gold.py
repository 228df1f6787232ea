"""Annotated articles to score against: our own gold set, and PolNeAR where its folder is at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.scorer import Roles, Span, stripped
from onrecord.records import Article

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True)
class Annotated:
    """One article with its gold: attributions, and each one's kind, speakers and relays."""

    name: str
    article: Article
    attributions: tuple[Roles, ...]
    kinds: tuple[str, ...] = ()
    speakers: tuple[tuple[str, ...], ...] = ()
    relayed_by: tuple[tuple[str, ...], ...] = ()
    furniture: tuple[Span, ...] = ()


def own_gold(folder: Path = GOLD) -> Iterator[Annotated]:
    """Our own gold articles, by name; raises FileNotFoundError when the folder has none."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise FileNotFoundError(f"no gold articles in {folder}")
    for file in files:
        raw = json.loads(file.read_text(encoding="utf-8"))
        with file.with_suffix(".txt").open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        found = raw["attributions"]
        yield Annotated(
            name=file.stem,
            article=Article.of(
                text, title=raw["title"], outlet=raw["outlet"], published=raw["published"]
            ),
            attributions=tuple(
                Roles(*(stripped(map(tuple, a[r]), text) for r in ("source", "cue", "content")))
                for a in found
            ),
            kinds=tuple(a["kind"] for a in found),
            speakers=tuple(tuple(a["speakers"]) for a in found),
            relayed_by=tuple(tuple(a["relayed_by"]) for a in found),
            furniture=tuple((a, b) for a, b in raw["furniture"]),
        )


def polnear(split: Path) -> Iterator[Annotated]:
    """Every annotated article of one PolNeAR split, one entry for each annotator.

    Roles come from the `E` lines; span text is ignored, since PolNeAR cuts it at line ends.
    """
    for file in sorted((split / "attributions").glob("*.ann")):
        name = file.stem.rpartition("_")[0]
        with (split / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        yield Annotated(file.stem, Article.of(text), _brat(file, text))


def _brat(file: Path, text: str) -> tuple[Roles, ...]:
    raw = file.read_text(encoding="utf-8").splitlines()
    lines = [line.split("\t") for line in raw if "\t" in line]
    spans: dict[str, tuple[Span, ...]] = {}
    for fields in lines:
        if fields[0].startswith("T"):
            pairs = (pair.split(" ") for pair in fields[1].partition(" ")[2].split(";"))
            spans[fields[0]] = tuple((int(a), int(b)) for a, b in pairs if int(b) <= len(text))
    found = []
    for fields in lines:
        if fields[0].startswith("E"):
            roles: dict[str, set[Span]] = {"Source": set(), "Cue": set(), "Content": set()}
            for argument in fields[1].split(" ")[1:]:
                role, _, key = argument.partition(":")
                roles.get(re.sub(r"\d+$", "", role), set()).update(spans.get(key, ()))
            found.append(Roles(*(stripped(roles[r], text) for r in ("Source", "Cue", "Content"))))
    return tuple(r for r in found if r.cue and r.content)

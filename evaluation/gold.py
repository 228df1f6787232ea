"""Annotated articles to score against: our own gold set, and PolNeAR where its folder is at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.scorer import Roles, Span, stripped
from onrecord.records import Article

GOLD = Path(__file__).parent / "gold"
#: Articles that only their annotators read: apart, so that whatever reads GOLD does not read them.
BLIND = GOLD / "blind"
#: First letters of the articles that rules and features were developed on.
LOOKED_AT = "abcd"


Names = tuple[str, ...]


@dataclass(frozen=True)
class GoldCommitment:
    """What actors will or would do, on what condition; `attribution` indexes the article's."""

    kind: str
    by: Names
    toward: Names
    condition: tuple[Span, ...]
    negated_condition: bool
    consequence: tuple[Span, ...]
    attribution: int | None


@dataclass(frozen=True)
class GoldEvent:
    """A PLOVER event that is not a statement's own act."""

    type: str
    status: str
    trigger: Span
    actors: Names
    recipients: Names
    attribution: int | None


@dataclass(frozen=True)
class GoldTime:
    """A TIMEX3 expression."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True)
class Annotated:
    """One article with its gold.

    `kinds` to `acts` run parallel to `attributions`; they are empty where nobody has annotated
    them. `commitments`, `events` and `times` come with `acts`: without acts, an empty one says
    nothing about the article.
    """

    name: str
    article: Article
    attributions: tuple[Roles, ...]
    kinds: tuple[str, ...] = ()
    speakers: tuple[Names, ...] = ()
    relayed_by: tuple[Names, ...] = ()
    addressees: tuple[Names, ...] = ()
    about: tuple[Names, ...] = ()
    acts: tuple[str, ...] = ()
    commitments: tuple[GoldCommitment, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    times: tuple[GoldTime, ...] = ()
    furniture: tuple[Span, ...] = ()


def gold_sets() -> dict[str, list[Annotated]]:
    """Our own gold by what it is good for.

    `gold` has been looked at; `gold_later` came after most rules and has been read since;
    `gold_blind` is read by no rule's author, and of it only figures over all articles are told.
    """
    sets: dict[str, list[Annotated]] = {"gold": [], "gold_later": []}
    for article in own_gold():
        sets["gold" if article.name[0] in LOOKED_AT else "gold_later"].append(article)
    return sets | {"gold_blind": list(own_gold(BLIND))}


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
        deep = [a for a in found if "act" in a]
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
            addressees=tuple(tuple(a["addressees"]) for a in deep),
            about=tuple(tuple(a["about"]) for a in deep),
            acts=tuple(a["act"] for a in deep),
            commitments=tuple(_commitment(c) for c in raw.get("commitments", ())),
            events=tuple(_event(e) for e in raw.get("events", ())),
            times=tuple(
                GoldTime(_span(t["span"]), t["type"], t["value"]) for t in raw.get("times", ())
            ),
            furniture=tuple(map(_span, raw["furniture"])),
        )


def _span(raw: list[int]) -> Span:
    start, end = raw
    return start, end


def _commitment(raw: dict[str, Any]) -> GoldCommitment:
    return GoldCommitment(
        raw["kind"],
        tuple(raw["by"]),
        tuple(raw["toward"]),
        tuple(map(_span, raw["condition"])),
        raw["negated_condition"],
        tuple(map(_span, raw["consequence"])),
        raw["attribution"],
    )


def _event(raw: dict[str, Any]) -> GoldEvent:
    return GoldEvent(
        raw["type"],
        raw["status"],
        _span(raw["trigger"]),
        tuple(raw["actors"]),
        tuple(raw["recipients"]),
        raw["attribution"],
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

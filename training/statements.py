"""The statements that we labelled with their acts, and the sentences with their conditions."""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import torch

from evaluation.gold import own_gold
from onrecord.read.acts import ACTS
from onrecord.records import stable_id
from training.briefings import BRIEFINGS, read_briefings
from training.clause_tags import CLAUSES
from training.newswire import held_out, read_newswire
from training.polnear import Clauses, GoldArticle, Labelled, Span, read_split

ANNOTATIONS = Path(__file__).parent / "annotations" / "acts.tsv"
COMMITMENTS = ANNOTATIONS.with_name("commitments.tsv")
WRITTEN = ANNOTATIONS.with_name("written.tsv")
#: Marks of a written statement: source, cue, content.
MARKS = re.compile(r"\[|\]|<<|>>|\{|\}")
#: First letters of our gold articles whose acts are trained on.
SEEN = "abcde"
#: What an annotator calls words that attribute nothing.
NONE = "bad"


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


def read_own_gold() -> list[GoldArticle]:
    """Read our own gold of acts but for the articles that stay blind, a text each."""
    return [
        GoldArticle(
            found.name,
            found.article.text,
            acts=tuple(
                Labelled(found.name, roles.cue, roles.content, (label,))
                for roles, label in zip(found.attributions, found.acts, strict=True)
            ),
        )
        for found in own_gold()
        if found.acts and found.name[0] in SEEN
    ]


def marked_digest(text: str, cue: tuple[Span, ...], content: tuple[Span, ...]) -> str:
    """A short digest of a statement's words, so that a change of the text is noticed."""
    return stable_id(*(text[a:b] for a, b in (*cue, *content)), length=8)


def _spans(field: str) -> tuple[Span, ...]:
    return tuple((int(a), int(b)) for a, b in (p.split("-") for p in field.split(" ") if p))


def targets(found: list[Labelled]) -> torch.Tensor:
    """Each annotator's label with an equal share: float32 [statements, labels]."""
    names = list(ACTS)
    table = torch.zeros(len(found), len(names))
    for row, statement in enumerate(found):
        for label in statement.labels:
            table[row, names.index(label)] += 1 / len(statement.labels)
    return table


def read_acts(data: Path) -> list[GoldArticle]:
    """Read articles with labelled statements, `held_back` ones left out, and what we wrote."""
    articles = {a.name: a for a in source_articles(data)}
    by_article: dict[str, list[Labelled]] = defaultdict(list)
    for one in read_labels(ANNOTATIONS, articles):
        by_article[one.article].append(one)
    names = sorted(by_article.keys() - held_back(by_article))
    found = [bare(articles[name], acts=tuple(by_article[name])) for name in names]
    return found + [replace(article, acts=(one,)) for article, one in read_written(WRITTEN)]


def held_back(names: Iterable[str]) -> frozenset[str]:
    """The fifth of the articles with labelled statements that no encoder trains on."""
    ordered = sorted(names)
    random.Random(0).shuffle(ordered)
    return frozenset(ordered[: len(ordered) // 5])


def read_commitments(data: Path) -> list[GoldArticle]:
    """Read every article with sentences annotated for conditions and consequences."""
    articles = {a.name: a for a in source_articles(data)}
    by_article: dict[str, dict[Span, set[tuple[int, int, int]]]] = defaultdict(dict)
    with COMMITMENTS.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            [(begin, end)] = _spans(row["sentence"])
            if stable_id(articles[row["article"]].text[begin:end], length=8) != row["digest"]:
                raise ValueError(f"{COMMITMENTS}: the words of {row['article']} have changed")
            # A sentence has a row for each of its commitments, and is trained on with all of them.
            by_article[row["article"]].setdefault((begin, end), set()).update(_parts(row))
    return [
        bare(articles[name], clauses=tuple(Clauses(s, tuple(sorted(p))) for s, p in held.items()))
        for name, held in sorted(by_article.items())
    ]


def _parts(row: dict[str, str]) -> Iterator[tuple[int, int, int]]:
    if row["kind"] != "none":
        for name, kind in (("condition", "condition"), ("consequence", row["kind"])):
            yield from ((a, b, CLAUSES.index(kind)) for a, b in _spans(row[name]))


def source_articles(data: Path) -> list[GoldArticle]:
    """The articles that the annotations point into, the newswire's measured fifth left out."""
    newswire = read_newswire(data / "en-worldwide-newswire")
    return [
        *read_split(data / "polnear" / "train"),
        *(a for a in newswire if not held_out(a.name)),
        *read_briefings(data / BRIEFINGS),
    ]


def bare(
    article: GoldArticle,
    *,
    acts: tuple[Labelled, ...] | None = None,
    clauses: tuple[Clauses, ...] | None = None,
) -> GoldArticle:
    """The article with no other annotation than that."""
    return GoldArticle(article.name, article.text, acts=acts, clauses=clauses)

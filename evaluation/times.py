"""Measure time expressions: `python -m evaluation.times --data FOLDER`.

Scores our own gold set, which no rule was tuned on, and what FOLDER holds: `tempeval3-tbaq`,
`meantime` and `wikiwars`. The measure is TempEval-3's (UzZaman et al. 2013): relaxed spans
overlap, strict spans are equal, and a value counts where the spans overlap and the values are
equal. Publication dates are given, so they are not scored.

The rules were tuned on AQUAINT and on half of TimeBank, MEANTIME and WikiWars; a hash of the
article's name says which half, and the other half is reported apart.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import Annotated, own_gold
from evaluation.scorer import Tally
from onrecord.read.segment import words
from onrecord.read.times import times

#: MEANTIME annotates the headline, the date line and the four sentences after them.
MEANTIME_SENTENCES = 6
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Expression:
    """One time expression: half-open offsets into the article's text and a TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Dated:
    """One article with its gold expressions; `scored_to` is where annotation ends."""

    name: str
    text: str
    published: str
    gold: tuple[Expression, ...]
    scored_to: int
    skip: tuple[int, int] = (0, 0)

    @property
    def tuned(self) -> bool:
        """Whether the rules were tuned on it: the even half by the first byte of its MD5."""
        return hashlib.md5(self.name.encode(), usedforsecurity=False).digest()[0] % 2 == 0


def timeml(path: Path) -> Dated:
    """Read an article in TimeML: the text between its TEXT tags, tags taken out."""
    source = path.read_text(encoding="utf-8")
    created = re.search(r"<DCT>.*?value=\"([^\"]+)\"", source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    if created is None or body is None:
        raise ValueError(f"{path.name} is not TimeML")
    parts: list[str] = []
    length, at, opened = 0, 0, (0, "")
    gold = []
    for tag in [*TAG.finditer(body[1]), None]:
        piece = html.unescape(body[1][at : tag.start() if tag else len(body[1])])
        parts.append(piece)
        length += len(piece)
        if tag is None:
            break
        at = tag.end()
        if tag[2] == "TIMEX3" and not tag[1]:
            opened = (length, dict(ATTRIBUTE.findall(tag[3])).get("value", ""))
        elif tag[2] == "TIMEX3":
            gold.append(Expression(opened[0], length, opened[1]))
    return Dated(path.stem, "".join(parts), created[1][:10], tuple(gold), length)


def meantime(path: Path) -> Dated:
    """Read an article of MEANTIME: its tokens as text, with a blank line after the headline."""
    root = ET.parse(path).getroot()
    text, scored_to, sentence = "", 0, 0
    spans: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        number, word = int(token.get("sentence", "0")), token.text or ""
        if number != sentence:
            text += "\n\n" if sentence < 2 else " "
        elif text and not (word[0] in ".,;:!?)%" or word.startswith(("'", "n't"))):
            text += "" if text[-1] in "($" else " "
        spans[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text, sentence = text + word, number
        scored_to = len(text) if number < MEANTIME_SENTENCES else scored_to
    gold, published, skip = [], "", (0, 0)
    for timex in root.iter("TIMEX3"):
        at = [spans[a.get("t_id", "")] for a in timex.iter("token_anchor")]
        value = timex.get("value", "")
        if timex.get("functionInDocument") == "CREATION_TIME":
            published = value[:10]
            skip = (at[0][0], at[-1][1]) if at else skip
        elif at:
            gold.append(Expression(at[0][0], at[-1][1], value))
    return Dated(path.stem, text, published, tuple(gold), scored_to, skip)


def _own(article: Annotated) -> Dated:
    gold = [Expression(*t.span, t.value) for t in article.times]
    text, published = article.article.text, article.article.published or ""
    return Dated(article.name, text, published, tuple(gold), len(text))


def corpora(data: Path) -> Iterator[tuple[str, list[Dated]]]:
    """Every set of articles in the folder of data, by the name under which it is reported."""
    yield "own gold", [_own(a) for a in own_gold() if a.acts]
    tbaq = data / "tempeval3-tbaq"
    aquaint = [timeml(p) for p in sorted((tbaq / "AQUAINT").glob("*.tml"))]
    timebank = [timeml(p) for p in sorted((tbaq / "TimeBank").glob("*.tml"))]
    yield "TBAQ", aquaint + timebank
    yield "TBAQ tuned on", aquaint + [a for a in timebank if a.tuned]
    yield "TBAQ held out", [a for a in timebank if not a.tuned]
    wikinews = (data / "meantime" / "intra_cross-doc_annotation").glob("*/*.xml")
    wars = (data / "wikiwars" / "whole-tml" / "tml").glob("*.tml")
    for name, articles in (
        ("MEANTIME", [meantime(p) for p in sorted(wikinews)]),
        ("WikiWars", [timeml(p) for p in sorted(wars)]),
    ):
        yield name, articles
        yield f"{name} tuned on", [a for a in articles if a.tuned]
        yield f"{name} held out", [a for a in articles if not a.tuned]


def found(article: Dated) -> list[Expression]:
    """What we find in the part of an article that is scored."""
    expressions, _ = times(article.text, words(article.text), article.published)
    ours = [Expression(t.span.start, t.span.end, t.value) for t in expressions]
    return [
        e
        for e in ours
        if e.start < article.scored_to and not article.skip[0] <= e.start < article.skip[1]
    ]


def pairs(ours: Sequence[Expression], gold: Sequence[Expression]) -> list[tuple[int, int]]:
    """Indices of expressions that overlap, each used once, in the order of the text."""
    matched: list[tuple[int, int]] = []
    taken: set[int] = set()
    for i, mine in enumerate(ours):
        for j, theirs in enumerate(gold):
            if j not in taken and mine.start < theirs.end and theirs.start < mine.end:
                matched.append((i, j))
                taken.add(j)
                break
    return matched


def measure(articles: Sequence[Dated]) -> dict[str, Tally]:
    """Tallies of relaxed spans, strict spans and values over the articles."""
    tallies = {name: Tally() for name in ("relaxed", "strict", "value")}
    for article in articles:
        ours = found(article)
        matched = [(ours[i], article.gold[j]) for i, j in pairs(ours, article.gold)]
        right = {
            "relaxed": len(matched),
            "strict": sum((a.start, a.end) == (b.start, b.end) for a, b in matched),
            "value": sum(a.value == b.value for a, b in matched),
        }
        for name, tally in tallies.items():
            tally.right += right[name]
            tally.right_gold += right[name]
            tally.predicted += len(ours)
            tally.gold += len(article.gold)
    return tallies


def speed(articles: Sequence[Dated]) -> float:
    """Milliseconds of processor time that 800 words take, segmentation aside."""
    ready = [(a.text, words(a.text), a.published) for a in articles]
    began = time.process_time()
    for text, cut, published in ready:
        times(text, cut, published)
    spent = time.process_time() - began
    return 1000 * 800 * spent / max(1, sum(len(cut) for _, cut, _ in ready))


def main() -> None:
    """Print a line a set of articles."""
    parser = argparse.ArgumentParser(description="Score time expressions on public corpora.")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the corpora")
    data = parser.parse_args().data
    print(f"{'F1, percent':20}{'articles':>10}{'relaxed':>10}{'strict':>10}{'value':>10}{'ms':>8}")
    for name, articles in corpora(data):
        figures = "".join(f"{100 * t.f1:10.1f}" for t in measure(articles).values())
        print(f"{name:20}{len(articles):10}{figures}{speed(articles):8.2f}")


if __name__ == "__main__":
    main()

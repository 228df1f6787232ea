"""Measure a model: `python -m evaluation.run --help`.

Scores our own gold set and, when `--polnear` names its folder, PolNeAR dev as whole articles.
`--floors` compares with `floors.json` and fails when a figure has sunk; `--raise-floors` writes
higher ones, never lower.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.gold import Annotated, gold_sets, polnear
from evaluation.scorer import Roles, Scores, Tally, stripped
from onrecord.read.reader import Reader
from onrecord.records import Record, Span, Statement

#: Gold cases that a label needs to count in the macro average.
LEAST = 10
FLOORS = Path(__file__).parent / "floors.json"


def roles(record: Record) -> list[Roles]:
    """A record's statements as the scorer wants them, edges free of white space."""
    text = record.article.text

    def spans(found: Iterable[Span | None]) -> tuple[tuple[int, int], ...]:
        return stripped(((s.start, s.end) for s in found if s), text)

    return [Roles(spans([s.source]), spans([s.cue]), spans(s.content)) for s in record.statements]


def measure(reader: Reader, articles: Sequence[Annotated]) -> dict[str, float]:
    """Every figure over the articles, in percent.

    What hangs on an attribution is counted over those whose cue is found. Speakers are right when
    all are, and no others; `speakers_unnamed` counts the sources that share no word with any
    speaker's name.
    """
    scores, found, furniture = Scores(), Found(), 0
    records = reader.read_many((a.article, ()) for a in articles)
    for gold, record in zip(articles, records, strict=True):
        ours = roles(record)
        scores.add(ours, gold.attributions)
        for mine, statement in zip(ours, record.statements, strict=True):
            furniture += any(a < mine.cue[0][1] and mine.cue[0][0] < b for a, b in gold.furniture)
            match = same_cue(mine, gold)
            if match is not None and gold.kinds:
                found.add(gold, match, record, statement)
    figures = scores.figures()
    if found.kinds.predicted:
        figures |= found.figures() | {"from_furniture": furniture}
    return figures


@dataclass
class Found:
    """What is right about the attributions whose cue is found."""

    kinds: Tally = field(default_factory=Tally)
    speakers: Tally = field(default_factory=Tally)
    unnamed: Tally = field(default_factory=Tally)
    acts: list[tuple[str, str]] = field(default_factory=list)

    def add(self, gold: Annotated, match: int, record: Record, statement: Statement) -> None:
        """Count one statement against the gold attribution of that index."""
        _mark(self.kinds, statement.kind == gold.kinds[match])
        names = {a.id: a.name for a in record.actors}
        said = {plain_name(names[i]) for i in statement.speakers}
        wanted = {plain_name(n) for n in gold.speakers[match]}
        _mark(self.speakers, said == wanted)
        source = statement.source.text if statement.source else ""
        if wanted and not set(" ".join(wanted).split()) & set(plain_name(source).split()):
            _mark(self.unnamed, said == wanted)
        if gold.acts and statement.act:
            self.acts.append((statement.act.label, gold.acts[match]))

    def figures(self) -> dict[str, float]:
        """Every share in percent; the acts' macro-F1 is over labels with ten gold cases or more."""
        named = {"kind": self.kinds, "speakers": self.speakers, "speakers_unnamed": self.unnamed}
        shares = {name: _percent(tally) for name, tally in named.items() if tally.predicted}
        if not self.acts:
            return shares
        right = sum(a == b for a, b in self.acts)
        count = Counter(b for _, b in self.acts)
        frequent = [label_f1(self.acts, label) for label, n in count.items() if n >= LEAST]
        return shares | {
            "act": round(100 * right / len(self.acts), 2),
            "act_macro": round(100 * sum(frequent) / max(1, len(frequent)), 2),
        }


def label_f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    """F1 of one label over pairs of the label given and the label wanted."""
    both = sum(a == b == label for a, b in pairs)
    return 2 * both / sum((a == label) + (b == label) for a, b in pairs)


def same_cue(mine: Roles, gold: Annotated) -> int | None:
    """Index of the gold attribution that shares this one's cue."""
    for index, other in enumerate(gold.attributions):
        if any(a < d and c < b for a, b in mine.cue for c, d in other.cue):
            return index
    return None


def _mark(tally: Tally, right: bool) -> None:
    tally.right += right
    tally.predicted += 1


def _percent(tally: Tally) -> float:
    return round(100 * tally.precision, 2)


def plain_name(name: str) -> str:
    """A name as it is compared: without its article, in one case."""
    return name.removeprefix("the ").removeprefix("The ").casefold()


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One line for each figure under its floor."""
    return [
        f"{name} is {figures.get(name)}, its floor {floor}"
        for name, floor in floors.items()
        if figures.get(name, 0.0) < floor
    ]


def raised(
    figures: dict[str, float], floors: dict[str, float], slack: float = 1.0
) -> dict[str, float]:
    """Floors a little under the figures (rounding differs between processors), never lower than before."""
    return {
        name: max(floors.get(name, 0.0), math.floor((figure - slack) * 10) / 10)
        for name, figure in figures.items()
        if name != "from_furniture"
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as JSON; returns 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="base")
    parser.add_argument("--polnear", type=Path, help="folder of PolNeAR, which holds dev/")
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    options = parser.parse_args(arguments)
    reader = Reader.open(options.model)
    figures = {name: measure(reader, articles) for name, articles in gold_sets().items()}
    if options.polnear:
        figures["polnear_dev"] = measure(reader, list(polnear(options.polnear / "dev")))
    print(json.dumps({options.model: figures}, indent=1))
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    pinned = floors.setdefault(options.model, {})
    if options.raise_floors:
        pinned |= {name: raised(found, pinned.get(name, {})) for name, found in figures.items()}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    broken = [line for name in figures for line in below(figures[name], pinned.get(name, {}))]
    for line in broken if options.floors else []:
        print(line, file=sys.stderr)
    return 1 if options.floors and broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
